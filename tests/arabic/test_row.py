"""Long rows of figures: what is asked of the whole row is found once, and none sees more than it needs."""

from __future__ import annotations

import pytest

from podcast import spoken_form
from podcast.arabic.classes import time
from podcast.arabic.grammar import nominal
from podcast.arabic.reading import Reader
from podcast.arabic.tokens.context import Scene
from podcast.arabic.tokens.tokens import Token, tokens


def test_whether_a_line_is_a_row_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Scene] = []
    found = nominal._has_bare_figures

    def counted(scene: Scene) -> bool:
        asked.append(scene)
        return found(scene)

    monkeypatch.setattr(nominal, "_has_bare_figures", counted)
    assert len(spoken_form("7 " * 40).split()) == 40
    assert len(asked) == 1


def test_a_time_ends_after_its_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[int] = set()
    look = Scene.__getitem__

    def counted(scene: Scene, index: int) -> Token:
        seen.add(index)
        return look(scene, index)

    monkeypatch.setattr(Scene, "__getitem__", counted)
    scene = Scene(tokens("12:30:" * 100, lambda text, start: None), Reader())
    assert time._split(scene, 0) is None
    assert max(seen) < 12
