"""Compile `podcast/arabic/data/dictionary.tsv`: the vowelled forms that dictionaries of Arabic list.

    pip install qalsadi==0.5.1 && python bench/dictionary.py [OUT]

Source: arramooz-pysqlite 0.4.2 (nouns, verbs, and words by frequency) conjugated by libqutrub 1.2.4.1, both
by Taha Zerrouki, GPL, github.com/linuxscout. The table is compiled from them, so it is GPL too, as this project
is. Neither package is needed to read it. See `podcast/arabic/diacritics/dictionary.py` for the format.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from math import log
from pathlib import Path

from libqutrub import verb_const
from libqutrub.classverb import VerbClass

OUT = Path(__file__).parent.parent / "podcast/arabic/data/dictionary.tsv"
MARK = "\u064b-\u0652"
CODES = {"": "-", "\u064e": "a", "\u064f": "u", "\u0650": "i", "\u0652": "o", "\u0651": "S"}
CODES |= {"\u0651\u064e": "A", "\u0651\u064f": "U", "\u0651\u0650": "I"}
CLUSTER = re.compile(f"([^{MARK}])([{MARK}]*)")
SUFFIXES = (
    "تما",
    "تمو",
    "تا",
    "تم",
    "تن",
    "نا",
    "وا",
    "ون",
    "ين",
    "ان",
    "ت",
    "ن",
    "ا",
    "و",
    "ي",
    "",
)
TENSES = {
    verb_const.TensePast: "", verb_const.TensePassivePast: "", verb_const.TenseImperative: "",
    verb_const.TenseFuture: "ي", verb_const.TensePassiveFuture: "ي", verb_const.TenseJussiveFuture: "ي",
    verb_const.TensePassiveJussiveFuture: "ي", verb_const.TenseSubjunctiveFuture: "ي",
    verb_const.TensePassiveSubjunctiveFuture: "ي",
}  # fmt: skip
MORE = Path(__file__).parent / "data/stems.tsv"
"""What the source lacks: see there."""
PRESENTS = {"a": "فتحة", "i": "كسرة", "u": "ضمة"}
WRONG = frozenset(["مِنْطَقَة", "مِنْطَق"])
"""Listed, but so rare beside a word of the same letters that who reads it is wrong."""
NOUNS = "('noun','adj','adj_comp','noun_prop','noun_quant','adj_num')"
STEP, RARE, OURS, PLURAL = 1.25, 100, 3, 4
"""A step of the frequency of a form, in nats; below which count a word is rare; the frequency of words of our
own table; how much rarer than its singular a broken plural is taken to be."""


def clusters(word: str) -> list[tuple[str, str]]:
    """Each letter with its shadda and vowel; what is long has no mark, and what stands before it its vowel."""
    found = []
    for letter, marks in CLUSTER.findall(word.replace("ـ", "")):
        vowel = next((mark for mark in marks if mark not in "\u0651\u064b\u064c\u064d"), "")
        found.append((letter, "\u0651" * ("\u0651" in marks) + vowel))
    for at, (letter, _) in enumerate(found[1:], 1):
        before, marks = found[at - 1]
        if (before, letter, at) == ("و", "ا", len(found) - 1):  # كَتَبُوا: the alef is silent
            continue
        if letter in "اىة" and not marks.strip("\u0651") and before not in "اآ":
            found[at - 1] = (before, marks + "\u064e")
    return found


def code(marks: str) -> str:
    return CODES[marks.replace("\u0651\u0652", "\u0651")]


def codes(letters: list[tuple[str, str]]) -> str:
    """A code for each letter; * where the source left out what is no long vowel, n before a final ى."""
    found = []
    for at, (letter, marks) in enumerate(letters):
        before = letters[at - 1][1][-1:] if at else ""
        long = letter in "اآى" or (letter, before) in (("و", "\u064f"), ("ي", "\u0650"))
        silent = not (marks or long) or letter == "ا"  # a hamzat wasl may be marked or not
        found.append("*" if silent else code(marks))
    if letters[-1][0] == "ى" and found[-2:-1] == ["a"]:
        found[-2] = "n"
    return "".join(found)


def databases() -> tuple[sqlite3.Connection, sqlite3.Connection]:
    spec = find_spec("arramooz")
    data = Path(str(spec and spec.origin)).parent / "data"
    words, frequencies = data / "arabicdictionary.sqlite", data / "wordfreq.sqlite"
    return sqlite3.connect(words), sqlite3.connect(frequencies)


def nouns(words: sqlite3.Connection, frequencies: sqlite3.Connection) -> Iterator[str]:
    for form, plurals in words.execute("select vocalized, broken_plural from nouns"):
        yield form
        yield from re.split("[;،, ]+", plurals or "")
    for (form,) in frequencies.execute(
        f"select vocalized from wordfreq where word_type in {NOUNS}"
    ):
        yield form


def counted(
    words: sqlite3.Connection, frequencies: sqlite3.Connection
) -> dict[tuple[str, str], int]:
    """How often the source met each noun, by its letters and code."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    single: dict[str, int] = defaultdict(int)
    for form, count in frequencies.execute(
        f"select vocalized, freq from wordfreq where word_type in {NOUNS}"
    ):
        single[lemma(form)] += count
        for row in noun_rows(form):
            counts[row] += count
    for form, plurals in words.execute("select vocalized, broken_plural from nouns"):
        for plural in re.split("[;،, ]+", plurals or ""):
            for row in noun_rows(plural):
                counts[row] = max(counts[row], single[lemma(form)] // PLURAL)
    for variants in more_rows("same"):
        found = [list(noun_rows(variant)) for variant in variants]
        for rows in zip(*found, strict=True):
            counts.update(dict.fromkeys(rows, max(counts[row] for row in rows)))
    return counts


def counted_verbs(frequencies: sqlite3.Connection) -> dict[str, int]:
    """How often the source met each verb."""
    counts: dict[str, int] = defaultdict(int)
    for form, count in frequencies.execute(
        "select vocalized, freq from wordfreq where word_type='verb'"
    ):
        counts[lemma(form)] += count
    return counts


def lemma(form: str) -> str:
    """A word as it is compared: without the vowel of its last letter, long vowels written alike."""
    letters = clusters(re.sub("[\u064b-\u0650]+$", "", form.strip()))
    return "".join(letter + marks for letter, marks in letters)


def usual(count: int) -> int:
    """The frequency of a form: 0 to 9, in steps of STEP nats."""
    return min(9, round(log(1 + count / RARE) / STEP))


def all_verbs(*databases_: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """The verbs of the source and ours; of three letters that have one reading in use, that one alone."""
    sole = dict(more("only"))
    letters = {re.sub(f"[{MARK}]", "", past) for past in sole}
    for form, future in (*verbs(*databases_), *more("verb")):
        first = not re.search("[\u0651\u0652]", form)
        if not (first and re.sub(f"[{MARK}]", "", form) in letters):
            yield form, future
    yield from sole.items()


def more(kind: str) -> Iterator[tuple[str, str]]:
    """(word, name of the present's vowel or "") of our own table."""
    for line in MORE.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == kind:
            yield from ((word, PRESENTS.get(cells[1], "")) for word in cells[2].split())


def more_rows(kind: str) -> Iterator[list[str]]:
    """The words of each row of a kind, or of each part of it between bars."""
    for line in MORE.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == kind:
            yield from (part.split() for part in cells[2].split("|"))


def noun_rows(form: str) -> Iterator[tuple[str, str]]:
    """(letters, code) of a noun: n with all its letters, m without its ة; its last letter has no vowel."""
    form = re.sub("[\u064b-\u0650]+$", "", form.strip())
    letters = clusters(form)
    plain = "".join(letter for letter, _ in letters)
    if (
        len(letters) < 2
        or " " in plain
        or not re.fullmatch("[\u0621-\u064a]+", plain)
        or form in WRONG
    ):
        return
    known = [at for at, (_, marks) in enumerate(letters[:-1]) if marks]
    if not known:
        return
    marks = codes(letters)[:-1]
    last = "S" if "\u0651" in letters[-1][1] else "-"
    yield plain, f"n{marks}{last}"
    if plain.endswith("ة"):
        yield plain[:-1], f"m{marks[:-1]}{'S' if marks[-1] in 'AUIS' else '-'}"
    if plain.endswith("ء"):
        yield from ((plain[:-1] + hamza, f"n{marks}-") for hamza in "ؤئ")
    if plain.endswith("ى"):
        yield plain[:-1] + "ا", f"n{marks}-"


def verbs(words: sqlite3.Connection, frequencies: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    used = {
        row[0]
        for row in frequencies.execute("select unvocalized from wordfreq where word_type='verb'")
    }
    for form, plain, future in words.execute(
        "select vocalized, unvocalized, future_type from verbs"
    ):
        if plain in used:
            yield form, future or "فتحة"


def verb_rows(form: str, future: str) -> Iterator[tuple[str, str, str]]:
    """(letters, code, ending) of each form of a verb: v past or order, then p or q for a present in يَ or يُ."""
    verb = VerbClass(form, True, future)
    verb.conjugate_all_tenses()
    for tense, prefix in TENSES.items():
        for made in verb.conj_display.tab_conjug[tense].values():
            letters = clusters(made)
            kind = "v"
            if prefix and letters:
                kind = "q" if "\u064f" in letters[0][1] else "p"
                letters = letters[1:]
            if made and len(letters) > 1:
                yield from split(kind, letters, made)


def split(kind: str, letters: list[tuple[str, str]], made: str) -> Iterator[tuple[str, str, str]]:
    plain = "".join(letter for letter, _ in letters)
    if not re.fullmatch("[\u0621-\u064a]+", plain):
        return
    for suffix in SUFFIXES:
        if plain.endswith(suffix) and len(plain) - len(suffix) >= 1:
            end = len(plain) - len(suffix)
            cell = codes(letters)
            marks, ending = cell[: end - 1], cell[end - 1] + suffix + cell[end:]
            yield plain[:end], kind + marks, ending
            if plain[:end].endswith("ى"):
                yield plain[: end - 1] + "ا", kind + marks, ending
            return


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    databases_ = databases()
    often, verbs_often = counted(*databases_), counted_verbs(databases_[1])
    ours = {row for word, _ in more("noun") for row in noun_rows(word)}
    table: dict[str, set[str]] = defaultdict(set)
    for form in (*nouns(*databases_), *(word for word, _ in more("noun"))):
        for letters, cell in noun_rows(form):
            level = max(usual(often[letters, cell]), OURS * ((letters, cell) in ours))
            table[letters].add(f"{cell[0]}{level}{cell[1:]}")
    endings: dict[tuple[str, str], set[str]] = defaultdict(set)
    levels: dict[tuple[str, str], int] = defaultdict(int)
    for form, future in all_verbs(*databases_):
        level = usual(verbs_often[lemma(form)])
        for letters, cell, ending in verb_rows(form, future):
            endings[letters, cell].add(ending)
            levels[letters, cell] = max(level, levels[letters, cell])
    kinds: dict[str, int] = {}
    for (letters, cell), found in endings.items():
        together = " ".join(sorted(found))
        kind = kinds.setdefault(together, len(kinds))
        table[letters].add(f"{cell[0]}{levels[letters, cell]}{cell[1:]}{kind}")
    head = __doc__.split("\n\n")[2].replace("\n", "\n# ")
    lines = [f"# {head}", *(f"={at}\t{found}" for found, at in kinds.items())]
    lines += sorted(f"{letters}\t{' '.join(sorted(cells))}" for letters, cells in table.items())
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(table), "stems,", len(kinds), "sets of endings,", out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
