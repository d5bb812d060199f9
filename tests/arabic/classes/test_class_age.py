"""Ages, which are ordinals: سن 18, دون الـ65, في الـ17 من عمره."""

from __future__ import annotations

import pytest
from class_table import check, rows


@pytest.mark.parametrize(("written", "spoken"), rows("age"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)
