"""Version numbers and IP addresses: v2.0, 3.1.4, 192.168.1.1, Python 3.12."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("version"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
