"""The engine for any server that speaks /v1/audio/speech, against one that misbehaves in many ways."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from speech_server import KEY, Reply, Service, serving, tone

from podcast.engines import key_for
from podcast.engines.online import Limits, Pace
from podcast.engines.openai import OpenAI
from podcast.errors import EngineError, InputError, PodcastError
from podcast.model import Settings, Voice
from podcast.structs import force_setattr

TEXT = "هذه جملة قصيرة، وفيها وقفة."


class Watch:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []
        self.after: Callable[[], None] = lambda: None

    def sleep(self, seconds: float) -> None:
        """Then `after` is called."""
        self.slept.append(seconds)
        self.now += seconds
        self.after()

    def pace(self) -> Pace:
        return Pace(0.0, lambda: self.now, self.sleep)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def voice_at(service: Service, name: str = "nova", **settings: object) -> Voice:
    return Voice(
        name, settings=Settings({"base_url": service.url, "response_format": "wav", **settings})
    )


def engine_with(watch: Watch, **limits: float) -> OpenAI:
    return OpenAI(
        pace=watch.pace(), limits=Limits(**({"connect": 5.0, "read": 5.0, "whole": 10.0} | limits))
    )


def test_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The protocol's own keys, what the author adds, and the key in its header only."""
    monkeypatch.setenv("MY_KEY", KEY)
    with serving() as service:
        voice = voice_at(
            service, model="tts", key_env="MY_KEY", extra={"language": "ar", "seed": 7}
        )
        clip = OpenAI().synthesize(TEXT, voice)
    assert clip == tone(TEXT)
    assert service.asked == [
        {
            "model": "tts",
            "input": TEXT,
            "voice": "nova",
            "response_format": "wav",
            "language": "ar",
            "seed": 7,
        }
    ]
    assert service.keys == [f"Bearer {KEY}"]


def test_the_key_is_nowhere_but_in_its_header(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the fingerprint nor in an error, though the server repeats it."""
    monkeypatch.setenv("MY_KEY", KEY)
    repeats = json.dumps({"error": {"message": f"bad model for {KEY}"}}).encode()
    with serving(Reply(400, "raw", body=repeats)) as service:
        voice = voice_at(service, key_env="MY_KEY")
        engine = OpenAI()
        assert KEY not in engine.fingerprint(voice)
        with pytest.raises(EngineError) as caught:
            engine.synthesize(TEXT, voice)
    assert "bad model for …" in str(caught.value)
    assert KEY not in str(caught.value) + repr(vars(caught.value))


def test_a_missing_key_is_reported_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MY_KEY", raising=False)
    with serving() as service:
        with pytest.raises(InputError, match="MY_KEY holds no key"):
            OpenAI().check(voice_at(service, key_env="MY_KEY"))
        assert service.asked == []


def test_a_missing_server_is_reported_before_any_work() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    voice = Voice(settings=Settings({"base_url": f"http://127.0.0.1:{port}/v1"}))
    with pytest.raises(EngineError, match=r"openai voice cannot be reached \(Connection refused\)"):
        OpenAI().check(voice)


def test_a_check_asks_for_no_speech() -> None:
    with serving() as service:
        OpenAI().check(voice_at(service))
    assert service.asked == []


PASSING = {
    "busy": (Reply(429), "takes no more requests"),
    "ill": (Reply(500), "error of its own (HTTP 500)"),
    "gone": (Reply(503, headers={"Retry-After": "3"}), "error of its own (HTTP 503)"),
    "reset": (Reply(how="reset"), "broke off"),
    "cut": (Reply(how="cut"), "broke off"),
    "hang": (Reply(how="hang"), "did not answer"),
    "bytes": (Reply(how="raw", body=b"RIFF\xf5\0\x01"), "cannot be used (no sound)"),
    "junk": (Reply(how="raw", body=b"<html>hello</html>"), "cannot be used (hello)"),
    "nothing": (Reply(how="raw", body=b""), "cannot be used"),
    "told": (Reply(how="raw", body=b'{"error": "no such voice"}'), "no such voice"),
}


@pytest.mark.parametrize("name", PASSING)
def test_what_may_pass_is_asked_for_again(name: str) -> None:
    """Once here, and then it speaks: nothing of the bad answer is left."""
    reply, _ = PASSING[name]
    limits = Limits(read=0.3 if name == "hang" else 60.0, whole=60.0)
    watch = Watch()
    watch.after = lambda: force_setattr(limits, "read", 60.0)  # a busy machine may be slow
    with serving(reply, Reply()) as service:
        clip = OpenAI(pace=watch.pace(), limits=limits).synthesize(TEXT, voice_at(service))
    assert clip == tone(TEXT)
    assert len(service.asked) == 2
    assert watch.slept == [3.0 if name == "gone" else 1.0]


@pytest.mark.parametrize("name", [name for name in PASSING if name != "hang"])
def test_what_does_not_pass_is_a_sentence_after_five_tries(name: str) -> None:
    reply, told = PASSING[name]
    with serving(reply) as service, pytest.raises(EngineError) as caught:
        engine_with(Watch()).synthesize(TEXT, voice_at(service))
    assert told in str(caught.value)
    assert len(service.asked) == 5


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(401), "refuses the key (HTTP 401)"),
        (Reply(403), "refuses the key (HTTP 403)"),
        (Reply(404), "base_url usually ends in /v1"),
        (Reply(301, headers={"Location": "http://127.0.0.1:1/"}), "base_url usually ends in /v1"),
        (
            Reply(422, "raw", body=b'{"detail": "voice \\u001b[2J unknown"}'),
            "HTTP 422: voice [2J unknown",
        ),
        (Reply(429, headers={"Retry-After": "999999999"}), "a pause of days"),
        (Reply(429, headers={"Retry-After": "9" * 400}), "a pause of days"),
        (Reply(503, headers={"Retry-After": "10800"}), "a pause of 3 h"),
        (Reply(429, headers={"Retry-After": "600"}), "a pause of 10 min"),
    ],
)
def test_what_will_not_pass_is_reported_at_once(reply: Reply, told: str) -> None:
    with serving(reply) as service, pytest.raises(EngineError) as caught:
        engine_with(Watch()).synthesize(TEXT, voice_at(service))
    assert told in str(caught.value)
    assert str(caught.value).isprintable()
    assert len(service.asked) == 1


def test_a_drip_is_given_up() -> None:
    with serving(Reply(how="drip")) as service, pytest.raises(EngineError, match="did not answer"):
        engine_with(Watch(), whole=0.15).synthesize(TEXT, voice_at(service))


def test_a_service_that_has_given_out_is_left_alone_for_a_minute() -> None:
    """Every further sentence would wait out all tries again."""
    watch = Watch()
    with serving(*[Reply(503)] * 5, Reply()) as service:
        engine, voice = engine_with(watch), voice_at(service)
        for _ in range(3):
            with pytest.raises(EngineError, match="HTTP 503"):
                engine.synthesize(TEXT, voice)
        assert len(service.asked) == 5
        watch.now += 61
        assert engine.synthesize(TEXT, voice) == tone(TEXT)


@pytest.mark.parametrize(
    "settings",
    [
        {"base_url": "ftp://example.org"},
        {"base_url": "http://user:secret@example.org/v1"},
        {"base_url": "nonsense"},
        {"base_url": 7},
        {"response_format": "opus"},
        {"extra": "language"},
        {"timeout": 0},
        {"timeout": True},
    ],
)
def test_a_wrong_setting_is_reported_before_any_work(settings: dict[str, object]) -> None:
    engine, voice = (
        OpenAI(),
        Voice(settings=Settings({"base_url": "http://localhost:1/v1", **settings})),
    )
    with pytest.raises(PodcastError) as caught:
        engine.check(voice)
    if "timeout" not in settings:
        assert isinstance(caught.value, InputError)


def test_what_is_sent_along_changes_the_sound() -> None:
    base = {"base_url": "http://localhost:1/v1"}
    told = {
        OpenAI().fingerprint(Voice(settings=Settings(base | more)))
        for more in (
            {},
            {"model": "a"},
            {"extra": {"seed": 1}},
            {"instructions": "ببطء"},
            {"voice": "b"},
        )
    }
    assert len(told) == 5


SENT = [  # variable, server, what the owner's file says, whether the key goes there
    ("MY_API_KEY", "http://127.0.0.1:8000/v1", "", True),
    ("MY_API_KEY", "http://[::1]:8000/v1", "", True),
    ("MY_TOKEN", "http://localhost/v1", "", True),
    ("OPENAI_API_KEY", "https://api.openai.com/v1", "", True),
    ("OPENAI_API_KEY", "https://API.openai.com/v1", "", True),
    ("OPENAI_API_KEY", "http://api.openai.com/v1", "", False),
    ("OPENAI_API_KEY", "https://api.openai.com:444/v1", "", False),
    ("OPENAI_API_KEY", "https://api.openai.com.evil.example/v1", "", False),
    ("OPENAI_API_KEY", "https://localhost.evil.example/v1", "", False),
    ("MY_API_KEY", "https://api.openai.com/v1", "", False),
    ("MY_API_KEY", "https://tts.example/v1", "", False),
    ("MY_API_KEY", "https://tts.example/v1", '"https://tts.example" = "MY_API_KEY"', True),
    ("MY_API_KEY", "https://tts.example/v1", '"https://tts.example/v1" = ["A_KEY", "MY_API_KEY"]', True),
    ("MY_API_KEY", "http://tts.example/v1", '"https://tts.example" = "MY_API_KEY"', False),
    ("OTHER_KEY", "https://tts.example/v1", '"https://tts.example" = "MY_API_KEY"', False),
    ("HOME", "http://127.0.0.1:8000/v1", "", False),
    ("LS_COLORS", "http://127.0.0.1:8000/v1", "", False),
]  # fmt: skip


@pytest.mark.parametrize(("variable", "server", "file", "goes"), SENT)
def test_a_key_goes_only_where_its_owner_lets_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    server: str,
    file: str,
    goes: bool,
) -> None:
    """The server and the variable's name are a stranger's to choose, where the folder is one's."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv(variable, "sk-1")
    (tmp_path / "rawi").mkdir()
    (tmp_path / "rawi/keys.toml").write_text(file, "utf-8")
    if goes:
        assert key_for(variable, server) == "sk-1"
        return
    with pytest.raises(InputError) as caught:
        key_for(variable, server)
    assert "sk-1" not in str(caught.value)
    if variable.endswith(("KEY", "TOKEN")):
        assert str(tmp_path / "rawi/keys.toml") in str(caught.value)


def test_the_sentence_holds_the_line_that_allows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("MY_KEY", "sk-1")
    with pytest.raises(InputError) as caught:
        OpenAI().check(
            Voice(settings=Settings({"base_url": "https://tts.invalid/v1", "key_env": "MY_KEY"}))
        )
    (tmp_path / "rawi").mkdir()
    (tmp_path / "rawi/keys.toml").write_text(str(caught.value).rpartition(":  ")[2], "utf-8")
    assert key_for("MY_KEY", "https://tts.invalid/v1") == "sk-1"
    (tmp_path / "rawi/keys.toml").write_text("= =", "utf-8")
    with pytest.raises(InputError, match="write lines like"):
        key_for("MY_KEY", "https://tts.invalid/v1")
