"""The number or letter of a list item."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("enumeration"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
