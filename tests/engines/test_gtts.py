"""The online voice against a stand-in for its service: what is sent, what is accepted, what is read."""

from __future__ import annotations

import base64
import json
import pickle
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import gtts_server
import miniaudio
import pytest
from conftest import need_tool
from gtts import gTTS
from gtts_server import PAGE, SPEAK, FakeService, Reply, saying, serving, spoken, tone, wrapped
from hypothesis import example, given, settings
from hypothesis import strategies as st

from podcast.engines import Engine, load, names
from podcast.engines.gtts import Gtts
from podcast.engines.gtts_mp3 import BrokenAudioError, join, read
from podcast.engines.gtts_text import LIMIT, is_said, pack
from podcast.engines.online import INTERVAL, Limits, Pace, common_pace, within
from podcast.errors import EngineError, InputError
from podcast.formats.mpeg import header_at
from podcast.model import Voice

PLAIN = Voice()
SENTENCE = "بدأت الحكاية في باريس، حين التقى ثلاثة باحثين."
LONG = (
    "تأسست الشركة في شهر نيسان عام ألفين وثلاثة وعشرين على يد ثلاثة باحثين فرنسيين عملوا من قبل في "
    "مختبرات كبرى، ثم جمعت في أسابيع قليلة مئة وخمسة ملايين يورو؛ فهل كانت تلك مجازفة؟ نعم، كانت كذلك "
    "في نظر كثيرين. لكن النتائج جاءت أسرع مما توقع أشد الناس تفاؤلا."
)


class Watch:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def pace(self, interval: float = 0.0) -> Pace:
        return Pace(interval, lambda: self.now, self.sleep)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy or certificate store of this machine decides a test."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)


def voice_at(service: FakeService, watch: Watch, **limits: float) -> Gtts:
    return Gtts(service.url, pace=watch.pace(), limits=Limits(**limits))


def failure(
    watch: Watch, *replies: Reply, text: str = SENTENCE, **limits: float
) -> tuple[str, int]:
    """The sentence that comes of these answers, and how many requests it took."""
    with serving(*replies) as service, pytest.raises(EngineError) as caught:
        voice_at(service, watch, **limits).synthesize(text, PLAIN)
    assert "--engine espeak" in str(caught.value), "every failure tells the way out"
    return str(caught.value), len(service.calls)


def seconds_of(mp3: bytes) -> float:
    """Length as a foreign decoder hears it."""
    heard = miniaudio.decode(mp3, nchannels=1, sample_rate=gtts_server.RATE)
    return heard.num_frames / gtts_server.RATE


# The stand-in itself


def test_the_stand_in_reads_what_the_package_itself_sends(watch: Watch) -> None:
    """gTTS's own request bodies are understood, so the stand-in speaks the package's language."""
    from gtts import gTTS

    (body,) = gTTS("مرحبا", lang="ar", slow=True).get_bodies()
    service = FakeService([SPEAK])
    reply, text = service.take("/", "", body)
    assert (reply, text, service.calls) == (SPEAK, "مرحبا", [("مرحبا", "ar", True)])


def test_the_package_itself_understands_the_stand_in() -> None:
    """The wrapping is one from which gTTS's own pattern takes the sound."""
    line = next(line for line in wrapped(["QUJD"]).decode().splitlines() if gtts_server.RPC in line)
    found = re.search(r'jQ1olc","\[\\"(.*)\\"]', line)
    assert found
    assert base64.b64decode(found[1]) == b"ABC"


def test_the_stand_in_follows_its_script_and_repeats_the_last_answer() -> None:
    """Reply n goes to request n."""
    service = FakeService([PAGE, SPEAK])
    from gtts import gTTS

    (body,) = gTTS("نعم", lang="ar").get_bodies()
    assert [service.take("/", "", body)[0] for _ in range(3)] == [PAGE, SPEAK, SPEAK]


def test_the_tone_has_the_length_it_is_asked_for() -> None:
    """A decoder hears the stand-in's sound as long as it says, up to the encoder's own padding."""
    assert seconds_of(tone(2.0)) == pytest.approx(2.0, abs=0.15)


# What an engine is


def test_it_is_an_engine_under_its_name() -> None:
    """The entry point leads to it, and it has all that the protocol asks for."""
    assert "gtts" in names()
    engine = load("gtts")
    assert isinstance(engine, Gtts)
    assert isinstance(engine, Engine)
    declared = (engine.suffix, engine.wants, engine.max_chars, engine.keeps_clips)
    assert declared == (".mp3", "written", 100, True)
    assert engine.parallel == 1


def test_the_fingerprint_tells_what_changes_the_sound() -> None:
    """Address and speed show; what the service cannot do (pitch, small changes of rate) does not."""
    engine = Gtts()
    plain = engine.fingerprint(PLAIN)
    assert plain.startswith("gtts 2.")
    assert engine.fingerprint(Voice(name="com")) == plain
    assert engine.fingerprint(Voice(pitch=1.3, rate=1.2)) == plain
    others = {engine.fingerprint(Voice(name="com.eg")), engine.fingerprint(Voice(rate=0.6)), plain}
    assert len(others) == 3


def test_fingerprint_is_cheap() -> None:
    """A build with nothing to do imports neither the package nor requests."""
    code = (
        "import sys; from podcast.engines import load; from podcast.model import Voice;"
        "load('gtts').fingerprint(Voice());"
        "print([name for name in ('gtts', 'requests', 'urllib3') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "name", ["evil.example/x", "com.", "COM", "com@host", "ar+f2", "co..uk", "٣"]
)
def test_a_voice_name_that_is_no_end_of_an_address_is_refused(name: str) -> None:
    """Nothing an author writes can lead the request to another host."""
    with pytest.raises(InputError, match=re.escape(name)):
        Gtts().fingerprint(Voice(name=name))
    with pytest.raises(InputError):
        Gtts().synthesize("نعم", Voice(name=name))


# A request


def test_a_sentence_becomes_sound(watch: Watch) -> None:
    """One short text is one request: in Arabic, at normal speed, to the package's own path."""
    with serving() as service:
        mp3 = voice_at(service, watch).synthesize(SENTENCE, PLAIN)
    assert service.calls == [(SENTENCE, "ar", None)]
    assert service.paths == ["/_/TranslateWebserverUi/data/batchexecute"]
    assert "Mozilla" in service.agents[0]
    assert seconds_of(mp3) == pytest.approx(seconds_of(spoken(SENTENCE)), abs=0.01)
    assert not watch.slept


def test_a_low_rate_asks_for_slow_speech(watch: Watch) -> None:
    """The service knows two speeds; the slower begins under 0.8."""
    with serving() as service:
        engine = voice_at(service, watch)
        for rate in (0.79, 0.8, 1.5):
            engine.synthesize("نعم نعم", Voice(rate=rate))
    assert [slow for _, _, slow in service.calls] == [True, None, None]


def test_the_voice_name_leads_to_its_address() -> None:
    """`com.eg` asks translate.google.com.eg, over https."""
    request = Gtts()._request("نعم", Voice(name="com.eg"))
    assert request.url.startswith("https://translate.google.com.eg/_/")


def test_a_long_text_becomes_one_mp3(watch: Watch) -> None:
    """Every request holds at most a hundred characters, none is lost, and the parts sound as one."""
    with serving() as service:
        mp3 = voice_at(service, watch).synthesize(LONG, PLAIN)
    assert len(service.texts) >= 3
    assert max(map(len, service.texts)) <= 100
    assert " ".join(service.texts) == LONG
    parts = [read(spoken(text)) for text in service.texts]
    assert read(mp3).seconds == pytest.approx(sum(part.seconds for part in parts))
    assert seconds_of(mp3) == pytest.approx(read(mp3).seconds, abs=0.1)


def test_pieces_without_a_letter_are_not_asked_for(watch: Watch) -> None:
    """The service has nothing to say for bare punctuation; a text of nothing else is an error."""
    with serving() as service:
        engine = voice_at(service, watch)
        engine.synthesize("نعم — ! …", PLAIN)
        for empty in ("", "  \n", "؟!", "…", "😀"):
            with pytest.raises(EngineError, match="nothing to say"):
                engine.synthesize(empty, PLAIN)
    assert len(service.calls) == 1


def test_requests_keep_their_distance(watch: Watch) -> None:
    """The pace is one for the whole process, and half a second by default."""
    with serving() as service:
        pace = watch.pace(0.5)
        for _ in range(2):  # two engines, one pace
            Gtts(service.url, pace=pace).synthesize(SENTENCE, PLAIN)
        watch.now += 60
        Gtts(service.url, pace=pace).synthesize(SENTENCE, PLAIN)
    assert watch.slept == [0.5]
    assert common_pace() is common_pace()
    assert common_pace().interval == INTERVAL == 0.5


# What helps to ask again for


def test_429_is_waited_out_as_long_as_the_service_says(watch: Watch) -> None:
    """Retry-After in seconds is honoured; a shorter one than our own back-off is not enough."""
    with serving(
        Reply(429, {"Retry-After": "7"}), Reply(429, {"Retry-After": "1"}), SPEAK
    ) as service:
        voice_at(service, watch).synthesize(SENTENCE, PLAIN)
    assert watch.slept == [7.0, 2.0]
    assert service.texts == [SENTENCE] * 3


def test_retry_after_may_be_a_date(watch: Watch) -> None:
    """A date is read against the service's own clock, which is in the same answer."""
    from email.utils import formatdate

    later = Reply(503, {"Retry-After": formatdate(time.time() + 20, usegmt=True)})
    with serving(later, SPEAK) as service:
        voice_at(service, watch).synthesize(SENTENCE, PLAIN)
    assert watch.slept == [pytest.approx(20, abs=2)]


@pytest.mark.parametrize(
    "value", ["soon", "-5", "Fri, 31 Feb", "Mon, 01 Jan 2001 00:00:00 GMT", "٧x"]
)
def test_a_senseless_retry_after_is_passed_over(watch: Watch, value: str) -> None:
    """Our own back-off stands then."""
    from podcast.engines.online_reply import retry_after

    assert retry_after({"Retry-After": value}) == 0
    if value.isascii():
        with serving(Reply(429, {"Retry-After": value}), SPEAK) as service:
            voice_at(service, watch).synthesize(SENTENCE, PLAIN)
        assert watch.slept == [1.0]


def test_503_twice_and_then_sound(watch: Watch) -> None:
    """The pauses double and are the same each time: no dice are thrown."""
    with serving(Reply(503), Reply(503), SPEAK) as service:
        voice_at(service, watch).synthesize(SENTENCE, PLAIN)
    assert watch.slept == [1.0, 2.0]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(429), "takes no more requests for now (HTTP 429)"),
        (Reply(503), "error of its own (HTTP 503)"),
        (Reply(reset=True), "broke off its answer"),
        (saying(lambda text: tone(4)[:-40]), "it ends inside a frame"),
        (saying(lambda text: tone(0.4)), "s for 37 letters"),
        (saying(lambda text: tone(60.0)), "s for 37 letters"),
        (saying(lambda text: b"RIFF....WAVEfmt "), "it does not begin as MP3 sound does"),
        (saying(lambda text: tone(2.0) + b"<html>"), "something else among its frames"),
        (Reply(body=wrapped(["!!! no base64 !!!"])), "cannot be used"),
        (Reply(body=wrapped(["QUJDR"])), "cannot be used"),
        (Reply(body=b'["wrb.fr","jQ1olc","[oops"]'), "its wrapping is broken"),
    ],
)
def test_what_may_pass_is_tried_five_times(watch: Watch, reply: Reply, said: str) -> None:
    """Then it is an error in a sentence; the waits are 1, 2, 4 and 8 seconds."""
    sentence, requests = failure(watch, reply)
    assert said in sentence
    assert requests == 5
    assert watch.slept == [1.0, 2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (PAGE, "a page instead of sound"),
        (Reply(302, {"Location": "https://consent.invalid/"}), "a page instead of sound"),
        (Reply(body=b""), "a page instead of sound"),
        (saying(lambda text: None), f"has no sound for “{SENTENCE}”"),
        (Reply(body=wrapped([""])), "has no sound"),
        (Reply(body=wrapped([])), "has no sound"),
        (Reply(body=wrapped([None])), "has no sound"),
        (Reply(400), "refused the request (HTTP 400)"),
        (Reply(403), "refused the request (HTTP 403)"),
        (Reply(404), "refused the request (HTTP 404)"),
        (Reply(429, {"Retry-After": "3600"}), "a pause of 60 min"),
    ],
)
def test_what_does_not_pass_is_reported_at_once(watch: Watch, reply: Reply, said: str) -> None:
    """Asking again would only annoy: one request, one sentence, no waiting."""
    sentence, requests = failure(watch, reply)
    assert said in sentence
    assert (requests, watch.slept) == (1, [])


def test_patience_ends(watch: Watch) -> None:
    """However often the service asks for a little more, five minutes in all are the most."""
    sentence, requests = failure(watch, Reply(429, {"Retry-After": "140"}))
    assert "HTTP 429" in sentence
    assert (requests, watch.slept) == (3, [140.0, 140.0])


def test_one_failing_piece_fails_the_text(watch: Watch) -> None:
    """Half a sentence is never returned; the next call requests every piece again and is complete."""
    with serving(SPEAK, Reply(400), SPEAK) as service:
        engine = voice_at(service, watch)
        with pytest.raises(EngineError):
            engine.synthesize(LONG, PLAIN)
        assert len(service.calls) == 2
        mp3 = engine.synthesize(LONG, PLAIN)
    assert service.texts[2:] == list(pack(LONG))
    assert read(mp3).seconds > 10


def test_parts_of_different_kinds_are_not_joined(watch: Watch) -> None:
    """A decoder would play the second at the first one's speed."""
    other = saying(lambda text: tone(4.0, rate=22_050))
    sentence, _ = failure(watch, SPEAK, other, text=LONG)
    assert "do not fit together" in sentence


# The line


def test_a_slow_service_is_given_up(watch: Watch) -> None:
    """If no byte arrives within the read timeout, the request is retried, then reported."""
    sentence, requests = failure(watch, Reply(delay=60), read=0.05)
    assert "did not answer within 0.05 seconds" in sentence
    assert requests == 5


def test_a_dripping_service_is_given_up(watch: Watch) -> None:
    """One byte now and then keeps the read timeout from striking, but not the total one."""
    sentence, _ = failure(watch, Reply(body=b"x" * 500, drip=0.02), whole=0.2)
    assert "did not answer within 0.2 seconds" in sentence


def test_no_service_is_reported_at_once(watch: Watch) -> None:
    """Nothing listens: one sentence with the reason, no second try."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(EngineError) as caught:
        Gtts(f"http://127.0.0.1:{port}", pace=watch.pace()).synthesize(SENTENCE, PLAIN)
    assert str(caught.value) == (
        "the gtts voice cannot be reached (Connection refused); "
        "check the network or use --engine espeak"
    )
    assert not watch.slept


def test_no_name_server_is_reported_at_once(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """The look-up's own words are the reason."""

    def unknown(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(EngineError, match=r"cannot be reached \(Name or service not known\)"):
        Gtts(pace=watch.pace()).synthesize(SENTENCE, PLAIN)
    assert not watch.slept


def test_a_network_that_goes_away_for_a_moment_is_waited_for(watch: Watch) -> None:
    """A service that answered a minute ago is worth another try."""
    with serving() as service:
        engine = voice_at(service, watch)
        engine.synthesize(SENTENCE, PLAIN)
    with pytest.raises(EngineError, match="cannot be reached"):
        engine.synthesize(SENTENCE, PLAIN)
    assert watch.slept == [1.0, 2.0, 4.0, 8.0]


def test_a_cut_line_is_taken_up_again(watch: Watch) -> None:
    """A reset in the middle of a build costs a second, not the build."""
    with serving(Reply(reset=True), SPEAK) as service:
        voice_at(service, watch).synthesize(SENTENCE, PLAIN)
    assert (len(service.calls), watch.slept) == (2, [1.0])


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A self-signed certificate and its key."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = (
        f"{need_tool('openssl')} req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
    )
    command += "-days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 "
    command += f"-keyout {key} -out {certificate}"
    subprocess.run(command.split(), check=True, capture_output=True)
    return certificate, key


def test_a_certificate_nobody_vouches_for_is_refused(watch: Watch, pair: tuple[Path, Path]) -> None:
    """Not a letter of the text goes to a host that cannot prove who it is."""
    with serving(pair=pair) as service, pytest.raises(EngineError) as caught:
        voice_at(service, watch).synthesize(SENTENCE, PLAIN)
    assert "cannot be reached (self" in str(caught.value)
    assert not service.calls
    assert not watch.slept


def test_a_certificate_store_of_the_author_is_honoured(
    watch: Watch, pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """REQUESTS_CA_BUNDLE is how a company's own certificates are told to requests."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pair[0]))
    with serving(pair=pair) as service:
        voice_at(service, watch).synthesize(SENTENCE, PLAIN)
    assert service.texts == [SENTENCE]


def test_a_proxy_is_honoured(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """The request for a host that does not exist arrives at the proxy, with the whole address."""
    with serving() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        Gtts("http://nowhere.invalid", pace=watch.pace()).synthesize(SENTENCE, PLAIN)
    assert proxy.paths[0].startswith("http://nowhere.invalid/_/")


# The probe


def test_available_asks_for_a_word_and_remembers(watch: Watch) -> None:
    """One request tells, once for the process."""
    with serving() as service:
        engine = voice_at(service, watch)
        assert engine.available()
        assert engine.available()
    assert len(service.calls) == 1


@pytest.mark.parametrize("reply", [PAGE, Reply(429), Reply(503), Reply(reset=True), Reply(302)])
def test_a_service_that_does_not_speak_is_not_available(watch: Watch, reply: Reply) -> None:
    """It connects and answers, but not with sound: one request, no waiting, no error."""
    with serving(reply) as service:
        assert not voice_at(service, watch).available()
    assert (len(service.calls), watch.slept) == (1, [])


def test_no_network_is_not_available(watch: Watch) -> None:
    """A closed port says no within a moment."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert not Gtts(f"http://127.0.0.1:{port}", pace=watch.pace()).available()


def test_a_hanging_look_up_is_not_available(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """The resolver may hang for half a minute; the probe does not."""
    answered = threading.Event()

    def hanging(*args: object, **kwargs: object) -> None:
        answered.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", hanging)
    engine = Gtts(pace=watch.pace(), probe_seconds=0.2)
    assert not engine.available()
    assert not engine.available()
    assert not answered.is_set()
    answered.set()
    assert Gtts()._probe_seconds <= 2


def test_a_job_left_behind_does_not_keep_the_process_alive() -> None:
    """A process whose look-up still hangs ends when its work is done."""
    code = (
        "import time; from podcast.engines.online import within\n"
        "try: within(0.05, lambda: time.sleep(600))\nexcept TimeoutError: print('late')"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert (done.stdout.strip(), done.stderr) == ("late", "")


def test_within_gives_back_what_the_job_gives_or_raises() -> None:
    """A result, or the job's own error."""
    assert within(1, lambda: 7) == 7
    with pytest.raises(EngineError, match="so it is"):
        within(1, lambda: (_ for _ in ()).throw(EngineError("so it is")))


def test_its_errors_cross_process_walls(watch: Watch) -> None:
    """A section may be voiced in another process: the sentence arrives whole."""
    with serving(PAGE) as service, pytest.raises(EngineError) as caught:
        voice_at(service, watch).synthesize(SENTENCE, PLAIN)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


# Cutting

MARKS = "\u064e\u064f\u0650\u0651\u0652\u064b\u0670"
LETTERS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءةى", min_size=1, max_size=14)
MARKED = st.lists(
    st.tuples(LETTERS, st.sampled_from(["", *MARKS, "\u0651\u064e"])), min_size=1
).map(lambda parts: "".join(letters + mark for letters, mark in parts))
NUMBERS = st.from_regex(r"[0-9٠-٩]{1,4}([.,٫٬][0-9٠-٩]{1,3}){0,3}[%٪]?", fullmatch=True)
WORDS = st.builds(
    str.__add__,
    st.one_of(LETTERS, MARKED, NUMBERS),
    st.sampled_from(["", "", "", "،", "؛", ".", "؟", ":"]),
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)


@given(st.one_of(TEXTS, st.text()))
@example("")
@example("\u064e" * 250)
@example("7" * 250)
@settings(deadline=None, max_examples=60)
def test_nothing_is_lost_and_nothing_is_too_long(text: str) -> None:
    """The pieces are the text, but for spaces; each holds one to a hundred characters."""
    pieces = pack(text)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(0 < len(piece) <= LIMIT for piece in pieces)
    assert pack(text) == pieces


@given(TEXTS)
@settings(deadline=None, max_examples=60)
def test_words_and_numbers_stay_whole(text: str) -> None:
    """Words of at most a hundred characters come out as they went in, in order."""
    words = text.split()
    pieces = pack(text)
    if max(map(len, words), default=0) <= LIMIT:
        assert [word for piece in pieces for word in piece.split()] == words
    assert all(piece[0] not in MARKS for piece in pieces)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("aaaa bbbb. cccc dddd", ["aaaa bbbb.", "cccc dddd"]),
        ("aaaa؟ bbbb، cccc dddd", ["aaaa؟", "bbbb،", "cccc dddd"]),
        ("aaaa، bbbb cccc dddd", ["aaaa،", "bbbb cccc", "dddd"]),
        ("aaaa؛ bbbb cccc dddd", ["aaaa؛", "bbbb cccc", "dddd"]),
        ("aaaa: bbbb cccc dddd", ["aaaa:", "bbbb cccc", "dddd"]),
        ("«aaaa.» bbbb cccc", ["«aaaa.»", "bbbb cccc"]),
        ("aaaa bbb cccc dddd", ["aaaa bbb", "cccc dddd"]),
        ("aa 12 345 678", ["aa", "12 345 678"]),
        ("aaaa bbbb — cccc", ["aaaa", "bbbb —", "cccc"]),
        ("عام ألف ومئة", ["عام", "ألف ومئة"]),
        ("عَامَ أَلْفٍ", ["عَامَ", "أَلْفٍ"]),
        ("abcdefghijklmno", ["abcdefghij", "klmno"]),
        ("abcdefg12.345", ["abcdefg", "12.345"]),
        ("كَتَبَكَتَبَكَتَبَ", ["كَتَبَكَتَ", "بَكَتَبَ"]),
    ],
)
def test_where_a_text_of_ten_characters_is_cut(text: str, pieces: list[str]) -> None:
    """After a sentence, after a clause, between words; never in a number or between letter and mark."""
    assert list(pack(text, 10)) == pieces


@pytest.mark.parametrize(
    "number",
    [
        "تسعمئة وتسعة وتسعون مليارا وثمانمئة وسبعة وثلاثون مليونا",
        "أَلْفَيْنِ وَثَلَاثَةٍ وَعِشْرِينَ",
        "مئتان واثنتا عشرة ألفا وثلاثمائة وخمس عشرة",
        "١٢٣ ٤٥٦ ٧٨٩",
        "1,234,567.89",
        "خمسة ملايين وأحد عشر ألفا",
    ],
)
@pytest.mark.parametrize("before", range(0, 100, 7))
def test_a_number_is_asked_for_in_one_breath(number: str, before: int) -> None:
    """Wherever it comes, a number in digits or in words lies within one request."""
    text = " ".join(["كلام"] * (before // 5)) + f" {number} " + " ".join(["كلام"] * 20)
    assert any(number in piece for piece in pack(text))


def test_only_a_letter_or_a_digit_is_said() -> None:
    """Punctuation, marks and pictures alone are not."""
    assert [is_said(text) for text in ("ا", "7", "٧", "", "؟", "ًٌ", "😀")] == [True] * 3 + [
        False
    ] * 4


# What is taken from the package


def test_the_packages_one_private_method_still_makes_the_request() -> None:
    """`_prepare_requests` is not public: an upgrade that changes it fails here first."""
    speech = gTTS(
        "نصّ قصير",
        lang="ar",
        tld="com.eg",
        slow=True,
        pre_processor_funcs=[],
        tokenizer_func=lambda whole: [whole],
    )
    (first,) = speech._prepare_requests()
    assert [first.body] == speech.get_bodies()
    assert first.method == "POST"
    assert first.url == "https://translate.google.com.eg/_/TranslateWebserverUi/data/batchexecute"
    assert first.headers["Content-Type"] == "application/x-www-form-urlencoded;charset=utf-8"
    ((asked,),) = json.loads(parse_qs(first.body)["f.req"][0])
    rpc, parameters, _, kind = asked
    assert (rpc, kind) == (gTTS.GOOGLE_TTS_RPC, "generic")
    assert json.loads(parameters) == ["نصّ قصير", "ar", True, "null"]


# Walking MP3


def id3(size: int) -> bytes:
    """An ID3v2 tag of `size` bytes of content."""
    parts = [size >> shift & 0x7F for shift in (21, 14, 7, 0)]
    return b"ID3\x04\x00\x00" + bytes(parts) + b"\0" * size


def described(stream: bytes, mark: bytes, at: int) -> bytes:
    """`stream` after a frame that only describes it, as encoders write it."""
    frame = header_at(stream)
    assert frame
    head = stream[:4] + b"\0" * (at - 4) + mark
    return head.ljust(frame.size, b"\0") + stream


@pytest.mark.parametrize(
    ("rate", "kbit", "channels"),
    [
        (24_000, 32, 1),
        (24_000, 64, 2),
        (44_100, 96, 1),
        (48_000, 128, 2),
        (11_025, 16, 1),
        (22_050, 64, 1),
    ],
)
def test_frames_are_counted_as_a_decoder_counts_them(rate: int, kbit: int, channels: int) -> None:
    """MPEG-1, 2 and 2.5: kind and length agree with miniaudio's."""
    data = tone(0.7, rate, kbit, channels)
    stream = read(data)
    info = miniaudio.mp3_get_info(data)
    assert (stream.rate, stream.channels) == (info.sample_rate, info.nchannels) == (rate, channels)
    assert stream.seconds * rate == info.num_frames


def test_tags_are_taken_off() -> None:
    """ID3 before and after the sound, and the Info frame, are not part of the stream."""
    bare = tone(0.5)
    dressed = id3(300) + described(bare, b"Info", 4 + 9) + b"TAG" + b"\0" * 125
    assert read(dressed) == read(bare)
    assert read(described(bare, b"VBRI", 36)) == read(bare)
    assert read(bare).data == bare
    high = tone(0.5, 44_100, 96, 2)
    assert read(described(high, b"Xing", 4 + 32)).data == high


@pytest.mark.parametrize(
    "data", [b"", b"ID3", id3(20), b"\xff", b"<html>", tone(0.5)[:100], tone(0.5)[3:], b"\0" * 500]
)
def test_what_is_not_a_complete_mp3_is_refused(data: bytes) -> None:
    """Nothing, a tag alone, a page, a frame cut at either end, silence of zeros."""
    with pytest.raises(BrokenAudioError):
        read(data)


@given(st.integers(1, len(tone(0.5)) - 1))
@settings(deadline=None)
def test_a_stream_cut_anywhere_is_found_out_or_shorter(cut: int) -> None:
    """Cut inside a frame it is refused; between frames it is a complete stream, only shorter."""
    whole = read(tone(0.5))
    try:
        part = read(whole.data[:cut])
    except BrokenAudioError:
        return
    assert part.seconds < whole.seconds
    assert whole.data.startswith(part.data)


def test_joined_streams_sound_one_after_the_other() -> None:
    """The sum of the lengths, to a foreign decoder too; bit rates may differ, sampling rates not."""
    one, two = read(tone(1.0)), read(tone(0.6, kbit=64))
    whole = join([one, two])
    assert read(whole).seconds == pytest.approx(one.seconds + two.seconds)
    heard = miniaudio.mp3_read_s16(whole)
    assert heard.num_frames == round((one.seconds + two.seconds) * gtts_server.RATE)
    with pytest.raises(BrokenAudioError, match="sampling rates"):
        join([one, read(tone(0.6, rate=22_050))])


def test_a_foreign_tool_finds_nothing_wrong_with_a_joined_text(watch: Watch) -> None:
    """ffmpeg decodes what synthesize returns without a word of complaint."""
    with serving() as service:
        mp3 = voice_at(service, watch).synthesize(LONG, PLAIN)
    command = [need_tool("ffmpeg"), "-v", "warning", "-i", "pipe:0", "-f", "null", "-"]
    done = subprocess.run(command, input=mp3, capture_output=True, check=True)
    assert done.stderr == b""


@pytest.fixture(autouse=True)
def no_stray_threads() -> Iterator[None]:
    """Stand-ins are shut down: what a test leaves running would disturb the next."""
    import threading

    yield
    left = [
        one for one in threading.enumerate() if one.name.startswith("Thread-") and not one.daemon
    ]
    assert not left
