"""What every installed engine must keep to, built in or a stranger's."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import get_args

import pytest

from podcast.engines import Engine, Wants, load, names
from podcast.errors import InputError
from podcast.model import Voice

ONLINE = {"gtts"}
"""Engines that cannot speak in a test; a fake of their service is spoken to in their own tests."""

ENGINES = names()
OFFLINE = [name for name in ENGINES if name not in ONLINE]
MAGIC = {".wav": (b"RIFF",), ".mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")}
TEXT = "هٰذِهِ جُمْلَةٌ قَصِيرَةٌ."
SOUNDS = "ˈhaːðihi ˈdʒumlatun qaˈsˤiːrah."


def test_the_built_in_engines_are_installed() -> None:
    """Found by their entry points, like a stranger's."""
    assert {"espeak", "gtts"} <= set(ENGINES)


def test_an_unknown_engine_lists_the_known() -> None:
    """One sentence with the way out."""
    with pytest.raises(InputError, match="espeak"):
        load("nobody")


@pytest.mark.parametrize("name", ENGINES)
def test_it_declares_what_it_needs(name: str) -> None:
    """All that others ask of an engine is there, of the right type and under its own name."""
    engine = load(name)
    assert isinstance(engine, Engine)
    assert engine.name == name
    assert engine.suffix in MAGIC
    assert engine.wants in get_args(Wants)
    assert type(engine.keeps_clips) is bool
    assert {type(engine.max_chars), type(engine.parallel)} == {int}
    assert min(engine.max_chars, engine.parallel) >= 0


@pytest.mark.parametrize("name", ENGINES)
def test_the_fingerprint_is_one_for_each_sound(name: str) -> None:
    """The same voice gives the same text, in another process too; slower is another sound."""
    engine = load(name)
    assert engine.fingerprint(Voice()) == engine.fingerprint(Voice())
    assert engine.fingerprint(Voice()) != ""
    assert engine.fingerprint(Voice(rate=0.5)) != engine.fingerprint(Voice())
    code = f"from podcast import engines, model; print(engines.load({name!r}).fingerprint(model.Voice()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == engine.fingerprint(Voice())


@pytest.mark.parametrize("name", ENGINES)
def test_the_fingerprint_is_cheap(name: str) -> None:
    """It is asked for at every look at what is stale: no network, no library, a fraction of a ms."""
    engine = load(name)
    engine.fingerprint(Voice())
    started = time.process_time()
    for _ in range(100):
        engine.fingerprint(Voice())
    assert time.process_time() - started < 0.1


@pytest.mark.parametrize("name", OFFLINE)
def test_it_speaks_in_its_container(name: str) -> None:
    """Whole clips, as declared, longer for more words, and the same bytes for the same words."""
    engine = load(name)
    assert engine.available()
    text = SOUNDS if engine.wants == "sounds" else TEXT
    clip = engine.synthesize(text, Voice())
    assert clip.startswith(MAGIC[engine.suffix])
    assert len(engine.synthesize(f"{text} {text}", Voice())) > 1.5 * len(clip)
    assert engine.synthesize(text, Voice()) == clip
