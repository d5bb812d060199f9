"""Apps that people use, subscribed to a show that lives: nothing old ever becomes new to them."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fakes
import feedparser
import mutagen
import podcastparser
import pytest
from apps import App, Gpo, Newsboat, Reader, copy_of, environment
from conftest import NODE_MODULES, need_package, need_tool
from hosts import HOSTILE, Host, Month, lived
from rules import complaints
from workspace_tools import SCRIPT, root_at

from podcast import engines
from podcast.pipeline.pages import COVER

SHOWN = "a & b < c > ]]> “ج” 😀👩‍👧 مقلوب"
"""The hostile title as any app may show it: whole, but for what would turn its neighbours around."""


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Month]]:
    """The life of a show, built once."""
    folder = tmp_path_factory.mktemp("life")
    with pytest.MonkeyPatch.context() as patch:
        fakes.install(folder / "engine", patch)
        yield lived(folder)
    engines._installed.cache_clear()
    engines.load.cache_clear()


@pytest.fixture
def first(months: list[Month]) -> Iterator[str]:
    """The address of the show as first published."""
    with Host(months[0].audio).serving() as base:
        yield base


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def episodes(month: Month) -> list[str]:
    """The hashes of what is published, to compare downloads with."""
    return sorted(digest(path) for path in month.audio.glob("*.mp3"))


# Apps that keep what they have seen


@pytest.mark.parametrize("kind", [Gpo, Newsboat, Reader])
def test_nothing_old_becomes_new(
    kind: Callable[[Path], App], months: list[Month], tmp_path: Path
) -> None:
    """Built again, edited, renamed, moved, lost and restored, in pages: no episode comes twice, and a
    new one comes once. After the move the old host sends everybody on, as hosts do."""
    here = tmp_path / "audio"
    old, new = Host(here), Host(here)
    app = kind(tmp_path / "home")
    seen = {}
    with old.serving() as first, new.serving() as second:
        for month in months:
            copy_of(month.audio, here)
            old.moved_to = second if "new." in month.at else ""
            if not seen:
                app.subscribe(f"{first}feed.xml")
            seen[month.name] = app.news()
    assert seen == {month.name: month.new for month in months}
    assert len(app.titles()) == sum(month.new for month in months)


@pytest.mark.parametrize("kind", [Gpo, Newsboat, Reader])
def test_titles_arrive_whole(kind: Callable[[Path], App], first: str, tmp_path: Path) -> None:
    """Ampersands, brackets, emoji and Arabic, as written."""
    app = kind(tmp_path / "home")
    app.subscribe(f"{first}feed.xml")
    assert app.news() == 3
    assert {" ".join(title.split()) for title in app.titles()} == {
        "أول حلقة",
        SHOWN,
        "حلقة ثالثة: خاتمة",
    }


def test_gpodder_follows_the_pages(months: list[Month], tmp_path: Path) -> None:
    """Who subscribes to a feed of two episodes gets all four, by its pages."""
    app = Gpo(tmp_path / "home")
    with Host(months[-1].audio).serving() as base:
        assert len(feedparser.parse(f"{base}feed.xml").entries) == 2
        app.subscribe(f"{base}feed.xml")
        assert app.news() == 4


def test_a_preview_needs_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without base_url, what is served points at where it is served, its pages and its files too."""
    fakes.install(tmp_path / "engine", monkeypatch)
    root = root_at(tmp_path / "root")
    root.write("second.md", SCRIPT.replace("أول", "ثاني"))
    root.write(
        "show.toml", f"feed_items = 1\n{(root.path / 'script/show.toml').read_text('utf-8')}"
    )
    root.build()
    app = Gpo(tmp_path / "home")
    with Host(root.audio).serving() as base:
        read = feedparser.parse(f"{base}feed.xml")
        for link in (read.feed.link, read.feed.image.href, read.entries[0].enclosures[0].href):
            assert link.startswith(base)
        app.subscribe(f"{base}feed.xml")
        assert app.news() == 2
    assert len(app.downloads()) == 2


# Downloads


def test_gpodder_downloads_what_was_made(months: list[Month], first: str, tmp_path: Path) -> None:
    """Byte for byte."""
    app = Gpo(tmp_path / "home")
    app.subscribe(f"{first}feed.xml")
    app.news()
    assert sorted(map(digest, app.downloads())) == episodes(months[0])


def test_podboat_downloads_what_was_made(months: list[Month], first: str, tmp_path: Path) -> None:
    """newsboat queues every enclosure, podboat fetches them, byte for byte."""
    app = Newsboat(tmp_path / "home")
    app.subscribe(f"{first}feed.xml")
    app.news()
    assert sorted(map(digest, app.download(3))) == episodes(months[0])


def test_players_show_the_chapters_of_a_download(first: str, tmp_path: Path) -> None:
    """ffprobe and mpv name the chapters of what gPodder fetched, in their order, from 0 on."""
    app = Gpo(tmp_path / "home")
    app.subscribe(f"{first}feed.xml")
    app.news()
    titles = ["مقدّمة واحد", "<وسط> & واحد", "خاتمة"]
    told = [path for path in app.downloads() if "سلام" not in path.name and "hrb" in path.name]
    (path,) = told
    probe = [need_tool("ffprobe"), "-v", "error", "-show_chapters", "-of", "json", str(path)]
    found = json.loads(subprocess.run(probe, capture_output=True, check=True).stdout)["chapters"]
    assert [one["tags"]["title"] for one in found] == titles
    assert float(found[0]["start_time"]) == 0
    assert mpv_chapters(path, tmp_path / "mpv") == titles


def mpv_chapters(path: Path, home: Path) -> list[str]:
    """The chapter list as mpv has it, from a look without sound or picture."""
    said = "".join(f"${{chapter-list/{number}/title}}\\n" for number in range(3))
    command = [need_tool("mpv"), "--no-config", "--vo=null", "--ao=null", "--end=0.01"]
    done = subprocess.run(
        [*command, f"--term-playing-msg={said}", str(path)],
        env=environment(home),
        capture_output=True,
        timeout=120,
        check=True,
    )
    return [line for line in done.stdout.decode().splitlines() if "خاتمة" in line or "واحد" in line]


# What validators insist on


def test_no_validator_complains(months: list[Month]) -> None:
    """The show's feed, its pages and the feeds of single episodes, each time they are published."""
    feeds = 0
    for month in months:
        for path in month.audio.rglob("feed.xml"):
            assert complaints(month.audio, path, month.at) == [], (month.name, path)
            feeds += 1
    assert feeds == 7 * 4 + 5 + 6


def test_a_validator_sees_what_is_wrong(months: list[Month], tmp_path: Path) -> None:
    """The rules do not wave everything through: each fault planted in a feed is found."""
    audio = tmp_path / "audio"
    shutil.copytree(months[0].audio, audio)
    good = (audio / "feed.xml").read_text("utf-8")
    assert complaints(audio, audio / "feed.xml", months[0].at) == []
    faults = {
        "<language>ar": "<language>Arabic",
        " +0000</pubDate>": " GMT+2</pubDate>",
        'isPermaLink="false"': "",
        'length="': 'length="1',
        "<itunes:explicit>false": "<itunes:explicit>no",
        "<podcast:locked owner=": "<podcast:locked>maybe</podcast:locked><podcast:locked owner=",
        'rel="self"': 'rel="alternate"',
        "</channel>": "<copyright> </copyright></channel>",
        'href="https://example.org/salma"': 'href="/salma"',
    }
    for right, wrong in faults.items():
        (audio / "feed.xml").write_text(good.replace(right, wrong), "utf-8")
        assert right in good
        assert complaints(audio, audio / "feed.xml", months[0].at), wrong


# Parsers that apps are made of


@pytest.mark.parametrize("page", [0, 1, -1])
def test_feedparser_has_nothing_to_complain_of(months: list[Month], page: int) -> None:
    """The feed, its newest state, and each page of it."""
    for path in sorted(months[page].audio.rglob("feed.xml")):
        read = feedparser.parse(path.read_bytes())
        assert not read.bozo, (path, read.bozo_exception)
        assert read.version == "rss20"
        assert read.entries


def test_podcastparser_finds_the_next_page(months: list[Month]) -> None:
    """The parser of gPodder: episodes, chapters, and where older episodes are."""
    with (months[-1].audio / "feed.xml").open("rb") as stream:
        read = podcastparser.parse("https://new.example/other/feed.xml", stream)
    assert len(read["episodes"]) == 2
    assert [len(one["chapters"]) for one in read["episodes"]] == [3, 3]
    assert read["paged_feed_next"] == "https://new.example/other/feed/1/feed.xml"


PARTYTIME = """
const { parseFeed } = require(process.argv[1] + "/podcast-partytime");
const feed = parseFeed(require("fs").readFileSync(0, "utf8"), { allowMissingGuid: false });
process.stdout.write(JSON.stringify(feed));
"""


def partytime(xml: bytes) -> dict[str, Any]:
    """A feed as the parser of Podcast Index sees it."""
    need_package("podcast-partytime")
    node = [need_tool("node"), "-e", PARTYTIME, str(NODE_MODULES)]
    done = subprocess.run(node, input=xml, capture_output=True, check=True, timeout=120)
    return dict(json.loads(done.stdout))


def test_podcast_index_reads_the_show(months: list[Month]) -> None:
    """Podcasting 2.0 tags of the channel, as their index takes them."""
    read = partytime((months[0].audio / "feed.xml").read_bytes())
    assert read["title"] == "برنامج & تجربة"
    assert (read["itunesType"], read["locked"], read["medium"]) == ("serial", True, "podcast")
    assert read["podcastFunding"] == [
        {"message": "ادعمنا & شكرًا", "url": "https://example.org/%D8%AF%D8%B9%D9%85"}
    ]
    assert read["podcastPeople"] == [
        {
            "name": "سلمى الخطيب",
            "role": "Host",
            "group": "Cast",
            "href": "https://example.org/salma",
        }
    ]
    assert read["license"]["identifier"] == "cc-by-4.0"


def test_podcast_index_reads_the_episodes(months: list[Month]) -> None:
    """None is left out; chapters, transcripts, people, seasons and soundbites arrive."""
    newest, hostile, oldest = partytime((months[0].audio / "feed.xml").read_bytes())["items"]
    assert hostile["title"] == SHOWN
    for item in (newest, hostile, oldest):
        assert item["podcastChapters"]["type"] == "application/json+chapters"
        assert len(item["podcastTranscripts"]) == 2
    assert newest["itunesEpisodeType"] == "bonus"
    assert newest["podcastSeason"] == {"number": 2, "name": "العام الثاني"}
    assert newest["podcastPeople"] == [
        {
            "name": "كريم منصور",
            "role": "Writer",
            "group": "Writing",
            "href": "https://example.org/karim",
        }
    ]
    assert newest["podcastSoundbites"] == [{"startTime": 1, "duration": 2.5, "title": "أوّل الكلام"}]


def test_no_title_turns_an_apps_list_around(months: list[Month]) -> None:
    """Neither in the feed nor in the tags and chapters of the files."""
    audio = months[0].audio
    texts = [path.read_text("utf-8") for path in audio.rglob("chapters.json")]
    texts.append((audio / "feed.xml").read_text("utf-8"))
    texts += [str(mutagen.File(path).tags.pprint()) for path in audio.rglob("*.mp3")]
    assert len(texts) == 3 + 1 + 3 + 9
    assert not any("\u202e" in text for text in texts)


def test_everything_of_the_show_is_ascii_on_the_wire(months: list[Month]) -> None:
    """Paths of files, whatever the scripts are called; the picture is there."""
    for month in months:
        assert (month.audio / COVER).is_file()
        for path in month.audio.rglob("*"):
            assert path.relative_to(month.audio).as_posix().isascii()
    assert not HOSTILE.isascii()
