"""Dimensions with a Latin x, read as a product: 1920x1080, 3x4 (with ×, each number is read separately)."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("product"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
