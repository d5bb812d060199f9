"""Removes what was pasted with a text but is not part of it: entities, tags, shortcodes, visual marks.

Entities become the characters they represent (HTML Standard, named character references), superscript and
subscript tags Unicode's own figures; other tags, shortcodes and template calls are dropped. Verse numbers and
the gap between hemistichs become the pause a reader makes there.
"""

from __future__ import annotations

import html
import re

from podcast.arabic.text.glyphs import HOLE
from podcast.arabic.text.marks import GAP, LETTERS, MARKS

_NESTED = re.compile(r"&(?:(?:amp|#0{0,4}38|#[xX]0{0,4}26);)+")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SHIFTED = re.compile(r"<(su[pb])>\s{0,4}([-+−]?[0-9]{1,4})\s{0,4}</\1>", re.I)
_BLOCKS = r"p|br|div|li|ul|ol|tr|td|th|table|h[1-6]|hr|blockquote|section|article|figure|figcaption"
_INLINE = (
    "a|abbr|audio|b|big|center|cite|code|del|dfn|em|embed|font|footer|header|i|iframe|img|ins|kbd|main|mark|nav"
    "|object|pre|q|s|samp|script|small|source|span|strike|strong|style|sub|sup|svg|tbody|thead|time|tt|u|var|video"
)
_PROGRAM = re.compile(r"<(script|style)\b[^<>]{0,500}>[^<]{0,5000}</\1>", re.I)
_COMMENT = re.compile(r"<!--[^<>]{0,5000}-->")
_BREAK = re.compile(rf"(?<!`)[ ]?(?:</?(?:{_BLOCKS})(?:\s[^<>]{{0,500}})?/?>\s*)+", re.I)
_TAG = re.compile(rf"(?<!`)</?(?:{_INLINE})(?:\s[^<>]{{0,500}})?/?>", re.I)
_SHORTCODE = re.compile(
    r"\{\{[<%][^{}]{0,500}[>%]\}\}|\{\{[^{}]{0,500}\}\}|\{%[^{}]{0,500}%\}"
    r"|\[/?(?:caption|gallery|embed|video|audio|playlist|latex|math|code|quote|url|center|youtube|tweet|instagram|vimeo|button|contact-form-7"
    r"|[a-z]{2,3}_[a-z_]{2,40})(?:\s[^\[\]]{0,500})?/?\]"
    r"|\[[a-z][a-z0-9_-]{1,30}(?:\s+[a-z_-]{1,30}=[\"'“”][^\[\]\"'“”]{0,200}[\"'“”]){1,20}\s?/?\]"
)
_EMBEDDED = re.compile(
    r"\[(embed|youtube|video|audio|vimeo|tweet|instagram)(?:\s[^\[\]]{0,200})?\][^\[\]]{0,500}\[/\1\]"
)
"""A player that a blog puts in the place of an address: [embed]https://…[/embed]."""
_EMOJI = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])")
"""The name of an emoji: :smile:."""
_VERSES = re.compile("﴿[^﴿﴾]{1,5000}﴾")
_DIGITS = "0-9٠-٩۰-۹"
_BRACED = re.compile(r"\{[^{}]{1,3000}\}")
_BRACED_NUMBER = re.compile(rf"\s*[(\[]\s?[{_DIGITS}]{{1,3}}\s?[)\]]\s*")
"""The number of a verse in a quotation between braces: {قل أعوذ برب الفلق (١) من شر ما خلق (٢)}."""
_IN_VERSE = re.compile(
    f"\\s*(?:\u06dd\\s*[{_DIGITS}]{{0,3}}|[(\\[{{﴿]\\s?[{_DIGITS}]{{1,3}}\\s?[)\\]}}﴾]|[{_DIGITS}]{{1,3}})\\s*"
)
_VERSE_END = re.compile(
    f"\\s*(?:\u06dd\\s*[{_DIGITS}]{{0,3}}|\\s[﴾﴿]\\s?[{_DIGITS}]{{1,3}}\\s?[﴾﴿])\\s*"
)
_NUMBER_IN_BRACES = re.compile(f"(?<=[^\\s﴿])\\s*﴿\\s?[{_DIGITS}]{{1,3}}\\s?﴾\\s*")
_HEMISTICHS = re.compile(
    r"(?<=[^\s*/\\=|#،؛.:!؟])\s+(?:\*{2,6}|/{2,3}|\\{2}|={2,6}|#{2,6}|\|{1,2}|…{2,4}|\.{5,30})\s+(?=[^\s*/\\=|])"
)
_EQUALS = re.compile(
    rf"^((?:[{LETTERS}{MARKS}]+،?\s+){{3,8}})=\s+(?=(?:[{LETTERS}{MARKS}]+[،.!؟]?(?:\s+|$)){{3,8}}$)"
)
"""A line of two halves of words alone, parted by an equals sign."""
_SUMS = re.compile(
    r"(?:^|\s)(?:و?(?:ال)?)(?:مجموع|إجمالي|اجمالي|صافي|حاصل|ناتج|نسبة|عدد|متوسط|معدل|قيمة|مساحة|حجم|سرعة|قوة"
    "|كتلة|طول|سعر|تكلفة|ربح|دخل|كثافة|طاقة|زمن|مسافة|ضعف|نصف|جذر|مربع)"
)
"""Words of which equations are made."""
_VERSE = 8
"""The fewest blanks of such a line: with three words on either side it is as often a definition."""
_STAR = re.compile(f"(?<=[{LETTERS}{MARKS}])\\s+[*•·~●○◆◇♦❖٭★☆✦■□▪▫]\\s+(?=[{LETTERS}])")
"""A single sign between words, of a verse or a list."""
_GAP = f"[ \u00a0]{{0,8}}(?:{GAP}[ \t]{{0,40}}|[ \u00a0]{{4,40}})"
_WIDE = re.compile(f'(?<=[{LETTERS}{MARKS}»"”)]){_GAP}(?=[{LETTERS}«"“(])')
_ISO_TIME = re.compile(
    r"(?<![0-9])([0-9]{4}[-/][0-9]{2}[-/][0-9]{2})T([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]{1,6})?(?:Z|([+-])([0-9]{2}):?([0-9]{2}))?"
)
_LINK = re.compile(
    r"!?\[([^\[\]]{0,200})\]\((?:https?://|/|\.{1,2}/|#|mailto:|[\w./-]{1,100}\.[a-z]{2,5}[)\s#?])[^()\s]{0,500}"
    r"(?:\s\"[^\"]{0,200}\")?\)?"
)
"""A link or picture in Markdown that was pasted with its address: [الموقع](https://a.com)."""
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,20}\]:?")
_LOW = re.compile("[₀-₉]+")
_UNLOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def unwrapped(text: str) -> str:
    """`text` on one line without markup; see the module."""
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity.group()), _NESTED.sub("&", text))
    if "<" in text:
        text = _SHIFTED.sub(_shifted, text)
        text = _PROGRAM.sub(HOLE, _COMMENT.sub(HOLE, text))
        text = _TAG.sub(HOLE, _BREAK.sub(_break, text))
    if "{" in text or "[" in text:
        text = _NOTE.sub(HOLE, _SHORTCODE.sub(HOLE, _EMBEDDED.sub(HOLE, text)))
    if text.count(":") > 1:
        text = _EMOJI.sub(HOLE, text)
    if "{" in text:
        text = _BRACED.sub(lambda verses: _BRACED_NUMBER.sub(_verse_end, verses.group()), text)
    if "﴿" in text or "\u06dd" in text:
        text = _NUMBER_IN_BRACES.sub(_verse_end, text)
        text = _VERSES.sub(lambda verses: _IN_VERSE.sub(_verse_end, verses.group()), text)
        text = _VERSE_END.sub(_verse_end, text)
    if _LOW.search(text):
        text = _LOW.sub(lambda low: low.group().translate(_UNLOWERED), text)
    if " = " in text and text.count(" ") >= _VERSE and not _SUMS.search(text):
        text = _EQUALS.sub(lambda half: f"{half[1].rstrip()}، ", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    return _ISO_TIME.sub(_instant, _WIDE.sub("، ", _STAR.sub("، ", _HEMISTICHS.sub("، ", text))))


def _shifted(tag: re.Match[str]) -> str:
    return tag[2].translate(_RAISED if tag[1].lower() == "sup" else _LOWERED)


def _break(tags: re.Match[str]) -> str:
    """The pause for the end of a paragraph or line, unless one is written."""
    text = tags.string
    before, after = text[: tags.start()].rstrip()[-1:], text[tags.end() : tags.end() + 1]
    return "، " if before.isalnum() and after.isalnum() else " "


def _verse_end(number: re.Match[str]) -> str:
    """The pause at the end of a verse, unless one is written or the quotation ends there."""
    before, after = (
        number.string[: number.start()][-1:],
        number.string[number.end() : number.end() + 1],
    )
    return " " if before in "﴿{،؛.؟!:" or after in "﴾}.،؛؟!" or not after else "، "


def _instant(match: re.Match[str]) -> str:
    instant, sign, hours, minutes = f"{match[1]} {match[2]}", match[3], match[4], match[5]
    if sign is None:
        return instant + (" بتوقيت غرينتش" if match[0].endswith("Z") else "")
    offset = f" {'زائد' if sign == '+' else 'ناقص'} {int(hours)}" if int(hours) else ""
    part = f":{minutes}" if offset and int(minutes) else ""
    return f"{instant} بتوقيت غرينتش{offset}{part}"
