"""The tables of data/: complete, canonical, and as their comments promise."""

from __future__ import annotations

from importlib.resources import files

import pytest

from podcast.arabic.classes.currencies import currencies, currency_words
from podcast.arabic.classes.months import month_name
from podcast.arabic.classes.units import units
from podcast.arabic.grammar.nouns import dual, noun
from podcast.arabic.tables import rows, toml, words
from podcast.arabic.text.alphabet import ALLOWED, letter_names
from podcast.arabic.text.letters import bare, fold
from podcast.arabic.text.marks import canonical

OWN = [
    "abbreviations.tsv",
    "arab_names.tsv",
    "currencies.tsv",
    "foreign.tsv",
    "hijri.tsv",
    "letters.tsv",
    "months.tsv",
    "nouns.tsv",
    "per.tsv",
    "symbols.tsv",
    "units.tsv",
]


@pytest.mark.parametrize("name", OWN)
def test_tables_tell_what_they_are(name: str) -> None:
    """A table begins with comments, and its marks are in canonical order."""
    text = (files("podcast.arabic") / "data" / name).read_text("utf-8")
    assert text.startswith("# ")
    assert all(canonical(cell) == cell for row in rows(name, 9) for cell in row)


@pytest.mark.parametrize(
    ("name", "column"),
    [("abbreviations.tsv", 1), ("currencies.tsv", 1), ("letters.tsv", 1), ("symbols.tsv", 1)],
)
def test_what_is_said_can_be_said(name: str, column: int) -> None:
    assert all(ALLOWED.fullmatch(row[column]) for row in rows(name, 9))


def test_every_arab_country_has_its_money() -> None:
    codes = [
        "SAR",
        "AED",
        "KWD",
        "BHD",
        "QAR",
        "OMR",
        "YER",
        "IQD",
        "JOD",
        "SYP",
        "LBP",
        "EGP",
        "SDG",
        "LYD",
        "TND",
        "DZD",
        "MAD",
        "MRU",
        "SOS",
        "DJF",
        "KMF",
        "ILS",
    ]
    assert set(codes) <= set(currencies())
    assert currencies()["KWD"].parts == currencies()["TND"].parts == 1000
    assert currency_words()[fold("ريال"), fold("قطري")] == currencies()["QAR"]


def test_units_have_a_noun_and_a_gender() -> None:
    assert all(unit.noun and unit.gender in "mf" for unit in units().values())
    assert units()["km"] == units()["كم"]


def test_months_are_twelve_in_every_tradition() -> None:
    assert bare(month_name(7, "standard")) == "يوليو"
    assert bare(month_name(7, "levant")) == "تموز"
    assert bare(month_name(7, "maghreb")) == "جويلية"
    assert bare(month_name(9, "standard", hijri=True)) == "رمضان"
    assert len(rows("months.tsv", 5)) == len(rows("hijri.tsv", 3)) == 12


def test_every_letter_has_a_name() -> None:
    assert set("abcdefghijklmnopqrstuvwxyz") | set("ابتثجحخدذرزسشصضطظعغفقكلمنهوي") <= set(
        letter_names()
    )


def test_nouns() -> None:
    """Each noun is found by its singular; its plurals are known as plurals."""
    for singular, gender, plurals in rows("nouns.tsv", 3):
        assert gender in ("m", "f"), singular
        assert noun(singular.split()[0]).known, singular
        assert all(noun(plural, plural_first=True).plural for plural in words(plurals)), plurals


@pytest.mark.parametrize(
    ("word", "gender", "plural"),
    [
        ("كتابًا", "m", False),
        ("كتابا", "m", False),
        ("كتبهم", "m", True),
        ("الشركات", "f", True),
        ("مدرسته", "f", False),
        ("اجتماعات", "m", True),
        ("استثمارات", "m", True),
        ("طالبات", "f", True),
        ("قنبلة", "f", False),
        ("صحراء", "f", False),
        ("مهندسين", "m", True),
        ("غرافيتي", "m", False),
        ("بلازمة", "f", False),
    ],
)
def test_gender_by_table_and_by_form(word: str, gender: str, plural: bool) -> None:
    found = noun(word)
    assert (found.gender, found.plural) == (gender, plural)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("سنة", "سنتين"),
        ("كتابًا", "كتابين"),
        ("مستشفى", "مستشفيين"),
        ("دولارا", "دولارين"),
        ("عربية", "عربيتين"),
    ],
)
def test_duals(word: str, said: str) -> None:
    assert bare(dual(word, "obl")) == said


def test_governing_words_are_written_once() -> None:
    """No list of governing.toml has a word twice, as it is compared."""
    double = {
        name: sorted({word for word in listed if listed.count(word) > 1})
        for name, listed in toml("governing.toml").items()
    }
    assert not {name: found for name, found in double.items() if found}
