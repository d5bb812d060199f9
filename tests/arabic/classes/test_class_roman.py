"""Roman numerals, only after what they number: لويس XIV, الحرب العالمية II, القرن XIX, الفصل IV."""

from __future__ import annotations

import pytest
from class_table import check, rows

from podcast.arabic.classes.roman import value_of


@pytest.mark.parametrize(("written", "spoken"), rows("roman"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("I", 1),
        ("IV", 4),
        ("VIII", 8),
        ("XIV", 14),
        ("XIX", 19),
        ("XL", 40),
        ("XCIX", 99),
        ("IIII", 0),
        ("VX", 0),
        ("IC", 0),
        ("MIX", 0),
        ("iv", 0),
        ("", 0),
    ],
)
def test_roman_numerals(numeral: str, value: int) -> None:
    """Only in their proper form, below a hundred, in capitals."""
    assert value_of(numeral) == value
