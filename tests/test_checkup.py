"""The gate before publishing: a good podcast passes without a word, each sabotage of it is told by its name."""

from __future__ import annotations

import datetime as dt
import json
import re
import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import lameenc
import pytest

from podcast import checkup, feed, mp3, timeline
from podcast.checkup.findings import _rules
from podcast.checkup.id3 import read_tag
from podcast.checkup.mpeg import read_sound
from podcast.model import Episode, SectionFile, Show, Span, Take

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
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0" + struct.pack(">H", 2 + len(size)) + size


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
    (audio / "cover.jpg").write_bytes(png())
    episodes = [lay(slug, audio) for slug in DAYS]
    about: dict[str, Any] = {"guid": GUID, "base_url": BASE}
    text = feed.render(SHOW, episodes, TEMPLATE, feed_url=BASE + "feed.xml", **about)
    (audio / "feed.xml").write_text(text, "utf-8")
    one = episodes[0]
    inner = feed.render_sections(SHOW, one, TEMPLATE, feed_url=BASE + "first/feed.xml", **about)
    (audio / "first" / "feed.xml").write_text(inner, "utf-8")
    files = [path for path in audio.rglob("*") if path.is_file()]
    return {path.relative_to(audio).as_posix(): path.read_bytes() for path in files}


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def check(folder: Path, **how: Any) -> tuple[checkup.Finding, ...]:
    return checkup.folder(folder, TODAY, categories=CATEGORIES, **how)


def test_a_good_podcast_passes(master: dict[str, bytes], tmp_path: Path) -> None:
    """What the program makes has no finding, dot folders are nobody's business."""
    put(tmp_path, master)
    put(tmp_path, {".state.json": b"{", ".clips/feed.xml": b"<rss"})
    assert check(tmp_path, loudness=lambda _: -16.4) == ()


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


MAIN = "feed.xml"
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
    ("language", swap("<language>ar<", "<language>Arabic (العربية)<")),
    ("category", swap('text="Education"', 'text="Learning"')),
    ("category", swap('text="How To"', 'text="Physics"')),
    ("explicit", swap("<itunes:explicit>false", "<itunes:explicit>no")),
    ("explicit", resub(r"(.*)<itunes:explicit>false", r"\1<itunes:explicit>لا")),
    ("show-guid", swap(GUID, "not-a-uuid")),
    ("long", resub("(<item>.*?<description>).*?<", r"\1" + "ك" * 2001 + "<")),
    ("long", resub("<description>.*?<", "<description>" + "a" * 4001 + "<")),
    ("item-title", resub("(<item>.*?<title>).*?<", r"\1<")),
    ("enclosure-missing", gone("enclosure")),
    ("enclosure-length", resub('length="[0-9]+"', 'length="1"')),
    ("enclosure-length", resub('length="[0-9]+"', 'length=""')),
    ("enclosure-type", swap('type="audio/mpeg"', 'type="audio/mp3"')),
    ("link-type", swap('type="application/json+chapters"', 'type="application/json"')),
    ("link-type", swap('type="text/vtt"', 'type="vtt"')),
    ("date-missing", gone("pubDate")),
    ("date-digits", swap("<pubDate>Tue, 04 Mar 2025", "<pubDate>Tue, ٠٤ Mar ٢٠٢٥")),
    ("date-digits", swap("<pubDate>Tue, 04 Mar 2025", "<pubDate>الثلاثاء، ٤ مارس ٢٠٢٥")),
    ("date-broken", swap("<pubDate>Tue, 04 Mar 2025 00:00:00 +0000", "<pubDate>2025-03-04T00:00:00Z")),
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
    ("duration", resub("<itunes:duration>[0-9]+", "<itunes:duration>300")),
    ("duration", resub("<itunes:duration>[0-9]+", "<itunes:duration>three")),
    ("chapters-differ", swap('start="00:00:00.000" title="مقدّمة"', 'start="00:00:00.500" title="مقدّمة"')),
    ("chapters-differ", gone("psc:chapter")),
    ("address-plain", lambda data: data.replace(b"https://example.org/", b"http://example.org/")),
    ("address-preview", lambda data: data.replace(b"https://example.org/", b"http://127.0.0.1:8000/")),
    ("address-preview", lambda data: data.replace(b"https://example.org/", b"https://salma-pc.local/")),
    ("self-missing", gone("atom:link")),
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
    """Where a CHAP frame stands in a file, from its head to its end."""
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


LATE = (Path(__file__).parent.parent / "feed.xml.j2").read_text("utf-8")
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
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0" + struct.pack(">H", 2 + len(size)) + size


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
    (audio / "cover.jpg").write_bytes(png())
    episodes = [lay(slug, audio) for slug in DAYS]
    about: dict[str, Any] = {"guid": GUID, "base_url": BASE}
    text = feed.render(SHOW, episodes, TEMPLATE, feed_url=BASE + "feed.xml", **about)
    (audio / "feed.xml").write_text(text, "utf-8")
    one = episodes[0]
    inner = feed.render_sections(SHOW, one, TEMPLATE, feed_url=BASE + "first/feed.xml", **about)
    (audio / "first" / "feed.xml").write_text(inner, "utf-8")
    files = [path for path in audio.rglob("*") if path.is_file()]
    return {path.relative_to(audio).as_posix(): path.read_bytes() for path in files}


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def check(folder: Path, **how: Any) -> tuple[checkup.Finding, ...]:
    return checkup.folder(folder, TODAY, categories=CATEGORIES, **how)


def test_a_good_podcast_passes(master: dict[str, bytes], tmp_path: Path) -> None:
    """What the program makes has no finding, dot folders are nobody's business."""
    put(tmp_path, master)
    put(tmp_path, {".state.json": b"{", ".clips/feed.xml": b"<rss"})
    assert check(tmp_path, loudness=lambda _: -16.4) == ()


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


MAIN = "feed.xml"
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
    ("language", swap("<language>ar<", "<language>Arabic (العربية)<")),
    ("category", swap('text="Education"', 'text="Learning"')),
    ("category", swap('text="How To"', 'text="Physics"')),
    ("explicit", swap("<itunes:explicit>false", "<itunes:explicit>no")),
    ("explicit", resub(r"(.*)<itunes:explicit>false", r"\1<itunes:explicit>لا")),
    ("show-guid", swap(GUID, "not-a-uuid")),
    ("long", resub("(<item>.*?<description>).*?<", r"\1" + "ك" * 2001 + "<")),
    ("long", resub("<description>.*?<", "<description>" + "a" * 4001 + "<")),
    ("item-title", resub("(<item>.*?<title>).*?<", r"\1<")),
    ("enclosure-missing", gone("enclosure")),
    ("enclosure-length", resub('length="[0-9]+"', 'length="1"')),
    ("enclosure-length", resub('length="[0-9]+"', 'length=""')),
    ("enclosure-type", swap('type="audio/mpeg"', 'type="audio/mp3"')),
    ("link-type", swap('type="application/json+chapters"', 'type="application/json"')),
    ("link-type", swap('type="text/vtt"', 'type="vtt"')),
    ("date-missing", gone("pubDate")),
    ("date-digits", swap("<pubDate>Tue, 04 Mar 2025", "<pubDate>Tue, ٠٤ Mar ٢٠٢٥")),
    ("date-digits", swap("<pubDate>Tue, 04 Mar 2025", "<pubDate>الثلاثاء، ٤ مارس ٢٠٢٥")),
    ("date-broken", swap("<pubDate>Tue, 04 Mar 2025 00:00:00 +0000", "<pubDate>2025-03-04T00:00:00Z")),
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
    ("duration", resub("<itunes:duration>[0-9]+", "<itunes:duration>300")),
    ("duration", resub("<itunes:duration>[0-9]+", "<itunes:duration>three")),
    ("chapters-differ", swap('start="00:00:00.000" title="مقدّمة"', 'start="00:00:00.500" title="مقدّمة"')),
    ("chapters-differ", gone("psc:chapter")),
    ("address-plain", lambda data: data.replace(b"https://example.org/", b"http://example.org/")),
    ("address-preview", lambda data: data.replace(b"https://example.org/", b"http://127.0.0.1:8000/")),
    ("address-preview", lambda data: data.replace(b"https://example.org/", b"https://salma-pc.local/")),
    ("self-missing", gone("atom:link")),
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
    """Where a CHAP frame stands in a file, from its head to its end."""
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
    """A tag of version 2.4; none of its sizes is over 127 but that of the letters, so they still read."""
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


def variable(data: bytes) -> bytes:
    """The same length, with frames of two rates: 3 of 313 or 314 bytes become 4 of 64 kbit/s and a longer tag."""
    at = audio_start(data) + 313
    sound = read_sound(data)
    low = frames(0.3, 64)[: 209 * 2]
    assert sound.whole
    return data[:at] + low + data[at:]


LATE = "second/transcript"
FILE_SABOTAGES: list[tuple[str, str, Callable[[bytes], bytes]]] = [
    ("chapters-order", "second.mp3", swapped_chapters),
    ("chapters-gap", "second.mp3", moved(0, 1, -5)),
    ("chapters-end", "second.mp3", moved(2, 1, 60)),
    ("chapters-end", "second.mp3", moved(2, 1, -60)),
    ("chapters-missing", "second.mp3", no_chapters),
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
    ("cues-order", f"{LATE}.vtt", resub(r"--> 00:00:00", "--> 00:00:00.000\n\n00:00:00.020 --> 00:00:00")),
    ("cues-late", f"{LATE}.vtt", resub(r"(.*)--> 00:00:", r"\1--> 01:00:")),
    ("cues-late", f"{LATE}.srt", resub(r"(.*)--> 00:00:", r"\1--> 01:00:")),
    ("cover-format", "cover.jpg", lambda _: b"GIF89a"),
    ("cover-format", "cover.jpg", lambda _: b""),
    ("cover-square", "cover.jpg", lambda _: png(1400, 1401)),
    ("cover-size", "cover.jpg", lambda _: png(1399, 1399)),
    ("cover-size", "cover.jpg", lambda _: jpeg(3001, 3001)),
    ("cover-colour", "cover.jpg", lambda _: png(colour=6)),
    ("cover-colour", "cover.jpg", lambda _: png(colour=0)),
    ("cover-colour", "cover.jpg", lambda _: jpeg(1400, 1400, 4)),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "path", "change"), FILE_SABOTAGES)
def test_a_spoiled_file(
    master: dict[str, bytes], tmp_path: Path, rule: str, path: str, change: Callable[[bytes], bytes]
) -> None:
    """Each fault of a file is found in that file, once, and nothing else with it."""
    put(tmp_path, {**master, path: change(master[path])})
    assert [(one.rule, one.file) for one in check(tmp_path)] == [(rule, path)]


def test_no_feed(master: dict[str, bytes], tmp_path: Path) -> None:
    """Nothing was built yet."""
    assert [one.rule for one in check(tmp_path)] == ["feed-missing"]


def test_loudness(master: dict[str, bytes], tmp_path: Path) -> None:
    """Measured by whom it is handed to, each file once, within one unit of -16."""
    put(tmp_path, master)
    heard: list[str] = []

    def measure(path: Path) -> float:
        heard.append(path.name)
        return -18.2 if path.name == "second.mp3" else -15.1

    findings = check(tmp_path, loudness=measure)
    assert [(one.rule, one.file, one.fields["value"]) for one in findings] == [
        ("loudness", "second.mp3", "-18.2")
    ]
    assert sorted(heard) == ["01.mp3", "02.mp3", "03.mp3", "first.mp3", "second.mp3"]


def test_every_rule_can_be_told() -> None:
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
