"""Negative amounts in brackets, as in accounting: صافي الربح (1,250) مليون."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("accounting"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
