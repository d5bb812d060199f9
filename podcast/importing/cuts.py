"""Cuts what its neighbours tell to be no part of an article: ends, notes, contents, lists of links.

Pure. What a block tells by itself is in `junk`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from podcast.importing.authors import placed
from podcast.importing.dates import tells_only_day
from podcast.importing.edge_lines import is_about_writer, is_credit, is_notice, is_signature
from podcast.importing.junk import (
    LONGEST,
    MOSTLY_LINK,
    PageBlock,
    ends_text,
    folded,
    is_button,
    is_junk,
    is_sentence,
)
from podcast.importing.wording import any_of, words_of
from podcast.structs import Frozen

LONGEST_NOTE = 400
"""Letters of a last paragraph that is a note or tells of the writer, at most."""

LARGEST_CARD = 4
"""Blocks of a card that tells of a writer, fewer than."""

PULLED = 20
"""Letters of a line that is repeated from a paragraph; a shorter one may be so by chance."""

MOST_COMPARED = 2000
"""Blocks of a text whose lines are compared with its paragraphs, each with each."""

_ARABIC = re.compile("[\u0621-\u064a]")
_NUMBERED = re.compile(r"\s*(?:[\[(]?[\d٠-٩]{1,3}[\])]?\s*[-–.):/]|[•*-]\s|\[|https?:|\^)")
"""How a note or a source begins."""

_NOTE_NUMBER = re.compile(r"\s*[\[﴿]([\d٠-٩]{1,3})[\]﴾]\s*\S")
"""How a note at the end of a text begins."""

_PLACE = re.compile(r"(?<![\s.…·_])[\s.…·_]*[\d٠-٩]{1,3}$")
"""The number of its page behind a line of a table of contents."""


_SITE = re.compile(r"(?:صحيفة|جريدة|مجلة|موقع|منصة|شبكة|مدونة|بوابة|وكالة)\b")
_INDEPENDENT = re.compile(
    rf"(?:\S+ ){{1,4}}{_SITE.pattern} (?:\S+ ){{0,2}}(?:الكتروني|مستقل|اخباري|ثقافي|شامل)ة?\b"
)
"""How a site says what it is, with its name before or without it."""

_OTHERS = re.compile(
    r"(?:المزيد|مزيد|مقالات|اخبار|مواضيع|موضوعات|قصص|حكايات|مواد|منشورات|مشاركات|تدوينات|تقارير|وصفات|فتاوى|اسئلة)"
    r" (?:من|عن|في|حول|اخرى|مشابهة|مقترحة|مرتبطة|متعلقة|مختارة|مماثلة|قد تهمك|قد تعجبك|تهمك)(?: .{0,60})?"
)
"""«قصص أخرى», «المزيد من الثقافة»: what stands over links to other articles."""


class PageOf(Frozen):
    """What the web page of the blocks tells: its article's title and writer, and its site's name."""

    title: str = ""
    author: str = ""
    site: str = ""


def verdicts(pieces: Sequence[PageBlock], page: PageOf | None = None) -> list[bool]:
    """Whether each of a page's blocks, in order, belongs to the article.

    page  what the web page tells of which the blocks come, and whose own lines surround the text; None for a
          document.
    """
    kept = [not is_junk(piece) for piece in pieces]
    if page is not None:
        kept = [keep and not is_button(piece) for keep, piece in zip(kept, pieces, strict=True)]
        _cut_before_title(pieces, kept, page.title)
        _cut_pulled(pieces, kept)
    _cut_contents(pieces, kept)
    _cut_apparatus(pieces, kept, folded(page.author) if page else "")
    _cut_sources(pieces, kept)
    _cut_notes(pieces, kept)
    if page is not None:
        _cut_edges(pieces, kept, page)
    _cut_lists_of_links(pieces, kept, is_page=page is not None)
    _drop_bare_headings(pieces, kept, is_page=page is not None)
    return kept


def _cut_pulled(pieces: Sequence[PageBlock], kept: list[bool]) -> None:
    """Cut lines that only repeat a part of a paragraph: what a page sets large between the others."""
    if len(pieces) > MOST_COMPARED:
        return
    bare = [re.sub(r"\W", "", folded(piece.text)) for piece in pieces]
    texts = [
        text
        for text, piece in zip(bare, pieces, strict=True)
        if len(text) > 2 * PULLED and piece.kind == "p"
    ]
    for place, (text, piece) in enumerate(zip(bare, pieces, strict=True)):
        is_line = piece.kind in ("p", "blockquote") and PULLED < len(text) < LONGEST
        if (
            is_line
            and not piece.lead
            and any(text in other and len(other) > 1.2 * len(text) for other in texts)
        ):
            kept[place] = False


def _cut_contents(pieces: Sequence[PageBlock], kept: list[bool]) -> None:
    """Cut a table of contents: lines that repeat a later heading, followed by a page number."""
    heads: set[str] = set()
    for place in range(len(pieces) - 1, -1, -1):
        words = folded(pieces[place].text)
        if words.lower() in words_of("contents") and _has_lost_its_list(pieces, kept, place):
            kept[place] = False
        elif pieces[place].level:
            heads.add(words)
        elif _PLACE.search(words) and folded(_PLACE.sub("", words)) in heads:
            kept[place] = False


def _has_lost_its_list(pieces: Sequence[PageBlock], kept: list[bool], place: int) -> bool:
    """Whether what stood under a heading over contents was cut before, or with the page's menus."""
    after = next(iter(pieces[place + 1 :]), None)
    is_bare = after is not None and 0 < after.level <= pieces[place].level
    return is_bare or not all(kept[place + 1 : place + 2])


def _cut_before_title(pieces: Sequence[PageBlock], kept: list[bool], title: str) -> None:
    """Cut what stands above the title, and the title itself unless it is a heading."""
    wanted = folded(title)
    early = range(min(len(pieces), 2 + len(pieces) // 3))
    place = next((n for n in early if wanted and _is_title(folded(pieces[n].text), wanted)), None)
    if place is not None and not _is_prose(pieces[:place]):
        kept[:place] = [False] * place
        kept[place] = kept[place] and pieces[place].level > 0
        for again in early[place + 1 :]:
            kept[again] = kept[again] and folded(pieces[again].text) != wanted


def _is_title(words: str, title: str) -> bool:
    """Whether a line is the title, alone or with a day behind it."""
    rest = words.removeprefix(title)
    is_dated = len(rest) < LONGEST // 3 and re.search(r"\d{4}", rest) is not None
    return words == title or (rest != words and is_dated and len(title.split()) > 2)


def _is_prose(pieces: Sequence[PageBlock]) -> bool:
    """Whether blocks are paragraphs of the text: a section may have the title of the whole."""
    texts = [piece for piece in pieces if piece.kind == "p" and not piece.aside and not piece.lead]
    told = [piece for piece in texts if is_sentence(piece.text) and not is_junk(piece)]
    is_section = bool(pieces) and pieces[0].level > 0 and len(told) == 1
    return len(told) > 1 or (is_section and len(told[0].text) > LONGEST // 2)


def _cut_edges(pieces: Sequence[PageBlock], kept: list[bool], page: PageOf) -> None:
    """Cut short lines that are not sentences from both ends of prose: dates, counts, buttons, names."""
    title_words = folded(page.title)
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
            if piece.lead or not kept[place]:
                continue
            if piece.level and page.author and folded(piece.text) == folded(page.author):
                kept[place] = False
                continue
            is_title = bool(title_words) and title_words == folded(piece.text)
            if is_title and piece.level > 1 and places.step > 0:
                continue  # it is removed as a heading
            is_line = piece.kind in kinds and (is_title or not is_sentence(piece.text))
            is_line = is_line or (piece.kind == "p" and tells_only_day(piece.text))
            is_signed = (
                is_signature(piece)
                or _names_only(piece, page)
                or (piece.kind == "p" and bool(placed(piece.text, page.site)))
            )
            if not is_line and not is_signed and not is_notice(piece.text):
                break
            if piece.kind == "td" and not piece.aside:  # a table of the article may begin or end it
                break
            if piece.kind == "li" or not is_line or is_signed or _is_furniture(piece):
                kept[place] = False
    _cut_last(pieces, kept, page)


def _cut_last(pieces: Sequence[PageBlock], kept: list[bool], page: PageOf) -> None:
    """Cut last paragraphs that are notes, tell of the writer, or sum an Arabic text up in another language."""
    if not any(_ARABIC.search(piece.text) for piece in pieces):
        return
    for last in range(len(pieces) - 1, 0, -1):
        piece = pieces[last]
        if kept[last] and not (is_signature(piece) or _is_at_end(piece, page)):
            break
        kept[last] = False


def _is_at_end(piece: PageBlock, page: PageOf) -> bool:
    """Whether a last paragraph is a starred note, in another language, or says who wrote the text or helped."""
    text = piece.text.strip()
    if piece.kind != "p" or len(text) > LONGEST_NOTE:
        return False
    if not _ARABIC.search(text) and re.search(r"[a-z]{3}.*[a-z]{3}", text):
        return True
    writer = folded(page.author)
    is_bio = len(writer.split()) > 1 and folded(text).startswith(writer)
    is_bio = is_bio or _is_about_site(folded(text), folded(page.site))
    return is_bio or text.startswith("*") or is_about_writer(text) or is_credit(text)


def _is_about_site(words: str, site: str) -> bool:
    """«الميزان صحيفة إلكترونية مستقلة …»."""
    rest = words.removeprefix(site).lstrip()
    is_named = bool(site) and rest != words and _SITE.match(rest) is not None
    return is_named or _INDEPENDENT.match(words) is not None


def _names_only(piece: PageBlock, page: PageOf) -> bool:
    """Whether a line holds nothing but the names of the site, its writer and its newsroom."""
    words = folded(piece.text).strip(":")
    if not 0 < len(words) < LONGEST // 2:
        return False
    rest = words
    for name in (page.author, page.site, *re.split(r"\s*[|–-]\s*", page.site)):
        rest = rest.replace(folded(name), " ") if len(name) > 2 else rest
    rest = re.sub(rf"^(?:{any_of('bylines')})\s", " ", rest)
    rest = re.sub(r"فريق التحرير|هيئة التحرير|قسم التحرير|وكالات|خاص", " ", rest)
    return rest != words and not re.search(r"\w", rest)


def _is_furniture(piece: PageBlock) -> bool:
    """Whether a short line at either end is the page's; a greeting is the article's."""
    is_told = piece.kind == "h1" or (not piece.aside and piece.linked <= MOSTLY_LINK)
    if re.match(r"(?:صدر|حرر|الموافق)\b", folded(piece.text)):  # under a decree
        return False
    return not is_told or (piece.kind != "h1" and bool(re.search(r"\d", piece.text)))


def _cut_apparatus(pieces: Sequence[PageBlock], kept: list[bool], writer: str) -> None:
    """Cut notes and sources with their heading, and all after one that ends an article or names its writer."""
    for place, piece in enumerate(pieces):
        words = folded(piece.text).lower()
        if not piece.level or place < 2:
            continue
        is_card = bool(writer) and words == writer.lower()
        is_end = ends_text(words) or _leads_to_others(words, pieces[place + 1 :])
        is_last = is_end or (is_card and len(pieces) - place < LARGEST_CARD)
        if is_last and place >= len(pieces) // 2:
            kept[place:] = [False] * (len(pieces) - place)
            return
        if piece.aside and (is_card or is_end):
            end = _end_of_box(pieces, place)
            kept[place:end] = [False] * (end - place)
        if words in words_of("apparatus"):
            end = next(
                (n for n in range(place + 1, len(pieces)) if 0 < pieces[n].level <= piece.level),
                len(pieces),
            )
            kept[place:end] = [False] * (end - place)


def _end_of_box(pieces: Sequence[PageBlock], place: int) -> int:
    """Where what stands under a heading beside the text's column ends: at the next one, or at the column."""
    return next(
        (n for n in range(place + 1, len(pieces)) if pieces[n].level or not pieces[n].aside),
        len(pieces),
    )


def _leads_to_others(words: str, below: Sequence[PageBlock]) -> bool:
    """Whether a heading says that others like the article follow, and links do."""
    return _OTHERS.fullmatch(words) is not None and any(
        piece.linked > MOSTLY_LINK for piece in below
    )


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
        is_led = bool(start) and is_junk(pieces[start - 1]) and pieces[start - 1].kind == "p"
        is_line = is_page and end - start == 1 and is_alone
        is_line = is_line and (is_led or _is_headline(pieces[start]))
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


def _drop_bare_headings(pieces: Sequence[PageBlock], kept: list[bool], is_page: bool) -> None:
    """Cut a heading if everything under it was cut, on a page with its pictures before."""
    for place in range(len(pieces) - 1, -1, -1):
        level = pieces[place].level
        if not level or not kept[place]:
            continue
        below = range(place + 1, len(pieces))
        end = next((n for n in below if 0 < pieces[n].level <= level), len(pieces))
        is_bare = end == place + 1 and is_page and _is_short(pieces[place])
        is_last = is_page and not any(kept[place + 1 :]) and not is_sentence(pieces[place].text)
        is_bare = is_bare or is_last
        if is_bare or (end > place + 1 and not any(kept[place + 1 : end])):
            kept[place] = False


def _is_short(piece: PageBlock) -> bool:
    return len(piece.text.split()) < 5 and not is_sentence(piece.text)
