"""Ages: سن 18, دون الـ65, في الـ17 من عمره."""

from __future__ import annotations

from podcast.arabic.classes.counted_behind import is_verb_there
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import noun_at
from podcast.arabic.grammar.counted import is_agent
from podcast.arabic.grammar.ordinals import ordinal
from podcast.arabic.grammar.quantity import Amount
from podcast.arabic.tokens.context import Scene, group, shapes

_OLDEST = 120
_SPANS = frozenset(("العقد", "العام", "السنة", "الشهر", "الاسبوع", "اليوم", "الربيع"))
"""What may be numbered of a life: في العقد الـ3 من عمره."""


def age(scene: Scene, index: int, spoken: Amount, end: int) -> Verbalisation | None:
    """سن 18, دون الـ65: an age is an ordinal if no noun for years follows."""
    before, value = scene.word_before(index), spoken.low.value
    plain = (
        value is not None and spoken.high is None and not spoken.scale and scene[end].key != "مليون"
    )
    lived = scene[index].article and _of_life(scene, end)
    lived = lived and not (before is not None and before.key in _SPANS)
    if (
        (before is None and not lived)
        or not plain
        or not value
        or not 3 <= value <= _OLDEST
        or noun_at(scene, end, plural=False)
    ):
        return None
    link = 2 if scene[end + 1].kind == "figure" else 0
    if link and scene[end].key in ("الي", "حتي") and noun_at(scene, end + link, plural=False):
        return None
    if before is None or lived:
        return Verbalisation(end, ordinal(value, "f", "gen"), "ordinal", "gen", "f")
    old = any(form.removeprefix("ال") == "سن" for form in shapes(before.key))
    old = old or (scene[index].article and before.key.removeprefix("ب") == "عمر")  # في عمر الـ4
    limit = (
        scene[index].article
        and before.key in ("فوق", "دون", "تحت", "بلوغ", "بلوغه", "بلوغها", "بلوغهم", "يناهز")
        and value >= 10
    ) or (
        scene[index].article
        and before.key in ("بعد", "قبل")
        and value > 24
        and scene[end].kind in ("pause", "end", "close")
    )
    if not (old or limit or (scene[index].article and _is_of_person(scene, index, end))):
        return None
    return Verbalisation(end, ordinal(value, "f", "gen"), "ordinal", "gen", "f")


def _is_of_person(scene: Scene, index: int, end: int) -> bool:
    """فتى في الـ16: somebody's age, where the clause ends."""
    person = scene.word_before(index - 1)
    named = person is not None and (
        person.key.removeprefix("ال") in group("persons") or is_agent(person)
    )
    ends = scene[end].kind in ("pause", "end", "close") or is_verb_there(scene, end)
    told = person is not None and person.key in ("وهو", "وهي", "كان", "كانت")
    when = scene[end].key in ("حين", "عندما", "لما", "حينما", "وقتها", "حينها", "انذاك")
    return scene[index - 1].key == "في" and ((named and ends) or ((told or named) and when))


def _of_life(scene: Scene, index: int) -> bool:
    """في الـ17 من عمره."""
    if scene[index].article and scene[index].prefix == "و":
        index += 1  # في الـ35 والـ42 من العمر
    life = scene[index + 1].key
    return scene[index].key == "من" and life.removesuffix("ها").removesuffix("ه").removesuffix("ي") in (
        "عمر", "العمر", "عمرهم", "سنه", "سن",
    )  # fmt: skip
