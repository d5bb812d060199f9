"""Tables that belong to no class of their own (the case of a number, labels, verse, pasted text), Latin
names, and how a linguist adds a line. Each class has its file in `classes/`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from podcast.arabic import read, spoken_form
from podcast.arabic import tables as tables_of_arabic
from podcast.arabic.grammar import nouns
from podcast.arabic.latin import entries
from podcast.arabic.latin.transliteration import sounds
from podcast.arabic.text.alphabet import ALLOWED
from podcast.arabic.text.letters import unmarked
from podcast.arabic.text.markup import unwrapped

ROOT = Path(__file__).parents[2]
HELPERS = frozenset(
    (
        "__init__", "amount", "counted_behind", "currencies", "day_of_month", "label", "loose_units", "months",
        "numbering", "units", "verbalisation",
    )
)  # fmt: skip
"""Modules of `podcast/arabic/classes/` that several classes share, or that a class asks."""
CLASSES = sorted(
    path.stem
    for path in (ROOT / "podcast" / "arabic" / "classes").glob("*.py")
    if path.stem not in HELPERS
)
TABLES = sorted((Path(__file__).parent / "data" / "classes").glob("*.tsv"))
DOCS = (ROOT / "docs" / "arabic.md").read_text("utf-8")
ROWS = [
    pytest.param(*line.split("\t"), id=f"{table.stem}-{number}")
    for table in TABLES
    if table.stem not in CLASSES
    for number, line in enumerate(table.read_text("utf-8").splitlines(), 1)
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("written", "spoken"), ROWS)
def test_table(written: str, spoken: str) -> None:
    """Each row, letter by letter, in the alphabet of the spoken form."""
    said = spoken_form(written)
    assert unmarked(said) == spoken
    assert ALLOWED.fullmatch(said)


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_has_its_table_its_test_and_its_section(name: str) -> None:
    table = Path(__file__).parent / "data" / "classes" / f"{name}.tsv"
    rows = [line for line in table.read_text("utf-8").splitlines() if line and line[0] != "#"]
    assert len(rows) >= 8
    assert f'rows("{name}")' in (
        Path(__file__).parent / "classes" / f"test_class_{name}.py"
    ).read_text("utf-8")
    sections = re.findall(r"^### .*\(`classes/(\w+)`\)$", DOCS, re.M)
    assert sections.count(name) == 1


@pytest.mark.parametrize("written", ["&amp;nbsp;x", "&#38;lt;b&gt;", "<<p>p>نص", "&&amp;amp;quot;"])
def test_pasted_text_is_cleaned_once(written: str) -> None:
    """What one round leaves, a second leaves as well."""
    assert unwrapped(unwrapped(written)) == unwrapped(written)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("szczęsny", "ʃtʃensni"),
        ("kaczyński", "katʃinski"),
        ("hołownia", "holovnja"),
        ("tokarczuk", "tokartʃuk"),
        ("bednarek", "bednarek"),
        ("czarnek", "tʃarnek"),
        ("łódź", "wudʒ"),
        ("bouchrane", "buʃrane"),
        ("ouazzani", "wăzzani"),
        ("kuipers", "kuipərz"),
        ("verhoeven", "veːrhuvən"),
        ("räikkönen", "rajkonen"),
        ("puskás", "puʃkaʃ"),
        ("szeged", "seɡed"),
        ("lecce", "leːtʃe"),
        ("gattuso", "ɡattuzo"),
        ("kunming", "kunmiŋ"),
        ("ceaușescu", "tʃauʃesku"),
        ("georgescu", "dʒordʒesku"),
        ("czar", ""),
        ("rzeszów", "ʒeʃuv"),
        ("erdoğan", "erdoɡan"),
        ("çalhanoğlu", "tʃalhanoɡlu"),
        ("djokić", "dʒokitʃ"),
        ("kovačić", "kovatʃitʃ"),
        ("vitinha", "vitiɲa"),
        ("guimarães", "ɡimareʃ"),
        ("zhejiang", "tʃədʒjaŋ"),
        ("chongqing", "tʃoŋtʃiŋ"),
        ("ødegaard", "odeɡard"),
        ("støre", "storə"),
        ("reijnders", "rajndərz"),
        ("zakharova", "zaxarova"),
        ("khattar", "xattar"),
        ("buongiorno", "bondʒorno"),
        ("atorvastatin", "atorvastatin"),
        ("semaglutide", "seːmaɡlutajd"),
        ("nakamura", "nakamura"),
        ("kretzschmar", ""),
        ("smith", ""),
        ("murati", "murati"),
        ("demiral", "demiral"),
        ("grundberg", "ɡrundberɡ"),
        ("koné", "koni"),
        ("google", ""),
        ("huntington", ""),
        ("school", ""),
        ("queen", ""),
        ("notion", ""),
        ("civic", ""),
        ("martin", ""),
    ],
)
def test_transliterations(name: str, told: str) -> None:
    """A name in a recognisable language is read by its letters; an English one is left to the voice."""
    assert sounds(name) == told


def with_line(monkeypatch: pytest.MonkeyPatch, table: str, line: str) -> None:
    """The package as it is with one line more in a table of `data/`."""
    plain = tables_of_arabic._text
    caches: list[Callable[[], None]] = [
        nouns.noun.cache_clear, nouns._singulars.cache_clear, nouns._plurals.cache_clear,
        nouns._plurals_of.cache_clear,
        entries.built_in.cache_clear,
    ]  # fmt: skip
    monkeypatch.setattr(
        tables_of_arabic,
        "_text",
        lambda name: plain(name) + (f"\n{line}\n" if name == table else ""),
    )
    for clear in caches:
        clear()


@pytest.fixture
def _fresh_tables() -> object:
    """Forgets what a test added."""
    yield None
    nouns.noun.cache_clear()
    nouns._singulars.cache_clear()
    nouns._plurals.cache_clear()
    nouns._plurals_of.cache_clear()
    entries.built_in.cache_clear()


@pytest.mark.usefixtures("_fresh_tables")
def test_a_noun_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A linguist adds a noun: its gender is then known in the singular, the plural and the dual."""
    with_line(monkeypatch, "nouns.tsv", "زقوم\tf\tزقاقيم")
    assert unmarked(spoken_form("رأى 3 زقاقيم و2 زقوم")) == "رأى ثلاث زقاقيم وزقومين"


@pytest.mark.usefixtures("_fresh_tables")
def test_a_name_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name in Latin letters is read as its entry says, after a particle too, and no longer guessed."""
    with_line(monkeypatch, "names.tsv", "Qwxzt\tكُوزْت\t\tcompany\ten")
    reading = read("قالت وQwxzt")
    assert reading.spoken == "قالت وَكُوزْت"
    assert not reading.guesses


def test_a_reading_is_one_line() -> None:
    """The author's own lexicon: one line for one reading."""
    from podcast.arabic.reading import Reader

    assert spoken_form("في Qwxzt", Reader(lexicon={"Qwxzt": "قَوْس"})) == "في قَوْس"


def test_a_long_text_takes_time_in_proportion() -> None:
    """No pattern for pasted text backtracks over a whole line."""
    line = "<" * 4000 + "&amp;" * 2000 + "﴿" * 2000 + "{{" * 2000 + "[" * 2000
    assert len(unwrapped(line)) < len(line)
    assert re.search("[<{]", unwrapped(line))
