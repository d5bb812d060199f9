from __future__ import annotations
from collections.abc import Collection
def impose(given: str, restored: str, settled: Collection[int] = ()) -> str:
    return restored
def mend(text: str) -> str:
    return text
