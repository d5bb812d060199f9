"""A number with a plus behind it: 9,000+ موظف, said as "more than"."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("at_least"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
