"""Controls: HTML comments that are invisible on a page but change how the episode is read.

    GPT<!--say: جي بي تي-->                         the word before it is read so
    <!--say: نحو عشرين-->20 أو أكثر<!--/say-->       the words between are read so
    IBAN<!--spell-->                                 the word before it is spelled, letter by letter
    …<!--pause 2s-->…   <!--pause 800ms-->           silence is added, up to a minute
    <!--skip-->…<!--/skip-->                         on the page, but not read
    <!--voice: سلمى-->                               from here on her voice; at a section's start, all of it
    <!--/voice-->                                    back to the voice of the episode

"The word before" is the run of Latin letters and digits that touches the comment (an attached particle stays
outside: وGPT), or the Arabic word, or a whole bracket or quotation that closes there. Any other comment is
dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from podcast.formats.text import folded
from podcast.model import (
    Break,
    Emphasis,
    EmphasisKind,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    SayAs,
    Spell,
    Text,
    Turn,
    Unread,
)
from podcast.script.draft import Atom, Control, read_words, shown
from podcast.structs import replace

MOST_MS = 60_000
"""The longest pause allowed, in milliseconds."""

_COMMENT = re.compile(r"<!--((?:(?!-->|<!--).)*)-->", re.DOTALL)
_SAY = re.compile(r"say ?: ?(.+)", re.IGNORECASE)
_PAUSE = re.compile(r"pause ?:? ?(\d{1,5}(?:[.٫]\d{1,9})?) ?(m?)(?:s|sec|seconds?)?", re.IGNORECASE)
_VOICE = re.compile(r"voice ?: ?(.{1,100})", re.IGNORECASE)
_PLAIN: dict[str, Control] = {
    "/say": Control("/say"),
    "spell": Control("spell"),
    "skip": Control("skip"),
    "/skip": Control("/skip"),
    "/voice": Control("voice"),
}
_TAILS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:\([^()]{1,200}\)|\[[^\[\]]{1,200}\]|«[^«»]{1,200}»|“[^“”]{1,200}”|\"[^\"]{1,200}\")$",
        r"[0-9A-Za-z\u00c0-\u024f](?:[0-9A-Za-z\u00c0-\u024f.&'’+/_-]*[0-9A-Za-z\u00c0-\u024f+])?$",
        r"[^\s<>]+$",
    )
)
"""What "the word before" may be: a bracket or quotation, a Latin run, a word."""
_NEAR = 210
"""How many characters before a comment its word may begin."""


def mark(comment: str) -> Control | None:
    """The control in a comment, passed without its `<!--` and `-->`; None for other comments."""
    words = folded(comment)
    if words.lower() in _PLAIN:
        return _PLAIN[words.lower()]
    if say := _SAY.fullmatch(words):
        return Control("say", spoken=say[1])
    if voice := _VOICE.fullmatch(words):
        return Control("voice", spoken=voice[1].strip())
    if pause := _PAUSE.fullmatch(words):
        number = float("".join(_digit(one) for one in pause[1]))
        return Control("pause", ms=min(round(number if pause[2] else number * 1000), MOST_MS))
    return None


def _digit(character: str) -> str:
    return str(unicodedata.digit(character, "."))


def atoms(text: str) -> list[Atom]:
    """`text` split into words and controls; of other comments only the line ends are kept.

    An unclosed `<!--` stays as it is.
    """
    if "<!--" not in text:
        return [Text(text)]
    parsed: list[Atom] = []
    index, last = 0, text.rfind("-->") + 3
    for comment in _COMMENT.finditer(text, 0, last):
        parsed.append(Text(text[index : comment.start()]))
        control = mark(comment[1])
        parsed += [control] if control else []
        parsed.append(Text("\n" * comment[1].count("\n")))
        index = comment.end()
    return [*parsed, Text(text[index:])]


def tidy(text: str) -> str:
    """`text` with each control on one line, and of other comments only the line ends."""
    if "<!--" not in text:
        return text
    return _COMMENT.sub(_tidied, text)


def _tidied(comment: re.Match[str]) -> str:
    lines = "\n" * comment[1].count("\n")
    return (f"<!--{folded(comment[1])}-->" if mark(comment[1]) else "") + lines


def plain(text: str) -> str:
    """`text` as a title shows it: on one line, without controls and without what they skip."""
    return shown(read_words(skipped(atoms(text))))


def skipped(parsed: Iterable[Atom]) -> Iterator[Atom]:
    """The atoms of one text that are not skipped in it."""
    inside = False
    for atom in parsed:
        if isinstance(atom, Control) and atom.name in ("skip", "/skip"):
            inside = atom.name == "skip"
        elif not inside:
            yield atom


def resolved(atoms: Sequence[Atom]) -> tuple[Inline, ...]:
    """`atoms` with every control attached to the words it governs; their text does not change."""
    done: list[Inline] = []
    since, index = 0, 0
    while index < len(atoms):
        atom = atoms[index]
        if not isinstance(atom, Control):
            done.append(atom)
        else:
            end = _pair_end(atoms, index) if atom.name == "say" else 0
            if end:
                done += _say_reading(atoms[index + 1 : end], atom)
                index = end
            elif atom.name == "pause":
                done.append(Break(atom.ms))
            elif atom.name == "note":
                done.append(NoteMark(atom.spoken))
            elif atom.name == "voice":
                done.append(Turn(atom.spoken))
            elif atom.name in ("say", "spell"):
                done[since:] = _on_the_word_before(done[since:], atom)
            since = len(done)
        index += 1
    return tuple(_merged(done))


def _pair_end(atoms: Sequence[Atom], start: int) -> int:
    """The index of the `/say` that ends the words of a say; 0 if the say is about the word before."""
    for index in range(start + 1, len(atoms)):
        atom = atoms[index]
        if isinstance(atom, Control):
            return index if atom.name == "/say" and index > start + 1 else 0
    return 0


def _say_reading(inside: Sequence[Atom], say: Control) -> list[Inline]:
    """The words between a say and its end as one reading, with the space at their edges outside it."""
    text = "".join(atom.text for atom in inside)
    written = text.strip()
    if not written:
        return [Text(text)] if text else []
    before, _, after = text.partition(written)
    held = SayAs(written.replace("\n", " "), say.spoken, *_look(inside))
    return [one for one in (Text(before), held, Text(after)) if one.text]


def _look(inlines: Iterable[Atom | Inline]) -> tuple[str, EmphasisKind]:
    """(address, kind of emphasis) that words share: the first address, but only a kind that all have."""
    parts = list(inlines)
    url = next((one.url for one in parts if isinstance(one, Link | Unread) and one.url), "")
    kinds = {
        one.kind if isinstance(one, Emphasis | Link | Unread) else ""
        for one in parts
        if one.text.strip()
    }
    return url, kinds.pop() if len(kinds) == 1 else ""


def _on_the_word_before(before: list[Inline], control: Control) -> list[Inline]:
    """`before`, with its last word given the reading of `control`; unchanged if there is no word."""
    first = len(before)
    while first and not isinstance(
        before[first - 1], Unread | LineBreak | SayAs | Spell | Break | Turn | NoteMark
    ):
        first -= 1
    text = "".join(one.text for one in before[first:])
    tails = (tail.search(text[-_NEAR:]) for tail in _TAILS)
    word = next((tail.group() for tail in tails if tail), "")
    if not word:
        return before
    kept, taken, room = before[:first], [], len(text) - len(word)
    for one in before[first:]:
        stay = min(room, len(one.text))
        room -= stay
        kept += [replace(one, text=one.text[:stay])] if stay else []  # type: ignore[arg-type]
        taken += [replace(one, text=one.text[stay:])] if stay < len(one.text) else []  # type: ignore[arg-type]
    url, kind = _look(taken)
    spell = control.name == "spell"
    return [*kept, Spell(word, url, kind) if spell else SayAs(word, control.spoken, url, kind)]


def _merged(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """Merge neighbouring plain texts, and drop everything empty except pauses."""
    held = ""
    for inline in inlines:
        if isinstance(inline, Text):
            held += inline.text
            continue
        if held:
            yield Text(held)
        held = ""
        if inline.text or isinstance(inline, Break | Turn | NoteMark):
            yield inline
    if held:
        yield Text(held)
