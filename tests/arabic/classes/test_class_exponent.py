"""Superscript figures: powers after a number or a letter (10⁻⁶, x²), footnote marks after a word (نظرية²)."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("exponent"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
