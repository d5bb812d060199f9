"""The middle vowel of verbs of three letters, from `data/verbs.tsv`: خَسِرَ not خَسَرَ, يَصْعُبُ not يُصْعِبُ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from podcast.arabic.letters import DAMMA, FATHA, KASRA, SUKUN, bare
from podcast.arabic.marks import MARKS
from podcast.arabic.tables import rows

_VOWELS = {"a": FATHA, "i": KASRA, "u": DAMMA}
_C = f"[^{MARKS}اوى]"
_PAST = re.compile(f"((?:[وف]{FATHA})?)({_C}){FATHA}({_C})[{FATHA}{KASRA}{DAMMA}]({_C}.*)")
_PRESENT = re.compile(
    f"((?:[وف]{FATHA})?(?:س{FATHA}|ل{KASRA})?[يتن])([{FATHA}{DAMMA}])"
    f"({_C}){SUKUN}({_C})([{FATHA}{KASRA}{DAMMA}])({_C}.*)"
)
_PAST_END = re.compile(
    f"[^{MARKS}](?:{FATHA}(ت[{SUKUN}{KASRA}]?|تَا|ا)?|{DAMMA}وا|{FATHA}(?:ه|ت).*)"
)
_PRESENT_END = re.compile(
    f"[^{MARKS}](?:[{MARKS}]?|{DAMMA}ون.*|{DAMMA}وا|{FATHA}ان.*|[{MARKS}](?:ه|ن).*)"
)


@dataclass(frozen=True, slots=True)
class Verb:
    """Vowels of the middle letter; whether its past may be a noun, whether it has no fourth form."""

    past: str
    present: str
    noun: bool
    alone: bool


def voiced(word: str) -> str:
    """The marked `word`, with the right middle vowel where it is a verb of the table in the active."""
    past = _PAST.fullmatch(word)
    if past and _PAST_END.fullmatch(past[4]):
        verb = _verbs().get(past[2] + past[3] + past[4][0])
        if verb and (not verb.noun or len(bare(past[4])) > 1):
            return f"{past[1]}{past[2]}{FATHA}{past[3]}{verb.past}{past[4]}"
    present = _PRESENT.fullmatch(word)
    if present and _PRESENT_END.fullmatch(present[6]):
        verb = _verbs().get(present[3] + present[4] + present[6][0])
        active = present[2] == FATHA or (verb and verb.alone and present[5] == KASRA)
        if verb and active:
            middle = f"{present[3]}{SUKUN}{present[4]}{verb.present}"
            return f"{present[1]}{FATHA}{middle}{present[6]}"
    return word


@cache
def _verbs() -> dict[str, Verb]:
    found: dict[str, Verb] = {}
    for past, present, roots in rows("verbs.tsv", 3):
        for root in roots.split():
            letters = root.rstrip("*+")
            verb = Verb(_VOWELS[past], _VOWELS[present], "*" in root, "+" in root)
            found.setdefault(letters, verb)
    return found
