"""What is written twice, in words and in figures or short: ثلاثين (30) يومًا; read once."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("repetition"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
