"""Cleaning: a canonical spelling for what can be typed in many ways, without losing anything audible.

The steps, in order: characters (presentation forms, digits of every script, Persian ye and kaf, invisible
characters), hamzas typed as marks, tatweel, the order of marks, footnotes, spaces, and prefixes written
separately. Each takes linear time; cleaning is idempotent.
"""

from __future__ import annotations

import re
import unicodedata

from podcast.arabic.text.glyphs import HOLE, plain
from podcast.arabic.text.marks import LETTERS, MARKS, canonical
from podcast.arabic.text.markup import unwrapped
from podcast.arabic.text.prefixes import JOINT, join, tie

_HAMZA_ABOVE = {"ا": "أ", "و": "ؤ", "ي": "ئ", "ى": "ئ", "ـ": "ئ"}
_SEATS = {"\u0653": {"ا": "آ", "أ": "آ"}, "\u0654": _HAMZA_ABOVE, "\u0655": {"ا": "إ"}}

_GROUPS = re.compile("(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_SPACED_GROUPS = re.compile(
    r"(?<![\w.,/+()–-])(?<![0-9] )([1-9][0-9]{0,2}(?: [0-9]{3}){1,4})"
    rf"(?=\s?[%٪$€£.،؛)]|\s[{LETTERS}]|$)(?!\s?[.,][0-9]|\s?\))"
)
_DIALLED = re.compile(
    "(?:هاتف|رقم|اتصل|تواصل|واتس|جوال|محمول|فاكس|تلفون|تليفون|موبايل)[^0-9.]{0,30}$"
)
_DOTLESS_YE = re.compile(
    f"(?<![{LETTERS}])([وف]?(?:عل|[إا]ل|حت|لد|مت|سو|مد|موس|عيس|مصطف|(?:ال)?(?:أول|أخر|كبر|مستو|مستشف)))ی"
    f"(?![{LETTERS}])"
)
_FOREIGN = re.compile(r"[^\W\d_\u0600-\u08ff]")
_ACCENTED = re.compile("([^\u0300-\u036f]?)([\u0300-\u036f]+)")
_HAMZA_MARK = re.compile(f"([اأويىـ])([{MARKS}]*)([\u0653-\u0655]+)|[\u0653-\u0655]+")
_HIJRI = re.compile(f"(?<![{LETTERS}{MARKS}])ه(?:ـ+)(?![{LETTERS}{MARKS}ـ])")
_FOOTNOTE = re.compile(
    r"(?<!\\sqrt)\[(?:[0-9]{1,3}(?:\s?[-–،]\s?[0-9]{1,3}|,[0-9]{1,2}(?![0-9])|, [0-9]{1,3}){0,9}|[a-z]"
    r"|(?:note|ملاحظة|حاشية|هامش) [0-9]{1,3}|citation needed|بحاجة (?:ل|إلى )مصدر)\](?![^\[\]]*\])"
)
_BARE_POINT = re.compile(r"([<>=≤≥≈±~(]\s?)\.(?=[0-9])|(?<!\S)\.(?=[0-9]{1,4}[%٪])")
"""A decimal point without its nought: p<.001, .5%."""
_LETTER_POINT = re.compile(r"(?<![0-9A-Za-z_.,])([0-9]{1,3})ر([0-9]{1,4})(?![\w.,]|ر)")
"""A decimal point written as a letter by news agencies, the decimals first: 34ر76 is 76.34."""
_DOTTED_PAIR = re.compile(
    f"(?<![{LETTERS}{MARKS}.])([وفبل]?(?!ا)[{LETTERS}]){JOINT}?(\\.[{LETTERS}]){JOINT}?(?= ?[0-9])"
)
"""Two dotted letters before a number without their last dot: ر.س 90, د.ك 20; the second is no particle."""
_MONTH = re.compile(f"(?<![{LETTERS}{MARKS}])([وفبل]?(?:تشرين|كانون)) ([12])(?![0-9]|[.,/%-][0-9])")
"""A month of two with its number: 13 تشرين 2."""
_PER = re.compile(f"(?<=[{LETTERS}1])[.·]([{LETTERS}]{{1,5}})[−⁻-][1¹](?![0-9])")
"""A unit to the power of minus one is what it is divided by: غ.مول−1."""
_PAIR_APART = re.compile(
    "(?<=[0-9])( ?)"
    "(?:(ر) ?\\. ?([سقعي])|(د) ?\\. ?([كإابجتأمل])|(ل) ?\\. ?([سل])|(ج) ?\\. ?(م)|(ق) ?\\. ?([مظه]))"
    f"(?![{LETTERS}{MARKS}])"
)
"""A currency or era of two letters with a space between: 20 د. ك, 457 ق. م."""
_TATWEEL_DASH = re.compile(
    f"(?<=[0-9])ـ+(?![{LETTERS}])|(?<=[0-9] )ـ+(?= )|(?<=[0-9][صم] )ـ+(?= [0-9])|(?<=[0-9] [صم] )ـ+(?= [0-9])"
    f"|^ـ+(?= )|(?<=[{LETTERS}{MARKS}]{{2}} )(?<!ال )ـ+(?= )"
)
"""A dash typed as a tatweel: 1999ـ2000, 208 ـ جنوني; behind a particle it is none, ل ـ 5."""
_RIYAL_SIGN = re.compile(
    r"(?<=[0-9٠-٩])\s?﷼|(?<![0-9٠-٩ ])﷼(?=[0-9٠-٩])|(?<![0-9٠-٩]) ﷼(?=[0-9٠-٩])|^﷼(?= [0-9٠-٩])"
)
"""The riyal's ligature glued to its number is a sign, not a word."""
_TYPED = (
    (re.compile("(?<=[0-9])['’′]{2}(?!['’′])"), '"'),
    (re.compile(r"(?<![0-9] )(?<![0-9])− (?=[0-9])"), "−"),
    (
        re.compile(
            f"(?<![{LETTERS}{MARKS}0-9])((?<=[0-9] )و|[وف]?(?:بين|[إا]لى|حتى|عند|دون)) [-–] (?=[0-9])"
        ),
        r"\1 -",
    ),
)
"""Two primes for inches, and a minus, or a hyphen in its place, with a space behind it."""
_DEGREES = re.compile(f"(?<=[0-9]) ?(?:\u0652 ?م|م\u0652|\u0652)(?![{LETTERS}{MARKS}])")
"""The degree sign typed as a sukun, with the letter of Celsius: 43 ْم, 37مْ."""
_CLOSED_BY_PRIMES = re.compile(
    '((?:^|(?<=\\s)|(?<=[بلفوك]))["“](?=\\S)[^"“”″]{1,80}|”[0-9]+)″(?!["”])'
)
"""A quotation closed by a double prime: "كوفيد-19″."""
REVERSED = re.compile(
    "((?:نحو|حوالي|بنسبة|قدرها|قدره|بلغت|بلغ|تبلغ|إلى|الى|عند|بقيمة|لتبلغ|ليبلغ|مقابل) )"
    r"([0-9]{1,4})\. ([0-9]{1,7})"
    rf"(?=\s?[%٪]| (?:مليار|مليون|ألف|تريليون|نقطة|جنيه|دولار)(?![{LETTERS}{MARKS}]))"
)
"""A decimal number that a site has reversed, its decimals first: بنسبة 44. 1% is 1.44."""
_RANGE_IN_BRACKETS = re.compile(
    rf"(?<=[{LETTERS}] )\( ?([0-9]+ (?:إلى|الى) [0-9]+) ?\)(?= [{LETTERS}])"
)
"""بمعدل ( 5 إلى 8 ) درجات: a range that counts what is behind its brackets."""
_PER_APART = re.compile("(?<=[كل]م)(?: / ?|/ )(?=(?:ال)?ساعة)")
"""A unit and what it is divided by, with spaces at the slash: 38 كم/ ساعة."""
_BETWEEN_COLON = re.compile(f"(?<=بين )([0-9]+) : ([0-9]+)(?= [{LETTERS}])")
"""يتراوح بين 22 : 24 أردبًا: a range with a colon."""
_YEAR_FIRST = re.compile(
    "(?<=بتاريخ )(3[2-9]|[4-9][0-9])/(0?[1-9]|1[0-2])/(3[01]|[12][0-9]|0?[1-9])(?![0-9/])"
)
"""بتاريخ 81/5/13: a date that begins with the last two figures of its year."""
_MINUTE = re.compile("(?<=[(])د ?: ?(?=[0-9]{1,3}(?:[+ )،]))")
"""(د:57 من ركلة جزاء): a minute with a colon."""
_RULING = re.compile(f"(?<![{LETTERS}{MARKS}])ق ?([0-9]{{1,4}})(?=،? ص ?[0-9])")
"""مكتب فني 17 ق 20 ص 194: the ruling of a court in its collection, with its page."""
_LIST = re.compile(r"(?<![\w.,+$€£-])[0-9]{1,3}(?:,[0-9]{1,3}){2,}(?![\w.,%٪])")
"""Numbers parted by commas without a space: 8,9,10,14; with three digits behind each, thousands."""
_SUFFIX = re.compile(r"`(?:\.|--?)(?=[A-Za-z][A-Za-z0-9_/. -]{0,80}`)")
"""The dot of a suffix in code, which ends no sentence, and the hyphens of a flag: `.docx`, `--help`."""
_FENCED = re.compile(
    f"(?<![{LETTERS}{MARKS}])([وف]?[بلك]|[وف]|[وف]?[بك]?ال)ـ*`[*]{{0,2}}(?=[{LETTERS}])"
)
"""A particle before Arabic in grave accents: بـ`العنوان`."""
_COLON = re.compile(f"(?<![{LETTERS}{MARKS}])([وف]?[بلك]ـ+)\\s?:\\s?(?=[\"«“'‘(])")
"""A colon between a particle and a quotation: بـ:"الجهود"."""
_TITLED = re.compile(
    f"(?<![{LETTERS}{MARKS}])([وف]?[بل]|ك(?!ـ* ?م))ـ+ ?(د|م|أ|أ\\.د)\\.(?= ?[{LETTERS}][{MARKS}]?[{LETTERS}])"
)
"""A particle on a tatweel before a title: ولـ م. سامح; without the tatweel it would be a word."""
_JOINED_TITLE = re.compile(f"(?<![{LETTERS}{MARKS}])أد(?=[./] ?[{LETTERS}][{MARKS}]?[{LETTERS}])")
"""أد/ سعيد: two titles without the dot between them."""
_HOLES = re.compile(rf"(?<=\w){HOLE}+(?=\w)")
_WHICH = {"1": "الأول", "2": "الثاني"}
_KEPT_HIJRI = "\2"


def clean(text: str) -> str:
    """`text` in canonical spelling, on one line.

    Digits come out as 0-9 with their own separators (`1٬250٫5`), marks in the order shadda, vowel,
    tanwin before its alef. A prefix written apart or on a tatweel joins its word: `بـ 6` → `ب6`,
    `و OpenAI` → `وOpenAI`, `ب " الشراكة` → `" بالشراكة`. The `هـ` of a hijri year keeps its
    tatweel.
    """
    text = _RIYAL_SIGN.sub("\u20c1", unwrapped(text))
    if "\u0652" in text:
        text = _DEGREES.sub("°م", text)
    if "″" in text:
        text = _CLOSED_BY_PRIMES.sub(r"\1”", text)
    text = plain(_GROUPS.sub(",", _DOTLESS_YE.sub(r"\1ى", text)))
    text = _SPACED_GROUPS.sub(_grouped, text)
    text = _FENCED.sub(r"`\1ـ", text)
    text = _HAMZA_MARK.sub(_seated, _ACCENTED.sub(_accented, text))
    text = _TATWEEL_DASH.sub("–", text)
    text = _JOINED_TITLE.sub("أ.د", _TITLED.sub(r"\1\2./", _COLON.sub(r"\1", text)))
    text = tie(_HIJRI.sub(_KEPT_HIJRI, text)).replace("ـ", "").replace(_KEPT_HIJRI, "هـ")
    for pattern, sign in _TYPED:
        text = pattern.sub(sign, text)
    text = _SUFFIX.sub("`", text)
    text = _FOOTNOTE.sub(HOLE, canonical(text))
    text = _HOLES.sub(" ", text).replace(HOLE, "")
    text = _MONTH.sub(lambda month: f"{month[1]} {_WHICH[month[2]]}", text)
    text = _PER.sub(r"/\1", text)
    text = _PAIR_APART.sub(_paired, text)
    text = _DOTTED_PAIR.sub(r"\1\2.", text)
    text = _LIST.sub(_listed, text) if text.count(",") > 1 else text
    if ". " in text:
        text = REVERSED.sub(r"\1\3.\2", text)
    if "(" in text:
        text = _RANGE_IN_BRACKETS.sub(r"\1", text)
    if "/" in text:
        text = _YEAR_FIRST.sub(r"\3/\2/19\1", _PER_APART.sub("/", text))
    if "ص" in text:
        text = _RULING.sub(r"القاعدة \1", text)
    if ":" in text:
        text = _MINUTE.sub("د ", _BETWEEN_COLON.sub(r"\1 - \2", text))
    text = _BARE_POINT.sub(r"\g<1>0.", text)
    text = _LETTER_POINT.sub(r"\2.\1", text)
    return join(_DOTTED_PAIR.sub(r"\1.", re.sub(" +", " ", text))).strip()


def _grouped(match: re.Match[str]) -> str:
    """12 500 درهم as one number, unless it is to be dialled."""
    before = match.string[max(0, match.start() - 45) : match.start()]
    return match[1] if _DIALLED.search(before) else match[1].replace(" ", ",")


def _paired(match: re.Match[str]) -> str:
    """20 د. ك as 20 د.ك."""
    return match[1] + ".".join(filter(None, match.groups()[1:]))


def _listed(match: re.Match[str]) -> str:
    """8,9,10 with a pause at each comma, but not 1,250,000."""
    parts = match[0].split(",")
    grouped = all(len(part) == 3 for part in parts[1:])
    return match[0] if grouped else "، ".join(parts)


def _accented(match: re.Match[str]) -> str:
    """Compose accents typed as marks with their Latin letter; drop them on anything else."""
    base, marks = match.groups()
    return unicodedata.normalize("NFC", base + marks) if _FOREIGN.match(base) else base


def _seated(match: re.Match[str]) -> str:
    """A hamza or madda typed as a mark composed with its letter: ا + ٔ → أ, followed by the letter's marks."""
    letter, marks, hamza = match.groups(default="")
    if not letter:
        return ""
    return _SEATS[hamza[0]].get(letter, letter) + marks
