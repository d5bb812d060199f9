"""Labels: 1 and 2 behind a name, which the word after them does not share; the dual of what is counted."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("label"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
