"""All guesses and doubts of a show in one list, each settled by a lexicon entry or by diacritics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from podcast import rooted, show
from podcast.arabic.reading import UNRESOLVED
from podcast.cache import replacing
from podcast.errors import InputError
from podcast.pipeline.preview import SpokenSection, sections_of
from podcast.pipeline.speech import spoken_form
from podcast.pipeline.workspace import open_workspace, parse
from podcast.show import Source
from podcast.structs import Frozen, replace

_MARKS = "[\u064b-\u0655\u0670ـ]*"
_LETTER = "[\\w\u064b-\u0655\u0670]"
_ATTACHED = re.compile("[وفبلك]{0,3}(?:ال|ل)?([A-Za-z\u00c0-\u024f].*)")
_HIDDEN = re.compile(r"<!--.*?-->|\]\([^)]*\)|`[^`]*`|https?://\S+")
"""The parts of a line that are not read as words."""


class Name(Frozen):
    """A word whose reading was guessed, or whose vowels are uncertain.

    `places` are the (script, line) of each occurrence; `readings` are (spoken form, probability 0 to 1), the
    current one first; a guess has only one. `rule` is the rule that guessed, or "vowels".
    """

    written: str
    rule: str
    readings: tuple[tuple[str, float], ...]
    places: tuple[tuple[str, int], ...]

    @property
    def spoken(self) -> str:
        """The current reading."""
        return self.readings[0][0]

    @property
    def is_doubt(self) -> bool:
        """Whether it is an Arabic word whose vowels are uncertain."""
        return self.rule == VOWELS


VOWELS = "vowels"

AROUND = 45
"""The characters shown on each side of a name: with it, one line of a terminal."""


def unsettled(root: Path, encoding: str = "utf-8") -> list[Name]:
    """All guesses and doubts, most frequent first. Unreadable scripts are skipped.

    Raises InputError for what keeps all scripts from being read.
    """
    workspace = open_workspace(root, encoding)
    found: dict[tuple[str, str, str], list[Name]] = {}
    for source in workspace.sources:
        try:
            script = parse(workspace, source)
            sections = list(sections_of(workspace, source, script, marked=True))
        except InputError:
            continue
        lines = _Lines(source, show.read(source, encoding))
        for one in (one for section in sections for one in _of_section(section, lines)):
            found.setdefault((one.rule, one.written, one.spoken), []).append(one)
    joined = (_joined(same) for same in found.values())
    return sorted(joined, key=lambda one: (-len(one.places), one.is_doubt, one.places[0]))


def _joined(same: list[Name]) -> Name:
    """All occurrences of a word as one; the readings are those of the least certain place."""
    least = min(same, key=lambda one: one.readings[0][1])
    return replace(least, places=tuple(place for one in same for place in one.places))


def _of_section(section: SpokenSection, lines: _Lines) -> Iterator[Name]:
    start = section.section.line
    for written, spoken, rule in section.plan.changes:
        if rule in UNRESOLVED:
            place = lines.place(written, start)
            word, alone = _alone(written, spoken)
            yield Name(word, rule, ((alone, 0.0),), (place,))
    for word, line, readings in section.plan.doubts:
        yield Name(word, VOWELS, readings, (lines.place(word, line or start),))


def _alone(written: str, spoken: str) -> tuple[str, str]:
    """A name without attached particles and article, and its spoken form, so that one lexicon entry settles
    it after any of them."""
    match = _ATTACHED.fullmatch(written)
    if match is None or match[1] == written:
        return written, spoken
    return match[1], spoken_form(match[1]).rstrip(".")


class _Lines:
    """Locates words in a script: each request for a word returns its next place."""

    def __init__(self, source: Source, text: str) -> None:
        self._name = source.name
        self._lines = [_HIDDEN.sub(_blank, line) for line in text.split("\n")]
        self._places: dict[str, list[int]] = {}

    def place(self, word: str, line: int) -> tuple[str, int]:
        """(script, line) of the first place at or after `line` that was not returned before."""
        if word not in self._places:
            pattern = _pattern(word)
            self._places[word] = [
                number for number, text in enumerate(self._lines, 1) for _ in pattern.finditer(text)
            ]
        places = self._places[word]
        index = next((index for index, number in enumerate(places) if number >= line), None)
        return self._name, max(1, line) if index is None else places.pop(index)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _pattern(word: str, marks: str = _MARKS) -> re.Pattern[str]:
    """A pattern for the word by itself, where `marks` may follow each letter."""
    letters = (
        re.escape(character) + (marks if not character.isascii() else "") for character in word
    )
    return re.compile(f"(?<!{_LETTER}){''.join(letters)}(?!{_LETTER})", re.IGNORECASE)


def context(root: Path, name: Name, encoding: str = "utf-8") -> str:
    """The words around the first place of a name, on one line; "" if it is no longer there."""
    file, line = name.places[0]
    raw = rooted.read(root, file)
    lines = raw.decode(_codec(raw, encoding)).splitlines()
    text = lines[line - 1] if line <= len(lines) else ""
    match = _pattern(name.written).search(text)
    if match is None:
        return ""
    start, end = max(0, match.start() - AROUND), match.end() + AROUND
    before, after = text[start : match.start()], text[match.end() : end]
    if start:
        before = f"… {before.partition(' ')[2]}"
    if end < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return f"{before}{match[0]}{after}".strip()


def mark(
    root: Path, word: str, spoken: str, places: Iterable[tuple[str, int]], encoding: str = "utf-8"
) -> int:
    """Write `word` as `spoken`, with its diacritics, at its `places`; returns how many were changed.

    Everything else in a script stays as it is. Raises OutputError if one cannot be written.
    """
    count = 0
    for name, line in places:
        path = rooted.own(root, name)
        raw = path.read_bytes()
        codec = _codec(raw, encoding)
        lines = raw.decode(codec).split("\n")
        changed = _marked(lines[line - 1], word, spoken) if line <= len(lines) else None
        if changed is None:
            continue
        lines[line - 1] = changed
        try:
            data = "\n".join(lines).encode(codec)
        except UnicodeEncodeError:  # a legacy encoding may lack some of the marks
            continue
        with replacing(path.resolve()) as out:
            out.write(data)
        count += 1
    return count


def _codec(raw: bytes, encoding: str) -> str:
    """The encoding of a script: UTF-8 if it decodes, as when it is read."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return encoding
    return "utf-8"


def _marked(line: str, word: str, spoken: str) -> str | None:
    """The line with the first unmarked occurrence of the word marked; None if there is none."""
    match = _pattern(word, "").search(_HIDDEN.sub(_blank, line))
    if match is None:
        return None
    return line[: match.start()] + spoken + line[match.end() :]
