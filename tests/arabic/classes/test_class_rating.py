"""Grades and groups in Latin letters with signs: Aa3, AA-, O+."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("rating"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
