"""Segmentation into sentences and clauses.

A full stop ends a sentence unless it belongs to a number, an abbreviation, an initial, an address or a bracket.
Nothing is lost: the segments, joined, are the input except for spaces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise

from podcast.arabic.text.clean import REVERSED
from podcast.arabic.text.letters import bare
from podcast.arabic.text.marks import HELD, LETTERS, MARKS
from podcast.arabic.text.prefixes import NAMES_A_LETTER
from podcast.arabic.tokens.breath import breaths, pieces, words_of

__all__ = ["Span", "clauses", "pieces", "sentences", "spans"]

Span = tuple[int, int]
"""[start, end) of a text."""

_CLOSERS = "»”’›\"')\\]}"
_END = re.compile(
    f"(?:[.!?؟…]+[{_CLOSERS}]*(?=\\s|$))"
    f"|(?<=[{LETTERS}{MARKS}]{{3}})[.](?=[{LETTERS}][{LETTERS}{MARKS}]{{2}})"
    f"|[!؟…]+(?=[{LETTERS}])"
)
_LATE = {0: re.compile(r" ?[»”’›)\]]+(?=\s|$)"), 1: re.compile(r" ?[\"»”’›)\]]+(?=\s|$)")}
"""A closing sign after a space; a straight quote (1) closes only if one is open."""
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Marks of direction and the like, which an abbreviation or a list's number may have."""
_LAST_WORD = re.compile(r"(\S*)\s*$")
_DOTTED = re.compile(f"[وفبلك]?(?:[{LETTERS}]\\.)+[{LETTERS}]|(?:[A-Za-z]\\.)+[A-Za-z]")
_TITLE = re.compile(f"[{LETTERS}]|[وفلبك][دأ]|وم|أد")
_TIED_TITLE = re.compile("[وف]?[بلك]ـ+[دمأ]")
"""A title behind a particle with a tatweel: لـم. عصام."""
_LAST_NOTE = re.compile(r"\s*[(\[][0-9٠-٩]{1,3}[)\]]\s*$")
"""A note's mark behind the last full stop: صحيح. (2)"""
_PREFIXED_INITIAL = re.compile(f"[وفلب][{LETTERS}]")
_INITIAL_NEXT = re.compile(f"\\s?[{LETTERS}]\\.")
_SECOND_LETTERS = {"ق": "مظه", "ر": "سقعي", "د": "كإابجتأمل", "ل": "سل", "ج": "م"}
_SECOND = re.compile(f"\\s?([{LETTERS}])ـ?(?![{LETTERS}{MARKS}])")
"""The second letter of an era or a currency, behind a full stop and a space: 457 ق. م, 20 د. ك."""
_AND_INITIAL = re.compile(f"و[{LETTERS}]")
"""An initial after و: سارتر وف. سكوت."""
_NAME_NEXT = re.compile(f"\\s?[{LETTERS}]{{2}}")
_INITIAL = re.compile("[A-Za-z]")
_LATIN_NEXT = re.compile("\\s*[A-Za-z]")
_LETTER_NAMED = re.compile(rf"[وفبل]*{NAMES_A_LETTER}|(?=[.,٫٬]*[0-9])[0-9.,٫٬]+[%٪]?")
_NUMBERED = re.compile(f"[(\\[]?(?:[0-9]{{1,3}}|[A-Za-z{LETTERS}])")

_CUT = re.compile(
    f"[،؛:,;]+[{_CLOSERS}]*(?=\\s|$)|[،؛](?=[{LETTERS}])|(?<=\\s)[-–—]+(?=\\s)|[—](?=[{LETTERS}])"
)
_RANGE = re.compile(r"(?:[0-9][%٪]?|صفر|[0-9]\s?[صم])\s*[-–—:]?$")
_NUMBER_NEXT = re.compile(r"\s*(?:[$€£]?[0-9]|صفر)")
LONGEST = 400
"""Characters of the longest clause: half a minute, which nobody says in one breath."""
_HEAD, _NEAR = 13, 30
"""Characters before and behind a full stop that tell whether it is the point of a number."""
SHORT_BRACKET = 40
"""The longest bracket that is not divided, in characters."""
_WORD, _BLACK = re.compile(rf"[\w{HELD}]"), re.compile(r"\S")
_PAIRS = {")": "(", "]": "[", "}": "{"}


def sentences(text: str) -> list[str]:
    """The sentences of `text`, each with its final punctuation and closing quotes or brackets."""
    shut = _brackets(text)
    ends, start, quotes = [], 0, 0
    for end in _END.finditer(text):
        if _ends_nothing(end, start, shut):
            continue
        stop = end.end()
        quotes += text.count('"', start, stop)
        if late := _LATE[quotes % 2].match(text, stop):
            stop, quotes = late.end(), quotes + late.group().count('"')
        ends.append(stop)
        start = stop
    return _sliced(text, ends)


def clauses(sentence: str) -> list[str]:
    """The clauses of a sentence, divided after ، ؛ : and around spaced dashes.

    Numbers, ranges (`15 - 20`) and brackets of up to SHORT_BRACKET characters are not divided. Where an author
    sets no marks at all, at a breath: models and voices hold a clause in memory as a whole.
    """
    shut = [span for span in _brackets(sentence) if span[1] - span[0] <= SHORT_BRACKET]
    cuts = (cut.end() for cut in _CUT.finditer(sentence) if not _inside(cut.start(), shut))
    parts = _sliced(sentence, [cut for cut in cuts if not _in_range(sentence, cut)])
    return [
        piece
        for part in parts
        for piece in (breaths(part, LONGEST) if len(part) > LONGEST else [part])
    ]


def spans(cut: Callable[[str], list[str]], text: str) -> list[Span]:
    """The span in `text` of each part that `cut` makes of it."""
    found: list[Span] = []
    index = 0
    for part in cut(text):
        index = text.index(part, index)
        found.append((index, index + len(part)))
        index += len(part)
    return found


def _ends_nothing(end: re.Match[str], start: int, shut: list[Span]) -> bool:
    """Whether a full stop ends no sentence: in a bracket, after an abbreviation, initial or list number."""
    text = end.string
    around = _inside(end.start(), shut)
    if around:
        return end.end() < around[1] or bool(_BLACK.search(text, start, around[0]))
    if not _BLACK.search(text, end.end()):
        return False
    if _LAST_NOTE.match(text, end.end()):
        return True
    near = max(start, end.start() - 60)
    last = _LAST_WORD.search(text, near, end.start())
    word = _UNSEEN.sub("", bare(last[1])).lstrip("\"'«(“‘[") if last else ""
    if end.group()[0] == "!":
        return word.lower() in words_of("loud")
    if end.group() != "." or (last and _TIED_TITLE.fullmatch(last[1])):
        return end.group() == "."
    if word.isdecimal() and _is_point(end):
        return True
    opening = _UNSEEN.sub("", text[start : end.start()]) if near == start else "-"
    numbered = _NUMBERED.fullmatch(opening.strip())
    return bool(numbered) or _short(word, text[near : last.start() if last else near], end)


def _is_point(stop: re.Match[str]) -> bool:
    """بنسبة 44. 1%: a full stop within a decimal number that a site has reversed."""
    place = stop.start()
    turned = REVERSED.search(stop.string, max(0, place - _HEAD), stop.end() + _NEAR)
    return turned is not None and turned.start() < place < turned.end()


def _short(word: str, before: str, end: re.Match[str]) -> bool:
    """Whether the full stop after `word` marks an abbreviation."""
    previous = _LAST_WORD.search(before)
    measured = previous is not None and previous[1][-1:].isdecimal()  # أقل من 50 ms.
    if (word.lower() in words_of("short") and not measured) or _DOTTED.fullmatch(word):
        return True
    second = _SECOND.match(end.string, end.end()) if word in _SECOND_LETTERS else None
    if measured and second and second[1] in _SECOND_LETTERS[word]:
        return True
    if _INITIAL.fullmatch(word) and not _LATIN_NEXT.match(end.string, end.end()):
        return False
    if _PREFIXED_INITIAL.fullmatch(word) and _INITIAL_NEXT.match(end.string, end.end()):
        return True
    if _AND_INITIAL.fullmatch(word) and previous and len(previous[1]) > 1:
        return bool(_NAME_NEXT.match(end.string, end.end()))
    named = previous and _LETTER_NAMED.fullmatch(bare(previous[1]))
    return bool(_TITLE.fullmatch(word) or _INITIAL.fullmatch(word)) and not named


def _brackets(text: str) -> list[Span]:
    """The spans of the outermost balanced brackets, in order."""
    spans: list[Span] = []
    stack: list[tuple[str, int]] = []
    for match in re.finditer(r"[()\[\]{}]", text):
        sign = match.group()
        if sign in "([{":
            stack.append((sign, match.start()))
            continue
        if stack and stack[-1][0] == _PAIRS[sign]:
            begin = stack.pop()[1]
            while spans and spans[-1][0] > begin:
                spans.pop()
            spans.append((begin, match.end()))
    return spans


def _inside(place: int, spans: list[Span]) -> Span | None:
    """The span that contains `place`, or None."""
    found = bisect_right(spans, (place, 1 << 60)) - 1
    return spans[found] if found >= 0 and place < spans[found][1] else None


def _in_range(text: str, cut: int) -> bool:
    """Whether a cut would separate two numbers: `15 - 20`, `9: 30`."""
    dash = text[cut - 1] in "-–—:"
    return dash and bool(
        _RANGE.search(text[max(0, cut - 8) : cut]) and _NUMBER_NEXT.match(text, cut)
    )


def _sliced(text: str, cuts: list[int]) -> list[str]:
    """`text` divided at those cuts with words on both sides; each part stripped."""
    kept, seen = [0], 0
    for cut in cuts:
        if _WORD.search(text, seen, cut):
            kept.append(cut)
        seen = cut
    if len(kept) > 1 and not _WORD.search(text, kept[-1]):
        kept.pop()
    parts = [text[start:end].strip() for start, end in pairwise([*kept, len(text)])]
    return [part for part in parts if part]
