"""The era after a year or a century: هـ, م."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("era"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
