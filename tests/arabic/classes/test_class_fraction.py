"""Fractions: 3/4 الطلاب; with a denominator above ten, or a value of one or more, "over": 120 على 80."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("fraction"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
