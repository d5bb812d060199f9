"""From vocalised Arabic to phonemes: a table to review, and laws that hold for any text."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from podcast.arabic.phonetics import CONSONANTS, FOREIGN, VOWELS, transcribe, transcribe_all, words
from podcast.arabic.phonetics.clauses import clauses
from podcast.arabic.phonetics.joining import unlinked
from podcast.arabic.phonetics.letters import Letter, alphabet, letters
from podcast.arabic.phonetics.pausal import filled, pausal, skeleton
from podcast.arabic.phonetics.sounds import sounds
from podcast.arabic.phonetics.stress import stress, syllables
from podcast.arabic.tables import rows as table
from podcast.arabic.text.letters import bare

DATA = Path(__file__).parent / "data"
LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
MARKS = "ًٌٍَُِّْٰ"
STRESS = re.compile("[ˈˌ]")


def table_of(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def rows() -> list[list[str]]:
    return table_of("phonetics.tsv")


@pytest.mark.parametrize(("kind", "written", "said"), rows())
def test_it_is_said_as_a_news_reader_says_it(kind: str, written: str, said: str) -> None:
    """Each row: a class, marked Arabic, and its sounds in context and in pause."""
    assert transcribe(written) == said, kind


@pytest.mark.parametrize(("kind", "written", "said"), rows())
def test_the_order_of_marks_changes_nothing(kind: str, written: str, said: str) -> None:
    """NFC puts a vowel before its shadda, and a voice that cares then drops it; this one does not."""
    for form in ("NFC", "NFD"):
        assert transcribe(unicodedata.normalize(form, written)) == said, kind


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
    assert "\0" not in transcribe(text)
    transcribe(text).encode()


@given(MARKED_WORDS)
def test_any_arabic_word_is_heard(word: str) -> None:
    """However it is marked, and though one letter is all of it."""
    assert re.search(f"[{''.join((*CONSONANTS, *VOWELS))}]", transcribe(word))


@given(MARKED_WORDS)
def test_each_word_has_one_stress_and_sounds_of_the_inventory(word: str) -> None:
    """One stress before a pause; every sound is one the notation names."""
    said = transcribe(word).rstrip(".")
    assert said.count("ˈ") == 1
    known = sorted((*CONSONANTS, *FOREIGN, *VOWELS), key=len, reverse=True)
    assert re.fullmatch(f"(?:{'|'.join(known)})+", STRESS.sub("", said))


PLAIN = "بتثجحخدذرزسشصضطظعغفقكمنه"
SYLLABLE = st.tuples(st.sampled_from(PLAIN), st.sampled_from(["َ", "ُ", "ِ", "َا", "ُو", "ِي", "َيْ"]))
PLAIN_WORDS = st.lists(SYLLABLE, min_size=2, max_size=5).map(
    lambda parts: "".join(map("".join, parts))
)


@given(PLAIN_WORDS, st.sampled_from(["ٌ", "ٍ", "ُ", "ِ", "َ", "ْ"]), st.sampled_from(PLAIN))
def test_before_a_pause_no_case_ending_is_heard(stem: str, ending: str, last: str) -> None:
    """u, i, a, un and in all fall silent: the word ends as on a sukun."""
    assert transcribe(stem + last + ending) == transcribe(stem + last + "ْ")


@given(PLAIN_WORDS, PLAIN_WORDS)
def test_between_words_every_ending_is_heard(first: str, second: str) -> None:
    """In context nothing is dropped: the first word of two keeps each of its vowels."""
    alone = STRESS.sub("", transcribe(f"{first}نٌ {second}").split()[0])
    assert alone.endswith("nun")


@given(PLAIN_WORDS, st.sampled_from(["ال", "ٱل"]), PLAIN_WORDS)
def test_the_article_loses_its_a_after_a_word_and_keeps_it_at_the_start(
    first: str, article: str, second: str
) -> None:
    """Within a clause there is one long breath; after a pause the glottal stop is back."""
    moon = f"{article}ْبَ{second}"
    assert STRESS.sub("", transcribe(moon)).startswith("ʔalba")
    joined = STRESS.sub("", transcribe(f"{first}نَ {moon}")).split()
    assert joined[0].endswith("na")
    assert joined[1].startswith("lba")
    assert STRESS.sub("", transcribe(f"{first}نَ، {moon}")).split()[1].startswith("ʔalba")


@given(PLAIN_WORDS, st.sampled_from("تثدذرزسشصضطظلن"))
def test_sun_letters_are_doubled_once(rest: str, sun: str) -> None:
    """Never tripled, however the lam and the letter after it are marked; in the name of God it is another l."""
    assume(sun != "ل" or bare(rest)[:1] != "ه")
    sound = alphabet()[sun].sound
    for spelled in (f"ال{sun}َّ{rest}", f"ال{sun}َ{rest}", f"ٱل{sun}َّ{rest}"):
        said = STRESS.sub("", transcribe(spelled))
        assert said.startswith(f"ʔa{sound}{sound}a")


@given(PLAIN_WORDS, st.sampled_from("تثدذرزسشصضطظلن"))
def test_sun_letters_are_doubled_once_after_prefixes_too(rest: str, sun: str) -> None:
    """wa-, bi-, fa-, ka- with the article written out, li- without its alef."""
    sound = alphabet()[sun].sound
    prefixes = {"وَال": "wa", "بِال": "bi", "فَال": "fa", "كَال": "ka", "لِل": "li", "وَلِل": "wali"}
    for prefix, begun in prefixes.items():
        said = STRESS.sub("", transcribe(f"{prefix}{sun}َّ{rest}"))
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
    said = STRESS.sub("", transcribe(" ".join(words))).split()
    assert said[0][0] == "ʔ"
    assert not any(word.startswith("ʔ") for word in said[1:])
    for word, following in pairwise(said):
        assert word[-1] in "aiu", (word, following)


@given(PLAIN_WORDS, PLAIN_WORDS, st.sampled_from(["َا", "ُو", "ِي", "َى"]))
def test_a_long_ending_is_short_before_the_article(first: str, second: str, ending: str) -> None:
    """fī l-bayt is pronounced fil-bayt; before any other word the vowel stays long."""
    short = STRESS.sub("", transcribe(f"{first}م{ending} الْ{second}")).split()[0]
    long = STRESS.sub("", transcribe(f"{first}م{ending} {second}")).split()[0]
    assert long == f"{short}ː"


@given(st.lists(PLAIN_WORDS, min_size=1, max_size=8))
def test_no_word_is_lost(said: list[str]) -> None:
    """As many words are said as were written, in order."""
    assert len(transcribe(" ".join(said)).split()) == len(said)
    assert words(" ".join(said)) == [
        word.rstrip(".,") for word in transcribe(" ".join(said)).split()
    ]


@given(PLAIN_WORDS)
def test_syllables_tile_the_word_with_a_vowel_each(word: str) -> None:
    """Each syllable has one vowel, and put together they are the word again."""
    sounds = tuple(re.findall("dʒ|.[ˤː]?", STRESS.sub("", transcribe(word)).rstrip(".")))
    parts = syllables(sounds)
    assert sum(parts, ()) == sounds
    assert all(sum(sound in VOWELS for sound in part) == 1 for part in parts)


@given(PLAIN_WORDS)
def test_stress_is_never_further_back_than_the_third_syllable_from_the_end(word: str) -> None:
    """The window of three that the grammar gives."""
    sounds = tuple(re.findall("dʒ|.[ˤː]?", STRESS.sub("", transcribe(word)).rstrip(".")))
    at = stress(sounds, last=True).at
    assert sounds[at] in VOWELS
    assert sum(sound in VOWELS for sound in sounds[at:]) <= 3


def test_a_question_may_have_begun_in_the_utterance_before() -> None:
    """A voice is given clause after clause; what was asked is known from the first."""
    asked = ["هَلْ تَظُنُّ،", "بَعْدَ هٰذَا،", "أَنَّهُ صَادِقٌ؟"]
    assert transcribe_all(asked)[-1].endswith("↗?")
    assert not transcribe_all(["لِمَاذَا،", *asked[1:]])[-1].endswith("↗?")
    assert transcribe_all(["لِمَاذَا؟", *asked])[-1].endswith("↗?")


@pytest.mark.parametrize(("kind", "written"), table_of("breaths.tsv"))
def test_a_breath_parts_no_number_no_name_and_no_construct(kind: str, written: str) -> None:
    """Long clauses are cut, but never where the table joins two words by a low line."""
    text = written.replace("_", " ")
    parts = clauses(text)
    assert len(parts) > 1, kind
    cuts = set(accumulate(len(part.words) for part in parts))
    joints = accumulate(len(group.split("_")) for group in written.split())
    allowed = set(joints)
    assert cuts <= allowed, [text.split()[cut - 1 : cut + 1] for cut in cuts - allowed]


WORDS = " ".join(text for _, text in table_of("breaths.tsv")).replace("_", " ").split()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60))
def test_no_breath_is_longer_than_one_and_no_word_is_lost(written: list[str]) -> None:
    """Whatever the words, the parts are the whole, and each is of ninety letters and vowels at most."""
    parts = clauses(" ".join(written))
    assert [word for part in parts for word in part.words] == [letters(word) for word in written]
    assert len(transcribe(" ".join(written)).split()) == len(written)
    for part in parts:
        letters_said = [
            letter for word in part.words for letter in word if isinstance(letter, Letter)
        ]
        assert sum(1 + (not one.still) + one.shadda + one.tanwin for one in letters_said) <= 90


def test_function_words_lean_on_the_next() -> None:
    """One short syllable within a clause has no stress of its own; إلى has a weak one."""
    assert transcribe("مِنْ بَيْتٍ") == "min ˈbajt."
    assert transcribe("إِلَى بَيْتٍ") == "ˌʔilaː ˈbajt."
    assert transcribe("مَنْ؟") == "ˈman?"


def test_clauses_keep_the_mark_that_gives_them_their_melody() -> None:
    """Arabic marks become espeak's; several are one; a bracket or a quote is none."""
    stops = [clause.stop for clause in clauses("نَعَمْ، لَا؛ مَنْ؟ هُنَا! قَالَ: «نَعَمْ» ... وَ(لَا)")]
    assert stops == [",", ";", "?", "!", ":", ".", "."]


def test_every_letter_of_the_tables_is_well_formed() -> None:
    """Each letter says a known sound; each letter it is read like is in the table itself."""
    sounds = {*CONSONANTS, *FOREIGN, *VOWELS, "alef", "maksura", "marbuta"}
    for letter, row in alphabet().items():
        assert row.sound in sounds, letter
        assert not row.like or alphabet()[row.like].sound == row.sound, letter


def test_irregular_words_are_spelled_letter_by_letter() -> None:
    """A row that does not line up with its word would never be found."""
    for written, said, why in table("irregular.tsv", 3):
        bare = written.removesuffix("*")
        assert 0 <= len(letters(said)) - len(bare) <= 1, written
        assert why, written
        assert transcribe(bare) != "", written


def test_particles_are_words_that_are_really_said() -> None:
    """Each particle is in sounds the other tables know, and has two syllables."""
    for said, written in table("particles.tsv", 2):
        assert len(syllables(tuple(said.split()))) == 2, written


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
    """As the letters would be marked if the word were spelled as it is pronounced."""
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
    assert transcribe(written) == meant
