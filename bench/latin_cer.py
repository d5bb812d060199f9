"""How near a name that no table knows comes to the spelling of the news.

    python bench/latin_cer.py [--json out.json] [--errors N] [--kind place]

Each one-word name of the built-in lexicon is read as if it were unknown: by the offline voice's
pronunciation, and by the rules of spelling alone. Reported is the character error rate (edits to characters
of the news spelling), of the letters alone and with all vowel marks, and the share that is right letter for
letter. Names of another origin in Arabic (Egypt: مصر) cannot be guessed: places, and names with the Arabic
article, are left out unless asked for.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from podcast.arabic.latin.guess import guess
from podcast.arabic.reading import Reader
from podcast.arabic.tables import rows
from podcast.arabic.text.letters import bare

Ipa = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Name:
    written: str
    spoken: str
    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class Score:
    names: int
    letters: float
    marked: float
    exact: float


def names(kinds: Iterable[str] = ()) -> list[Name]:
    """The lexicon's names of one word that a reader could sound out; of `kinds`, or of all but places."""
    wanted = frozenset(kinds)
    return [
        Name(written, spoken, kind, language)
        for written, spoken, _, kind, language in rows("names.tsv", 5)
        if written.isalpha()
        and written[1:].islower()
        and " " not in spoken
        and not spoken.startswith("ال")
        if (kind in wanted if wanted else kind != "place")
    ]


def distance(a: str, b: str) -> int:
    """Levenshtein's distance."""
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y)))
        before = row
    return before[-1]


def guesses(found: list[Name], ipa: Ipa | None) -> list[str]:
    """Each name as its fallback reads it."""
    reader = Reader(ipa=ipa)
    return [guess(name.written, reader, name.language) for name in found]


def score(found: list[Name], read: list[str]) -> Score:
    """The error rates of `read` against the lexicon."""
    pairs = [(bare(name.spoken), bare(said)) for name, said in zip(found, read, strict=True)]
    marked = [(name.spoken, said) for name, said in zip(found, read, strict=True)]
    exact = sum(right == said for right, said in pairs)
    return Score(len(found), _rate(pairs), _rate(marked), round(exact / max(1, len(found)), 3))


def _rate(pairs: list[tuple[str, str]]) -> float:
    edits = sum(distance(right, said) for right, said in pairs)
    return round(edits / max(1, sum(len(right) for right, _ in pairs)), 3)


def table(found: list[Name], voices: dict[str, Ipa | None]) -> dict[str, dict[str, Score]]:
    """Scores by language, then by what pronounced."""
    languages = sorted({name.language for name in found})
    groups = {
        language: [name for name in found if name.language == language] for language in languages
    }
    groups["all"] = found
    return {
        language: {voice: score(group, guesses(group, ipa)) for voice, ipa in voices.items()}
        for language, group in groups.items()
    }


def main() -> None:
    from podcast.engines.espeak import ipa

    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--json", type=Path, help="keep the numbers here")
    options.add_argument("--errors", type=int, default=0, help="show this many of the worst")
    options.add_argument("--kind", action="append", default=[], help="only names of this kind")
    chosen = options.parse_args()
    found = names(chosen.kind)
    scores = table(found, {"voice": ipa, "rules": None})
    print(f"{'':6}{'names':>6}  {'by':8}{'letters':>8}{'marked':>8}{'exact':>7}")
    for language, voices in scores.items():
        for voice, result in voices.items():
            rates = f"{result.letters:8.1%}{result.marked:8.1%}{result.exact:7.0%}"
            print(f"{language:6}{result.names:6}  {voice:8}{rates}")
    if chosen.json:
        plain = {k: {v: asdict(s) for v, s in voices.items()} for k, voices in scores.items()}
        chosen.json.write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")
    worst = sorted(
        zip(found, guesses(found, ipa), strict=True),
        key=lambda pair: -_rate([(pair[0].spoken, pair[1])]),
    )
    for name, said in worst[: chosen.errors]:
        print(f"{name.written:16} {name.spoken}  {said}")


if __name__ == "__main__":
    main()
