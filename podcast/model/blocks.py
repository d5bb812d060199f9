"""The data types of a script's text: sections of blocks, blocks of inlines, and their positions.

Inlines are flat: a stretch of text that is both strong and a link is one `Link` with its emphasis, and a link
with several kinds of emphasis is several consecutive `Link`s. So a block's text is the concatenation of its
inlines, and any stretch of it can be cut out by position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, TypeAlias

from podcast.structs import Frozen, replace

BlockKind = Literal["paragraph", "heading", "item", "quote", "row", "code"]
EmphasisKind = Literal["", "emphasis", "strong", "deleted", "code"]

TITLE, HEADING = -2, -1
"""Values of `Utterance.block` for the episode's title and a section's heading; blocks count from 0."""


class Text(Frozen):
    """Words as written."""

    text: str


class Emphasis(Frozen):
    """Words with inline formatting: emphasis, strong, deleted, or code."""

    text: str
    kind: EmphasisKind = "emphasis"


class Link(Frozen):
    """Words that link to `url`, which is as written: a web or mail address, or a path."""

    text: str
    url: str
    kind: EmphasisKind = ""


class LineBreak(Frozen):
    """A hard line break: a pause when read, a new line on the page."""

    text: str = "\n"


class SayAs(Frozen):
    """Words with a reading given by the author."""

    written: str
    spoken: str
    url: str = ""
    kind: EmphasisKind = ""

    @property
    def text(self) -> str:
        """The words the page shows."""
        return self.written


class Spell(Frozen):
    """Words to be spelled letter by letter."""

    written: str
    url: str = ""
    kind: EmphasisKind = ""

    @property
    def text(self) -> str:
        """The words the page shows."""
        return self.written


class Break(Frozen):
    """Silence the author asked for, in milliseconds."""

    ms: int

    @property
    def text(self) -> str:
        """It is not visible on the page."""
        return ""


class Turn(Frozen):
    """A change of voice: from here on `name` speaks; "" is the episode's own voice."""

    name: str

    @property
    def text(self) -> str:
        """It is not visible on the page."""
        return ""


class Unread(Frozen):
    """Words that are on the page but not read aloud."""

    text: str
    url: str = ""
    kind: EmphasisKind = ""


class NoteMark(Frozen):
    """The reference of a footnote, by its label; shown as `number` once that is known, and not read."""

    label: str
    number: int = 0
    is_first: bool = False
    """Whether it is the first reference to its note."""

    @property
    def text(self) -> str:
        """A reference is not part of the text."""
        return ""


Inline: TypeAlias = (
    Text | Emphasis | Link | LineBreak | SayAs | Spell | Break | Turn | NoteMark | Unread
)


class ListItem(Frozen):
    """The position of a block in a list. `number` is None for a bullet; `level` is 1 for an outermost list."""

    number: int | None = None
    level: int = 1
    opens: bool = True
    """Whether the block begins the item; False for further blocks of the same item."""


class Block(Frozen):
    """A paragraph or another block of text. `line` is its first line in the file, counted from 1.

    Its `text` is the concatenation of its inlines, with runs of white space as one space and each LineBreak
    as "\\n"; all positions in a block are offsets into it.
    """

    kind: BlockKind
    inlines: tuple[Inline, ...]
    line: int = 0
    speaker: str = ""
    level: int = 0
    """The level of a heading, 1 to 6."""
    item: ListItem | None = None
    """Its position in a list, whatever its kind: an item may contain a quotation."""
    quoted: int = 0
    """How many quotations it is nested in."""
    cells: tuple[tuple[int, int], ...] = ()
    """Of a table row: [start, end) of each cell in `text`; what is between cells is read but not shown."""
    header: bool = False
    """Whether the row is a table's header."""

    @property
    def text(self) -> str:
        """Everything on the page, including what is not read."""
        return "".join(inline.text for inline in self.inlines)

    @property
    def read_text(self) -> str:
        """The part of `text` that is read aloud, on one line."""
        parts = (" " if isinstance(inline, Unread) else inline.text for inline in self.inlines)
        return " ".join("".join(parts).split())

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """(words, address) of each link, once for each link however many inlines it consists of."""
        runs = groupby(self.inlines, key=lambda inline: getattr(inline, "url", ""))
        return tuple(("".join(inline.text for inline in run), url) for url, run in runs if url)

    def between(self, start: int, end: int) -> tuple[Inline, ...]:
        """The inlines of `text[start:end]`, with those at the edges cut."""
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
    """The part [start, end) of an inline; a given reading stays with the part that begins it."""
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


class Footnote(Frozen):
    """A footnote, which is not read; `label` is that of its references."""

    label: str
    blocks: tuple[Block, ...]


class Section(Frozen):
    """A section, which becomes one chapter and one file of its own. `number` counts from 1."""

    number: int
    heading: str
    """The chapter's title: plain text on one line."""
    blocks: tuple[Block, ...] = ()
    announced: bool = True
    """Whether the heading is spoken; False if it was made from the section's own first words."""
    line: int = 0
    head: Block | None = None
    """The heading with its controls; None if it has none."""
    title: Block | None = None
    """The episode's title, if it is spoken before this section."""
    voice: str = ""
    """The name of the section's own voice, if it has one."""

    @property
    def spoken_blocks(self) -> Iterator[tuple[int, Block]]:
        """(`Utterance.block`, block) in reading order: title, heading, blocks."""
        if self.title:
            yield TITLE, self.title
        if self.announced and self.heading:
            yield HEADING, self.head or Block("heading", (Text(self.heading),), self.line)
        yield from enumerate(self.blocks)

    def line_of(self, block: int) -> int:
        """The script's line of `Utterance.block`: the section's own for its title and heading."""
        return self.blocks[block].line if 0 <= block < len(self.blocks) else self.line
