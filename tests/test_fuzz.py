"""Readers of what people and programs write: whatever it is, it is read, or a sentence says why not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podcast import published, script, show
from podcast.errors import PodcastError
from podcast.formats import toml
from podcast.pipeline import state

SHORT = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WORDS = (
    "--- +++ #~ ##~ ** * _ ` ``` [ ]( ) ![ <!-- --> <!--pause: <!--say: >~ -~ 1.~ | |-| \\ & &#0; &#x110000;"
    " <b> </ [^1] [^1]:~ title:~ date:~ slug:~ tags:~[ draft:~true image:~ كلمة ً ٣ 999999999999 $ % \u200f"
    " \ufeff \x1b 😀 a.com/ @ # \" ' ="
)
BLANKS = ["\n", "\n\n", "\t", "    ", " ", "\r", "\r\n", "\u2028", "---\n", "+++\n"]
PIECES = st.sampled_from([*(one.replace("~", " ") for one in WORDS.split(" ")), *BLANKS])
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [
        "title",
        "base_url",
        "engine",
        "voice",
        "music",
        "person",
        "pauses",
        "feed_items",
        "timezone",
        "cover",
        "category",
    ]
)


def toml_of(value: object) -> str:
    """A value as TOML has it; of tables and lists too. What TOML has not becomes text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(toml_of, value))}]"
    if isinstance(value, dict):
        return (
            f"{{{', '.join(f'{json.dumps(key)} = {toml_of(one)}' for key, one in value.items())}}}"
        )
    return json.dumps(value if isinstance(value, str) else str(value))


def refused(read: Callable[[], object]) -> Exception | None:
    """The sentence that says why something is not read; whatever else is raised is a fault."""
    try:
        read()
    except (PodcastError, toml.TomlError) as error:
        return error
    return None


def assert_read_or_told(text: str) -> None:
    error = refused(lambda: script.parse(text, name="script/x.md"))
    if error:
        assert str(error).startswith("script/x.md")
    else:
        assert script.parse(text, name="script/x.md").sections


@SHORT
@given(TEXTS)
def test_scripts(text: str) -> None:
    """Front matter and body."""
    assert_read_or_told(text)


NAMES = st.text(min_size=1, max_size=12) | st.sampled_from(["title", "date", "season", "person"])


@SHORT
@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_front_matter(values: dict[str, object]) -> None:
    lines = "\n".join(f"{json.dumps(key)} = {toml_of(value)}" for key, value in values.items())
    for mark in ("+++", "---"):
        assert_read_or_told(f"{mark}\n{lines}\n{mark}\n# س\n\nكلمة.\n")


@SHORT
@given(TEXTS)
def test_toml(text: str) -> None:
    error = refused(lambda: toml.parse(text))
    if error:
        assert isinstance(error, toml.TomlError)
        assert 1 <= error.line <= len(text.splitlines()) + 1


@SHORT
@given(values=st.dictionaries(KEYS, VALUES, max_size=4), tail=TEXTS)
def test_settings_and_lexicon(tmp_path: Path, values: dict[str, object], tail: str) -> None:
    folder = tmp_path / "script"
    folder.mkdir(exist_ok=True)
    lines = "\n".join(f"{key} = {toml_of(value)}" for key, value in values.items())
    for text in (f"{lines}\n", f"{lines}\n{tail}"):
        for name, read in (("show.toml", show.load), ("lexicon.toml", show.lexicon)):
            (folder / name).write_text(text, "utf-8", "replace")
            error = refused(partial(read, tmp_path))
            assert error is None or name in str(error)


KNOWN = st.sampled_from(["guid", "feed_url", "episodes", "x"])


@SHORT
@given(values=st.dictionaries(KNOWN, VALUES, max_size=3))
def test_published(tmp_path: Path, values: dict[str, object]) -> None:
    path = tmp_path / "published.toml"
    lines = "\n".join(f"{key} = {toml_of(value)}" for key, value in values.items())
    path.write_text(lines, "utf-8", "replace")
    error = refused(lambda: published.load(path))
    assert error is None or "published.toml" in str(error)


@SHORT
@given(raw=VALUES, version=st.sampled_from([0, state.VERSION]), seal=st.booleans())
def test_states(tmp_path: Path, raw: object, version: int, seal: bool) -> None:
    """A state that the program did not write is ignored."""
    told = {"version": version, "made": raw, "feed": "", "pages": {}, "guid": "", "feed_url": ""}
    body = json.dumps(told).encode()
    head = hashlib.sha256(body).hexdigest().encode() if seal else b"0"
    (tmp_path / state.NAME).write_bytes(head + b"\n" + body)
    assert state.load(tmp_path).made == {}


@pytest.mark.parametrize("data", [b"", b"\n", b"{}", b"\xff" * 100, b"[" * 90_000])
def test_what_is_not_a_state(tmp_path: Path, data: bytes) -> None:
    (tmp_path / state.NAME).write_bytes(data)
    assert state.load(tmp_path) == state.State()
