"""From marked Arabic to what is said: a table to review, and laws that hold for any text."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from podcast.engines import espeak_phonemes
from podcast.engines.espeak import phonemes
from podcast.engines.espeak_joining import unlinked
from podcast.engines.espeak_letters import alphabet, clauses, letters, table
from podcast.engines.espeak_phonemes import feed, stress, syllables
from podcast.engines.espeak_reading import VOWELS, sounds
from podcast.engines.espeak_spelling import filled, pausal, skeleton

DATA = Path(__file__).parent / "data"
LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
MARKS = "ًٌٍَُِّْٰ"
STRESS = re.compile("[ˈˌ]")


def rows() -> list[list[str]]:
    lines = (DATA / "phonemes.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@pytest.mark.parametrize(("kind", "written", "said"), rows())
def test_it_is_said_as_a_news_reader_says_it(kind: str, written: str, said: str) -> None:
    """Each row: a class, marked Arabic, and its sounds in context and in pause."""
    assert phonemes(written) == said, kind


@pytest.mark.parametrize(("kind", "written", "said"), rows())
def test_the_order_of_marks_changes_nothing(kind: str, written: str, said: str) -> None:
    """NFC puts a vowel before its shadda, and a voice that cares then drops it; this one does not."""
    for form in ("NFC", "NFD"):
        assert phonemes(unicodedata.normalize(form, written)) == said, kind


def test_the_table_is_large_enough_to_mean_something() -> None:
    """Every class has its rows, and none is there twice."""
    written = [row[1] for row in rows()]
    assert len(written) >= 250
    assert len({row[0] for row in rows()}) >= 60


MARKED_WORDS = st.text(LETTERS + MARKS, min_size=1, max_size=12).filter(
    lambda word: any(char in LETTERS for char in word)
)


@given(st.text())
@example("[[a]] ]] [[ % \x00 \x01 \ud800 ـ ـَ َ َ ّ ا ةً ىً")
@example("اًىًةًوًاّآْ")
@example("0 1٫٢ a.b :a. é e\u0301 😀 漢字 ﷺ ½")
def test_any_text_can_be_read(text: str) -> None:
    """Nothing makes it raise, and what comes out is text that can be encoded."""
    assert isinstance(phonemes(text), str)
    assert "\0" not in feed(text)
    feed(text).encode()


@given(MARKED_WORDS)
def test_any_arabic_word_is_heard(word: str) -> None:
    """However it is marked, and though one letter is all of it."""
    assert re.search(r"\[\[.*[a-zA-Z?].*\]\]", feed(word))


@given(MARKED_WORDS)
def test_each_word_has_one_stress_and_sounds_espeak_knows(word: str) -> None:
    """One stress a word, on a vowel if there is one; every sound has its espeak name."""
    said = feed(word)
    assert len(re.findall(r"['%,]", said.rstrip("."))) == 1
    bare = STRESS.sub("", phonemes(word)).rstrip(".")
    known = sorted((ipa for ipa, *_ in table("espeak_sounds")), key=len, reverse=True)
    assert re.fullmatch("|".join(f"(?:{sound})" for sound in known).join(("(?:", ")+")), bare)


CONSONANTS = "بتثجحخدذرزسشصضطظعغفقكمنه"
SYLLABLE = st.tuples(st.sampled_from(CONSONANTS), st.sampled_from(["َ", "ُ", "ِ", "َا", "ُو", "ِي", "َيْ"]))
PLAIN_WORDS = st.lists(SYLLABLE, min_size=2, max_size=5).map(
    lambda parts: "".join(map("".join, parts))
)


@given(PLAIN_WORDS, st.sampled_from(["ٌ", "ٍ", "ُ", "ِ", "َ", "ْ"]), st.sampled_from(CONSONANTS))
def test_before_a_pause_no_case_ending_is_heard(stem: str, ending: str, last: str) -> None:
    """u, i, a, un and in all fall silent: the word ends as on a sukun."""
    assert phonemes(stem + last + ending) == phonemes(stem + last + "ْ")


@given(PLAIN_WORDS, PLAIN_WORDS)
def test_between_words_every_ending_is_heard(first: str, second: str) -> None:
    """In context nothing is dropped: the first word of two keeps each of its vowels."""
    alone = STRESS.sub("", phonemes(f"{first}نٌ {second}").split()[0])
    assert alone.endswith("nun")


@given(PLAIN_WORDS, st.sampled_from(["ال", "ٱل"]), PLAIN_WORDS)
def test_the_article_loses_its_a_after_a_word_and_keeps_it_at_the_start(
    first: str, article: str, second: str
) -> None:
    """Within a clause there is one long breath; after a pause the glottal stop is back."""
    moon = f"{article}ْبَ{second}"
    assert STRESS.sub("", phonemes(moon)).startswith("ʔalba")
    joined = STRESS.sub("", phonemes(f"{first}نَ {moon}")).split()
    assert joined[0].endswith("na")
    assert joined[1].startswith("lba")
    assert STRESS.sub("", phonemes(f"{first}نَ، {moon}")).split()[1].startswith("ʔalba")


@given(PLAIN_WORDS, st.sampled_from("تثدذرزسشصضطظلن"))
def test_sun_letters_are_doubled_once(rest: str, sun: str) -> None:
    """Never tripled, however the lam and the letter after it are marked."""
    sound = alphabet()[sun].said
    for spelled in (f"ال{sun}َّ{rest}", f"ال{sun}َ{rest}", f"ٱل{sun}َّ{rest}"):
        said = STRESS.sub("", phonemes(spelled))
        assert said.startswith(f"ʔa{sound}{sound}a")


@given(PLAIN_WORDS, st.sampled_from("تثدذرزسشصضطظلن"))
def test_sun_letters_are_doubled_once_after_prefixes_too(rest: str, sun: str) -> None:
    """wa-, bi-, fa-, ka- with the article written out, li- without its alef."""
    sound = alphabet()[sun].said
    prefixes = {"وَال": "wa", "بِال": "bi", "فَال": "fa", "كَال": "ka", "لِل": "li", "وَلِل": "wali"}
    for prefix, begun in prefixes.items():
        said = STRESS.sub("", phonemes(f"{prefix}{sun}َّ{rest}"))
        assert said.startswith(f"{begun}{sound}{sound}a"), prefix


@given(
    st.lists(
        st.sampled_from(["الْبَيْتُ", "اسْتِقْبَالٌ", "ابْنٌ", "اثْنَانِ", "النَّاسُ", "اللَّهُ", "اُكْتُبْ", "ٱلَّذِي"]),
        min_size=1,
        max_size=6,
    )
)
def test_only_the_first_joining_alef_of_a_breath_is_heard(words: list[str]) -> None:
    """It opens the clause with a glottal stop and a vowel; all the others give way."""
    said = STRESS.sub("", phonemes(" ".join(words))).split()
    assert said[0][0] == "ʔ"
    assert not any(word.startswith("ʔ") for word in said[1:])
    for word, following in pairwise(said):
        assert word[-1] in "aiu", (word, following)


@given(PLAIN_WORDS, PLAIN_WORDS, st.sampled_from(["َا", "ُو", "ِي", "َى"]))
def test_a_long_ending_is_short_before_the_article(first: str, second: str, ending: str) -> None:
    """fī l-bayt is said fil-bayt; before any other word the vowel stays long."""
    short = STRESS.sub("", phonemes(f"{first}م{ending} الْ{second}")).split()[0]
    long = STRESS.sub("", phonemes(f"{first}م{ending} {second}")).split()[0]
    assert long == f"{short}ː"


@given(st.lists(PLAIN_WORDS, min_size=1, max_size=8))
def test_no_word_is_lost(words: list[str]) -> None:
    """As many words are said as were written, in order, each between its own brackets."""
    assert feed(" ".join(words)).count("[[") == len(words)
    assert len(phonemes(" ".join(words)).split()) == len(words)


@given(PLAIN_WORDS)
def test_syllables_tile_the_word_with_a_vowel_each(word: str) -> None:
    """Each syllable has one vowel, and put together they are the word again."""
    sounds = tuple(re.findall("dʒ|.[ˤː]?", STRESS.sub("", phonemes(word)).rstrip(".")))
    parts = syllables(sounds)
    assert sum(parts, ()) == sounds
    assert all(sum(sound in VOWELS for sound in part) == 1 for part in parts)


@given(PLAIN_WORDS)
def test_stress_is_never_further_back_than_the_third_syllable_from_the_end(word: str) -> None:
    """The window of three that the grammar gives."""
    sounds = tuple(re.findall("dʒ|.[ˤː]?", STRESS.sub("", phonemes(word)).rstrip(".")))
    at = stress(sounds, last=True).at
    assert sounds[at] in VOWELS
    assert sum(sound in VOWELS for sound in sounds[at:]) <= 3


def test_function_words_lean_on_the_next() -> None:
    """One short syllable within a clause has no stress of its own; إلى has a weak one."""
    assert feed("مِنْ بَيْتٍ") == "[[m%in]] [[b'ajt]]."
    assert feed("إِلَى بَيْتٍ") == "[[?,ila:]] [[b'ajt]]."
    assert feed("مَنْ؟") == "[[m'an]]?"


@pytest.mark.parametrize(
    ("written", "fed"),
    [
        ("طَابَ", "[[t['a.:b]]."),
        ("بَطَلٌ", "[[b'a.t[a.l]]."),
        ("قَلْبٌ", "[[q'a.lb]]."),
        ("قِفْ", "[[q'if]]."),
        ("طِينٌ", "[[t['i.:n]]."),
        ("سَارَ", "[[s'a:R]]."),
        ("مَدْحٌ", "[[m'ad|H]]."),
        ("وَاللَّهِ", "[[wa.ll'a.:h]]."),
        ("بِاللَّهِ", "[[bill'a:h]]."),
    ],
)
def test_emphatic_consonants_darken_their_vowels(written: str, fed: str) -> None:
    """espeak has dark vowels for ص ض ط ظ and their like; two names are kept apart by a bar."""
    assert feed(written) == fed


def test_clauses_keep_the_mark_that_gives_them_their_melody() -> None:
    """Arabic marks become espeak's; several are one; a bracket or a quote is none."""
    stops = [clause.stop for clause in clauses("نَعَمْ، لَا؛ مَنْ؟ هُنَا! قَالَ: «نَعَمْ» ... وَ(لَا)")]
    assert stops == [",", ";", "?", "!", ":", ".", "."]


@pytest.mark.parametrize("nothing", ["", " ", "،", "...", "«»", "\n\n", "ـ", "َ", "\u200f", "()"])
def test_where_there_is_nothing_to_say_nothing_is_fed(nothing: str) -> None:
    """No empty clause ever reaches the voice."""
    assert feed(nothing) == ""


def test_what_is_not_arabic_is_left_to_espeak_whole() -> None:
    """Numbers and names that slipped through are spoken after all, and are no commands."""
    assert feed("إِصْدَار 2.0 مِنْ GPT-4o") == "[[?is[d'a:R]] 2.0 [[m%in]] GPT 4o."
    assert feed("[[x]] a:b") == "x a:b."


def test_every_letter_of_the_tables_is_well_formed() -> None:
    """Each letter says a known sound; each letter it is read like is in the table itself."""
    sounds = {ipa for ipa, *_ in table("espeak_sounds")} | {"alef", "maksura", "marbuta"}
    for letter, row in alphabet().items():
        assert row.said in sounds, letter
        assert not row.like or alphabet()[row.like].said == row.said, letter


def test_irregular_words_are_spelled_letter_by_letter() -> None:
    """A row that does not line up with its word would never be found."""
    for written, said, why in table("espeak_words"):
        bare = written.removesuffix("*")
        assert 0 <= len(letters(said)) - len(bare) <= 1, written
        assert why, written
        assert phonemes(bare) != "", written


def test_particles_are_words_that_are_really_said() -> None:
    """Each particle is in sounds the other tables know, and has two syllables."""
    for said, written in table("espeak_particles"):
        assert len(syllables(tuple(said.split()))) == 2, written


def test_reading_is_quick() -> None:
    """A section's worth of text is read in well under a tenth of the time it takes to voice it."""
    import time

    text = " ".join(row[1] for row in rows()) * 10
    started = time.process_time()
    espeak_phonemes.feed(text)
    assert time.process_time() - started < 1.0


@pytest.mark.parametrize(
    ("word", "onset", "rest"),
    [
        ("الْقَمَرُ", "a", "لقمر"),
        ("الشَّمْسُ", "a", "ششمس"),
        ("اسْمٌ", "i", "سم"),
        ("اُكْتُبْ", "u", "كتب"),
        ("أَكْتُبُ", "", "أكتب"),
        ("اَكْتُبُ", "", "أكتب"),
        ("وَالْقَمَرُ", "", "ولقمر"),
        ("وَاسْمٌ", "", "وسم"),
        ("وَالِدٌ", "", "والد"),
        ("لِلشَّمْسِ", "", "لششمس"),
        ("ا", "", "ا"),
    ],
)
def test_what_joins_a_word_is_taken_off(word: str, onset: str, rest: str) -> None:
    """The vowel of the joining alef, and the letters that are left to be read."""
    vowel, left = unlinked(letters(word))
    assert (vowel, skeleton(left)) == (onset, rest)


@pytest.mark.parametrize(
    ("word", "before_a_pause"),
    [
        ("كِتَابٌ", "كِتَابْ"),
        ("كِتَابًا", "كِتَابًا"),
        ("مَدْرَسَةً", "مَدْرَسَهْ"),
        ("هُدًى", "هُدَى"),
        ("مَشَى", "مَشَى"),
        ("فِي", "فِي"),
        ("وَ", "وَ"),
    ],
)
def test_the_form_before_a_pause(word: str, before_a_pause: str) -> None:
    """As the letters would be marked if it were written as it is said."""
    assert sounds(filled(pausal(letters(word)), "")) == sounds(letters(before_a_pause))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("لَكُنَّ", "laˈkunn."),
        ("إِلْهَامٌ", "ʔilˈhaːm."),
        ("عُمْرُو", "ˈʕumruː."),
        ("اللَّهْوُ", "ʔalˈlahw."),
        ("اللَّهَبُ", "ˈʔallahab."),
        ("ذَلَّكَ", "ˈðallak."),
    ],
)
def test_irregular_words_are_not_mistaken_for_others(written: str, meant: str) -> None:
    """Words with the same letters, or beginning with them, but marked otherwise by the author."""
    assert phonemes(written) == meant
