"""Recognises, by its wording, text on a page that does not belong to the article. Pure.

Menus, sidebars and comments are removed before. What is left are the lines that Arabic sites insert between
paragraphs («اقرأ أيضًا»), and the notes, sources and notices at both ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from podcast.importing import appeals
from podcast.importing.wording import any_of, words_of

LONGEST = 160
"""Letters of a line that may be junk by its first words alone; an article's paragraphs are longer."""

PULLED = 20
"""Letters of a line that is repeated from a paragraph; a shorter one may be so by chance."""

MOST_COMPARED = 2000
"""Blocks of a text whose lines are compared with its paragraphs, each with each."""

MOSTLY_LINK = 0.4

_MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200b-\u200f\u2066-\u2069]")
_ALEF = re.compile("[أإآٱ]")
_EDGES = " \t\n*#•·|»«:-–—[]()>←→…"

_HASHTAGS = re.compile(r"(?:#\w+[\s،,|]*)+")
_NUMBERED = re.compile(r"\s*(?:[\[(]?[\d٠-٩]{1,3}[\])]?\s*[-–.):/]|[•*-]\s|\[|https?:|\^)")
"""How a note or a source begins."""

_NOTE_NUMBER = re.compile(r"\s*[\[﴿]([\d٠-٩]{1,3})[\]﴾]\s*\S")
"""How a note at the end of a text begins."""

_FIGURE = re.compile(
    r"(?:ال)?(?:شكل|جدول|صورة|خريطة|رسم)(?: رقم)? ?\(?[\d٠-٩]{1,3}[\d٠-٩.\-]*\)? ?[:.\-–]"
)
"""How the caption of a numbered figure or table begins."""

_PLACE = re.compile(r"[\s.…·_]*[\d٠-٩]{1,3}$")
"""The number of its page behind a line of a table of contents."""

_COUNTS = (
    r"\d{1,3} (?:دقيقة|دقائق)(?: قراءة| للقراءة)?",
    r"\d+ (?:تعليق|تعليقا|تعليقات|مشاهدة|مشاهدات)",
    r"(?:(?:زمن|وقت|مدة) )?(?:القراءة|قراءة)?\W{0,3}\d{1,3} (?:دقيقة|دقائق|min)",
    r"\d{1,3} (?:دقيقة|دقائق|min) (?:(?:وقت|مدة|زمن) )?(?:للقراءة|القراءة|قراءة)",
    r"\d{1,2}:\d\d(?: ?(?:ص|م|am|pm|gmt|صباحا|مساء))?",
    r"(?:قبل|منذ) (?:\d{1,2} )?(?:دقيقة|دقيقتين|دقائق|ساعة|ساعتين|ساعات|يوم|يومين|ايام|شهر|اشهر|سنة|سنوات)",
    r"[\s/|،,]+",
)
"""Lines that only count, beside the words of `whole`."""

_AGENCIES = r"د\W*ب\W*ا|ا\W*ف\W*ب|رويترز|وكالات|اسوشيتد برس|الاناضول|واس|وام|قنا|سانا|بترا"
_SIGN_OFF = re.compile(
    r"\W*(?:[ء-ي]{1,2}\.\s?[ء-ي]{1,2}\.?[\s/،,\-–]*){1,4}(?:\([^()]{2,60}\)?)?"
    rf"|(?:\S+(?: \S+)?\s*[:–-]\s*)?(?:{_AGENCIES})(?:\s*[،,/+و-]\s*(?:{_AGENCIES}))*"
)
"""Editors' initials and the agencies' names under a report, the folded line."""

_CREDIT = re.compile(rf"\s*\([^()]{{0,40}}\b(?:{_AGENCIES})\b[^()]{{0,40}}\)\W*")

_NOTE_MARK = re.compile(r"\\?\[(?:\d{1,3}|[ء-ي]|note \d+|ملاحظة \d+|عدل|edit)\\?\]|[↩↑⇧]|﹝\d+﹞")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('leads')})(?: (?:ايضا|كذلك))?(?!\w)", re.IGNORECASE)


@cache
def _whole_line_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('whole')}|{'|'.join(_COUNTS)})+", re.IGNORECASE)


@cache
def names(surely: bool) -> re.Pattern[str]:
    """A pattern for classes and ids of elements outside articles; `surely`: only the unambiguous ones."""
    words = words_of("names") if surely else (*words_of("names"), *words_of("likely_names"))
    return re.compile(rf"(?:^|-)(?:{'|'.join(words)})(?=$|-)")


ASIDE = "data-aside"
"""The attribute of blocks that stand beside the column of the article's text."""
STANDFIRST = "data-standfirst"
"""The attribute of the line under the title."""


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block of a page.

    kind    its element: `p`, `h1`…`h6`, `li`, `td`.
    linked  the share of its text that is links, 0–1.
    aside   whether it is outside the column that holds the article's text.
    lead    whether it is the line that leads from the title into the text.
    """

    kind: str
    text: str
    linked: float = 0.0
    aside: bool = False
    lead: bool = False

    @property
    def level(self) -> int:
        """A heading's level; 0 for all else."""
        return int(self.kind[1]) if re.fullmatch("h[1-6]", self.kind) else 0


SUMMARY = 500
"""Letters of an editor's summary beside a text at most; an abstract is longer."""


def heads_a_box(text: str, letters: int) -> bool:
    """Whether a heading says that its box is none of the article's: a summary by a machine or an editor."""
    words = folded(text)
    return words in words_of("box_heads") or (
        letters < SUMMARY and words in words_of("summary_heads")
    )


def folded(text: str) -> str:
    """`text` normalised for comparison: no diacritics, a single form of alef, no punctuation at its ends."""
    plain = _ALEF.sub("ا", _MARKS.sub("", text)).replace("إلى", "الى")
    return " ".join(plain.split()).strip(_EDGES)


def without_notes(text: str) -> str:
    """`text` without footnote marks: [3], [أ], ↩."""
    return _NOTE_MARK.sub("", text)


def is_junk(piece: PageBlock) -> bool:
    """Whether a block can be told to be no part of an article without seeing its neighbours."""
    words = folded(piece.text)
    if not re.search(r"[^\W_]", words):
        return True
    if len(words) > LONGEST or (piece.kind == "td" and _is_count(words)):
        return False
    if _whole_line_pattern().fullmatch(words) or re.search(
        rf"^ل.*\s(?:{any_of('tails')})\W*$", words
    ):
        return True
    if piece.linked and appeals.offers(words):
        return not piece.level
    if _HASHTAGS.fullmatch(piece.text.strip()) or re.match(rf"(?:{any_of('asides')})(?!\w)", words):
        return not piece.level
    if not piece.level and appeals.sums_up(words):
        return True
    if piece.kind not in ("li", "td") and appeals.says_to_follow(piece.text, words):
        return not piece.level
    if _FIGURE.match(words) and not piece.level:
        return True
    led = _lead().match(words)
    if led is None:
        return False
    # «المصدر الأول للطاقة …» is a sentence; «المصدر: وكالات» is not.
    end = _place_after(piece.text, led.end())
    is_alone = (
        not folded(piece.text[end:]).strip(".") and not piece.level
    )  # «المصادر» may head a section
    reach = end + (12 if " " in led[0] else 2)
    return is_alone or ":" in piece.text[:reach] or piece.linked > MOSTLY_LINK


def _is_count(words: str) -> bool:
    """«9 دقائق» is how long something takes in a table, and how long a page takes to read elsewhere."""
    return any(re.fullmatch(count, words) for count in _COUNTS)


def _place_after(text: str, folded_length: int) -> int:
    """The index in `text` just past the letters that make up the first `folded_length` of its folded form."""
    kept = 0
    started = False
    for place, letter in enumerate(text):
        if _MARKS.match(letter):
            continue
        if not started and letter in _EDGES:
            continue
        started = True
        if kept == folded_length:
            return place
        kept += 1
    return len(text)


def verdicts(pieces: Sequence[PageBlock], title: str | None = None) -> list[bool]:
    """Whether each of a page's blocks, in order, belongs to the article.

    title  the article's title if the blocks come from a web page, whose own lines surround the text; None for
           a document.
    """
    kept = [not is_junk(piece) for piece in pieces]
    if title is not None:
        _cut_before_title(pieces, kept, title)
        _cut_pulled(pieces, kept)
    _cut_contents(pieces, kept)
    _cut_apparatus(pieces, kept)
    _cut_sources(pieces, kept)
    _cut_notes(pieces, kept)
    if title is not None:
        _cut_edges(pieces, kept, folded(title))
    _cut_lists_of_links(pieces, kept, is_page=title is not None)
    _drop_bare_headings(pieces, kept)
    return kept


def _cut_pulled(pieces: Sequence[PageBlock], kept: list[bool]) -> None:
    """Cut lines that only repeat a part of a paragraph: what a page sets large between the others."""
    if len(pieces) > MOST_COMPARED:
        return
    bare = [re.sub(r"\W", "", folded(piece.text)) for piece in pieces]
    texts = [
        text
        for text, piece in zip(bare, pieces, strict=True)
        if len(text) > LONGEST // 2 and piece.kind == "p"
    ]
    for place, (text, piece) in enumerate(zip(bare, pieces, strict=True)):
        is_line = piece.kind in ("p", "blockquote") and PULLED < len(text) < LONGEST
        if is_line and not piece.lead and any(text in other and text != other for other in texts):
            kept[place] = False


def _cut_contents(pieces: Sequence[PageBlock], kept: list[bool]) -> None:
    """Cut a table of contents: lines that repeat a later heading, followed by a page number."""
    heads: set[str] = set()
    for place in range(len(pieces) - 1, -1, -1):
        words = folded(pieces[place].text)
        if words.lower() in words_of("contents") and not all(kept[place + 1 : place + 2]):
            kept[place] = False
        elif pieces[place].level:
            heads.add(words)
        elif _PLACE.search(words) and folded(_PLACE.sub("", words)) in heads:
            kept[place] = False


def _cut_before_title(pieces: Sequence[PageBlock], kept: list[bool], title: str) -> None:
    """Cut what stands above the title, and the title itself unless it is a heading."""
    wanted = folded(title)
    early = range(min(len(pieces), 2 + len(pieces) // 3))
    place = next((n for n in early if wanted and folded(pieces[n].text) == wanted), None)
    if place is not None:
        kept[:place] = [False] * place
        kept[place] = kept[place] and pieces[place].level > 0


def _cut_edges(pieces: Sequence[PageBlock], kept: list[bool], title_words: str) -> None:
    """Cut short lines that are not sentences from both ends of prose: dates, counts, buttons, names."""
    lines = [piece.text for piece in pieces if piece.kind == "p"]
    if sum(len(piece) for piece in lines if is_sentence(piece)) < 0.6 * sum(map(len, lines)):
        return
    ends = (
        (("p", "td", "h1", "li"), range(len(pieces))),
        (("p", "td"), range(len(pieces) - 1, -1, -1)),
    )
    for kinds, places in ends:
        for place in places:
            piece = pieces[place]
            is_title = title_words == folded(piece.text)
            is_line = piece.kind in kinds and (is_title or not is_sentence(piece.text))
            is_signed = _is_signature(piece)
            if piece.lead or not kept[place]:
                continue
            if not is_line and not is_signed and not _is_notice(piece.text):
                break
            if piece.kind == "li" or not is_line or is_signed or _is_furniture(piece):
                kept[place] = False
    last = next((n for n in range(len(pieces) - 1, -1, -1) if kept[n]), None)
    if last and pieces[last].kind == "p" and _is_about_writer(pieces[last].text):
        kept[last] = False


def _is_signature(piece: PageBlock) -> bool:
    """«كتبت- سعاد مراد:», and «ه.م/ ع.خ (رويترز)» under a report."""
    words = folded(piece.text)
    if piece.level or len(words) > 70:
        return False
    named = re.match(rf"(?:{any_of('bylines')})\s*[-–:/|]\s*\S+(?: \S+){{1,3}}$", words)
    is_credit = _SIGN_OFF.fullmatch(words) or _CREDIT.fullmatch(_ALEF.sub("ا", piece.text))
    return bool(named) or bool(is_credit)


def _is_furniture(piece: PageBlock) -> bool:
    """Whether a short line at either end is the page's; a greeting is the article's."""
    is_told = piece.kind == "h1" or (not piece.aside and piece.linked <= MOSTLY_LINK)
    return not is_told or (piece.kind != "h1" and bool(re.search(r"\d", piece.text)))


def is_sentence(text: str) -> bool:
    """Whether a line reads as running text: more than 80 letters, or closing punctuation."""
    return len(text.strip()) > 80 or bool(re.search(r"[.؟?!:؛…»\"”)]\s*$", text))


def _is_notice(text: str) -> bool:
    """Whether a line is a notice to readers: terms of use, cookies, a disclaimer of opinions."""
    words = folded(text)
    if re.search(
        r"\bلا (?:ت|ي)(?:عبر|عكس|مثل)\w* (?:\S+ ){0,5}\w*(?:راي|اراء|وجه|موق|سياس)", words
    ):
        return True
    if len(words) < 2 * LONGEST and appeals.tells_origin(words):
        return True
    return sum(term in words for term in words_of("notices")) > 1


def _is_about_writer(text: str) -> bool:
    """«سعاد مراد كاتبة وصحفية من تونس.»: a short last line of a name and a trade. «ويرى الباحث …» is none."""
    words = folded(text).split()
    is_starred = text.strip().startswith("*")
    is_short = 1 < len(words) < 9 and not is_sentence(text)
    trades = [re.sub(r"^و|\W", "", word) for word in words[:4]]
    if is_short and trades[0] in words_of("trades"):  # «كاتب مغربي»
        return True
    is_line = is_starred or (
        2 < len(words) < 16
        and not words[0].startswith(("و", "ي", "قال", "ت"))
        and words[0] not in words_of("particles")
    )
    return is_line and any(word in words_of("trades") for word in trades[0 if is_starred else 2 :])


def _cut_apparatus(pieces: Sequence[PageBlock], kept: list[bool]) -> None:
    """Cut notes and sources with their heading, and everything after a heading that ends an article."""
    for place, piece in enumerate(pieces):
        words = folded(piece.text).lower()
        if not piece.level or place < 2:
            continue
        if words in words_of("ends") and place >= len(pieces) // 2:
            kept[place:] = [False] * (len(pieces) - place)
            return
        if words in words_of("apparatus"):
            end = next(
                (n for n in range(place + 1, len(pieces)) if 0 < pieces[n].level <= piece.level),
                len(pieces),
            )
            kept[place:end] = [False] * (end - place)


def _cut_sources(pieces: Sequence[PageBlock], kept: list[bool]) -> None:
    """Cut notes and sources under a plain line «المراجع:» if only numbered lines and list items follow."""
    for place in range(len(pieces) - 1, max(1, len(pieces) // 2 - 1), -1):
        words = folded(pieces[place].text).lower()
        if pieces[place].level or words not in words_of("apparatus"):
            continue
        rest = [
            piece for number, piece in enumerate(pieces[place + 1 :], place + 1) if kept[number]
        ]
        if all(piece.kind == "li" or _NUMBERED.match(piece.text) for piece in rest):
            kept[place:] = [False] * (len(pieces) - place)


def _cut_notes(pieces: Sequence[PageBlock], kept: list[bool]) -> None:
    """Cut notes at the end: blocks that begin with [1], [2] and so on, up to the last one."""
    numbers: list[int] = []
    place = len(pieces)
    for number in range(len(pieces) - 1, 0, -1):
        found = _NOTE_NUMBER.match(pieces[number].text)
        if kept[number] and not found:
            break
        if found:
            numbers.insert(0, int(found[1]))
            place = number
    if numbers == list(range(1, len(numbers) + 1)):
        kept[place:] = [False] * (len(pieces) - place)


def _cut_lists_of_links(pieces: Sequence[PageBlock], kept: list[bool], is_page: bool) -> None:
    """Cut runs of two or more items or lines that are nothing but links: they lead to other articles.

    On a web page a single line of that kind is enough if it has the length of a headline and is no sentence.
    """
    start = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and pieces[end].kind in ("li", "p") and pieces[end].linked > 0.9:
            end += 1
        is_alone = pieces[start].kind == "p" or (start and pieces[start - 1].kind != "li")
        is_line = is_page and end - start == 1 and is_alone and _is_headline(pieces[start])
        if end - start >= 2 or is_line:
            is_led = bool(start) and _leads_to_links(pieces[start - 1])
            kept[start - is_led : end] = [False] * (end - start + is_led)
        start = max(end, start + 1)


def _leads_to_links(piece: PageBlock) -> bool:
    """«موضوعات تهمك:», a short line with a colon."""
    text = piece.text.strip()
    return piece.kind == "p" and text.endswith(":") and len(text.split()) < 9


def _is_headline(piece: PageBlock) -> bool:
    return (
        piece.kind in ("p", "li")
        and len(piece.text.split()) > 3
        and not re.search(r"[.!؛…]\W*$", piece.text)
    )


def _drop_bare_headings(pieces: Sequence[PageBlock], kept: list[bool]) -> None:
    """Cut a heading if everything under it was cut."""
    for place in range(len(pieces) - 1, -1, -1):
        level = pieces[place].level
        if not level or not kept[place]:
            continue
        below = range(place + 1, len(pieces))
        end = next((n for n in below if 0 < pieces[n].level <= level), len(pieces))
        if end > place + 1 and not any(kept[place + 1 : end]):
            kept[place] = False
