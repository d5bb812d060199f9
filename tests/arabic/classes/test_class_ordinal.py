"""Ordinals: a number after what it numbers (القرن 19, الدورة الـ 12, لويس 14, سن 18)."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("ordinal"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
