"""The form of a verb: what is joined to it, the gender and the voice it shows."""

from __future__ import annotations

import re

from podcast.arabic.grammar.nouns import noun
from podcast.arabic.text.letters import bare, fold
from podcast.arabic.tokens.context import among, group
from podcast.arabic.tokens.features import Gender
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import is_past_or_present, readings

PASSIVE = re.compile("[وف]?َ?(?:.ُ|اُ?.ْ?.ُ)")
"""The marks of a passive verb: قُتِل, اُعتُقِل."""
PASSIVE_VERB = re.compile("[وف]?َ?(?:أُ.ْ?.ِ?.َ?ت?ْ?|.ُ.ِ?.[َّ]{0,2}ت?ْ?|ا.?ُ?.ْ?.ُ.[َُِّْ]{0,2}.?َ?ت?ْ?)")
"""A passive verb recognised by its marks, right before its subject."""
PAST_OF_MANY = re.compile("[وف]?.{3,}وا")
"""A past with its subject in its ending."""
_REFLEXIVE = re.compile(
    "[وف]?(?:ت[^ايو].{2,3}ت|ت.ا..ت|ان(?!ت)...ت?|س?[يت]ت.{3,4}|س?[يت]ن(?!ت)[^ا].{2})"
)
"""Forms V, VI and VII, past in the feminine and present: verbs of one's own doing, without an object."""
_TAFIL = re.compile("[وف]?ت..ي.")
"""The verbal noun of form II, which looks like a present of form VII: تنفيذ."""
_HOLLOW = re.compile("[وف]?(?:أ|است).ي.ت?")
_NO_VERBS = frozenset(("أكيد", "أخير", "أثير", "أمير", "أسير", "أمين", "أنيس", "أنيق", "أجير"))
_ACTIVE = re.compile("[وف]?َ?[يتن]ُ.َ?ا..")
"""A present of form III, whose first vowel is no sign of a passive: يُقارب."""


def unjoined(key: str) -> str:
    """The letters of a verb without the و or ف before it: وقتل, وحث; but وقع and وزعت are whole."""
    if key[:1] not in ("و", "ف"):
        return key
    rest = key[1:]
    if len(key) > 3:
        return key if readings(key) and not readings(rest) else rest
    return rest if len(key) == 3 and readings(rest) and not readings(key) else key


def is_verb(token: Token) -> bool:
    """Whether a word is in a list of verbs."""
    return any(
        among(token, name) for name in ("accusative_verbs", "nominative_verbs", "attending_verbs")
    )


def settles_case(token: Token) -> bool:
    """Whether a word is in one of the two lists of verbs whose object or subject a number behind them is."""
    return among(token, "accusative_verbs") or among(token, "nominative_verbs")


DOUBLED = frozenset(("حول", "مثل", "عبر"))
"""Prepositions whose letters are a verb's too, if the second is doubled: حوّل."""


def is_doubled(token: Token) -> bool:
    """Whether such a word has the mark of a verb."""
    return token.key in DOUBLED and "\u0651" in token.text


def gender_of_verb(token: Token) -> Gender:
    """The gender a verb of the third person shows: قالت and تقول are feminine."""
    key = unjoined(token.key)
    future = key[:2] in ("سي", "ست") and len(key) > 4
    key = key[1:] if future else key
    present = key[:1] == "ت" and _is_listed("ي" + key[1:])
    past = present and not future and _is_listed("ي" + key)  # تلقى, يتلقى
    return "f" if key.endswith("ت") or (present and not past) else "m"


def is_of_either_gender(token: Token) -> bool:
    """توزع: a verb in the feminine (تُوزّع) or one of form V in the masculine (تَوزّع); only the context tells."""
    key = unjoined(token.key)
    return key[:1] == "ت" and key[-1:] != "ت" and is_past_or_present(key)


def _is_listed(verb: str) -> bool:
    return verb in group("accusative_verbs") or verb in group("nominative_verbs")


def is_intransitive(token: Token) -> bool:
    """تحركت 120 شاحنة: a verb by its form that takes no object."""
    key = token.key
    named = bare(token.text).removeprefix("و").startswith("إ")  # إنذار is no verb, انهار is
    if named or not _REFLEXIVE.fullmatch(key) or noun(key).known or _TAFIL.fullmatch(key):
        return False
    plain = key[1:] if key[0] in "وف" else key
    stems = {plain, plain[1:], plain.removesuffix("ت")}
    return not stems & group("transitive_reflexives")


def is_hollow_passive(token: Token) -> bool:
    """استضيف 200 طفل, أقيل 12 وزيرًا: a passive whose long vowel shows it."""
    word = bare(token.text)
    return bool(_HOLLOW.fullmatch(word)) and not noun(token.key).known and word not in _NO_VERBS


_WEAK_PAST = re.compile("[وف]?(?:أ..|است..|ا.ت.|ا[شص]ط.)يت?")
"""A past whose last letter is ي where that of the active is ى: أُجري, استُثنيت."""
_WEAK_SHORT = frozenset(
    ("بني", "سمي", "دعي", "روي", "حكي", "رمي", "نفي", "قضي", "طوي", "سقي", "كسي", "طلي")
)
_WEAK_PRESENT = re.compile(
    "[وف]?س?[يت](?:[لغ]غى|عطى|بنى|سمى|دعى|عفى|ستثنى|ستدعى|شترى|روى|حكى|طلى|نفى|خلى|غطى|ربى|ؤتى|جلى|ستوفى|صفى|رمى"
    "|سقى|شوى|طوى|فدى|هدى|جنى|حصى|زكى|ستبقى|قتنى|قلى|كسى|عزى|جرى)"
)
"""A present whose last letter is ى where that of the active is ي: يُلغى, ستُبنى."""


def is_weak_passive(token: Token) -> bool:
    """أجري 12 اختبارًا, ستُبنى 20 مدرسة: a passive whose weak last letter shows it."""
    word = bare(token.text)
    if _WEAK_PRESENT.fullmatch(word):
        return True
    plain = unjoined(word).removesuffix("ت")
    if not (plain in _WEAK_SHORT or _WEAK_PAST.fullmatch(word)) or noun(token.key).known:
        return False
    return "t" in readings(fold(plain))


def is_weak_active(token: Token) -> bool:
    """ألقى 12 قصيدة: a past whose passive, ألقي, is another word but for its last letter."""
    word = bare(token.text)
    return word[-1:] == "ى" and _WEAK_PAST.fullmatch(word[:-1] + "ي") is not None


def is_active(token: Token) -> bool:
    """Whether a verb is of the list of those with an object; ألغى is, ألغي is not."""
    if is_weak_active(token) and among(token, "nominative_verbs"):
        return "t" in readings(unjoined(token.key))  # but احتمى 12 شخصًا
    return among(token, "accusative_verbs") and not is_weak_passive(token)


def is_marked_passive(token: Token) -> bool:
    """Whether the marks of a verb show a passive: قُتل, يُعقد."""
    return bool(PASSIVE.match(token.text)) and not _ACTIVE.match(token.text)


def is_masculine_verb(token: Token) -> bool:
    """وتلقى 32 منهم العقار: a verb in the masculine, right before how many of them did it."""
    return (
        settles_case(token)
        and not token.key.endswith("ت")
        and token.key not in ("ان", "لان", "وان", "الا")
    )
