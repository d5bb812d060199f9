"""The middle vowel of triliteral verbs, from `data/verbs.tsv`: خَسِرَ not خَسَرَ, يَصْعُبُ not يُصْعِبُ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from podcast.arabic.tables import rows
from podcast.arabic.text.letters import DAMMA, FATHA, KASRA, SUKUN, bare
from podcast.arabic.text.marks import MARKS

_VOWELS = {"a": FATHA, "i": KASRA, "u": DAMMA}
_FIRST, _C = f"[^{MARKS}اى]", f"[^{MARKS}اوى]"
_SUBJECTS = frozenset(("ت", "تا", "وا"))
_PAST = re.compile(f"()({_FIRST}){FATHA}({_C})[{FATHA}{KASRA}{DAMMA}]({_C}.*)")
_PAST_AFTER_AND = re.compile(_PAST.pattern.replace("()", f"([وف]{FATHA})", 1))
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
    """The middle vowels of past and present; whether the past may be a noun, and whether it lacks a form IV."""

    past: str
    present: str
    noun: bool
    alone: bool


def voiced(word: str) -> str:
    """The marked `word` with the right middle vowel, if it is an active verb of the table."""
    return _past(word) or _present(word) or word


def _past(word: str) -> str | None:
    for pattern in (_PAST, _PAST_AFTER_AND):
        match = pattern.fullmatch(word)
        if match and _PAST_END.fullmatch(match[4]):
            before, first, middle, rest = match.groups()
            verb = _verbs().get(first + middle + rest[0])
            if verb and (not verb.noun or bare(rest)[1:] in _SUBJECTS):
                return f"{before}{first}{FATHA}{middle}{verb.past}{rest}"
    return None


def _present(word: str) -> str | None:
    match = _PRESENT.fullmatch(word)
    if not match or not _PRESENT_END.fullmatch(match[6]):
        return None
    before, person, first, middle, vowel, rest = match.groups()
    verb = _verbs().get(first + middle + rest[0])
    if verb and (person == FATHA or (verb.alone and vowel == KASRA)):
        return f"{before}{FATHA}{first}{SUKUN}{middle}{verb.present}{rest}"
    return None


@cache
def _verbs() -> dict[str, Verb]:
    found: dict[str, Verb] = {}
    for past, present, roots in rows("verbs.tsv", 3):
        for root in roots.split():
            letters = root.rstrip("*+")
            verb = Verb(_VOWELS[past], _VOWELS[present], "*" in root, "+" in root)
            found.setdefault(letters, verb)
    return found
