"""Roman numerals, only after what they number: لويس XIV, الحرب العالمية II, القرن XIX, الفصل IV."""

from __future__ import annotations

import re

from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.head_case import case_of_head
from podcast.arabic.grammar.head_noun import numbered_noun, regnal
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.ordinals import ordinal
from podcast.arabic.text.letters import paused
from podcast.arabic.tokens.context import Scene, among, group, shapes
from podcast.arabic.tokens.features import Gender

_ROMAN = re.compile(r"(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_SURE = frozenset(("II", "III", "VII", "VIII", "XII", "XIII"))
"""Numerals that spell nothing else."""
_LETTERS = frozenset(("XX", "XL", "XI", "LL", "IV"))
"""Numerals that are as often letters: sizes, chromosomes, infusions."""
_UNMISTAKABLE = 4
"""So many letters in the right order are a numeral, whatever it numbers: أولمبياد XXXIII."""
VOLUMES: dict[str, Gender] = {"ج": "m", "مج": "m", "ط": "f"}
"""Short forms of volumes and editions, with their gender: ج IV."""
_PARTS = 10
"""The most parts that works have: a higher numeral behind an unknown word is a ruler's."""
_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


_LATIN_QUEENS = ("Elizabeth", "Catherine", "Isabella", "Cleopatra")


def value_of(numeral: str) -> int:
    """The value, 1-99, of a well-formed numeral; 0 for anything else."""
    if not numeral or not _ROMAN.fullmatch(numeral):
        return 0
    worth = [_WORTH[letter] for letter in numeral]
    return sum(
        -here if here < after else here for here, after in zip(worth, [*worth[1:], 0], strict=True)
    )


def sequel(scene: Scene, index: int) -> Verbalisation | None:
    """Artemis II, Rocky IV: two letters or more after a Latin name, a cardinal; Louis XIV an ordinal."""
    token, before = scene[index], scene[index - 1] if index else scene[len(scene.tokens)]
    number = value_of(token.text)
    named = before.kind in ("latin", "name") and before.text[:1].isupper() and len(before.text) > 2
    series = _near_a_series(scene, index)
    named_so = len(token.text) > 2 and number > _PARTS and not noun(before.text).known
    part = before.key in group("ordinal_after") and token.text not in _LETTERS  # فصل IX
    sure = token.text in _SURE or series or part or (named_so and not before.key.startswith("ال"))
    named = named or (before.kind == "word" and sure and not token.prefix)
    if before.kind == "word" and len(token.text) >= _UNMISTAKABLE and number and token.spaced:
        return Verbalisation(index + 1, paused(spell(number)), "number", "nom", rule="roman")
    if (
        not named
        or not 1 < number <= (99 if series else 20)
        or len(token.text) < 2
        or not token.spaced
    ):
        return None
    if before.text in group("regnal_latin"):
        gender: Gender = "f" if before.text in _LATIN_QUEENS else "m"
        return Verbalisation(index + 1, ordinal(number, gender, "obl"), "ordinal", rule="roman")
    if before.kind == "word" and number > _PARTS and not series:  # بنديكتوس XVI
        ruler: Gender = "f" if before.key in group("feminine_names") else "m"
        return Verbalisation(index + 1, ordinal(number, ruler, "obl"), "ordinal", rule="roman")
    return Verbalisation(index + 1, paused(spell(number)), "number", "nom", rule="roman")


def _near_a_series(scene: Scene, index: int) -> bool:
    """فيلم روكي IV, روكي IV أفضل الأجزاء: near a word for what has sequels."""
    near = [*scene.tokens[max(0, index - 4) : index], *scene.tokens[index + 1 : index + 5]]
    return any(
        form.removeprefix("ال") in group("sequels") for token in near for form in shapes(token.key)
    )


def _span(scene: Scene, index: int) -> Verbalisation | None:
    """القرون XII-XIV: two numerals with a hyphen."""
    low, _, high = scene[index].text.partition("-")
    first, second = value_of(low), value_of(high)
    if not 0 < first < second or scene[index].prefix:
        return None
    gender = _numbered(scene, index, single=len(low) == 1)
    if gender is None:
        return None
    words = f"{ordinal(first, gender, 'gen')} إِلَى {ordinal(second, gender, 'gen')}"
    return Verbalisation(index + 1, words, "ordinal", "gen", gender, rule="roman")


def _with_part(scene: Scene, index: int) -> Verbalisation | None:
    """القسم II.3: a part of the work and a part of that."""
    whole, _, rest = scene[index].text.partition(".")
    number = value_of(whole)
    if not number or not rest.isdecimal() or scene[index].prefix:
        return None
    gender = _numbered(scene, index, single=len(whole) == 1)
    if gender is None:
        return None
    case = case_of_head(scene, index, index + 1)
    words = f"{ordinal(number, gender, case)} نُقْطَة {paused(spell(int(rest[:3])))}"
    return Verbalisation(index + 1, words, "ordinal", case, gender, rule="roman")


def roman(scene: Scene, index: int) -> Verbalisation | None:
    """A numeral read as an ordinal: after a ruler's or pope's name, a war, a century, a part of a book."""
    token = scene[index]
    number = value_of(token.text)
    if not number and "-" in token.text and (span := _span(scene, index)):
        return span
    if not number and "." in token.text and (part := _with_part(scene, index)):
        return part
    joined = token.prefix == "و"
    apart = token.spaced or (index > 0 and scene[index - 1].text == "(" and scene[index - 1].spaced)
    if not number or (token.prefix and not joined) or not apart:
        return None
    gender = (
        _last_joined(scene, index)
        if joined
        else _numbered(scene, index, single=len(token.text) == 1)
    )
    if gender is None:
        return None
    case = case_of_head(scene, index, index + 1)
    return Verbalisation(
        index + 1, ordinal(number, gender, case), "ordinal", case, gender, rule="roman"
    )


def _numbered(scene: Scene, index: int, *, single: bool) -> Gender | None:
    """The gender of what the numeral at `index` numbers; a single letter requires a more certain noun."""
    ruler = regnal(scene, index) or _of_ruler(scene, index)
    if single and ruler and _is_alias(scene, index):
        return None
    enclosed = index > 0 and scene[index - 1].kind == "open" and scene[index + 1].kind == "close"
    gender, _ = numbered_noun(scene, index - enclosed)
    named = scene.word_before(index)
    gender = gender or VOLUMES.get(scene[index - 1].text.rstrip(".") if index else "")
    if gender is None and single and among(named, "types") and scene[index].text in ("I", "V"):
        return "m"
    further = scene.word_before(index - 1) if not single else None
    stage = further.key[further.key[:1] in "وفبل" :] if further else ""
    if gender is None and stage.removeprefix("ال") in group("staged"):
        gender = noun(stage.removeprefix("ال")).gender
    before = scene.word_before(index)
    servant = further is not None and further.key.removeprefix("و") == "عبد"
    ruler = ruler or ("m" if servant else None)  # عبد الرحمن III
    gender = gender or _only_roman(scene, index)
    if ruler or gender or before is None:
        return ruler or gender
    titled = any(
        form in group("sovereigns")
        for token in scene.tokens[max(0, index - 3) : index - 1]
        for form in shapes(token.key)
    )
    reigned = (not single or scene[index].text in ("I", "V")) and any(
        among(token, "reigned")
        for token in (
            *scene.tokens[max(0, index - 4) : index],
            *scene.tokens[index + 1 : index + 4],
        )
    )
    if (titled or (reigned and not noun(before.text).known)) and not before.key.startswith("ال"):
        return "f" if before.key in group("feminine_names") else "m"
    joined = _last_joined(scene, index) if not single else None
    queen = before.key[before.key[:1] == "و" :] in group("feminine_names")
    return "f" if joined and queen else joined


def _of_ruler(scene: Scene, index: int) -> Gender | None:
    """أسس هنري IV أسرة: behind a ruler's name a Roman numeral counts nothing."""
    before = scene.word_before(index)
    return (
        "m" if before and any(form in group("regnal") for form in shapes(before.key)[:2]) else None
    )


def _is_alias(scene: Scene, index: int) -> bool:
    """مالكوم X: a letter in place of a name, and no king."""
    before = scene.word_before(index)
    return scene[index].text == "X" and before is not None and before.key.endswith("مالكوم")


def _only_roman(scene: Scene, index: int) -> Gender | None:
    """العامل VIII, العصب V: nouns that figures count; X, L and C behind one may be letters."""
    before = scene.word_before(index)
    if before is None or scene[index].text in ("X", "L", "C"):
        return None
    further = scene.word_before(index - 1)
    words = [before, further] if further and before.key.startswith("ال") else [before]
    named = (form[2:] for word in words for form in shapes(word.key) if form[:2] in ("ال", "لل"))
    sure = len(scene[index].text) > 1 and scene[index].text not in _LETTERS
    found = next(
        (
            noun(name)
            for name in named
            if name in group("roman_after") or (sure and noun(name).known)
        ),
        None,
    )
    return found.gender if found else None


def _last_joined(scene: Scene, index: int) -> Gender | None:
    """القرنين XVIII وXIX: the gender of the numeral before, to which this one is joined."""
    last = scene.last
    near = last is not None and last.kind == "ordinal" and index - last.end <= 1
    return last.gender if near and last is not None else None
