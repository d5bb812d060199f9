"""Letters left out in typing come back before anything is said, and nothing well spelled is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast import arabic, diacritized, tashkeel
from podcast.arabic.diacritics.spelling import respelt
from podcast.arabic.tables import rows, words
from podcast.arabic.text.letters import bare
from podcast.arabic.text.marks import canonical

DATA = Path(__file__).parent / "data" / "misspelt.tsv"
TABLE = [
    line.split("\t")
    for line in DATA.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("typed", "spelt"), TABLE)
def test_letters_left_out(typed: str, spelt: str) -> None:
    assert " ".join(respelt([typed.split()])[0]) == spelt


@pytest.mark.parametrize("spelt", [spelt for _, spelt in TABLE])
def test_well_spelled_text_stays(spelt: str) -> None:
    assert " ".join(respelt([spelt.split()])[0]) == spelt


def test_each_row_exchanges_letters_one_for_one() -> None:
    pairs = [pair.split("=") for (cell,) in rows("misspelt.tsv", 1) for pair in words(cell)]
    assert pairs
    assert all(len(typed) == len(spelt) for typed, spelt in pairs)
    assert len({typed for typed, _ in pairs}) == len(pairs)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("قال محمد ان المدرسه كبيره فى مصر.", "قَالَ مُحَمَّدٌ إِنَّ الْمَدْرَسَةَ كَبِيرَةٌ فِي مِصْرَ."),
        ("ايضاً جاء الاول", "أَيْضًا جَاءَ الْأَوَّل"),
    ],
)
def test_what_is_heard(typed: str, said: str) -> None:
    """The whole path: the marks the author wrote stay with their letters."""
    assert diacritized(typed) == canonical(said)


def test_the_page_keeps_what_was_typed() -> None:
    read = arabic.read("قال ان المدرسه بعيده.")
    (marked,) = arabic.restore(read.utterances, tashkeel.restore)
    assert marked.text == "قال ان المدرسه بعيده."
    assert bare(marked.spoken) == "قال إن المدرسة بعيدة."


def test_what_the_author_marked_stays() -> None:
    (marked,) = arabic.restore(arabic.read("جاء اَحْمد الى البيت").utterances, tashkeel.restore)
    assert bare(marked.spoken) == "جاء احمد إلى البيت"
