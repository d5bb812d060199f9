"""Recognises what sites say to their readers in short lines: to follow it, how a text came about. Pure."""

from __future__ import annotations

import re
from functools import cache

from podcast.importing.wording import any_of

_SUMMED_UP = re.compile(r"(?:هذا|هذه|تم|جرى|لخصه|لخص|اعد|انشئ|كتب)\w{0,2} ")
"""How a site begins to say who summed an article up."""

_INVITATION = re.compile(
    r"(?:انضم|ادعم|اشترك|تبرع|ساند)(?:/ي|ي|وا|نا|ونا)?\b[^.؟]{0,40}$|(?:كن|كونوا) (?:جزءا|شريكا|شركاء) .{0,40}"
)
"""The heading of a box in which a site asks its readers to join it or to pay for it."""

_OFFER = re.compile(r"(?:اشترك|اشتركوا|سجل|سجلوا|انضم|انضموا) (?:مجانا|الان|هنا|معنا|الينا)$")
"""How a line ends that is a link to a form."""

_HANDLE = re.compile(r"[^.،؟!]{0,60}\(?@\w{2,}\)?\W*")
"""Who wrote a post in a network."""


@cache
def _appeal() -> re.Pattern[str]:
    """«تابعوا قناتنا على واتساب»; «تابع المنتخب … على يوتيوب.» is a sentence about others."""
    led, aims = rf"(?:{any_of('appeals')})", rf"(?:{any_of('appeal_aims')})"
    others = r"(?! ال.*[.؟!]$)"
    return re.compile(rf"{led}(?!\w){others} .{{0,90}}?(?<!\w)\w{{0,2}}{aims}(?!\w)", re.IGNORECASE)


@cache
def _origin() -> re.Pattern[str]:
    """«نُشر هذا المقال أولًا في …», «هذه المادة جزء من ملف …»."""
    text = rf"(?:هذا|هذه) (?:{any_of('texts')})"
    ends = "جزء|مترجم|نشر|منشور|ضمن|ماخوذ|انتج|انجز|ياتي ضمن|تاتي ضمن|بدعم|بالتعاون|مقتبس|[يت]عبر|لا [يت]عبر"
    return re.compile(
        r"نشر في (?:العدد|عدد ال(?:جريدة|صحيفة)|عدد جريدة|الجريدة الرسمية|جريدة)\b|"
        rf"(?:[ينت]?نشر(?:ت)?|انجز(?:ت)?|ترجم(?:ت)?) {text}(?!\w)|{text} (?:\S+ )?(?:{ends})\w?(?!\w)"
    )


def says_to_follow(text: str, words: str) -> bool:
    """Whether a line asks the reader to follow the site, or names who posted what followed."""
    return bool(_HANDLE.fullmatch(text.strip()) or _appeal().match(f"{words}{text.strip()[-1:]}"))


def is_machine_made(words: str) -> bool:
    """«لخّصه الذكاء الاصطناعي»: a short line, folded, by which a site marks a summary that a machine made."""
    return bool(re.search(r"لخص|ملخص|تلخيص|خلاصة|مولد|summar", words)) and bool(
        re.search(r"الذكاء الاصطناعي|اليا\b|\bai\b", words, re.IGNORECASE)
    )


def invites(words: str) -> bool:
    """«انضم/ي إلى مجتمعنا», a heading, folded."""
    return _INVITATION.fullmatch(words) is not None


def offers(words: str) -> bool:
    """«… اشترك مجانا», a line, folded, that is partly a link."""
    return _OFFER.search(words) is not None


def sums_up(words: str) -> bool:
    """«هذا الملخص أعدّه الذكاء الاصطناعي»."""
    return bool(_SUMMED_UP.match(words)) and is_machine_made(words)


def tells_origin(words: str) -> bool:
    """«نُشر هذا المقال أولًا في …»."""
    return _origin().match(words) is not None
