"""Cardinals, ordinals, fractions, and figures as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.arabic.grammar.numerals import SCALES, cardinal, spell
from podcast.arabic.grammar.ordinals import definite_cardinal, fraction, ordinal
from podcast.arabic.text.alphabet import ALLOWED
from podcast.arabic.text.letters import attach, bare, definite, paused, unmarked
from podcast.arabic.tokens.features import Case, Gender
from podcast.arabic.tokens.figures import parse

DATA = Path(__file__).parent / "data"
ORACLE = [
    line.split("\t")
    for line in (DATA / "narabicwords_oracle_forms.tsv").read_text("utf-8").splitlines()[1:]
]


def test_every_row_of_the_oracle() -> None:
    """2,298 numbers in two genders and two cases, letter by letter."""
    wrong = [
        (row[0], said, got)
        for row in ORACLE
        for said, got in zip(
            row[1:],
            [cardinal(int(row[0]), gender=g, case=c) for c in ("nom", "obl") for g in ("m", "f")],
            strict=True,
        )
        if said != got
    ]
    assert len(ORACLE) == 2298
    assert not wrong


@given(st.integers(-(10**30), 10**30), st.sampled_from("mf"), st.sampled_from(["nom", "obl"]))
def test_any_integer_has_words(n: int, gender: Gender, case: Case) -> None:
    """However large, and below nought: Arabic letters only, the sign in front."""
    said = cardinal(n, gender=gender, case=case)  # type: ignore[arg-type]
    assert ALLOWED.fullmatch(said)
    assert said.startswith("سالب") == (n < 0)


@given(st.integers(1, 10**21 - 1), st.integers(1, 10**21 - 1))
def test_no_two_numbers_sound_alike(one: int, other: int) -> None:
    """What is heard tells which number it was."""
    assert (cardinal(one) == cardinal(other)) == (one == other)


@given(st.integers(0, 10**15))
def test_marked_and_unmarked_words_have_the_same_letters(n: int) -> None:
    """`spell` adds marks to `cardinal`, and nothing else but the ي of eighteen."""
    assert unmarked(spell(n)) == cardinal(n)
    assert unmarked(spell(n, "f", "gen")).replace("ثماني عشرة", "ثمان عشرة") == cardinal(
        n, gender="f", case="obl"
    )


@pytest.mark.parametrize(
    ("n", "gender", "case", "counts", "said"),
    [
        (3, "m", "nom", True, "ثَلَاثَةُ"),
        (3, "f", "gen", True, "ثَلَاثِ"),
        (8, "f", "nom", True, "ثَمَانِي"),
        (8, "f", "acc", True, "ثَمَانِيَ"),
        (8, "f", "gen", False, "ثَمَانٍ"),
        (18, "f", "gen", True, "ثَمَانِيَ عَشْرَةَ"),
        (28, "f", "gen", True, "ثَمَانٍ وَعِشْرِينَ"),
        (11, "m", "gen", True, "أَحَدَ عَشَرَ"),
        (12, "f", "nom", True, "اثْنَتَا عَشْرَةَ"),
        (12, "m", "gen", True, "اثْنَيْ عَشَرَ"),
        (100, "m", "gen", True, "مِئَةِ"),
        (100, "m", "gen", False, "مِئَةٍ"),
        (200, "m", "nom", True, "مِئَتَا"),
        (200, "m", "obl", True, "مِئَتَيْ"),
        (300, "m", "nom", True, "ثَلَاثُمِئَةِ"),
        (640, "m", "gen", True, "سِتِّمِئَةٍ وَأَرْبَعِينَ"),
        (2000, "m", "acc", True, "أَلْفَيْ"),
        (2000, "m", "acc", False, "أَلْفَيْنِ"),
        (23000, "m", "gen", True, "ثَلَاثَةٍ وَعِشْرِينَ أَلْفَ"),
        (23000, "m", "gen", False, "ثَلَاثَةٍ وَعِشْرِينَ أَلْفًا"),
        (6_000_000, "m", "gen", True, "سِتَّةِ مَلَايِينِ"),
        (6_000_000, "m", "gen", False, "سِتَّةِ مَلَايِينَ"),
        (102_000, "m", "nom", False, "مِئَةٌ وَأَلْفَانِ"),
    ],
)
def test_marks_and_construct(n: int, gender: Gender, case: Case, counts: bool, said: str) -> None:
    """Endings as the place asks: no tanwin and no ن before what is counted; مئة is always a genitive."""
    assert spell(n, gender, case, counts=counts) == said


def test_an_unknown_case_leaves_the_last_vowel_open() -> None:
    """obl is genitive or accusative: what differs between them is not written."""
    assert spell(3, "m", "obl") == "ثَلَاثَة"
    assert spell(20, "m", "obl") == "عِشْرِينَ"


def test_beyond_the_last_scale_digits_are_said_one_by_one() -> None:
    beyond = 1000 ** (len(SCALES) + 1)
    assert cardinal(beyond - 1).startswith("تسعمئة")
    assert cardinal(beyond).split()[:2] == ["واحد", "صفر"]


@pytest.mark.parametrize(
    ("n", "masculine", "feminine"),
    [
        (1, "الأول", "الأولى"),
        (2, "الثاني", "الثانية"),
        (8, "الثامن", "الثامنة"),
        (10, "العاشر", "العاشرة"),
        (11, "الحادي عشر", "الحادية عشرة"),
        (12, "الثاني عشر", "الثانية عشرة"),
        (18, "الثامن عشر", "الثامنة عشرة"),
        (20, "العشرون", "العشرون"),
        (21, "الحادي والعشرون", "الحادية والعشرون"),
        (99, "التاسع والتسعون", "التاسعة والتسعون"),
        (100, "المئة", "المئة"),
        (102, "الثاني بعد المئة", "الثانية بعد المئة"),
        (125, "الخامس والعشرون بعد المئة", "الخامسة والعشرون بعد المئة"),
        (1000, "الألف", "الألف"),
    ],
)
def test_ordinals(n: int, masculine: str, feminine: str) -> None:
    assert (bare(ordinal(n)), bare(ordinal(n, "f"))) == (masculine, feminine)


def test_ordinals_show_their_case() -> None:
    """In 11-19 nothing changes; the tens and the last vowels do."""
    assert ordinal(12, "f", "nom") == ordinal(12, "f", "gen") == "الثَّانِيَةَ عَشْرَةَ"
    assert ordinal(23, "m", "gen") == "الثَّالِثِ وَالْعِشْرِينَ"
    assert ordinal(2, "m", "acc") == "الثَّانِيَ"


@pytest.mark.parametrize(
    ("n", "gender", "said"),
    [
        (7, "f", "السبع"),
        (8, "f", "الثماني"),
        (15, "m", "الخمسة عشر"),
        (27, "f", "السبع والعشرون"),
        (100, "m", "المئة"),
        (200, "m", "المئتان"),
    ],
)
def test_cardinals_with_the_article(n: int, gender: Gender, said: str) -> None:
    assert bare(definite_cardinal(n, gender)) == said


@pytest.mark.parametrize(
    ("over", "counts", "nominative", "oblique"),
    [
        ((1, 2), True, "نصف", "نصف"),
        ((2, 3), True, "ثلثا", "ثلثي"),
        ((2, 3), False, "ثلثان", "ثلثين"),
        ((3, 4), True, "ثلاثة أرباع", "ثلاثة أرباع"),
        ((7, 12), False, "سبعة على اثني عشر", "سبعة على اثني عشر"),
    ],
)
def test_fractions(over: tuple[int, int], counts: bool, nominative: str, oblique: str) -> None:
    assert bare(fraction(*over, "nom", counts=counts)) == nominative
    assert bare(fraction(*over, "obl", counts=counts)) == oblique


@pytest.mark.parametrize(
    ("text", "whole", "decimals"),
    [
        ("1,250", 1250, ""),
        ("1,250.5", 1250, "5"),
        ("1٬250٫5", 1250, "5"),
        ("1.250,5", 1250, "5"),
        ("1.250.000", 1_250_000, ""),
        ("1'250'000", 1_250_000, ""),
        ("1،250", 1250, ""),
        ("7,5", 7, "5"),
        ("3،5", 3, "5"),
        ("1.25", 1, "25"),
        ("1.250", 1, "250"),
        ("12.000", 12000, ""),
        ("0.08", 0, "08"),
        ("0,125", 0, "125"),
        ("640", 640, ""),
        ("1500000000", 1_500_000_000, ""),
        ("12000000000", 12 * 10**9, ""),
    ],
)
def test_separators(text: str, whole: int, decimals: str) -> None:
    """Both traditions, and the continental one where it cannot be another."""
    assert (parse(text).whole, parse(text).decimals) == (whole, decimals)


@pytest.mark.parametrize(
    "text", ["007", "0501234567", "3.1.4", "192.168.1.1", "29001011234567", "1" * 20]
)
def test_figures_that_are_no_amount(text: str) -> None:
    """Leading zeros, dotted parts, more digits than an amount is written with."""
    assert parse(text).parts


def test_a_dot_before_three_digits_is_a_separator_where_wholes_are_counted() -> None:
    assert parse("1.250", whole=True).whole == 1250


@pytest.mark.parametrize(
    ("particles", "word", "said"),
    [
        ("و", "مِئَة", "وَمِئَة"),
        ("وب", "مِئَة", "وَبِمِئَة"),
        ("ل", "الْمِئَة", "لِلْمِئَة"),
        ("ب", "الْمِئَة", "بِالْمِئَة"),
        ("ل", "اللُّغَة", "لِلُّغَة"),
        ("", "مِئَة", "مِئَة"),
    ],
)
def test_particles(particles: str, word: str, said: str) -> None:
    assert attach(particles, word) == said


def test_the_article_meets_sun_and_moon_letters() -> None:
    assert definite("سَابِع") == "السَّابِع"
    assert definite("خَامِس") == "الْخَامِس"
    assert definite("سِتَّة") == "السِّتَّة"


def test_a_word_before_a_pause_loses_its_last_vowel_only() -> None:
    assert paused("سَبْعَةٌ") == "سَبْعَة"
    assert paused("خَمْسَةَ عَشَرَ") == "خَمْسَةَ عَشَرَ"
