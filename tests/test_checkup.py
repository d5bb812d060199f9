"""The check before publishing: a good podcast passes without a word, each sabotage of it is found by name."""

from __future__ import annotations

import ast
import datetime as dt
import hashlib
import io
import json
import math
import re
import socket
import ssl
import struct
import subprocess
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote

import lameenc
import numpy as np
import pytest
import soundfile
from conftest import need_tool
from hypothesis import given
from hypothesis import strategies as st

from podcast import checkup, feed, mp3, timeline
from podcast.checkup import Reply
from podcast.checkup.channel import check_weight, open_feed
from podcast.checkup.chapters import check_marks, json_marks
from podcast.checkup.cues import check_cues
from podcast.checkup.files import seconds_of
from podcast.checkup.findings import _rules
from podcast.checkup.htmlpage import read_page, target
from podcast.checkup.id3 import ChapterFrame, Tag, read_tag
from podcast.checkup.images import read_picture
from podcast.checkup.links import path_of
from podcast.checkup.mpeg import check_sound, read_sound
from podcast.checkup.tags import check_tag
from podcast.model import Episode, SectionFile, Show, Span, Take
from podcast.sound.meter import levels

TEMPLATE = (Path(__file__).parent.parent / "feed.xml.j2").read_text("utf-8")
BASE = "https://example.org/audio/"
TODAY = dt.date(2025, 4, 1)
DAYS = {
    "first": dt.datetime(2025, 3, 3, tzinfo=dt.UTC),
    "second": dt.datetime(2025, 3, 4, tzinfo=dt.UTC),
}
TITLES = ("مقدّمة", "من البداية", "خاتمة")
CATEGORIES = {"Education": ("Courses", "How To"), "History": ()}
SHOW = Show(
    title="راوٍ",
    description="مقالاتٌ تُسمع",
    author="سلمى الخطيب",
    email="salma@example.org",
    category=("Education", "How To"),
    link="https://example.org/about",
    base_url=BASE,
)
GUID = "9b024349-ccf0-5f69-a609-6b82873eab3c"


def png(width: int = 1400, height: int = 1400, colour: int = 2) -> bytes:
    """A black picture."""
    row = b"\x00" + bytes(width * {0: 1, 2: 3, 6: 4}[colour])
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0),
        b"IDAT": zlib.compress(row * height, 1),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks.items()
    )


def jpeg(width: int, height: int, colours: int = 3) -> bytes:
    """As much of a JPEG as tells its size."""
    size = struct.pack(">BHHB", 8, height, width, colours) + bytes(3 * colours)
    head = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0" + struct.pack(">H", 2 + len(size))
    return head + size + b"\xff\xd9"


def frames(seconds: float, kbits: int = 96, rate: int = 44_100) -> bytes:
    """Bare frames of silence at a constant rate."""
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_bit_rate(kbits)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(bytes(int(seconds * rate) * 2)) + encoder.flush())


PARTS = [frames(seconds) for seconds in (1.0, 1.5, 0.7)]


def lay(slug: str, audio: Path) -> Episode:
    """One episode with all of its files, made by the rooms that make them."""
    takes = [
        Take(title, mp3.count_frames(part), ("كلامٌ أوّل.", "ثانٍ."),
             (Span(1000, 9000), Span(10_000, 20_000)), ("sentence", "sentence"))
        for title, part in zip(TITLES, PARTS, strict=True)
    ]  # fmt: skip
    line = timeline.lay(takes)
    (audio / slug).mkdir(parents=True)
    sections = []
    for chapter, part in zip(line.chapters, PARTS, strict=True):
        path = f"{slug}/{chapter.number:02}.mp3"
        size = save(audio / path, [part], mp3.Tags(chapter.title))
        length = chapter.end_ms - chapter.start_ms
        sections.append(SectionFile(chapter.number, chapter.title, path, size, length))
    size = save(audio / f"{slug}.mp3", PARTS, mp3.Tags(slug, chapters=line.chapters))
    (audio / slug / "chapters.json").write_text(timeline.chapters_json(line), "utf-8")
    (audio / slug / "transcript.vtt").write_text(timeline.vtt(line), "utf-8")
    (audio / slug / "transcript.srt").write_text(timeline.srt(line), "utf-8")
    return Episode(
        slug=slug, title=f"حلقة {slug}", guid=f"guid-{slug}", published=DAYS[slug], path=f"{slug}.mp3",
        size=size, duration_ms=line.duration_ms, chapters=line.chapters, sections=tuple(sections),
    )  # fmt: skip


def save(path: Path, parts: list[bytes], tags: mp3.Tags) -> int:
    with path.open("wb") as out:
        return mp3.write(out, parts, tags)


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A good podcast of two episodes, as paths and bytes."""
    audio = tmp_path_factory.mktemp("audio")
    (audio / "cover.jpg").write_bytes(jpeg(1400, 1400))
    episodes = [lay(slug, audio) for slug in DAYS]
    about: dict[str, Any] = {"guid": GUID, "base_url": BASE}
    text = feed.render(SHOW, episodes, TEMPLATE, feed_url=BASE + "feed.xml", **about)
    (audio / "feed.xml").write_text(text, "utf-8")
    for one in episodes:
        at = f"{one.slug}/feed.xml"
        inner = feed.render_sections(SHOW, one, TEMPLATE, feed_url=BASE + at, **about)
        (audio / at).write_text(inner, "utf-8")
    files = [path for path in audio.rglob("*") if path.is_file()]
    return {path.relative_to(audio).as_posix(): path.read_bytes() for path in files}


SECTIONS = {
    f"{slug}/{name}" for slug in DAYS for name in ("feed.xml", "01.mp3", "02.mp3", "03.mp3")
}


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def check(folder: Path, **how: Any) -> tuple[checkup.Finding, ...]:
    return checkup.folder(folder, TODAY, categories=CATEGORIES, **how)


def test_a_good_podcast_passes(master: dict[str, bytes], tmp_path: Path) -> None:
    """What the program makes has no finding; dot folders are ignored."""
    put(tmp_path, master)
    put(tmp_path, {".state.json": b"{", ".clips/feed.xml": b"<rss"})
    assert check(tmp_path, measure=lambda _: checkup.Levels(-16.4, -1.5)) == ()


def swap(old: str | bytes, new: str | bytes, count: int = 1) -> Callable[[bytes], bytes]:
    """A change of text that must be there."""
    before, after = (one.encode() if isinstance(one, str) else one for one in (old, new))

    def change(data: bytes) -> bytes:
        assert before in data
        return data.replace(before, after, count)

    return change


def resub(pattern: str, new: str, count: int = 1) -> Callable[[bytes], bytes]:
    """A change by pattern that must match."""

    def change(data: bytes) -> bytes:
        text, times = re.subn(pattern, new, data.decode(), count=count, flags=re.DOTALL)
        assert times
        return text.encode()

    return change


def gone(tag: str) -> Callable[[bytes], bytes]:
    """Without the first element of a name."""
    return resub(rf"\s*<{tag}(?: [^>]*)?(?:/>|>.*?</{tag}>)", "")


def inside(element: str) -> Callable[[bytes], bytes]:
    """With one more element in the first episode."""
    return swap("<item>", f"<item>{element}")


def after_self(element: str) -> Callable[[bytes], bytes]:
    """With one more element in the channel."""
    return resub(r"(<atom:link[^>]*/>)", rf"\1{element}")


MAIN = "feed.xml"
NOTES = "(?<=<content:encoded>)[^<]*"
FEED_SABOTAGES: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("feed-broken", swap("<title>", "<title>a & b ")),
    ("feed-broken", lambda data: data[: len(data) // 2]),
    ("feed-broken", swap("<title>", "<title>\x08")),
    ("feed-blank", lambda data: b"\n" + data),
    ("feed-blank", lambda data: b"  \r\n" + data),
    ("feed-foreign", lambda _: b"<html><body/></html>"),
    ("feed-foreign", lambda _: b'<rss version="2.0"/>'),
    ("tag-missing", gone("title")),
    ("tag-missing", resub("<description>.*?</description>", "<description> </description>")),
    ("tag-missing", gone("language")),
    ("tag-missing", gone("link")),
    ("tag-missing", gone("itunes:explicit")),
    ("tag-missing", gone("itunes:image")),
    ("tag-missing", resub(r"<itunes:category .*</itunes:category>", "")),
    ("tag-advised", gone("itunes:author")),
    ("tag-advised", gone("itunes:owner")),
    ("tag-advised", gone("podcast:guid")),
    ("tag-advised", gone("podcast:locked")),
    ("address", swap('enclosure url="https://example.org', 'enclosure url="')),
    ("address", swap('url="https://example.org/audio/second.mp3"', 'url="https://example.org/audio/ثان.mp3"')),
    ("address", swap("https://example.org/about", "example.org")),
    ("address", swap("https://example.org/about", "https://[")),
    ("language", swap("<language>ar<", "<language>xx<")),
    ("language", swap("<language>ar<", "<language>Arabic (العربية)<")),
    ("category", swap('text="Education"', 'text="Learning"')),
    ("category", swap('text="How To"', 'text="Physics"')),
    ("explicit", swap("<itunes:explicit>false", "<itunes:explicit>no")),
    ("explicit", resub(r"(.*)<itunes:explicit>false", r"\1<itunes:explicit>لا")),
    ("show-guid", swap(GUID, "not-a-uuid")),
    ("long", resub("(<item>.*?<description>).*?<", r"\1" + "ك" * 2001 + "<")),
    ("long", resub("<description>.*?<", "<description>" + "a" * 4001 + "<")),
    ("long", resub("<content:encoded>.*?<", "<content:encoded>" + "a" * 4001 + "<")),
    ("item-title", resub("(<item>.*?<title>).*?<", r"\1<")),
    ("enclosure-missing", gone("enclosure")),
    ("enclosure-many", resub("(<enclosure[^>]*/>)", r"\1\1")),
    ("notes-live", swap("<content:encoded>", "<content:encoded>&lt;script&gt;x()&lt;/script&gt;")),
    ("notes-live", swap("<content:encoded>", "<content:encoded>&lt;img src=x onerror=x()&gt;")),
    ("notes-live", swap("<content:encoded>", '<content:encoded>&lt;a href="javascript:x()"&gt;x&lt;/a&gt;')),
    ("notes-live", swap("<content:encoded>", "<content:encoded>&lt;a href='java&amp;#10;script:x'&gt;")),
    ("notes-unbalanced", swap("<content:encoded>", "<content:encoded>&lt;p&gt;&lt;b&gt;x&lt;/p&gt;")),
    ("notes-unbalanced", swap("</content:encoded>", "&lt;ul&gt;&lt;li&gt;x&lt;/li&gt;</content:encoded>")),
    ("notes-unbalanced", swap("</content:encoded>", "&lt;/p&gt;</content:encoded>")),
    ("notes-remote", swap("<content:encoded>", '<content:encoded>&lt;img src="https://cdn.example/a.png"&gt;')),
    ("notes-remote", swap("<content:encoded>", '<content:encoded>&lt;img src="//cdn.example/a.png"/&gt;')),
    ("notes-relative", swap("<content:encoded>", '<content:encoded>&lt;a href="../second/"&gt;x&lt;/a&gt;')),
    ("escaped-twice", resub(NOTES, "&amp;lt;p&amp;gt;x&amp;lt;/p&amp;gt;")),
    ("escaped-twice", resub(NOTES, "&lt;p&gt;&amp;lt;p&amp;gt;x&amp;lt;/p&amp;gt;&lt;/p&gt;")),
    ("escaped-twice", swap("<content:encoded>", "<content:encoded>&lt;p&gt;س&amp;amp;quot;ع&lt;/p&gt;")),
    ("escaped-twice", resub("(<item>.*?<title>)", r"\1أ &amp;amp; ب ")),
    ("link-missing", inside(f"<link>{BASE}third/</link>")),
    ("link-missing", swap('href="https://example.org/audio/second/03.mp3"', 'href="https://example.org/audio/second/04.mp3"')),
    ("enclosure-length", resub('length="[0-9]+"', 'length="1"')),
    ("enclosure-length", resub('length="[0-9]+"', 'length=""')),
    ("enclosure-type", swap('type="audio/mpeg"', 'type="audio/mp3"')),
    ("link-type", swap('type="application/json+chapters"', 'type="application/json"')),
    ("link-type", swap('type="text/vtt"', 'type="vtt"')),
    ("date-missing", gone("pubDate")),
    ("date-digits", swap("<pubDate>Tue, 04 Mar 2025", "<pubDate>Tue, ٠٤ Mar ٢٠٢٥")),
    ("date-digits", swap("<pubDate>Tue, 04 Mar 2025", "<pubDate>الثلاثاء، ٤ مارس ٢٠٢٥")),
    ("date-broken", swap("<pubDate>Tue, 04 Mar 2025 00:00:00 +0000", "<pubDate>2025-03-04T00:00:00Z")),
    ("date-broken", swap("<pubDate>Tue, 04 Mar 2025", "<pubDate>Mon, 04 Mar 2025")),
    ("date-broken", swap("<pubDate>Tue, 04 Mar 2025", "<pubDate>Tue, 32 Mar 2025")),
    ("date-broken", swap("<pubDate>Tue, 04 Mar", "<pubDate>mar., 04 mars")),
    ("date-future", swap("<pubDate>Tue, 04 Mar 2025", "<pubDate>Thu, 03 Apr 2025")),
    ("date-digits", swap("<lastBuildDate>Tue, 04 Mar 2025", "<lastBuildDate>Tue, ٠٤ Mar 2025")),
    ("date-broken", swap("<lastBuildDate>Tue", "<lastBuildDate>Tuesday")),
    ("date-future", swap("<lastBuildDate>Tue, 04 Mar 2025", "<lastBuildDate>Tue, 04 Mar 2036")),
    ("order", swap("<pubDate>Tue, 04 Mar 2025", "<pubDate>Sun, 02 Mar 2025")),
    ("guid-missing", gone("guid")),
    ("guid-blank", swap(">guid-second<", ">\n  guid-second <")),
    ("guid-blank", swap(">guid-second<", ">guid second<")),
    ("guid-twice", swap(">guid-second<", ">guid-first<")),
    ("guid-permalink", swap('<guid isPermaLink="false">', "<guid>")),
    ("guid-permalink", swap('isPermaLink="false"', 'isPermaLink="true"')),
    ("file-missing", swap("audio/second.mp3", "audio/third.mp3")),
    ("file-missing", swap("second/transcript.vtt", "second/nothing.vtt")),
    ("file-missing", swap('itunes:image href="https://example.org/audio/cover.jpg', 'itunes:image href="https://example.org/audio/cover.png')),
    ("file-elsewhere", swap('enclosure url="https://example.org/', 'enclosure url="https://old.example/')),
    ("file-elsewhere", swap("audio/second.mp3", "audio/../second.mp3")),
    ("duration", resub("<itunes:duration>[0-9]+", "<itunes:duration>7")),
    ("duration-wrong", resub("<itunes:duration>[0-9]+", "<itunes:duration>300")),
    ("duration-wrong", resub("<itunes:duration>[0-9]+", "<itunes:duration>three")),
    ("chapters-differ", swap('start="00:00:00.000" title="مقدّمة"', 'start="00:00:00.500" title="مقدّمة"')),
    ("chapters-differ", gone("psc:chapter")),
    ("address-plain", lambda data: data.replace(b"https://example.org/", b"http://example.org/")),
    ("address-preview", lambda data: data.replace(b"https://example.org/", b"http://127.0.0.1:8000/")),
    ("address-preview", lambda data: data.replace(b"https://example.org/", b"https://salma-pc.local/")),
    ("self-missing", gone("atom:link")),
    ("owner-email", swap("<itunes:email>salma@example.org", "<itunes:email>salma at example.org")),
    ("owner-email", resub("<itunes:email>.*?</itunes:email>", "")),
    ("tag-value", swap("<itunes:type>episodic", "<itunes:type>weekly")),
    ("tag-value", swap("<itunes:episodeType>full", "<itunes:episodeType>كاملة")),
    ("tag-value", resub("(<podcast:locked[^>]*>)[a-z]+", r"\1true")),
    ("tag-value", swap("<podcast:medium>podcast", "<podcast:medium>radio")),
    ("tag-number", inside("<itunes:season>٢</itunes:season>")),
    ("tag-number", inside("<itunes:season>0</itunes:season>")),
    ("tag-number", inside('<podcast:soundbite startTime="1:13" duration="30"/>')),
    ("tag-empty", inside("<podcast:person> </podcast:person>")),
    ("tag-empty", inside('<podcast:funding url="https://example.org/help"/>')),
    ("address", inside('<podcast:funding url="example.org/help">ادعمنا</podcast:funding>')),
    ("address", inside('<podcast:person href="/salma">سلمى</podcast:person>')),
    ("address", inside("<itunes:new-feed-url>feed.xml</itunes:new-feed-url>")),
    ("blocked", inside("<itunes:block>Yes</itunes:block>")),
    ("blocked", after_self("<itunes:block>yes</itunes:block>")),
    ("duration-missing", gone("itunes:duration")),
    ("page-loop", after_self(f'<atom:link rel="next" href="{BASE}feed.xml"/>')),
    ("file-missing", after_self(f'<atom:link rel="next" href="{BASE}feed/1/feed.xml"/>')),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "change"), FEED_SABOTAGES)
def test_a_spoiled_feed(
    master: dict[str, bytes], tmp_path: Path, rule: str, change: Callable[[bytes], bytes]
) -> None:
    """Each fault is found, by its name, once, and nothing else with it."""
    put(tmp_path, {**master, MAIN: change(master[MAIN])})
    findings = check(tmp_path)
    assert [(one.rule, one.file) for one in findings] == [(rule, MAIN)], findings
    assert findings[0].line > 0


def chap(data: bytes, number: int) -> tuple[int, int]:
    """Where a CHAP frame is in a file, from its header to its end."""
    places = [match.start() for match in re.finditer(rb"CHAP", data)]
    at = places[number]
    return at, at + 10 + int.from_bytes(data[at + 4 : at + 8], "big")


def swapped_chapters(data: bytes) -> bytes:
    """The first two chapters in each other's place: the times stay right."""
    (a, b), (c, d) = chap(data, 0), chap(data, 1)
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def moved(number: int, which: int, by: int) -> Callable[[bytes], bytes]:
    """The start (0) or end (1) of a chapter a little off."""

    def change(data: bytes) -> bytes:
        at = data.index(b"\0", chap(data, number)[0] + 10) + 1 + 4 * which
        value = int.from_bytes(data[at : at + 4], "big") + by
        return data[:at] + value.to_bytes(4, "big") + data[at + 4 :]

    return change


def audio_start(data: bytes) -> int:
    tag = read_tag(data)
    return tag.size if tag else 0


def without_info(data: bytes) -> bytes:
    at = audio_start(data)
    return data[:at] + data[at + 313 :]


def wrong_info(data: bytes) -> bytes:
    at = data.index(b"Info") + 8
    return data[:at] + (7).to_bytes(4, "big") + data[at + 4 :]


def other_version(data: bytes) -> bytes:
    """A tag of version 2.4; none of its sizes is over 127 but that of the text, so they still read."""
    return data[:3] + b"\x04" + data[4:]


def same_size(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """A change whose length does not matter: what is lost is made up for at the front by the tag."""

    def padded(data: bytes) -> bytes:
        new = change(data)
        missing = len(data) - len(new)
        at = audio_start(new)
        size = at - 10 + missing
        coded = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
        return new[:6] + coded + new[10:at] + bytes(missing) + new[at:]

    return padded


def no_chapters(data: bytes) -> bytes:
    return data.replace(b"CHAP", b"XHAP")


def shuffled_contents(data: bytes) -> bytes:
    """The table of contents names the second chapter first."""
    at = data.index(b"CTOC")
    return data[:at] + data[at:].replace(b"ch1\0ch2\0", b"ch2\0ch1\0", 1)


def untitled_contents(data: bytes) -> bytes:
    at = data.index(b"CTOC")
    return data[:at] + data[at:].replace(b"TIT2", b"XIT2", 1)


def inner_contents(data: bytes) -> bytes:
    """The table claims not to be the top-level one."""
    at = data.index(b"\0", data.index(b"CTOC") + 10) + 1
    return data[:at] + b"\x01" + data[at + 1 :]


LATE = "second/transcript"
FILE_SABOTAGES: list[tuple[str, str, Callable[[bytes], bytes]]] = [
    ("chapters-order", "second.mp3", swapped_chapters),
    ("chapters-gap", "second.mp3", moved(0, 1, -5)),
    ("chapters-end", "second.mp3", moved(2, 1, 60)),
    ("chapters-end", "second.mp3", moved(2, 1, -60)),
    ("chapters-missing", "second.mp3", no_chapters),
    ("contents-missing", "second.mp3", swap(b"CTOC", b"XTOC")),
    ("contents-missing", "second.mp3", inner_contents),
    ("contents-wrong", "second.mp3", shuffled_contents),
    ("contents-title", "second.mp3", untitled_contents),
    ("id3-title", "second.mp3", swap(b"TIT2", b"XIT2")),
    ("xing-missing", "second.mp3", same_size(without_info)),
    ("xing-wrong", "second.mp3", wrong_info),
    ("sound-broken", "second.mp3", lambda data: data[:-400] + bytes(400)),
    ("sound-broken", "second.mp3", lambda data: bytes(len(data))),
    ("sound-broken", "first/02.mp3", lambda data: data[: len(data) // 2] + bytes(len(data) - len(data) // 2)),
    ("xing-missing", "first/02.mp3", same_size(without_info)),
    ("chapters-differ", "second/chapters.json", swap("من البداية", "من النهاية")),
    ("chapters-differ", "second/chapters.json", swap('"startTime": 0.0', '"startTime": 0.2')),
    ("chapters-broken", "second/chapters.json", lambda data: data[:-5]),
    ("chapters-broken", "second/chapters.json", lambda _: b"[]"),
    ("chapters-broken", "second/chapters.json", swap('"startTime": 0.0', '"startTime": "0"')),
    ("chapters-broken", "second/chapters.json", swap('"startTime": 0.0', '"startTime": 60')),
    ("chapters-broken", "second/chapters.json", lambda data: data.decode().encode("utf-16")[:-1]),
    ("cues-broken", f"{LATE}.vtt", swap("WEBVTT", "VTT")),
    ("cues-broken", f"{LATE}.vtt", resub(r"00:00:(\d\d)\.(\d\d\d) -->", r"00:00:\1,\2 -->")),
    ("cues-broken", f"{LATE}.vtt", swap("00:00", "٠٠:٠٠")),
    ("cues-broken", f"{LATE}.srt", resub(r"00:00:(\d\d),(\d\d\d) -->", r"00:00:\1.\2 -->")),
    ("cues-broken", f"{LATE}.srt", lambda data: data.decode().encode("cp1256", "replace")),
    ("cues-broken", f"{LATE}.vtt", lambda _: b"WEBVTT\n\nNOTE\n"),
    ("cues-speaker", f"{LATE}.srt", resub(r"(--> [0-9:,]+\n)", r"\1مقدمة: ")),
    ("cues-speaker", f"{LATE}.srt", resub(r"(--> [0-9:,]+\n)", r"\1سلمى الخطيب: ")),
    ("cues-order", f"{LATE}.vtt", resub(r"--> 00:00:00", "--> 00:00:00.000\n\n00:00:00.020 --> 00:00:00")),
    ("cues-late", f"{LATE}.vtt", resub(r"(.*)--> 00:00:", r"\1--> 01:00:")),
    ("cues-late", f"{LATE}.srt", resub(r"(.*)--> 00:00:", r"\1--> 01:00:")),
    ("cover-format", "cover.jpg", lambda _: b"GIF89a"),
    ("cover-format", "cover.jpg", lambda _: b""),
    ("cover-cut", "cover.jpg", lambda data: data[:-2]),
    ("cover-square", "cover.jpg", lambda _: jpeg(1400, 1401)),
    ("cover-size", "cover.jpg", lambda _: jpeg(1399, 1399)),
    ("cover-name", "cover.jpg", lambda _: png()),
    ("cover-size", "cover.jpg", lambda _: jpeg(3001, 3001)),
    ("cover-colour", "cover.jpg", lambda _: jpeg(1400, 1400, 1)),
    ("cover-colour", "cover.jpg", lambda _: jpeg(1400, 1400, 4)),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "path", "change"), FILE_SABOTAGES)
def test_a_spoiled_file(
    master: dict[str, bytes], tmp_path: Path, rule: str, path: str, change: Callable[[bytes], bytes]
) -> None:
    """Each fault of a file is found in that file, once, and nothing else with it."""
    put(tmp_path, {**master, path: change(master[path])})
    assert [(one.rule, one.file) for one in check(tmp_path)] == [(rule, path)]


@pytest.mark.parametrize(
    "declared", ["<!DOCTYPE rss>", '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>']
)
def test_a_feed_that_declares_entities(
    master: dict[str, bytes], tmp_path: Path, declared: str
) -> None:
    """Told before anything is expanded."""
    put(tmp_path, {**master, MAIN: master[MAIN].replace(b"<rss", declared.encode() + b"<rss", 1)})
    assert [(one.rule, one.file) for one in check(tmp_path)] == [("feed-doctype", MAIN)]


def test_notes_about_scripts_run_nothing(master: dict[str, bytes], tmp_path: Path) -> None:
    """Text that speaks of tags and of javascript: is text, also beside other tags."""
    words = "&lt;p&gt;javascript: و&amp;lt;script&amp;gt; و&lt;\u200eimg onerror=x&gt;&lt;/p&gt;"
    put(
        tmp_path,
        {**master, MAIN: swap("<content:encoded>", f"<content:encoded>{words}")(master[MAIN])},
    )
    assert check(tmp_path) == ()


def test_what_looks_like_a_colon_in_a_cue(master: dict[str, bytes], tmp_path: Path) -> None:
    """Neither a time nor an address is a speaker, nor is a colon deep inside a sentence."""
    for words in ("في 10:53 مساءً", "https://example.org/", "كلام طويل " * 6 + ": بقية"):
        put(
            tmp_path,
            {
                **master,
                f"{LATE}.srt": resub(r"(--> [0-9:,]+\n)", rf"\1{words} ")(master[f"{LATE}.srt"]),
            },
        )
        assert check(tmp_path) == ()


def remembering(audio: Path, memory: checkup.Memory) -> tuple[list[str], list[str]]:
    """Rules found, and the sounds that were measured, in a check with a memory."""
    heard: list[str] = []

    def measure(path: Path) -> checkup.Levels:
        heard.append(path.relative_to(audio).as_posix())
        return checkup.Levels(-16.0, -2.0)

    found = checkup.folder(audio, TODAY, categories=CATEGORIES, measure=measure, memory=memory)
    return [one.rule for one in found], heard


def test_a_file_is_read_once_until_it_changes(master: dict[str, bytes], tmp_path: Path) -> None:
    """A second check measures nothing; a changed file alone"
    " is read again; a touched one is known by its bytes."""
    put(tmp_path, {**master, f"{LATE}.srt": b"x"})
    first = checkup.Memory()
    rules, heard = remembering(tmp_path, first)
    assert (rules, len(heard)) == (["cues-broken"], 8)
    again = checkup.loaded(first.dump())
    assert remembering(tmp_path, again) == (rules, [])
    assert not again.has_changed
    (tmp_path / "second.mp3").touch()
    assert remembering(tmp_path, again) == (rules, [])
    put(
        tmp_path,
        {"second.mp3": master["second.mp3"] + b"junk", f"{LATE}.srt": master[f"{LATE}.srt"]},
    )
    rules, heard = remembering(tmp_path, again)
    assert heard == [] or heard == ["second.mp3"]
    assert "cues-broken" not in rules
    assert "enclosure-length" in rules


MANIFEST = b'{"name": "x", "start_url": "./index.html", "icons": [{"src": "cover.jpg"}]}'
APP = {
    "index.html": b'<link rel="stylesheet" href="assets/page.css"><script src="assets/page.js">'
    b'</script><a href="first/index.html">x</a>',
    "first/index.html": b"<p>x",
    "assets/page.css": b"p {}",
    "assets/page.js": b"register(`${home}sw.js`); link.href = `${home}manifest.webmanifest`",
    "sw.js": b"0",
    "manifest.webmanifest": MANIFEST,
}


BROKEN = (
    '{"format":1,"files":{"a":[1,2,3]}}',
    '{"format":1,"files":{"a":[1,2,"x",[]]}}',
    "[" * 9000,
)


@pytest.mark.parametrize(
    ("rule", "path", "data"),
    [
        ("page-link", "assets/page.js", b"register(`${home}other.js`)"),
        ("page-link", "manifest.webmanifest", MANIFEST.replace(b"cover.jpg", b"icon.png")),
        ("manifest-broken", "manifest.webmanifest", MANIFEST[:40]),
        ("manifest-broken", "manifest.webmanifest", b"[]"),
        ("manifest-broken", "manifest.webmanifest", MANIFEST.replace(b'"name"', b'"nama"')),
        ("manifest-broken", "manifest.webmanifest", MANIFEST.replace(b'"icons"', b'"icon"')),
        ("file-empty", "assets/page.css", b""),
        ("file-empty", "first/index.html", b""),
    ],
)
def test_what_the_pages_need(
    master: dict[str, bytes], tmp_path: Path, rule: str, path: str, data: bytes
) -> None:
    """The app, its manifest and its worker, and no file without a content."""
    put(tmp_path, {**master, **APP})
    assert check(tmp_path) == ()
    put(tmp_path, {path: data})
    assert [(one.rule, one.file) for one in check(tmp_path)] == [(rule, path)]


def test_a_worker_that_is_gone(master: dict[str, bytes], tmp_path: Path) -> None:
    put(tmp_path, {**master, **APP})
    (tmp_path / "sw.js").unlink()
    assert [(one.rule, one.fields["path"]) for one in check(tmp_path)] == [("page-link", "sw.js")]


def test_sections_without_their_feed(master: dict[str, bytes], tmp_path: Path) -> None:
    """Told once, at the episode; an episode without files of its sections needs none."""
    put(tmp_path, {**master})
    (tmp_path / "first/feed.xml").unlink()
    [one] = check(tmp_path)
    assert (one.rule, one.file, one.fields) == ("sections-feed", MAIN, {"path": "first/feed.xml"})
    assert one.line > 0


def test_a_place_that_the_page_lacks(master: dict[str, bytes], tmp_path: Path) -> None:
    """Chapters lead to places in the episode's page; a missing page is told of once for all of them."""
    change = resub(r'href="[^"]*second/(0\d).mp3"', f'href="{BASE}second/#section-\\1"', 3)
    put(tmp_path, {**master, MAIN: change(master[MAIN])})
    assert [(one.rule, one.fields["path"]) for one in check(tmp_path)] == [
        ("link-missing", "second/index.html")
    ]
    put(tmp_path, {"second/index.html": b'<h1 id="section-01">x</h1><i id="section-02">x</i>'})
    assert [(one.rule, one.fields["place"]) for one in check(tmp_path)] == [
        ("link-place", "section-03")
    ]


NOTES_GOOD = (
    "<p>الوسم &lt;p&gt;فقرة&lt;/p&gt; و&amp;nbsp; و&lt;br&gt;</p><p>بعده<br>سطر<br/></p>",
    "<p>يُكتب &amp;amp; هكذا، والوسم بين &lt; و&gt;</p>",
    '<p><a href="#t=12">12</a> <a href="mailto:a@example.org">بريد</a></p>',
    '<p><img src="https://example.org/audio/cover.jpg" alt=""></p>',
    "نصّ بلا وسوم، فيه 1 < 2 و AT&amp;T",
)


@pytest.mark.parametrize("html", NOTES_GOOD)
def test_notes_that_are_good(master: dict[str, bytes], tmp_path: Path, html: str) -> None:
    """Those that speak of tags, break lines, write to somebody, or show a picture of the podcast's own."""
    change = resub("<content:encoded>.*?<", f"<content:encoded>{escape(html)}<")
    put(tmp_path, {**master, MAIN: change(master[MAIN])})
    assert check(tmp_path) == ()


SETTINGS = {
    "language": "ar",
    "itunes:type": "episodic",
    "itunes:explicit": "false",
    "itunes:complete": "",
    "itunes:new-feed-url": "",
}


@pytest.mark.parametrize(
    ("change", "tags"),
    [
        (swap("<item>", "<item>"), []),
        (gone("itunes:type"), []),
        (after_self("<itunes:complete>Yes</itunes:complete>"), ["itunes:complete"]),
        (after_self("<itunes:complete>yes</itunes:complete>"), ["itunes:complete"]),
        (swap("<itunes:type>episodic", "<itunes:type>serial"), ["itunes:type"]),
        (after_self(f"<itunes:new-feed-url>{BASE}x.xml</itunes:new-feed-url>"), ["itunes:new-feed-url"]),
    ],
)  # fmt: skip
def test_a_feed_against_the_settings(
    master: dict[str, bytes], tmp_path: Path, change: Callable[[bytes], bytes], tags: list[str]
) -> None:
    put(tmp_path, {**master, MAIN: change(master[MAIN])})
    found = check(tmp_path, settings=SETTINGS)
    assert [(one.rule, one.fields["tag"]) for one in found] == [
        ("settings-differ", tag) for tag in tags
    ]


def test_an_ended_show_whose_feed_goes_on(master: dict[str, bytes], tmp_path: Path) -> None:
    put(tmp_path, master)
    [one] = check(tmp_path, settings={"itunes:complete": "Yes"})
    assert (one.rule, one.fields["value"], one.fields["said"]) == ("settings-differ", "", "Yes")


@pytest.mark.parametrize(
    ("title", "rules"),
    [("الحلقة 2: حلقة second", []), ("حلقة second", []), ("حلقة سواها", ["id3-title-differs"])],
)
def test_a_title_against_that_in_the_file(
    master: dict[str, bytes], tmp_path: Path, title: str, rules: list[str]
) -> None:
    """A template of the author's may add to the title, but not give the episode another."""
    put(tmp_path, {**master, MAIN: swap("<title>حلقة second", f"<title>{title}")(master[MAIN])})
    assert [(one.rule, one.file) for one in check(tmp_path)] == [
        (rule, "second.mp3") for rule in rules
    ]


def stamp(path: Path) -> checkup.Stamp:
    """A file as a build knows it."""
    stat = path.stat()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return checkup.Stamp(stat.st_size, stat.st_mtime_ns, digest)


@pytest.mark.parametrize("fault", [False, True])
@pytest.mark.parametrize("thorough", [False, True])
def test_a_build_is_measured_by_a_sample(
    master: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: bool,
    thorough: bool,
) -> None:
    """Unless something in it is too loud, or a file is another than the one that was built."""
    put(tmp_path, master)
    built = {name: stamp(tmp_path / name) for name in master}
    heard: list[str] = []

    def measure(path: Path) -> checkup.Levels:
        heard.append(path.relative_to(tmp_path).as_posix())
        return checkup.Levels(-9.0 if fault else -16.0, -2.0)

    monkeypatch.setattr("podcast.checkup.examination.SAMPLE", 2)
    check(tmp_path, measure=measure, built=built, thorough=thorough)
    assert len(heard) == (8 if fault or thorough else 2)
    heard.clear()
    del built["first/02.mp3"]
    built["first/03.mp3"] = built["first/03.mp3"]._replace(mtime_ns=1, digest="")
    check(tmp_path, measure=measure, built=built)
    assert {"first/02.mp3", "first/03.mp3"} <= set(heard)
    assert len(heard) == (8 if fault else 4)


def test_files_as_the_build_made_them(master: dict[str, bytes], tmp_path: Path) -> None:
    """What was cut, changed or removed since is found, if no other finding is about it."""
    put(
        tmp_path,
        {**master, "assets/OFL.txt": b"licence", "index.html": b"<a href='assets/OFL.txt'>"},
    )
    built = {name: stamp(tmp_path / name) for name in (*master, "assets/OFL.txt", ".held/x.mp3")
             if not name.startswith(".")}  # fmt: skip
    assert check(tmp_path, built=built) == ()
    put(tmp_path, {"assets/OFL.txt": b"licenc"})
    assert [(one.rule, one.file) for one in check(tmp_path, built=built)] == [
        ("file-changed", "assets/OFL.txt")
    ]
    put(tmp_path, {"assets/OFL.txt": b"Licence", "first/transcript.vtt": b""})
    (tmp_path / "cover.jpg").unlink()
    found = check(tmp_path, built={**built, "gone.txt": built["cover.jpg"]})
    rules = {(one.rule, one.file) for one in found}
    assert {("file-changed", "assets/OFL.txt"), ("file-lost", "gone.txt")} <= rules
    assert not {("file-lost", "cover.jpg"), ("file-changed", "first/transcript.vtt")} & rules
    put(tmp_path, {**master, "assets/OFL.txt": b"licence"})
    assert check(tmp_path, built=built) == ()


@given(st.text(max_size=60) | st.sampled_from(BROKEN))
def test_a_broken_memory_is_an_empty_one(text: str) -> None:
    assert checkup.loaded(text).entries == {}


def test_no_feed(master: dict[str, bytes], tmp_path: Path) -> None:
    """Nothing was built yet."""
    assert [one.rule for one in check(tmp_path)] == ["feed-missing"]


def test_loudness(master: dict[str, bytes], tmp_path: Path) -> None:
    """Measured by whom it is handed to, each file once, within one unit of -16."""
    put(tmp_path, master)
    heard: list[str] = []

    def measure(path: Path) -> checkup.Levels:
        heard.append(path.name)
        return checkup.Levels(-18.2 if path.name == "second.mp3" else -15.1, -1.0)

    findings = check(tmp_path, measure=measure)
    assert [(one.rule, one.file, one.fields["value"]) for one in findings] == [
        ("loudness", "second.mp3", "-18.2")
    ]
    sections = ["01.mp3", "02.mp3", "03.mp3"]
    assert sorted(heard) == sorted([*sections, *sections, "first.mp3", "second.mp3"])


@pytest.mark.parametrize(
    ("levels", "rules"),
    [
        (checkup.Levels(-16.9, -0.95), []),
        (checkup.Levels(-17.1, -3.0), ["loudness"]),
        (checkup.Levels(-16.0, -0.5), ["peak"]),
        (checkup.Levels(-12.0, 0.4), ["loudness", "peak"]),
        (checkup.Levels(float("-inf"), -120.0), ["loudness"]),
        (None, ["loudness-unknown"]),
    ],
)
def test_levels(
    master: dict[str, bytes], tmp_path: Path, levels: checkup.Levels | None, rules: list[str]
) -> None:
    """What is too loud, too quiet, has too high a peak, or cannot be measured."""
    put(tmp_path, master)
    good = checkup.Levels(-16.0, -2.0)
    found = check(tmp_path, measure=lambda path: levels if path.name == "second.mp3" else good)
    assert [one.rule for one in found] == rules


def tone(peak: float, seconds: float, hz: int, channels: int = 1, rate: int = 44_100) -> bytes:
    """An MP3 of a tone, which begins and ends at once."""
    encoder = lameenc.Encoder()
    encoder.set_channels(channels)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_bit_rate(192)
    encoder.silence()
    turn = (math.sin(2 * math.pi * hz * at / rate + 0.8) for at in range(int(seconds * rate)))
    samples = b"".join(struct.pack("<h", int(32767 * peak * one)) * channels for one in turn)
    return bytes(encoder.encode(samples) + encoder.flush())


@pytest.mark.parametrize(("peak", "hz"), [(0.1, 440), (0.7, 11_025), (0.99, 11_025), (0.9, 6000)])
def test_levels_as_ffmpeg_measures_them(tmp_path: Path, peak: float, hz: int) -> None:
    """Loudness, and the peak between samples: at a quarter of the rate it is 3 dB above all of them."""
    path = tmp_path / "x.mp3"
    path.write_bytes(tone(peak, 2.0, hz))
    measured = levels(path)
    done = subprocess.run(
        [need_tool("ffmpeg"), "-nostats", "-i", path, "-af", "ebur128=peak=true", "-f", "null", "-"],
        capture_output=True, check=True,
    )  # fmt: skip
    told = done.stderr.decode("utf-8", "replace")
    assert measured
    assert measured[0] == pytest.approx(
        float(re.findall(r"I:\s+(-?[\d.]+) LUFS", told)[-1]), abs=0.2
    )
    assert measured[1] == pytest.approx(float(re.findall(r"Peak:\s+(-?[\d.]+)", told)[-1]), abs=0.3)


@pytest.mark.parametrize(
    "data", [tone(0.5, 1, 440, channels=2), tone(0.5, 1, 440, rate=48_000), b"", b"ID3"]
)
def test_what_cannot_be_measured(tmp_path: Path, data: bytes) -> None:
    """Other formats, and what is not sound at all: no finding, no crash."""
    (tmp_path / "x.mp3").write_bytes(data)
    assert levels(tmp_path / "x.mp3") is None


def test_numbers_without_a_meaning_are_measured_quietly(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    """As damaged files decode to: no infinite loudness, and no warning on the terminal."""
    wave = np.full(44_100, 0.1, np.float32)
    wave[100:104] = [np.inf, -np.inf, np.nan, 3e38]
    soundfile.write(tmp_path / "x.wav", wave, 44_100, subtype="FLOAT")
    found = levels(tmp_path / "x.wav")
    assert found is not None
    assert all(map(math.isfinite, found[:2]))
    assert not recwarn.list


def test_an_episode_that_apps_know_is_in_the_feed(master: dict[str, bytes], tmp_path: Path) -> None:
    """What was published and is not in the feed any more; the other one is."""
    found = check(put(tmp_path, master), out={"guid-first": "first", "guid-third": "third"})
    assert [(one.rule, one.file, one.fields["slug"]) for one in found] == [
        ("episode-lost", MAIN, "third")
    ]


def test_a_feed_as_it_was_published(master: dict[str, bytes], tmp_path: Path) -> None:
    """The show's guid and the dates of its episodes are those of the record."""
    days = {f"guid-{slug}": day for slug, day in DAYS.items()}
    put(tmp_path, master)
    assert check(tmp_path, show=GUID, days=days) == ()
    days["guid-first"] += dt.timedelta(seconds=1)
    found = check(tmp_path, show=GUID.replace("9", "8"), days=days, out={"guid-first": "first"})
    assert [one.rule for one in found] == ["date-moved", "show-guid-moved"]
    assert found[0].fields["slug"] == "first"


def test_every_rule_is_raised_by_a_test() -> None:
    """Its name occurs in this file where findings are compared; that of the example, in test_publishing.py."""
    told = {
        node.value
        for node in ast.walk(ast.parse(Path(__file__).read_text("utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert not set(_rules()) - told - {"example"}


def test_every_rule_has_its_sentences() -> None:
    """What, what breaks and the way out, each a sentence; their fields are named."""
    for name, words in _rules().items():
        assert set(words) == {"kind", "says", "breaks", "fix"}, name
        assert words["kind"] in ("error", "warning")
        assert words["breaks"].endswith(".")
        assert words["fix"].endswith(".")
        assert "{" not in words["breaks"] + words["fix"]
        assert not words["says"].endswith(".")


def test_every_rule_is_used() -> None:
    """A rule nobody raises is a check nobody made."""
    house = Path(checkup.__file__).parent
    code = "".join(path.read_text("utf-8") for path in house.glob("*.py"))
    unused = [name for name in _rules() if f'"{name}"' not in code]
    assert not unused


def test_json(master: dict[str, bytes], tmp_path: Path) -> None:
    """For programs: the place, the words, the fields; Arabic as it is."""
    put(tmp_path, {**master, MAIN: swap(">guid-second<", ">guid-first<")(master[MAIN])})
    findings = check(tmp_path)
    [row] = json.loads(checkup.to_json(findings))
    assert (row["rule"], row["kind"], row["file"]) == ("guid-twice", "error", MAIN)
    assert row["fields"] == {"value": "guid-first"}
    assert row["line"] == findings[0].line
    assert str(findings[0].sentence()).startswith(f"feed.xml:{row['line']}: two episodes")
    assert findings[0].sentence("حلقتان بالمعرّف «{value}»").endswith("«guid-first»")
    assert json.loads(checkup.to_json(())) == []


def test_variable_rate() -> None:
    """Frames of two rates in one file."""
    mixed = mp3_of(PARTS[0]) + frames(0.5, 64)
    assert read_sound(io.BytesIO(mixed)).constant is False
    assert [one.rule for one in check_one(mixed) if one.rule.startswith("sound")] == [
        "sound-variable"
    ]


def mp3_of(part: bytes) -> bytes:
    out = io.BytesIO()
    mp3.write(out, [part], mp3.Tags("م"))
    return out.getvalue()


def check_one(data: bytes) -> list[checkup.Finding]:
    return list(check_sound("x.mp3", read_sound(io.BytesIO(data))))


def test_tags() -> None:
    """No tag, and a tag of another version; an old tag at the end of the file is not sound."""
    data = mp3_of(PARTS[0])
    assert check_one(data) == []
    assert [one.rule for one in check_one(data[audio_start(data) :])] == ["id3-missing"]
    assert [one.rule for one in check_one(data[:3] + b"\x04" + data[4:])] == ["id3-version"]
    assert check_one(data + b"TAG" + bytes(125)) == []


def test_info_frame_without_a_count() -> None:
    """A header that leaves its count out tells of no frames."""
    data = bytearray(mp3_of(PARTS[0]))
    at = data.index(b"Info")
    data[at + 7] &= 0xFE
    assert [one.rule for one in check_one(bytes(data))] == ["xing-wrong"]


class Repeated(io.RawIOBase):
    """A file of as many frames as wanted, none of which takes memory."""

    def __init__(self, frame: bytes, times: int) -> None:
        self.frame, self.size, self.at = frame, len(frame) * times, 0

    def seek(self, offset: int, whence: int = 0) -> int:
        self.at = offset + (self.size if whence == 2 else 0)
        return self.at

    def read(self, size: int = -1) -> bytes:
        count = min(size, self.size - self.at)
        skip = self.at % len(self.frame)
        self.at += count
        return (self.frame * (count // len(self.frame) + 2))[skip : skip + count]


def test_memory_does_not_grow_with_the_file() -> None:
    """An hour takes a few megabytes: less than a fifth of the file."""
    import tracemalloc

    frame = b"\xff\xfb\x70\xc4" + bytes(309)  # 96 kbit/s, 44,100 a second, mono, not padded
    file = Repeated(frame, 138_000)
    tracemalloc.start()
    try:
        sound = read_sound(file)  # type: ignore[arg-type]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (sound.frames, sound.whole) == (138_000, True)
    assert sound.size > 43_000_000
    assert peak < 8 << 20


def test_a_rate_that_few_ask_for() -> None:
    """Told with what it is."""
    found = check_one(frames(1.0, 48, 32_000))
    assert [one.rule for one in found] == ["sound-rate", "xing-missing", "id3-missing"]
    assert found[0].fields["rate"] == 32_000


def test_a_heavy_picture() -> None:
    """What every download carries."""
    tag = Tag(10, 3, (), (), "م", (1 << 20, (1 << 20) + 1))
    [one] = check_tag("x.mp3", tag)
    assert (one.rule, one.fields["size"]) == ("picture-large", (1 << 20) + 1)


FORMATS = [(44_100, 96), (44_100, 128), (48_000, 64), (32_000, 48), (24_000, 32), (22_050, 64)]


@pytest.mark.parametrize(("rate", "kbits"), FORMATS)
def test_frames_as_ffprobe_counts_them(tmp_path: Path, rate: int, kbits: int) -> None:
    """Whatever MPEG version, sample rate and bit rate: the duration that a foreign reader finds."""
    data = frames(2.0, kbits, rate)
    (tmp_path / "x.mp3").write_bytes(data)
    told = subprocess.run(
        [need_tool("ffprobe"), "-v", "error", "-count_packets",
         "-show_entries", "stream=nb_read_packets,sample_rate", "-of", "json", str(tmp_path / "x.mp3")],
        capture_output=True, check=True,
    )  # fmt: skip
    [stream] = json.loads(told.stdout)["streams"]
    sound = read_sound(io.BytesIO(data))
    assert sound.whole
    assert sound.frames == int(stream["nb_read_packets"])
    real = int(stream["sample_rate"])  # the encoder chooses a lower one for a low bit rate
    samples = sound.frames * (1152 if real >= 32_000 else 576)
    assert sound.duration_ms == pytest.approx(samples * 1000 / real, abs=1)


def test_chapters_as_they_stand(master: dict[str, bytes]) -> None:
    """Titles in Arabic, times to the millisecond, in the order of the file."""
    tag = read_tag(swapped_chapters(master["second.mp3"]))
    assert tag
    assert [mark.title for mark in tag.marks] == [TITLES[1], TITLES[0], TITLES[2]]
    assert tag.version == 3


@pytest.mark.parametrize(
    ("marks", "rules"),
    [
        ([], []),
        ([(0, 5000)], []),
        ([(0, 5049)], []),
        ([(0, 5051)], ["chapters-end"]),
        ([(10, 5000)], ["chapters-start"]),
        ([(0, 1000), (1000, 5000)], []),
        ([(0, 1000), (1001, 5000)], ["chapters-gap"]),
        ([(0, 1001), (1000, 5000)], ["chapters-gap"]),
        ([(1000, 5000), (0, 1000)], ["chapters-order"]),
    ],
)
def test_how_chapters_tile(marks: list[tuple[int, int]], rules: list[str]) -> None:
    """From 0 to the end of a sound of 5 s, one after another."""
    found = check_marks("x", [ChapterFrame(start, end, "م") for start, end in marks], 5000)
    assert [one.rule for one in found] == rules


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("WEBVTT\n", ["cues-broken"]),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nنصّ\n", []),
        ("\ufeffWEBVTT - عنوان\r\n\r\nNOTE م\r\n\r\nc1\r\n00:01.000 --> 00:02.000 align:start\r\nن\r\n", []),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\nا\n\n00:01.000 --> 00:04.000\nب\n", ["cues-order"]),
        ("WEBVTT\n\n00:01.000 --> 00:03.000\nا\n\n00:02.000 --> 00:04.000\nب\n", ["cues-overlap"]),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nا\n", ["cues-order"]),
        ("WEBVTT\n\n00:02.000 --> 00:05.051\nا\n", ["cues-late"]),
        ("WEBVTT\n\n00:02.000 --> 00:05.050\nا\n", []),
        ("WEBVTT\n\nنصٌّ بلا وقت\n", ["cues-broken"]),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nا\n", ["cues-broken"]),
        ("WEBVTTX\n", ["cues-broken"]),
        ("", ["cues-broken"]),
    ],
)  # fmt: skip
def test_webvtt(text: str, rules: list[str]) -> None:
    """What browsers take and what they stop at, for a sound of 5 s."""
    assert [one.rule for one in check_cues("x.vtt", text.encode(), 5000)] == rules


@pytest.mark.parametrize(
    ("seconds", "told"), [(2, []), (5, []), (0.001, ["cues-pace"]), (0.5, ["cues-pace"]), (15, ["cues-pace"])]
)  # fmt: skip
def test_a_sentence_out_of_pace_is_found(seconds: float, told: list[str]) -> None:
    """Among twenty that take two seconds, with the names of speakers; its line is reported."""
    lines, at = ["WEBVTT", ""], 0.0
    for number in range(20):
        length = seconds if number == 7 else 2.0
        times = [f"00:{int(one // 60):02}:{one % 60:06.3f}" for one in (at, at + length)]
        lines += [" --> ".join(times), "<v سلمى>جملة من عشرين حرفا لا غير", ""]
        at += length + 0.3
    found = list(check_cues("x.vtt", "\n".join(lines).encode(), 100_000))
    assert [one.rule for one in found] == told
    assert all(one.line == 3 + 3 * 7 for one in found)


SILENT = [  # silences of the sound, in ms; lines of the sentences that are not heard
    ([], []),
    ([(3000, 4000)], []),  # between two sentences
    ([(2000, 5000)], [6]),
    ([(2200, 4400)], []),  # half of the first, some of the second
    ([(1000, 2900)], [3]),
    ([(4000, 6000), (6100, 7000)], [6]),
]


@pytest.mark.parametrize(("silent", "lines"), SILENT)
def test_a_sentence_that_is_not_heard_is_found(
    silent: list[tuple[int, int]], lines: list[int]
) -> None:
    """Silence that the author asked for, between sentences, is not a finding."""
    text = "WEBVTT\n\n00:01.000 --> 00:03.000\nا\n\n00:04.000 --> 00:07.000\nب\n"
    if silent == [(2000, 5000)]:
        text = text.replace("00:04.000 --> 00:07.000", "00:03.500 --> 00:05.000")
    found = list(check_cues("x.vtt", text.encode(), 8000, silent=silent))
    assert [one.line for one in found] == lines
    assert {one.rule for one in found} <= {"cues-silent"}


def test_silences_are_measured(tmp_path: Path) -> None:
    """A second of sound, one of silence, one of sound: to a tenth of a second, whatever the codec smears."""
    path = tmp_path / "x.mp3"
    loud = tone(0.5, 1.0, 440)
    path.write_bytes(loud + tone(0.0, 1.0, 440) + loud)
    measured = levels(path)
    assert measured
    ((start, end),) = measured[2]
    assert start == pytest.approx(1000, abs=200)
    assert end == pytest.approx(2000, abs=200)
    (quiet,) = levels(_alone(tmp_path, tone(0.5, 1.0, 440)))[2:]  # type: ignore[index]
    assert quiet == []


def _alone(folder: Path, data: bytes) -> Path:
    (folder / "alone.mp3").write_bytes(data)
    return folder / "alone.mp3"


def test_a_fault_of_a_cue_has_its_line() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nا\n\n\n00:00.500 --> 00:04.000\nب\n"
    assert [one.line for one in check_cues("x.vtt", text.encode(), 5000)] == [7]


HEADS = (
    b"",
    b"ID3\x03\x00\x00\x00\x00\x00\x50CHAP",
    b"\xff\xfb\x90\xc4" + bytes(17) + b"Info",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
)


@given(st.binary(max_size=200))
def test_any_bytes_can_be_checked(data: bytes) -> None:
    """Damaged files are what a checkup is for: none makes it crash."""
    for head in HEADS:
        sound = read_sound(io.BytesIO(head + data))
        assert sound.duration_ms >= 0
        picture = read_picture(head + data)
        assert picture is None or picture.width >= 0
    assert all(one.file == "x.srt" for one in check_cues("x.srt", data, 0))
    channel, broken = open_feed("f", data)
    assert channel is not None or broken


NAMES = st.sampled_from(["chapters", "startTime", "title", "toc"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES, VALUES)
def test_any_json_can_be_checked(start: object, whole: object) -> None:
    """Either chapters with whole milliseconds, or ValueError; nothing else."""
    for tried in (whole, {"chapters": [{"startTime": start, "title": whole}]}):
        try:
            marks = json_marks(json.dumps(tried).encode())
        except ValueError:
            marks = ()
        assert all(type(mark.start_ms) is int for mark in marks)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("63", 63), ("1:03", 63), ("01:01:03", 3663), ("", None), ("٦٣", None), ("1:2:3:4", None), ("1.5", None)],
)  # fmt: skip
def test_durations(value: str, seconds: int | None) -> None:
    assert seconds_of(value) == seconds


@pytest.mark.parametrize(
    ("url", "path"),
    [
        (BASE + "x.mp3", "x.mp3"),
        (BASE + "a/x.mp3?v=2#t=3", "a/x.mp3"),
        (BASE + "%D9%85.mp3", "م.mp3"),
        (BASE + "%2e%2e/x.mp3", None),
        (BASE + "x%00.mp3", None),
        ("https://example.org/other/x.mp3", None),
    ],
)
def test_addresses_and_files(url: str, path: str | None) -> None:
    """Which file an address means; none outside the folder."""
    assert path_of(url, BASE) == path


def test_a_name_in_arabic(master: dict[str, bytes], tmp_path: Path) -> None:
    """It works, but Apple asks for ASCII."""
    files = {**master, "ثان.mp3": master["second.mp3"]}
    del files["second.mp3"]
    coded = "%D8%AB%D8%A7%D9%86.mp3"
    files[MAIN] = swap("audio/second.mp3", f"audio/{coded}")(files[MAIN])
    put(tmp_path, files)
    assert [one.rule for one in check(tmp_path)] == ["name-ascii"]


@pytest.mark.parametrize("name", ["Second.mp3", "second 2.mp3", "a+b.mp3"])
def test_a_name_hosts_differ_about(master: dict[str, bytes], tmp_path: Path, name: str) -> None:
    """Capitals, blanks and signs work here and fail there."""
    files = {**master, name: master["second.mp3"]}
    del files["second.mp3"]
    files[MAIN] = swap("audio/second.mp3", "audio/" + quote(name))(files[MAIN])
    put(tmp_path, files)
    assert [(one.rule, one.fields["path"]) for one in check(tmp_path)] == [("name-plain", name)]


PAGE = """<!doctype html>
<html lang="ar"><body id="top"><a href="#top">أعلى</a> <a href="?x=1">هنا</a> <a name="end"></a>
<img src="cover.jpg"> <audio src="./second.mp3#t=3"></audio> <a href="first/">الأولى</a>
<a href="https://example.org/audio/second.mp3">الثانية</a> <a href="https://other.example/x">غيره</a>
<a href="mailto:a@example.org">بريد</a> <a href="/">المضيف</a> <a href="../up">فوق</a>
HERE
</body></html>
"""
INNER = '<!doctype html><p id="one"><a href="../index.html#end">رجوع</a> <a href="../first">هنا</a>'


@pytest.mark.parametrize(
    ("link", "rules"),
    [
        ("", []),
        ('<a href="first/#one">م</a> <a href="first/index.html#one">م</a>', []),
        ('<a href="third.mp3">م</a> <a href="third.mp3">م</a>', [("page-link", "third.mp3")]),
        ('<a href="third/">م</a>', [("page-link", "third/index.html")]),
        ('<a href="https://example.org/audio/third.mp3">م</a>', [("page-beside", "third.mp3")]),
        ('<img src="%D8%BA.png">', [("page-link", "غ.png")]),
        ('<a href="#nowhere">م</a>', [("page-place", "index.html")]),
        ('<a href="first/#two">م</a>', [("page-place", "first/index.html")]),
        ('<a href="http://[">م</a>', []),
        ('<a href="#t=12.5">م</a> <a href="first/#t=0">م</a>', []),
    ],
)
def test_links_of_pages(
    master: dict[str, bytes], tmp_path: Path, link: str, rules: list[tuple[str, str]]
) -> None:
    """To files and to places in them, as a browser goes; other hosts are not asked."""
    page = PAGE.replace("HERE", link).encode()
    put(tmp_path, {**master, "index.html": page, "first/index.html": INNER.encode()})
    found = check(tmp_path)
    assert [(one.rule, one.fields["path"]) for one in found] == rules
    assert all((one.file, one.line) == ("index.html", 6) for one in found)


def test_links_of_playlists_and_style_sheets(master: dict[str, bytes], tmp_path: Path) -> None:
    """What they name is there, as what pages name."""
    lists = b"#EXTM3U\n#EXTINF:3,x\nfirst.mp3\nthird.mp3\nhttps://other.example/x.mp3\n"
    style = b"@font-face { src: url('a.woff2') }\nb { background: url(../cover.jpg) }\n"
    page = b'<link rel="stylesheet" href="assets/x.css"><a href="all.m3u8">x</a>'
    files = {"index.html": page, "all.m3u8": lists, "assets/x.css": style}
    found = check(put(tmp_path, {**master, **files}))
    assert [(one.rule, one.file, one.line, one.fields["path"]) for one in found] == [
        ("page-link", "all.m3u8", 4, "third.mp3"),
        ("page-link", "assets/x.css", 1, "assets/a.woff2"),
    ]


@given(st.text(max_size=30), st.text(alphabet="a/.#?%:", max_size=12))
def test_any_link_can_be_followed(page: str, link: str) -> None:
    """No link leads out of the folder, whatever it looks like."""
    read_page(page.encode("utf-8", "replace"))
    aim = target("a/b/c.html", link, BASE)
    assert aim is None or ".." not in aim[0].split("/")


def test_what_nothing_leads_to(master: dict[str, bytes], tmp_path: Path) -> None:
    """A finding for each file or folder left over; what hosts look for by itself is none."""
    put(tmp_path, {**master, "robots.txt": b"", "CNAME": b"", "first/playlist.m3u8": b"#EXTM3U"})
    assert check(tmp_path) == ()
    put(tmp_path, {"old.mp3": b"", "old/01.mp3": b"", "old/index.html": b"x", "first/x.png": b""})
    assert [(one.rule, one.file, one.fields["count"]) for one in check(tmp_path)] == [
        ("leftover", "first/x.png", 1),
        ("leftover", "old.mp3", 1),
        ("leftover", "old/01.mp3", 2),
    ]


def test_the_feed_of_an_episode_that_was_withdrawn_is_a_leftover(
    master: dict[str, bytes], tmp_path: Path
) -> None:
    """Nobody is told to mend it, because no build makes it again."""
    old = b"<rss version='2.0'><channel><title>x</title></channel></rss>"
    put(tmp_path, {**master, "old/feed.xml": old, "old/01.mp3": b""})
    assert [(one.rule, one.file) for one in check(tmp_path)] == [("leftover", "old/01.mp3")]
    put(tmp_path, {"first/feed.xml": old})
    assert "first/feed.xml" in {one.file for one in check(tmp_path)}


def test_feeds_of_sections_may_hide(master: dict[str, bytes], tmp_path: Path) -> None:
    """They are not for directories; a show that hides on a host is reported."""
    block = b"<itunes:block>Yes</itunes:block></channel>"
    inner = master["first/feed.xml"].replace(b"</channel>", block)
    put(tmp_path, {**master, "first/feed.xml": inner})
    assert check(tmp_path) == ()
    hidden = Host({**master, MAIN: master[MAIN].replace(b"</channel>", block)})
    assert ask(hidden) == ["blocked"]


def test_one_sound_for_two_episodes(host: Host) -> None:
    """Apple takes no second episode with the same address of its sound."""
    spoiled = swap("audio/second.mp3", "audio/first.mp3")(host.files[MAIN])
    length = re.search(rb'first.mp3" length="(\d+)"', host.files[MAIN])
    assert length
    host.files = {
        **host.files,
        MAIN: re.sub(rb'(first.mp3" length=")\d+', rb"\g<1>" + length[1], spoiled),
    }
    assert ask(host) == ["enclosure-twice"]


def test_a_heavy_feed(master: dict[str, bytes], tmp_path: Path) -> None:
    """More than a megabyte, or more than 500 episodes."""
    padding = swap("</channel>", f"<!--{'x' * 1_000_000}--></channel>")
    put(tmp_path, {**master, MAIN: padding(master[MAIN])})
    assert [one.rule for one in check(tmp_path)] == ["feed-size"]
    channel, _ = open_feed(MAIN, b"<rss><channel>" + b"<item/>" * 501 + b"</channel></rss>")
    assert channel
    assert [(one.rule, one.fields) for one in check_weight(MAIN, 1_000_000, channel)] == [
        ("feed-items", {"count": 501})
    ]


def in_pages(master: dict[str, bytes], change: Callable[[bytes], bytes]) -> dict[str, bytes]:
    """The older episode in a page of its own, changed, and in the first one too."""
    first = after_self(f'<atom:link rel="next" href="{BASE}feed/1/feed.xml"/>')(master[MAIN])
    [newer] = re.findall(r"<item>.*?</item>\s*", master[MAIN].decode(), re.DOTALL)[:1]
    older = change(master[MAIN].replace(newer.encode(), b""))
    older = older.replace(f'self" type="application/rss+xml" href="{BASE}'.encode(),
                          f'self" type="application/rss+xml" href="{BASE}feed/1/'.encode())  # fmt: skip
    return {**master, MAIN: first, "feed/1/feed.xml": older}


PAGED: list[tuple[list[str], Callable[[bytes], bytes]]] = [
    ([], swap("<item>", "<item>")),
    (["guid-twice"], swap("audio/first.mp3", "audio/second.mp3")),
    (["tag-number"], inside("<itunes:season>x</itunes:season>")),
    (["feed-broken"], swap("</channel>", "")),
    (["page-loop"], after_self(f'<atom:link rel="next" href="{BASE}feed.xml"/>')),
    (["date-digits"], swap("<pubDate>Mon, 03", "<pubDate>Mon, ٠٣")),
]


@pytest.mark.parametrize(("rules", "change"), PAGED)
def test_a_feed_in_pages(
    master: dict[str, bytes],
    host: Host,
    tmp_path: Path,
    rules: list[str],
    change: Callable[[bytes], bytes],
) -> None:
    """Every page is followed, in a folder and on a host; one episode may be in two of them."""
    files = in_pages(master, change)
    put(tmp_path, files)
    local = [
        one
        for one in check(tmp_path)
        if not one.rule.startswith(("enclosure-", "duration", "chapters-", "cues-", "id3-"))
    ]
    assert [one.rule for one in local] == rules
    host.files = files
    remote = [one.rule for one in checkup.site(BASE + MAIN, host, TODAY, categories=CATEGORIES)]
    assert [rule for rule in remote if rule != "enclosure-length"] == rules


def test_an_episode_without_episodes(master: dict[str, bytes], tmp_path: Path) -> None:
    put(tmp_path, {**master, MAIN: resub(r"<item>.*</item>", "")(master[MAIN])})
    assert [one.rule for one in check(tmp_path)] == ["items-missing"]


def test_two_faults_are_two_findings(master: dict[str, bytes], tmp_path: Path) -> None:
    """One fault does not hide another; both feeds are read."""
    files = {**master, MAIN: swap(">guid-second<", ">guid-first<")(master[MAIN])}
    files["first/feed.xml"] = swap('type="audio/mpeg"', 'type="mp3"')(files["first/feed.xml"])
    files["second.mp3"] = swapped_chapters(files["second.mp3"])
    put(tmp_path, files)
    assert [(one.rule, one.file) for one in check(tmp_path)] == [
        ("guid-twice", MAIN),
        ("chapters-order", "second.mp3"),
        ("enclosure-type", "first/feed.xml"),
    ]


class Host:
    """A host that answers as static hosts do, unless told otherwise for an address."""

    KINDS: Mapping[str, str] = {
        ".xml": "application/rss+xml; charset=utf-8", ".mp3": "audio/mpeg",
        ".jpg": "image/jpeg", ".vtt": "text/vtt",
        ".srt": "application/x-subrip", ".json": "application/json+chapters",
    }  # fmt: skip

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.asked: list[tuple[str, str]] = []
        self.headers: dict[str, dict[str, str | None]] = {}
        self.final: dict[str, str] = {}
        self.ranges = self.heads = True
        self.robots = b""

    def __call__(self, method: str, url: str, headers: Mapping[str, str]) -> Reply:
        self.asked.append((method, url))
        final = self.final.get(url, url)
        if final.endswith("/robots.txt"):
            return Reply(final, 200 if self.robots else 404, {}, self.robots)
        path = url.removeprefix(BASE)
        if path not in self.files:
            return Reply(final, 404, {})
        if method == "HEAD" and not self.heads:
            return Reply(final, 405, {})
        return self._file(method, final, path, headers)

    def _file(self, method: str, final: str, path: str, headers: Mapping[str, str]) -> Reply:
        data = self.files[path]
        part = self.ranges and "Range" in headers
        own = {
            "content-type": self.KINDS[path[path.rfind(".") :]], "content-length": str(len(data)),
            "etag": '"1"', "access-control-allow-origin": "*", **self.headers.get(path, {}),
        }  # fmt: skip
        if part:
            own["content-range"] = f"bytes 0-1/{own['content-length']}"
            own["content-length"] = "2"
        kept = {name: value for name, value in own.items() if value is not None}
        body = b"" if method == "HEAD" else data[:2] if part else data
        return Reply(final, 206 if part else 200, kept, body)


@pytest.fixture
def host(master: dict[str, bytes]) -> Host:
    return Host(dict(master))


def ask(host: Host, **how: Any) -> list[str]:
    found = checkup.site(BASE + MAIN, host, TODAY, categories=CATEGORIES, **how)
    return [one.rule for one in found]


def test_a_good_site_passes(host: Host) -> None:
    """No finding; sound is never downloaded in full, every file is requested once."""
    assert ask(host) == []
    assert ("HEAD", BASE + "second.mp3") in host.asked
    assert len(host.asked) == len(set(host.asked))


@pytest.mark.parametrize(
    ("path", "header", "value", "rules"),
    [
        ("second.mp3", "content-length", "7", ["enclosure-length"]),
        ("second.mp3", "content-length", None, ["host-length"]),
        ("second.mp3", "content-type", "application/octet-stream", ["host-type"]),
        ("second.mp3", "content-type", "Audio/MPEG; x=y", []),
        ("cover.jpg", "content-type", "text/html", ["host-type"]),
        (MAIN, "content-type", "text/html", ["host-type"]),
        (MAIN, "content-type", "text/xml", []),
        (MAIN, "etag", None, ["host-validator"]),
        ("second/transcript.vtt", "content-type", "text/plain", ["host-type-advised"]),
        ("second/chapters.json", "content-type", "text/html", ["host-type-advised"]),
        ("second/chapters.json", "content-type", "application/json", []),
        ("second/chapters.json", "access-control-allow-origin", None, ["host-cors"]),
        (
            "second/transcript.srt",
            "access-control-allow-origin",
            "https://a.example",
            ["host-cors"],
        ),
    ],
)
def test_headers_of_a_host(
    host: Host, path: str, header: str, value: str | None, rules: list[str]
) -> None:
    """What a host says of a file is what apps go by."""
    host.headers[path] = {header: value}
    assert ask(host) == rules


@pytest.mark.parametrize("path", ["second.mp3", "cover.jpg", "second/transcript.srt"])
def test_a_file_not_uploaded(host: Host, path: str) -> None:
    del host.files[path]  # type: ignore[attr-defined]
    assert ask(host) == ["status"]


def test_no_feed_at_the_address(host: Host) -> None:
    del host.files[MAIN]  # type: ignore[attr-defined]
    [one] = checkup.site(BASE + MAIN, host, TODAY)
    assert one.sentence() == f"{BASE}feed.xml: the host answers 404 for {BASE}feed.xml"


def test_a_host_that_is_down() -> None:
    """The reason is reported."""

    def fetch(method: str, url: str, headers: Mapping[str, str]) -> Reply:
        raise TimeoutError("timed out")

    [one] = checkup.site(BASE + MAIN, fetch, TODAY)
    assert one.rule == "unreachable"
    assert one.sentence().endswith("cannot be reached: timed out")


def test_a_host_without_ranges(host: Host) -> None:
    """Found for each episode's sound."""
    host.ranges = False
    assert ask(host) == ["host-range", "host-range"]
    assert ask(host, episodes=1) == ["host-range"]


def test_a_host_without_head(host: Host) -> None:
    """Told for each sound file; the length is then learnt from a part."""
    host.heads = False
    assert ask(host) == ["host-head", "host-head"]
    host.ranges = False
    assert ask(host, episodes=1) == ["host-head", "host-range"]


@pytest.mark.parametrize(
    ("path", "data", "rule"),
    [
        ("second/chapters.json", b"{", "chapters-broken"),
        ("second/transcript.vtt", b"<html>", "cues-broken"),
        ("second/transcript.srt", b"1\n00:00:01,000 --> 00:00:00,000\nx\n", "cues-order"),
    ],
)
def test_what_a_host_sends_is_read(host: Host, path: str, data: bytes, rule: str) -> None:
    """A page in place of a file is what many hosts send with 200."""
    host.files = {**host.files, path: data}
    [one] = checkup.site(BASE + MAIN, host, TODAY, categories=CATEGORIES)
    assert (one.rule, one.file) == (rule, BASE + path)


def test_detours(host: Host) -> None:
    """A file that moved, and one whose new address is not safe."""
    host.final[BASE + "second.mp3"] = "https://cdn.example/second.mp3"
    assert ask(host) == ["redirected"]
    host.final[BASE + "second.mp3"] = "http://cdn.example/second.mp3"
    assert ask(host) == ["downgraded"]


def test_a_feed_that_moved(host: Host) -> None:
    """It says it is where it no longer is."""
    host.final[BASE + MAIN] = "https://new.example/feed.xml"
    assert ask(host) == ["redirected", "self-elsewhere"]


@pytest.mark.parametrize(
    ("robots", "rules"),
    [
        (b"User-agent: *\nDisallow: /\n", ["robots"]),
        (b"User-agent: *\nDisallow: /private/\n", []),
        (b"User-agent: *\nDisallow:\n", []),
        (b"\xff\xfe nonsense", []),
        (b"User-agent: iTMS\nDisallow: /\n", ["robots"]),
        (b"User-agent: GPTBot\nDisallow: /\n", []),
    ],
)
def test_robots(host: Host, robots: bytes, rules: list[str]) -> None:
    host.robots = robots
    assert ask(host) == rules


def test_a_spoiled_feed_on_a_host(host: Host) -> None:
    """The text of a feed is checked as in a folder, and so is the cover."""
    host.files = {**host.files, "cover.jpg": png(1000, 1000)}
    host.files[MAIN] = swap(">guid-second<", ">guid-first<")(host.files[MAIN])
    assert ask(host) == ["guid-twice", "cover-name", "cover-size"]
    host.files[MAIN] = b"<rss"
    assert ask(host) == ["feed-broken"]


class Handler(BaseHTTPRequestHandler):
    """A host with a file, a detour, and a loop."""

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path, self.headers.get("Range")))  # type: ignore[attr-defined]
        if self.path in ("/away", "/loop", "/file"):
            target = {"/away": "/there", "/loop": "/loop", "/file": "file:///etc/passwd"}[self.path]
            self.send_response(302)
            self.send_header("Location", target)
            self.end_headers()
            return
        self.send_response(200 if self.path == "/there" else 404)
        self.send_header("X-Kind", "Test")
        self.send_header("Content-Length", "10")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(b"0123456789")

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked = []  # type: ignore[attr-defined]
        server.url = f"http://127.0.0.1:{server.server_port}"  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_the_fetcher(server: Any) -> None:
    """Follows detours by the same method, tells the last address, has headers in small letters."""
    fetch = checkup.web(timeout=60)
    reply = fetch("GET", server.url + "/away", {"Range": "bytes=0-1"})
    assert (reply.status, reply.url, reply.body) == (200, server.url + "/there", b"0123456789")
    assert reply.headers["x-kind"] == "Test"
    server.asked.clear()
    assert fetch("HEAD", server.url + "/away", {}).body == b""
    assert server.asked == [("HEAD", "/away", None), ("HEAD", "/there", None)]
    assert fetch("GET", server.url + "/nothing", {}).status == 404
    assert checkup.web(limit=3)("GET", server.url + "/there", {}).body == b"012"


def test_where_the_fetcher_does_not_go(server: Any) -> None:
    """Round in circles, to files of this machine, to no address: OSError, or the status of the detour."""
    fetch = checkup.web(timeout=60)
    for path in ("/loop", "/file"):
        assert fetch("GET", server.url + path, {}).status == 302
    for url in (
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "nonsense",
        "http://127.0.0.1:1/",
        "http://[",
    ):
        with pytest.raises(OSError, match=r"."):
            fetch("GET", url, {})
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(OSError, match="timed out"):
            checkup.web(timeout=0.2)("GET", f"http://127.0.0.1:{port}/", {})


@pytest.fixture(scope="module")
def unsafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A host over TLS with a self-signed certificate."""
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = str(folder / "key.pem"), str(folder / "cert.pem")
    subprocess.run(
        [need_tool("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
        capture_output=True, check=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked = []  # type: ignore[attr-defined]
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"https://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_certificate_nobody_signed(unsafe: str) -> None:
    """The reason is reported without the library's numbers."""
    [one] = checkup.site(unsafe + MAIN, checkup.web(60), TODAY)
    assert one.rule == "tls"
    assert str(one.fields["reason"]).startswith("self")
    assert "_ssl.c" not in one.sentence()


def test_a_tls_fault_in_the_middle(host: Host) -> None:
    """Any fault of the safe line counts, not only the certificate's."""

    def fetch(method: str, url: str, headers: Mapping[str, str]) -> Reply:
        if url.endswith("second.mp3"):
            raise URLError(ssl.SSLError(1, "wrong version number"))
        return host(method, url, headers)

    assert [one.rule for one in checkup.site(BASE + MAIN, fetch, TODAY)] == ["tls"]


def test_a_preview_is_recognised(master: dict[str, bytes], tmp_path: Path) -> None:
    """The same podcast from the program's own server, over real HTTP: all is well but its address."""
    import uvicorn

    from podcast import serve

    put(tmp_path, master)
    listener = socket.create_server(("127.0.0.1", 0))
    app = serve.app(tmp_path)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/feed.xml"
        found = checkup.site(url, checkup.web(60), TODAY, categories=CATEGORIES)
    finally:
        server.should_exit = True
        thread.join(60)
    assert [one.rule for one in found] == ["address-preview"]


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "10.0.0.5", "192.168.1.7:8000", "[::1]", "[fe80::1]", "nas", "pc.local"]
)  # fmt: skip
def test_addresses_nobody_else_reaches(master: dict[str, bytes], tmp_path: Path, host: str) -> None:
    """Reported once for the whole feed, with the host, and before anything about https."""
    there = f"http://{host}/audio/".encode()
    moved = {name: data.replace(BASE.encode(), there) for name, data in master.items()}
    put(tmp_path, {name: data for name, data in moved.items() if name not in SECTIONS})
    put(tmp_path, {MAIN: re.sub(rb' href="[^"]*/0\d.mp3"', b"", moved[MAIN])})
    [one] = check(tmp_path)
    assert (one.rule, one.fields["host"]) == ("address-preview", host)


def test_the_same_feed_under_other_prefixes(master: dict[str, bytes], tmp_path: Path) -> None:
    """A namespace is its address, not the prefix that a template gives it."""
    renamed = master[MAIN].replace(b"itunes:", b"i:").replace(b"xmlns:itunes", b"xmlns:i")
    put(tmp_path, {**master, MAIN: renamed})
    assert check(tmp_path) == ()


def test_nothing_outside_the_folder_is_read(master: dict[str, bytes], tmp_path: Path) -> None:
    """An address that leads out of the folder is not a file of the podcast."""
    (tmp_path / "secret.mp3").write_bytes(master["second.mp3"])
    audio = tmp_path / "audio"
    spoiled = swap("audio/second.mp3", "audio/%2e%2e/secret.mp3")(master[MAIN])
    put(audio, {**master, MAIN: spoiled})
    assert [one.rule for one in check(audio)] == ["file-elsewhere"]


def test_the_same_findings_each_time(master: dict[str, bytes], tmp_path: Path) -> None:
    """In the same order, whatever the file system's."""
    spoiled = swap('type="audio/mpeg"', 'type="mp3"')
    files = {**master, MAIN: spoiled(master[MAIN])}
    for slug in ("zebra", "alpha", "mid"):
        inner = master["first/feed.xml"].replace(b"first/feed.xml", f"{slug}/feed.xml".encode())
        files[f"{slug}/feed.xml"] = spoiled(inner)
    put(tmp_path, files)
    places = [one.file for one in check(tmp_path)]
    assert places == [MAIN, "alpha/feed.xml", "mid/feed.xml", "zebra/feed.xml"]
    assert check(tmp_path) == check(tmp_path)
