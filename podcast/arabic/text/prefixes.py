"""Attaches prefixes written separately: `و OpenAI`, `بـ 6`, `الـ4`, `ل "فيسبوك"`.

A tatweel always ties a prefix to what follows. Without one, و joins any following word, but ب ل ك ف only a
digit, a Latin letter or a quoted word, since an isolated letter may be a name (فيتامين ب).
"""

from __future__ import annotations

import re

from podcast.arabic.text.letters import bare
from podcast.arabic.text.marks import HELD, LETTERS, MARKS

JOINT = "\1"
"""Represents the tatweel that ties a prefix to what follows."""

_M = f"[{MARKS}]?"
_ARTICLED = f"(?:[وف]{_M})?(?:[بك]{_M})?ا{_M}ل{_M}|(?:[وف]{_M})?ل{_M}ل{_M}"
_PREFIX = f"{_ARTICLED}|(?:[وف]{_M})?[بلك]{_M}|[وف]{_M}"
_OPENERS = "\"'«‹“”„‘([{"
_QUOTES = ('"', "'")
_FREE = f"(?<![{LETTERS}{MARKS}0-9A-Za-z])"
_TIED = re.compile(f"{_FREE}({_PREFIX})ـ+{_M}")
_LONE = re.compile(
    f"{_FREE}({_PREFIX})({JOINT}|(?=[ {_OPENERS}])|(?<=ب) ?:(?= ?[0-9]))"  # قدرت ب: 6500 دينار
)
_NEXT = re.compile(
    f"((?: ?[{_OPENERS}]){{0,4}} ?)(?=([^\\W_]|[$€£¥₪₹₽₺₿\u20c1@#{HELD}]|[-+−.]?[0-9]))"
    f"(ا{_M}ل{_M}(?=[{LETTERS}]))?"
)
_TIED_NEXT = re.compile(_NEXT.pattern.replace(_OPENERS, f"{_OPENERS}»›’"))
"""Behind a tatweel a quote is an opening one, whichever way it turns: بـ» الوطن «."""
_WINDOW = 64
"""How many characters after a prefix can decide where it is attached."""
_BEFORE = re.compile("([^ ]*) $")
_ARABIC = re.compile(f"[{LETTERS}]")
_WORD = re.compile(f"[{LETTERS}{MARKS}]+")
NAMES_A_LETTER = "(?:ال)?(?:فيتامين|حرف|فئة|مجموعة|نقطة|نوع|قسم|ملحق|فقرة|بند|خطة)"
"""Words after which an isolated letter is a name, not a prefix: فيتامين ب."""
_LETTER_NAMED = re.compile(f"[وفبل]?{NAMES_A_LETTER}|[أا]")
_HOUSE = re.compile(f" ?(?:سعود|ثاني|نهيان|مكتوم|خليفة|صباح)(?![{LETTERS}])")
_ROOT_LAM = re.compile("ت(?:ز[اي]?م|ق[اى]|ه[ام]|ف[اّ]|م[اع]|ح[اق]|ب[اس]|ئ|و[اى]|ج[ا]|ص[ا]|ذ[ا])")
"""What follows ال if it belongs to the root and is not the article: التزام, التقاء, التهاب, التماس."""


def tie(text: str) -> str:
    """`text` with a JOINT for each tatweel that ends a prefix."""
    return _TIED.sub(rf"\1{JOINT}", text)


def join(text: str) -> str:
    """`text`, tied and on one line, with each prefix attached to its word, and no JOINT left.

    Works backwards, so that of two prefixes in a row (`و ب 6`) each meets a finished word.
    """
    done: list[str] = []
    head, stop = "", len(text)
    for lone in reversed(list(_LONE.finditer(text))):
        head = text[lone.end() : stop] + head
        done.append(head[_WINDOW:])
        head = _attached(lone, head[:_WINDOW])
        stop = lone.start()
    return (text[:stop] + head + "".join(reversed(done))).replace(JOINT, "")


def _attached(lone: re.Match[str], rest: str) -> str:
    """The prefix attached to the first word of `rest`, after an opening quote; else before `rest`."""
    prefix, link = lone.groups()
    tied = link == JOINT
    following = (_TIED_NEXT if tied else _NEXT).match(rest)
    if not following or not (tied or _safe(lone, following)):
        return prefix + link + rest
    between, article, word = following[1], following[3] or "", rest[following.end() :]
    if article and bare(prefix)[-1] == "ل" and not _ROOT_LAM.match(word):
        article = "" if word[0] == "ل" else "ل" + article[-1] * (article[-1] != "ل")
    return between.lstrip(" ") + prefix + article + word


def _safe(lone: re.Match[str], following: re.Match[str]) -> bool:
    """Whether isolated letters are a prefix of what follows rather than a name or a word."""
    text, start, prefix = lone.string, lone.start(), bare(lone[1])
    before = _BEFORE.search(text, max(0, start - 16), start)
    quoted = text[max(0, start - 1) : start] in _QUOTES and following[1][:1] in _QUOTES
    if quoted or (before and _LETTER_NAMED.fullmatch(before[1])):
        return False
    if lone[2].endswith(":") and not (before and _WORD.fullmatch(before[1])):
        return False  # the second item of a list
    if prefix == "و" or following[1].strip() or not _ARABIC.match(following[2]):
        return True
    return prefix in ("ال", "وال") and not _HOUSE.match(following.string)
