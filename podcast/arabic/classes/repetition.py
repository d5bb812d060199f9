"""What is written twice, in words and in figures or short, is read once: ثلاثين (30) يومًا."""

from __future__ import annotations

from functools import cache

from podcast.arabic.classes.abbreviation import expansion
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.text.letters import fold, unmarked
from podcast.arabic.tokens.context import Scene
from podcast.arabic.tokens.features import Case, Gender
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token

_GENDERS: tuple[Gender, ...] = ("m", "f")
_CASES: tuple[Case, ...] = ("nom", "gen", "acc")
_LONGEST = 8
"""The most words of a number that are compared."""


def repeated(scene: Scene, index: int) -> Verbalisation | None:
    """What stands in brackets at `index`, silent if the words beside it say the same."""
    return _repeated_figure(scene, index) or _repeated_short_form(scene, index)


def _repeated_short_form(scene: Scene, index: int) -> Verbalisation | None:
    """ضريبة القيمة المضافة (ض.ق.م): the short form of the words before it."""
    if scene[index].text != "(" or scene[index + 2].kind != "close":
        return None
    meant = [_unarticled(fold(word)) for word in expansion(scene[index + 1].text, "any").split()]
    before = _words(scene, range(index - 1, max(-1, index - 1 - len(meant)), -1))
    told = meant and [_unarticled(word) for word in before[::-1]] == meant
    return Verbalisation(index + 3, "", "repetition") if told else None


def _unarticled(word: str) -> str:
    return word.removeprefix("ال")


def _repeated_figure(scene: Scene, index: int) -> Verbalisation | None:
    """The figures in brackets at `index`, silent if the words right before or after say the same."""
    token, close = scene[index + 1], scene[index + 2]
    if scene[index].text != "(" or token.kind != "figure" or close.kind != "close" or token.prefix:
        return None
    figure = parse(token.text.lstrip("0") or "0")  # ثلاثة (03) تجار
    if not figure.integer:
        return None
    if figure.whole == 2 and index and _is_dual(scene[index - 1]):
        return Verbalisation(index + 3, "", "repetition")
    spoken = _spellings(figure.whole)
    before = _words(scene, range(index - 1, max(-1, index - 1 - _LONGEST), -1))
    after = _words(scene, range(index + 3, index + 3 + _LONGEST))
    told = any(_ends(before[::-1], words) or after[: len(words)] == words for words in spoken)
    return Verbalisation(index + 3, "", "repetition") if told else None


def _is_dual(token: Token) -> bool:
    """مركبتين (02), شخصان (2): a noun in the dual, which says as many."""
    stem = token.key[:-2]
    dual = token.kind == "word" and token.key.endswith(("ين", "ان")) and len(stem) > 2
    single = stem[:-1] + "ة" if stem.endswith("ت") else stem
    return dual and any(noun(form).known and not noun(form).plural for form in (single, stem))


def _words(scene: Scene, places: range) -> list[str]:
    """The words at `places`, folded, up to the first token that is not a word."""
    found: list[str] = []
    for place in places:
        if scene[place].kind != "word":
            break
        found.append(_plain(scene[place].key))
    return found


def _plain(word: str) -> str:
    """A number word without the alef of tanwin and with a single spelling of "hundred"."""
    word = word.replace("مائ", "مئ").replace("ثماني", "ثمان")
    return word[:-1] if word.endswith("ا") and len(word) > 3 else word


def _ends(words: list[str], number: list[str]) -> bool:
    """Whether `words` end with `number`, with or without a particle on its first word."""
    tail = words[-len(number) :]
    return len(tail) == len(number) and tail[1:] == number[1:] and _same(tail[0], number[0])


def _same(written: str, spoken: str) -> bool:
    return written == spoken or (written[:1] in "وبلف" and written[1:] == spoken)


@cache
def _spellings(number: int) -> tuple[list[str], ...]:
    found = {
        fold(unmarked(spell(number, gender, case, counts=counts)))
        for gender in _GENDERS
        for case in _CASES
        for counts in (False, True)
    }
    return tuple([_plain(word) for word in words.split()] for words in sorted(found))
