"""Compile `podcast/arabic/data/verbs.tsv`: which verbs take an object, as dictionaries of Arabic list them.

    pip install qalsadi==0.5.1 && python bench/verbs.py [OUT]

Source: arramooz-pysqlite 0.4.2 (verbs with their transitivity, and words by frequency) conjugated by libqutrub
1.2.4.1, both by Taha Zerrouki, GPL, github.com/linuxscout. The table is compiled from them, so it is GPL
too, as this project is. Neither package is needed to read it. Its format: `podcast/arabic/tokens/valency.py`.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from libqutrub import verb_const
from libqutrub.classverb import VerbClass

from bench.dictionary import databases
from podcast.arabic.text.letters import fold

OUT = Path(__file__).parent.parent / "podcast/arabic/data/verbs.tsv"
MARKS = re.compile("[\u064b-\u0652\u0640]")
LEAST = 0.2
"""The share of a word's uses as a noun from which on it is a homograph."""
RARE = 0.02
"""A verb this much rarer than another of the same letters is left out: نَقِلَ beside نَقَلَ."""


def used(frequencies: sqlite3.Connection, sign: str) -> dict[str, int]:
    """How often verbs (=) or other words (<>) are used, by their folded letters."""
    found: dict[str, int] = {}
    rows = f"select unvocalized, freq from wordfreq where word_type {sign} 'verb'"
    for word, often in frequencies.execute(rows):
        found[fold(word)] = max(found.get(fold(word), 0), often)
    return found


def shape(form: str) -> str:
    """A vocalised verb in one spelling: without the vowels before an alef, of hamzat wasl and at the end."""
    form = re.sub(
        "[\u064e\u0652](?=[اى])|^ا\u0650|\u0652", lambda found: "ا"[: found[0][0] == "ا"], form
    )
    return re.sub("[\u064e]$", "", form)


def rarity(frequencies: sqlite3.Connection) -> dict[str, float]:
    """How rare each vocalised verb is among those of its letters."""
    often: dict[str, dict[str, int]] = defaultdict(dict)
    rows = "select vocalized, unvocalized, freq from wordfreq where word_type = 'verb'"
    for form, plain, count in frequencies.execute(rows):
        among = often[fold(plain)]
        among[shape(form)] = max(among.get(shape(form), 0), count)
    return {
        form: count / max(among.values())
        for among in often.values()
        for form, count in among.items()
    }


def forms(form: str, future: str, *, takes: bool) -> Iterator[tuple[str, str]]:
    """(letters, code) of the third person: past and present, active and, of what takes an object, passive."""
    verb = VerbClass(form, takes, future or "فتحة")
    verb.conjugate_all_tenses()
    table, he = verb.conj_display.tab_conjug, verb_const.PronounHuwa
    active, passive = ("t", "p") if takes else ("i", "")
    for tense, code in (
        (verb_const.TensePast, active),
        (verb_const.TenseFuture, active.upper()),
        (verb_const.TensePassivePast, passive),
        (verb_const.TensePassiveFuture, passive.upper()),
    ):
        made = fold(MARKS.sub("", table[tense].get(he, "")))
        if made and code:
            yield (made[1:] if code.isupper() else made), code


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    words, frequencies = databases()
    verbs, nouns = used(frequencies, "="), used(frequencies, "<>")
    table: dict[str, set[str]] = defaultdict(set)
    rare = rarity(frequencies)
    rows = "select vocalized, unvocalized, future_type, transitive from verbs"
    for form, plain, future, takes in words.execute(rows):
        if fold(plain) in verbs and rare.get(shape(form), 0) >= RARE:
            for letters, code in forms(form, future, takes=bool(takes)):
                table[letters].add(code)
    for letters, often in nouns.items():
        if letters in table and often >= LEAST * verbs.get(letters, 0):
            table[letters].add("n")
    head = __doc__.split("\n\n")[2].replace("\n", "\n# ")
    lines = [f"# {head}"]
    lines += sorted(f"{letters}\t{''.join(sorted(codes))}" for letters, codes in table.items())
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(table), "forms,", out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
