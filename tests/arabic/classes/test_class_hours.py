"""Bare hours: 8 صباحًا, الساعة 9, بين 8 و10 مساءً."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("hours"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
