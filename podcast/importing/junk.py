"""Recognises, by its wording, text on a page that does not belong to the article. Pure.

Menus, sidebars and comments are removed before. What is left are the lines that Arabic sites insert between
paragraphs («اقرأ أيضًا»); those at both ends are known in `edge_lines`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from podcast.importing import appeals
from podcast.importing.wording import any_of, words_of
from podcast.structs import Frozen

LONGEST = 160
"""Letters of a line that may be junk by its first words alone; an article's paragraphs are longer."""

LONGEST_BASMALA = 60
"""Letters of a line with the basmala, all its marks among them."""

MOSTLY_LINK = 0.4

_MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200b-\u200f\u2066-\u2069]")
ALEF = re.compile("[أإآٱ]")
"""The forms of alef that are compared as one."""
_EDGES = " \t\n*#•·|»«:-–—[]()>←→…"

_SIGNS = re.compile(
    rf"^(?:[\u2190-\u2bff\u3030\ufe0f\U0001f000-\U0001faff][{re.escape(_EDGES)}]*)+"
)
"""The pictures that a line begins with."""

_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright|حقوق).{0,60}(?:19|20)\d\d|(?:19|20)\d\d.{0,60}(?:©|all rights|الحقوق محفوظة)",
    re.IGNORECASE,
)
_AFFILIATE = re.compile(
    r"روابط (?:تابعة|احالة|افلييت|تسويقية|عمولة|تسويق)|بالعمولة|affiliate links?", re.IGNORECASE
)
"""What a line says of links that earn the site money."""


_HELP = re.compile(
    r"(?:اذا|ان|هل) (?:كنت|لاحظت|وجدت|رايت|تعتقد)\S* .{0,80}(?:المقال|الخبر|النص|المادة|المحتوى|الصفحة)"
    r".{0,60}(?:خطا|اخطاء|خاطئة|ينتهك|مخالف|تصحيح|شكوى)"
    r"|(?:يمكنكم|يمكنك|للتواصل|راسلونا|ارسلوا|لارسال).{0,60}(?:البريد|ايميل|@)"
    r"|(?:اضغط|انقر)\S* (?:هنا|على \S+) ل(?:ل?(?:تحميل|تنزيل|اشتراك|انضمام|طباعة)|متابعة|مشاهدة)"
    r"|ل(?:لا?طلاع|لقراءة|قراءة|مشاهدة|معرفة|متابعة|تحميل|لتحميل|لتنزيل|تنزيل)\b.{0,80}(?:الضغط|اضغط\w*|انقر\w*|النقر)\b"
)
"""How a line begins that asks readers to report a mistake, or to press a link."""

_OPINIONS = re.compile(
    r"(?:ان |جميع )?(?:هذا |هذه )?(?:ال)?(?:اراء|مقالة?|مقالات|مواد|تعليقات|ما (?:ورد|ينشر|يرد))\b.{0,60}?"
    r"\b(?:لا (?:ت|ي)(?:عبر|عكس|مثل|لزم)|(?:ت|ي)عبر\w* (?:فقط )?عن (?:راي|وجهة|اراء|وجهات))"
)
"""How a site begins to say that a text tells its writer's opinion."""

MOST_OF_TRADE = 12
"""Words of a line that tells what its writer does, fewer than."""

_APPARATUS = re.compile(r"^(?:\S+[ :|]+){0,3}ذ(?:و|ات) (?:علاقة|صلة)$|^الراوي\W.{2,60}المحدث\W")
"""«حلقة ذات علاقة», and where a hadith is found, as encyclopedias of hadith write it under the text."""

_POSTED = re.compile(r"\s*[—–-].{0,80}\(@\w+\)")
"""Who wrote a post in a network, and when."""

_SHORTCODE = re.compile(r"\[/?[a-z]\w*[^\[\]]*\]")
"""What an editor's program puts something for, and did not: `[related_content]`."""

_HASHTAGS = re.compile(r"(?:#\w+[\s،,|]*)+")
_FIGURE = re.compile(
    r"(?:ال)?(?:شكل|جدول|صورة|خريطة|رسم)(?: رقم)? ?\(?[\d٠-٩]{1,3}[\d٠-٩.\-]*\)? ?[:.\-–]"
)
"""How the caption of a numbered figure or table begins."""

_COUNTS = (
    r"\d{1,3} (?:دقيقة|دقائق)(?: قراءة| للقراءة)?",
    r"\d+ (?:تعليق|تعليقا|تعليقات|مشاهدة|مشاهدات)",
    r"(?:(?:زمن|وقت|مدة) )?(?:القراءة|قراءة)?\W{0,3}\d{1,3} (?:دقيقة|دقائق|min)",
    r"\d{1,3} (?:دقيقة|دقائق|min) (?:(?:وقت|مدة|زمن) )?(?:للقراءة|القراءة|قراءة)",
    r"(?:\d{1,2}:)?\d{1,2}:\d\d(?: ?(?:ص|م|am|pm|gmt|صباحا|مساء))?",
    r"(?:سال|اجاب|نشر|كتب|عدل)ت? (?:قبل|منذ) (?:\d{1,2} )?(?:عام|عامين|اعوام|سنة|سنوات|يوم|ايام|شهر|اشهر)",
    r"(?:ال)?(?:تعليقات|مشاهدات|ردود)\W{1,3}\d{1,6}\)?",
    r"(?:قبل|منذ) (?:\d{1,2} )?(?:دقيقة|دقيقتين|دقائق|ساعة|ساعتين|ساعات|يوم|يومين|ايام|شهر|اشهر|سنة|سنوات)",
    r"(?:احفظ|ثبت|شارك|انشر|ارسل)(?:ي|وا|ه|ها|يه|يها|وه|وها)? (?:في|على|عبر|الى) \w+",
    r"\d{1,2}:\d\d ?ت ?م",
    r"(?:اخر تحديث|اخر تعديل|تم التحديث|تم التعديل)\W.{0,50}\d{4}[^.]{0,20}",
    r"[\s/|،,:()•·]+",
)
"""Lines that only count, beside the words of `whole`."""


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


class PageBlock(Frozen):
    """A block of a page.

    kind    its element: `p`, `h1`…`h6`, `li`, `td`.
    linked  the share of its text that is links, 0–1.
    aside   whether it is outside the column that holds the article's text.
    lead    whether it is the line that leads from the title into the text.
    loose   whether it stood loose in a container and was in no paragraph.
    """

    kind: str
    text: str
    linked: float = 0.0
    aside: bool = False
    lead: bool = False
    loose: bool = False

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


def ends_text(words: str) -> bool:
    """Whether a heading, folded, ends an article: what follows is about its site, its writer or others."""
    return re.sub(r"\W*\d{1,5}$", "", words) in words_of("ends")


def heads_contents(text: str) -> bool:
    """Whether a heading stands over a table of contents."""
    return folded(text).lower() in words_of("contents")


def folded(text: str) -> str:
    """`text` normalised for comparison: no diacritics, a single form of alef, no punctuation at its ends."""
    plain = ALEF.sub("ا", _MARKS.sub("", text)).replace("إلى", "الى")
    return _SIGNS.sub("", " ".join(plain.split()).strip(_EDGES))


def without_notes(text: str) -> str:
    """`text` without footnote marks: [3], [أ], ↩."""
    return _NOTE_MARK.sub("", text)


def is_junk(piece: PageBlock) -> bool:
    """Whether a block can be told to be no part of an article without seeing its neighbours."""
    words = folded(piece.text)
    if not re.search(r"[^\W_]", words) or _SHORTCODE.fullmatch(piece.text.strip()):
        return True
    if len(words) > LONGEST or (piece.kind == "td" and _is_count(words)):
        return False
    if _consists_of_buttons(words) or re.search(rf"^ل.*\s(?:{any_of('tails')})\W*$", words):
        return True
    if piece.linked and appeals.offers(words):
        return not piece.level
    if _HASHTAGS.fullmatch(piece.text.strip()) or re.match(
        rf"(?:{any_of('asides')})(?!\w)", words, re.IGNORECASE
    ):
        return not piece.level
    if piece.kind not in ("li", "td") and appeals.says_to_follow(piece.text, words):
        return not piece.level
    if not piece.level and _is_beside(piece.text, words):
        return True
    led = _lead().match(words)
    if led is None:
        return not piece.level and _APPARATUS.search(words) is not None
    # «المصدر الأول للطاقة …» is a sentence; «المصدر: وكالات» is not.
    end = _place_after(piece.text, led.end())
    rest = folded(piece.text[end:])
    is_alone = not rest.strip(".") and not piece.level  # «المصادر» may head a section
    is_alone = is_alone or _whole_line_pattern().fullmatch(rest) is not None
    reach = end + (12 if " " in led[0] else 2)
    return is_alone or ":" in piece.text[:reach] or piece.linked > MOSTLY_LINK


def _consists_of_buttons(words: str) -> bool:
    """«أعجبني 12»: a folded line of names of networks and buttons, and how often each was pressed."""
    bare = re.sub(r"(?<!\S)\d{1,6}(?!\S)", " ", words)
    pattern = _whole_line_pattern()
    is_counted = re.search(r"[^\W\d]", bare) is not None and pattern.fullmatch(bare) is not None
    return is_counted or pattern.fullmatch(words) is not None


def _is_beside(text: str, words: str) -> bool:
    """Whether a line is a caption, a note on the writer or the rights, or speaks to the reader of the site."""
    patterns = (_FIGURE, _OPINIONS, _HELP)
    return (
        any(pattern.match(words) for pattern in patterns)
        or bool(_POSTED.match(text))
        or appeals.sums_up(words)
        or appeals.tells_origin(words)
        or _is_starred_trade(text)
        or _says_whose(text, words)
    )


def _is_starred_trade(text: str) -> bool:
    """«* كاتبة من تونس»: a short starred line that begins with a trade."""
    words = folded(text).split()
    is_starred = text.strip().startswith(("*", "(*)")) and 0 < len(words) < MOST_OF_TRADE
    return is_starred and words[0] in words_of("trades")


def _says_whose(text: str, words: str) -> bool:
    """«© 2026 الدار، جميع الحقوق محفوظة», and that a line's links earn the site money."""
    is_line = "©" in text or not is_sentence(text)
    if _AFFILIATE.search(words):
        return re.match(r"(?:قد )?(?:[يت]حتوي|هذ[اه]|this|some)", words) is not None
    return is_line and _RIGHTS.search(words) is not None


def tells_rights(text: str) -> bool:
    """«جميع الحقوق محفوظة © 2025 …», anywhere in a text."""
    return _RIGHTS.search(text) is not None


def is_button(piece: PageBlock) -> bool:
    """Whether a page's line is a link of a few words, as a button is, an address, a number or a letter."""
    words = piece.text.split()
    if piece.kind != "p" or not words:
        return False
    is_sign = len(words) == 1 and re.match(r"https?://|www\.|\d{1,3}\W?$|\w$", words[0]) is not None
    return is_sign or (
        piece.loose and piece.linked > 0.9 and len(words) < 5 and not is_sentence(piece.text)
    )


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
        if not started and (letter in _EDGES or unicodedata.category(letter) in ("So", "Mn", "Cf")):
            continue
        started = True
        if kept == folded_length:
            return place
        kept += 1
    return len(text)


SENTENCE_END = re.compile(r"[.؟?!:؛…»\"”)]\s*$")
"""Closing punctuation at the end of a line."""


def is_sentence(text: str) -> bool:
    """Whether a line reads as running text: more than 80 letters, closing punctuation, or the basmala."""
    is_whole = len(text.strip()) > 80 or bool(SENTENCE_END.search(text))
    return is_whole or is_basmala(text)


def is_basmala(text: str) -> bool:
    """Whether a line is the basmala, which may stand over a title or behind it."""
    return folded(text).startswith("بسم الله الرحمن") and len(text) < LONGEST_BASMALA
