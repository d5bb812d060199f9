"""What every installed engine must keep to, built in or a stranger's."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny_piper

from podcast import engines
from podcast.engines import load, names
from podcast.engines.contract import FORMS, Contract
from podcast.errors import EngineError, InputError, Shortage
from podcast.model import Voice


class TestEspeak(Contract):
    engine = "espeak"


class TestGtts(Contract):
    engine = "gtts"
    speaks = False


class TestEdge(Contract):
    engine = "edge"
    speaks = False


class TestOpenAI(Contract):
    engine = "openai"
    speaks = False


class TestPiper(Contract):
    engine = "piper"

    @pytest.fixture(autouse=True)
    def home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
        tiny_piper.make(tmp_path / "rawi" / "voices")


def test_the_built_in_engines_are_installed() -> None:
    """Found by their entry points, like a stranger's."""
    assert {"espeak", "gtts", "edge", "openai", "piper"} <= set(names())


def test_an_unknown_engine_lists_the_known() -> None:
    """One sentence with the way out."""
    with pytest.raises(InputError, match="espeak"):
        load("nobody")


def test_slower_is_another_sound() -> None:
    for name in ("espeak", "gtts", "edge", "openai"):
        assert load(name).fingerprint(Voice(rate=0.5)) != load(name).fingerprint(Voice())


# Engines from elsewhere, which promise more than they keep

BROKEN = {
    "raises": "raise RuntimeError('no {brace}')",
    "leaves": "raise SystemExit(3)",
    "imports": "import not_there_at_all",
}
SICK = {
    "fails": "def synthesize(self, text, voice): return 1 / 0",
    "silent": "def synthesize(self, text, voice): return None",
    "cancelled": (
        "def synthesize(self, text, voice):\n"
        "        from asyncio import CancelledError\n"
        "        raise CancelledError"
    ),
    "template": (
        "def synthesize(self, text, voice):\n"
        "        from podcast.errors import EngineError\n"
        "        raise EngineError('no {such} field')"
    ),
    "suffix": "suffix = 7\n    def synthesize(self, text, voice): return b''",
    "wants": "wants = 'poems'\n    def synthesize(self, text, voice): return b''",
    "negative": "max_chars = -1\n    def synthesize(self, text, voice): return b''",
}


def installed(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str) -> None:
    """A distribution with one engine, as pip would leave it."""
    dist = folder / f"{name}-1.0.dist-info"
    dist.mkdir(parents=True)
    (dist / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (dist / "entry_points.txt").write_text(f"[{engines.GROUP}]\n{name} = engine_{name}:Voice\n")
    (folder / f"engine_{name}.py").write_text(module, "utf-8")
    monkeypatch.syspath_prepend(str(folder))
    engines._installed.cache_clear()
    engines.load.cache_clear()


@pytest.fixture(autouse=True)
def forgotten() -> object:
    yield
    engines._installed.cache_clear()
    engines.load.cache_clear()


@pytest.mark.parametrize("name", BROKEN)
def test_an_engine_that_cannot_be_loaded_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the command that wants it; the others still have theirs."""
    installed(tmp_path, monkeypatch, name, BROKEN[name])
    assert name in names()
    with pytest.raises(EngineError, match=f"the engine “{name}” is broken"):
        load(name)
    assert load("espeak").available()


@pytest.mark.parametrize("name", SICK)
def test_an_engine_that_breaks_its_promise_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(
        tmp_path,
        monkeypatch,
        name,
        f"class Voice:\n    name = '{name}'\n    suffix = '.wav'\n    {SICK[name]}",
    )
    with pytest.raises(EngineError, match=f"the engine “{name}” is broken"):
        load(name).synthesize(FORMS["marked"], Voice())


def test_an_engine_without_memory_is_not_called_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = (
        "class Voice:\n    name = 'big'\n    suffix = '.wav'\n"
        "    def synthesize(self, text, voice): raise MemoryError"
    )
    installed(tmp_path, monkeypatch, "big", module)
    with pytest.raises(Shortage):
        load("big").synthesize("نعم", Voice())


def test_an_error_of_its_own_is_handed_on_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not as its own cause: a cluster that follows the causes would never come to an end."""
    module = (
        "from podcast.errors import EngineError\nclass Voice:\n    name = 'own'\n    suffix = '.wav'\n"
        "    def synthesize(self, text, voice): raise EngineError('the bell is cracked')"
    )
    installed(tmp_path, monkeypatch, "own", module)
    with pytest.raises(EngineError, match="the bell is cracked") as caught:
        load("own").synthesize("نعم", Voice())
    assert caught.value.__cause__ is None


def test_an_engine_of_the_first_edition_still_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it does not declare has the protocol's default; what it said of marks is heeded."""
    module = (
        "class Voice:\n    name = 'old'\n    suffix = '.wav'\n    wants_tashkeel = False\n    max_chars = 9\n"
        "    keeps_clips = True\n    parallel = 2\n    def available(self): return True\n"
        "    def fingerprint(self, voice): return 'old 1'\n"
        "    def synthesize(self, text, voice): return b'RIFF'"
    )
    installed(tmp_path, monkeypatch, "old", module)
    engine = load("old")
    assert (engine.wants, engine.max_chars, engine.min_chars, engine.parallel) == (
        "written",
        9,
        0,
        2,
    )
    assert engine.repeatable
    engine.check(Voice())
    assert engine.synthesize("نعم", Voice()) == b"RIFF"


def test_a_stranger_takes_no_built_in_engines_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(tmp_path, monkeypatch, "espeak", "class Voice: name = 'espeak'")
    assert type(load("espeak")).__module__ == "podcast.engines.espeak"
