"""Seasons and school years that span two years: 2023/24, 2023-2024, موسم 25/26."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("season"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
