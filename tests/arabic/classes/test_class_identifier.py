"""Identifiers: digits that by their form cannot be an amount, read one by one."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("identifier"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
