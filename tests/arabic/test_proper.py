"""Names and loan words: each row is what it says, and carries what its kind may carry."""

from __future__ import annotations

import math

import pytest

from podcast.arabic.diacritics.choose import chosen
from podcast.arabic.diacritics.proper import MARGINS, named
from podcast.arabic.tables import rows
from podcast.arabic.text.letters import bare
from podcast.arabic.text.marks import canonical, clusters, joined
from podcast.model.lattice import Marks

KINDS = {"place", "person", "body", "time", "loan"}
WORDS = [(kind, word) for kind, cell in rows("proper.tsv", 2) for word in cell.split()]
VOWELS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"


def said(wrong: str, *, sure: float = 1.0) -> str:
    """What becomes of a word that the models mark like this, everything else being `sure` nats less likely."""
    others = [
        one + vowel for one in ("", "\u0651") for vowel in ("", *"\u064e\u064f\u0650\u064b\u0652")
    ]

    def ranked(mark: str) -> Marks:
        return ((mark, 0.0), *((one, -sure) for one in others if one != mark))

    letters = clusters(canonical(wrong))
    made = chosen(bare(wrong), tuple(ranked(mark) for _, mark in letters))
    return joined([(letter, mark) for (letter, _), mark in zip(letters, made, strict=True)])


def test_the_table_is_large_and_written_well() -> None:
    """A word a name, each letter marked but the last and those that are long; no name twice of a kind."""
    assert len(WORDS) >= 1500
    assert {kind for kind, _ in WORDS} == KINDS
    assert len(set(WORDS)) == len(WORDS)
    for _, word in WORDS:
        letters = clusters(canonical(word.lstrip("*!")))
        assert len(letters) >= 2, word
        for place, (letter, mark) in enumerate(letters[:-1]):
            following = letters[place + 1][0]
            before = letters[place - 1][1][-1:] if place else ""
            long = letter in "اآى" or (letter, before) in (("و", "\u064f"), ("ي", "\u0650"))
            sun = letter == "ل" and place == 1 and "\u0651" in letters[2][1]
            assert mark or long or sun or following in "اى", f"{word}: {letter}"


@pytest.mark.parametrize("word", [word for _, word in WORDS if word[0] not in "*!"][::7])
def test_a_name_is_found(word: str) -> None:
    """Whatever the models make of its vowels, if they are not sure of it, it is said as the table has it."""
    letters = clusters(canonical(word))
    forms = [form for form, _ in named(bare(word))]
    marks = [mark for _, mark in letters]
    assert any(
        all(one is None or mark in one for one, mark in zip(form[:-1], marks[:-1], strict=True))
        for form in forms
    )


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("بِحِمَاسٍ", "بِحَمَاسٍ"),
        ("وَلِلُبْنَانَ", "وَلِلُبْنَانَ"),
        ("كِلَاسِيكَيَّةٌ", "كِلَاسِيكِيَّةٌ"),
        ("بِالْآيْقُونَاتِ", "بِالْآيْقُونَاتِ"),
        ("وَعَبْدَالرَّحْمَنِ", "وَعَبْدُالرَّحْمَنِ"),
    ],
)
def test_what_is_attached_stays(wrong: str, right: str) -> None:
    """Particles, endings and case are the sentence's; the vowels of the name are the table's."""
    assert said(wrong) == canonical(right)


def test_a_sure_word_is_no_name() -> None:
    """Where the models are sure of another word, it is that word."""
    assert said("حِمَاسٌ", sure=MARGINS[""] + 1) == "حِمَاسٌ"
    assert math.isfinite(MARGINS[""])


def test_what_has_no_other_reading_is_said_even_if_the_models_are_sure() -> None:
    """منطقة is no belt, however often the models were told so."""
    assert said("بِالْمِنْطَقَةِ", sure=5.0) == canonical("بِالْمَنْطِقَةِ")
    assert said("سَعُودِيَّةٌ", sure=MARGINS[""] + 1) == canonical("سُعُودِيَّةٌ")
