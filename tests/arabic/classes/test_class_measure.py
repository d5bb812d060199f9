"""Measures: amounts with units, in words."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("measure"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
