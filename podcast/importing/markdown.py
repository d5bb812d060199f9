"""Converts the HTML of an article to the Markdown of scripts, without what does not belong to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from podcast.importing import authors, cuts, junk
from podcast.importing.blocks import LOOSE, UNREAD, drop
from podcast.importing.cuts import PageOf
from podcast.importing.dates import day_in
from podcast.importing.extras import library
from podcast.importing.junk import PageBlock
from podcast.structs import Frozen

_HEADINGS = tuple(f"h{n}" for n in range(1, 7))
_BLOCKS = ("p", "li", "td", "th", "blockquote", "pre", "dt", "dd", *_HEADINGS)
_DROPPED = (*UNREAD, "form", "col", "colgroup")
_NOTE_CLASS = re.compile(
    r"footnote|reference|mw-editsection|noprint|catlinks|navbox|metadata", re.I
)
_MARK = re.compile(r"\s*[\[(]?(?:[\d٠-٩]{1,3}|[*†↩↑⇧])[\])]?[\ufe0e\ufe0f\s]*")
"""The text of a link to a note, or back from it."""

LINE = 80
"""Letters of a line at most that is no paragraph."""

DAY = 40
"""Letters of a line at most that tells the day and nothing else."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BOLD = re.compile(r"(\*{2,3})(?=\S)([^*\n]{2,90})\1")
_END_SIGN = re.compile(r"\s*(?:[■∎◼▪◆●]|\((?:النهاية|انتهى)\)|//\s*انتهى\s*//)\s*$")
_REDIRECT = "https://www.google.com/url?"
_BLANKS = re.compile(r"\n{3,}")


class Cut(Frozen):
    """An article as Markdown: its title if that was its first heading, else ""; its body; the text left out."""

    title: str
    body: str
    left_out: tuple[str, ...]


def cut(html: str, title: str = "", base: str = "", page: PageOf | None = None) -> Cut:
    """The article in `html`, with headings from level 2 and absolute links.

    title    the title, if known; it is removed from the text.
    base     the address that relative links refer to; "" drops those links and keeps their text.
    page     what a web page tells of itself, whose own lines (menus, dates, buttons) may surround the text.
    """
    tree = library("lxml.html").fromstring(f"<div>{_CONTROLS.sub('', html)}</div>")
    _without_machinery(tree)
    _fold(tree)
    left_out = _without_junk(tree, page)
    first = _own_title(tree, title, page is not None)
    _settle_headings(tree)
    _settle_links(tree, base)
    text = library("markdownify").markdownify(
        library("lxml.html").tostring(tree, encoding="unicode"),
        heading_style="ATX",
        bullets="-",
        escape_misc=False,
        table_infer_header=True,
    )
    lines = (line.rstrip() for line in text.split("\n"))
    body = with_bold_headings(_BLANKS.sub("\n\n", "\n".join(lines)).strip())
    return Cut(first, f"{body}\n" if body else "", tuple(left_out))


def with_bold_headings(body: str) -> str:
    """Turn short bold lines between paragraphs into headings if the text has no others."""
    if re.search(r"^#", body, re.MULTILINE):
        return body
    blocks = body.split("\n\n")
    bold = {
        place: _BOLD.fullmatch(block.strip()) for place, block in enumerate(blocks[:-1]) if place
    }
    lines = {
        place: found[2].strip()
        for place, found in bold.items()
        if found and not found[2].rstrip().endswith((".", "!", "،")) and not _is_credit(found[2])
    }
    whole = sum(len(block) for block in blocks if re.fullmatch(r"\*\*[^*]+\*\*\W*", block))
    if 2 * whole > len(body):  # all of the text is bold
        return body
    if len(lines) > 1 and all(line.endswith("؟") for line in lines.values()):  # an interview
        return body
    for place, line in lines.items():
        blocks[place] = f"## {line.rstrip(':')}"
    return "\n\n".join(blocks)


def _is_credit(line: str) -> bool:
    """Whether a line names the author or the day, in bold as it may be."""
    return bool(authors.byline(line) or (day_in(line) and len(line) <= DAY))


def _without_machinery(tree: Any) -> None:
    for element in list(tree.iter()):
        if (
            not isinstance(element.tag, str)
            or element.tag in _DROPPED
            or _is_symbol(element)
            or _is_note(element)
        ):  # comments and processing instructions
            drop(element)


def _is_symbol(element: Any) -> bool:
    """Whether an element holds nothing but an emoji, as boxes with a tip or a note do."""
    if element.tag not in ("div", "span") or len(element):
        return False
    signs = (element.text or "").strip()
    return any(unicodedata.category(sign) == "So" for sign in signs) and not re.search(r"\w", signs)


def _is_note(element: Any) -> bool:
    """Whether an element is the mark of a footnote, or an edit link."""
    classes = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
    is_part = element.tag in ("sup", "span", "a", "section", "ol", "div")
    if is_part and _NOTE_CLASS.search(classes) and not _is_most(element):
        # Sphinx calls every link a reference; that of a note has no word in it.
        return element.tag != "a" or not re.search(r"[^\W\d_]{2}", element.text_content())
    if element.tag == "sup":
        link = element.find(".//a")
        return link is not None and (link.get("href") or "").startswith("#")
    is_mark = _MARK.fullmatch(element.text_content())
    is_anchor = element.tag == "a" and (element.get("href") or "").startswith("#")
    return is_anchor and ((element.get("href") or "").startswith("#fn") or is_mark is not None)


def _is_most(element: Any) -> bool:
    """Whether an element holds more than half of the text: then it is the article, whatever its class."""
    tree = element.getroottree().getroot()
    return len(element.text_content()) > 0.5 * len(tree.text_content())


def _fold(tree: Any) -> None:
    """Collapse white space outside `pre`: line breaks in HTML source carry no meaning."""
    for element in tree.iter():
        within = element.tag == "pre" or next(element.iterancestors("pre"), None) is not None
        if element.text and not within:
            element.text = _END_SIGN.sub("", re.sub(r"\s+", " ", element.text))
        if element.tail and next(element.iterancestors("pre"), None) is None:
            tail = re.sub(r"\s+", " ", element.tail)
            element.tail = tail.lstrip() if element.tag == "br" else tail


def _without_junk(tree: Any, page: PageOf | None) -> list[str]:
    """Remove what does not belong to the article, and return its text. `page` is None for a document."""
    elements = [node for node in tree.iter(*_BLOCKS) if next(_blocks_inside(node), None) is None]
    pieces = [_piece(node) for node in elements]
    out = []
    kept = cuts.verdicts(pieces, page)
    for element, piece, keep in zip(elements, pieces, kept, strict=True):
        if keep:
            _without_note_marks(element)
            continue
        if piece.text.strip():
            out.append(" ".join(piece.text.split()))
        if piece.kind == "td":
            element.clear()
        else:
            element.drop_tree()
    return out


def _blocks_inside(element: Any) -> Iterator[Any]:
    return (node for node in element.iter(*_BLOCKS) if node is not element)


def _piece(element: Any) -> PageBlock:
    text = element.text_content()
    linked = sum(len(a.text_content().strip()) for a in element.iter("a"))
    around = (element, *element.iterancestors())
    is_cell = any(node.tag in ("td", "th") for node in around)
    kind = "td" if is_cell and element.tag not in _HEADINGS else str(element.tag)
    kind = next((str(node.tag) for node in around if node.tag in _HEADINGS), kind)
    is_aside = any(node.get(junk.ASIDE) for node in around)
    is_lead = any(node.get(junk.STANDFIRST) for node in around)
    is_loose = bool(element.get(LOOSE))
    return PageBlock(kind, text, linked / (len(text.strip()) or 1), is_aside, is_lead, is_loose)


def _without_note_marks(element: Any) -> None:
    for node in element.iter():
        if node.text:
            node.text = junk.without_notes(node.text)
        if node.tail and node is not element:
            node.tail = junk.without_notes(node.tail)


def _own_title(tree: Any, title: str, is_page: bool) -> str:
    """Remove the first heading if it is the title or the only `h1`, and return its text; else "".

    A book has its title on its title page and over its text. Where a document's text stands before its first
    heading, that is none.
    """
    tops = list(tree.iter("h1"))
    for again in tops[1:2]:
        if junk.folded(again.text_content()) == junk.folded(tops[0].text_content()):
            again.drop_tree()
            tops.remove(again)
    wanted = junk.folded(title)
    named = (
        node
        for node in tree.iter("h3", "h4")
        if wanted and junk.folded(node.text_content()) == wanted
    )
    first = next(iter(tree.iter("h1", "h2")), None) if tops else None
    first = first if first is not None else next(named, next(iter(tree.iter("h2")), None))
    if first is None:
        return ""
    text = " ".join(first.text_content().split())
    is_title = bool(title) and junk.folded(text) == junk.folded(title)
    if not title and len(tops) == 1:
        is_title = is_page or not _has_text_before(first)
    if first.tag == "h1" and len(tops) == 1 and (is_page or not _has_text_before(first)):
        is_title = True
    elif any(junk.is_sentence(node.text_content()) for node in _before(first, tree)):
        is_title = False  # a section may have the title of the whole
    if not is_title:
        return ""
    first.drop_tree()
    return text


def _has_text_before(heading: Any) -> bool:
    """Whether a paragraph stands before a heading, not only lines such as a kicker or a name."""
    return any(len(node.text_content().strip()) > LINE for node in heading.xpath("preceding::p"))


def _before(heading: Any, tree: Any) -> Iterator[Any]:
    """The paragraphs before a heading, but for the line that leads into the text."""
    for node in tree.iter():
        if node is heading:
            return
        if node.tag == "p" and not node.get(junk.STANDFIRST):
            yield node


def _settle_headings(tree: Any) -> None:
    """Shift headings so that the highest is of level 2, the level of an episode's sections."""
    headings = list(tree.iter(*(f"h{n}" for n in range(1, 7))))
    if not headings:
        return
    shift = 2 - min(int(node.tag[1]) for node in headings)
    for node in headings:
        node.tag = f"h{min(6, int(node.tag[1]) + shift)}"
        for bold in list(node.iter("strong", "b")):
            bold.drop_tag()


def _settle_links(tree: Any, base: str) -> None:
    for link in list(tree.iter("a")):
        address = (
            urljoin(base, (link.get("href") or "").strip()) if base else link.get("href") or ""
        )
        if address.startswith(_REDIRECT):  # Google Docs leads every link through itself
            address = parse_qs(urlsplit(address).query).get("q", [address])[0]
        if address.startswith(("http://", "https://", "mailto:")) and link.text_content().strip():
            for name in set(link.attrib) - {"href"}:
                del link.attrib[name]
            link.set("href", address)
        else:
            link.drop_tag()
