"""What is counted: who acts, or how long, how far and how much."""

from __future__ import annotations

from podcast.arabic.grammar.nouns import noun
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene, group
from podcast.arabic.tokens.features import Gender
from podcast.arabic.tokens.tokens import Token


def singular(token: Token) -> str:
    """The singular of a counted noun as far as the tables know it, folded."""
    entry = noun(token.key, plural_first=True)
    return fold(entry.singular or token.key.removeprefix("ال").removesuffix("ا"))


def gender_of(token: Token) -> Gender:
    """The gender of a counted noun's singular."""
    return noun(token.key, plural_first=True).gender


def is_agent(token: Token) -> bool:
    """Whether a counted noun names those who act: people, states, parties, vehicles on the road."""
    return singular(token) in group("attendants")


def is_measure(scene: Scene, end: int) -> bool:
    """Whether what is counted before `end` says how long, how far or how much: 30 يومًا, 12%, 50 دولارًا."""
    last = scene[end - 1]
    return last.kind not in ("word", "figure") or singular(last) in group("extents") | group(
        "worths"
    )
