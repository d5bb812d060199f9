"""Percentages: 7.5%, 5-7%, 3‰."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("percent"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
