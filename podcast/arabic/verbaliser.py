"""Turns typed tokens into words: the readers of a token's kind are tried in order, and the first match wins.

The order resolves ambiguity: telephone numbers before dates, dates before fractions, money before numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from string import ascii_letters

from podcast.arabic.classes import electronic
from podcast.arabic.classes.abbreviation import (
    abbreviation,
    is_short_form,
    latin_initial,
    lone_letter,
    spelled,
)
from podcast.arabic.classes.accounting import accounting
from podcast.arabic.classes.at_least import more_than
from podcast.arabic.classes.bracketed_unit import bracketed_unit, per_sign, quotient
from podcast.arabic.classes.cardinal import count
from podcast.arabic.classes.date import numeric_date, year_of_month
from podcast.arabic.classes.day_of_month import day_and_month
from podcast.arabic.classes.duration import result_time
from podcast.arabic.classes.enumeration import bracketed_item, item, listed
from podcast.arabic.classes.era import era, other_century
from podcast.arabic.classes.exponent import element, ion, metre, raised
from podcast.arabic.classes.footnote import footnote
from podcast.arabic.classes.formula import formula
from podcast.arabic.classes.fraction import citation, fraction
from podcast.arabic.classes.goal import minute
from podcast.arabic.classes.hours import hour
from podcast.arabic.classes.identifier import hyphenated, identity
from podcast.arabic.classes.measure import measure, raised_unit
from podcast.arabic.classes.money import glued_scale, priced
from podcast.arabic.classes.months import english_date, month_and_year, year_and_month
from podcast.arabic.classes.percent import percentage
from podcast.arabic.classes.product import multiple, product
from podcast.arabic.classes.rating import blood, rating
from podcast.arabic.classes.ratio import ratio
from podcast.arabic.classes.repetition import repeated
from podcast.arabic.classes.roman import roman, sequel
from podcast.arabic.classes.score import formation, from_nil, score
from podcast.arabic.classes.season import season
from podcast.arabic.classes.symbols import dash, sign
from podcast.arabic.classes.telephone import telephone
from podcast.arabic.classes.time import clock
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.classes.version import machine, release
from podcast.arabic.classes.visual_order import visual_order
from podcast.arabic.grammar.coordination import is_aside
from podcast.arabic.grammar.when import is_how_long
from podcast.arabic.text import alphabet
from podcast.arabic.text.alphabet import letter_names
from podcast.arabic.text.letters import attach, bare, definite
from podcast.arabic.tokens.context import STOPS, Read, Scene, among
from podcast.arabic.tokens.tokens import Token
from podcast.structs import Frozen, replace

Find = Callable[[Scene, int], "Verbalisation | None"]
LatinReader = Callable[[str, str, Sequence[str]], Sequence[tuple[str, str]]]
"""(run, the Latin phrase around it, folded Arabic words beside that) → (spoken form, rule) of each part."""

_NUMERIC: tuple[Find, ...] = (
    telephone, more_than, minute, citation, numeric_date, english_date, year_and_month, month_and_year,
    other_century, result_time, clock, hour, day_and_month, year_of_month,
    formation, season, hyphenated, glued_scale, priced, percentage, measure,
    score, fraction, ratio, machine, identity, count,
)  # fmt: skip
_READERS: dict[str, tuple[Find, ...]] = {
    "figure": (item, listed, *_NUMERIC),
    "fraction": _NUMERIC,
    "sign": (blood, telephone, glued_scale, priced, percentage, measure, count, per_sign, sign),
    "dash": (blood, priced, percentage, measure, count, dash),
    "name": (ion, element, roman, sequel, blood, english_date),
    "open": (bracketed_item, repeated, bracketed_unit, accounting, footnote, telephone),
    "raised": (raised,),
    "pause": (latin_initial,),
    "latin": (
        ion,
        element,
        roman,
        sequel,
        blood,
        rating,
        clock,
        glued_scale,
        priced,
        multiple,
        product,
        release,
        quotient,
        english_date,
    ),
    "word": (item, from_nil, raised_unit, metre, era, abbreviation, lone_letter),
    "abbreviation": (metre, era, priced, abbreviation),
    "foreign": (glued_scale, priced, quotient, sign),
}


_BEFORE_A_WORD: tuple[Find, ...] = (
    telephone, minute, other_century, hour, day_and_month, year_of_month, priced, percentage, measure, machine,
    identity, count,
)  # fmt: skip
"""Readers of a figure with a word, a pause or a cell's end behind it: no part of a date, time, result or
fraction."""
_OF_DECIMALS: tuple[Find, ...] = (
    item, listed, telephone, numeric_date, clock, glued_scale, priced, percentage, measure, machine, identity,
    count,
)  # fmt: skip
"""Readers of a figure with a separator, where `_BEFORE_A_WORD` reads one without."""
_WORDS = frozenset(("word", "end"))
_ENDS = frozenset(("،", "؛", "؟", "!", "|", "%", "٪"))
"""What stands behind figures that are alone, in sentences and in tables."""
_NIL = frozenset(("صفر", "مقابل"))
_JOINTS = frozenset(("/", "-", "–", ":", "."))
_THE = ("ذا ", "ذي ")
"""The English article before a name."""
_CODE = "الشِّيفْرَة"
"""What is said for code that is not read, where a preposition before it would hang in the air."""
_LINKS = frozenset(("ثم", "او"))
_NEAR = 6
_BESIDE = 3
"""How many words before a foreign one may tell its nation: المخرج الفرنسي Audiard."""
_GOES_ON = ("score", "ordinal")
"""What a number in brackets goes on with: 6-3، 7-6 (7-4)، 6-2."""
_COMPACT_TIME = 4
_COMPACT_DATE = 8
"""The digits of a date without signs: 20250315."""


class Piece(Frozen):
    """The spoken form of [start, end) of the text; `rule` is "" if it is read as written."""

    start: int
    end: int
    spoken: str
    rule: str = ""


def pieces(scene: Scene, latin: LatinReader, inner: Callable[[str], str]) -> Iterator[Piece]:
    """The text of `scene` in pieces, in order; every token is in exactly one piece.

    latin  reads a Latin run, given the phrase around it.
    inner  reads a text within the text: a hashtag's words, a name in an address.
    """
    index, outside = 0, None
    if turned := visual_order(scene, 0):
        yield _piece_of(scene, 0, turned)
        return
    while index < len(scene.tokens) - 1:
        found = None
        for find in _readers(scene, index):
            if found := find(scene, index):
                break
        if found is None:
            token = scene.tokens[index]
            if token.kind == "open":
                outside = scene.last
            elif token.kind == "close" and outside and outside.kind not in _GOES_ON:
                scene, outside = replace(scene, last=outside), None
            yield _plain(scene[index], scene, index, latin, inner)
            index += 1
            continue
        yield _piece_of(scene, index, found)
        scene, index = replace(scene, last=_memory(scene, index, found)), found.end


def _readers(scene: Scene, index: int) -> tuple[Find, ...]:
    """The readers that may know the token at `index`, by its neighbour first: most are plain."""
    token = scene.tokens[index]
    if token.kind == "word" and index and not is_short_form(token):
        return ()
    if token.kind == "figure":
        after, before = scene.tokens[index + 1], scene.tokens[index - 1]
        ended = after.text in _ENDS or after.kind == "close"
        ended = ended or (after.text == "." and scene[index + 2].kind == "end")
        ended = ended or (after.kind == "figure" and after.spaced and not after.prefix)
        alone = after.kind in _WORDS or (ended and index > 0)
        alone = alone and len(token.text) != _COMPACT_DATE
        alone = alone and not (len(token.text) == _COMPACT_TIME and among(before, "hours"))
        if alone and after.key not in _NIL and before.text not in _JOINTS:
            return _BEFORE_A_WORD if token.text.isdecimal() else _OF_DECIMALS
    return _READERS.get(token.kind, ())


def _memory(scene: Scene, index: int, verbalisation: Verbalisation) -> Read | None:
    """What was counted last; an aside in brackets is none, and no more is how long it took."""
    silent = verbalisation.kind in ("sign", "dash", "abbreviation", "letter", "identifier")
    aside = scene.last is not None and (
        is_aside(scene, index, verbalisation.end) or is_how_long(scene, index, verbalisation.end)
    )
    made = scene.word_before(index)
    label = scene.last is not None and made is not None and made.key in ("طراز", "الطراز", "موديل")
    return scene.last if silent or aside or label else verbalisation.read


def _piece_of(scene: Scene, index: int, verbalisation: Verbalisation) -> Piece:
    token, last = scene[index], scene[verbalisation.end - 1]
    spoken = (
        attach(token.prefix, verbalisation.spoken)
        if token.prefix and verbalisation.spoken
        else verbalisation.spoken
    )
    stopped = len(last.text) > 1 and last.text[-1] == "." and spoken and spoken[-1] not in STOPS
    if stopped and scene[verbalisation.end].kind == "end":
        spoken += "."
    return Piece(token.start, last.end, spoken, verbalisation.rule or verbalisation.kind)


def _plain(
    token: Token,
    scene: Scene,
    index: int,
    latin: LatinReader,
    inner: Callable[[str], str],
) -> Piece:
    """A token that no reader of numbers and signs has claimed."""
    kind = token.kind
    if kind == "word":
        idle = token.key in _LINKS and scene[index + 1].kind == "code"
        return Piece(token.start, token.end, "" if idle else token.text, "code" if idle else "")
    if (
        kind == "name"
        and len(token.text) == 1
        and token.text in ascii_letters
        and _phrase(scene, index) == token.text
    ):
        return _prefixed(token, _named(spelled(token.text)), "letters")
    if kind == "name":
        return _prefixed(token, token.spoken, token.rule)
    if kind == "latin":
        first, last = _phrase_at(scene, index)
        beside = (*scene.tokens[max(0, first - _BESIDE) : first], scene[last + 1])
        words = [word.key for word in beside if word.kind == "word"]
        parts = latin(token.text, _phrase(scene, index), words)
        rules = [rule for _, rule in parts]
        guess = "latin-guess" if "latin-guess" in rules else rules[0] if rules else "latin-guess"
        return _prefixed(token, _named(" ".join(spoken for spoken, _ in parts)), guess)
    if kind == "code":
        governed = token.prefix or token.article or among(scene.word_before(index), "genitive")
        return Piece(
            token.start, token.end, attach(token.prefix, _CODE) if governed else "", "code"
        )
    if kind == "formula":
        said = formula(scene, index, inner)
        return Piece(token.start, token.end, said.spoken, said.rule or said.kind)
    if kind in ("url", "email", "hashtag", "mention"):
        return _prefixed(token, electronic.read(token, inner), kind)
    if kind == "pause":
        return Piece(token.start, token.end, _pause(scene, index))
    if kind == "foreign":
        return _prefixed(token, alphabet.transliterated(token.text), "foreign-script")
    return Piece(token.start, token.end, "")


def _phrase(scene: Scene, index: int) -> str:
    """The foreign words around `index`, which together show their language: Le Chat."""
    first, last = _phrase_at(scene, index)
    return " ".join(token.text for token in scene.tokens[first : last + 1])


def _phrase_at(scene: Scene, index: int) -> tuple[int, int]:
    """The first and the last of the foreign words around `index`."""
    first = last = index
    while first > 0 and index - first < _NEAR and scene.tokens[first - 1].kind in ("latin", "name"):
        first -= 1
    while last - index < _NEAR and scene[last + 1].kind in ("latin", "name"):
        last += 1
    return first, last


def _named(words: str) -> str:
    """`words` with isolated letters replaced by their names."""
    names = letter_names()
    return " ".join(
        names.get(bare(word), word) if len(bare(word)) == 1 else word for word in words.split()
    )


def _prefixed(token: Token, spoken: str, rule: str) -> Piece:
    named = spoken.partition(" ")[2] if bare(spoken).startswith(_THE) else ""
    if named and token.prefix[-1:] in tuple("بلك"):
        spoken = definite(named)  # لـ The Guardian: للغارديان
    if token.article and spoken:
        spoken = spoken if spoken.startswith("ال") else definite(spoken)
    return Piece(token.start, token.end, attach(token.prefix, spoken) if spoken else "", rule)


def _pause(scene: Scene, index: int) -> str:
    """The pause of a punctuation mark; an ellipsis in the middle of a sentence is a comma."""
    text = scene[index].text
    if text[0] in STOPS and (text[0] == "…" or len(text) > 1):
        return "." if scene[index + 1].kind in ("end", "close", "quote") else "،"
    return {",": "،", ";": "؛", "?": "؟"}.get(text, text)
