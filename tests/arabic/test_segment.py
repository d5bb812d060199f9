"""Where a reader stops: tables of sentences and clauses, pieces for short-winded voices, and the laws."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.arabic.tokens import segment

DATA = Path(__file__).parent / "data"
SIGNS = "ابتدم هـوق.!?؟…،؛:,;-–—«»()[]\"'0123ABcd \n"
NEWS = (
    "أعلنت الشركة في عام ألفين وأربعة وعشرين أنها باعت سبعة وعشرين ألف جهاز في مدينة نيويورك وحدها، "
    "وأن الأرباح زادت بنسبة سبعة وعشرين بالمئة على ما كانت عليه في السنة الماضية"
)


def table(name: str) -> list[tuple[str, list[str]]]:
    lines = (line for line in (DATA / name).read_text("utf-8").splitlines() if line[:1] != "#")
    return [(kind, text.split("|")) for kind, text in (line.split("\t") for line in lines)]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("kind", "parts"), table("sentences.tsv"))
def test_sentences(kind: str, parts: list[str]) -> None:
    """Each row of the table of sentences."""
    assert segment.sentences("".join(parts)) == [part.strip() for part in parts]


@pytest.mark.parametrize(("kind", "parts"), table("clauses.tsv"))
def test_clauses(kind: str, parts: list[str]) -> None:
    """Each row of the table of clauses."""
    assert segment.clauses("".join(parts)) == [part.strip() for part in parts]


@given(st.one_of(st.text(max_size=80), st.text(SIGNS, max_size=60)))
def test_sentences_lose_nothing(text: str) -> None:
    """Joined again, the sentences are the text but for spaces; none is empty."""
    found = segment.sentences(text)
    assert squeezed("".join(found)) == squeezed(text)
    assert all(sentence.strip() == sentence != "" for sentence in found)


@given(st.one_of(st.text(max_size=80), st.text(SIGNS, max_size=60)))
def test_clauses_lose_nothing(text: str) -> None:
    """The same for clauses."""
    found = segment.clauses(text)
    assert squeezed("".join(found)) == squeezed(text)
    assert all(found)


@given(st.one_of(st.text(max_size=80), st.text(SIGNS, max_size=60)), st.integers(1, 40))
def test_pieces_fit_and_lose_nothing(text: str, limit: int) -> None:
    """The same for pieces, none longer than the limit."""
    found = segment.pieces(text, limit)
    assert squeezed("".join(found)) == squeezed(text)
    assert all(0 < len(piece) <= limit for piece in found)


@given(st.text(SIGNS, max_size=60))
def test_a_sentence_is_one_sentence(text: str) -> None:
    """Cutting a sentence again never finds more numbers of words than there are."""
    for sentence in segment.sentences(text):
        again = segment.sentences(sentence)
        assert squeezed("".join(again)) == squeezed(sentence)


@pytest.mark.parametrize("limit", [30, 40, 60, 100, 150])
def test_pieces_keep_numbers_whole(limit: int) -> None:
    """No cut inside a number, nor between عام and its year, nor after a preposition."""
    for piece in segment.pieces(NEWS, limit)[:-1]:
        assert not re.search("(?:سبعة|ألفين|وأربعة|عام|في|بنسبة|على)$", piece), piece


def test_pieces_prefer_pauses() -> None:
    """A pause mark is the best place to cut."""
    assert segment.pieces(NEWS, 110)[0].endswith("وحدها،")


def test_short_text_is_one_piece() -> None:
    """What fits is not cut, pause marks or not."""
    assert segment.pieces("نعم، لا.", 100) == ["نعم، لا."]
    assert segment.pieces("", 100) == []


def test_endless_word_is_cut_between_letters() -> None:
    """A word longer than the limit is cut, but no mark is parted from its letter."""
    pieces = segment.pieces("كَتَبَ" * 20, 10)
    assert not any(re.match("[\u064b-\u0652]", piece) for piece in pieces)


@pytest.mark.parametrize(
    "unit", ["د. ", "( ", "(نعم.) ", ") ", "a. ", '." ', "1. ", "، ", "5 - ", "كلمة "]
)
def test_linear(unit: str) -> None:
    """Long texts without an end take time in proportion to their length."""
    for run in (segment.sentences, segment.clauses, lambda text: segment.pieces(text, 100)):
        spent = []
        for size in (15_000, 60_000):
            start = time.process_time()
            run(unit * (size // len(unit)))
            spent.append(time.process_time() - start)
        assert spent[1] < 12 * spent[0] + 0.2


def test_a_clause_without_any_marks_is_cut_at_a_breath() -> None:
    """Nothing of it is lost, and none is longer than a model or a voice holds at once."""
    text = "  ".join(["ذهب الولد إلى المدرسة"] * 300) + " " + "ك" * 4000
    parts = segment.clauses(text)
    assert max(map(len, parts)) <= segment.LONGEST + 100  # words are set apart by two blanks here
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part in text for part in parts)
