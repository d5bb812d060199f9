"""Numbers that are no amounts: telephone numbers, identities, versions, addresses of machines."""

from __future__ import annotations

import re

from podcast.arabic.grammar.numerals import ending_of_digit, spell
from podcast.arabic.text.letters import paused
from podcast.arabic.tokens.context import Scene, cued, group
from podcast.arabic.tokens.figures import LONGEST, Figure, parse
from podcast.arabic.tokens.numeric import HYPHENS
from podcast.arabic.tokens.verbalised import Found


def digits(text: str) -> str:
    """Digits one by one."""
    return " ".join(ending_of_digit(digit) for digit in text if digit.isdecimal())


def telephone(scene: Scene, at: int) -> Found | None:
    """Digits said one by one, with a pause where the writer left a gap: telephone numbers and identities."""
    groups, end, plus = _groups(scene, at)
    total = sum(map(len, groups))
    if total < 3:
        return None
    told = cued(scene, at, "digits_after", 4)
    first = groups[0]
    shape = (
        (plus and total >= 7)
        or (first.startswith("00") and total >= 9)
        or (first[0] == "0" and total >= 8)
    )
    if not (shape or (told and (total >= 5 or first[0] == "0") and total < 40)):
        return None
    said = "، ".join(map(digits, groups))
    return Found(end, f"زَائِد {said}" if plus else said, "phone")


def _groups(scene: Scene, at: int) -> tuple[list[str], int, bool]:
    """The groups of digits from `at` on: glued by hyphens, apart by single spaces, in brackets."""
    plus = scene[at].text == "+" and not scene[at + 1].spaced
    groups: list[str] = []
    at += plus
    end = at
    while len(groups) < 8:
        token = scene[at]
        if token.kind == "figure" and (not groups or not token.prefix) and _digits_only(token.text):
            groups.append(token.text.replace(".", ""))
            at = end = at + 1
            continue
        link = token.text in HYPHENS | {"/"} and not token.spaced and not scene[at + 1].spaced
        bracket = (
            token.kind in ("open", "close")
            and scene[at + 1].kind in ("figure", "close", "dash")
            and bool(groups or plus)
        )
        if not (link or bracket):
            break
        at += 1
    return groups, end, plus


def _digits_only(text: str) -> bool:
    return text.isdecimal()


def machine(scene: Scene, at: int) -> Found | None:
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
        return Found(at + 1, parts_of(figure.parts), "version", "nom")
    if _is_version(scene, at, figure):
        return Found(at + 1, parts_of((str(figure.whole), figure.decimals)), "version", "nom")
    return None


_V = re.compile(r"[vV]\.?([0-9]{1,4}(?:\.[0-9]{1,4}){0,4})")


def release(scene: Scene, at: int) -> Found | None:
    """v2.0: a release by its number."""
    found = _V.fullmatch(scene[at].text)
    if found is None:
        return None
    word = scene.word_before(at)
    named = word is not None and word.key in group("releases")
    said = parts_of(tuple(found[1].split(".")))
    return Found(at + 1, said if named else f"الْإِصْدَار {said}", "version", "nom")


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
    return named or (before.kind == "word" and before.key in group("releases"))


def parts_of(parts: tuple[str, ...]) -> str:
    """Parts of a version with نقطة between; a part with a leading zero digit by digit."""
    said = (
        digits(part) if len(part) > 1 and part[0] == "0" else spell(int(part)) for part in parts
    )
    return " نُقْطَة ".join(map(paused, said))


def identity(scene: Scene, at: int) -> Found | None:
    """Digits that are no amount by their shape: leading zeros, more digits than a number is written with."""
    token = scene[at]
    figure = parse(token.text) if token.kind == "figure" else Figure("")
    if figure.parts and (token.text.isdecimal() or len(token.text) > LONGEST):
        return Found(at + 1, "، ".join(map(digits, figure.parts)), "digits", "nom")
    return None
