"""Markdown (CommonMark with tables, strikethrough and footnotes) to blocks.

Read aloud: text, emphasis, the text of links, inline `code`, list items, quotes, tables row by row. Kept but
not read: code blocks, footnotes. Dropped: images, comments, and tags, whose text stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from podcast.errors import InputError
from podcast.model import BlockKind, LineBreak, ListItem, Text, Unread
from podcast.script import markup
from podcast.script.controls import atoms
from podcast.script.draft import Atom, Control, Draft, collapsed, lines, read_words, without
from podcast.script.emphasis import Look
from podcast.script.lists import items, unmarkdown
from podcast.script.skips import settle
from podcast.script.turns import turns
from podcast.structs import Frozen, replace

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

_ARABIC = re.compile(r"[\u0621-\u064a]")
_LONGEST_UNDERLINED = 100


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    from podcast.script import plugin

    reader = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    # Not its own list of schemes: a link it refuses stays as written, brackets, address and all, and would be
    # read aloud. `Look` drops the address of an unsafe link and keeps its words.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return reader.use(plugin.plugin)


class _Place(Frozen):
    """The context of a block: the kind a paragraph has here, its list item, the depth of quotations."""

    kind: BlockKind = "paragraph"
    item: ListItem | None = None
    quoted: int = 0


def blocks(text: str, name: str) -> Iterator[Draft]:
    """The blocks of a text. Raises InputError for a code block or a comment that never ends."""
    from markdown_it.tree import SyntaxTreeNode

    tokens = _reader().parse(text, {"name": name})
    root = SyntaxTreeNode(tokens)
    _refuse_open_fence(root, text, name)
    for node in root.children:
        yield from _walk(node, _Place())


def footnotes(text: str, name: str) -> Iterator[tuple[str, list[Draft]]]:
    """(label, blocks) of each footnote; one that cannot be parsed is dropped, as it is not read anyway."""
    if "[^" not in text:
        return
    from podcast.script.plugin import NOTES

    env: dict[str, Any] = {"name": name}
    with suppress(InputError):
        _reader().parse(text, env)
    for label, words, _ in env.get(NOTES, ()):
        with suppress(InputError):
            yield label, settle(blocks(words, name), name)


def _refuse_open_fence(root: SyntaxTreeNode, text: str, name: str) -> None:
    """Refuse a fence that is never closed: it would silence the rest of the script."""
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


def _walk(node: SyntaxTreeNode, place: _Place) -> Iterator[Draft]:
    match node.type:
        case "heading":
            yield _heading(node, place)
        case "paragraph":
            yield from _paragraph(node, place)
        case "table":
            yield from _table(node, place)
        case "html_block":
            yield from markup.blocks(node.content, _line(node))
        case "comment":
            yield _draft(collapsed(atoms(node.content)), _line(node), _Place())
        case "fence" | "code_block":
            yield _code(node, place)
        case "bullet_list" | "ordered_list":
            yield from _list(node, place)
        case _:
            if node.type == "blockquote":
                place = replace(place, kind="quote", quoted=place.quoted + 1)
            for child in node.children:
                yield from _walk(child, place)


def _draft(words: tuple[Atom, ...], line: int, place: _Place, level: int = 0) -> Draft:
    return Draft(words, line, place.kind, level, place.item, place.quoted)


def _code(node: SyntaxTreeNode, place: _Place) -> Draft:
    """Code, which is not read. But pasted Arabic prose with an indent is code only to Markdown."""
    if node.type == "code_block" and _ARABIC.search(node.content):
        return _draft(collapsed(atoms(node.content)), _line(node), place)
    code = Unread(node.content.rstrip("\n"), kind="code")
    return _draft((code,), _line(node), replace(place, kind="code"))


def _heading(node: SyntaxTreeNode, place: _Place) -> Draft:
    words = _on_one_line(node)
    if node.markup == "-" and len(read_words(words)) > _LONGEST_UNDERLINED:
        # A long paragraph right above a rule, which Markdown takes for a setext heading.
        return _draft(words, _line(node), place)
    if place.kind == "paragraph":
        return _draft(words, _line(node), place, level=int(node.tag[1]))
    return _draft(words, _line(node), replace(place, kind="heading"))


def _paragraph(node: SyntaxTreeNode, place: _Place) -> Iterator[Draft]:
    """One block with its hard line ends, or several if its lines form a list or a conversation."""
    parts = lines(_atoms(node, Look()))
    marks = items([unmarkdown(_start(words)) for _, words in parts])
    begins = turns([words for _, words in parts])
    run: list[Atom] = []
    begun, now = _line(node), place
    number = _line(node)
    for (hard, words), mark, begins_turn in zip(parts, marks, begins, strict=True):
        if (mark or begins_turn) and run:
            yield _draft(collapsed(run), begun, now)
            run, begun = [], number
        if mark:
            level = place.item.level + 1 if place.item else 1
            now = replace(place, kind="item", item=ListItem(mark.number, level))
            words = without(collapsed(words), len(_start(words)) - len(mark.rest))
        run += [LineBreak() if hard else Text(" "), *words]
        number += 1
    yield _draft(collapsed(run), begun, now)


def _start(words: list[Atom]) -> str:
    return "".join(character.text for character in collapsed(words))


def _list(node: SyntaxTreeNode, place: _Place) -> Iterator[Draft]:
    """List items without their numbers; but a single number is not a list: `1975. …` is a year."""
    level = place.item.level + 1 if place.item else 1
    for item in node.children:
        numbered = node.type == "ordered_list"
        is_list = not numbered or (
            (len(node.children) > 1 or item.info == "1") and len(item.info) < 3
        )
        number = int(item.info) if numbered and is_list else None
        inside = replace(place, kind="item", item=ListItem(number, level)) if is_list else place
        lead = "" if is_list else f"{item.info}{item.markup} "
        for child in item.children:
            for draft in _walk(child, inside):
                words = (Text(lead), *draft.atoms) if lead else draft.atoms
                yield replace(draft, atoms=words)
                lead = ""
            if inside.item:
                inside = replace(inside, item=replace(inside.item, opens=False))


def _table(node: SyntaxTreeNode, place: _Place) -> Iterator[Draft]:
    """One block for each row. With three columns or more, each cell is read with its column's name."""
    rows = [row for part in node.children for row in part.children]
    head, *body = [[_on_one_line(cell) for cell in row.children] for row in rows]
    is_named = len(head) > 2 and bool(body)
    names = [read_words(cell) for cell in head] if is_named else []
    if is_named:
        head = [(Unread(name),) if name else () for name in names]
    for index, (line, cells) in enumerate(zip(rows, [head, *body], strict=True)):
        words, places = markup.row(cells, names if index else ())
        if is_named and not index:
            words = tuple(Unread(word.text) for word in words)
        if words:
            draft = _draft(words, _line(line), replace(place, kind="row"))
            yield replace(draft, cells=places, header=index == 0)


def _on_one_line(node: SyntaxTreeNode) -> tuple[Atom, ...]:
    inlines = _atoms(node, Look())
    return collapsed([Text(" ") if isinstance(one, LineBreak) else one for one in inlines])


def _atoms(node: SyntaxTreeNode, look: Look) -> Iterator[Atom]:
    """The formatted words of a node, with soft line ends as "\\n"."""
    match node.type:
        case "text":
            yield look.words(node.content)
        case "code_inline":
            look.open("code")
            yield look.words(node.content)
            look.close("code")
        case "softbreak":
            yield Text("\n")
        case "hardbreak" | "footnote_mark":
            mark = Control("note", spoken=node.content)
            yield LineBreak() if node.type == "hardbreak" else mark
        case "html_inline":
            yield from _html(node.content, look)
        case "em" | "strong" | "s" | "link":
            tag = "a" if node.type == "link" else node.type
            look.open(tag, str(node.attrs.get("href", "")))
            for child in node.children:
                yield from _atoms(child, look)
            look.close(tag)
        case "image":
            return
        case _:
            for child in node.children:
                yield from _atoms(child, look)


def _html(html: str, look: Look) -> Iterator[Atom]:
    if html.startswith("<!--"):
        yield from (atom for atom in atoms(html) if atom.text.strip() or not atom.text)
    elif tag := markup.TAG.fullmatch(html):
        if tag[2].lower() == "br":
            yield LineBreak()
        look.html(tag[2].lower(), html, closing=bool(tag[1]))
