"""Formulas and code in a text: short formulas are read in words, longer ones left out and reported."""

from __future__ import annotations

import pytest
from class_table import check, rows

from podcast.arabic import read


@pytest.mark.parametrize(("written", "spoken"), rows("formula"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)


def test_what_is_left_out_is_reported() -> None:
    """Code and formulas that no rule reads are listed by name among the changes."""
    rules = {change.rule for change in read(r"هنا `x=f(y)` و$\oint_C F \cdot dr = 0$ نعم").changes}
    assert {"code", "formula-unread"} <= rules
