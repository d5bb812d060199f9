"""Cleaning, class by class (data/clean.tsv), and the laws it keeps."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.arabic.text.clean import clean
from podcast.arabic.text.letters import bare
from podcast.arabic.text.marks import LETTERS, MARKS, canonical, clusters, joined, ordered

LISTED = Path(__file__).parent / "data" / "clean.tsv"
TRICKY = 'وبلكفاةهيىنسعدأـًٌٍَُِّْٰ  "«»()[]123٣٬٫۳.,،$-aZé\u0301\u0654\u0653\u200f\u202fی😀ﻻﷲﷺ۞<!->\n\0\1\2'


def rows() -> list[tuple[str, str, str]]:
    lines = [line for line in LISTED.read_text("utf-8").split("\n") if line and line[0] != "#"]
    cells = (line.split("\t") for line in lines)
    return [(kind, unescaped(written), unescaped(clean)) for kind, written, clean in cells]


def unescaped(text: str) -> str:
    """Only escapes are decoded: the Arabic around them stays."""
    return text.encode("latin-1", "backslashreplace").decode("unicode-escape")


@pytest.mark.parametrize(("kind", "written", "cleaned"), rows())
def test_listed(kind: str, written: str, cleaned: str) -> None:
    """Each row of the table; words of ligatures are compared without their marks."""
    made = clean(written)
    if kind == "presentation":
        assert bare(made) == bare(cleaned)
    else:
        assert made == canonical(cleaned)


@pytest.mark.parametrize(("kind", "written", "cleaned"), rows())
def test_listed_twice(kind: str, written: str, cleaned: str) -> None:
    """Cleaning what is clean changes nothing."""
    assert clean(clean(written)) == clean(written)


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    """Any text is cleaned, and cleaned once and for all."""
    assert clean(clean(text)) == clean(text)


@settings(max_examples=400)
@given(st.text(alphabet=TRICKY, max_size=20))
def test_any_arabic(text: str) -> None:
    """The same over the characters that the rules are about."""
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي" + "ًٌٍَُِّْ ", max_size=60))
def test_letters_survive(text: str) -> None:
    """No letter of plain Arabic is lost or changed; joining و to the next word only takes a space."""
    before = "".join(bare(text).split())
    after = "".join(bare(clean(text)).split())
    assert after == before or "لل" in after


@given(st.text(max_size=60))
def test_nothing_invisible(text: str) -> None:
    """No control, format or private character comes out."""
    kinds = {unicodedata.category(char) for char in clean(text)}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize(
    "unit",
    [
        "<!--",
        "[3",
        "َ",
        "و ",
        "بـ",
        "((",
        ' "',
        "كَتَبَ ",
        "[1, ",
        "\u0653",
        'و "',
        "😀",
        "ـ",
        "a\u0301",
    ],
)
def test_linear(unit: str) -> None:
    """The worst texts one can think of take time in proportion to their length."""
    spent = []
    for size in (20_000, 80_000):
        text = unit * (size // len(unit))
        start = time.process_time()
        clean(text)
        spent.append(time.process_time() - start)
    assert spent[1] < 12 * spent[0] + 0.2


def test_megabyte() -> None:
    """A megabyte of ordinary text takes seconds."""
    start = time.process_time()
    clean("قال الرَّجُلُ إن الشركة باعت 1٬250 كتابًا، و ذهب إلى «بيته» في 3/4 من اليوم. " * 14_000)
    assert time.process_time() - start < 10


def test_marks_taken_apart_and_joined() -> None:
    """Letters with their marks, and back."""
    word = "الشَّرِكَةُ"
    taken = clusters(canonical(word))
    assert taken[2] == ("ش", "\u0651\u064e")
    assert joined(taken) == canonical(word)


def test_marks_ordered() -> None:
    """Of one letter's marks: shadda, one vowel, dagger alef."""
    assert ordered("\u0670\u064e\u0651\u064e") == "\u0651\u064e\u0670"
    assert ordered("\u0652\u064e") == "\u0652"
    assert ordered("") == ""


@given(st.text(alphabet="بتا" + "ًٌٍَُِّْٰ" + " ", max_size=30))
def test_canonical_is_stable(text: str) -> None:
    """Canonical order is reached in one step and touches no letter."""
    once = canonical(text)
    assert canonical(once) == once
    assert bare(once) == bare(text)


def test_letters_and_marks_are_apart() -> None:
    """No character is both a letter and a mark."""
    import re

    chars = map(chr, range(0x600, 0x900))
    assert not [c for c in chars if re.match(f"[{LETTERS}]", c) and re.match(f"[{MARKS}]", c)]
