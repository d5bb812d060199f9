"""Days and months with a slash, or with a month's name between two."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("slashed_date"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
