"""Footnote marks in round brackets, which are silent: ابن خلدون(3). and وقال آخرون (4)."""

from __future__ import annotations

from itertools import pairwise

from podcast.arabic.classes.goal import minute
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import names_things
from podcast.arabic.grammar.clause import OF_THEM
from podcast.arabic.grammar.head_noun import numbered_noun
from podcast.arabic.tokens.context import STOPS, Scene, among, cued, group, shapes
from podcast.arabic.tokens.tokens import Token

_CLOSING = STOPS + "،؛:"
_LONGEST = 3
_RELATIVES = frozenset(
    (
        "الذي", "التي", "الذين", "اللذان", "اللتان", "ثم", "لكن", "بل", "ان", "انه", "انها", "كما", "وقد", "قد",
        "لا", "لم", "لن", "وغيره", "وغيرها", "وغيرهم", "وغيرهما", "وكذلك", "وكذا", "ولم", "ولا",
        "وكان", "وكانت", "هو", "هي", "وهو", "وهي", "حيث", "فقد", "اما", "اذ", "اذا",
    )
)  # fmt: skip
_NUMBERS_OF = frozenset(("عدد", "سعر", "عمر", "مجموع", "اجمالي", "رصيد", "معدل", "نسبه"))
"""Nouns in construct with what a number in brackets tells: عدد الطلاب (30)."""


def footnote(scene: Scene, index: int) -> Verbalisation | None:
    """(3) right after a word or quotation, or after a space before a full stop, unless it numbers an
    article."""
    figure, close, after = scene[index + 1], scene[index + 2], scene[index + 3]
    before = scene[index - 1] if index else scene[len(scene.tokens)]
    if scene[index].text not in ("(", "[") or close.kind != "close" or figure.kind != "figure":
        return None
    if not figure.text.isdecimal() or len(figure.text) > _LONGEST or figure.prefix:
        return None
    if before.kind not in ("word", "name", "latin", "quote", "close", "pause"):
        return None
    glued = not scene[index].spaced
    another = after.kind == "open" and scene[index + 4].kind == "figure" and not after.spaced
    ends = another or after.kind == "end" or (after.text in _CLOSING and after.kind == "pause")
    apart = after.spaced or another or after.kind in ("end", "pause", "quote")
    amid = scene[index].spaced and after.spaced
    amid = amid and (_goes_on(after) or _is_year(after, scene[index + 4]))
    if not (glued or ends or amid) or not apart:
        return None
    if before.kind == "pause" and not glued and not (before.text in STOPS and after.kind == "end"):
        return None
    if not glued and (_follows_a_sum(scene, index) or _counts_what_is_listed(scene, index)):
        return None
    if minute(scene, index + 1):
        return None
    told = figure.text[0] == "0" or _are_amounts(scene) or _is_number_of(scene, index)
    return None if told else Verbalisation(index + 3, "", "footnote")


def _are_amounts(scene: Scene) -> bool:
    """وترتيبها (87)، وعدد آياتها (286): marks in one sentence go up by one."""
    key = ("bracketed", 0, False)
    if key not in scene.memo:
        marks = [
            int(scene[place + 1].text)
            for place, token in enumerate(scene.tokens)
            if token.kind == "open"
            and scene[place + 1].text.isdecimal()
            and scene[place + 2].kind == "close"
        ]
        steps = {after - before for before, after in pairwise(marks)}
        scene.memo[key] = bool(steps) and not steps <= {0, 1} and max(marks) > _MANY_NOTES
    return bool(scene.memo[key])


_MANY_NOTES = 40
"""No text that is read aloud has so many footnotes."""


def _is_a_share(scene: Scene, index: int) -> bool:
    """للزوجة منها (11) ولكل ذكر (14): for each, in a sentence that has other amounts in brackets."""
    each = scene.tokens[index - 2].key.endswith("كل") if index > 1 else False
    return each or any(
        token.kind == "open"
        and scene[place + 1].kind == "figure"
        and place != index
        and (before := scene.word_before(place)) is not None
        and before.key.removeprefix("و") in OF_THEM
        for place, token in enumerate(scene.tokens)
    )


def _goes_on(after: Token) -> bool:
    """Whether a word leads on from the one before a mark: ذهب المالكية (1) إلى, الحديث (2) الذي."""
    return after.kind == "word" and (after.key in _RELATIVES or after.key in group("genitive"))


def _is_year(after: Token, year: Token) -> bool:
    """بدأت الحرب (8) عام 1939."""
    return after.key in ("عام", "سنه", "سنة") and year.kind == "figure"


def _counts_what_is_listed(scene: Scene, index: int) -> bool:
    """الدوري الإنجليزي (2): 2020، 2025, in a list: how often, before when."""
    when = scene[index + 4]
    return scene.heading and scene[index + 3].text == ":" and when.kind == "figure"


def _follows_a_sum(scene: Scene, index: int) -> bool:
    """النصر (23 نقطة) والاتحاد (21): brackets before hold a number with what it counts."""
    near = range(max(0, index - 12), index - 3)
    return any(
        scene[place].kind == "open"
        and scene[place + 1].kind == "figure"
        and scene[place + 2].kind == "word"
        for place in near
    )


def _is_number_of(scene: Scene, index: int) -> bool:
    """Whether the word before takes a number, or says how many: المادة (5), عددهم (12)."""
    word = scene.word_before(index)
    if word is None:
        return False
    plain = {form.removeprefix("ال") for form in shapes(word.key)}
    numbered = numbered_noun(scene, index)[0] is not None
    glued = not scene[index].spaced
    told = names_things(word) or (numbered and not (glued and not among(word, "articles")))
    counts = any(
        form.startswith(stem) for form in plain for stem in group("predicate_of") if len(stem) > 2
    )
    governed = (
        among(word, "accusative_verbs") or among(word, "genitive") or among(word, "construct")
    )
    governed = governed or word.key.removeprefix("و") in OF_THEM or _is_a_share(scene, index)
    further = scene.word_before(index - 1)
    if any(form == "سورة" for form in shapes(further.key)) if further else False:
        return True  # سورة مريم (19)
    heads = {form.removeprefix("ال") for form in shapes(further.key)} if further else set()
    owner = scene.word_before(index - 2)  # إجمالي أعضاء المجلس (15)
    owners = {owner.key.removeprefix("و").removeprefix("ال")} if owner else set()
    governed = governed or (word.key.startswith("ال") and bool((heads | owners) & _NUMBERS_OF))
    minute = cued(scene, index, "played", 8)
    collected = not glued and word.key.removeprefix("و") in group("collectors")
    collected = collected and cued(scene, index, "cited", 12)  # رواه مسلم (47)
    governed = governed or collected
    return told or counts or governed or minute or cued(scene, index, "digits_after", 2)
