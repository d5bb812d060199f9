"""Marks: what the author wrote wins, what the model slips on is mended (data/impose.tsv, data/mend.tsv)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.arabic.diacritics import endings, shapes
from podcast.arabic.diacritics.impose import impose, mend
from podcast.arabic.text.letters import bare
from podcast.arabic.text.marks import canonical, clusters

DATA = Path(__file__).parent / "data"
WORD = st.text(alphabet="ابتةسشلمنويىأء" + "ًٌٍَُِّْ", min_size=1, max_size=9)
TEXT = st.lists(WORD, max_size=8).map(" ".join)


def rows(name: str) -> list[list[str]]:
    lines = (line for line in (DATA / name).read_text("utf-8").splitlines() if line[:1] != "#")
    escaped = (
        line.replace("\\n", "\n").replace("\\u064e\\u0651", "\u064e\u0651") for line in lines
    )
    return [line.split("\t") for line in escaped]


@pytest.mark.parametrize("row", rows("impose.tsv"), ids=lambda row: row[0])
def test_impose(row: list[str]) -> None:
    """Each row of the table: the input, the model's output, and what is read."""
    _, written, restored, result = row
    assert impose(canonical(written), restored) == canonical(result)


@pytest.mark.parametrize("row", rows("mend.tsv"), ids=lambda row: row[0])
def test_mend(row: list[str]) -> None:
    """Each row of the table: a slip of the model and its mending, or what is right and stays."""
    assert mend(row[1]) == canonical(row[-1])


def test_settled_words_stay() -> None:
    """Numbers, names and lexicon entries keep the marks they came with, even where they are few."""
    said = impose("باعت غُوغِل سبعة", "بَاعَتْ غَوْغَلُ سَبْعَةً", settled=[1, 2])
    assert said == "بَاعَتْ غُوغِل سبعة"


def test_whole_word_of_the_author_takes_nothing() -> None:
    """A word marked throughout is not improved upon, not even by a doubling."""
    assert impose("قَدِمَ", "قَدَّمَ") == "قَدِمَ"


@given(TEXT, TEXT)
def test_impose_keeps_letters(given_text: str, restored: str) -> None:
    """Whatever the model answers, the letters and spaces are those that were given."""
    assert bare(impose(given_text, restored)) == bare(given_text)


@given(TEXT)
def test_impose_keeps_marks(text: str) -> None:
    """A vowel the author wrote is there afterwards."""
    text = canonical(text)
    restored = " ".join(
        "".join(f"{letter}\u0650" for letter in bare(word)) for word in text.split()
    )
    for before, after in zip(text.split(), impose(text, restored).split(), strict=True):
        for (_, had), (_, has) in zip(clusters(before), clusters(after), strict=True):
            assert set(had) <= set(has)


@settings(max_examples=300)
@given(TEXT)
def test_mend_keeps_letters(text: str) -> None:
    """Mending changes marks only, and leaves them in order."""
    mended = mend(text)
    assert bare(mended) == bare(text)
    assert canonical(mended) == mended


@given(st.text(max_size=80))
def test_any_text_is_mended(text: str) -> None:
    """No text raises, and nothing but marks is touched."""
    assert bare(mend(text)) == bare(text)


def test_bare_text_stays_bare() -> None:
    """Without marks there is nothing to fix."""
    assert mend("كتب الولد") == "كتب الولد"


def test_mend_is_linear() -> None:
    """A long chapter takes time in proportion to its length."""
    sentence = "أَعْلَنَتْ شَرِكَةُ الِاتِّصَالَاتِ أَنَّهَا سَتُطْلِقُ خِدْمَةً جَدِيدَةً فِي الْمَدِينَةِ. "
    spent = []
    for count in (50, 200):
        start = time.process_time()
        mend(sentence * count)
        spent.append(time.process_time() - start)
    assert spent[1] < 12 * spent[0] + 0.2


def test_pause_parts_neighbours() -> None:
    """A rule for two words holds across spaces and quotes, not across a pause."""
    assert mend("فِي «الْبَيْتُ»") == "فِي «الْبَيْتِ»"
    assert mend("فِي، الْبَيْتُ") == "فِي، الْبَيْتُ"


def test_sun_letters() -> None:
    """Fourteen letters swallow the lam of the article."""
    assert "".join(filter(shapes.is_sun, "ابتثجحخدذرزسشصضطظعغفقكلمنهوي")) == "تثدذرزسشصضطظلن"


def test_governed_needs_its_ruler() -> None:
    """The same word keeps its case where nothing rules it."""
    assert endings.governed("الْبَيْتُ", "") == "الْبَيْتُ"
    assert endings.governed("الْبَيْتُ", "هَذَا") == "الْبَيْتُ"
    assert endings.governed("الْبَيْتُ", "وَفِي") == "الْبَيْتِ"
