"""A pasted article: paragraphs, headings and lists recognised by the shape of their lines alone.

A heading is short, has no final punctuation, follows a gap, and precedes something longer. Three short lines
in a row are verse or a list, never headings. A question is a heading only among other headings. Lines such as
`المقادير:` and `الجواب:` are headings where there are several, each of them once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from podcast.model import ListItem
from podcast.script import wrap
from podcast.script.controls import atoms, tidy
from podcast.script.draft import Draft, collapsed, has_words
from podcast.script.lists import Marked, items, marked
from podcast.script.outline import bare
from podcast.script.wrap import WrappedLines, columns
from podcast.structs import replace

_HEADING_WORDS, _HEADING_WIDTH = 15, 100
_TITLE_WORDS, _TITLE_WIDTH = 20, 140

_CLOSERS = "\"'”’»›)]}*_ \u200f\u200e"
_FINAL = tuple(".!…،؛:,;۔")
_QUESTION = ("؟", "?")
_DASHES = ("-", "–", "—")
_SAID = (*_QUESTION, ".", "!", "…")
_QUOTED = re.compile(r"""["'“‘«‹(][^"”’»›)]*["'”’»›)]|[-–—].*""")
_NOTE = re.compile(r"\s*\[\d{1,3}\]$")
_HASHES = re.compile(r"(#{1,6})\s+(.*?)[\s#]*")
_ASIDE = re.compile(r"(?:و|ف)(?:هل|لماذا|ماذا|كيف|أين|متى|لم|لمَ|من|ما|أي|كم)\s|(?:و|ف)?لكن\s|أليس")
_DIGIT = "[0-9٠-٩۰-۹]"
_WEEKDAY = "(?:الأحد|الاحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت)"
_DATE = (
    rf"{_DIGIT}{{1,2}}\s+\S+(?:\s+\S+)?\s+{_DIGIT}{{4}}(?:\s*(?:م|هـ))?"
    rf"|{_DIGIT}{{1,4}}[/.-]{_DIGIT}{{1,2}}[/.-]{_DIGIT}{{1,4}}"
)
# Bylines, dates and credits are short and unpunctuated, but they are not headings.
_CREDIT = re.compile(
    r"بقلم[\s:]|(?:كتب|كتبت|كتبه|كتبها|إعداد|تحرير|ترجمة|تصوير|مراجعة|تدقيق|المصدر|المصادر|الكاتب|الكاتبة"
    r"|حاوره|حاورها|حاورته|حاورتها|أجرى الحوار|أجرت الحوار|متابعة"
    r"|التاريخ|تاريخ ال\S+|تاريخ النشر|نشر في|نُشر في|آخر تحديث|تقديم)\s*[:/–—-]"
    rf"|(?:{_WEEKDAY}\s*[،,:–—-]?\s*)?(?:{_DATE})"
    rf"(?:\s*[|،,–—-]?\s*(?:الساعة\s)?{_DIGIT}{{1,2}}:{_DIGIT}{{2}}(?:\s*\S{{1,6}})?)?$"
)
_BASMALA = re.compile(r"\W*بسم [اٱ]لله(?: [اٱ]لرحمن(?: [اٱ]لرحيم)?)?\W*")
_LABEL = re.compile(
    r"(?:ال\w+|طريقة|خطوات|مقادير|مكونات|مقدمة|خاتمة|ملاحظة|ملاحظات|تنبيه|نصائح)(?:\s\w+){0,2}\s?:"
)
_LABEL_END = re.compile(r"\s*:\W*$")
_SAYING = re.compile(r"\s(?:قال|قالت|قائلا|قائلًا|قائلة|يقول|تقول|أضاف|أضافت)\b")


def blocks(text: str) -> list[Draft]:
    """The blocks of an article: its title (level 1), headings (level 2), list items and paragraphs."""
    pieces = wrap.pieces(tidy(text))
    if not pieces:
        return []
    listed = _without_speech(pieces, items([marked(piece.text) for piece in pieces]))
    levels, labels = _levels(pieces, listed), _labels(pieces, listed)
    if labels and _is_dense(pieces):  # nothing but the colon tells which short lines are headings
        levels[1:] = [0] * (len(pieces) - 1)
    for index in labels:
        levels[index] = 2
    if any(_HASHES.fullmatch(piece.text) for piece in pieces):
        # Pasted Markdown: its headings are marked.
        levels[1:] = [0] * (len(pieces) - 1)
    return [
        _block(piece, item, level, is_label=index in labels)
        for index, (piece, item, level) in enumerate(zip(pieces, listed, levels, strict=True))
    ]


def _without_speech(
    pieces: Sequence[WrappedLines], listed: list[Marked | None]
) -> list[Marked | None]:
    """`listed` without bullets where they are the dashes of a dialogue: most questions have their answers."""
    bulleted = [
        (piece.text, _ending(item.rest))
        for piece, item in zip(pieces, listed, strict=True)
        if item and item.number is None
    ]
    if not all(line.startswith(_DASHES) and said.endswith(_SAID) for line, said in bulleted):
        return listed
    asks = [said.endswith(_QUESTION) for _, said in bulleted]
    answered = sum(asked and not asks_back for asked, asks_back in pairwise(asks))
    if 2 * answered <= sum(asks):
        return listed
    return [item if item and item.number is not None else None for item in listed]


def _block(piece: WrappedLines, item: Marked | None, level: int, *, is_label: bool) -> Draft:
    if hashes := _HASHES.fullmatch(piece.text):
        return Draft(collapsed(atoms(hashes[2])), piece.line, level=len(hashes[1]))
    if item:
        return Draft(collapsed(atoms(item.rest)), piece.line, "item", item=ListItem(item.number))
    text = _LABEL_END.sub("", piece.text) if is_label and level else piece.text
    return Draft(collapsed(atoms(text)), piece.line, level=level)


def _levels(pieces: Sequence[WrappedLines], listed: Sequence[Marked | None]) -> list[int]:
    """1 for the title, 2 for a heading, 0 for a paragraph."""
    if len(pieces) > 1 and _is_basmala(pieces[0].text):  # what stands over the title is none
        return [0, *_levels(pieces[1:], listed[1:])]
    if _is_dense(pieces):
        pieces = [replace(piece, before=True) for piece in pieces]
    shaped = [
        item is None
        and not piece.is_verse
        and _is_short(piece.text, _HEADING_WORDS, _HEADING_WIDTH)
        for piece, item in zip(pieces, listed, strict=True)
    ]
    placed = [
        shape and piece.before and (piece.after or _leads(pieces, shaped, index))
        for index, (piece, shape) in enumerate(zip(pieces, shaped, strict=True))
    ]
    titled = len(pieces) > 1 and listed[0] is None and _is_title(pieces, shaped)
    placed[0] = False
    levels = _without_asides(pieces, _without_runs(placed))
    if titled and _is_byline(pieces, levels):
        levels[1] = 0
    return [1 if titled else 0, *levels[1:]]


def _is_byline(pieces: Sequence[WrappedLines], levels: Sequence[int]) -> bool:
    """Whether what looks like a heading right under the title names the author: a credit or a date follows it,
    or it would be the only heading."""
    follows = pieces[2].text if len(pieces) > 2 else ""
    return levels[1] == 2 and (bool(_CREDIT.match(follows)) or not any(levels[2:]))


def _labels(pieces: Sequence[WrappedLines], listed: Sequence[Marked | None]) -> frozenset[int]:
    """The lines that are headings because they end with a colon: none unless there are two that differ, nor
    where one comes twice, for then they name speakers."""
    texts = [piece.text.rstrip(_CLOSERS) for piece in pieces]
    found = [
        index
        for index, text in enumerate(texts[:-1])
        if index and listed[index] is None and _LABEL.fullmatch(text) and not _SAYING.search(text)
    ]
    differ = len({texts[index] for index in found}) == len(found) > 1
    return frozenset(found if differ else ())


def _is_dense(pieces: Sequence[WrappedLines]) -> bool:
    """Whether the text has too few blank lines for them to tell its headings."""
    return sum(piece.before for piece in pieces[1:]) * 4 < len(pieces) - 1


def _leads(pieces: Sequence[WrappedLines], shaped: Sequence[bool], index: int) -> bool:
    """Whether a paragraph, rather than another short line, directly follows a short line."""
    return index + 1 < len(pieces) and not shaped[index + 1]


def _is_title(pieces: Sequence[WrappedLines], shaped: Sequence[bool]) -> bool:
    first = pieces[0]
    asks = _ending(first.text).endswith((*_QUESTION, "!", "…"))
    short_lines_below = next(
        (index for index, shape in enumerate(shaped[1:]) if not shape), len(shaped)
    )
    return (first.after or short_lines_below < 2) and _is_short(
        first.text, _TITLE_WORDS, _TITLE_WIDTH, even=asks
    )


def _is_short(text: str, words: int, width: int, *, even: bool = False) -> bool:
    """Whether `text` is as short as a heading and, unless `even`, without final punctuation."""
    if len(text) > 4 * width or columns(text) > width or len(text.split()) > words:
        return False
    if _QUOTED.fullmatch(text) or _CREDIT.match(text) or _is_basmala(text) or not has_words(text):
        return False
    return even or not _ending(text).endswith(_FINAL)


def _is_basmala(text: str) -> bool:
    return bool(_BASMALA.fullmatch(bare(text)))


def _ending(text: str) -> str:
    return _NOTE.sub("", text).rstrip(_CLOSERS)


def _without_runs(placed: Sequence[bool]) -> list[int]:
    levels: list[int] = []
    for is_heading, run in groupby(placed):
        length = len(list(run))
        levels += [2 if is_heading and length < 3 else 0] * length
    return levels


def _without_asides(pieces: Sequence[WrappedLines], levels: Sequence[int]) -> list[int]:
    """`levels`, with questions asked in passing turned back into paragraphs."""
    asks = [_ending(piece.text).endswith(_QUESTION) for piece in pieces]
    plain = sum(level == 2 and not ask for level, ask in zip(levels, asks, strict=True))
    asking = sum(level == 2 and ask for level, ask in zip(levels, asks, strict=True))
    believed = plain > 0 or asking > 1
    return [
        0 if ask and (not believed or _ASIDE.match(piece.text)) else level
        for piece, level, ask in zip(pieces, levels, asks, strict=True)
    ]
