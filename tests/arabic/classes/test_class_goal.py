"""The minute of a goal in brackets behind who scored it."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("goal"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
