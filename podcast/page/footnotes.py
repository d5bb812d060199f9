"""Footnotes, numbered in the order of their references, with their text at the end of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podcast.model.blocks import Block, Footnote, Inline, NoteMark, Section
from podcast.page.passages import passages
from podcast.page.view import NoteView
from podcast.structs import Mutable, field, replace


class _Numbers(Mutable):
    """The numbers assigned so far, by label."""

    known: frozenset[str]
    given: dict[str, int] = field(default_factory=dict)

    def block(self, block: Block) -> Block:
        """The block with its references numbered, and those without a note removed."""
        if not any(isinstance(inline, NoteMark) for inline in block.inlines):
            return block
        inlines = (
            self.mark(inline) if isinstance(inline, NoteMark) else inline
            for inline in block.inlines
        )
        return replace(block, inlines=tuple(inline for inline in inlines if inline))

    def mark(self, mark: NoteMark) -> NoteMark | None:
        if mark.label not in self.known:
            return None
        is_first = mark.label not in self.given
        number = self.given.setdefault(mark.label, len(self.given) + 1)
        return NoteMark(mark.label, number, is_first)


def numbered(
    sections: Sequence[Section], footnotes: Sequence[Footnote], head: Block | None
) -> tuple[tuple[Section, ...], tuple[NoteView, ...], Block | None]:
    """The sections and the title with numbered references, and the notes, those with a reference first."""
    if not footnotes:
        return tuple(sections), (), head
    numbers = _Numbers(frozenset(footnote.label for footnote in footnotes))
    head = numbers.block(head) if head else None
    made = tuple(_section(section, numbers, head) for section in sections)
    marked = len(numbers.given)
    by_label = {footnote.label: footnote for footnote in reversed(footnotes)}
    for label in dict.fromkeys(footnote.label for footnote in footnotes):
        numbers.given.setdefault(label, len(numbers.given) + 1)
    order = sorted(numbers.given, key=numbers.given.__getitem__)
    notes = (
        _note(by_label[label], number, number <= marked) for number, label in enumerate(order, 1)
    )
    return made, tuple(notes), head


def _section(section: Section, numbers: _Numbers, head: Block | None) -> Section:
    """The section with numbered references; the title, which opens a section, is numbered only once."""
    own = section.head and (
        head if head and section.head.line == head.line else numbers.block(section.head)
    )
    return replace(section, head=own, blocks=tuple(map(numbers.block, section.blocks)))


def _note(note: Footnote, number: int, is_marked: bool) -> NoteView:
    return NoteView(number, passages(tuple(map(_plain, note.blocks)), {}), is_marked)


def _plain(block: Block) -> Block:
    """A block of a note's text, without references to other notes."""
    return replace(block, inlines=tuple(_unmarked(block)))


def _unmarked(block: Block) -> Iterator[Inline]:
    return (inline for inline in block.inlines if not isinstance(inline, NoteMark))
