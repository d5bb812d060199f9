"""The nouns of a script's text: sections of blocks, blocks of inlines, and where each stands.

Inlines are flat: a stretch of text that is both strong and a link is one `Link` with its emphasis, and a
link that holds several kinds is several `Link`s in a row. So a text is the sum of its inlines, and any
stretch of it can be cut out by place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, TypeAlias

BlockKind = Literal["paragraph", "heading", "item", "quote", "row", "code"]
EmphasisKind = Literal["", "emphasis", "strong", "deleted", "code"]

TITLE, HEADING = -2, -1
"""Places of an episode's title and of a section's heading, where `Utterance.block` counts blocks from 0."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set apart: stressed, strong, struck out, or code within a sentence."""

    text: str
    kind: EmphasisKind = "emphasis"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to `url`, which is as written: an address of the web, of mail, or a path."""

    text: str
    url: str
    kind: EmphasisKind = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The author's own end of a line: a pause when read, a new line on the page."""

    text: str = "\n"


@dataclass(frozen=True, slots=True)
class SayAs:
    """Words with the reading that the author gave them."""

    written: str
    spoken: str
    url: str = ""
    kind: EmphasisKind = ""

    @property
    def text(self) -> str:
        """What the page shows."""
        return self.written


@dataclass(frozen=True, slots=True)
class Spell:
    """Words to be read letter by letter."""

    written: str
    url: str = ""
    kind: EmphasisKind = ""

    @property
    def text(self) -> str:
        """What the page shows."""
        return self.written


@dataclass(frozen=True, slots=True)
class Break:
    """Silence that the author asked for, in milliseconds."""

    ms: int

    @property
    def text(self) -> str:
        """Nothing is seen of it."""
        return ""


@dataclass(frozen=True, slots=True)
class Turn:
    """From here on another voice speaks, the one that is called `name`; "" is the episode's own."""

    name: str

    @property
    def text(self) -> str:
        """Nothing is seen of it."""
        return ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that stand on the page and are not read aloud."""

    text: str
    url: str = ""
    kind: EmphasisKind = ""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a footnote belongs, by its label; it is seen as `number`, once that is known, and not read."""

    label: str
    number: int = 0
    is_first: bool = False
    """Whether no mark of the same note stands before it."""

    @property
    def text(self) -> str:
        """Nothing of it is part of the text."""
        return ""


Inline: TypeAlias = (
    Text | Emphasis | Link | LineBreak | SayAs | Spell | Break | Turn | NoteMark | Unread
)


@dataclass(frozen=True, slots=True)
class ListItem:
    """The place of a block in a list. `number` None: a bullet; `level` from 1, lists in lists deeper."""

    number: int | None = None
    level: int = 1
    opens: bool = True
    """Whether it begins the item; False for what follows in the same item."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or what stands in its place. `line` is where it begins in its file, from 1.

    Its `text` is the sum of its inlines, each run of white space one space, each LineBreak a "\\n"; all
    places in a block are counted in it.
    """

    kind: BlockKind
    inlines: tuple[Inline, ...]
    line: int = 0
    speaker: str = ""
    level: int = 0
    """Of a heading, 1 to 6."""
    item: ListItem | None = None
    """Its place in a list, whatever its kind: a quotation may stand in an item."""
    quoted: int = 0
    """How many quotations it stands in."""
    cells: tuple[tuple[int, int], ...] = ()
    """Of a row: [start, end) of each column's cell in `text`; what stands between is said, not shown."""
    header: bool = False
    """Whether a row names the columns of those that follow."""

    @property
    def text(self) -> str:
        """All that stands on the page, what is not read included."""
        return "".join(inline.text for inline in self.inlines)

    @property
    def read_text(self) -> str:
        """What of `text` is read, on one line."""
        parts = (" " if isinstance(inline, Unread) else inline.text for inline in self.inlines)
        return " ".join("".join(parts).split())

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """(words, address) of each link, once however many inlines it has."""
        found = groupby(self.inlines, key=lambda inline: getattr(inline, "url", ""))
        return tuple(("".join(inline.text for inline in run), url) for url, run in found if url)

    def between(self, start: int, end: int) -> tuple[Inline, ...]:
        """The inlines of `text[start:end]`, those at its edges cut to it."""
        return tuple(_between(self.inlines, start, end))


def _between(inlines: Iterable[Inline], start: int, end: int) -> Iterator[Inline]:
    index = 0
    for inline in inlines:
        stop = index + len(inline.text)
        first, last = max(index, start), min(stop, end)
        behind = isinstance(inline, NoteMark) and start < index <= end
        here = (
            index == stop and start <= index < end and not (isinstance(inline, NoteMark) and start)
        )
        if first < last or behind or here:
            yield cut(inline, first - index, last - index)
        index = stop


def cut(inline: Inline, start: int, end: int) -> Inline:
    """The part [start, end) of an inline; a reading that was given stays with the words it begins at."""
    if start == 0 and end == len(inline.text):
        return inline
    if isinstance(inline, SayAs):
        spoken = "" if start else inline.spoken
        return replace(inline, written=inline.written[start:end], spoken=spoken)
    if isinstance(inline, Spell):
        return replace(inline, written=inline.written[start:end])
    return (
        inline
        if isinstance(inline, Break | Turn | NoteMark)
        else replace(inline, text=inline.text[start:end])
    )


@dataclass(frozen=True, slots=True)
class Footnote:
    """What stands under a text, and is not read: `label` as its marks have it."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What becomes one chapter and one file of its own. `number` counts from 1."""

    number: int
    heading: str
    """As a chapter's title shows it: plain, on one line."""
    blocks: tuple[Block, ...] = ()
    announced: bool = True
    """Whether the heading is spoken: not where it was made up from the section's own first words."""
    line: int = 0
    head: Block | None = None
    """The heading with its controls; None: `heading` has none."""
    title: Block | None = None
    """The episode's title, where it is said before this section."""
    voice: str = ""
    """Whose voice reads it, where the section has one of its own."""

    @property
    def spoken_blocks(self) -> Iterator[tuple[int, Block]]:
        """(place, block) in the order they are read: title, heading, blocks."""
        if self.title:
            yield TITLE, self.title
        if self.announced and self.heading:
            yield HEADING, self.head or Block("heading", (Text(self.heading),), self.line)
        yield from enumerate(self.blocks)
