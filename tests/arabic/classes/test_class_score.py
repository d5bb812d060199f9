"""Scores and formations: 2-1, 2 - 1, 3 صفر, ريال مدريد 2 برشلونة 1, 4-3-3."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("score"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
