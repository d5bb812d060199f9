"""How many words get a wrong vowel: the model alone, and with our layer on top.

    python bench/diacritics_wer.py [--json out.json] [--errors] [--part held-out] [FILE]

FILE is fully marked text with parts headed `# part: name` (default: data/diacritised.txt beside this file). Its
marks are taken off, restored, and compared word by word, in three ways:

    full    every vowel and doubling, case endings too
    stem    without the mark of the last letter, that is without most case endings
    heard   what a listener hears: as full, but a word before a pause is said without its case vowel
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from podcast import tashkeel
from podcast.arabic.diacritics import impose
from podcast.arabic.text.letters import bare
from podcast.arabic.text.marks import clusters, joined

HERE = Path(__file__).parent
MEASURES = ("full", "stem", "heard")
PAUSE = "،؛:.؟!"
SILENT = re.compile("[\u0652\u0670]|(?<=[اى])[\u064b-\u0650]")
NOT_WORD = re.compile("[^\u0621-\u0652]")


def parts(path: Path) -> dict[str, list[str]]:
    """The sentences of each part."""
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# part: "):
            found[line.removeprefix("# part: ")] = []
        elif line.strip() and not line.startswith("#"):
            found[list(found)[-1]].append(line)
    return found


def plain(word: str) -> str:
    """The marks that make a difference to the ear: no sukun, none on a lone alef."""
    return SILENT.sub("", NOT_WORD.sub("", word))


def stem(word: str) -> str:
    """`word` without the marks of its last letter, and of the letter before a silent alef."""
    letters = clusters(plain(word))
    silent = len(letters) > 1 and letters[-1][0] == "ا" and "\u064b" in letters[-2][1]
    bared = {len(letters) - 1, len(letters) - 2} if silent else {len(letters) - 1}
    kept = [
        (letter, re.sub("[\u064b-\u0650]", "", marks) if place in bared else marks)
        for place, (letter, marks) in enumerate(letters)
    ]
    return joined(kept)


def heard(word: str) -> str:
    """`word` as it is said: before a pause without its last short vowel."""
    if word[-1] not in PAUSE:
        return plain(word)
    return plain(word) if plain(word).endswith("ًا") else stem(word)


VIEWS: dict[str, Callable[[str], str]] = {"full": plain, "stem": stem, "heard": heard}


def errors(gold: list[str], made: list[str], view: Callable[[str], str]) -> Iterator[str]:
    """Each wrong word with what it should be, in its sentence."""
    for right, said in zip(gold, made, strict=True):
        pairs = list(zip(right.split(), said.split(), strict=True))
        for place, (want, got) in enumerate(pairs):
            if view(want) != view(got):
                before, after = pairs[place - 1 : place], pairs[place + 1 : place + 2]
                context = [*before, *after]
                yield f"{want}\t{got}\t" + " … ".join(pair[0] for pair in context)


def layered(text: str) -> str:
    """As the program does it: the model, our mending, what was given re-imposed."""
    return impose.impose(text, impose.mend(tashkeel.restore(text).best))


def measure(gold: list[str], restore: Callable[[str], str]) -> dict[str, float]:
    """Word error rates in per cent, by measure."""
    made = [restore(bare(sentence)) for sentence in gold]
    words = sum(len(sentence.split()) for sentence in gold)
    return {
        name: round(100 * len(list(errors(gold, made, view))) / words, 1)
        for name, view in VIEWS.items()
    }


def main() -> None:
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    reader.add_argument("file", nargs="?", type=Path, default=HERE / "data" / "diacritised.txt")
    reader.add_argument("--json", type=Path)
    reader.add_argument("--part", help="only this part")
    reader.add_argument("--errors", action="store_true", help="list the words still heard wrong")
    asked = reader.parse_args()
    table: dict[str, dict[str, Any]] = {}
    for part, gold in parts(asked.file).items():
        if asked.part in (None, part):
            table[part] = {
                "words": sum(len(sentence.split()) for sentence in gold),
                "model": measure(gold, lambda text: tashkeel.restore(text).best),
                "layer": measure(gold, layered),
            }
            if asked.errors:
                print(*errors(gold, [layered(bare(one)) for one in gold], plain), sep="\n")
    print(f"{'part':<10} {'words':>6}  {'':<6}" + "".join(f"{name:>8}" for name in MEASURES))
    for part, row in table.items():
        for who in ("model", "layer"):
            rates = "".join(f"{row[who][name]:>7}%" for name in MEASURES)
            print(f"{part:<10} {row['words']:>6}  {who:<6}{rates}")
    if asked.json:
        asked.json.write_text(json.dumps(table, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
