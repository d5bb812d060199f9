"""What accompanies the sound in a real build, reopened by third-party tools: pictures, pages, texts."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import fakes
import page_tools
import pytest
from conftest import need_package, need_tool
from page_tools import Told, words
from PIL import Image
from workspace_tools import SCRIPT, Root, root_at

from podcast.errors import InputError, PodcastError
from podcast.pipeline.events import Note

BASE = "https://example.org/show/"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        fakes.install(tmp_path_factory.mktemp("voice"), patch)
        yield


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory, voice: None) -> Root:
    """A show of two episodes whose address is known."""
    return page_tools.published(tmp_path_factory.mktemp("show"), base_url=BASE)


@pytest.fixture(scope="module")
def talk(show: Root) -> Told:
    return page_tools.told(show, "talk")


@pytest.fixture
def fresh(tmp_path: Path, voice: None) -> Root:
    """A root of one short episode, not built yet."""
    return root_at(tmp_path)


def ffprobe(path: Path, *wanted: str) -> dict[str, list[dict[str, str]]]:
    command = [need_tool("ffprobe"), "-v", "error", "-of", "json", *wanted, str(path)]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def picture_in(path: Path) -> bytes:
    """The picture of an MP3's tags, as ffmpeg takes it out."""
    command = [need_tool("ffmpeg"), "-v", "error", "-i", str(path), "-map", "0:v", "-c", "copy"]
    done = subprocess.run([*command, "-f", "mjpeg", "-"], capture_output=True, check=True)
    return done.stdout


def own_picture(root: Root, name: str = "mine.png", mode: str = "RGB", side: int = 1400) -> Path:
    path = root.path / "script" / name
    colour = {"RGB": (200, 30, 30), "RGBA": (200, 30, 30, 90), "CMYK": (9, 200, 200, 9)}[mode]
    Image.new(mode, (side, side), colour).save(path)
    return path


# --- pictures --------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["talk", "hostile"])
def test_each_episode_has_a_picture_of_its_own(show: Root, slug: str) -> None:
    """Of the size directories want, in the feed and on the page; the same small one in all its MP3s."""
    path = show.audio / slug / "cover.jpg"
    image = Image.open(path)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1400, 1400))
    assert path.read_bytes() != (show.audio / "cover.jpg").read_bytes()
    address = f"{BASE}{slug}/cover.jpg"
    page = (show.audio / slug / "index.html").read_text("utf-8")
    assert f'<meta property="og:image" content="{address}">' in page
    assert f'<img src="../{slug}/thumb.jpg"' in page
    thumb = Image.open(show.audio / slug / "thumb.jpg")
    assert thumb.size == (512, 512)
    assert (show.audio / slug / "thumb.jpg").stat().st_size < 70_000
    items = ElementTree.parse(show.audio / "feed.xml").iter("item")
    assert address in [item.find(f"{ITUNES}image").get("href") for item in items]
    pictures = {picture_in(one) for one in (show.audio / slug).glob("*.mp3")}
    pictures.add(picture_in(show.audio / f"{slug}.mp3"))
    (embedded,) = pictures
    assert Image.open(io.BytesIO(embedded)).size == (700, 700)
    assert len(embedded) < 100_000


def test_the_shows_page_and_feed_keep_the_shows_picture(show: Root) -> None:
    page = (show.audio / "index.html").read_text("utf-8")
    assert f'<meta property="og:image" content="{BASE}cover.jpg">' in page
    channel = ElementTree.parse(show.audio / "feed.xml").find("channel")
    assert channel.find(f"{ITUNES}image").get("href") == f"{BASE}cover.jpg"
    serial = ElementTree.parse(show.audio / "talk/feed.xml").find("channel")
    assert serial.find(f"{ITUNES}image").get("href") == f"{BASE}talk/cover.jpg"


def test_a_picture_is_drawn_once(fresh: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """A corrected sentence draws nothing; a new title draws the episode's and not the show's."""
    from podcast import cover

    drawn: list[str] = []
    draw = cover.draw
    monkeypatch.setattr(cover, "draw", lambda *a, **k: [drawn.append(a[0]), draw(*a, **k)][1])
    fresh.build()
    assert drawn == ["برنامج", "أول حلقة"]
    drawn.clear()
    fresh.write("2025-03-01-first.md", SCRIPT.replace("ثانية", "أخرى"))
    fresh.build()
    fresh.build(force=True)
    assert drawn == []
    fresh.write("2025-03-01-first.md", SCRIPT.replace("أول حلقة", "عنوان جديد"))
    fresh.build()
    assert drawn == ["عنوان جديد"]


def test_a_deleted_picture_is_back_after_a_build(fresh: Root) -> None:
    """The show's and an episode's, with the same bytes."""
    fresh.build()
    before = fresh.digests()
    for name in ("cover.jpg", "first/cover.jpg"):
        (fresh.audio / name).unlink()
        fresh.build()
        assert fresh.digests() == before


def test_over_the_authors_picture_nothing_is_drawn(fresh: Root) -> None:
    """It is used for every episode, in the feed and in the tags; the page names no other."""
    own_picture(fresh)
    settings = (fresh.path / "script/show.toml").read_text("utf-8")
    fresh.write("show.toml", f'cover = "mine.png"\n{settings}')
    fresh.build()
    assert not (fresh.audio / "first/cover.jpg").exists()
    red, green, _ = Image.open(io.BytesIO(picture_in(fresh.audio / "first.mp3"))).getpixel((9, 9))
    assert red > 180 > 60 > green
    page = (fresh.audio / "first/index.html").read_text("utf-8")
    assert '<img src="../thumb.jpg"' in page


def test_an_episodes_own_picture_wins_and_leaves_with_its_line(fresh: Root) -> None:
    """What the front matter names is what apps show; without it the drawn one is back."""
    own_picture(fresh)
    fresh.write("2025-03-01-first.md", f"---\nimage: mine.png\n---\n\n{SCRIPT}")
    fresh.build()
    path = fresh.audio / "first/cover.jpg"
    assert Image.open(path).getpixel((700, 700))[0] > 180
    fresh.write("2025-03-01-first.md", SCRIPT)
    fresh.build()
    assert Image.open(path).getpixel((3, 3))[0] < 120


def test_a_picture_on_the_web_is_not_fetched(fresh: Root) -> None:
    """Its address goes into the feed; page and tags, which must not lean on a host, have the show's."""
    fresh.write("2025-03-01-first.md", f"---\nimage: https://e.org/a.jpg\n---\n\n{SCRIPT}")
    fresh.build()
    item = next(ElementTree.parse(fresh.audio / "feed.xml").iter("item"))
    assert item.find(f"{ITUNES}image").get("href") == "https://e.org/a.jpg"
    assert '<img src="../thumb.jpg"' in (fresh.audio / "first/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "mode", "side", "said"),
    [
        ("mine.png", "RGBA", 1400, "laid on white"),
        ("mine.jpg", "CMYK", 1400, "from CMYK to RGB"),
        ("mine.jpg", "RGB", 3100, "scaled down from 3100"),
    ],
)
def test_what_was_done_to_a_picture_is_said(
    fresh: Root, name: str, mode: str, side: int, said: str
) -> None:
    """Once, with the file; what is published is what apps take."""
    own_picture(fresh, name, mode, side)
    settings = (fresh.path / "script/show.toml").read_text("utf-8")
    fresh.write("show.toml", f'cover = "{name}"\n{settings}')
    fresh.build()
    notes = [one.template.format(**dict(one.fields)) for one in fresh.of(Note)]
    assert [said in one and f"script/{name}: " in one for one in notes] == [True]
    image = Image.open(fresh.audio / "cover.jpg")
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert 1400 <= image.width <= 3000


@pytest.mark.parametrize("place", ["cover", "image"])
def test_a_picture_that_is_not_there_is_reported_with_the_way_out(fresh: Root, place: str) -> None:
    """The show's before anything is made, an episode's with the episode."""
    if place == "cover":
        settings = (fresh.path / "script/show.toml").read_text("utf-8")
        fresh.write("show.toml", f'cover = "no.png"\n{settings}')
        with pytest.raises(InputError) as caught:
            fresh.build()
        error: PodcastError = caught.value
    else:
        fresh.write("2025-03-01-first.md", f"---\nimage: no.png\n---\n\n{SCRIPT}")
        (error,) = fresh.build().failed
    assert error.file == "script/no.png"
    assert f"remove `{place}`" in str(error)


# --- pages -----------------------------------------------------------------------------------------


def test_the_pages_are_valid(show: Root, tmp_path: Path) -> None:
    """vnu, the validator of the W3C, says nothing of any page, of the empty one, or of the style."""
    jar = need_package("vnu-jar") / "build/dist/vnu.jar"
    empty = tmp_path / "index.html"
    from podcast import page
    from podcast.model import Show

    empty.write_text(page.show_page(Show("فارغ"), [], feed_url="", cover=""), "utf-8")
    style = tmp_path / "page.css"
    style.write_text(page.packaged()["page.css"], "utf-8")
    many = tmp_path / "many.html"
    episodes = page_tools.many_episodes()
    many.write_text(page.show_page(Show("كثير"), episodes, feed_url=f"{BASE}feed.xml"), "utf-8")
    written = tmp_path / "written.html"
    episode, sections = page_tools.written()
    html = page.episode_page(Show("كلّ شيء"), episode, feed_url="", sections=sections)
    written.write_text(page.beside(html, episode, episode), "utf-8")
    paths = [empty, many, written, style, *show.audio.rglob("*.html")]
    assert len(paths) == 9
    short = [
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xss4m",
    ]  # half the time for so short a run
    done = subprocess.run(
        [
            need_tool("java"),
            *short,
            "-jar",
            str(jar),
            "--also-check-css",
            "--stdout",
            *map(str, paths),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout + done.stderr == ""


def test_pages_lead_to_their_neighbours(tmp_path: Path, voice: None) -> None:
    """By day, at both ends one; an episode that comes, goes or is renamed is told on the pages beside it.

    And a build that finds nothing new touches nothing.
    """
    root = root_at(tmp_path)
    for day, name in ((2, "second"), (3, "third")):
        root.write(f"2025-03-0{day}-{name}.md", SCRIPT.replace("أول حلقة", f"حلقة {name}"))
    root.build()
    assert ways(root, "first") == {"next": "../second/index.html"}
    assert ways(root, "second") == {"prev": "../first/index.html", "next": "../third/index.html"}
    assert ways(root, "third") == {"prev": "../second/index.html"}
    assert "حلقة third" in (root.audio / "second/index.html").read_text("utf-8")
    assert not root.build().made
    whole = root.digests()
    assert root.build("second", force=True).made == ("second",)
    assert root.digests() == whole
    (root.path / "script/2025-03-02-second.md").unlink()
    root.build()
    assert ways(root, "first") == {"next": "../third/index.html"}
    assert ways(root, "third") == {"prev": "../first/index.html"}
    lines = (root.audio / "playlist.m3u8").read_text("utf-8").split("\n")
    assert lines[2].endswith(",حلقة third")
    assert lines[3::2] == ["third.mp3", "first.mp3"]


def ways(root: Root, slug: str) -> dict[str, str]:
    """Where an episode's page leads to: {"prev": …, "next": …}."""
    text = (root.audio / slug / "index.html").read_text("utf-8")
    return dict(re.findall(r'rel="(prev|next)" href="([^"]+)"', text))


def test_what_the_author_links_to_is_on_the_page(fresh: Root) -> None:
    """Links, lists and quotations are as in the script, with the sentences in them; sources at the end."""
    fresh.write(
        "2025-03-01-first.md",
        "# أول حلقة\n\n## الباب\n\nقالت [لوموند](https://www.lemonde.fr/a?b=1&c=2) إنّها **أولى**.\n\n"
        "- واحد.\n- اثنان.\n\n> قول مأثور.\n\n| اسم | عام |\n|---|---|\n| نموذج | 2024 |\n",
    )
    fresh.build()
    text = (fresh.audio / "first/index.html").read_text("utf-8")
    assert 'href="https://www.lemonde.fr/a?b=1&amp;c=2" rel="noopener">لوموند</a>' in text
    assert "<strong>أولى</strong>" in text
    assert re.search(r"<ul>\s*<li><span class=\"line\"[^>]*>واحد\.</span></li>", text)
    assert re.search(r"<blockquote>\s*<p><span class=\"line\"[^>]*>قول مأثور\.</span></p>", text)
    assert re.search(r"<th scope=\"col\">(<span[^>]*>)?اسم", text)
    assert 'id="sources"' in text
    cues = page_tools.told(fresh, "first").cues
    starts = [float(one) for one in re.findall(r'class="line" data-start="([\d.]+)"', text)]
    for start, _, said in cues:
        assert start in starts, said


def test_replaced_templates_hold_in_a_build(fresh: Root) -> None:
    """One at a time, the others stay; a broken one is reported with its line, and nothing is half published."""
    fresh.build()
    fresh.write("page.css", "body { color: rebeccapurple; }")
    fresh.build()
    style = (fresh.audio / "assets/page.css").read_text("utf-8")
    assert "rebeccapurple" in style
    assert "clip-path" not in style
    version = re.search(r"page\.css\?v=(\w+)", (fresh.audio / "index.html").read_text("utf-8"))
    assert version
    for path in (fresh.audio / "index.html", fresh.audio / "first/index.html"):
        text = path.read_text("utf-8")
        assert version[0] in text
        assert 'id="subscribe"' in text
    before = (fresh.audio / "first/index.html").read_text("utf-8")
    fresh.write("episode.html.j2", "{{ page.head.title }}\n{{ page.nothing }}")
    (error,) = fresh.build().failed
    assert (error.file, error.line) == ("script/episode.html.j2", 2)
    assert (fresh.audio / "first/index.html").read_text("utf-8") == before


# --- texts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["vtt", "srt"])
@pytest.mark.parametrize("slug", ["talk", "hostile"])
def test_transcripts_are_read_by_ffmpeg(show: Root, slug: str, kind: str) -> None:
    """Every cue, at its time to the millisecond, of two lines at most, without a name before a colon."""
    path = show.audio / slug / f"transcript.{kind}"
    packets = ffprobe(path, "-show_entries", "packet=pts_time,duration_time")["packets"]
    times = [
        (float(one["pts_time"]), float(one["pts_time"]) + float(one["duration_time"]))
        for one in packets
    ]
    expected = [(start, end) for start, end, _ in page_tools.told(show, slug).cues]
    assert len(times) == len(expected)
    assert [end for pair in times for end in pair] == pytest.approx(
        [end for pair in expected for end in pair], abs=0.0005
    )
    for block in path.read_text("utf-8").strip().split("\n\n"):
        rows = block.partition(" --> ")[2].split("\n")[1:]
        assert len(rows) <= 2
        assert not any(": " in row or row.endswith(":") for row in rows)


def test_no_word_is_lost_from_page_to_subtitles(show: Root, talk: Told) -> None:
    """What the author wrote, the page shows and the subtitles tell."""
    said = words(" ".join(text for _, _, text in talk.cues))
    for sentence in page_tools.SENTENCES:
        assert sentence in said
    srt = (show.audio / "talk/transcript.srt").read_text("utf-8")
    assert words(srt).count("هذه هي الجملة رقم") == 30


def test_chapters_link_to_the_page(show: Root) -> None:
    """Version 1.2, with the episode's page as it is published."""
    read = json.loads((show.audio / "talk/chapters.json").read_text("utf-8"))
    assert (read["version"], read["title"]) == ("1.2.0", "حلقة فيها كلام كثير")
    assert (read["podcastName"], read["author"]) == ("برنامج", "سلمى الخطيب")
    links = [one["url"] for one in read["chapters"]]
    assert links == [f"{BASE}talk/#section-{number}" for number in (1, 2, 3)]


def test_a_player_opens_the_list_of_sections(show: Root, talk: Told) -> None:
    """mpv plays each in turn, by its title."""
    command = [
        need_tool("mpv"), "--no-config", "--ao=null", "--no-video", "--untimed", "--length=0.05",
        "--term-playing-msg=>${playlist-pos-1}/${playlist-count} ${media-title}",
    ]  # fmt: skip
    for slug in ("talk", "hostile"):
        chapters = page_tools.told(show, slug).chapters
        done = subprocess.run(
            [*command, str(show.audio / slug / "playlist.m3u8")],
            capture_output=True,
            encoding="utf-8",
            check=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        played = [line[1:] for line in done.stdout.splitlines() if line.startswith(">")]
        count = len(chapters)
        assert len(played) == count
        if slug == "talk":
            assert played == [
                f"{at}/{count} {title}" for at, (_, _, title) in enumerate(talk.chapters, 1)
            ]


def test_a_section_alone_says_what_it_is(show: Root, talk: Told) -> None:
    """Title, place in its episode, episode as album, show's author, and the picture, read by ffprobe."""
    for number, (start, end, title) in enumerate(talk.chapters, 1):
        wanted = "format=duration:format_tags:stream=codec_name,width,height"
        read = ffprobe(show.audio / f"talk/{number:02}.mp3", "-show_entries", wanted)
        tags = read["format"]["tags"]
        assert (tags["title"], tags["track"]) == (title, f"{number}/3")
        assert (tags["album"], tags["artist"]) == ("حلقة فيها كلام كثير", "سلمى الخطيب")
        assert [one["codec_name"] for one in read["streams"]] == ["mp3", "mjpeg"]
        assert read["streams"][1]["width"] == 700
        assert float(read["format"]["duration"]) == pytest.approx(end - start, abs=0.06)
