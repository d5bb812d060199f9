"""Where a reader stops: sentences, clauses, and pieces short enough for a voice.

A full stop ends a sentence only where it does not belong to a number, an abbreviation, an initial, an
address or a bracket. Nothing is lost: what comes out, joined, is what went in but for spaces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from podcast.arabic.letters import bare
from podcast.arabic.marks import LETTERS, MARKS

Stretch = tuple[int, int]

_CLOSERS = "»”’›\"')\\]}"
_END = re.compile(
    f"(?:[.!?؟…]+[{_CLOSERS}]*(?=\\s|$))"
    f"|(?<=[{LETTERS}{MARKS}]{{3}})[.](?=[{LETTERS}][{LETTERS}{MARKS}]{{2}})"
    f"|[!؟…]+(?=[{LETTERS}])"
)
_LATE_QUOTE = re.compile(r' ?"(?=\s|$)')
_LAST_WORD = re.compile(r"(\S*)\s*$")
_DOTTED = re.compile(f"[وفبلك]?(?:[{LETTERS}]ـ?\\.)+[{LETTERS}]ـ?|(?:[A-Za-z]\\.)*[A-Za-z]")
_TITLE = re.compile(f"[{LETTERS}]ـ?|[وفلب][دأ]|وم|أد")
_LATIN_SHORT = frozenset(
    "mr mrs ms dr prof st jr sr inc ltd co corp llc no nos vs etc al fig vol gen sen rep gov lt col sgt capt ave "
    "blvd bros univ dept approx ed eds pp jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_LETTER_NAMED = re.compile(
    "[وفبل]*(?:ال)?(?:فيتامين|حرف|فئة|مجموعة|نقطة|نوع|قسم|ملحق|فقرة|بند|خطة)|[0-9.,٫٬]+[%٪]?"
)
_LOUD_NAMES = frozenset({"yahoo", "joomla", "ياهو"})
_NUMBERED = re.compile(f"[(\\[]?(?:[0-9]{{1,3}}|[A-Za-z{LETTERS}])")

_CUT = re.compile(
    f"[،؛:,;]+[{_CLOSERS}]*(?=\\s|$)|[،؛](?=[{LETTERS}])|(?<=\\s)[-–—]+(?=\\s)|[—](?=[{LETTERS}])"
)
_RANGE = re.compile(r"[0-9][%٪]?\s*[-–—:]?$")
_NUMBER_NEXT = re.compile(r"\s*[$€£]?[0-9]")
SHORT_BRACKET = 40
"""Characters of a bracket that is said in one breath."""
_WORD = re.compile(r"\w")
_COMMENT = re.compile("<!--|-->")
_PAIRS = {")": "(", "]": "[", "}": "{"}


def sentences(text: str) -> list[str]:
    """The sentences of `text`, each with its end mark and its closing quote or bracket."""
    shut = _brackets(text)
    ends, start, quotes = [], 0, 0
    for end in _END.finditer(text):
        if _held(end, start, text, shut):
            continue
        stop = end.end()
        quotes += text.count('"', start, stop)
        late = _LATE_QUOTE.match(text, stop) if quotes % 2 else None
        if late:
            stop, quotes = late.end(), quotes + 1
        ends.append(stop)
        start = stop
    return _sliced(text, ends)


def clauses(sentence: str, limit: int = 0) -> list[str]:
    """The parts between which a reader pauses: after ، ؛ : and around a spaced dash.

    Not within a number, a range (`15 - 20`) or a bracket of up to SHORT_BRACKET characters. With a
    `limit`, neighbours stay together while they make up at most so many characters.
    """
    shut = [span for span in _brackets(sentence) if _breath(sentence, span)]
    cuts = (cut.end() for cut in _CUT.finditer(sentence) if not _inside(cut.start(), shut))
    parts = _sliced(sentence, [cut for cut in cuts if not _in_range(sentence, cut)])
    return _packed(parts, limit) if limit > 0 else parts


def _held(end: re.Match[str], start: int, text: str, shut: list[Stretch]) -> bool:
    """Whether an end mark is none: in a bracket, at an abbreviation, an initial, a list number."""
    around = _inside(end.start(), shut)
    if around:
        opened_here = not text[start : around[0]].strip()
        return end.end() < around[1] or not opened_here
    if end.end() == len(text.rstrip()):
        return False
    last = _LAST_WORD.search(text, max(start, end.start() - 40), end.start())
    word = bare(last[1]).lstrip("\"'«(“‘[") if last else ""
    if end.group()[0] == "!":
        return word.lower() in _LOUD_NAMES
    return end.group() == "." and _short(word, text[start : end.start()])


def _short(word: str, before: str) -> bool:
    """Whether a full stop after `word` abbreviates it. `before` is the sentence so far, with it."""
    if _NUMBERED.fullmatch(before.strip()):
        return True
    if word.lower() in _LATIN_SHORT:
        return True
    if not (_DOTTED.fullmatch(word) or _TITLE.fullmatch(word)):
        return False
    previous = _LAST_WORD.search(before, max(0, len(before) - 40), len(before) - len(word))
    return "." in word or not (previous and _LETTER_NAMED.fullmatch(bare(previous[1])))


def _brackets(text: str) -> list[Stretch]:
    """The outermost brackets that are opened and closed, and the control comments, in order."""
    spans: list[Stretch] = []
    stack: list[tuple[str, int]] = []
    for found in re.finditer(r"[()\[\]{}]|<!--|-->", text):
        sign = found.group()
        if sign in "([{" or sign == "<!--":
            stack.append((sign, found.start()))
            continue
        opener = _PAIRS.get(sign, "<!--")
        if stack and stack[-1][0] == opener:
            begin = stack.pop()[1]
            while spans and spans[-1][0] > begin:
                spans.pop()
            spans.append((begin, found.end()))
    return spans


def _breath(text: str, span: Stretch) -> bool:
    return span[1] - span[0] <= SHORT_BRACKET or text.startswith("<!--", span[0])


def _inside(place: int, spans: list[Stretch]) -> Stretch | None:
    """The span that `place` lies in."""
    found = bisect_right(spans, (place, 1 << 60)) - 1
    return spans[found] if found >= 0 and place < spans[found][1] else None


def _in_range(text: str, cut: int) -> bool:
    """Whether a cut would part two numbers: `15 - 20`, `9: 30`."""
    dash = text[cut - 1] in "-–—:"
    return dash and bool(
        _RANGE.search(text[max(0, cut - 8) : cut]) and _NUMBER_NEXT.match(text, cut)
    )


def _sliced(text: str, cuts: list[int]) -> list[str]:
    """`text` cut at the places given, where both sides hold a word; each part stripped."""
    parts: list[str] = []
    start = 0
    for cut in (*cuts, len(text)):
        part = text[start:cut]
        if _WORD.search(part):
            parts.append(part)
            start = cut
    if parts:
        parts[-1] += text[start:]
    elif text.strip():
        parts = [text]
    return [part.strip() for part in parts]


def _packed(parts: list[str], limit: int) -> list[str]:
    packed: list[str] = []
    for part in parts:
        if packed and len(packed[-1]) + 1 + len(part) <= limit:
            packed[-1] += " " + part
        else:
            packed.append(part)
    return packed
