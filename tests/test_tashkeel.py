"""The model that restores marks: only marks change, long texts go in parts, it is loaded once."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast import tashkeel
from podcast.errors import EngineError

MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"


def bare(text: str) -> str:
    return "".join(char for char in text if char not in MARKS)


def test_sentence() -> None:
    """An ordinary sentence gets its vowels."""
    assert tashkeel.restore("قال الرجل إن الولد في البيت") == "قَالَ الرَّجُلُ إِنَّ الْوَلَدَ فِي الْبَيْت".replace(
        "رَّ", "ر\u0651\u064e"
    ).replace("نَّ", "ن\u0651\u064e")


def test_shadda_comes_first() -> None:
    """Never a vowel before its shadda: espeak-ng would drop it."""
    said = tashkeel.restore("أن الشركة تؤكد أن السوق مهم جدا، وأنها تحب الشمس.")
    assert "\u0651" in said
    assert not any(
        f"{vowel}\u0651" in said for vowel in "\u064b\u064c\u064d\u064e\u064f\u0650\u0652"
    )


def test_hints_guide() -> None:
    """A mark that is there guides the model to the word it belongs to."""
    assert "كُتِب" in tashkeel.restore("كُتِب الكتاب قديما")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        "2024",
        "Apple 2.0!",
        "ڤيديو، پاريس.",
        "  نعم،  لا؟\n",
        "َ",
        "هٰذا",
        "«قال»: (نعم)…",
        "日本 نعم",
    ],
)
def test_passes_by_what_it_does_not_know(text: str) -> None:
    """Spaces, digits, Latin letters, foreign Arabic letters and pauses stay in their places."""
    said = tashkeel.restore(text)
    assert bare(said) == bare(text) or bare(said).split() == bare(text).split()


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="ابتةجحدسشلمنويىأءڤـ ٰ،.؟!0aZ\n" + MARKS, max_size=60))
def test_letters_never_change(text: str) -> None:
    """Whatever comes in, only marks differ."""
    assert bare(tashkeel.restore(text)) == bare(text)


def test_sentences_do_not_hear_each_other() -> None:
    """Sentence by sentence: what stands before a full stop changes nothing behind it."""
    first, second = "ذهب الولد إلى المدرسة.", " وعاد في المساء."
    assert tashkeel.restore(first + second) == tashkeel.restore(first) + tashkeel.restore(second)


def test_long_sentence_goes_in_parts() -> None:
    """No part is longer than the model takes cheaply, and nothing is lost between them."""
    text = "قالت الشركة إنها باعت الكثير " * 100
    parts = list(tashkeel._parts(text, (tashkeel._SENTENCES, tashkeel._CLAUSES, tashkeel._WORDS)))
    assert "".join(parts) == text
    assert max(map(len, parts)) <= tashkeel.LONGEST


def test_cost_grows_with_length_only() -> None:
    """Ten times the text costs ten times the time, not a hundred."""
    text = "قالت الشركة إنها باعت الكثير "
    tashkeel.restore(text)
    spent = []
    for count in (20, 100):
        start = time.process_time()
        tashkeel.restore(text * count)
        spent.append(time.process_time() - start)
    assert spent[1] < 15 * spent[0] + 0.2


def test_endless_word_is_left_alone() -> None:
    """A word of thousands of letters is none."""
    assert tashkeel.restore("ا" * 5000) == "ا" * 5000


def test_same_answer_every_time() -> None:
    """The model is deterministic."""
    text = "يقول العلماء إن الأرض تدور حول الشمس."
    assert tashkeel.restore(text) == tashkeel.restore(text)


def test_one_thread() -> None:
    """One process, one thread: the caller runs a process for each processor."""
    assert tashkeel._model().session.get_session_options().intra_op_num_threads == 1


def test_fingerprint_is_cheap() -> None:
    """It names the version and loads neither piper nor its runtime."""
    code = (
        "import sys; from podcast import tashkeel; print(tashkeel.fingerprint());"
        "assert not {'piper', 'onnxruntime', 'numpy'} & set(sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == tashkeel.fingerprint()
    assert said.stdout.startswith("tashkeel ")
    assert len(said.stdout.split()) == 3


def test_missing_package_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without piper-tts there is an EngineError that says what to do, not a traceback."""
    monkeypatch.setitem(sys.modules, "piper.tashkeel", None)
    tashkeel._model.cache_clear()
    with pytest.raises(EngineError, match="install it again"):
        tashkeel.restore("نعم")
    monkeypatch.undo()
    tashkeel._model.cache_clear()
    assert tashkeel.restore("نعم") != "نعم"


def test_damaged_model_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model file cut short by a full disk is told, not thrown."""

    class Cut:
        size = 10

        def __str__(self) -> str:
            return "piper/tashkeel/model.onnx"

        def locate(self) -> str:
            return __file__

    class Piper:
        files = (Cut(),)

    monkeypatch.setattr(tashkeel, "distribution", lambda name: Piper)
    for remembered in (tashkeel._as_installed, tashkeel._model):
        remembered.cache_clear()
    with pytest.raises(EngineError, match="damaged"):
        tashkeel.restore("نعم")
    for remembered in (tashkeel._as_installed, tashkeel._model):
        remembered.cache_clear()
