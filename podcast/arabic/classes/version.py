"""Version numbers and IP addresses: v2.0, 3.1.4, 192.168.1.1, Python 3.12."""

from __future__ import annotations

import re

from podcast.arabic.classes.identifier import digits
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.text.letters import paused
from podcast.arabic.tokens.context import Scene, among
from podcast.arabic.tokens.figures import Figure, parse
from podcast.arabic.tokens.valency import readings


def machine(scene: Scene, index: int) -> Verbalisation | None:
    """A version or an IP address: 3.1.4, 192.168.1.1, each part a number, separated by نقطة."""
    token = scene[index]
    if token.kind != "figure":
        return None
    figure = parse(token.text)
    if _is_any_further(scene, index):
        words = parts_of(tuple(token.text.split(".")))
        return Verbalisation(index + 3, f"{words} نُقْطَة إِكْس", "version", "nom")
    if (
        len(figure.parts) >= 3
        and "." in token.text
        and all(len(part) <= 4 for part in figure.parts)
    ):
        return Verbalisation(index + 1, parts_of(figure.parts), "version", "nom")
    if _is_version(scene, index, figure):
        return Verbalisation(
            index + 1, parts_of((str(figure.whole), figure.decimals)), "version", "nom"
        )
    return None


def _is_any_further(scene: Scene, index: int) -> bool:
    """Python 3.x: any version that begins so."""
    point, letter = scene[index + 1], scene[index + 2]
    glued = not (point.spaced or letter.spaced) and all(scene[index].text.split("."))
    return glued and point.text == "." and letter.text in ("x", "X") and scene[index].text.isascii()


_V = re.compile(r"[vV]\.?([0-9]{1,4}(?:\.[0-9]{1,4}){0,4})(?:-(alpha|beta|rc)\.?([0-9]{0,2}))?")
_STAGES = {"alpha": "أَلْفَا", "beta": "بِيتَا", "rc": "آر سِي"}


def release(scene: Scene, index: int) -> Verbalisation | None:
    """v2.0: a release number."""
    match = _V.fullmatch(scene[index].text)
    if match is None:
        return None
    word = scene.word_before(index)
    last = scene.last
    joined = last is not None and last.kind == "version" and last.end == index
    named = among(word, "releases") or joined
    if scene[index].text[0] == "V" and "." not in match[1] and not named:
        return None
    spoken = parts_of(tuple(match[1].split(".")))
    if match[2]:
        stage = f"{_STAGES[match[2]]} {spell(int(match[3])) if match[3] else ''}"
        spoken = f"{spoken} {paused(stage.strip())}"
    return Verbalisation(index + 1, spoken if named else f"الْإِصْدَار {spoken}", "version", "nom")


def _is_version(scene: Scene, index: int, figure: Figure) -> bool:
    """2.0 after a Latin name or a word such as الإصدار, unless something makes it an amount."""
    if (
        not figure.decimals
        or "." not in figure.text
        or len(figure.decimals) > 2
        or scene[index].prefix
    ):
        return False
    before, after = scene[index - 1] if index else scene[len(scene.tokens)], scene[index + 1]
    scaled = after.kind == "word" and after.key in (
        "مليون",
        "مليار",
        "الف",
        "تريليون",
        "بالمئة",
        "بالمائة",
    )
    if scaled or after.text in ("%", "٪", "$", "€", "°"):
        return False
    named = before.kind in ("latin", "name") and not before.prefix.endswith(("ب", "ل"))
    act = before.kind == "word" and before.key != "رقم" and among(before, "numbered_acts")
    act = act or (
        before.key == "رقم"
        and any(among(scene[place], "numbered_acts") for place in (index - 2, index - 3))
    )
    worded = before.kind == "word" and (among(before, "releases") or _goes_on(scene, index))
    return (named and before.text not in _SCORES) or act or worded or _is_of_system(scene, index)


def _goes_on(scene: Scene, index: int) -> bool:
    """بايثون 3.12 أسرع من 3.11: compared with the release before it."""
    last = scene.last
    return (
        last is not None and last.kind == "version" and scene[index - 1].key in ("من", "الي", "او")
    )


_SCORES = (
    "PMI",
    "CVSS",
    "IELTS",
    "pH",
    "PH",
    "GPA",
    "BMI",
    "LDL",
    "HDL",
    "TSH",
    "INR",
    "CPI",
    "Mw",
    "CGPA",
    "HR",
    "OR",
    "RR",
)
"""Names of what is measured in tenths, with no releases."""


def _is_of_system(scene: Scene, index: int) -> bool:
    """نظام نسيم 5.2: a release of what a name that no table knows is the name of."""
    name, kind, after = scene.word_before(index), scene.word_before(index - 1), scene[index + 1]
    free = after.kind in ("pause", "end", "close") or among(after, "genitive")
    titled = (
        scene.heading
        and name is not None
        and name.key[:1] == "ب"
        and after.kind in ("pause", "end")
    )
    if titled and name is not None and not (noun(name.key).known or noun(name.key[1:]).known):
        return not among(name, "genitive") and len(name.key) > 5  # بووردبريس 6.6
    return (
        free
        and name is not None
        and not noun(name.key).known
        and not readings(name.key)
        and kind is not None
        and kind.key.removeprefix("ال")
        in ("نظام", "متصفح", "تطبيق", "برنامج", "مكتبة", "لغة", "محرك", "توزيعة")
    )


def parts_of(parts: tuple[str, ...]) -> str:
    """The parts of a version, separated by نقطة; a part with a leading zero digit by digit."""
    spoken = (
        digits(part) if len(part) > 1 and part[0] == "0" else spell(int(part)) for part in parts
    )
    return " نُقْطَة ".join(map(paused, spoken))
