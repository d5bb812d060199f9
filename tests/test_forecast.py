"""`podcast build --dry-run`: what a build would do, shown before anything is spent."""

from __future__ import annotations

import json
from pathlib import Path

import fakes
import pytest
from click.testing import CliRunner
from workspace_tools import Root, root_at

from podcast import cli
from podcast.pipeline import events
from podcast.pipeline import forecast as module
from podcast.pipeline.forecast import Expected, Forecast, Work, forecast
from podcast.pipeline.freshness import Options

FILES = ("feed.xml", ".state.json")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    fakes.install(tmp_path / "engine", monkeypatch)
    return root_at(tmp_path / "root")


def test_it_tells_what_the_build_then_does_and_writes_nothing(root: Root) -> None:
    """New, unchanged, and with one section edited: the same sections as are voiced."""
    first = forecast(root.path, Options())
    assert [(one.slug, one.is_new, one.to_voice) for one in first.expected] == [("first", True, 3)]
    assert not (root.path / "script/published.toml").exists()
    assert not any((root.audio / name).exists() for name in FILES)
    root.build()
    assert forecast(root.path, Options()).expected == ()
    assert forecast(root.path, Options()).fresh == ("first",)
    path = root.path / "script/2025-03-01-first.md"
    path.write_text(path.read_text("utf-8").replace("جملة واحدة", "جملة أخرى"), encoding="utf-8")
    before = root.digests()
    told = forecast(root.path, Options()).expected
    assert root.digests() == before
    root.build()
    done = root.of(events.EpisodeDone)
    assert [(one.sections, one.to_voice) for one in told] == [(3, 1)]
    assert [(one.voiced, one.reused) for one in done] == [(1, 2)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("engine", "left"), [("tones", 0.5), ("espeak", 0.7)])
def test_after_an_edit_only_the_new_sentence_is_counted(
    root: Root, engine: str, left: float
) -> None:
    """Of voices whose clips are kept, and of the offline one, of whose sound the passages are."""
    root.write("2025-03-01-first.md", "# حلقة\n\n" + "هذه جملة من جمل كثيرة هنا. " * 9)
    asked = Options(engine=engine)
    whole = forecast(root.path, asked).work[0].seconds
    root.build(engine=engine)
    root.write("2025-03-01-first.md", "# حلقة\n\nجملة جديدة. " + "هذه جملة من جمل كثيرة هنا. " * 9)
    assert 0 < forecast(root.path, asked).work[0].seconds < left * whole


@pytest.mark.parametrize(
    ("price", "told"), [("", None), ("price = 15", 15.0), ("price = 0.6", 0.6)]
)
def test_the_forecast_gives_requests_characters_and_price_of_a_service(
    root: Root, monkeypatch: pytest.MonkeyPatch, price: str, told: float | None
) -> None:
    """Of a server whose price is known, and of one whose is not; nothing is sent."""
    from podcast.engines import load

    monkeypatch.setenv("OPENAI_API_KEY", "x")
    monkeypatch.setattr(type(load("openai")), "check", lambda self, voice: None)
    root.write("show.toml", f'title = "برنامج"\nengine = "openai"\n[engines.openai]\n{price}\n')
    work = forecast(root.path, Options()).work
    assert [one.engine for one in work] == ["openai"]
    assert 3 <= work[0].requests <= 12
    assert work[0].characters > 80
    expected = None if told is None else work[0].characters * told / 1_000_000
    assert work[0].price == (expected if expected is None else pytest.approx(expected))


def test_the_forecast_names_the_voice_asked_for(root: Root) -> None:
    asked = Options(voice="espeak")
    assert [one.engine for one in forecast(root.path, asked).expected] == ["espeak"]


def test_what_cannot_be_read_is_reported_and_is_no_success(root: Root) -> None:
    root.write("2025-03-02-broken.md", "---\nslug: [\n---\n")
    done = CliRunner().invoke(
        cli.podcast, ["-C", str(root.path), "build", "--dry-run", "--json"], standalone_mode=False
    )
    assert done.return_value == 2
    record = json.loads(done.stdout)
    assert [one["slug"] for one in record["episodes"]] == ["first"]
    assert len(record["failed"]) == 1


def test_a_build_tells_programs_what_it_did(root: Root) -> None:
    done = CliRunner().invoke(cli.podcast, ["-C", str(root.path), "build", "--json", "-q"])
    record = json.loads(done.stdout)
    assert record["made"] == ["first"]
    assert record["duration_ms"] > 0


@pytest.mark.parametrize(
    ("engine", "work", "processors", "waiting"),
    [
        ("espeak", 20.0, 1, 20.0),
        ("espeak", 20.0, 4, 5.0),
        ("espeak", 0.4, 4, 0.4),  # too little to be shared
        ("gtts", 20.0, 4, 20.0),  # the service's time is its own
    ],
)
def test_the_time_is_that_of_as_many_processors_as_the_work_is_worth(
    engine: str, work: float, processors: int, waiting: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "processors", lambda: processors)
    one = Expected("a", "", engine, 2, 2, 1000, True, (Work(engine, seconds=work),))
    told = Forecast((one, one), (), ()).seconds
    assert told == pytest.approx(module.START + 2 * module.EPISODE + 2 * waiting, rel=0.05)
    assert Forecast((), ("a",), ()).seconds == 0
