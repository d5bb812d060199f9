"""An episode's show notes: its text as HTML every app supports (p, ul, ol, li and a only).

The text consists of self-contained pieces: a paragraph, or a list of a single item, which is merged with
neighbours of its kind. So notes can be cut after any piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, takewhile
from urllib.parse import unquote, urlsplit

from podcast.feed.text import FORBIDDEN, escaped, fold, shorten
from podcast.feed.view import ChapterMark
from podcast.formats.urls import BARE, weblink
from podcast.model import Block, Citation, Section

ROOM = 4000
"""Apple's limit for show notes, in bytes of UTF-8."""

CUT = ""
"""A last piece that says there was more."""

LEAD = 300
"""The length of the first sentences used as a description, in characters."""

LABEL = 60
"""How many characters of a URL are shown."""

CELLS = " · "
SOURCES = "المصادر:"
MORE = "بقية النص والمصادر في صفحة الحلقة"
CHAPTERS_ROOM, TEXT_ROOM = 1400, 1000
"""The most bytes for chapters, and the least for the text if there are many sources."""

_BESIDE = re.compile(r"</ul>\n<ul>|</ol>\n<ol(?: start=\"\d+\")?>")
_TOP = re.compile(r"^<(p|ul|ol)\b", re.MULTILINE)
_OPENERS = ("«", '"', "“", "”", "'", "‘")
_END = re.compile(r"(?<=\w\w\w)[.!؟?…]+[»”\")]*(?=\s|$)")


def notes(
    description: str,
    text: Sequence[str],
    chapters: Sequence[ChapterMark],
    citations: Sequence[Citation],
    note: str,
    page: str,
    language: str,
) -> str:
    """An episode's notes within ROOM; whatever is left out is on its `page`.

    `text` is the result of `pieces`. The note is always complete; chapters first lose their links, then their
    ends.
    """
    under = [paragraph(note)] if note else []
    more = [paragraph(MORE, page)] if page else []

    def size(*parts: Sequence[str]) -> int:
        return len(joined([piece for part in parts for piece in part], language).encode("utf-8"))

    def fitting(made: Iterable[str], room: int) -> list[str]:
        kept: list[str] = []
        for piece in made:
            if not piece or size([*kept, piece]) > room:
                break
            kept.append(piece)
        return kept

    room = ROOM - size(more, under) - 8
    about = fitting(filter(None, map(paragraph, description.split("\n\n"))), room)
    room -= size(about) + 1
    linked = [listed(chapter.clock, chapter.title, chapter.url) for chapter in chapters]
    if size(linked) > CHAPTERS_ROOM:
        linked = [listed(chapter.clock, chapter.title, "") for chapter in chapters]
    marks = fitting(linked, min(CHAPTERS_ROOM, room))
    room -= size(marks) + 1
    sources = [source(citation) for citation in citations]
    head = [paragraph(SOURCES)] if sources else []
    named = fitting(sources, max(room - size(head) - TEXT_ROOM, room // 2) - 1)
    room -= size(head, named) + 2 if named else 0
    own = fitting(text, room)
    cut = len(own) < len(text) or len(named) < len(sources) or len(marks) < len(linked)
    parts = (about, own, more if cut else [], marks, head if named else [], named, under)
    return joined([piece for part in parts for piece in part], language)


def pieces(sections: Sequence[Section]) -> tuple[str, ...]:
    """A script's text in as many pieces as fit, followed by CUT if there are more."""
    made: list[str] = []
    size = 0
    for piece in _all(sections):
        size += len(piece.encode("utf-8"))
        if size > ROOM:
            return (*made, CUT)
        made.append(piece)
    return tuple(made)


def joined(made: Sequence[str], language: str) -> str:
    """Pieces joined into one text, with adjacent items merged into lists and a direction on each block."""
    whole = _BESIDE.sub("\n", "\n".join(made))
    return _TOP.sub(rf'<\1 dir="rtl" lang="{escaped(language)}"', whole)


def paragraph(words: str, url: str = "") -> str:
    """A piece with a paragraph, linked to `url` if there is one."""
    text = escaped(fold(words))
    return f"<p>{_linked(text, url)}</p>" if text else ""


def listed(words: str, label: str, url: str, kind: str = "ul") -> str:
    """A piece with a list item: words, and a label linked to `url` if there is one."""
    text = " ".join(filter(None, (escaped(fold(words)), _linked(escaped(fold(label)), url))))
    return f"<{kind}><li>{text}</li></{kind}>"


def cited(sections: Iterable[Section], first: str = "") -> tuple[Citation, ...]:
    """Every web page a text links to, once; `first`, where the text was published before, comes first."""
    blocks = (
        block
        for section in sections
        for block in (section.title, section.head, *section.blocks)
        if block
    )
    links = [link for block in blocks for link in _runs(block) if link[1]]
    citations: dict[str, Citation] = {}
    for words, written in [("", first), *links]:
        url = weblink(written)
        key = re.sub(r"^https?://(www\.)?", "", url).rstrip("/")
        if url.startswith("http") and key not in citations:
            citations[key] = Citation("" if _is_address(words, url) else fold(words), url)
    return tuple(citations.values())


def source(citation: Citation) -> str:
    """A piece with a source: its words and its address."""
    words = f"{citation.words}:" if citation.words else ""
    return listed(words, label_of(citation.url), citation.url, "ol")


def label_of(url: str) -> str:
    """A URL as people write it."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    try:
        host = (parts.hostname or "").encode("ascii").decode("idna")
    except UnicodeError:
        host = parts.hostname or ""
    path = unquote(f"{parts.path}{query}", errors="replace").rstrip("/")
    return shorten(fold(host.removeprefix("www.") + path).replace(" ", "%20"), LABEL)


def lead_of(sections: Iterable[Section]) -> str:
    """The first sentences of what is read, whole ones if possible; "" if there is no prose."""
    blocks = [block for section in sections for block in section.blocks]
    prose = [one for one in blocks if one.kind == "paragraph" and not one.item] or [
        one for one in blocks if one.kind in ("paragraph", "item")
    ]
    text = ""
    for words in (fold(one.read_text) for one in prose):
        if text and len(text) + len(words) >= LEAD:
            break
        text = f"{text} {words}".strip()
    if len(text) <= LEAD:
        return text
    ends = [match.end() for match in _END.finditer(text, 0, LEAD + 1)]
    return text[: ends[-1]] if ends and ends[-1] > LEAD // 5 else shorten(text, LEAD)


def _is_address(words: str, url: str) -> bool:
    """Whether a link's words are just its address."""
    bare = re.sub(r"^https?://(www\.)?", "", fold(words)).rstrip("/")
    return bare in (url, label_of(url), re.sub(r"^https?://(www\.)?", "", url).rstrip("/"))


def _all(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        if section.announced and len(sections) > 1:
            yield from filter(None, [paragraph(section.heading)])
        yield from _blocks(section.blocks)


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    rest = list(blocks)
    while rest:
        first = rest[0]
        if first.item:
            run = [first, *takewhile(partial(_is_inside, first.item.level), rest[1:])]
            rest = rest[len(run) :]
            yield _item(run, first.item.level)
            continue
        yield from (
            (f"<p>{line}</p>" for line in _lines(first)) if first.kind != "row" else _row(first)
        )
        rest = rest[1:]


def _is_inside(level: int, block: Block) -> bool:
    """Whether a block continues an item of that level, or is in a list nested in it."""
    item = block.item
    return item is not None and (item.level > level or (item.level == level and not item.opens))


def _item(run: Sequence[Block], level: int) -> str:
    """A list item with everything in it."""
    own = list(takewhile(lambda one: one.item and one.item.level == level, run))
    lines = [line for block in own for line in (_lines(block) or [""])]
    text = lines[0] if len(lines) == 1 else "".join(f"<p>{line}</p>" for line in lines)
    inner = _BESIDE.sub("", "\n".join(_blocks(run[len(own) :]))).replace("\n", "")
    number = run[0].item.number if run[0].item else None
    if number is None:
        return f"<ul><li>{text}{inner}</li></ul>"
    start = "" if number == 1 else f' start="{number}"'
    return f"<ol{start}><li>{text}{inner}</li></ol>"


def _row(block: Block) -> Iterator[str]:
    cells = (_html(block, start, end) for start, end in block.cells or ((0, len(block.text)),))
    if text := CELLS.join("".join(cell) for cell in cells):
        yield f"<ul><li>{text}</li></ul>"


def _lines(block: Block) -> list[str]:
    """A block's lines with their links; quotations get quotation marks, speech the name of its speaker."""
    if block.kind == "row":
        return [CELLS.join("".join(_html(block, *cell)) for cell in block.cells)]
    lines = [line for line in _html(block, 0, len(block.text)) if line]
    if lines and block.quoted and not lines[0].startswith(_OPENERS):
        lines = [*lines[:-1], lines[-1] + "»"]
        lines[0] = "«" + lines[0]
    if lines and block.speaker:
        lines[0] = f"{escaped(fold(block.speaker))}: {lines[0]}"
    return lines


def _html(block: Block, start: int, end: int) -> list[str]:
    """`text[start:end]` of a block as HTML, one string for each line."""
    lines = [""]
    for text, url in _runs(block, start, end):
        for number, line in enumerate(text.split("\n")):
            lines += [""] if number else []
            words = escaped(FORBIDDEN.sub("", line))
            lines[-1] += _linked(words, weblink(url)) if words.strip() else words
    return [line.strip() for line in lines]


def _runs(block: Block, start: int = 0, end: int = -1) -> Iterator[tuple[str, str]]:
    """(words, URL as written or "") of each stretch of a block; bare URLs link to themselves."""
    inlines = block.between(start, len(block.text) if end < 0 else end)
    for url, run in groupby(inlines, key=lambda inline: getattr(inline, "url", "")):
        text = "".join(inline.text for inline in run)
        index = 0
        for bare in () if url else BARE.finditer(text):
            yield text[index : bare.start()], ""
            yield bare[0], bare[0]
            index = bare.end()
        yield text[index:], url


def _linked(words: str, url: str) -> str:
    """Words, already HTML, linked to `url` if there is one."""
    return f'<a href="{escaped(url)}">{words}</a>' if url else words
