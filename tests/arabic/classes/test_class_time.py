"""Times of day: 9:30, 14:05, 14h30."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("time"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
