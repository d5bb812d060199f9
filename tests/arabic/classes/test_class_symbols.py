"""Symbols and dashes: the names of symbols that are read, and the meaning of dashes."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("symbols"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
