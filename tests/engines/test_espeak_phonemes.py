"""From sounds in IPA to what espeak is fed: its own names, and nothing merged or lost on the way."""

from __future__ import annotations

from itertools import combinations

import pytest

from podcast.arabic.phonetics import CONSONANTS, FOREIGN, VOWELS, transcribe
from podcast.engines.espeak_phonemes import feed, phonemes


def test_every_sound_of_the_notation_has_a_name() -> None:
    """The table here and the inventory there agree."""
    assert set(phonemes()) == {*CONSONANTS, *FOREIGN, *VOWELS}


def test_no_two_sounds_of_arabic_are_merged() -> None:
    """28 consonants, single and doubled, and six vowels are all different in what espeak is fed."""
    said = [f"ˈʔa{sound}a." for sound in CONSONANTS] + [
        f"ˈʔa{sound}{sound}a." for sound in CONSONANTS
    ]
    said += [f"ˈb{vowel}t." for vowel in VOWELS[:6]]
    for one, other in combinations(said, 2):
        assert feed(one) != feed(other), (one, other)


def test_stress_comes_before_the_vowel_and_a_leaning_word_has_a_weak_mark() -> None:
    """espeak wants its mark where the syllable's vowel is; without a sign a word leans."""
    assert feed("min ˈbajt.") == "[[m%in]] [[b'ajt]]."
    assert feed("ˌʔilaː ˈbajt.") == "[[?,ila:]] [[b'ajt]]."
    assert feed("ˈman? ˈnaʕam.").splitlines() == [feed("ˈman?"), feed("ˈnaʕam.")]


def test_each_sound_is_apart_from_silence() -> None:
    """ʕ above all: leaving a consonant out is not a way to say it."""
    for sound in CONSONANTS:
        assert feed(f"ˈʔa{sound}a.") != feed("ˈʔaa.")
        assert feed(f"ˈʔa{sound}{sound}a.") != feed(f"ˈʔa{sound}a.")


def test_a_rising_question_has_its_last_word_higher_and_the_next_clause_is_low_again() -> None:
    """espeak's own melody would fall; one word alone has nothing to rise from."""
    assert (
        feed("hal ˈtaʕlam↗? ˈnaʕam.").splitlines()[0] == "[[h%al]] \x01+20P [[t,a@-lam]]? \x01-20P"
    )
    assert feed("ˈnaʕam↗?") == feed("ˈnaʕam?")


def test_a_colon_has_the_melody_of_a_comma() -> None:
    """More is to come."""
    assert feed("ˈqaːl:") == feed("ˈqaːl,")


@pytest.mark.parametrize("text", ["مَرْحَبًا", "[[x]]", "ʘ", "⟨⟩", "漢字.", "ˈ", ".", "a:b"])
def test_what_is_not_a_transcription_is_harmless(text: str) -> None:
    """It is left to espeak as it is, and opens no brackets of its own."""
    fed = feed(text)
    assert fed.count("[[") == fed.count("]]") <= 1


@pytest.mark.parametrize(
    ("written", "fed"),
    [
        ("طَابَ", "[[t['a.:b]]."),
        ("بَطَلٌ", "[[b'a.t[a.l]]."),
        ("قَلْبٌ", "[[q'a.lb]]."),
        ("قِفْ", "[[q'if]]."),
        ("طِينٌ", "[[t['i.:n]]."),
        ("سَارَ", "[[s'a:R3]]."),
        ("مَدْحٌ", "[[m'ad|H]]."),
        ("وَاللَّهِ", "[[wa.ll'a.:h]]."),
        ("بِاللَّهِ", "[[bill'a:h]]."),
    ],
)
def test_emphatic_consonants_darken_their_vowels(written: str, fed: str) -> None:
    """espeak has dark vowels for ص ض ط ظ and their like; two names are kept apart by a bar."""
    assert feed(transcribe(written)) == fed


@pytest.mark.parametrize("nothing", ["", " ", "،", "...", "«»", "\n\n", "ـ", "َ", "\u200f", "()"])
def test_where_there_is_nothing_to_say_nothing_is_fed(nothing: str) -> None:
    """No empty clause ever reaches the voice."""
    assert feed(transcribe(nothing)) == ""


def test_what_is_not_arabic_is_left_to_espeak_whole() -> None:
    """Numbers and names that slipped through are spoken after all, and are no commands."""
    assert feed(transcribe("إِصْدَار 2.0 مِنْ GPT-4o")) == "[[?is[d'a:R3]] 2.0 [[m%in]] GPT 4o."
    assert feed(transcribe("[[x]] a:b")) == "x a:b."
