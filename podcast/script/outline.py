"""Blocks to a title and sections: what each heading is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from podcast.model import Paragraph, Section
from podcast.script.block import Block, has_words, is_mark, plain

_TITLE_LENGTH = 60
_FINAL = ".،؛:,;!…"


def outline(blocks: Iterable[Block], given: str = "") -> tuple[str, tuple[Section, ...]]:
    """The title and the sections of a script; `given` is the title from its front matter.

    The first heading, if it is of level 1, is the title. The highest level among the others opens
    sections; deeper ones are paragraphs of kind "heading". What stands before the first section is
    a section under the title. Without any title it is made of the first heading, or of the first
    words, which then are not announced as a heading.
    """
    kept = [block for block in blocks if not block.level or plain(block.text)]
    heads = [block for block in kept if block.level]
    top = heads[0] if heads and heads[0].level == 1 else None
    heads = heads[1:] if top else heads
    level = min((head.level for head in heads), default=0)
    parts = list(_parts([block for block in kept if block is not top], level))
    title = _title(given, top, parts)
    opening = plain(top.text) if top else title
    announced = bool(top or given)
    return title, tuple(_sections(parts, opening, announced, top, is_title=opening == title))


def _parts(blocks: list[Block], level: int) -> Iterator[tuple[Block | None, list[Block]]]:
    """(the heading that opens it, its blocks) of each section; None heads the first one."""
    head: Block | None = None
    body: list[Block] = []
    for block in blocks:
        if block.level and block.level == level:
            yield head, body
            head, body = block, []
        else:
            body.append(block)
    yield head, body


def _title(given: str, top: Block | None, parts: list[tuple[Block | None, list[Block]]]) -> str:
    shown = plain(top.text) if top else ""
    if given and bare(given) != bare(shown):
        return given
    if shown:
        return shown
    heads = [plain(head.text) for head, _ in parts if head]
    before = [plain(block.text) for block in parts[0][1]]
    words = next(filter(has_words, before), "")
    return first_words(words) if words else next(iter(heads), "")


def _sections(
    parts: list[tuple[Block | None, list[Block]]],
    opening: str,
    announced: bool,
    top: Block | None,
    *,
    is_title: bool,
) -> Iterator[Section]:
    number = 0
    for head, body in parts:
        if head is None and not body and (is_title or top is None):
            continue
        number += 1
        lines = [one.line for one in (head or top, *body[:1]) if one]
        yield Section(
            number,
            plain(head.text) if head else opening,
            tuple(_paragraph(block) for block in body),
            announced=head is not None or announced,
            line=lines[0],
        )


def _paragraph(block: Block) -> Paragraph:
    return Paragraph(block.text, "heading" if block.level else block.kind, block.line)


def bare(text: str) -> str:
    """`text` without vowel marks and case: two spellings of one title are the same one."""
    return "".join(
        one for one in unicodedata.normalize("NFKC", text).casefold() if not is_mark(one)
    )


def first_words(text: str) -> str:
    """The first words of `text`, at most 60 characters, with … where it goes on."""
    if len(text) <= _TITLE_LENGTH:
        return text.rstrip(_FINAL + " ") or text
    cut = text[:_TITLE_LENGTH]
    at_word = cut.rpartition(" ")[0] or cut
    return re.sub(rf"[\s{_FINAL}]+$", "", at_word) + "…"
