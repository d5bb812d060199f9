"""HTML blocks in a Markdown script: the text between the tags, as a browser shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from podcast.model import BlockKind, LineBreak, ListItem, Text
from podcast.script.controls import atoms
from podcast.script.draft import Atom, Control, Draft, collapsed
from podcast.script.emphasis import Look
from podcast.structs import replace

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>")
_SILENT = re.compile("script|style|template|svg|pre|head|audio|video|iframe|object")
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|q|rp|rt|ruby|s|samp"
    "|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
_KINDS: dict[str, BlockKind] = {"li": "item", "blockquote": "quote", "tr": "row"}


def blocks(html: str, line: int) -> Iterator[Draft]:
    """The blocks of an HTML block that begins on `line`."""
    made = _Maker(line)
    silent, index = "", 0
    for tag in TAG.finditer(html):
        name, closing = tag[2].lower(), bool(tag[1])
        made.add("" if silent else html[index : tag.start()])
        made.line += html.count("\n", index, tag.end())
        index = tag.end()
        if _SILENT.fullmatch(name):
            silent = "" if closing and name == silent else silent or ("" if closing else name)
        if silent:
            continue
        if _INLINE.fullmatch(name):
            made.look.html(name, tag.group(), closing=closing)
        elif name == "br":
            made.atoms.append(LineBreak())
        elif name in ("td", "th"):
            made.cell(name, closing=closing)
        else:
            yield from made.ended()
            made.begin(name, closing=closing)
    made.add("" if silent else html[index:])
    yield from made.ended()


class _Maker:
    """Builds blocks tag by tag."""

    def __init__(self, line: int) -> None:
        self.line = self._begun = line
        self.look = Look()
        self.atoms: list[Atom] = []
        self._cells: list[tuple[Atom, ...]] = []
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._lists: list[int | None] = []
        self._item: ListItem | None = None
        self._header = False

    def add(self, html: str) -> None:
        """Add the text between two tags."""
        for atom in atoms(html):
            plain = isinstance(atom, Text)
            self.atoms.append(self.look.words(unescape(atom.text)) if plain else atom)

    def cell(self, name: str, *, closing: bool) -> None:
        """Begin or end a table cell."""
        self._header = self._header or name == "th"
        if closing:
            self._cells.append(collapsed(self.atoms))
            self.atoms = []

    def begin(self, name: str, *, closing: bool) -> None:
        """Handle the tag of a block: what follows belongs to a new block."""
        self._begun = self.line
        self._kind = "paragraph" if closing else _KINDS.get(name, "paragraph")
        self._level = int(name[1]) if not closing and re.fullmatch("h[1-6]", name) else 0
        self._header = False
        if name in ("ul", "ol") and closing:
            del self._lists[-1:]
        elif name in ("ul", "ol"):
            self._lists.append(1 if name == "ol" else None)
        if self._kind == "item":
            number = self._lists[-1] if self._lists else None
            self._item = ListItem(number, max(1, len(self._lists)))
            if self._lists and number is not None:
                self._lists[-1] = number + 1

    def ended(self) -> Iterator[Draft]:
        """Finish the block so far; yields nothing if it is empty."""
        rest = collapsed(self.atoms)
        made = row([*self._cells, rest] if rest else self._cells) if self._cells else None
        gathered, self.atoms, self._cells = (made[0] if made else rest), [], []
        if any(one.text or isinstance(one, Control) for one in gathered):
            item = self._item if self._kind == "item" else None
            draft = Draft(gathered, self._begun, self._kind, self._level, item)
            header = self._header and self._kind == "row"
            yield replace(draft, cells=made[1], header=header) if made else draft


def row(
    cells: Sequence[Sequence[Atom]], names: Sequence[str] = ()
) -> tuple[tuple[Atom, ...], tuple[tuple[int, int], ...]]:
    """Cells as one text, and the [start, end) of each in it; with `names`, each follows its column's name."""
    inlines: list[Atom] = []
    places: list[tuple[int, int]] = []
    position = 0
    for index, cell in enumerate(cells):
        text = "".join(atom.text for atom in cell)
        if text or cell:
            name = names[index] if index < len(names) else ""
            lead = ("، " if position and text else "") + (f"{name}: " if name and text else "")
            inlines += [Text(lead), *cell] if lead else cell
            position += len(lead)
        places.append((position, position + len(text)))
        position += len(text)
    return tuple(inlines), tuple(places)
