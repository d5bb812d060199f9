"""Telephone numbers and other numbers read digit by digit, in the groups they are written in."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("telephone"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
