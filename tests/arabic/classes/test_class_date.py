"""Dates: in figures (23/7/2023, 2023-07-23, 14/9/1445 هـ) and as a day before its month's name (23 يوليو)."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("date"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
