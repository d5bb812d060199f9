"""Counted nouns: gender, number, and the dual.

Nouns are looked up in `nouns.tsv` (singulars and plurals). Of others the form decides: ‑ة and ‑اء are
feminine, and so is a plural in ‑ات unless its singular is a verbal noun (تصريحات).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from podcast.arabic.tables import rows, words
from podcast.arabic.text.letters import bare, fold, marked
from podcast.arabic.tokens.features import Case, Gender
from podcast.structs import Frozen


class Noun(Frozen):
    """A counted noun: the gender of its singular, its number, and whether it is in a table."""

    gender: Gender
    plural: bool
    known: bool
    singular: str = ""


PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا", "كم", "ك", "ي")
"""Suffixed pronouns of the owner."""
_PRONOUN = re.compile(f"(?:{'|'.join(PRONOUNS)})$")
_HAMZA_SEAT = re.compile("ا[ئؤ]$")
"""A final hamza as it is written before a pronoun: وزرائه, وزراؤه."""
_VERBAL = re.compile("(?:[اإأ]..?.?ا.|ت..?ي.|[اإ]ست..ا.|ت.ا..|ت...|م...)ات$")
"""Plurals in ‑ات of masculine verbal nouns (اجتماعات, تصريحات, تغيرات) and of passive participles."""


_TA_VERBAL = re.compile("م.ا..ات|[اإأ].ا.ات|است.ا.ات|ت..يات|.*ايات")
"""Plurals of verbal nouns in ‑ة: إفادة, استقالة, تسوية; of nouns in ‑اية: حكاية; of مفاعلة: مقاولة."""
_OF_PARTICIPLE = re.compile("م..و.ات|م.ت..ات|من...ات|مست...?ات")
"""Plurals in ‑ات of participles that are things: مشروبات, مجتمعات, منحنيات; women are in the table."""
_FAALA = re.compile("..ايا")
"""The plural فعايا, of feminine nouns: هدايا, نوايا."""
_BROKEN = re.compile("ا..ا.|ا[^ات]..?اء|...اء")
"""Broken plurals of the pattern أفعال (أبيات, أجيال) and أفعلاء: mostly of masculine nouns."""
_BROKEN_ON_TA = re.compile("ا..?.ة|.ا.ة|.ا.?ا..ة|ا.ا..ة")
"""Plurals in ‑ة: أمثلة, أدوية, قادة, أساتذة."""
_FAAIL = re.compile("..ائ.")
"""The plural فعائل, mostly of feminine nouns: جرائم, وثائق."""
_LOAN = re.compile(
    ".{3,}ان|.{2,}(?:ون|ور|وم|ول|وك|ير|ين|يل|يت|وه|يه|يم|ار|ام|ال|يس|وتر|باص)(?<=.{5})|..?ا."
)
"""Loan words, masculine whatever their ending (برلمان, تلفزيون, سيناريوه‑ات), and the pattern فعال."""

MASDAR = re.compile("ا[^ل].ا.|ا[^ل]ا.ة|ا.ت.ا.|ان..ا.|است..ا.|ت..ي.|م.ا..ة")
"""Verbal nouns by their form, in construct with what stands behind them: إنذار 43."""


@cache
def _plurals_of() -> dict[str, str]:
    """The plurals of each singular, as written in the table."""
    return {fold(noun): plurals for noun, _, plurals in rows("nouns.tsv", 3)}


@cache
def _singulars() -> dict[str, tuple[Gender, str]]:
    found: dict[str, tuple[Gender, str]] = {}
    for noun, gender, _ in rows("nouns.tsv", 3):
        if " " not in noun:
            found.setdefault(fold(noun), (_gender(gender), noun))
    return found


@cache
def _plurals() -> dict[str, tuple[Gender, str]]:
    found: dict[str, tuple[Gender, str]] = {}
    for noun, gender, plurals in rows("nouns.tsv", 3):
        for plural in words(plurals):
            found.setdefault(fold(plural), (_gender(gender), noun.split()[0]))
    return found


def _gender(cell: str) -> Gender:
    return "f" if cell == "f" else "m"


def _stems(word: str) -> list[str]:
    """`word` folded, as it is and without the alef of tanwin, the article and a pronoun."""
    key = fold(word)
    plain = key if word.startswith("آ") else key.removeprefix("ال")
    found = [key, plain]
    if plain.endswith("ا"):
        found.append(plain[:-1])
    shorter = _HAMZA_SEAT.sub("اء", _PRONOUN.sub("", plain))
    if shorter != plain and len(shorter) > 2:
        found += [shorter, shorter[:-1] + "ة" if shorter.endswith("ت") else shorter]
    return found


@lru_cache(maxsize=1 << 14)
def noun(word: str, *, plural_first: bool = False) -> Noun:
    """The noun of a counted `word`; `plural_first` after 3-10, where a plural is expected."""
    tables = ((_plurals(), True), (_singulars(), False))
    stems = _stems(word)
    for stem in stems:
        accusative = stem is not stems[0] and stems[0] == stem + "ا"  # 184 كتابًا are no writers
        for table, plural in tables if plural_first and not accusative else reversed(tables):
            if stem in table:
                gender, singular = table[stem]
                return Noun(gender, plural, known=True, singular=singular)
    plain = fold(word) if word.startswith("آ") else fold(word).removeprefix("ال")
    infinitive = bare(word).removeprefix("و").startswith("إ")  # إرهاب is no plural, أبيات is
    return _by_form(plain, plural=plural_first and not infinitive)


def with_ta(word: str) -> str:
    """A counted noun that is written with ه for ة, as it should be: 12 سنه."""
    return f"{word[:-1]}ة" if word.endswith("ه") else word


def is_plural(key: str) -> bool:
    """Whether a folded word is a plural of the table as it stands, with no article, alef or pronoun."""
    return key in _plurals()


def plural_of(singular: str) -> str:
    """The first plural that the table has for a noun; a noun in ‑ة has one in ‑ات; "" if neither is known."""
    plurals = words(_plurals_of().get(fold(singular), ""))
    sound = singular.removesuffix("ة") + "ات" if singular.endswith("ة") else ""
    return plurals[0] if plurals else sound


@cache
def has_sound_plural(singular: str) -> bool:
    """Whether the plural of a noun of the table is in ون and ين, as people's are: باحث, باحثون."""
    plurals = words(_plurals_of().get(fold(singular), ""))
    stem = singular.removesuffix("ي")
    return any(plural.startswith(stem) and plural.endswith(("ون", "ين")) for plural in plurals)


def _sound_feminine(key: str) -> Noun:
    """A plural in ‑ات: of a noun in ‑ة, of women (طبيبات), or of things (اجتماعات, برلمانات)."""
    single = key[:-2]
    if single + "ة" in _singulars():
        return Noun("f", plural=True, known=True, singular=single + "ة")
    if single in _singulars():
        gender, singular = _singulars()[single]
        broken = _plurals_of().get(single, "")
        woman = gender == "m" and broken and "ات" not in broken
        return Noun("f" if woman else gender, plural=True, known=True, singular=singular)
    if _TA_VERBAL.fullmatch(key):
        return Noun("f", plural=True, known=False)
    thing = _OF_PARTICIPLE.fullmatch(key) or _VERBAL.fullmatch(key) or _LOAN.fullmatch(single)
    return Noun("m" if thing else "f", plural=True, known=False)


def _by_form(key: str, *, plural: bool = False) -> Noun:
    """A word in no table, judged by its pattern; `plural` if a plural is expected."""
    if key.endswith("ات") and len(key) > 4 and not _BROKEN.fullmatch(key):
        return _sound_feminine(key)
    if plural and key.endswith("ات") and len(key) == 4:
        return Noun("f", plural=True, known=False)
    if key.endswith(("ين", "ون")) and len(key) > 4:
        return Noun("m", plural=True, known=False)
    if plural and (_BROKEN.fullmatch(key) or _BROKEN_ON_TA.fullmatch(key)):
        return Noun("m", plural=True, known=False)
    if plural and (_FAAIL.fullmatch(key) or _FAALA.fullmatch(key)):
        return Noun("f", plural=True, known=False)
    if key.endswith("ة") and key[:-1] in _singulars():
        return Noun("f", plural=False, known=True, singular=key)
    feminine = key.endswith(("ة", "اء", "ته")) and len(key) > 2
    return Noun("f" if feminine else "m", plural=False, known=False)


def dual(word: str, case: Case) -> str:
    """The dual of a singular noun or adjective, as written: سنة → سنتين, كتابًا → كتابين."""
    end = "َانِ" if case == "nom" else "َيْنِ"
    stem = bare(word)
    stem = with_ta(stem) if noun(with_ta(stem)).known else stem
    if word.endswith("\u064bا") or (
        not marked(word) and stem.endswith("ا") and fold(stem[:-1]) in _singulars()
    ):
        stem = stem[:-1]
    if stem.endswith("ة"):
        stem = stem[:-1] + "ت"
    elif stem.endswith("ى"):
        stem = stem[:-1] + "ي"
    return stem + end
