"""A unit in brackets behind what is measured: الوزن (كغ)."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("bracketed_unit"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
