"""Where on a page its article stands: the page's own elements, without what stands between and around them.

The library tells which text is the article's; it does not keep what holds that text together, and drops
short headings and lists. So its text is looked up on the page, and the page's own elements are kept: the one
that holds nearly all of the text, but for what is plainly not of the article, and what the library found
beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Any

from podcast.importing import authors, blocks, frames, junk, pagekind
from podcast.importing.extras import library
from podcast.importing.standfirst import mark_standfirst, settle_lead

MOST = 0.85
"""Share of the article's letters that an element must hold to be the article's body."""

LITTLE = 400
"""Letters of a text below which the library may have missed the article; all sentences are looked at then."""

MOST_CELLS = 5
"""Cells beside one in a table that only places text, fewer than."""

SENTENCES = 0.95
"""Share of the letters of the article's sentences that does as well, where the others are of short lines."""


LEAD = 40
"""Letters of a line under the title that is the article's lead, and not a name or a day."""

MOST_SENTENCES = 1000
"""Sentences of a block that are looked for one by one."""

SMALL = 0.25
"""Share of the article's letters below which an element may be judged by its name alone."""

_LEAVES = ("p", "item", "cell", "head", "quote", "code")
_BLOCKS = blocks.BLOCKS
_ARABIC = re.compile("[\u0621-\u064a]")
_LETTERS = re.compile(r"\W+")
_SENTENCE_ENDS = re.compile(r"(?<=[.؟?!:؛»])\s+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_INVISIBLE = re.compile("[\ufeff\u200b\u00ad\u2060]")
_SHAPED = re.compile("[\ufb50-\ufdf2\ufe70-\ufefc]+")
"""Letters as they are drawn, of old programs; the signs of whole phrases behind them are read as they are."""

_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


def parsed(page: str) -> Any:
    """A page as a tree; None where nothing is on it."""
    text = _INVISIBLE.sub("", _CONTROLS.sub("", _DECLARED.sub("", page)))
    text = _SHAPED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    if not text.strip():
        return None
    html = library("lxml.html")
    try:
        return html.document_fromstring(
            text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8")
        )
    except library("lxml.etree").ParserError:
        return None


def html_of(page: str, title: str, address: str = "") -> str:
    """The elements of `page` that make up its article, as HTML in their order; "" where there is none."""
    tree = parsed(page)
    if tree is None:
        return ""
    pagekind.without_cards(tree)
    frames.without_machinery(tree)
    mark_standfirst(tree, title)
    found = _blocks_found(page, address)
    if sum(map(len, found)) < LITTLE and sum(map(len, prose := _prose_of(tree))) > 2 * sum(
        map(len, found)
    ):
        found = prose
    seen = _Seen(tree, found)
    if not seen.letters:
        return ""
    body = _body(tree, seen)
    frames.without_frames(body, seen.share, SMALL)
    parts = [*_above(tree, body, seen, title), body, *_below(tree, body, seen)]
    _mark_asides(body, seen)
    _trim(body, seen)
    settle_lead(body)
    for part in parts:
        if part is not body and not part.get(junk.STANDFIRST):
            part.set(junk.ASIDE, "1")
        blocks.settle(part)
    tostring = library("lxml.html").tostring
    return "".join(tostring(part, encoding="unicode", with_tail=False) for part in parts)


def _blocks_found(page: str, address: str) -> list[str]:
    """The article's blocks of text as the library finds them: carefully, else eagerly."""
    for eager in (False, True):
        found = library("trafilatura").bare_extraction(
            page,
            url=address or None,
            favor_recall=eager,
            include_comments=False,
            include_tables=True,
            prune_xpath=list(frames.APPARATUS),
        )
        if found is not None and found.body is not None:
            texts = [" ".join(node.itertext()) for node in found.body.iter(*_LEAVES)]
            if any(len(text) > 30 for text in texts):
                return texts
    return []


def _prose_of(tree: Any) -> list[str]:
    """The Arabic sentences of a page outside its frames."""
    framed: set[Any] = set()
    told = []
    for element in tree.iter():
        if element.getparent() in framed or (
            isinstance(element.tag, str) and frames.is_frame(element, surely=True)
        ):
            framed.add(element)
        elif element.tag in _BLOCKS and _is_prose(element):
            told.append(element.text_content())
    return told


def _is_prose(block: Any) -> bool:
    text = block.text_content()
    return (
        next(blocks.blocks_inside(block), None) is None
        and junk.is_sentence(text)
        and blocks.linked(block) < 0.3
        and len(_ARABIC.findall(text)) > 0.5 * blocks.letters(block)
    )


class _Seen:
    """Which of a page's text is the article's: its letters by element.

    Text is compared by its letters alone: the library changes blanks and marks.
    """

    def __init__(self, tree: Any, told: list[str]) -> None:
        holders, spans, whole, prose = [], [], [], []
        place = 0
        for holder, text in _texts(tree):
            letters = _LETTERS.sub("", text)
            if letters:
                holders.append(holder)
                spans.append((place, place + len(letters)))
                whole.append(letters)
                prose.append(junk.is_sentence(text) and not text.rstrip().endswith(":"))
                place += len(letters)
        marked = _marked("".join(whole), list(_pieces("".join(whole), told)))
        self._of: dict[Any, int] = {}
        self._prose: dict[Any, int] = {}
        self.letters = self._all_prose = 0
        for holder, (start, end), is_prose in zip(holders, spans, prose, strict=True):
            count = sum(marked[start:end])
            self.letters += count
            self._all_prose += count * is_prose
            while holder is not None and count:
                self._of[holder] = self._of.get(holder, 0) + count
                self._prose[holder] = self._prose.get(holder, 0) + count * is_prose
                holder = holder.getparent()

    def share(self, element: Any) -> float:
        """How much of the article stands in an element, from 0 to 1."""
        return self._of.get(element, 0) / (self.letters or 1)

    def prose(self, element: Any) -> float:
        """How much of the article's sentences stands in an element, from 0 to 1."""
        return self._prose.get(element, 0) / (self._all_prose or 1)


def _texts(tree: Any) -> Iterator[tuple[Any, str]]:
    """A page's texts in order, each with the element it stands in."""
    for event, element in library("lxml.etree").iterwalk(tree, events=("start", "end")):
        if event == "start" and element.text:
            yield element, element.text
        elif event == "end" and element.tail and element is not tree:
            yield element.getparent(), element.tail


def _pieces(whole: str, told: list[str]) -> Iterator[str]:
    """The letters of each text, or of its sentences where a page has something else between them."""
    for text in told:
        letters = _LETTERS.sub("", text)
        if letters in whole:
            yield letters
        else:
            parts = _SENTENCE_ENDS.split(text)[:MOST_SENTENCES]
            yield from (_LETTERS.sub("", part) for part in parts)


def _marked(whole: str, told: list[str]) -> bytearray:
    """A 1 for each letter of `whole` that is in one of the texts, which stand in it in about their order."""
    marked = bytearray(len(whole))
    cursor = 0
    for text in told:
        if len(text) < 2:
            continue
        start = whole.find(text, cursor)
        if start < 0 and len(text) > 20:
            start = whole.find(text)
        if start >= 0 and (len(text) > 20 or start - cursor < 2000):
            marked[start : start + len(text)] = b"\1" * len(text)
            cursor = start + len(text)
    return marked


def _body(tree: Any, seen: _Seen) -> Any:
    """The smallest element that holds nearly all of the article, and is more than one paragraph.

    It may be a cell of a table that places the page, but no row of it.
    """
    body = inner = tree.find("body") if tree.find("body") is not None else tree
    while True:
        inner = next((node for node in inner if _is_most(node, seen)), None)
        if inner is None or inner.tag in ("p", "pre", "blockquote", "ul", "ol"):
            return body
        if inner.tag not in ("tbody", "tr"):
            body = inner


def _is_most(element: Any, seen: _Seen) -> bool:
    """Whether an element holds nearly all of the article, or of its sentences: other lines are the page's."""
    share = seen.share(element)
    return share >= MOST or (share > 0.5 and seen.prose(element) >= SENTENCES)


def _above(tree: Any, body: Any, seen: _Seen, title: str) -> list[Any]:
    """Blocks of the article before its body: what the library found there, and sentences under the title.

    A heading stays with what follows it; one that is a sentence is the article's lead.
    """
    wanted = junk.folded(title)
    is_under = False
    heading = None
    found: list[Any] = []
    for block in _beside(tree, body, before=True):
        if wanted and junk.folded(block.text_content()) == wanted:
            is_under, heading = True, None
            found = [one for one in found if _is_text_above(one.text_content(), wanted)]
            continue
        is_text = is_under and frames.is_text(block)
        text = block.text_content().strip()
        is_lead = blocks.letters(block) > LEAD or (junk.is_sentence(text) and text[-1] != ":")
        if block.get(junk.STANDFIRST):
            heading = None
            is_under = True
            found.append(block)
        elif is_text and block.tag in blocks.HEADINGS and not is_lead:
            heading = block
        elif (seen.share(block) > 0 and (is_lead or block.tag != "li")) or (is_text and is_lead):
            found += [block] if heading is None else [heading, block]
            heading = None
            block.tag = "p" if block.tag in blocks.HEADINGS and is_text else block.tag
    return found if heading is None else [*found, heading]


def _is_text_above(text: str, title: str) -> bool:
    """Whether a block over the title is a sentence, and no path that leads down to it."""
    return junk.is_sentence(text) and title not in junk.folded(text)


def _below(tree: Any, body: Any, seen: _Seen) -> list[Any]:
    """Blocks of the article behind its body, as the library found them, down to the last that is text."""
    column = body.getparent()
    following = takewhile(_is_no_end, _beside(tree, body, before=False))
    found = [
        block
        for block in following
        if (seen.share(block) > 0 or block.tag in blocks.HEADINGS)
        and any(node is column for node in block.iterancestors())
    ]
    told = [
        block
        for block in found
        if blocks.linked(block) <= 0.4 and (block.tag != "li" or block.find(".//a") is None)
    ]
    while told and told[-1].tag in blocks.HEADINGS:
        told.pop()
    return told


def _is_no_end(block: Any) -> bool:
    """Whether a block behind the text may have more of it behind itself: it is no list of links."""
    is_linked = blocks.linked(block) > 0.4 and blocks.letters(block) > 0
    return not is_linked and not junk.ends_text(junk.folded(block.text_content()).lower())


def _beside(tree: Any, body: Any, before: bool) -> Iterator[Any]:
    """The innermost blocks before `body` or behind it that no element's name takes out of the article."""
    above = set(body.iterancestors())
    inside = set(body.iter())
    places = {node: place for place, node in enumerate(tree.iter())}
    for block in tree.iter(*_BLOCKS):
        if block in inside or block in above or (places[block] < places[body]) != before:
            continue
        named = (block, *(node for node in block.iterancestors() if node not in above))
        is_inner = next(blocks.blocks_inside(block), None) is None
        is_told = block.get(junk.STANDFIRST) or not any(frames.is_frame(node) for node in named)
        if is_inner and is_told:
            yield block


def _trim(body: Any, seen: _Seen) -> None:
    """Before the article's first block and after its last, leave only text that stands beside them."""
    lines = [
        node
        for node in body.iter(*_BLOCKS)
        if next(blocks.blocks_inside(node), None) is None and blocks.letters(node)
    ]
    told = [place for place, node in enumerate(lines) if seen.share(node) > 0]
    if not told:
        return
    seats = {_seat(lines[place]) for place in told}
    for places in (range(told[0] - 1, -1, -1), range(told[-1] + 1, len(lines))):
        ended = False
        for place in places:
            block = lines[place]
            if block.get(junk.STANDFIRST) or (place == told[-1] + 1 and _is_name(block)):
                continue
            ended = ended or _seat(block) not in seats or not frames.is_text(block)
            if ended:
                block.drop_tree()


def _is_name(block: Any) -> bool:
    """Whether a block is a person's name, which may sign the text over it."""
    return authors.is_surely_name(" ".join(block.text_content().split()))


def _mark_asides(body: Any, seen: _Seen) -> None:
    """Mark the blocks that do not stand in the column that holds most of the article's text."""
    lines = [node for node in body.iter(*_BLOCKS) if next(blocks.blocks_inside(node), None) is None]
    seats = [(block, _seat(block)) for block in lines]
    held: dict[Any, float] = {}
    for block, seat in seats:
        held[seat] = held.get(seat, 0.0) + seen.share(block)
    for block, seat in seats:
        if held[seat] < SMALL:
            block.set(junk.ASIDE, "1")


def _seat(block: Any) -> Any:
    """Where a block stands: blocks of one column share it, though each may have a wrapper of its own."""
    parent = block.getparent()
    while parent.getparent() is not None and (parent.tag in ("ul", "ol", "li") or _is_alone(block)):
        block, parent = parent, parent.getparent()
    while parent.tag in ("td", "tr", "tbody", "table") and _is_only_cell(parent):
        parent = parent.getparent()
    return parent


def _is_only_cell(part: Any) -> bool:
    """Whether a part of a table has no text beside it: letters are laid out as cells one under another."""
    if part.getparent() is None or part.tag != "td":
        return part.getparent() is not None
    beside = [
        cell
        for is_before in (True, False)
        for cell in islice(part.itersiblings("td", preceding=is_before), MOST_CELLS)
    ]
    return len(beside) < MOST_CELLS and not any(blocks.letters(cell) for cell in beside)


def _is_alone(block: Any) -> bool:
    """Whether an element has no neighbours; asking for the number of children would count them each time."""
    return block.getprevious() is None and block.getnext() is None
