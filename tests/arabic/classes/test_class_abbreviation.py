"""Abbreviations in Arabic letters, read by their context: د. علي, ص 12, 1445 هـ, (ص), و.م.ع."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("abbreviation"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
