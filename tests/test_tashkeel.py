"""The models that restore marks: only marks change, long texts go in parts, what is missing is left out."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast import tashkeel
from podcast.arabic.text.marks import canonical
from podcast.cache import Cache
from podcast.errors import EngineError
from podcast.model.lattice import Lattice
from podcast.pipeline.marks import MARKS as KEPT
from podcast.pipeline.marks import restoring
from podcast.tashkeel import ensemble, models
from podcast.tashkeel.parts import LONGEST, parts

MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"


def marked(text: str) -> str:
    return tashkeel.restore(text).best


def bare(text: str) -> str:
    return "".join(char for char in text if char not in MARKS)


def test_sentence() -> None:
    """An ordinary sentence gets its vowels."""
    assert marked("قال الرجل إن الولد في البيت.") == canonical("قَالَ الرَّجُلُ إِنَّ الْوَلَدَ فِي الْبَيْتِ.")


def test_shadda_comes_first() -> None:
    """Never a vowel before its shadda: espeak-ng would drop it."""
    said = marked("أن الشركة تؤكد أن السوق مهم جدا، وأنها تحب الشمس.")
    assert "\u0651" in said
    assert not any(
        f"{vowel}\u0651" in said for vowel in "\u064b\u064c\u064d\u064e\u064f\u0650\u0652"
    )


@pytest.fixture
def piper_alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if text2tashkeel were not installed, or another than the one that was measured."""
    real = models.digest
    monkeypatch.setattr(ensemble, "digest", lambda name: "other" if "rawi" in name else real(name))
    ensemble.present.cache_clear()
    yield
    ensemble.present.cache_clear()


@pytest.mark.usefixtures("piper_alone")
def test_another_model_is_not_asked() -> None:
    """Weights hold for the files they were measured with; with others, piper's answers alone."""
    assert [model.name for model, _ in ensemble.present()] == ["piper"]
    assert "rawi" not in tashkeel.fingerprint()
    assert marked("ذهب الولد إلى المدرسة").startswith("ذَهَبَ الْوَلَدُ إِلَى")


@pytest.mark.usefixtures("piper_alone")
def test_hints_guide() -> None:
    """A mark that is there guides a model that takes hints to the word it belongs to."""
    assert "كُتِب" in marked("كُتِب الكتاب قديما")


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
    said = marked(text)
    assert bare(said) == bare(text) or bare(said).split() == bare(text).split()


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="ابتةجحدسشلمنويىأءڤـ ٰ،.؟!0aZ\n" + MARKS, max_size=60))
def test_letters_never_change(text: str) -> None:
    """Whatever comes in, only marks differ."""
    assert bare(marked(text)) == bare(text)


def test_sentences_do_not_hear_each_other() -> None:
    """Sentence by sentence: what comes before a full stop changes nothing after it."""
    first, second = "ذهب الولد إلى المدرسة.", " وعاد في المساء."
    assert marked(first + second) == marked(first) + marked(second)


def test_long_sentence_goes_in_parts() -> None:
    """No part is longer than the model takes cheaply, and nothing is lost between them."""
    text = "قالت الشركة إنها باعت الكثير " * 100
    found = list(parts(text))
    assert "".join(found) == text
    assert max(map(len, found)) <= LONGEST


def test_cost_grows_with_length_only() -> None:
    """Ten times the text costs ten times the time, not a hundred."""
    text = "قالت الشركة إنها باعت الكثير "
    marked(text)
    spent = []
    for count in (20, 100):
        start = time.process_time()
        marked(text * count)
        spent.append(time.process_time() - start)
    assert spent[1] < 15 * spent[0] + 0.2


def test_endless_word_is_left_alone() -> None:
    """A word of thousands of letters is none."""
    assert marked("ا" * 5000) == "ا" * 5000


def test_same_answer_every_time() -> None:
    """The model is deterministic."""
    text = "يقول العلماء إن الأرض تدور حول الشمس."
    assert marked(text) == marked(text)


def test_the_chances_of_a_letter_are_ranked_and_sum_to_one() -> None:
    """Whatever the models, a letter's marks are probabilities, the likeliest first."""
    lattice = tashkeel.restore("قال الرجل، Apple ڤيديو")
    for char, found in zip(lattice.text, lattice.marks, strict=True):
        chances = [chance for _, chance in found]
        assert bool(chances) == (char in "قالرجلڤيديو")
        assert chances == sorted(chances, reverse=True)
        assert not chances or math.isclose(sum(map(math.exp, chances)), 1, abs_tol=0.01)


def test_hamzas_stay_as_they_are_written() -> None:
    """Two of the models may restore a hamza; only their marks are taken."""
    text = "ان الامارات اعلنت أن اسعار النفط ارتفعت، قال مسؤولون"
    assert bare(marked(text)) == text


def test_one_thread() -> None:
    """One process, one thread: the caller runs a process for each processor."""
    for model, _ in ensemble.present():
        model.opinion("نعم", ["", "", ""])
        assert model._session.get_session_options().intra_op_num_threads == 1  # type: ignore[attr-defined]


def test_fingerprint_is_cheap() -> None:
    """It names the models and loads neither them nor their runtime."""
    code = (
        "import sys; from podcast import tashkeel; print(tashkeel.fingerprint());"
        "assert not {'piper', 'onnxruntime', 'numpy', 'text2tashkeel'} & set(sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == tashkeel.fingerprint()
    assert "piper" in said.stdout
    assert "rawi-v3" in said.stdout


@pytest.fixture
def forgetful() -> Iterator[None]:
    ensemble.present.cache_clear()
    models.digest.cache_clear()
    yield
    ensemble.present.cache_clear()
    models.digest.cache_clear()


@pytest.mark.usefixtures("forgetful")
def test_no_model_at_all_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without any model there is an EngineError that says what to do, not a traceback."""
    monkeypatch.setattr(models, "located", lambda name: tmp_path / name)
    with pytest.raises(EngineError, match="install it again"):
        marked("نعم")
    assert tashkeel.fingerprint() == "tashkeel none"
    monkeypatch.undo()
    ensemble.present.cache_clear()
    assert marked("نعم") != "نعم"


@pytest.mark.usefixtures("forgetful")
def test_damaged_model_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A model file cut short by a full disk is reported in a sentence, not a traceback."""
    cut = tmp_path / "model.onnx"
    cut.write_bytes(b"\x08\x07")
    real = models.located
    monkeypatch.setattr(
        models, "located", lambda name: cut if name.endswith(".onnx") else real(name)
    )
    monkeypatch.setattr(ensemble, "MODELS", ((type(ensemble.MODELS[0][0])(), 1.0),))
    with pytest.raises(EngineError, match="damaged"):
        marked("نعم")


def test_a_model_for_which_there_is_no_memory_is_not_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The others alone would give other marks, which would be kept."""

    def starved(letters: str, hints: Sequence[str]) -> None:
        raise ImportError("libonnxruntime.so: failed to map segment from shared object")

    (first, weight), *others = ensemble.MODELS
    poor = SimpleNamespace(name=first.name, files=first.files, opinion=starved)
    monkeypatch.setattr(ensemble, "present", lambda: ((poor, weight), *others))
    with pytest.raises(MemoryError):
        tashkeel.restore("كتب")


def test_a_sentence_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is kept under sentence and models; an edit asks about the sentence it touched."""
    asked: list[str] = []

    def restore(text: str) -> Lattice:
        asked.append(text)
        return Lattice(text, tuple((("َ", -0.25), ("ُ", -1.5)) for _ in text))

    monkeypatch.setattr(tashkeel, "restore", restore)
    for text in ("قال", "كتب", "قال", "كتب"):
        found = restoring(Cache(tmp_path))(text)
        assert found == Lattice(text, ((("َ", -0.25), ("ُ", -1.5)),) * 3)
    assert asked == ["قال", "كتب"]
    restoring(Cache(tmp_path), remake=True)("قال")
    monkeypatch.setattr(tashkeel, "fingerprint", lambda: "another model")
    restoring(Cache(tmp_path))("قال")
    assert asked == ["قال", "كتب", "قال", "قال"]
    kept = [json.loads(path.read_text("utf-8"))[0] for path in tmp_path.rglob(f"*{KEPT}")]
    assert sorted(kept) == ["قال", "قال", "كتب"]


def test_the_models_leave_nothing_behind_and_report_to_nobody(tmp_path: Path) -> None:
    """ONNX Runtime would keep an identifier and a queue of reports below the home."""
    hidden = ("CI", "GITHUB_ACTIONS", "PYTEST_CURRENT_TEST", "ORT_DISABLE_TELEMETRY")
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    code = "import podcast; print(podcast.diacritized('كتب'))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=kept | home, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.rglob("*")) == []
