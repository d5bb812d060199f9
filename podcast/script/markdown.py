"""Markdown (CommonMark with tables, strikethrough and footnotes) to blocks.

Read: text, emphasis, links by their text, `code` in a sentence, list items, quotes, tables row by
row. Not read: images, code blocks, footnotes, comments. A tag vanishes, its text stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from podcast.errors import InputError
from podcast.formats.text import folded
from podcast.model import ParagraphKind
from podcast.script import markup
from podcast.script.block import Block, tidy
from podcast.script.lists import items, unmarkdown

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

_ARABIC = re.compile(r"[\u0621-\u064a]")
_LONGEST_UNDERLINED = 100
_KINDS: dict[str, ParagraphKind] = {"bullet_list": "item", "blockquote": "quote"}
_BREAK = "\x00"


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    from podcast.script import dialect

    reader = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    return reader.use(dialect.plugin)


def blocks(text: str, name: str) -> Iterator[Block]:
    """The blocks of a text. Raises InputError where a code block or a comment never ends."""
    from markdown_it.tree import SyntaxTreeNode

    tokens = _reader().parse(text.replace(_BREAK, "\ufffd"), {"name": name})
    root = SyntaxTreeNode(tokens)
    _refuse_open_fence(root, text, name)
    for node in root.children:
        yield from _walk(node, "text")


def _refuse_open_fence(root: SyntaxTreeNode, text: str, name: str) -> None:
    """A fence that is never closed would silence the rest of the script."""
    last = root.children[-1] if root.children else None
    if last is None or last.type != "fence" or last.map is None:
        return
    lines = text.split("\n")[last.map[0] : last.map[1]]
    closing = next((line.strip() for line in reversed(lines[1:]) if line.strip()), "")
    if closing.strip(last.markup[0]) or len(closing) < len(last.markup):
        raise InputError(
            "the code block that begins here never ends; close it with a line “{fence}”",
            file=name,
            line=last.map[0] + 1,
            fence=last.markup,
        )


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 0


def _walk(node: SyntaxTreeNode, kind: ParagraphKind) -> Iterator[Block]:
    match node.type:
        case "heading":
            yield from _heading(node, kind)
        case "paragraph":
            yield from _paragraph(node, kind)
        case "table":
            yield from _table(node)
        case "html_block":
            yield from markup.blocks(node.content, _line(node))
        case "comment":
            yield Block(folded(tidy(node.content)), _line(node))
        case "code_block" if _ARABIC.search(node.content):
            # Prose pasted with its indent: four spaces are code to Markdown, nothing to an author.
            yield Block(folded(tidy(node.content)), _line(node), kind)
        case "ordered_list":
            yield from _numbered(node)
        case _:
            for child in node.children:
                yield from _walk(child, _KINDS.get(node.type, kind))


def _heading(node: SyntaxTreeNode, kind: ParagraphKind) -> Iterator[Block]:
    text = folded(_text(node).replace(_BREAK, " "))
    if node.markup == "-" and len(text) > _LONGEST_UNDERLINED:
        # A paragraph with a rule right under it, which Markdown takes for a heading.
        yield Block(text, _line(node), kind)
    elif kind == "text":
        yield Block(text, _line(node), level=int(node.tag[1]))
    else:
        yield Block(text, _line(node), "heading")


def _paragraph(node: SyntaxTreeNode, kind: ParagraphKind) -> Iterator[Block]:
    """One block; or one a line, where all line ends are wanted (verse), or lines make a list."""
    lines = _text(node).split("\n")
    written = len(lines) == 1
    lines = [part for line in lines for part in line.split(_BREAK)]
    marks = items([unmarkdown(line.strip()) for line in lines])
    run: list[str] = []
    begun, run_kind = _line(node), kind
    for number, (line, mark) in enumerate(zip(lines, marks, strict=True), _line(node)):
        if run and (written or mark):
            yield Block(folded(" ".join(run)), begun, run_kind)
            run, begun = [], number
        run_kind = "item" if mark else run_kind
        run.append(mark.rest if mark else line)
    yield Block(folded(" ".join(run)), begun, run_kind)


def _numbered(node: SyntaxTreeNode) -> Iterator[Block]:
    """Items without their numbers; but a lone number is no list: `1975. …` is a year."""
    for item in node.children:
        is_list = (len(node.children) > 1 or item.info == "1") and len(item.info) < 3
        number = "" if is_list else f"{item.info}{item.markup} "
        for block in _walk(item, "item" if is_list else "text"):
            yield replace(block, text=number + block.text)
            number = ""


def _table(node: SyntaxTreeNode) -> Iterator[Block]:
    """A block a row. From three columns on, each cell is told with its column's name."""
    rows = [row for part in node.children for row in part.children]
    head, *body = [
        [folded(_text(cell).replace(_BREAK, " ")) for cell in row.children] for row in rows
    ]
    told = len(head) > 2 and bool(body)
    if any(head) and not told:
        yield Block("، ".join(filter(None, head)), _line(rows[0]), "row")
    for row, cells in zip(rows[1:], body, strict=True):
        named = zip(head, cells, strict=True)
        said = [f"{name}: {cell}" if told and name else cell for name, cell in named if cell]
        if said:
            yield Block("، ".join(said), _line(row), "row")


def _text(node: SyntaxTreeNode) -> str:
    """The text of a node: line ends kept, hard breaks as `_BREAK`, controls in normal form."""
    match node.type:
        case "text" | "code_inline":
            return node.content
        case "softbreak":
            return "\n"
        case "hardbreak":
            return _BREAK
        case "image":
            return ""
        case "html_inline":
            return _BREAK if markup.is_break(node.content) else _tag(node.content)
        case _:
            return "".join(_text(child) for child in node.children)


def _tag(html: str) -> str:
    return tidy(html).rstrip("\n") if html.startswith("<!--") else ""
