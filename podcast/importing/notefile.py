"""Settles the text of note-taking programs (Notion, Obsidian) and of editors that break lines. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from podcast.formats.text import are_verses

FEW = 3
"""Broken lines below which a text does not tell that its lines were broken at a width."""

NARROW, WIDE = 40, 100
"""The letters of a broken line at least and at most: longer lines are paragraphs, shorter ones verses."""

FULL, MOSTLY = 0.75, 0.8
"""How long a broken line is, relative to the longest, and the share of lines that are."""

_PROPERTIES = re.compile(r"\A(# [^\n]+\n\n)((?:[A-Z][A-Za-z ]{1,24}: [^\n]*\n)+)(?=\n)")
_COMMENT = re.compile(r"%%.*?%%", re.DOTALL)
_EMBEDDED = re.compile(r"!\[\[[^\[\]\n]*\]\]")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|#\n]+)(?:#[^\[\]\n]*)?\]\]")
TAGS = re.compile(r"^(?:#[^\s#]+[ \t]*)+$\n?", re.MULTILINE)
"""A line of nothing but tags: a heading has a blank behind its signs."""

_BLOCK_NAME = re.compile(r"[ \t]+\^[\w-]+[ \t]*$", re.MULTILINE)
_TASK = re.compile(r"^([ \t]*[-*+] )\[[ xX]\][ \t]+", re.MULTILINE)
_CALLOUT = re.compile(r"^(>[ \t]*)\[![\w-]+\][+-]?[ \t]*", re.MULTILINE)
_ASIDE = re.compile(r"^</?aside>[ \t]*$\n?", re.MULTILINE)
_CODE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_TEXT = re.compile(r"[^\W\d_]|[«(\"“]")
_OPENED = re.compile(
    r"\s*(?P<basmala>[^\n\w]{0,9}بسم[ ]الل[\u064b-\u0652]*ه[\u064b-\u0652]*[ ][^\n]{0,40})\n"
    r"\s*(?P<title>\S[^\n]{2,100})\n\s*(?=\S)"
)
_SENTENCE = re.compile(r"[.؟?!:؛…]\W*$")


def settled(text: str) -> str:
    """A note's Markdown without what only its program reads: properties, comments, files, marks of tasks.

    A text with code stays as it is.
    """
    if _CODE.search(text):
        return text
    text = _PROPERTIES.sub(r"\1", text)
    for pattern in (_COMMENT, _EMBEDDED, _ASIDE, TAGS, _BLOCK_NAME):
        text = pattern.sub("", text)
    return _CALLOUT.sub(r"\1", _TASK.sub(r"\1", _WIKI_LINK.sub(r"\1", text)))


def unbroken(text: str) -> str:
    """`text` with a line for each paragraph, if its lines were broken at a width; else unchanged."""
    if _CODE.search(text):
        return text
    blocks = text.replace("\r\n", "\n").split("\n\n")
    broken = [line for block in blocks for line in _broken(block)]
    longest = max(map(len, broken), default=0)
    full = sum(len(line) > FULL * longest for line in broken)
    ended = sum(bool(_SENTENCE.search(line)) for line in broken)
    is_broken = len(broken) >= FEW and NARROW < longest < WIDE and 2 * ended < len(broken)
    if not is_broken or full < MOSTLY * len(broken):
        return text
    return "\n\n".join(_joined(block, FULL * longest) for block in blocks)


def titled_first(text: str) -> str:
    """`text` with the line of a title before the basmala that stands over it."""
    found = _OPENED.match(text)
    if found is None or _SENTENCE.search(found["title"]):
        return text
    return f"{found['title']}\n\n{found['basmala']}\n\n{text[found.end() :].lstrip()}"


def _broken(block: str) -> Iterator[str]:
    """The lines of text of a block that another line of text follows."""
    lines = block.split("\n")
    if are_verses(lines):
        return
    for line, following in pairwise(lines):
        if _TEXT.match(line) and _TEXT.match(following):
            yield line


def _joined(block: str, least: float) -> str:
    if are_verses(block.split("\n")):
        return block
    done: list[str] = []
    last = ""
    for line in block.split("\n"):
        if done and _TEXT.match(line) and len(last) > least and _TEXT.match(last):
            done[-1] += f" {line}"
        else:
            is_indented = done and line[:2].isspace() and _TEXT.match(line.lstrip())
            done.append(f"\n{line}" if is_indented else line)
        last = line
    return "\n".join(done)
