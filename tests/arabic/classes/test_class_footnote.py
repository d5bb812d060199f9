"""Footnote marks in round brackets, which are silent: ابن خلدون(3). and وقال آخرون (4)."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("footnote"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
