"""Divides blocks into a title and sections by the role of each heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from podcast.model import Block, Section, Text
from podcast.script.controls import resolved
from podcast.script.draft import Draft, has_words, is_mark, shown

_TITLE_LENGTH = 60
_FINAL = ".،؛:,;!…"


def outline(
    blocks: Iterable[Draft], given: str = "", given_line: int = 0
) -> tuple[str, Block | None, tuple[Section, ...]]:
    """The title, the block of its heading (None if it holds nothing but words), and the sections.

    `given` is the title from front matter, in line `given_line` of the script.

    A first heading of level 1 is the title. The highest level among the others opens sections; deeper
    headings become blocks of kind "heading". Text before the first section is a section under the title.
    Without a title, one is made from the first heading or the first words, which are then not announced.
    """
    kept = [block for block in blocks if not block.level or shown(block.words)]
    heads = [block for block in kept if block.level]
    top = heads[0] if heads and heads[0].level == 1 else None
    heads = heads[1:] if top else heads
    level = min((head.level for head in heads), default=0)
    parts = list(_parts([block for block in kept if block is not top], level))
    title = _title(given, top, parts)
    opening = shown(top.words) if top else title
    announced = bool(top or given)
    head = head_block(top) if top and title == shown(top.words) else None
    line = top.line if top else given_line
    sections = _sections(parts, opening, announced, top, line, is_title=opening == title)
    return title, head, tuple(sections)


def _parts(blocks: list[Draft], level: int) -> Iterator[tuple[Draft | None, list[Draft]]]:
    """(the heading that opens it, its blocks) of each section; the first may have None for a heading."""
    head: Draft | None = None
    body: list[Draft] = []
    for block in blocks:
        if block.level and block.level == level:
            yield head, body
            head, body = block, []
        else:
            body.append(block)
    yield head, body


def _title(given: str, top: Draft | None, parts: list[tuple[Draft | None, list[Draft]]]) -> str:
    written = shown(top.words) if top else ""
    if given and bare(given) != bare(written):
        return given
    if written:
        return written
    heads = [shown(head.words) for head, _ in parts if head]
    before = [shown(block.words) for block in parts[0][1]]
    words = next(filter(has_words, before), "")
    return first_words(words) if words else next(iter(heads), "")


def _sections(
    parts: list[tuple[Draft | None, list[Draft]]],
    opening: str,
    announced: bool,
    top: Draft | None,
    line: int,
    *,
    is_title: bool,
) -> Iterator[Section]:
    number = 0
    unread: list[Draft] = []
    for head, body in parts:
        silent = not any(draft.words or draft.marks for draft in body)
        if head is None and silent and (is_title or top is None):
            unread = body
            continue
        number += 1
        places = (head.line if head else line, *(draft.line for draft in body[:1]))
        opened = head or top
        yield Section(
            number,
            shown(head.words) if head else opening,
            tuple(block_of(draft) for draft in (*unread, *body)),
            announced=head is not None or announced,
            line=next(filter(None, places), 0),
            head=head_block(opened) if opened else None,
        )
        unread = []


def block_of(draft: Draft) -> Block:
    """The finished block of a draft."""
    kind = "heading" if draft.level else draft.kind
    return Block(
        kind,
        resolved(draft.atoms),
        draft.line,
        level=draft.level,
        item=draft.item,
        quoted=draft.quoted,
        cells=draft.cells,
        header=draft.header,
    )


def head_block(draft: Draft) -> Block | None:
    """The block of a heading that holds more than words; None for a plain one."""
    block = block_of(draft)
    return None if all(isinstance(inline, Text) for inline in block.inlines) else block


def bare(text: str) -> str:
    """`text` without vowel marks and letter case, for comparing titles."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text).casefold()
        if not is_mark(character)
    )


def first_words(text: str) -> str:
    """The first words of `text`, at most 60 characters, followed by … if it goes on."""
    if len(text) <= _TITLE_LENGTH:
        return text.rstrip(_FINAL + " ") or text
    cut = text[:_TITLE_LENGTH]
    at_word = cut.rpartition(" ")[0] or cut
    return re.sub(rf"[\s{_FINAL}]+$", "", at_word) + "…"
