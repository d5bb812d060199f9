"""A block as a script has it, whatever its notation, and the controls an author hides in comments.

Controls are HTML comments, invisible on a page: `<!--say: X-->` (what stands before it, or from here
to `<!--/say-->`, is said X), `<!--spell-->`, `<!--pause 2s-->`, and `<!--skip-->` … `<!--/skip-->`
around what is not to be read. Here they are only brought into that normal form; what they do to
speech is for `arabic/`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from podcast.errors import InputError
from podcast.formats.text import folded
from podcast.model import ParagraphKind

SKIP, UNSKIP = "<!--skip-->", "<!--/skip-->"
_NORMAL = re.compile(r"<!--(?:say: [^\n]*?|/say|spell|pause [0-9.]+m?s|/?skip)-->")
_SKIPPED = re.compile(f"{SKIP}.*?{UNSKIP}", re.DOTALL)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EDGE = re.compile(f"({SKIP}|{UNSKIP})")
_SAY = re.compile(r"say ?:(.*)", re.DOTALL | re.IGNORECASE)
_PAUSE = re.compile(r"pause ?:? ?(\d+(?:[.٫]\d+)?) ?(m?)(?:s|sec|seconds?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that begins on `line`. `level` 1-6: a heading that may open a section."""

    text: str
    line: int
    kind: ParagraphKind = "text"
    level: int = 0


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit of any script in `text`."""
    return any(character.isalnum() for character in text)


def is_mark(character: str) -> bool:
    """Whether it takes no room of its own: an Arabic vowel mark, a combining accent."""
    return unicodedata.combining(character) != 0


def plain(text: str) -> str:
    """`text` as a title shows it: no controls, nothing skipped, no control characters, folded.

    Nor characters that turn around whatever follows them (UAX 9), for in a list that is another title.
    """
    shown = _TURNING.sub("", _NORMAL.sub("", _SKIPPED.sub("", text)))
    return folded("".join(one for one in shown if one.isspace() or _printable(one)))


def _printable(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs")


def control(comment: str) -> str:
    """The normal form of a control, given without its `<!--` and `-->`; "" for other comments."""
    words = folded(comment)
    if words.lower() in ("/say", "spell", "skip", "/skip"):
        return f"<!--{words.lower()}-->"
    if (say := _SAY.fullmatch(words)) and say[1].strip():
        return f"<!--say: {say[1].strip()}-->"
    if pause := _PAUSE.fullmatch(words):
        seconds = "".join(_digit(one) for one in pause[1])
        return f"<!--pause {seconds}{pause[2].lower()}s-->"
    return ""


def _digit(character: str) -> str:
    return str(unicodedata.digit(character, "."))


def tidy(text: str) -> str:
    """`text` with its controls in normal form; other comments go, but for the line ends in them.

    An unclosed `<!--` stays as it is.
    """
    *commented, rest = text.split("-->")
    tidied = []
    for part in commented:
        before, opened, comment = part.partition("<!--")
        kept = control(comment) + "\n" * comment.count("\n")
        tidied.append(before + kept if opened else part + "-->")
    return "".join(tidied) + rest


def settle(blocks: Iterable[Block], name: str) -> list[Block]:
    """`blocks` without what is skipped, each lone control at the end of the paragraph before it.

    Where a heading, or nothing, stands before it, it begins the paragraph that follows.
    Raises InputError where a skip is not closed, or closed and not open.
    """
    settled: list[Block] = []
    waiting: list[str] = []
    for block in _unskipped(blocks, name):
        before = settled[-1] if settled else None
        if has_words(_NORMAL.sub("", block.text)) or not _NORMAL.search(block.text):
            lead = "" if block.level else " ".join([*waiting, ""])
            settled.append(replace(block, text=lead + block.text))
            waiting = waiting if block.level else []
        elif before is None or before.level or waiting:
            waiting.append(block.text)
        else:
            settled[-1] = replace(before, text=f"{before.text} {block.text}")
    return settled


def _unskipped(blocks: Iterable[Block], name: str) -> Iterator[Block]:
    since = 0
    for block in blocks:
        kept, since = _outside(block, since, name)
        if not has_words(plain(kept)):
            kept = folded(_SKIPPED.sub("", kept))
        if kept:
            yield replace(block, text=kept)
    if since:
        raise InputError(
            "“<!--skip-->” is never ended; put “<!--/skip-->” after what is not to be read",
            file=name,
            line=since,
        )


def _outside(block: Block, since: int, name: str) -> tuple[str, int]:
    """What of a block is outside skips that span blocks (pairs in it stay); where one is open."""
    kept: list[str] = []
    inside = opened = since
    mark = 0
    for piece in _EDGE.split(block.text):
        if piece == UNSKIP and not inside:
            raise InputError(
                "“<!--/skip-->” ends nothing; put “<!--skip-->” before what is not to be read",
                file=name,
                line=block.line,
            )
        if piece == SKIP and not inside:
            inside, mark = block.line, len(kept)
            kept.append(piece)
        elif piece == UNSKIP:
            kept += [] if opened else [piece]
            inside = opened = 0
        elif not opened:
            kept.append(piece)
    if inside and not opened:
        kept = kept[:mark]
    return folded("".join(kept)), inside
