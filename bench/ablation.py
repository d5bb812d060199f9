"""What each part of the layer over the models of marks is worth: words heard wrong with it and without it.

    python bench/ablation.py FOLDER [--markdown] [--piper]

FOLDER has `*.tsv` files of marked text, a paragraph a line: id, plain text, the same with its marks; where
several readings are right they stand as a/b. The program reads the plain text; each word is compared as it
sounds before a pause, case endings aside. A part that is off is taken out of the whole; "mended" are words
that are right with it and wrong without, "broken" the reverse. Halves of the paragraphs, by their ids, are
told apart: what wins on one only is chance. --piper: the model of piper-tts answers alone.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zlib import crc32

from podcast import arabic, tashkeel
from podcast.arabic.diacritics import (
    choose,
    context,
    impose,
    listener,
    opening,
    order,
    proper,
    restore,
    tone,
)
from podcast.arabic.phonetics import words as sounds
from podcast.arabic.text.letters import bare
from podcast.arabic.text.marks import LETTERS, MARKS
from podcast.model import Section, Utterance
from podcast.model.lattice import Lattice
from podcast.script import paragraph
from podcast.tashkeel import ensemble

WORD = re.compile(f"[{LETTERS}][{LETTERS}{MARKS}]*")
Heard = dict[tuple[str, int], bool]
Patch = tuple[Any, str, Any]
"""A module, a name in it, and what it is for a while."""


@dataclass(frozen=True)
class Paragraph:
    """One line of the data; `gold`: for each word its right readings."""

    name: str
    half: int
    spoken: tuple[Utterance, ...]
    gold: list[list[str]]


def paragraphs(folder: Path) -> Iterator[Paragraph]:
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line and line[0] != "#":
                name, plain, marked = line.split("\t")
                text = Section(0, "", (paragraph(plain),))
                gold = list(_readings(marked))
                yield Paragraph(name, crc32(name.encode()) % 2, arabic.read(text).utterances, gold)


def _readings(marked: str) -> Iterator[list[str]]:
    """The right readings of each word."""
    for token in marked.split():
        forms = [form for form in token.split("/") if WORD.search(form)]
        if len(forms) > 1:
            yield ["".join(WORD.findall(form)) for form in forms]
        else:
            yield from ([word] for form in forms for word in WORD.findall(form))


@cache
def sound(word: str) -> str:
    """A word before a pause; how a joining alef begins is not told."""
    return re.sub(
        "^ʔ[aiu](?=[^aiuː]{2})", "", "".join(sounds(f"{word}.")).replace("ˈ", "").replace("ˌ", "")
    )


def heard(data: Sequence[Paragraph], restore: Callable[[str], Lattice]) -> Heard:
    """Whether each word of the data is heard right."""
    found: Heard = {}
    for one in data:
        said = [
            word
            for utterance in arabic.restore(one.spoken, restore)
            for word in WORD.findall(utterance.spoken)
        ]
        letters = tuple(map(bare, said)), tuple(bare(forms[0]) for forms in one.gold)
        for start, other, length in _same(*letters):
            for at in range(length):
                forms = one.gold[other + at]
                right = sound(said[start + at]) in map(sound, forms)
                found[one.name, other + at] = right
    return found


@cache
def _same(said: tuple[str, ...], gold: tuple[str, ...]) -> list[Any]:
    return SequenceMatcher(None, said, gold, autojunk=False).get_matching_blocks()


@contextmanager
def without(*parts: Patch) -> Iterator[None]:
    """Names of modules replaced for a while."""
    with ExitStack() as stack:
        for module, name, other in parts:
            stack.enter_context(patch.object(module, name, other))
        yield


def nothing(*_: Any, **__: Any) -> tuple[Any, ...]:
    return ()


def unlisted(*_: Any) -> dict[Any, int]:
    return {}


def names_without(kind: str = "", sign: str = "") -> Patch:
    """The table of names without those of a kind, or with a sign."""
    kept = {
        letters: [one for one in found if one[0] != kind and (not sign or one[1][0] != sign)]
        for letters, found in proper._words().items()
    }
    return proper, "_words", lambda: {letters: found for letters, found in kept.items() if found}


def context_without(kind: str) -> Patch:
    """The table of homographs without one kind of row."""
    kept = {
        letters: tuple(one for one in found if one.kind != kind)
        for letters, found in context._table().items()
    }
    return context, "_table", lambda: kept


def parts() -> dict[str, Callable[[], Patch | tuple[Patch, ...]]]:
    """How each part is switched off."""
    zero = {"f": 0.0, "m": 0.0, "p": 0.0}
    found: dict[str, Callable[[], Any]] = {
        "the dictionary": lambda: ((choose, "forms", nothing), (choose, "usage", unlisted)),
        "its margin for a lone form": lambda: (restore, "TOGETHER", choose.Trust(2.0, 2.0, 0.95)),
        "how usual a form is": lambda: (choose, "USUAL", 0.0),
        "names and loan words": lambda: (choose, "named", nothing),
        "homographs": lambda: (choose, "settled_by", nothing),
        "first persons": lambda: (context, "NARRATED", 0.0),
        "orders": lambda: ((order, "BIDDEN", zero), (order, "GUESSED", 0.0)),
        "verbs that open a clause": lambda: (opening, "OPENS", 0.0),
        "the second form at its head": lambda: (opening, "_is_doubled", lambda *around: False),
        "a subject and an object behind": lambda: (opening, "_has_both", lambda *around: False),
        "passives that open a clause": lambda: (choose, "suffered", lambda *around: 0.0),
        "nouns and verbs by the word before": lambda: (context, "EXPECTED", 0.0),
        "heard endings": lambda: (choose, "ended", lambda letters, made, around: made),
        "shapes of words": lambda: (impose, "shaped", lambda word: word),
        "cases, moods": lambda: (impose, "governed", lambda word, previous: word),
        "vowels before a wasla": lambda: (impose, "eased", lambda word, following: word),
        "أن, إن": lambda: (impose, "particle", lambda word, *around, **place: word),
        "adjectives": lambda: (impose, "agreeing", lambda word, following: word),
        "who speaks": lambda: (restore, "person", lambda *around: ""),
        "the listener": lambda: (
            (listener, "_did", lambda *around: False),
            (choose, "forbidden", lambda letters, made, around: made),
            (choose, "hers", lambda letters, made, around: made),
            (tone, "is_thine", lambda word: False),
        ),
        "duals with their owner, let him": lambda: (impose, "with_clitics", lambda word: word),
        "objects": lambda: (impose, "objective", lambda word, *before: word),
        "moods of a present": lambda: (impose, "mooded", lambda word, before: word),
        "instructions in the passive": lambda: (restore, "is_done", lambda *around: False),
    }
    for kind in ("place", "person", "body", "time", "loan"):
        found[f"names: {kind}"] = partial(names_without, kind=kind)
    for sign in "*!":
        found[f"names with {sign}"] = partial(names_without, sign=sign)
    for kind in ("word", "noun", "adjective", "past", "present"):
        found[f"homographs: {kind}"] = partial(context_without, kind)
    return found


class Models:
    """The models' answers, each asked once for a sentence."""

    def __init__(self) -> None:
        self.own: dict[tuple[str, str, tuple[str, ...]], Any] = {}

    def restoring(self, models: Sequence[tuple[Any, float]]) -> Callable[[str], Lattice]:
        """The restoration by some models."""

        def opinions(letters: str, hints: Sequence[str]) -> list[tuple[Any, float]]:
            return [(self._asked(model, letters, hints), weight) for model, weight in models]

        @cache
        def restore(text: str) -> Lattice:
            with patch.object(ensemble, "_opinions", opinions):
                return tashkeel.restore(text)

        return restore

    def _asked(self, model: Any, letters: str, hints: Sequence[str]) -> Any:
        key = model.name, letters, tuple(hints)
        if key not in self.own:
            self.own[key] = model.opinion(letters, hints)
        return self.own[key]


def rates(data: Sequence[Paragraph], right: Heard) -> list[float]:
    """The share of words heard wrong in all, and in each half, in per cent."""
    half = {one.name: one.half for one in data}
    groups = [
        [ok for (name, _), ok in right.items() if wanted is None or half[name] == wanted]
        for wanted in (None, 0, 1)
    ]
    return [100 * (1 - sum(group) / max(1, len(group))) for group in groups]


def main() -> None:
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    reader.add_argument("folder", type=Path)
    reader.add_argument("--markdown", action="store_true")
    reader.add_argument("--piper", action="store_true", help="the model of piper-tts alone")
    asked = reader.parse_args()
    data, models = list(paragraphs(asked.folder)), Models()
    used = ensemble.MODELS[:1] if asked.piper else ensemble.MODELS
    restore = models.restoring(used)
    whole = heard(data, restore)
    shown = (
        "| {:<48} | {:>6} | {:>6} | {:>6} | {:>6} | {:>6} |"
        if asked.markdown
        else "{:<48} {:>6} {:>6} {:>6} {:>6} {:>6}"
    )
    print(shown.format("without", "all %", "half 1", "half 2", "mended", "broken"))
    if asked.markdown:
        print("|---|---:|---:|---:|---:|---:|")

    def tell(name: str, right: Heard) -> None:
        mended = sum(whole[key] and not ok for key, ok in right.items() if key in whole)
        broken = sum(ok and not whole[key] for key, ok in right.items() if key in whole)
        print(
            shown.format(name, *(f"{rate:.2f}" for rate in rates(data, right)), mended, broken),
            flush=True,
        )

    tell("(nothing)", whole)
    for name, off in parts().items():
        patches = off()
        with without(*(patches if isinstance(patches[0], tuple) else (patches,))):
            proper.named.cache_clear()
            proper._parsed.cache_clear()
            tell(name, heard(data, restore))
        proper.named.cache_clear()
        proper._parsed.cache_clear()
    for index, (model, _) in enumerate(used if len(used) > 1 else ()):
        rest = [pair for at, pair in enumerate(used) if at != index]
        tell(f"model {model.name}", heard(data, models.restoring(rest)))
    with without(
        (choose, "forms", nothing),
        (choose, "usage", unlisted),
        (choose, "named", nothing),
        (choose, "settled_by", nothing),
        (choose, "ended", lambda letters, made, around: made),
        (impose, "mend", lambda text: text),
    ):
        tell("the whole layer", heard(data, restore))


if __name__ == "__main__":
    main()
