"""What is read for what is written: the tables an Arabic reader can review, and what a table cannot show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from podcast.arabic import read, spoken_form
from podcast.arabic.reading import UNRESOLVED, Reader
from podcast.arabic.text.letters import bare, unmarked
from podcast.model import Block, Section, Text

DATA = Path(__file__).parent / "data"


def table(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("kind", "written", "spoken"), table("spoken_form.tsv"))
def test_table(kind: str, written: str, spoken: str) -> None:
    """Each row of the table, letter by letter, as a section reads it, by the rule it is listed under."""
    reading = read(Section(1, "", (Block("paragraph", (Text(written),)),)))
    assert unmarked(reading.spoken) == spoken
    assert kind == "plain" or kind in {change.rule for change in reading.changes}


@pytest.mark.parametrize(("written", "spoken"), table("marked.tsv"))
def test_marks(written: str, spoken: str) -> None:
    """Number words come diacritised; the last vowel is there where the case is sure."""
    assert spoken_form(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("200 فرصة عمل في مصنع جديد", "مئتا فرصة عمل في مصنع جديد"),
        ("مصر تفتتح 12 محطة", "مصر تفتتح اثنتي عشرة محطة"),
        ("ارتفاع بنسبة 20%", "ارتفاع بنسبة عشرين بالمئة"),
        ("وفاة 22 شخصًا", "وفاة اثنين وعشرين شخصًا"),
    ],
)
def test_headings(written: str, spoken: str) -> None:
    """In a heading a number is nominative unless a preposition or a construct governs it."""
    assert unmarked(spoken_form(written, heading=True)) == spoken


@pytest.mark.parametrize(
    ("before", "case"),
    [
        ("في", "obl"),
        ("بقيمة", "obl"),
        ("لمدة", "obl"),
        ("توظف الشركة", "obl"),
        ("بلغ العدد", "obl"),
        ("إن", "obl"),
        ("أكثر من", "obl"),
        ("وفاة", "obl"),
        ("قال:", "nom"),
        ("حضر", "nom"),
        ("يوجد في القاعة", "nom"),
        ("هناك", "nom"),
        ("وصل إلى المدينة أمس", "nom"),
        ("(", "nom"),
        ("عددهم", "nom"),
        ("بلغ عددهم", "obl"),
        ("كان عمره", "obl"),
    ],
)
def test_what_governs_the_number(before: str, case: str) -> None:
    """Preposition, construct, object: مئتي; subject, predicate, colon, bracket: مئتا."""
    said = unmarked(spoken_form(f"{before} 200 شخص جديد"))
    assert f"{'مئتا' if case == 'nom' else 'مئتي'} شخص" in said


@pytest.mark.parametrize(
    ("noun", "three", "twelve"),
    [
        ("كتب", "ثلاثة", ""),
        ("سنوات", "ثلاث", ""),
        ("أعوام", "ثلاثة", ""),
        ("ليالٍ", "ثلاث", ""),
        ("نساء", "ثلاث", ""),
        ("رجال", "ثلاثة", ""),
        ("اجتماعات", "ثلاثة", ""),
        ("شركات", "ثلاث", ""),
        ("تصريحات", "ثلاثة", ""),
        ("مستشفيات", "ثلاثة", ""),
        ("آبار", "ثلاث", ""),
        ("وزراء", "ثلاثة", ""),
        ("وحدات", "ثلاث", ""),
        ("كتابًا", "", "اثني عشر"),
        ("سنةً", "", "اثنتي عشرة"),
        ("عينًا", "", "اثنتي عشرة"),
        ("يومًا", "", "اثني عشر"),
        ("ورقةً", "", "اثنتي عشرة"),
        ("لاجئا", "", "اثني عشر"),
    ],
)
def test_gender_of_what_is_counted(noun: str, three: str, twelve: str) -> None:
    """3-10 reverse the gender of the noun's singular, 12 agrees; the noun stays as it is written."""
    figure = "3" if three else "12"
    assert unmarked(spoken_form(f"اشترى {figure} {noun}")) == unmarked(
        f"اشترى {three or twelve} {noun}"
    )


def test_years_and_labels_count_nothing() -> None:
    """A word after a year, or after a number used as a name, is not counted by it."""
    assert unmarked(spoken_form("في عام 2002 ظهرت")) == "في عام ألفين واثنين ظهرت"
    assert unmarked(spoken_form("الطريق 200 مغلق")) == "الطريق مئتين مغلق"


def test_every_change_names_its_place() -> None:
    """Places are those of the cleaned text, over several lines too."""
    reading = read("قتل 12 شخصًا\nفي عام 2009.")
    assert [(change.written, change.rule) for change in reading.changes] == [
        ("12", "number"),
        ("2009", "number"),
    ]
    cleaned = "قتل 12 شخصًا\nفي عام 2009."
    assert all(cleaned[change.start : change.end] == change.written for change in reading.changes)


def test_a_line_without_a_final_mark_gets_a_stop() -> None:
    assert spoken_form("العنوان\nثم النص.") == "العنوان. ثم النص."


def test_settled_words_are_the_ones_that_were_made() -> None:
    """The model must not touch number words; the author's own words are not settled."""
    reading = read("باع 12 كتابًا")
    assert [reading.spoken.split()[index] for index in reading.settled] == ["اثْنَيْ", "عَشَرَ"]


@pytest.mark.parametrize(
    ("written", "rule"),
    [("في 3/4/2024", "date-ambiguous"), ("منظمة و.ط.ن", "abbreviation-unknown")],
)
def test_guesses_are_reported(written: str, rule: str) -> None:
    """Guesses are reported, so that the author can settle them."""
    assert [change.rule for change in read(written).guesses] == [rule]
    assert rule in UNRESOLVED


@pytest.mark.parametrize("written", ["في 23/4/2024", "في 4/4/2024", "في 2024-04-03", "شركة ذ.م.م"])
def test_what_is_sure_is_not_reported(written: str) -> None:
    assert not read(written).guesses


@pytest.mark.parametrize(
    ("dialect", "said"), [("standard", "نوفمبر"), ("levant", "تشرين الثاني"), ("maghreb", "نوفمبر")]
)
def test_months_by_dialect(dialect: str, said: str) -> None:
    """A month in figures is called as the show calls it."""
    assert f"من {said} ألفين" in bare(spoken_form("في 23/11/2021", Reader(dialect=dialect)))


def test_the_authors_lexicon_wins() -> None:
    """Over built-in names, abbreviations and numbers; with a particle before it."""
    reader = Reader(lexicon={"د.": "دَال", "Nokia": "نُوكْيَا", "747": "الْجَامْبُو"})
    assert spoken_form("قالت Nokia إن د. 747", reader) == "قالت نُوكْيَا إن دَال الْجَامْبُو"
    assert spoken_form("لدى وNokia", reader) == "لدى وَنُوكْيَا"


@pytest.mark.parametrize(
    ("written", "gone"),
    [
        ("كلمة 日本 أخرى", "foreign-script"),
        ("كلمة Привет", "foreign-script"),
        ("شركة™ كبيرة", "sign"),
    ],
)
def test_nothing_is_lost_silently(written: str, gone: str) -> None:
    """What cannot be said, or is only sounded out, is in the changes."""
    assert gone in {change.rule for change in read(written).changes}


def test_importing_costs_nothing() -> None:
    """The package loads neither its rooms and tables nor msgspec before it is used."""
    program = "import sys, podcast.arabic; print(*(name in sys.modules for name in sys.argv[1:]))"
    heavy = ["podcast.arabic.sentence", "podcast.arabic.reading", "podcast.model"]
    done = subprocess.run(
        [sys.executable, "-c", program, *heavy], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False"] * len(heavy)
