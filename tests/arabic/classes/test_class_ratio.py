"""Ratios: 16:9, said as "to"."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("ratio"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
