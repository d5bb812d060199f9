"""Fractions: 3/4 الطلاب; with a denominator above ten, or a value of one or more, "over": 120 على 80."""

from __future__ import annotations

from podcast.arabic.classes.amount import plain
from podcast.arabic.classes.units import one_of, unit_at
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.ordinals import fraction as spell_fraction
from podcast.arabic.grammar.ordinals import ordinal
from podcast.arabic.grammar.quantity import two_figures
from podcast.arabic.text.letters import paused
from podcast.arabic.tokens.context import Scene, among, cued

_PIXELS = frozenset(("بيكسل", "بكسل", "بيكسلا", "بكسلا"))
_VOLUMES = 60
"""The volumes of the largest book that is cited."""
_MARKS = (5, 10, 20, 100)
"""Maximum marks of ratings: 4.8/5, تقييم 9/10."""


def citation(scene: Scene, index: int) -> Verbalisation | None:
    """رواه أحمد في المسند 4/339: the volume of a book and its page."""
    slash, page = scene[index + 1], scene[index + 2]
    if slash.text != "/" or slash.spaced or page.kind != "figure" or slash.prefix or page.prefix:
        return None
    texts = scene[index].text, page.text
    if not all(text.isdecimal() and len(text) <= 4 for text in texts):
        return None
    volume, number = map(int, texts)
    longer = scene[index + 3].text in ("/", "-") and scene[index + 4].kind == "figure"
    if longer or not (1 <= volume <= _VOLUMES and number) or not cued(scene, index, "cited", 8):
        return None
    spoken = f"الْجُزْء {ordinal(volume, 'm', 'obl')}، صَفْحَة {paused(spell(number, 'f', 'obl'))}"
    return Verbalisation(index + 3, spoken, "fraction")


def _of_article(scene: Scene, index: int) -> Verbalisation | None:
    """المادة 4/1: an article of a law and its part."""
    article = scene.word_before(index)
    article = article if article is not None and among(article, "articles") else None
    texts = scene[index].text, scene[index + 2].text
    if article is None or scene[index].prefix or not all(text.isdecimal() for text in texts):
        return None
    number, part = map(int, texts)
    if not (0 < number < 100 and 0 < part < 100) or scene[index + 3].text in ("/", "-"):
        return None
    feminine = article.key.endswith("ة")
    head = ordinal(number, "f" if feminine else "m", "obl")
    return Verbalisation(index + 3, f"{head} عَلَى {paused(spell(part, 'm', 'gen'))}", "fraction")


def _of_both_eras(scene: Scene, index: int, first: int, second: int) -> Verbalisation | None:
    """عام (661/41): one year of the Gregorian and the Hijri calendar, in whichever order."""
    back = index - 1 - (scene[index - 1].kind == "open")
    early, late = sorted((first, second))
    dated = back >= 0 and among(scene.tokens[back], "year_after") and early > 0
    if not dated or abs(_HEGIRA + early * _LUNAR - late) > 1:
        return None
    words = [
        f"{spell(year, 'm', 'gen')} {'هِجْرِيَّة' if year == early else 'مِيلَادِيَّة'}"
        for year in (first, second)
    ]
    return Verbalisation(index + 3, "، ".join(words), "year", "gen")


_HEGIRA, _LUNAR = 621.5, 0.97
"""The Hijra in Gregorian years, and the length of a lunar year in solar ones."""


def _is_mark(scene: Scene, index: int, end: int) -> bool:
    """تقييم 9/10, التصميم: 9/10: near a word for marks, or all that a label is given."""
    labelled = index > 1 and scene[index - 1].text == ":" and scene[index - 2].kind == "word"
    whole = scene[end].kind in ("pause", "end", "close") and scene[index].text != "1"
    return cued(scene, index, "marked_out_of", 4) or (labelled and whole)


def fraction(scene: Scene, index: int) -> Verbalisation | None:
    """Two whole numbers separated by a slash."""
    if scene[index + 1].text not in ("/", "⁄", "\\"):
        return None
    pressure = cued(scene, index, "pressures", 14)
    pair = two_figures(scene, index, "/⁄\\" if pressure else "/⁄", spaced=pressure)
    if pair is None or not pair[1].integer or pair[0].parts:
        return None
    low, high = pair
    if named := _of_article(scene, index) or _of_both_eras(scene, index, low.whole, high.whole):
        return named
    end, after = index + 3, scene[index + 3]
    if not low.integer or (high.whole in _MARKS and _is_mark(scene, index, end)):
        case = case_at(scene, index, end)
        spoken = f"{plain(low, case)} مِنْ {plain(high, 'gen')}"
        return Verbalisation(end, spoken, "fraction", case)
    counted = among(after, "extents")  # ليبرد 1/4 ساعة
    case = case_at(scene, index, end + counted)
    if {low.text, high.text} == {"24", "7"}:
        spoken = "عَلَى مَدَارِ السَّاعَةِ طَوَالَ أَيَّامِ الْأُسْبُوعِ"
        return Verbalisation(end, spoken, "fraction")
    if low.whole < high.whole and 2 <= high.whole <= 10:
        free = (
            among(after, "genitive")
            or after.key in ("منه", "منها", "منهم")
            or after.key in ("و", "او")
        )
        counts = after.kind in ("word", "name") and not free
        unit = unit_at(scene, end)  # 1/2 م.ك
        words = spell_fraction(low.whole, high.whole, case, counts=counts or unit is not None)
        if unit:
            words, end = f"{words} {one_of(unit[0])}", unit[1]
        return Verbalisation(end, words, "fraction", case)
    unit = unit_at(scene, end)
    if scene[end + (after.kind == "close")].key in _PIXELS:  # (2400/1080) بيكسل
        spoken = f"{plain(low, case)} فِي {plain(high, 'gen')}"
        return Verbalisation(end, spoken, "fraction", case)
    spoken = f"{plain(low, case)} عَلَى {plain(high, 'gen')}"
    if unit and after.kind == "word":
        return Verbalisation(unit[1], f"{spoken} {unit[0].noun}", "fraction", case)
    return Verbalisation(end, spoken, "fraction", case)
