"""Words without marks, with one alef, with particles; and where pyarabic differs, case by case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarabic import araby

from podcast.arabic.text.glyphs import plain
from podcast.arabic.text.letters import (
    attach,
    bare,
    definite,
    fold,
    marked,
    particles_of,
    paused,
    unmarked,
)
from podcast.arabic.text.marks import canonical, clusters, is_vowelled, joined


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("", ""),
        ("كِتَابٌ", "كتاب"),
        ("مُدَرِّسَةٌ", "مدرسة"),
        ("هٰذَا", "هذا"),
        ("كـتـاب", "كتاب"),
        ("شَيْءٌ مَا، وَآخَرُ", "شيء ما، وآخر"),
        ("GPT-4", "GPT-4"),
    ],
)
def test_bare(text: str, letters: str) -> None:
    assert bare(text) == letters


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("أَحْمَد", "احمد"),
        ("إسلام", "اسلام"),
        ("آخِر", "اخر"),
        ("ٱلْكِتَاب", "الكتاب"),
        ("مستشفى", "مستشفي"),
        ("مَسْؤُول", "مسؤول"),
        ("هٰذا", "هذا"),
    ],
)
def test_fold(text: str, searched: str) -> None:
    assert fold(text) == searched


@pytest.mark.parametrize(
    ("word", "is_marked"),
    [("كتاب", False), ("كتابٌ", True), ("هٰذا", True), ("مدّ", True), ("", False), ("كـ", False)],
)
def test_marked(word: str, is_marked: bool) -> None:
    assert marked(word) is is_marked


@pytest.mark.parametrize(
    ("words", "before_a_pause"),
    [
        ("سَبْعَةٌ", "سَبْعَة"),
        ("سَبْعَةُ رِجَالٍ", "سَبْعَةُ رِجَال"),
        ("بَيْتًا", "بَيْتًا"),
        ("أَحَدَ عَشَرَ", "أَحَدَ عَشَرَ"),
        ("مِنَ", "مِنَ"),
        ("", ""),
    ],
)
def test_paused(words: str, before_a_pause: str) -> None:
    assert paused(words) == before_a_pause


@pytest.mark.parametrize(
    ("word", "with_article"),
    [
        ("سَابِع", "السَّابِع"),
        ("خَامِس", "الْخَامِس"),
        ("نَّاس", "النَّاس"),
        ("أَوَّل", "الْأَوَّل"),
        ("اثْنَانِ", "الاثْنَانِ"),
        ("", "الْ"),
    ],
)
def test_definite(word: str, with_article: str) -> None:
    assert definite(canonical(word)) == canonical(with_article)


@pytest.mark.parametrize(
    ("particles", "word", "written"),
    [
        ("", "مِئَة", "مِئَة"),
        ("وب", "مِئَة", "وَبِمِئَة"),
        ("ل", "الْمِئَة", "لِلْمِئَة"),
        ("ول", "اللَّيْل", "وَلِلَّيْل"),
        ("ف", "الْيَوْم", "فَالْيَوْم"),
    ],
)
def test_attach(particles: str, word: str, written: str) -> None:
    assert attach(particles, canonical(word)) == canonical(written)


@pytest.mark.parametrize(
    ("letters", "parts"),
    [
        ("", ("", False)),
        ("و", ("و", False)),
        ("وب", ("وب", False)),
        ("ال", ("", True)),
        ("وال", ("و", True)),
        ("فكال", ("فك", True)),
        ("لل", ("ل", True)),
        ("ولل", ("ول", True)),
        ("ل", ("ل", False)),
        ("بو", None),
        ("وف", None),
        ("بلل", None),
        ("كتاب", None),
    ],
)
def test_letters_that_join_the_next_word(letters: str, parts: tuple[str, bool] | None) -> None:
    assert particles_of(letters) == parts


def test_the_tanwin_of_an_alef_is_spelling() -> None:
    assert unmarked("شُكْرًا جَزِيلٌ") == "شكرًا جزيل"


@given(st.text(st.sampled_from("ابتثجولىيءأإآٱةهـ ًٌٍَُِّْٰ"), max_size=30))
def test_letters_and_marks_come_apart_and_together(word: str) -> None:
    """Stripping is once and for all, and leaves no mark."""
    assert bare(bare(word)) == bare(word)
    assert not marked(bare(word))
    assert fold(bare(word)) == fold(word)
    start = next((at for at, one in enumerate(word) if one not in "ًٌٍَُِّْٰ"), len(word))
    assert joined(clusters(word)) == word[start:]


# What is done by hand, because pyarabic does otherwise. If one of these fails, it has changed its ways:
# see whether the hand-made rule can go.


def test_pyarabic_takes_the_dagger_alef_for_a_letter() -> None:
    assert araby.strip_tashkeel("هٰذَا") == "هٰذا"
    assert not araby.is_vocalized("هٰذا")
    assert araby.separate("هٰذَا")[0] == "هٰذا"


def test_pyarabic_makes_an_alef_of_alef_maksura_and_of_the_dagger_alef() -> None:
    assert araby.normalize_alef("على") == "علا"
    assert araby.normalize_alef("هٰذا") == "هاذا"
    assert fold("على") == "علي"


def test_pyarabic_takes_every_tanwin_where_the_last_mark_is_asked_for() -> None:
    assert araby.strip_lastharaka("بَيْتٌ كَبِيرٌ") == "بَيْت كَبِير"
    assert paused("بَيْتٌ كَبِيرٌ") == "بَيْتٌ كَبِير"


def test_pyarabic_loses_the_hamza_of_a_ligature() -> None:
    assert araby.normalize_ligature("ﻷن ﻵن") == "لان لان"
    assert plain("ﻷن ﻵن") == "لأن لآن"


def test_pyarabic_knows_no_letters_beyond_arabic() -> None:
    assert not set("پچڤگژ") & set(araby.LETTERS)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("كِيلُومِتْر", True),
        ("بِالثُّلُث", True),
        ("قَاضٍ", True),
        ("كتابَيْنِ", False),
        ("وَمسجد", False),
        ("كتاب", False),
    ],
)
def test_a_vowelled_word_lacks_no_vowel_but_its_last(word: str, told: bool) -> None:
    """Long vowels, a swallowed lam and the last letter need no mark of their own."""
    assert is_vowelled(canonical(word)) is told
