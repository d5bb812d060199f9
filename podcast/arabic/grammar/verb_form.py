"""The form of a verb: what is joined to it, the gender it shows."""

from __future__ import annotations

from podcast.arabic.tokens.context import among, group
from podcast.arabic.tokens.features import Gender
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import is_past_or_present, readings


def unjoined(key: str) -> str:
    """The letters of a verb without the و or ف before it: وقتل, وحث; but وقع is whole."""
    if key[:1] not in ("و", "ف"):
        return key
    short = len(key) == 3 and bool(readings(key[1:])) and not readings(key)
    return key[1:] if len(key) > 3 or short else key


def is_verb(token: Token) -> bool:
    """Whether a word is in a list of verbs."""
    return any(
        among(token, name) for name in ("accusative_verbs", "nominative_verbs", "attending_verbs")
    )


DOUBLED = frozenset(("حول", "مثل", "عبر"))
"""Prepositions whose letters are a verb's too, if the second is doubled: حوّل."""


def is_doubled(token: Token) -> bool:
    """Whether such a word has the mark of a verb."""
    return token.key in DOUBLED and "\u0651" in token.text


def gender_of_verb(token: Token) -> Gender:
    """The gender a verb of the third person shows: قالت and تقول are feminine."""
    key = unjoined(token.key)
    future = key[:2] in ("سي", "ست") and len(key) > 4
    key = key[1:] if future else key
    present = key[:1] == "ت" and _is_listed("ي" + key[1:])
    past = present and not future and _is_listed("ي" + key)  # تلقى, يتلقى
    return "f" if key.endswith("ت") or (present and not past) else "m"


def is_of_either_gender(token: Token) -> bool:
    """توزع: a verb in the feminine (تُوزّع) or one of form V in the masculine (تَوزّع); only the context tells."""
    key = unjoined(token.key)
    return key[:1] == "ت" and key[-1:] != "ت" and is_past_or_present(key)


def _is_listed(verb: str) -> bool:
    return verb in group("accusative_verbs") or verb in group("nominative_verbs")
