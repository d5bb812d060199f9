"""A page's text in blocks: paragraphs made of loose text, tables that only place it undone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import mean
from typing import Any

from podcast.importing.junk import SENTENCE_END

HEADINGS = tuple(f"h{n}" for n in range(1, 7))
BLOCKS = ("p", "li", "td", "th", "blockquote", "pre", "dt", "dd", "summary", *HEADINGS)
CONTAINERS = (
    *(
        "div",
        "section",
        "article",
        "main",
        "body",
        "center",
        "header",
        "form",
        "fieldset",
        "details",
    ),
    *("table", "tbody", "tr", "td", "ul", "ol"),
)
UNREAD = (
    *("script", "style", "noscript", "template", "iframe", "svg", "canvas", "video", "audio"),
    *("object", "embed", "button", "input", "select", "nav", "footer", "aside", "figure"),
    *("figcaption", "img", "picture", "head", "del", "s", "strike"),
)
"""Elements that are never read aloud, in a page or a document."""
LOOSE = "data-loose"
"""The attribute of paragraphs made of text that stood loose in a container."""
BLOCK_LINK = "data-link"
"""The attribute that keeps the address of a link around whole blocks."""

_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_INLINE = ("span", "font", "b", "strong", "em", "i", "u", "big", "small", "a")
_LONG = 200
"""Letters of an inline element with breaks in it that holds paragraphs and not words."""


def blocks_inside(element: Any) -> Iterator[Any]:
    """The blocks within an element."""
    return (node for node in element.iter(*BLOCKS) if node is not element)


def letters(element: Any) -> int:
    """How much text an element holds."""
    return len(re.sub(r"\W+", "", element.text_content()))


def links(element: Any) -> Iterator[Any]:
    """The links within an element; one around whole blocks became a container, and its address is kept."""
    for node in element.iter("a", "div"):
        if node.tag == "a" or node.get(BLOCK_LINK):
            yield node


def address(link: Any) -> str:
    """Where a link leads."""
    return str(link.get("href") or link.get(BLOCK_LINK) or "")


def linked(element: Any) -> float:
    """How much of an element's text is links, from 0 to 1."""
    found = set(links(element))
    tops = (link for link in found if not any(node in found for node in link.iterancestors()))
    return sum(map(letters, tops)) / (letters(element) or 1)


def settle(part: Any) -> None:
    """Make an article's part of elements that Markdown has."""
    if part.tag in ("td", "th", "tr", "tbody"):
        part.tag = "div"
    for rule in list(part.iter("hr", "col", "colgroup")):
        rule.drop_tree()
    for element in part.iter("summary", "dt", "dl", "dd"):
        is_bare = element.tag != "dl" and next(blocks_inside(element), None) is None
        element.tag = "p" if is_bare else "div"
    _undo_layout(part)
    paragraphs(part)
    for element in list(part.iter("p", "div", "span")):
        if _BOLD.search(element.get("style") or ""):
            for bold in list(element.iter("p")) or [element]:
                _embolden(bold)


def _undo_layout(part: Any) -> None:
    """Lists whose items are whole sections, and tables that only place text, as what they hold."""
    for items in list(part.iter("ul", "ol")):
        if any(node.find(f".//{tag}") is not None for node in items for tag in ("h2", "h3")):
            for element in [items, *items.findall("li")]:
                element.tag = "div"
    for table in list(part.iter("table")):
        if _is_layout(table):
            for element in [table, *table.iter("tbody", "thead", "tr", "td", "th")]:
                element.tag = "div"


def _embolden(element: Any) -> None:
    """Bold by its style is bold by its tag."""
    bold = element.makeelement("strong")
    bold.text, element.text = element.text, None
    bold.extend(list(element))
    element.append(bold)


def _is_layout(table: Any) -> bool:
    """Whether a table only places text: one column, tables within it, or whole paragraphs in a cell."""
    cells = list(table.iter("td", "th"))
    widest = max(
        (len(row.findall("td") + row.findall("th")) for row in table.iter("tr")), default=0
    )
    is_nested = next(table.iterdescendants("table"), None) is not None
    return (
        widest < 2
        or is_nested
        or any(letters(cell) > 400 or cell.find(".//h2") is not None for cell in cells)
    )


def paragraphs(tree: Any) -> None:
    """Give loose text in containers paragraphs of its own, as breaks between it part it."""
    for element in list(tree.iter(*_INLINE)):
        breaks = sum(1 for _ in element.iter("br"))
        has_block = (
            next(element.iter(*BLOCKS, "div", "section", "table", "ul", "ol"), None) is not None
        )
        if has_block or (breaks > 1 and letters(element) > _LONG and element.tag != "a"):
            leads_away = element.tag == "a" and not (element.get("href") or "#").startswith("#")
            if leads_away:
                element.set(BLOCK_LINK, element.get("href"))
            element.tag = "div"
    for element in list(tree.iter(*CONTAINERS, "blockquote")):
        if element.tag in ("table", "tbody", "tr", "ul", "ol"):
            continue
        if element.tag == "td" and not _is_long(element):
            continue
        _wrap(element)


def _is_long(cell: Any) -> bool:
    return letters(cell) > 400 or next(cell.iter("div", "table", *HEADINGS), None) is not None


def _wrap(container: Any) -> None:
    """A container's runs of text and inline elements as paragraphs."""
    runs: list[list[Any]] = [[]]
    order: list[Any] = []
    if container.text and container.text.strip():
        runs[-1].append(container.text)
    order.append(runs[-1])
    container_children = list(container)
    for child in container_children:
        if isinstance(child.tag, str) and _is_block(child):
            runs.append([])
            order += [child, runs[-1]]
        else:
            runs[-1].append(child)
        if child.tail and child.tail.strip():
            runs[-1].append(child.tail)
    if not any(_has_text(run) for run in runs):
        return
    _rebuilt(container, order)


def _is_block(element: Any) -> bool:
    return element.tag in (*BLOCKS, *CONTAINERS, "hr", "dl")


def _has_text(run: list[Any]) -> bool:
    texts = (
        node if isinstance(node, str) else node.text_content() for node in run if node is not None
    )
    return any(re.search(r"\w", text or "") for text in texts)


def _rebuilt(container: Any, order: list[Any]) -> None:
    container.text = None
    for child in list(container):
        child.tail = None
        container.remove(child)
    for node in order:
        if not isinstance(node, list):
            container.append(node)
            continue
        for part in _parted(node):
            if _has_text(part):
                container.append(_paragraph(container, part))


def _parted(run: list[Any]) -> list[list[Any]]:
    """A run in paragraphs: at two breaks on end, or at each where what they part is sentences."""
    lines: list[list[Any]] = [[]]
    for node in _apart(run):
        if not isinstance(node, str) and node.tag == "br":
            lines.append([])
        else:
            lines[-1].append(node)
    texts = [
        "".join(node if isinstance(node, str) else node.text_content() for node in line)
        for line in lines
    ]
    full = [text for text in texts if text.strip()]
    whole = [text for text in full if SENTENCE_END.search(text)]
    is_prose = len(whole) > 1 and mean(map(len, whole)) > 60
    is_prose = is_prose and sum(map(len, whole)) > 0.7 * sum(map(len, full))
    parts: list[list[Any]] = [[]]
    for line, text in zip(lines, texts, strict=True):
        if parts[-1] and (is_prose or not text.strip()):
            parts.append([])
        if text.strip():
            parts[-1] += [None, *line] if parts[-1] else line
    return parts


def _apart(run: list[Any]) -> Iterator[Any]:
    """A run with a blank between two elements that nothing parts, where no text stands beside them."""
    is_bare = not any(isinstance(node, str) for node in run)
    before = None
    for node in run:
        if is_bare and before is not None and "br" not in (before.tag, node.tag):
            yield " "
        yield node
        before = node


def _paragraph(container: Any, part: list[Any]) -> Any:
    """A paragraph of strings, inline elements and None for a break."""
    made = container.makeelement("p")
    made.set(LOOSE, "1")
    for node in part:
        if isinstance(node, str):
            if len(made):
                made[-1].tail = (made[-1].tail or "") + node
            else:
                made.text = (made.text or "") + node
        else:
            made.append(container.makeelement("br") if node is None else node)
    return made


def drop(element: Any) -> None:
    """Remove an element but keep the text that follows it."""
    if element.getparent() is None:
        return
    element.drop_tree() if isinstance(element.tag, str) else element.getparent().remove(element)
