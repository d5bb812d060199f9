"""Numbers alone in brackets or quotation marks that belong to their sentence: برصيد (26) نقطة, "15" سنة.

The brackets become part of the figure, which is then governed by what stands before them and counts what stands
behind. Footnotes, years, negative amounts and asides keep theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from podcast.arabic.grammar.counted import singular
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.quantity import is_year
from podcast.arabic.grammar.scales import scales
from podcast.arabic.tokens.context import among, group
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token
from podcast.structs import replace

_PAIRS = frozenset(("()", "[]", "«»", '""', "“”", "''", "‘’", "”“", "””"))
IN_WORDS = re.compile(
    "(?:ثلاث|اربع|خمس|ست|سبع|ثمان|تسع|عشر|احد|احدي|اثن|مئ|مائ).{0,4}|واحده?|الف(?:ي|ا|ان|ين)?"
)
"""Numbers in words, beside which a number in brackets says the same again: ثلاثين (30) يومًا."""
_UNITS = frozenset(("كجم", "كغم", "كلغ", "كغ", "كم", "كلم", "ملم", "سم", "جم", "غم", "ملغ", "مجم"))
_NEAR = 6
"""How near a word of accounts is, behind which a number in brackets is negative."""
_FAR = 12
"""How far back a verb is that an amount completes."""
_LEADING = ("genitive", "construct", "accusative_verbs")


def disclosed(tokens: Sequence[Token]) -> list[Token]:
    """`tokens` with the brackets around such numbers merged into the number, and 05 أشخاص with no nought."""
    tokens = _unpadded(tokens)
    if not any(token.kind in ("open", "quote") or token.text == "/" for token in tokens):
        return list(tokens)
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        length = _enclosed(tokens, index)
        if length:
            found += _merged(tokens[index : index + length])
        else:
            found.append(tokens[index])
        index += length or 1
    return found


_PADDED = re.compile("0[1-9]")
_OTHERS = frozenset(("اخرون", "اخرين", "اخري"))


def _unpadded(tokens: Sequence[Token]) -> Sequence[Token]:
    """`tokens` without the nought before a figure that counts the word behind it: 05 أشخاص."""
    if not any(_PADDED.fullmatch(token.text) for token in tokens):
        return tokens
    return [
        replace(token, text=token.text[1:]) if _is_padded(token, after) else token
        for token, after in zip(tokens, (*tokens[1:], tokens[-1]), strict=True)
    ]


def _is_padded(token: Token, after: Token) -> bool:
    """Whether a figure of two digits begins with a nought and counts the word `after` it."""
    if token.kind != "figure" or not _PADDED.fullmatch(token.text):
        return False
    if not (token.spaced and after.spaced):  # 3:05 دقائق
        return False
    entry = noun(after.text, plural_first=True)
    many = (entry.known and entry.plural) or (after.key.endswith("ات") and len(after.key) > 4)
    many = many and not after.key.startswith("ال")
    return after.kind == "word" and (many or after.key in _OTHERS)


def _merged(enclosed: Sequence[Token]) -> list[Token]:
    """The tokens within, from the opening sign to the closing one."""
    first, *inner, last = enclosed
    inner[0] = replace(inner[0], start=first.start, spaced=first.spaced)
    inner[-1] = replace(inner[-1], end=last.end)
    return inner


def _enclosed(tokens: Sequence[Token], index: int) -> int:
    """How many tokens an enclosed number takes up from the opening sign at `index` on; 0 if there is none."""
    piece = tokens[index : index + 4]
    if len(piece) < 4 or piece[1].kind != "figure":
        return 0
    if _is_in_slashes(piece):
        return 3
    if piece[0].kind not in ("open", "quote"):
        return 0
    percent = piece[2].text in ("%", "٪")
    closing = piece[2 + percent]
    if piece[0].text + closing.text not in _PAIRS or (closing.spaced and piece[0].kind == "quote"):
        return 0
    before, after = (
        (tokens[index - 1] if index else None),
        tokens[min(index + 3 + percent, len(tokens) - 1)],
    )
    near = tokens[max(0, index - _NEAR) : index]
    broken = any(sign in piece[1].text for sign in ",.٬٫")
    lists = ("balances", *(("earnings",) if broken else ()))
    balanced = any(among(token, name) for token in near for name in lists)
    waited_for = any(
        among(token, "amounting_verbs") for token in tokens[max(0, index - _FAR) : index]
    )
    belongs = _belongs(
        piece[0], piece[1], before, after, percent=percent, balanced=balanced, waited_for=waited_for
    )
    return 3 + percent if belongs else 0


def _is_in_slashes(piece: Sequence[Token]) -> bool:
    """منهم /12/ حاصلين: as agencies bracket figures."""
    first, figure, last, after = piece
    slashes = first.text == "/" and last.text == "/" and first.spaced
    return slashes and not (figure.spaced or last.spaced) and after.kind == "word"


def _belongs(
    opening: Token,
    figure: Token,
    before: Token | None,
    after: Token,
    *,
    percent: bool,
    balanced: bool,
    waited_for: bool,
) -> bool:
    """Whether an enclosed number belongs to its sentence.

    balanced    behind a word of accounts, where brackets are a minus
    waited_for  behind a verb that an amount completes
    """
    if opening.kind == "quote" or figure.article or set(figure.prefix) & set("بلك"):
        return True
    if before is not None and before.kind == "close" and figure.prefix == "و":
        return True  # في المادة (17) و(28)
    scaled = after.key in scales() and after.spaced
    if scaled and before is not None and before.kind == "pause" and waited_for:
        return True  # بلغت الكميات المصدرة، (97) مليونًا
    if (
        before is None
        or before.kind != "word"
        or not (_is_whole(figure, after) or percent or scaled)
    ):
        return figure.prefix == "و" and _is_counted(figure, after, balanced=balanced)
    in_words = IN_WORDS.fullmatch(before.key) or (not scaled and IN_WORDS.fullmatch(after.key))
    if in_words and before.key not in scales():
        return False
    if scaled:
        return not balanced
    if not percent and _is_counted(figure, after, balanced=balanced):
        return True
    year = among(before, "year_after") or (is_year(parse(figure.text)) and not percent)
    led = any(among(before, name) for name in _LEADING) or before.key.removeprefix("ال") == "رقم"
    return led and not year


def _is_whole(figure: Token, after: Token) -> bool:
    """(149.739) حبة, (126.590) من الحبوب: three digits behind a dot are thousands before what is counted."""
    counted = noun(after.text).known or after.key == "من"
    return parse(figure.text, whole=counted and after.spaced).integer


def _is_counted(figure: Token, after: Token, *, balanced: bool) -> bool:
    """Whether a word behind a number is what it counts."""
    if after.text in _UNITS and after.spaced:
        return not balanced
    if after.kind != "word" or not after.spaced or after.key in group("not_counted"):
        return False
    value = parse(figure.text, whole=noun(after.text).known).whole
    rest = value % 100
    entry = noun(after.text, plural_first=3 <= rest <= 10)
    if balanced and singular(after) in group("worths"):
        return False
    accusative = (
        not after.key.startswith("مت")
        and after.text[-1] in "ا\u064b"
        and rest > 10
        and not among(after, "adverbs")
    )
    several = 3 <= rest <= 10 and after.key.endswith(("ين", "ات")) and len(after.key) > 5
    if (accusative or several) and not entry.known:  # (20) فلسطينيًا, (1,610) مخالفين
        return True
    agrees = entry.plural == (3 <= rest <= 10) or (value > 100 and not entry.plural)
    return entry.known and agrees and not after.key.startswith("ال")
