"""Cardinal numbers, with the noun they count or alone."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("cardinal"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
