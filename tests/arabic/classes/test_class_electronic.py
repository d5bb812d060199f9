"""URLs, e-mail addresses, hashtags and mentions: signs by their names, words as words."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("electronic"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
