"""Numbers with the article: an ordinal after one thing (الطابق الـ4), else a cardinal (الدول الـ27)."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("definite"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
