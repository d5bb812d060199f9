"""The offline voice: the same bytes always, the phonemes it is fed and no others, and sane sound."""

from __future__ import annotations

import array
import ctypes
import io
import itertools
import json
import re
import subprocess
import sys
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.arabic import transcribe
from podcast.engines import espeak, espeak_library
from podcast.engines.espeak import Espeak, ipa
from podcast.engines.espeak_library import SpeechRequest, perform, variants
from podcast.engines.espeak_phonemes import feed as fed_for
from podcast.errors import EngineError, InputError
from podcast.model import Voice
from podcast.structs import asdict

PLAIN = Voice()
SENTENCE = "اشْتَرَى الْوَلَدُ كِتَابًا جَدِيدًا مِنَ الْمَكْتَبَةِ، ثُمَّ عَادَ إِلَى الْبَيْتِ."
OTHERS = ("نَعَمْ.", "هَلْ جَاءَ الطَّالِبُ؟", "لَا إِلَهَ إِلَّا اللَّهُ!")


def say(text: str, voice: Voice = PLAIN) -> bytes:
    return Espeak().synthesize(transcribe(text), voice)


def feed(text: str) -> str:
    """What espeak is fed for marked Arabic."""
    return fed_for(transcribe(text))


def samples(clip: bytes) -> array.array[int]:
    """The samples of a WAV, read by another hand than wrote it."""
    with wave.open(io.BytesIO(clip)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (22_050, 1, 2)
        return array.array("h", file.readframes(file.getnframes()))


def seconds(clip: bytes) -> float:
    return len(samples(clip)) / 22_050


# The same bytes


def test_the_same_words_are_the_same_bytes_whatever_was_said_before() -> None:
    """The library forgets all between two utterances, voices and rates included."""
    first = say(SENTENCE)
    for before, voice in itertools.product(OTHERS, (PLAIN, Voice("f2", 1.4, 0.8))):
        say(before, voice)
        assert say(SENTENCE) == first
    assert len({say(SENTENCE) for _ in range(20)}) == 1


def test_another_process_says_the_same_bytes() -> None:
    """Sections may be voiced anywhere."""
    code = (
        "import sys; from hashlib import sha256; from podcast.model import Voice\n"
        "from podcast.engines.espeak import Espeak; from podcast.arabic import transcribe\n"
        "print(sha256(Espeak().synthesize(transcribe(sys.argv[1]), Voice())).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code, SENTENCE], capture_output=True, check=True)
    assert done.stdout.decode().strip() == sha256(say(SENTENCE)).hexdigest()
    assert done.stderr == b""


@pytest.mark.parametrize("name", ["f2", "klatt", "whisper", "croak", "m3"])
def test_breathing_voices_breathe_alike(name: str) -> None:
    """Variants with breath use chance; it is the same chance each time."""
    assert len({say(OTHERS[0], Voice(name)) for _ in range(4)}) == 1


def test_threads_take_turns() -> None:
    """Many threads on one engine: every clip whole, every byte right."""
    texts = (SENTENCE, *OTHERS) * 3
    right = {text: say(text) for text in texts}
    said: list[tuple[str, bytes]] = []
    threads = [threading.Thread(target=lambda t=text: said.append((t, say(t)))) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == len(texts)
    assert all(clip == right[text] for text, clip in said)


@contextmanager
def a_system_that_keeps_libraries() -> Iterator[None]:
    """A second handle on the library keeps it, and its state, in memory."""
    library = ctypes.CDLL(espeak_library._places()[0])
    try:
        yield
    finally:
        espeak_library._close(library)


def test_where_the_library_stays_loaded_a_process_of_its_own_says_the_same() -> None:
    """What is noticed is the library's own state, so any system that keeps it is served."""
    right, heard = say(SENTENCE), ipa("Fallback", "en")
    with a_system_that_keeps_libraries():
        assert say(SENTENCE) == right  # the state is still fresh
        with pytest.raises(espeak_library._Stale):
            espeak_library.perform_here(SpeechRequest(feed(SENTENCE), "sem/ar"))
        assert say(SENTENCE) == right  # it is not, and another process speaks
        assert say(OTHERS[0], Voice("f2", 1.2)) != right
        ipa.cache_clear()
        assert ipa("Fallback", "en") == heard
        assert Espeak().available()
    assert say(SENTENCE) == right


def test_the_worker_answers_on_its_own() -> None:
    """An order in as JSON, samples out, nothing else on either stream."""
    order = SpeechRequest(feed(OTHERS[0]), "sem/ar", 160, espeak.NATURAL_PITCH)
    command = [sys.executable, "-m", "podcast.engines.espeak_worker"]
    done = subprocess.run(
        command, input=json.dumps(asdict(order)).encode(), capture_output=True, check=True
    )
    assert done.stdout == say(OTHERS[0])[44:]
    assert done.stderr == b""


def test_a_worker_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last line it wrote is the reason given, and no traceback."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(EngineError, match="process of its own"):
        espeak_library._perform_elsewhere(SpeechRequest("[[a]]", "sem/ar"))


# What is said


class Event(ctypes.Structure):
    """As in espeak's speak_lib.h; `name` holds a phoneme's."""

    _fields_ = (
        ("kind", ctypes.c_int), ("id", ctypes.c_uint), ("place", ctypes.c_int),
        ("length", ctypes.c_int), ("at", ctypes.c_int), ("sample", ctypes.c_int),
        ("data", ctypes.c_void_p), ("name", ctypes.c_char * 8),
    )  # fmt: skip


def spoken_phonemes(fed: str) -> list[str]:
    """The phonemes that espeak reports while it speaks, without pauses and stress."""
    names: list[str] = []

    def hear(samples: object, count: int, events: ctypes._Pointer[Event]) -> int:
        for event in itertools.takewhile(lambda one: one.kind, (events[n] for n in range(10_000))):
            if event.kind == 7:
                names.append(bytes(event.name).decode())
        return 0

    callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(Event))(
        hear
    )
    library = ctypes.CDLL(espeak_library._places()[0])
    try:
        library.espeak_Initialize(2, 1000, espeak_library._places()[1].encode(), 0x8001)
        library.espeak_SetVoiceByName(b"sem/ar")
        library.espeak_SetSynthCallback(callback)
        said = fed.encode()
        library.espeak_Synth(said, ctypes.c_size_t(len(said) + 1), 0, 0, 0, 0x101, None, None)
        library.espeak_Terminate()
    finally:
        espeak_library._close(library)
    heard = (re.sub("[',%:]", "", name) for name in names)
    return [name for name in heard if name and not name.startswith("_")]


NAMES = re.compile(r"R3|@-|Z;|dZ|dH|tS|[st]\[|[aiu]\.|[a-zA-Z?]")


def fed_phonemes(fed: str) -> list[str]:
    return [
        name
        for word in re.findall(r"\[\[(.*?)\]\](?=[\s.,;:?!])", fed)
        for name in NAMES.findall(word)
    ]


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        *OTHERS,
        "مَدْحٌ وَبِتْشِين وَضَوْءٌ وَظِلٌّ وَصَوْتٌ وَطِينٌ وَغَيْمٌ وَخَوْخٌ وَعَيْنٌ",
        "پَارِيس وڤِيدْيُو وچِيلِي وگُوگِل ورُوژ وكۆمْبْيُوتَر وإِيه",
        "ثُلُثٌ ذَهَبٌ شَمْسٌ زَيْتٌ هَوَاءٌ يَاسَمِينُ حَجٌّ جَدِيدٌ",
    ],
)
def test_espeak_says_just_what_it_is_fed(text: str) -> None:
    """The proof of the whole way: the voice itself reports each phoneme as it says it."""
    assert spoken_phonemes(feed(text)) == fed_phonemes(feed(text))


def test_a_very_long_clause_is_said_to_its_end() -> None:
    """espeak cuts what is too long in mid-word and spells the rest; so a breath is taken before."""
    for words in (20, 54, 150):
        fed = feed(" ".join(["الْوَلَدُ الْكَبِيرُ"] * words))
        assert spoken_phonemes(fed) == fed_phonemes(fed)
    assert spoken_phonemes(feed("بَ" * 500)).count("b") == 500


def test_a_breath_is_taken_before_and() -> None:
    """Where a sentence has no comma for forty words, each part is one breath and one begins with و."""
    text = " ".join([*["كِتَابٌ جَدِيدٌ"] * 15, "وَقَلَمٌ", *["كِتَابٌ جَدِيدٌ"] * 15])
    said = transcribe(text)
    assert "dʒaˈdiːd, waˈqalamun" in said
    parts = re.findall("[^,.]+[,.]", said)
    assert len(parts) >= 3
    assert all(1 < seconds(Espeak().synthesize(part, PLAIN)) < 8 for part in parts)


def test_foreign_words_and_digits_are_spoken_after_all() -> None:
    """They should not come so far; if they do, they are heard and not lost."""
    assert seconds(say("قَالَ OpenAI")) > seconds(say("قَالَ")) + 0.4
    assert seconds(say("قَالَ 25")) > seconds(say("قَالَ")) + 0.4


@pytest.mark.parametrize(
    ("word", "language", "said"),
    [
        ("Mistral", "en", "mˈɪstɹəl"),
        ("Data", "en", "dˈeɪtə"),
        ("Guillaume", "fr", "ɡijˈom"),
        ("Strauß", "de", "ʃtɾˈaʊs"),
        ("Guillermo", "es", "ɡiʎˈeɾmo"),
        ("Mistral", "xx", "mˈɪstɹəl"),
        ("", "en", ""),
    ],
)
def test_latin_words_are_given_in_ipa(word: str, language: str, said: str) -> None:
    """For the reading of names: English with its r, and with a plain t for the American flap."""
    assert ipa(word, language) == said


def test_ipa_survives_anything() -> None:
    """A name is somebody's text too."""
    for strange in ("\0", "a\0b", "漢字", "😀", "\u200f", "[[x]]", "a" * 2000, "مرحبا"):
        assert isinstance(ipa(strange, "en"), str)


# How it sounds


def test_speech_lasts_as_speech_does() -> None:
    """Three to eight syllables a second, no clipping, no silence where there should be words."""
    syllables = sum(transcribe(SENTENCE).count(vowel) for vowel in "aiu")
    clip = samples(say(SENTENCE))
    assert 3 < syllables / (len(clip) / 22_050) < 8
    assert 6_000 < max(map(abs, clip)) < 32_767


def test_it_ends_when_the_sound_has_died_away() -> None:
    """Nothing is cut: the last samples are next to silence."""
    for text in (SENTENCE, *OTHERS):
        assert max(map(abs, samples(say(text))[-40:])) < 600


def test_longer_texts_last_longer() -> None:
    """Twice the words take twice the time, within what a pause makes."""
    once, twice = seconds(say(f"{SENTENCE}")), seconds(say(f"{SENTENCE} {SENTENCE}"))
    assert 2.0 <= twice / once < 2.3


def test_rate_and_pitch_are_heard() -> None:
    """A higher rate is shorter; a higher pitch crosses zero more often and is other bytes."""
    assert seconds(say(SENTENCE, Voice(rate=1.5))) < 0.75 * seconds(say(SENTENCE))
    assert seconds(say(SENTENCE, Voice(rate=0.7))) > 1.25 * seconds(say(SENTENCE))
    assert say(SENTENCE, Voice(pitch=1.3)) != say(SENTENCE)


@pytest.mark.parametrize(
    ("voice", "settings"),
    [
        (Voice(), (160, 34)),
        (Voice(rate=1.25, pitch=2.0), (200, 84)),
        (Voice("f2"), (160, 50)),
        (Voice("f2", pitch=2.0), (160, 100)),
        (Voice(rate=0.01, pitch=0.5), (80, 0)),
        (Voice(rate=99, pitch=-1), (450, 0)),
    ],
)
def test_settings_become_espeaks_own(voice: Voice, settings: tuple[int, int]) -> None:
    """160 words a minute is normal; an octave is fifty steps from the voice's own pitch."""
    assert (espeak._rate(voice), espeak._pitch(voice)) == settings


@pytest.mark.parametrize("nothing", ["", "  ", "،", ". . .", "«»"])
def test_no_words_are_a_short_silence(nothing: str) -> None:
    """An utterance without words is a pause and no failure."""
    assert set(samples(say(nothing))) == {0}
    assert seconds(say(nothing)) == pytest.approx(0.1, abs=0.01)


@settings(max_examples=25, deadline=None)
@given(st.text("ءابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآًٌٍَُِّْ", min_size=1, max_size=20))
def test_any_arabic_is_audible(text: str) -> None:
    """Whatever the letters and however marked, there is sound where there is a letter."""
    clip = samples(say(text))
    assert max(map(abs, clip)) > 300 or not feed(text)


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_any_text_at_all_gives_a_clip(text: str) -> None:
    """Unicode of any kind ends in sound or silence, never in a crash."""
    assert len(samples(say(text))) > 0


# What it tells


def test_an_unknown_variant_lists_the_known() -> None:
    """One sentence with the way out."""
    with pytest.raises(InputError) as caught:
        say("نَعَمْ", Voice("f9"))
    assert "“f9”" in str(caught.value)
    assert "f2" in str(caught.value)
    with pytest.raises(InputError):
        say("", Voice("../../etc/passwd"))


def test_voices_that_never_sound_alike_are_not_offered() -> None:
    """One of espeak's synthesizers reads memory that nobody wrote."""
    assert {"f1", "f2", "m1", "whisper"} <= set(variants())
    assert not {"Reed", "caleb", "klatt6"} & set(variants())


def test_voices_are_offered_with_how_clear_they_are() -> None:
    """The plain one first, as the clearest; those that a machine hears worse say so."""
    offers = {offer.name: offer for offer in Espeak().voices()}
    assert next(iter(offers)) == ""
    assert offers[""].note == "the clearest"
    assert {offers[name].note for name in ("f2", "f5", "klatt", "klatt3")} == {"less clear"}
    assert (offers["f1"].sex, offers["m3"].sex, offers["f1"].note) == ("f", "m", "")


def test_the_fingerprint_tells_voices_apart_without_loading_anything() -> None:
    """Version, rules and settings; the library itself is not touched, nor imported."""
    voices = (Voice(), Voice("f2"), Voice(rate=1.2), Voice(pitch=1.2))
    assert len({Espeak().fingerprint(voice) for voice in voices}) == len(voices)
    code = (
        "import sys; from podcast.model import Voice; from podcast.engines.espeak import Espeak\n"
        "print(Espeak().fingerprint(Voice()))\n"
        "assert not {'espeakng_loader', 'ctypes', 'numpy'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == Espeak().fingerprint(Voice())


def test_the_fingerprint_covers_every_file_that_is_heard() -> None:
    """A new module or table of this engine must be hashed, or old clips would be taken for new."""
    room = Path(espeak.__file__).parent
    modules = {path.stem for path in room.glob("espeak_*.py")} - {"espeak_worker"}
    tables = {path.stem for path in (room / "data").glob("espeak_*.tsv")}
    assert modules == {f"espeak_{name}" for name in espeak._RULES}
    assert tables == {f"espeak_{name}" for name in espeak._TABLES}


def test_a_library_that_does_not_load_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback: the reason, and what to do; and names are read by letters then."""
    monkeypatch.setattr(espeak_library, "_places", lambda: ("/nowhere/libespeak-ng.so", "/nowhere"))
    assert not Espeak().available()
    with pytest.raises(EngineError, match="reinstall espeakng-loader"):
        say("نَعَمْ")
    assert ipa("Unloadable", "en") == ""
    ipa.cache_clear()


def test_damaged_data_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """espeak would print and exit; it is told not to."""
    library = espeak_library._places()[0]
    monkeypatch.setattr(espeak_library, "_places", lambda: (library, str(tmp_path)))
    with pytest.raises(EngineError, match="is damaged"):
        say("نَعَمْ")


def test_ctrl_c_while_speaking_stops_and_leaves_no_half_clip(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """ctypes would swallow it and go on; the clip would lack a piece."""

    def interrupted(*_: object) -> bytes:
        raise KeyboardInterrupt

    right = say(SENTENCE)
    with monkeypatch.context() as patched:
        patched.setattr(espeak_library.ctypes, "string_at", interrupted)
        with pytest.raises(KeyboardInterrupt):
            say(SENTENCE)
    assert say(SENTENCE) == right


def test_it_writes_to_no_stream(capfd: pytest.CaptureFixture[str]) -> None:
    """espeak's own messages would end up between the progress lines."""
    say("قَالَ 漢字 😀 %")
    perform(SpeechRequest("[[zzz9]] [[", "sem/ar"))
    ipa("Straße", "de")
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")
