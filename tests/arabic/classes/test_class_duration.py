"""Durations in figures with colons: 1:45:30, مدة 3:20."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("duration"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
