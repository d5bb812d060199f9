"""Money: signs and codes before or after the number, scale letters, subunits."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("money"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
