"""The title pages of Word documents: the title goes first, and the rest of a page of its own is left out.

On a title page stand the names of a ministry, a university and a department over the title, and who supervised
the work under it. Readers take the first line for the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from podcast.importing import authors
from podcast.importing.dates import any_day_in
from podcast.importing.office_xml import W, paragraph_style, set_style, text_of

MOST_LINES, MOST_LETTERS = 20, 600
"""Lines and letters of a title page, at most."""

LONGEST = 120
"""Letters of one of its lines, at most."""

LARGER = 1.25
"""How much larger than the next line's the letters of a title are that has no style of its own."""

TITLE = "Title"
_STYLED = re.compile(r"(?:sub)?title", re.IGNORECASE)


def settle(body: Any, styles: Any) -> None:
    """Make the title that stands on a document's title page, or under a line or two, its first paragraph.

    body    the tree of the document.
    styles  the tree of its styles.
    """
    names = _names(styles)
    page, is_own = _first_page(body)
    lines = [paragraph for paragraph in page if text_of(paragraph)]
    title = _title(lines, names, is_own)
    if title is None:
        return
    for line in lines:
        if is_own and line is not title and not _is_told(line, names):
            line.getparent().remove(line)
    if title is not lines[0]:
        holder = next(body.iter(f"{W}body"))
        title.getparent().remove(title)
        holder.insert(0, title)
    if is_own:
        _set_as_title(title, names, styles)


def _names(styles: Any) -> dict[str, str]:
    """The names of paragraph styles by their identifiers."""
    found = {}
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        found[style.get(f"{W}styleId", "")] = "" if name is None else name.get(f"{W}val", "")
    return found


def _first_page(body: Any) -> tuple[list[Any], bool]:
    """The paragraphs before the first page break, or the first few; whether they are a title page."""
    page: list[Any] = []
    letters = 0
    for paragraph in body.iter(f"{W}p"):
        if page and paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None:
            return page, len(page) > 1
        text = text_of(paragraph)
        letters += len(text)
        if len(text) > LONGEST or text.endswith((".", "،")) or letters > MOST_LETTERS:
            return page, False
        page.append(paragraph)
        breaks = [node for node in paragraph.iter(f"{W}br") if node.get(f"{W}type") == "page"]
        if breaks or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            return page, sum(bool(text_of(one)) for one in page) > 1
        if len(page) > MOST_LINES:
            break
    return page, False


def _title(lines: Sequence[Any], names: Mapping[str, str], is_own: bool) -> Any:
    """The paragraph in the style of titles, or in the largest letters of a title page; None without any."""
    styled = [line for line in lines if _is(names.get(_style_of(line), ""), TITLE)]
    if styled or not is_own:
        return styled[0] if len(styled) == 1 else None
    sizes = sorted(((_size(line), -place) for place, line in enumerate(lines)), reverse=True)
    if len(sizes) > 1 and sizes[0][0] >= LARGER * (sizes[1][0] or 1):
        return lines[-sizes[0][1]]
    return None


def _is_told(line: Any, names: Mapping[str, str]) -> bool:
    """Whether a line of a title page tells the author or the day, or is the subtitle."""
    return _STYLED.fullmatch(names.get(_style_of(line), "")) is not None or is_told(text_of(line))


def is_told(line: str) -> bool:
    """Whether a line names the author or the day."""
    return bool(authors.byline(line) or any_day_in(line) or authors.may_be_name(line))


def _is(name: str, known: str) -> bool:
    return name.lower() == known.lower()


def _style_of(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _set_as_title(paragraph: Any, names: Mapping[str, str], styles: Any) -> None:
    """Give a paragraph the style of titles, which is made if the document has none."""
    identifier = next((key for key, name in names.items() if _is(name, TITLE)), TITLE)
    if identifier not in names:
        styles.append(paragraph_style(styles, identifier, TITLE))
    set_style(paragraph, identifier)


def _size(paragraph: Any) -> float:
    """The largest font size that its letters state, in half points; 0 if none does."""
    stated = (node.get(f"{W}val", "") for node in _sizes(paragraph))
    return max((float(size) for size in stated if size.isdecimal()), default=0.0)


def _sizes(paragraph: Any) -> Iterator[Any]:
    for run in paragraph.iter(f"{W}r"):
        yield from run.iterfind(f"{W}rPr/{W}sz")
        yield from run.iterfind(f"{W}rPr/{W}szCs")
