"""Extracts the article of a PDF, from the positions of its letters.

A PDF has no words, lines or paragraphs, only glyphs at positions; Arabic is stored in logical order, in visual
order, or in both on one page. So only positions are trusted: `reader` reads them, `lines` forms lines of
words, `layout` puts columns and paragraphs in order.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence, Set

from podcast.errors import InputError
from podcast.importing import authors, cuts, junk
from podcast.importing.article import Article, doubt
from podcast.importing.dates import any_day_in
from podcast.importing.junk import PageBlock
from podcast.importing.pdf.glyphs import PdfPage
from podcast.importing.pdf.grouping import TextBlock
from podcast.importing.pdf.layout import blocks
from podcast.importing.pdf.overdrawn import is_overdrawn
from podcast.importing.pdf.reader import pages, program
from podcast.structs import replace

LEAST = 80
"""Average letters per page below which a file counts as scanned."""

_LOOKS = doubt(
    "a PDF does not say what is a heading or where a paragraph ends; read it through once"
)
_GUESSED = doubt(
    "some letters of this PDF are told by their shape: check the words with «لا» in them"
)
_UNNAMED = doubt(
    "this PDF calls a letter by the name of a sign: look for signs within words, and write the letter"
)
FEW_LOST, LOST = 3, 0.01
"""How many marks of a file may have no name, at most, or which share of its letters."""

FIRST = 3
"""Blocks among which a table of contents begins."""

BYLINE = 60
"""Letters of a line with the author or the day at most."""

GARBLED = 0.08
"""Share of words that are none, above which a font is taken for one that hides its letters."""

_ARABIC = "\u0621-\u06ff\u08a0-\u08ff"
_FOREIGN = "a-z\u0100-\u05ff\u0700-\u089f\u0900-\u1fff"
_GARBLED = re.compile(rf"[{_ARABIC}][{_FOREIGN}]|[{_FOREIGN}][{_ARABIC}]|\w[¡-©«-´¶-¹»-¿×÷]")
_ATTACHED = re.compile(r"(?<!\w)[وفبكل]{1,2}(?=[A-Za-z])")
_CONTENTS = (
    "المحتويات",
    "الفهرس",
    "فهرس المحتويات",
    "جدول المحتويات",
    "فهرس",
    "المقدمة",
    "مقدمة",
    "Contents",
)
_PAGE = re.compile(r"\s+[\d٠-٩]{1,3}\s*$", re.MULTILINE)
_CREDIT = re.compile(r"\([^()]{3,50}\)")
_CAPITAL_END = re.compile(r"[a-z][A-Z]$")
_MISTAKEN = re.compile(r"\d\.\d|[A-Za-z]\w* [A-Za-z]|[A-Za-z]\w* \d|\d [A-Za-z]|\d/[A-Za-z]")
"""What TCPDF sets from right to left, as it does words: «4.372» as «372.4», «Galaxy A54» as «A54 Galaxy»."""

_SIGN_IN_WORD = re.compile(r"[ء-ي][\u064b-\u0652]*[;¡¿|{}~^<>=][ء-ي]|(?<!\S)[;¡¿|{}~^<>=][ء-ي]{2}")
_BROKEN = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08]")


def article(data: bytes, name: str, address: str = "") -> Article:
    """The article in a PDF. Raises InputError if it has no text, or none that can be read."""
    read = pages(data, name)
    _refuse_pictures(read, name)
    found = blocks(read)
    text = "".join(block.text for block in found)
    _refuse_garbled(read, text, data, name)
    title, rest = _titled(_without_menu(found) if _is_printed_page(data) else found)
    author, day, rest = _byline(_with_lead(rest))
    kept, left_out = _kept(rest)
    return Article(
        title=title,
        body=_markdown(kept),
        author=author,
        date=day,
        source=address,
        left_out=left_out,
        doubts=tuple(_doubts(read, text)),
    )


def _refuse_pictures(read: Sequence[PdfPage], name: str) -> None:
    """Raise InputError if the pages have no text, or parts of it drawn over others."""
    letters = sum(len(page.glyphs) for page in read)
    if letters < LEAST * max(1, min(len(read), 3)):
        raise InputError(
            "holds pictures of pages and no text; run it through text recognition (OCR) and "
            "add the result",
            file=name,
        )
    if is_overdrawn(read):
        raise InputError(
            "draws parts of its lines over others, so that its figures cannot be trusted; copy the text "
            "from its source, or save the document as .docx, and add that",
            file=name,
        )


def _refuse_garbled(read: Sequence[PdfPage], text: str, data: bytes, name: str) -> None:
    """Raise InputError if the letters of a text are not those that are seen, or not in their order."""
    letters = sum(len(page.glyphs) for page in read)
    lost = sum(page.lost for page in read)
    is_broken = len(_BROKEN.findall(text)) > len(text) / 50 or lost > max(FEW_LOST, LOST * letters)
    if is_broken or is_garbled(text):
        raise InputError(
            "its font does not say which letters it draws; copy the text from its source, or save the "
            "document as .docx, and add that",
            file=name,
        )
    if _MISTAKEN.search(text) and program(data).startswith("TCPDF"):
        raise InputError(
            "comes from a program that draws decimals and Latin words in the wrong order within Arabic lines; "
            "copy the text from its source, or save the document as .docx, and add that",
            file=name,
        )


def _doubts(read: Sequence[PdfPage], text: str) -> Iterator[str]:
    yield _LOOKS
    if any(page.guessed for page in read):
        yield _GUESSED
    if _SIGN_IN_WORD.search(text):
        yield _UNNAMED


def is_garbled(text: str) -> bool:
    """Whether many words are none: letters of two scripts in one, signs within, or capitals at their ends.

    The last is how Arabic fonts of TeX look that draw the letters «ال» from the places of l and A.
    """
    words = re.findall(r"[^\s\d.,،؛:؟?!()\[\]«»\"'/-]{3,}", _ATTACHED.sub("", text))
    if sum(bool(_GARBLED.search(word)) for word in words) > GARBLED * len(words):
        return True
    latin = [word for word in words if word.isascii()]
    return sum(bool(_CAPITAL_END.search(word)) for word in latin) > GARBLED * len(words)


def _without_menu(found: list[TextBlock]) -> list[TextBlock]:
    """`found` without the lines over the title that a site has on all of its pages."""
    title, _ = _titled(found)
    place = next((n for n, block in enumerate(found) if block.level and block.text == title), 0)
    kept = [block for block in found[:place] if block.level or junk.is_sentence(block.text)]
    return [*kept, *found[place:]]


def _titled(found: Sequence[TextBlock]) -> tuple[str, list[TextBlock]]:
    """The title (the largest heading at the top of the first page), and the other blocks."""
    early = [
        block for block in found[:6] if block.level and junk.folded(block.text) not in _CONTENTS
    ]
    if not early:
        return "", list(found)
    title = min(early, key=lambda block: block.level)
    return title.text, [block for block in found if not _is_title(block, title, found)]


def _is_title(block: TextBlock, title: TextBlock, found: Sequence[TextBlock]) -> bool:
    """Whether a block is the title, or a header over it that repeats it."""
    is_over = found.index(block) < found.index(title)
    return block is title or (is_over and junk.folded(title.text) in junk.folded(block.text))


def _with_lead(found: list[TextBlock]) -> list[TextBlock]:
    """`found`, whose first block is the article's lead where it is a heading that heads nothing.

    That is where no other has its size, where the next one is larger, or where the author's name or the day
    follows.
    """
    first, *rest = found or [TextBlock("")]
    levels = [block.level for block in rest if block.level]
    is_odd = bool(levels) and (first.level not in levels or first.level > levels[0])
    is_lead = first.level and (is_odd or (bool(rest) and _is_signed(rest[0].text)))
    return [replace(first, level=0), *rest] if is_lead else found


def _byline(found: Sequence[TextBlock]) -> tuple[str, dt.date | None, list[TextBlock]]:
    """The author and the day that the first short blocks name, and the other blocks.

    The basmala or a subtitle may stand before them, and a name alone by the day, or right under the title.
    """
    author, day = "", None
    rest = list(found)
    alone: list[TextBlock] = []
    under = [block for block in found[:5] if not junk.is_basmala(block.text)]
    for block in under[:4]:
        name = authors.byline(block.text) or authors.name_by_day(block.text)
        written = any_day_in(block.text)
        if len(block.text) > BYLINE or block.rows:
            break
        if name or written:
            author, day = author or name, day or written
            rest.remove(block)
        else:
            alone.append(block)
    by_day = [block for block in alone[-1:] if day and authors.may_be_name(block.text)]
    surely = [block for block in alone[:1] if authors.is_surely_name(block.text)]
    if not author and (named := next(iter(by_day + surely), None)):
        author = named.text
        rest.remove(named)
    return author, day, rest


def _is_signed(line: str) -> bool:
    return len(line) <= BYLINE and bool(authors.byline(line) or any_day_in(line))


def _is_printed_page(data: bytes) -> bool:
    """Whether a browser printed the file: then the lines of a web page may surround the article."""
    made_by = program(data)
    return made_by.startswith("Skia/PDF") and "Google Docs" not in made_by


def _kept(found: Sequence[TextBlock]) -> tuple[list[TextBlock], tuple[str, ...]]:
    pieces = [PageBlock(f"h{block.level}" if block.level else "p", block.text) for block in found]
    heads = {junk.folded(block.text) for block in found if block.level}
    keep = [
        kept and not _is_contents(block, heads)
        for block, kept in zip(found, cuts.verdicts(pieces), strict=True)
    ]
    for place, block in enumerate(found):  # a section may be called so, too
        is_section = (
            place > FIRST
            and block.level
            and junk.is_sentence("".join(one.text for one in found[place + 1 : place + 2]))
        )
        if junk.folded(block.text) in _CONTENTS[:4] and not is_section:
            keep[place] = False
    for place in range(1, len(pieces)):  # «اقرأ أيضًا» over a list
        is_led = found[place].is_item and not keep[place - 1]
        if is_led and (found[place - 1].is_item or len(pieces[place - 1].text) < BYLINE):
            keep[place] = False
    for place in range(1, len(pieces)):  # «(أرشيف البلدية)» under «صورة 1: محطة الشمال»
        is_credit = _CREDIT.fullmatch(pieces[place].text.strip()) and not pieces[place].level
        if is_credit and not keep[place - 1]:
            keep[place] = False
    out = tuple(block.text for block, kept in zip(found, keep, strict=True) if not kept)
    return [block for block, kept in zip(found, keep, strict=True) if kept], out


def _is_contents(block: TextBlock, heads: Set[str]) -> bool:
    """Whether a block is of a table of contents: headings, each with the number of its page."""
    lines = [_PAGE.sub("", line) for line in block.text.split("\n")]
    told = sum(junk.folded(line) in heads for line in lines)
    return bool(_PAGE.search(block.text)) and 2 * told > len(lines)


def _markdown(found: Sequence[TextBlock]) -> str:
    """Blocks as Markdown, with level 2 for the highest remaining heading."""
    top = min((block.level for block in found if block.level), default=2)
    lines = []
    for block in found:
        if block.rows:
            lines.append(_table(block.rows))
            continue
        mark = (
            "#" * min(6, block.level - top + 2) + " "
            if block.level
            else "- "
            if block.is_item
            else ""
        )
        lines.append(mark + _escaped(junk.without_notes(block.text)))
    return "\n\n".join(lines) + "\n" if lines else ""


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *rest = [[_escaped(cell).replace("|", "\\|") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *rest]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _escaped(text: str) -> str:
    return re.sub(r"(?<![\w])([#*_`])", r"\\\1", text)
