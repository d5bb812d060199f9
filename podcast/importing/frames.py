"""What a page builds around and between the paragraphs of its article, told from its elements' names. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from podcast.importing import blocks, boxes, footnotes, junk
from podcast.importing.blocks import BLOCKS, CONTAINERS, HEADINGS, UNREAD, letters, linked
from podcast.importing.dates import day_in

MACHINERY = (*UNREAD, "textarea", "dialog", "map", "label")
"""Elements of a page that are never read aloud."""

_AMP = re.compile(r"amp-(?!accordion|fit-text|selector|layout|list|state)")
"""The elements of AMP pages that are pictures, posts of networks, advertisements and menus."""

APPARATUS = (
    "//*[contains(@class, 'footnote')]",
    "//*[contains(@class, 'endnote')]",
    "//*[@role='doc-endnotes']",
    "//ol[contains(@class, 'references')]",
    "//sup[contains(@class, 'reference')]",
    "//*[contains(@class, 'mw-editsection')]",
    "//*[contains(@class, 'wp-caption-text')]",
    "//figcaption",
)
"""Notes, their marks, and captions, as WordPress, MediaWiki and most editors write them."""

_STANDFIRST = re.compile(
    r"(?:^|-)(?:sub-?(?:title|head|heading|headline|hed)|stand-?first|deck|dek|strap-?line|chapeau|excerpt|lede"
    r"|lead|intro|(?:post|article|entry|page|news|story|blog)-(?:desc|description|summary|brief|teaser))(?=$|-)"
)
UNDER_PICTURE = "data-under-picture"
"""The attribute of short lines that stand under a picture, and may be its caption."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SKIP = re.compile(r"تخط|تجاوز|skip\b", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center|text-center", re.IGNORECASE)
_FILE = re.compile(r"\s*[\w./-]{1,60}\.\w{1,5}\s*(?:copy|نسخ)?\s*", re.IGNORECASE)
LONGEST_CAPTION = 100


def is_frame(element: Any, surely: bool = False) -> bool:
    """Whether an element's name or state tells that it is no part of an article; `surely`: plainly."""
    if element.tag == "span" and next(element.iterancestors("pre", "code"), None) is not None:
        return False
    if element.tag in HEADINGS and (linked(element) < 0.8 or not _named(element, surely=True)):
        return any(word in (element.get("class") or "").lower() for word in ("quote", "caption"))
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if _UNSEEN.search(element.get("style") or ""):
        return True
    if element.get("role") in ("navigation", "banner", "complementary", "contentinfo", "dialog"):
        return True
    return _named(element, surely)


def _named(element: Any, surely: bool) -> bool:
    """Whether a class or an id of an element is one that builders give to what is no part of an article."""
    named = junk.names(surely)
    names = [*(element.get("class") or "").split(), element.get("id") or ""]
    return any(
        named.search(re.sub(r"[^a-z0-9]+", "-", _CAMEL.sub("-", node).lower())) for node in names
    )


def is_standfirst(element: Any) -> bool:
    """Whether a line's name or that of its holder says that it leads from the title into the text."""
    parent = element.getparent()
    holders = (element,) if parent is None else (element, parent)
    names = " ".join(holder.get("class") or "" for holder in holders)
    plain = re.sub(r"[^a-z0-9]+", "-", _CAMEL.sub("-", names).lower())
    least = 2 if element.tag in HEADINGS else 3
    return bool(_STANDFIRST.search(plain)) and len(element.text_content().split()) >= least


def is_text(block: Any) -> bool:
    """Whether a block reads as text: a sentence or a long line, an item, a heading, and not mostly links."""
    is_anchor = block.tag in HEADINGS and all(
        (link.get("href") or "#").startswith("#") for link in block.iter("a")
    )
    if (linked(block) > 0.5 and not is_anchor) or not letters(block):
        return False
    return block.tag not in ("p", "td", "th", "summary") or junk.is_sentence(block.text_content())


def without_machinery(tree: Any) -> None:
    """Take out what no reader sees as text, and give all text a block to stand in."""
    _without_captions(tree)
    boxes.without_boxes(tree)
    boxes.without_forms(tree)
    boxes.without_appended(tree)
    boxes.without_lines(tree)
    _settle_figures(tree)
    _without_file_names(tree)
    _without_contents(tree)
    _settle_questions(tree)
    _flatten_headings(tree)
    footnotes.drop(tree)
    footnotes.drop_numbered(tree)
    for element in list(tree.iter()):
        if element.getparent() is None:
            continue
        if not isinstance(element.tag, str):  # comments and processing instructions
            element.drop_tree() if element.tail else element.getparent().remove(element)
        elif element.tag in MACHINERY or _AMP.match(element.tag):
            element.drop_tree()
        elif element.get("role") == "heading":
            element.tag = f"h{element.get('aria-level') or 2}"
    blocks.paragraphs(tree)


def _settle_figures(tree: Any) -> None:
    """Tables and code that stand in figures, without captions and the numbers of lines."""
    for figure in list(tree.iter("figure")):
        code = list(figure.iter("pre"))[-1:]
        for held in code or list(figure.iterchildren("table")):
            if figure.getparent() is not None and letters(held):
                held.tail = None
                figure.addprevious(held)


def _without_contents(tree: Any) -> None:
    """Take out a list of links to the page's own parts, with its heading."""
    for heading in list(tree.iter("p", "div", "strong", "summary", *HEADINGS)):
        below = heading.getnext()
        if below is None or below.tag not in ("ul", "ol", "nav", "div"):
            continue
        targets = [link.get("href") or "" for link in below.iter("a")]
        is_own = bool(targets) and all(target.startswith("#") for target in targets)
        if is_own and junk.heads_contents(heading.text_content()) and linked(below) > 0.8:
            blocks.drop(below)
            blocks.drop(heading)


def _without_file_names(tree: Any) -> None:
    """Take out the bar over a piece of code that holds the name of its file."""
    for code in list(tree.iter("pre")):
        for bar in list(islice(code.itersiblings("div", "p", "span", preceding=True), 2)):
            if _FILE.fullmatch(bar.text_content()):
                bar.drop_tree()


def _settle_questions(tree: Any) -> None:
    """Questions of an FAQ, each beside its answer, as headings under the one above them."""
    level = 1
    for element in tree.iter("strong", "b", "div", "p", "span", "dt", *HEADINGS):
        if element.tag in HEADINGS:
            level = int(element.tag[1])
            continue
        answer = element.getnext()
        is_asked = answer is not None and "question" in (element.get("class") or "")
        if is_asked and "answer" in (answer.get("class") or "") and _is_line(element):
            element.tag = f"h{min(6, level + 1)}"


def _flatten_headings(tree: Any) -> None:
    """Blocks within headings, where a label and a number stand before the words, as words."""
    for heading in list(tree.iter(*HEADINGS)):
        inside = list(heading.iterdescendants("div", "p"))
        if letters(heading) < LONGEST_CAPTION:
            for node in inside:
                node.tag = "span"
                node.tail = f" {node.tail or ''}"


def _is_line(element: Any) -> bool:
    return next(element.iter(*BLOCKS, "div"), element) is element and letters(element) < 150


def _without_captions(tree: Any) -> None:
    """Take out captions that no element names: in pictures' boxes, or short, centred or slanted below."""
    for picture in list(tree.iter("img", "picture", "iframe", "video", "amp-img", "amp-video")):
        holder: Any = next(picture.iterancestors("p", "div", "td"), None)
        if holder is None or holder.getparent() is None:
            continue
        if holder.tag in ("div", "p") and _is_caption(holder):
            if not _is_byline(holder):
                holder.drop_tree()
            continue
        line: Any = picture.getnext() if letters(holder) else _next_of(holder)
        if letters(holder) and (picture.tail or "").strip():
            continue
        if line is None or line.tag not in ("p", "div", "td") or not _is_caption(line):
            continue
        if _CENTRED.search(_looks(line)) or _is_slanted(line):
            line.drop_tree()
        else:
            line.set(UNDER_PICTURE, "1")


def _is_byline(box: Any) -> bool:
    """Whether a picture's box holds several lines, one of which tells a day: who wrote, and when."""
    lines = [node.text_content() for node in box.iterdescendants("p", "div", "span", "time")]
    return len(lines) > 1 and any(map(day_in, lines))


def _next_of(holder: Any) -> Any:
    """What follows a picture's box: in a table that only places it, the cell of the next row."""
    line = holder.getnext()
    row = holder.getparent()
    if line is None and holder.tag == "td" and row is not None and row.getnext() is not None:
        cells = row.getnext().findall("td")
        return cells[0] if len(cells) == 1 else None
    return line


def _is_slanted(line: Any) -> bool:
    """Whether all of a line is in italics or small letters."""
    inside = sum(letters(node) for node in line if node.tag in ("em", "i", "small"))
    return inside > 0.9 * letters(line)


def _is_caption(element: Any) -> bool:
    """Whether an element's text is a short line that is no sentence and no heading."""
    is_short = 0 < letters(element) < LONGEST_CAPTION
    is_heading = next(element.iter(*HEADINGS[:4]), None) is not None
    text = element.text_content()
    is_credited = re.search(r"\([^()]{2,40}\)\s*$", text) is not None
    return is_short and not is_heading and (is_credited or not junk.is_sentence(text))


def _looks(element: Any) -> str:
    return f"text-align:{element.get('align')};{element.get('style')} {element.get('class')}"


def without_frames(body: Any, share: Callable[[Any], float], small: float) -> None:
    """Take out of `body` what its name, its links or its first words say is none of the article.

    share  how much of the article stands in an element (0–1); one of more than `small` stays.
    """
    whole = _named_whole(body, share)
    for lead in body.iterdescendants("p"):
        whole |= {*lead.iterancestors()} if lead.get(junk.STANDFIRST) else set()
    for element in list(body.iterdescendants()):
        if not isinstance(element.tag, str) or share(element) > small or not _is_in(element, body):
            continue
        is_named = element not in whole and is_frame(element, surely=share(element) > 0.02)
        is_named = (
            is_named or element.get(blocks.BLOCK_LINK) is not None
        )  # a headline and its excerpt
        if is_named or _is_menu(element, share(element)) or _is_card(element) or _is_call(element):
            element.drop_tree()
    for link in list(body.iter("a")):
        box = _skipped(link, body, share, small)
        if box is not None:
            box.drop_tree()
    for block in list(body.iter(*BLOCKS)):
        if _is_in(block, body) and junk.is_junk(piece(block)):
            box = _box(block, body, share)
            if box is not None and box.find(".//a") is not None:
                box.drop_tree()


def _named_whole(body: Any, share: Callable[[Any], float]) -> set[Any]:
    """Elements side by side that are named as frames are, and hold most of the article: a thread's posts."""
    held: dict[Any, list[Any]] = {}
    for element in body.iterdescendants():
        if isinstance(element.tag, str) and share(element) > 0 and is_frame(element, surely=True):
            held.setdefault(element.getparent(), []).append(element)
    return {
        element
        for elements in held.values()
        if len(elements) > 1 and sum(map(share, elements)) > 0.5
        for element in elements
    }


def _is_in(element: Any, body: Any) -> bool:
    return element is not body and any(node is body for node in element.iterancestors())


def _is_menu(element: Any, share: float) -> bool:
    """Whether an element is a row of links that lead elsewhere."""
    if share > 0.02 or element.tag not in CONTAINERS:
        return False
    return sum(1 for _ in element.iter("a")) > 1 and linked(element) > 0.6


def _is_card(element: Any) -> bool:
    """Whether an element is a box of several parts around the headline of another article, a link."""
    links = set(map(blocks.address, blocks.links(element)))
    if (
        element.tag not in CONTAINERS
        or len(links - {""}) > 1
        or not links
        or letters(element) > 200
    ):
        return False
    is_box = next(element.iterdescendants("div", "section", "article", "time"), None) is not None
    parts = list(element.iterchildren("p", *HEADINGS))
    is_box = is_box or (
        len(parts) > 1 and all(node.get(blocks.LOOSE) for node in parts if node.tag == "p")
    )
    texts = [node for node in element.iter(*BLOCKS) if linked(node) < 0.5 and letters(node)]
    is_bare = not any(junk.is_sentence(node.text_content()) for node in texts)
    return is_box and is_bare and linked(element) > 0.5


def _is_call(element: Any) -> bool:
    """Whether a box holds nothing but a heading and a link that stands loose under it, as a button does."""
    if element.tag not in ("div", "section") or not 0 < letters(element) < LONGEST_CAPTION:
        return False
    parts = [node for node in element.iter(*BLOCKS) if letters(node)]
    heads = [node for node in parts if node.tag in HEADINGS and not linked(node)]
    rest = [node for node in parts if node not in heads]
    is_loose = all(node.get(blocks.LOOSE) and linked(node) > 0.9 for node in rest)
    names = " ".join(node.get("class") or "" for node in element.iter())
    return len(heads) == len(rest) == 1 and is_loose and "edit" not in names


def _skipped(link: Any, body: Any, share: Callable[[Any], float], small: float) -> Any:
    """What «تخطى البودكاست وواصل القراءة» lets a reader skip: the part that begins with that link."""
    if not _SKIP.match(junk.folded(link.text_content())) or not _is_in(link, body):
        return None
    return next(
        (
            node
            for node in link.iterancestors("section", "div")
            if node is not body and share(node) < small
        ),
        None,
    )


def _box(block: Any, body: Any, share: Callable[[Any], float]) -> Any:
    """The largest element around `block` that holds nothing of the article; None where there is none."""
    box = None
    for element in block.iterancestors():
        if element is body or share(element) > 0 or element.tag in ("ul", "ol", "tbody", "tr"):
            break
        box = element
    return box


def piece(element: Any) -> junk.PageBlock:
    """An element as `junk` judges it."""
    kind = "td" if element.tag in ("td", "th") else str(element.tag)
    return junk.PageBlock(kind, element.text_content(), linked(element))
