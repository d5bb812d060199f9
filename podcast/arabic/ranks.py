"""Ordinals: a number behind what it numbers (القرن 19, الدورة الـ 12, لويس 14, سن 18)."""

from __future__ import annotations

from podcast.arabic.abbreviations import expansion
from podcast.arabic.amounts import Amount, say
from podcast.arabic.context import Scene, among, case_at, group, shapes
from podcast.arabic.counted import noun
from podcast.arabic.found import Found
from podcast.arabic.letters import fold
from podcast.arabic.neighbours import counted_after, noun_at
from podcast.arabic.numbers import Case, Gender
from podcast.arabic.ordinals import ordinal
from podcast.arabic.tokens import Token


def age(scene: Scene, at: int, said: Amount, end: int) -> Found | None:
    """سن 18, دون الـ65: a year of life is an ordinal, where no years are counted."""
    before, value = scene.word_before(at), said.low.value
    plain = value is not None and said.high is None and not said.scale and scene[end].key != "مليون"
    if (
        before is None
        or not plain
        or not value
        or not 3 <= value <= 99
        or noun_at(scene, end, plural=False)
    ):
        return None
    old = any(form.removeprefix("ال") == "سن" for form in shapes(before.key))
    limit = (
        scene[at].article and before.key in ("فوق", "دون", "تحت", "بلوغ", "يناهز") and value >= 10
    )
    if not (old or limit):
        return None
    return Found(end, ordinal(value, "f", "gen"), "ordinal", "gen", "f")


def numbered(scene: Scene, at: int, said: Amount, end: int) -> Found | None:
    """القرن 19, القرنين 18 و19, المادة 5-8: a bare number behind a noun that numbers are given to."""
    value = said.low.value
    if value is None or said.scale or said.low.sign or not 1 <= value <= 99:
        return None
    gender, many = _head_noun(scene, at)
    gender = gender or _joined_gender(scene, at) or _regnal(scene, at) or _abbreviated(scene, at)
    if gender is None or _counts_known(scene, end):
        return None
    case = _agreeing_case(scene, at, end)
    if many and value > 2 and said.high is None and not _goes_on(scene, end):
        return Found(end, say(said, gender, case, article=True), "number", case, gender)
    words = ordinal(value, gender, case)
    if said.high is not None and said.high.value:
        words = f"{words} إِلَى {ordinal(said.high.value, gender, 'gen')}"
    return Found(end, words, "ordinal", case, gender)


def _counts_known(scene: Scene, end: int) -> bool:
    found = noun_at(scene, end, plural=False)
    return found is not None and found.known


def _goes_on(scene: Scene, end: int) -> bool:
    """Whether another number is joined behind: المواد 5 و6."""
    after = scene[end]
    return after.kind == "dash" or "و" in after.prefix or scene[end + 1].kind == "figure"


def _abbreviated(scene: Scene, at: int) -> Gender | None:
    """ج 2, ط 3: behind an abbreviation of a noun with the article."""
    before = scene[at - 1] if at else scene[len(scene.tokens)]
    word = expansion(before.text, "number").partition(" ")[0]
    return (
        noun(word).gender
        if word.startswith("ال") and before.kind in ("word", "abbreviation")
        else None
    )


def _regnal(scene: Scene, at: int) -> Gender | None:
    """لويس 14: a ruler's number."""
    before = scene.word_before(at)
    if (
        before is None
        or before.key not in group("regnal")
        or scene[at].prefix
        or not scene[at].spaced
    ):
        return None
    return "f" if before.key in ("اليزابيث", "كاترين", "كاثرين", "مارغريت") else "m"


def _head_noun(scene: Scene, at: int) -> tuple[Gender | None, bool]:
    """The gender of the noun before `at`, if numbers behind it are ordinals, and whether it is a plural."""
    before = scene.word_before(at) or _before_bracket(scene, at)
    if before is None:
        return None, False
    for form in shapes(before.key):
        stem = (
            form.removeprefix("ال")
            if form.startswith("ال")
            else form[1:]
            if form.startswith("لل")
            else ""
        )
        stem = form.removeprefix("لل") if form.startswith("لل") else stem
        for single in (stem, *_of_dual(stem)):
            if single and single in group("ordinal_after"):
                return noun(single).gender, False
        found = noun(stem, plural_first=True) if stem else None
        if found and found.plural and fold(found.singular) in group("ordinal_after"):
            return found.gender, True
    return None, False


def _before_bracket(scene: Scene, at: int) -> Token | None:
    """The word before a number that is alone in its brackets: المادة (5)."""
    alone = at > 1 and scene[at - 1].kind == "open" and scene[at + 1].kind == "close"
    return scene.word_before(at - 1) if alone else None


def _of_dual(stem: str) -> tuple[str, ...]:
    """The singulars that a dual may have: قرنين, مادتين."""
    if not stem.endswith(("ين", "ان")):
        return ()
    return (stem[:-2], stem[:-3] + "ة") if stem[-3:-2] == "ت" else (stem[:-2],)


def _joined_gender(scene: Scene, at: int) -> Gender | None:
    """The gender of an ordinal that this number is joined to by و, أو, إلى or a comma."""
    last = scene.last
    if last is None or last.kind != "ordinal":
        return None
    between = scene.tokens[last.end : at]
    links = [fold(word) for word in ("إلى", "حتى", "أو", "و", "ثم")]
    near = not between and "و" in scene[at].prefix
    linked = len(between) == 1 and (between[0].key in links or between[0].text in ("،", "-", "–"))
    return last.gender if near or linked else None


def _agreeing_case(scene: Scene, at: int, end: int) -> Case:
    """An ordinal agrees with its noun; the noun's case is that of what governs the noun."""
    if scene.last and scene.last.kind == "ordinal" and _joined_gender(scene, at):
        return scene.last.case
    index = at - 1
    while index > 0 and scene.tokens[index].kind in ("quote", "open"):
        index -= 1
    head = scene.tokens[index]
    attached = head.kind == "word" and head.key[:1] in "بلك" and not noun(head.key).known
    if attached or (head.key[:2] in ("بـ",)):
        return "gen"
    case = case_at(scene, index, end)
    return "gen" if index and among(scene.word_before(index), "genitive") else case


def with_article(scene: Scene, at: int, said: Amount, end: int) -> Found | None:
    """الـ4: an ordinal behind a singular noun, a cardinal behind a plural one or before what it counts."""
    value = said.low.value
    if value is None or said.high is not None:
        return None
    after = counted_after(scene, at, said, end)
    head, head_gender, plural = _head(scene, at)
    after = None if after and head and not after[1].known else after
    if said.scale or after:
        gender = after[1].gender if after else "m"
        case = case_at(scene, at, end)
        words = say(said, gender, case, counts=after is not None, article=True)
        return Found(end, words, "number", case, gender)
    gender = head_gender
    if regnal := _regnal(scene, at):
        head, gender, plural = True, regnal, False
    if (
        not head
        and scene[end].key == "من"
        and scene[end + 1].key in ("الشهر", "شهر")
        and value <= 31
    ):
        case = case_at(scene, at, end)
        return Found(end, ordinal(value, "m", case), "ordinal", case)
    if head and not plural:
        case = _agreeing_case(scene, at, end)
        return Found(end, ordinal(value, gender, case), "ordinal", case, gender)
    case = _agreeing_case(scene, at, end) if head else case_at(scene, at, end)
    return Found(end, say(said, gender, case, article=True), "number", case, gender)


def _head(scene: Scene, at: int) -> tuple[bool, Gender, bool]:
    """The definite noun that a number with the article describes: whether there is one, gender, plural."""
    before = scene.word_before(at)
    if before is None:
        return False, "m", False
    if before.key in group("feminine_after"):
        return False, "f", False
    if among(before, "genitive") or before.key in ("يا",):
        return False, "m", False
    further = scene.word_before(at - 1)
    for form in shapes(further.key)[::-1] if further else ():
        if form in group("ordinal_after"):
            return True, noun(form).gender, False
    form = next((form for form in shapes(before.key) if form.startswith("ال")), before.key)
    found = noun(form)
    is_definite = form.startswith(("ال", "لل")) or form.endswith(("ه", "ها", "هم", "نا", "هما"))
    return is_definite, found.gender, found.plural
