"""Versions and machines' addresses: v2.0, 3.1.4, 192.168.1.1, Python 3.12."""

from __future__ import annotations

import re

from podcast.arabic.classes.identifier import digits
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.text.letters import paused
from podcast.arabic.tokens.context import Scene, among
from podcast.arabic.tokens.figures import Figure, parse


def machine(scene: Scene, at: int) -> Verbalisation | None:
    """A version or a machine's address: 3.1.4, 192.168.1.1, each part a number with نقطة between."""
    token = scene[at]
    if token.kind != "figure":
        return None
    figure = parse(token.text)
    if (
        len(figure.parts) >= 3
        and "." in token.text
        and all(len(part) <= 4 for part in figure.parts)
    ):
        return Verbalisation(at + 1, parts_of(figure.parts), "version", "nom")
    if _is_version(scene, at, figure):
        return Verbalisation(
            at + 1, parts_of((str(figure.whole), figure.decimals)), "version", "nom"
        )
    return None


_V = re.compile(r"[vV]\.?([0-9]{1,4}(?:\.[0-9]{1,4}){0,4})(?:-(alpha|beta|rc)\.?([0-9]{0,2}))?")
_STAGES = {"alpha": "أَلْفَا", "beta": "بِيتَا", "rc": "آر سِي"}


def release(scene: Scene, at: int) -> Verbalisation | None:
    """v2.0: a release by its number."""
    found = _V.fullmatch(scene[at].text)
    if found is None:
        return None
    word = scene.word_before(at)
    named = among(word, "releases")
    said = parts_of(tuple(found[1].split(".")))
    if found[2]:
        stage = f"{_STAGES[found[2]]} {spell(int(found[3])) if found[3] else ''}"
        said = f"{said} {paused(stage.strip())}"
    return Verbalisation(at + 1, said if named else f"الْإِصْدَار {said}", "version", "nom")


def _is_version(scene: Scene, at: int, figure: Figure) -> bool:
    """2.0 behind a Latin name or a word such as الإصدار, with nothing that makes it an amount."""
    if (
        not figure.decimals
        or "." not in figure.text
        or len(figure.decimals) > 2
        or scene[at].prefix
    ):
        return False
    before, after = scene[at - 1] if at else scene[len(scene.tokens)], scene[at + 1]
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
    return named or (before.kind == "word" and among(before, "releases"))


def parts_of(parts: tuple[str, ...]) -> str:
    """Parts of a version with نقطة between; a part with a leading zero digit by digit."""
    said = (
        digits(part) if len(part) > 1 and part[0] == "0" else spell(int(part)) for part in parts
    )
    return " نُقْطَة ".join(map(paused, said))
