"""Casting: which voice each speaker has. The show's own, those declared in `[voices]`, any other by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from podcast import rooted
from podcast.engines import Engine, is_known, load, names
from podcast.errors import InputError, PodcastError
from podcast.formats import toml
from podcast.formats.text import nearest
from podcast.model import Script, Settings, Show, Speaker, Voice
from podcast.pipeline import faults
from podcast.published import Record
from podcast.structs import Frozen, replace

SETTINGS = "script/show.toml"
PIPER = "piper"
"""The engine whose voices are files, and which picks one if none is named."""
OWN = ("engine", "name", "rate", "pitch")
"""Settings that every voice has, whatever its engine."""
_MEANT = {"voice": "name", "speed": "rate", "variant": "name"}
"""The setting that is meant by one that other programs use."""
_PLACES = ("", "script", "voices", "script/voices")
"""Folders of the root in which the file of a voice is looked for."""


class Part(Frozen):
    """A voice and its engine."""

    engine: str
    voice: Voice


def own(show: Show, engine: str, root: Path) -> Part:
    """The show's voice, read by `engine`."""
    return Part(engine, _settled(show, engine, show.voice, root))


def pinned(show: Show, engine: str, record: Record | None) -> Show:
    """The show, with the piper voice that a published episode was made with if no voice is set.

    Otherwise a voice file added later would change the voice of every published episode.
    """
    model = record and record.engine == engine == PIPER and record.voice
    if not model or show.voice.name or _names_model(show) or "/" in model:
        return show
    return replace(show, voice=replace(show.voice, name=model))


def check_engines(show: Show, root: Path) -> None:
    """Raises InputError, with its line in the settings, for an engine of the show that is none.

    A speaker's engine may be absent on this machine: it is looked for when an episode has that voice.
    """
    for place, engine in (("engine", show.engine), ("voice.engine", show.engine)):
        if engine == "auto" or is_known(engine):
            continue
        try:
            load(engine)
        except InputError as error:
            text = rooted.text(root, SETTINGS)
            error.file, error.line = SETTINGS, toml.line_of(text, *place.split("."))
            if error.line or place != "engine":
                raise


def voice_name(show: Show, engine: str, root: Path) -> str:
    """The name of an episode's voice for the record: the one set, or that of the file piper picked."""
    if engine != PIPER or show.voice.name or _names_model(show):
        return show.voice.name
    from podcast.engines.piper_files import find

    chosen = own(show, engine, root).voice
    return find(chosen.name, str(chosen.settings.get("model", ""))).stem


def _names_model(show: Show) -> bool:
    return "model" in show.voice.settings or "model" in dict(show.engines).get(PIPER, {})


def part_of(show: Show, speaker: Speaker, engine: str, root: Path) -> Part:
    """The part of a declared speaker; without an engine of its own it has the show's."""
    chosen = speaker.engine or engine
    return Part(chosen, _settled(show, chosen, speaker.voice, root))


def cast(show: Show, engine: str, root: Path) -> tuple[tuple[str, Part], ...]:
    """Every declared speaker: (name, part)."""
    return tuple((voice.name, part_of(show, voice, engine, root)) for voice in show.voices)


def of_script(
    show: Show, script: Script, engine: str, root: Path, source: str = ""
) -> tuple[Part, tuple[tuple[str, Part], ...]]:
    """The reader of an episode, and (name, part) of all its speakers. Raises InputError with a name's place."""
    everybody = dict(cast(show, engine, root))
    for name, line in script.voices:
        if name not in everybody:
            everybody[name] = _named_at(source, line, show, name, engine, root)
    reader = own(show, engine, root)
    if script.voice:
        text = rooted.read(root, source).decode("utf-8", "replace") if source else ""
        line = faults.line_of_setting(text, "voice")
        reader = _named_at(source, line, show, script.voice, engine, root)
    return reader, tuple(everybody.items())


def _named_at(source: str, line: int, show: Show, name: str, engine: str, root: Path) -> Part:
    try:
        return named(show, name, engine, root)
    except InputError as error:
        error.file, error.line = source, line
        raise


def named(show: Show, wanted: str, engine: str, root: Path) -> Part:
    """The voice an author names: a declared one, an engine, `engine:voice`, or a voice of the show's engine.

    Raises InputError if there is none of that name.
    """
    for one in show.voices:
        if folded(one.name) == folded(wanted):
            return part_of(show, one, engine, root)
    head, _, rest = wanted.partition(":")
    if is_known(head):
        voice = show.voice if head == engine and not rest else Voice(rate=show.voice.rate)
        return Part(head, _settled(show, head, replace(voice, name=rest or voice.name), root))
    part = Part(engine, _settled(show, engine, replace(show.voice, name=wanted), root))
    if wanted in {offer.name for offer in load(engine).voices()} or _knows(part):
        return part
    raise InputError(
        "there is no voice “{name}”; declare it in {settings} as [voices.{entry}], or name an engine: {known}",
        name=wanted,
        entry=toml.key(wanted),
        settings=SETTINGS,
        known=", ".join(names()),
    )


def _knows(part: Part) -> bool:
    """Whether the engine lists a voice of this name (some engines accept any name)."""
    engine = load(part.engine)
    return _takes(engine, part.voice) and not _takes(engine, replace(part.voice, name="\0"))


def _takes(engine: Engine, voice: Voice) -> bool:
    try:
        engine.fingerprint(voice)
    except PodcastError:
        return False
    return True


def folded(name: str) -> str:
    """A name without diacritics, tatweel and letter case, as it is compared with names in a script."""
    kept = (letter for letter in name if not "\u064b" <= letter <= "\u0652" and letter != "\u0640")
    return " ".join("".join(kept).casefold().split())


def shown_name(speaker: str) -> str:
    """A speaker's name as listeners see it; "" for an engine named directly."""
    return "" if is_known(speaker.partition(":")[0]) else speaker


def _settled(show: Show, engine: str, voice: Voice, root: Path) -> Voice:
    """The voice, with its engine's table as defaults for its settings, and its files located in the root."""
    table = dict(dict(show.engines).get(engine, {}))
    settings = {**table, **voice.settings}
    if not settings and engine != PIPER:
        return voice
    path = _in_root(root, str(settings.get("model", "") or voice.name)) if engine == PIPER else ""
    return replace(voice, settings=Settings({**settings, **({"model": path} if path else {})}))


def _in_root(root: Path, name: str) -> str:
    """A voice file of the root, by path or name, or the only one there is; else ""."""
    for place in _PLACES:
        for file in (name, f"{name}.onnx"):
            path = root / place / file
            if name and path.suffix == ".onnx" and path.is_file() and _inside(root, path):
                return str(path.resolve())
    if name:
        return ""
    models = [path for place in _PLACES[1:] for path in sorted((root / place).glob("*.onnx"))]
    return str(models[0].resolve()) if len(models) == 1 and _inside(root, models[0]) else ""


def _inside(root: Path, path: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())


def called(script: Script) -> tuple[str, ...]:
    """The names of the voices a script asks for, each once."""
    own = (script.voice,) if script.voice else ()
    return tuple(dict.fromkeys((*own, *(name for name, _ in script.voices))))


def fingerprints(
    show: Show, engine: str, root: Path, called: Iterable[str] = ()
) -> tuple[str, ...]:
    """Fingerprints of every declared voice, and of those `called` for by name in a script.

    A voice whose engine is missing has its error for a fingerprint; it is reported when it is to speak.
    """
    declared = {voice.name for voice in show.voices}
    asked = (name for name in called if name not in declared)
    makers = [
        *((voice.name, partial(part_of, show, voice, engine, root)) for voice in show.voices),
        *((name, partial(named, show, name, engine, root)) for name in asked),
    ]
    return tuple(f"{name} {_print_of(make)}" for name, make in makers)


def _print_of(make: Callable[[], Part]) -> str:
    try:
        part = make()
        return load(part.engine).fingerprint(part.voice)
    except PodcastError as error:
        return str(error)


def check(parts: Iterable[Part], root: Path) -> None:
    """Check, before any work, that every voice can speak. Raises InputError or EngineError."""
    for part in dict.fromkeys(parts):
        key, value = "engine", part.engine
        try:
            engine = load(part.engine)
            _known_settings(engine, part.voice, root)
            key, value = "name|voice", part.voice.name
            engine.check(part.voice)
        except InputError as error:
            line = _line_that_sets(key, value, root) or _line_told_of(error, part, root)
            if line and not error.file:
                error.file, error.line = SETTINGS, line
            raise


def _line_told_of(error: InputError, part: Part, root: Path) -> int:
    """The line of the engine's setting that its error names; 0 if it names none."""
    words = re.findall(r"\w+", str(error))
    named = (key for key in part.voice.settings if key in words)
    return next((_line_of_setting(part.engine, key, root) for key in named), 0)


def place(error: InputError, parts: Iterable[Part], root: Path) -> None:
    """Add to the error of an unknown engine the line of the settings that names it."""
    for part in parts:
        if not error.file and error.fields.get("name") == part.engine:
            line = _line_that_sets("engine", part.engine, root)
            error.file, error.line = (SETTINGS, line) if line else ("", 0)


def _line_that_sets(key: str, value: str, root: Path) -> int:
    """The line of the settings that sets `key` (a pattern) to `value`; 0 if none does."""
    if not value or not (root / SETTINGS).is_file():
        return 0
    lines = rooted.text(root, SETTINGS).split("\n")
    named = re.compile(rf"""\s*(?:{key})\s*=\s*["']{re.escape(value)}["']""")
    return next((number for number, line in enumerate(lines, 1) if named.match(line)), 0)


def _known_settings(engine: Engine, voice: Voice, root: Path) -> None:
    for key in voice.settings:
        if key in engine.settings:
            continue
        known = (*engine.settings, *OWN)
        place: dict[str, Any] = {"file": SETTINGS, "line": _line_of_setting(engine.name, key, root)}
        if near := _MEANT.get(key, "") or nearest(key, known):
            raise InputError(
                "the engine “{engine}” knows no setting “{key}”; did you mean “{near}”?",
                engine=engine.name,
                key=key,
                near=near,
                **place,
            )
        raise InputError(
            "the engine “{engine}” knows no setting “{key}”; it knows: {known}",
            engine=engine.name,
            key=key,
            known=", ".join(known),
            **place,
        )


def _line_of_setting(engine: str, key: str, root: Path) -> int:
    """The line that sets `key` for an engine or for one of the speakers; 0 if there is none."""
    if not (root / SETTINGS).is_file():
        return 0
    text = rooted.text(root, SETTINGS)
    speakers = toml.parse(text).get("voices", {})
    tables = (("engines", engine), *(("voices", name) for name in speakers))
    return next((line for table in tables if (line := toml.line_of(text, *table, key))), 0)
