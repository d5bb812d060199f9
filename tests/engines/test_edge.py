"""Edge's voices against a stand-in for the service: what is sent, accepted, and retried."""

from __future__ import annotations

import socket

import pytest
from conftest import need_module
from edge_server import serving, tone

from podcast.engines import Clip
from podcast.engines.edge import Edge
from podcast.engines.online import Pace
from podcast.errors import EngineError, InputError
from podcast.model import Settings, Voice

need_module("edge_tts")

TEXT = "هذه جملة قصيرة، وفيها وقفة."


class Watch:
    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def edge(watch: Watch, seconds: float = 20.0) -> Edge:
    return Edge(pace=Pace(0.0, lambda: watch.now, watch.sleep), seconds=seconds)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    for name in ("http_proxy", "https_proxy", "all_proxy", "ws_proxy", "wss_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with serving(*getattr(request, "param", ())) as running:
        monkeypatch.setattr("edge_tts.communicate.WSS_URL", running.url)
        yield running


def whole(text: str = TEXT) -> bytes:
    return tone(round(0.3 + sum(map(str.isalnum, text)) / 12, 1))


def test_a_sentence_becomes_sound_with_the_times_of_its_words(service) -> None:  # type: ignore[no-untyped-def]
    voice = Voice("Salma", rate=1.2, pitch=1.1, settings=Settings({"volume": -10}))
    clip = edge(Watch()).synthesize(TEXT, voice)
    assert clip == whole()
    assert isinstance(clip, Clip)
    assert [(TEXT[one.start : one.end], one.seconds) for one in clip.words] == [("وقفة", 0.5)]
    assert service.texts == [TEXT]
    (order,) = service.orders
    assert "SalmaNeural" in order
    for told in ("+20%", "-10%", "+21Hz"):
        assert told in order


@pytest.mark.parametrize(
    "service", [["cut", "speak"], ["close", "speak"], ["silent", "speak"], ["junk", "speak"], ["500", "speak"]],
    indirect=True,
)  # fmt: skip
def test_what_may_pass_is_asked_for_again_and_nothing_bad_is_kept(service) -> None:  # type: ignore[no-untyped-def]
    watch = Watch()
    assert edge(watch).synthesize(TEXT, Voice()) == whole()
    assert (service.count, watch.slept) == (2, [1.0])


@pytest.mark.parametrize("service", [["429 after 7", "503 after 9", "speak"]], indirect=True)
def test_a_service_is_left_alone_as_long_as_it_asks(service) -> None:  # type: ignore[no-untyped-def]
    watch = Watch()
    assert edge(watch).synthesize(TEXT, Voice()) == whole()
    assert watch.slept == [7.0, 9.0]


@pytest.mark.parametrize("service", [["429 after 999999"]], indirect=True)
def test_a_pause_of_days_is_reported_at_once(service) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(EngineError, match=r"asks for a pause of days \(HTTP 429\)"):
        edge(Watch()).synthesize(TEXT, Voice())
    assert service.count == 1


@pytest.mark.parametrize("service", [["hang", "speak"]], indirect=True)
def test_a_service_that_hangs_is_asked_again(service) -> None:  # type: ignore[no-untyped-def]
    assert edge(Watch(), seconds=0.8).synthesize(TEXT, Voice()) == whole()


@pytest.mark.parametrize("service", [["cut"]], indirect=True)
def test_a_line_that_is_always_cut_is_a_sentence(service) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(EngineError, match="edge voice broke off its answer"):
        edge(Watch()).synthesize(TEXT, Voice())
    assert service.count == 5


@pytest.mark.parametrize("service", [["403", "403", "speak"]], indirect=True)
def test_a_refusal_is_reported_at_once_with_the_way_out(service) -> None:  # type: ignore[no-untyped-def]
    """The package has asked a second time by then, with the service's clock."""
    with pytest.raises(
        EngineError, match=r"refuses the request \(HTTP 403\): set this machine's clock"
    ):
        edge(Watch()).synthesize(TEXT, Voice())
    assert service.count == 2


@pytest.mark.parametrize("service", [["403", "speak"]], indirect=True)
def test_a_clock_that_is_wrong_is_put_right(service) -> None:  # type: ignore[no-untyped-def]
    assert edge(Watch()).synthesize(TEXT, Voice()) == whole()


def test_no_service_is_reported_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setattr("edge_tts.communicate.WSS_URL", f"ws://127.0.0.1:{port}/edge?x=1")
    watch = Watch()
    with pytest.raises(EngineError, match="edge voice cannot be reached"):
        edge(watch).synthesize(TEXT, Voice())
    assert watch.slept == []


def test_voices_by_name_country_and_sex() -> None:
    engine = Edge()
    assert len(engine.voices()) == 32
    assert len({one.country for one in engine.voices()}) == 16
    told = engine.fingerprint(Voice("Salma"))
    assert told == engine.fingerprint(Voice("ar-EG-SalmaNeural"))
    assert told == engine.fingerprint(Voice(settings=Settings({"country": "eg"})))
    assert "Shakir" in engine.fingerprint(Voice(settings=Settings({"country": "EG", "sex": "m"})))
    for wrong in (Voice("هند"), Voice(settings=Settings({"country": "XX"})), Voice("ar+f2")):
        with pytest.raises(InputError, match="ar-EG-SalmaNeural"):
            engine.check(wrong)


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podcast.engines.edge.find_spec", lambda name: None)
    with pytest.raises(EngineError, match=r"-m pip install .*rawi\[edge\]"):
        Edge().check(Voice())
    assert not Edge().available()
