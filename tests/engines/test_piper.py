"""Piper's engine through the real loader, with a voice that the tests make."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile
import tiny_piper

from podcast import arabic
from podcast.arabic.phonetics import CONSONANTS, FOREIGN, VOWELS
from podcast.engines import load
from podcast.engines.piper import TABLE, phonemes
from podcast.engines.piper_files import fetch, installed
from podcast.errors import EngineError, InputError
from podcast.model import Settings, Voice

TEXT = "قَالَ الصَّدِيقُ: خَرَجَ الطَّالِبُ مِنَ الظِّلِّ إِلَى الضَّوْءِ، ثُمَّ عَادَ إِلَى بَيْتِهِ."
WORDS = Path(__file__).parents[1] / "arabic" / "data" / "phonetics.tsv"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "rawi" / "voices"


def said(clip: bytes) -> tuple[str, int]:
    """(what the voice was fed, its rate)."""
    wave, rate = soundfile.read(io.BytesIO(clip), dtype="float32")
    return tiny_piper.signs(tiny_piper.heard(np.asarray(wave))), rate


def plain(sounds: str) -> str:
    """Our own notation in espeak's letters, without the signs of stress."""
    for ours, theirs in sorted(TABLE.items(), key=lambda one: -len(one[0])):
        sounds = sounds.replace(ours, theirs)
    return sounds.replace("ˈ", "").replace("ˌ", "")


@pytest.mark.parametrize("rate", [16_000, 22_050])
def test_it_speaks_at_the_voices_own_rate(home: Path, rate: int) -> None:
    tiny_piper.make(home, rate=rate)
    engine = load("piper")
    engine.check(Voice())
    fed, heard_at = said(engine.synthesize(arabic.transcribe(TEXT), Voice()))
    assert heard_at == rate
    assert fed.replace("ˈ", "").replace("ˌ", "") == plain(arabic.transcribe(TEXT))


def test_every_word_arrives_as_it_was_worked_out(home: Path) -> None:
    """Two hundred marked words: the model gets our sounds, no more and no fewer, in its own signs."""
    tiny_piper.make(home)
    engine = load("piper")
    rows = [line.split("\t") for line in WORDS.read_text("utf-8").splitlines()]
    texts = [row[1] for row in rows if len(row) >= 3 and not row[0].startswith("#")]
    words = " ".join(texts).split()[:220]
    assert len(words) >= 200
    for at in range(0, len(words), 20):
        sounds = arabic.transcribe(" ".join(words[at : at + 20]))
        if "⟨" in sounds:
            continue
        fed, _ = said(engine.synthesize(sounds, Voice()))
        assert fed.replace("ˈ", "").replace("ˌ", "") == plain(sounds)


def test_no_two_sounds_become_one() -> None:
    """All consonants and vowels of Arabic stay apart in the signs of a usual voice."""
    known = tiny_piper.DEFAULT_PHONEME_ID_MAP
    every = [*CONSONANTS, *FOREIGN, *VOWELS]
    given = {sound: "".join(phonemes(sound, known)) for sound in every}
    del given["lˤ"]  # a shade of l, which espeak's Arabic does not have
    assert len(set(given.values())) == len(given)
    assert all(given.values())


def test_stress_comes_before_the_vowel_as_in_the_training_texts() -> None:
    assert "".join(phonemes("ˈsˤawt ˌʔila", tiny_piper.DEFAULT_PHONEME_ID_MAP)) == "s̪ˈawt ʔˌila"


def test_what_a_voice_has_no_sign_for_is_reported_before_it_speaks(home: Path) -> None:
    tiny_piper.make(home, without="ħʕ")
    with pytest.raises(InputError, match="no symbol for ħ ʕ"):
        load("piper").check(Voice())


def test_a_foreign_sound_it_lacks_is_given_as_the_nearest(home: Path) -> None:
    tiny_piper.make(home, without="vpχ")
    engine = load("piper")
    engine.check(Voice())
    assert said(engine.synthesize("ˈviːdjuː ˈpaːb ˈxubz.", Voice()))[0] == "fˈiːdjuː bˈaːb xˈubz."


def test_rate_and_scales_are_heard_and_bounded(home: Path) -> None:
    tiny_piper.make(home)
    engine = load("piper")
    plain_voice = len(engine.synthesize("ˈbaːb.", Voice()))
    assert len(engine.synthesize("ˈbaːb.", Voice(rate=2.0))) == pytest.approx(
        plain_voice / 2, rel=0.02
    )
    slow = Voice(settings=Settings({"length_scale": 2.0}))
    assert len(engine.synthesize("ˈbaːb.", slow)) == pytest.approx(2 * plain_voice, rel=0.02)
    assert engine.fingerprint(slow) != engine.fingerprint(Voice())
    with pytest.raises(InputError, match="length_scale"):
        engine.check(Voice(settings=Settings({"length_scale": 99})))
    with pytest.raises(InputError, match="no speaker “9”"):
        engine.check(Voice(settings=Settings({"speaker": 9})))


def test_a_voice_is_found_by_path_by_name_and_by_itself(home: Path, tmp_path: Path) -> None:
    engine = load("piper")
    with pytest.raises(InputError, match="podcast voices get"):
        engine.check(Voice())
    assert not engine.available()
    tiny_piper.make(home, "en_US-other-low")
    assert not engine.available()
    named = tiny_piper.make(tmp_path, "ar_EG-mine-low")
    engine.check(Voice(settings=Settings({"model": str(named)})))
    tiny_piper.make(home, "ar_JO-kareem-low")
    assert engine.available()
    engine.check(Voice())
    assert [one.country for one in engine.voices()] == ["JO", "US"]
    with pytest.raises(InputError, match="ar_JO-kareem-low"):
        engine.check(Voice("nobody"))


def test_the_same_file_elsewhere_is_the_same_voice(tmp_path: Path) -> None:
    one, two = (tiny_piper.make(tmp_path / name) for name in ("a", "b"))
    told = [
        load("piper").fingerprint(Voice(settings=Settings({"model": str(path)})))
        for path in (one, two)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize("damage", ["model", "config", "empty"])
def test_a_damaged_file_is_a_sentence(tmp_path: Path, damage: str) -> None:
    path = tiny_piper.make(tmp_path)
    if damage == "config":
        path.with_name(path.name + ".json").write_text("{", "utf-8")
    else:
        path.write_bytes(b"" if damage == "empty" else path.read_bytes()[:100])
    voice = Voice(settings=Settings({"model": str(path)}))
    with pytest.raises(EngineError, match=path.name):
        load("piper").synthesize("ˈbaːb.", voice)


def test_without_a_network_fetching_says_so_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from urllib.error import URLError

    def refuse(*_: object, **__: object) -> None:
        raise URLError(OSError(101, "Network is unreachable"))

    monkeypatch.setattr("piper.download_voices.urlopen", refuse)
    with pytest.raises(EngineError, match="Network is unreachable"):
        fetch("ar_JO-kareem-medium", tmp_path / "voices")
    assert list((tmp_path / "voices").iterdir()) == []
    with pytest.raises(InputError, match="ar_JO-kareem-medium"):
        fetch("../../etc/passwd", tmp_path)
    assert installed() == {}
