"""Decimals, the digits after فاصل."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("decimal"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
