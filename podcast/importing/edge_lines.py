"""Lines at both ends of an article that tell who made it, and notices to the readers of its site. Pure."""

from __future__ import annotations

import re

from podcast.importing import appeals
from podcast.importing.junk import ALEF, LONGEST, PageBlock, folded, is_sentence
from podcast.importing.wording import any_of, words_of

_CREDITED = re.compile(
    r"(?:وقد )?(?:ا?ساهم|اسهم|شارك|ساعد)\w{0,2} في (?:هذا|هذه|اعداد|كتابة|تحرير|انجاز|التغطية|التقرير)\b"
    r"|ترجمة\W{0,3}و?بتصرف"
    r"|من (?:اعداد|تحرير) (?:\S+ ?){1,5}$|additional reporting"
)
"""How a line begins that names those who helped."""

_AGENCIES = (
    r"د\W*ب\W*ا|ا\W*ف\W*ب|رويترز|وكالات|اسوشيتد برس|الاناضول|واس|وام|قنا|سانا|بترا"
    r"|سبا|ومع|وات|وفا|كونا|العمانية|شينخوا|تاس"
)

_SIGN_OFF = re.compile(
    r"(?:[ء-ي][\s./]+){2,8}[ء-ي]\W*"
    rf"|(?:(?:{_AGENCIES})\s*)?"
    r"\W*(?:[ء-ي]{1,2}\.\s?[ء-ي]{1,2}\.?[\s/،,\-–]*){1,4}(?:\([^()]{2,60}\)?)?"
    rf"|(?:{_AGENCIES})(?:\s*/\s*[^\W\d]+(?: [^\W\d]+){{0,2}}){{1,3}}"
    rf"|(?:\S+(?: \S+)?\s*[:/–-]\s*)?(?:{_AGENCIES})(?:\s*[،,/+و-]\s*(?:{_AGENCIES}))*"
)
"""Editors' initials and the agencies' names under a report, the folded line."""

_ONE_AGENCY = re.compile(_AGENCIES)

_PLACED = re.compile(r"[^\W\d]+(?: [^\W\d]+){1,3} \([^\W\d]+(?: [^\W\d]+)?\)?")
"""«سعاد مراد (أبوظبي)», the folded line."""

_NEWSPAPER = re.compile(
    r"(?:نقلا عن )?(?:عن )?(?:صحيفة|جريدة|مجلة|موقع|وكالة|شبكة)(?: (?!من |في |ال\S+ال)\S+){1,2}"
)
"""«صحيفة الميزان», the folded line: where a text under which it stands was printed."""

_IN_BRACKETS = re.compile(r"\((?:[^()\s]+ ){0,3}[^()\s]+\)\W*")
"""«(خاص بالموقع)», «(يتبع)»."""

_CREDIT = re.compile(rf"\s*\([^()]{{0,40}}\b(?:{_AGENCIES})\b[^()]{{0,40}}\)\W*")


def is_credit(text: str) -> bool:
    """«أسهم في هذا المقال …», «من إعداد فريق …»: a short line that says who else made a text."""
    words = folded(text)
    return len(words) < LONGEST and _CREDITED.match(words) is not None


def is_signature(piece: PageBlock) -> bool:
    """«كتبت- سعاد مراد:», and «ه.م/ ع.خ (رويترز)» under a report."""
    words = folded(piece.text)
    if piece.level or len(words) > 70:
        return False
    named = re.match(rf"(?:{any_of('bylines')})\s*[-–:/|]\s*\S+(?: \S+){{1,3}}$", words)
    is_placed = _PLACED.fullmatch(words) is not None or _NEWSPAPER.fullmatch(words) is not None
    is_placed = is_placed or (
        piece.kind == "p" and bool(_IN_BRACKETS.fullmatch(piece.text.strip()))
    )
    is_credit = (
        is_placed or _SIGN_OFF.fullmatch(words) or _CREDIT.fullmatch(ALEF.sub("ا", piece.text))
    )
    return bool(named) or bool(is_credit)


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency."""
    return _ONE_AGENCY.fullmatch(folded(name)) is not None


def is_notice(text: str) -> bool:
    """Whether a line is a notice to readers: terms of use, cookies, a disclaimer of opinions."""
    words = folded(text)
    if re.search(
        r"\bلا (?:ت|ي)(?:عبر|عكس|مثل)\w* (?:\S+ ){0,5}\w*(?:راي|اراء|وجه|موق|سياس)", words
    ):
        return True
    if len(words) < 2 * LONGEST and appeals.tells_origin(words):
        return True
    if re.match(r"و?(?:[نيت]قدم|[نيت]وفر) ل(?:كم|ك)\b.{0,30}\b(?:موقع|بوابة|صحيفة)", words):
        return True
    return sum(term in words for term in words_of("notices")) > 1


def is_about_writer(text: str) -> bool:
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
