"""When an episode comes out: its hour, its second, and where it is until then."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from pathlib import Path

import fakes
import pytest
from workspace_tools import SCRIPT, Root, root_at

from podcast import checkup
from podcast.cli import summary
from podcast.errors import InputError
from podcast.pipeline import events, publication
from podcast.pipeline.catalog import listing, locate
from podcast.pipeline.report import Report
from podcast.published import load
from podcast.script.names import to_date

NOW = dt.datetime(2026, 11, 26, 12, 0, 0, tzinfo=dt.UTC)


class Clock:
    """What every command takes for now."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = NOW
        monkeypatch.setattr(publication, "time_now", lambda published, watch: self.now)
        monkeypatch.setattr(publication, "utc_now", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    fakes.install(tmp_path / "engine", monkeypatch)
    return root_at(tmp_path / "root", description="وصف", author="سلمى", email="salma@example.org",
                   category="Arts", base_url="https://example.org/p/", timezone="Africa/Cairo")  # fmt: skip


def dates(root: Root) -> dict[str, str]:
    """Title → pubDate, in the order of the feed."""
    xml = (root.audio / "feed.xml").read_text("utf-8")
    items = xml.partition("<item>")[2]
    found = re.findall(r"<title>([^<]*)</title>.*?<pubDate>([^<]*)</pubDate>", items, re.DOTALL)
    return {title: date.removesuffix(" +0000") for title, date in found}


def article(title: str, text: int, **matter: object) -> str:
    lines = [f"{key}: {value}" for key, value in matter.items()]
    front = "\n".join(["---", *lines, "---", ""]) if lines else ""
    return f"{front}# {title}\n\n{SCRIPT.replace('جملة', f'عبارة {text}')}"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-26", dt.date(2026, 11, 26)),
        ("2026-11-26 14:30", dt.datetime(2026, 11, 26, 14, 30)),
        ("2026-11-26T14:30:15Z", dt.datetime(2026, 11, 26, 14, 30, 15, tzinfo=dt.UTC)),
        ("2026-11-26 14:30 +02:00", dt.datetime.fromisoformat("2026-11-26T14:30+02:00")),
        ("2026-11-26T14:30:00.000-0530", dt.datetime.fromisoformat("2026-11-26T14:30-05:30")),
        ("٢٠٢٦-١١-٢٦ ١٤:٣٠", dt.datetime(2026, 11, 26, 14, 30)),
    ],
)
def test_an_hour_is_read(written: str, moment: dt.date) -> None:
    """With seconds and a zone, or without."""
    read = to_date(written, name="x.md")
    assert read == moment
    assert type(read) is type(moment)


@pytest.mark.parametrize(
    "hour", ["14.30", "25:00", "14:61", "2 مساء", "14:30 Cairo", "14:30+99:00"]
)
def test_an_hour_that_cannot_be_read_is_reported(hour: str) -> None:
    """It is not let go."""
    with pytest.raises(InputError, match="has no valid time of day") as caught:
        to_date(f"2026-11-26 {hour}", name="x.md", line=3)
    assert caught.value.line == 3


def test_the_hour_of_publication(root: Root, clock: Clock) -> None:
    """In the show's own zone, or in the one that is given; from YAML and from TOML."""
    root.write("a.md", article("ألف", 1, date="2026-11-25 14:30"))
    root.write("b.md", article("باء", 2, date="2026-11-25 14:30:07 +00:00"))
    root.write("c.md", f"+++\ndate = 2026-11-25T14:31:00-01:00\n+++\n{article('جيم', 3)}")
    root.write("d.md", f"+++\ndate = 2026-11-25T09:00:00\n+++\n{article('دال', 4)}")
    root.build()
    assert list(dates(root).items()) == [
        ("جيم", "Wed, 25 Nov 2026 15:31:00"),
        ("باء", "Wed, 25 Nov 2026 14:30:07"),
        ("ألف", "Wed, 25 Nov 2026 12:30:00"),
        ("دال", "Wed, 25 Nov 2026 07:00:00"),
        ("أول حلقة", "Fri, 28 Feb 2025 22:00:00"),
    ]


def test_episodes_of_one_day_keep_their_seconds(root: Root, clock: Clock) -> None:
    """In the author's order, for ever: what comes later, or is edited, moves none of them."""
    for number, name in enumerate(("2026-11-20-b.md", "2026-11-20-a.md", "u2.md", "u1.md"), 1):
        root.write(name, article(name, number, number=number))
    root.build()
    first = dates(root)
    assert list(first) == ["u1.md", "u2.md", "2026-11-20-a.md", "2026-11-20-b.md", "أول حلقة"]
    assert [date[-8:] for date in first.values()][:4] == [
        "12:00:00",
        "11:59:59",
        "22:00:01",
        "22:00:00",
    ]
    clock.now += dt.timedelta(seconds=0)
    root.write("2026-11-20-0.md", article("ثالثة", 5, number=1))
    root.write("u0.md", article("بلا تاريخ", 6))
    root.write("u1.md", article("u1.md", 4, number=4, description="وصف جديد"))
    root.build()
    second = dates(root)
    assert {title: second[title] for title in first} == first
    assert second["ثالثة"].endswith("22:00:02")
    assert second["بلا تاريخ"] > first["u1.md"]
    assert len(set(second.values())) == len(second)
    recorded = load(root.path / "script/published.toml").episodes.values()
    assert len({one.published for one in recorded}) == len(second)
    import shutil

    shutil.rmtree(root.audio)
    root.build()
    assert dates(root) == second


def told(root: Root) -> set[str]:
    return {
        one.rule for one in checkup.folder(root.audio, dt.date(2026, 11, 28)) if one.kind == "error"
    }


def heard(report: Report, capsys: pytest.CaptureFixture[str]) -> Path:
    """The file that the summary of a build tells the author to open."""
    summary.summarise(report, Path())
    (path,) = re.findall(r"listen: .*? or open (\S+)", capsys.readouterr().out)
    return Path(path)


def scheduled(root: Root) -> tuple[bool, str]:
    (row,) = [one for one in listing(root.path) if one.slug == "later"]
    return row.held, row.date


def test_a_day_that_was_moved_is_listed_before_the_build(root: Root, clock: Clock) -> None:
    root.write("later.md", article("مؤجّلة", 1, date="2026-11-28 18:00"))
    assert scheduled(root) == (True, "2026-11-28 18:00")
    root.build("later")
    root.write("later.md", article("مؤجّلة", 1, date="2026-11-30"))
    assert scheduled(root) == (True, "2026-11-30 00:00")
    root.write("later.md", article("مؤجّلة", 1, date="2026-11-02"))
    assert scheduled(root)[0] is False


def test_an_episode_that_is_out_and_gets_a_day_to_come_is_told_of(root: Root, clock: Clock) -> None:
    """A wrong year would take it from its listeners."""

    def notes() -> list[dict[str, object]]:
        found = [note for note in root.of(events.Note) if "its new date" in note.template]
        return [dict(note.fields) for note in found]

    root.write("later.md", article("حلقة", 1, date="2026-11-02"))
    root.build()
    assert not notes()
    root.write("later.md", article("حلقة", 1, date="2027-11-02"))
    root.build()
    assert notes() == [{"slug": "later"}]
    root.write("later.md", article("حلقة", 1, date="2027-11-03"))
    root.build()
    assert not notes()


def test_a_scheduled_episode_is_nowhere_until_its_day(
    root: Root, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    """No copy takes it, no page leads to it, the check passes; on its day all of it is there."""
    root.build()
    before = root.digests()
    root.write("later.md", article("مؤجّلة", 1, date="2026-11-28 18:00"))
    report = root.build("later")
    assert heard(report, capsys).is_file()
    assert [one.title for one in report.held_back] == ["مؤجّلة"]
    assert root.digests() == before
    assert told(root) == set()
    assert locate(root.path, "later").is_file()
    assert scheduled(root) == (True, "2026-11-28 18:00")
    assert root.build().made == ()
    kept = sorted((root.audio / ".held").rglob("*"))
    assert root.audio / ".held/later.mp3" in kept

    root.write("later.md", article("مؤجّلة", 2, date="2026-11-28 18:00"))
    root.build()
    root.build("later", sections=(1,))
    root.build()
    assert root.digests() == before
    clock.now = dt.datetime(2026, 11, 28, 16, 0, tzinfo=dt.UTC)
    report = root.build()
    assert report.made == ()
    assert report.held_back == ()
    assert not (root.audio / ".held").exists()
    assert next(iter(dates(root))) == "مؤجّلة"
    assert {"later.mp3", "later/01.mp3", "later/index.html", "later/feed.xml"} <= set(
        root.digests()
    )
    assert told(root) == set()
    done = root.digests()
    assert root.build().made == ()
    assert root.digests() == done


def test_an_episode_moved_into_the_future_is_taken_back(root: Root, clock: Clock) -> None:
    """And one whose script is gone leaves nothing apart."""
    root.write("other.md", article("أخرى", 1, date="2026-11-20"))
    root.build()
    root.write("other.md", article("أخرى", 1, date="2026-12-20"))
    root.build()
    assert not any("other" in name for name in root.digests())
    assert told(root) == set()
    (root.path / "script/other.md").unlink()
    root.build()
    assert not (root.audio / ".held").exists()


def test_single_sections_of_what_is_scheduled_are_not_published(root: Root, clock: Clock) -> None:
    """To be heard while writing."""
    root.build()
    before = root.digests()
    root.write("later.md", article("مؤجّلة", 1, date="2026-12-01"))
    root.build("later", sections=(1,))
    assert root.digests() == before
    assert locate(root.path, "later", 1).is_file()


def test_a_show_whose_only_episode_waits_is_complete(root: Root, clock: Clock) -> None:
    """Its feed and its page name the show's picture, so that is there; a workflow may publish it."""
    (root.path / "script/2025-03-01-first.md").rename(root.path / "script/2026-12-01-first.md")
    root.build()
    assert not dates(root)
    assert {"cover.jpg", "thumb.jpg"} <= {path.name for path in root.audio.iterdir()}
    assert told(root) == set()


def test_every_way_of_publishing_leaves_out_what_is_apart() -> None:
    """By its name, which begins with a dot."""
    from podcast import show

    texts = [show.starter_publishing(way)[1] for way in show.WAYS]
    rules = itertools.chain.from_iterable(
        re.findall(r"--exclude='?(\.\*)|--exclude '(\.\*)'", one) for one in texts
    )
    assert len([one for one in rules if any(one)]) >= 4
