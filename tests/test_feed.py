"""The feed: what apps and directories must find in it, whatever an author wrote."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import podcastparser
import pytest
from conftest import lacking, need_tool
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast import feed
from podcast.errors import InputError
from podcast.feed.text import clip, rfc2822, shorten, uri
from podcast.model import Chapter, Episode, Person, SectionFile, Show, Soundbite
from podcast.structs import replace

TEMPLATE = (Path(__file__).parent.parent / "feed.xml.j2").read_text("utf-8")
BASE = "https://example.org/audio/"
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
ADDRESSES = {"href", "url", "img"}
WHOLE = Show(
    title="راوٍ",
    description="مقالات تُسمع",
    author="سلمى الخطيب",
    email="salma@example.org",
    category=("Education", "How To"),
    link="https://example.org/about",
    copyright="© 2025 سلمى الخطيب",
    disclosure="هذه الحلقة مقروءة بصوت آلي.",
)
FULL = replace(
    WHOLE,
    complete=True,
    block=True,
    new_feed_url="https://new.example/ص.xml",
    funding_url="https://a.example/دعم",
    funding="ادعمنا & شكرًا",
    license="cc-by-4.0",
    license_url="https://a.example/ر",
    frequency="biweekly",
    person=(
        Person(
            "سلمى & الخطيب", "author", "writing", "https://a.example/س", "https://a.example/s.jpg"
        ),
    ),
)
HOSTILE = "a & b < c > d ]]> \"e\" 'f' {{ g }} {% h %} \x08\x0b\x1f\ufffe\uffff\udcff 😀 \u202eعربي <script>"
ALLOWED = "a & b < c > d ]]> \"e\" 'f' {{ g }} {% h %} 😀 عربي <script>"
DEAD = ALLOWED.replace("<script>", "<\u200escript>")
"""A browser takes no `<` for a tag before a mark that nobody sees."""

DAY = dt.datetime(2025, 3, 24, tzinfo=dt.UTC)


def episode(slug: str = "mistral", **fields: Any) -> Episode:
    """An episode of three sections: 62.5 s, then just over an hour, then some more."""
    times = (0, 62_500, 3_725_100, 3_800_400)
    titles = ("مقدمة", "البدايات", "خاتمة")
    chapters = tuple(Chapter(n, t, times[n - 1], times[n]) for n, t in enumerate(titles, 1))
    plain = Episode(
        slug=slug,
        title="ميسترال",
        guid=f"guid-of-{slug}",
        published=DAY,
        path=f"{slug}.mp3",
        size=45_604_992,
        duration_ms=times[-1],
        chapters=chapters,
        sections=tuple(
            SectionFile(
                c.number,
                c.title,
                f"{slug}/{c.number:02}.mp3",
                1000 + c.number,
                c.end_ms - c.start_ms,
            )
            for c in chapters
        ),
        description="كيف بدأت.\n\nوإلى أين وصلت.",
        number=7,
        season=2,
    )
    return replace(plain, **fields)


def text_of(
    show: Show = WHOLE, *episodes: Episode, template: str = TEMPLATE, **options: Any
) -> str:
    asked = {"guid": "0f1e2d3c", "feed_url": f"{BASE}feed.xml", "base_url": BASE, **options}
    return feed.render(show, episodes, template, **asked)


def channel_of(text: str) -> ElementTree.Element:
    channel = ElementTree.fromstring(text.encode()).find("channel")
    assert channel is not None
    return channel


def channel(show: Show = WHOLE, *episodes: Episode, **options: Any) -> ElementTree.Element:
    return channel_of(text_of(show, *episodes, **options))


def item(show: Show = WHOLE, **fields: Any) -> ElementTree.Element:
    found = channel(show, episode(**fields)).find("item")
    assert found is not None
    return found


def words(node: ElementTree.Element, path: str) -> list[str | None]:
    return [one.text for one in node.findall(path, NAMES)]


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


def attributes(node: ElementTree.Element, path: str) -> list[dict[str, str]]:
    return [one.attrib for one in node.findall(path, NAMES)]


# The channel


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", "راوٍ"),
        ("link", "https://example.org/about"),
        ("description", "مقالات تُسمع"),
        ("language", "ar"),
        ("copyright", "© 2025 سلمى الخطيب"),
        ("lastBuildDate", "Mon, 24 Mar 2025 00:00:00 +0000"),
        ("image/url", f"{BASE}cover.jpg"),
        ("image/title", "راوٍ"),
        ("image/link", "https://example.org/about"),
        ("itunes:author", "سلمى الخطيب"),
        ("itunes:owner/itunes:name", "سلمى الخطيب"),
        ("itunes:owner/itunes:email", "salma@example.org"),
        ("itunes:explicit", "false"),
        ("itunes:type", "episodic"),
        ("podcast:guid", "0f1e2d3c"),
        ("podcast:medium", "podcast"),
        ("podcast:locked", "yes"),
        ("podcast:txt", "true"),
        ("itunes:complete", "Yes"),
        ("itunes:block", "Yes"),
        ("itunes:new-feed-url", "https://new.example/%D8%B5.xml"),
        ("podcast:funding", "ادعمنا & شكرًا"),
        ("podcast:license", "cc-by-4.0"),
        ("podcast:updateFrequency", "كل أسبوعين"),
        ("podcast:person", "سلمى & الخطيب"),
    ],
)
def test_channel_says(path: str, value: str) -> None:
    """Each of the channel's elements, once."""
    assert words(channel(FULL, episode()), path) == [value]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("podcast:funding", {"url": "https://a.example/%D8%AF%D8%B9%D9%85"}),
        ("podcast:license", {"url": "https://a.example/%D8%B1"}),
        ("podcast:updateFrequency", {"rrule": "FREQ=WEEKLY;INTERVAL=2"}),
        (
            "podcast:person",
            {
                "role": "author",
                "group": "writing",
                "href": "https://a.example/%D8%B3",
                "img": "https://a.example/s.jpg",
            },
        ),
        ("atom:link", {"rel": "self", "type": "application/rss+xml", "href": f"{BASE}feed.xml"}),
        ("itunes:image", {"href": f"{BASE}cover.jpg"}),
        ("itunes:category", {"text": "Education"}),
        ("itunes:category/itunes:category", {"text": "How To"}),
        ("podcast:locked", {"owner": "salma@example.org"}),
        ("podcast:txt", {"purpose": "ai-content"}),
    ],
)
def test_channel_has(path: str, value: dict[str, str]) -> None:
    """Each of the channel's elements with attributes, once."""
    assert attributes(channel(FULL, episode()), path) == [value]


def test_generator_names_the_program() -> None:
    """The generator is the distribution and its version."""
    (generator,) = words(channel(), "generator")
    assert generator
    assert generator.startswith("rawi ")


def test_a_title_is_enough() -> None:
    """A show of which nothing but the title is known still has a feed that readers take."""
    found = channel(Show("راوٍ", disclosure=""), cover="")
    assert words(found, "link") == [BASE]
    assert words(found, "description") == ["راوٍ"]
    assert words(found, "itunes:author") == ["راوٍ"]
    assert words(found, "podcast:locked") == ["no"]
    assert attributes(found, "podcast:locked") == [{}]
    for absent in ("copyright", "lastBuildDate", "image", "item"):
        assert found.find(absent) is None
    for absent in ("image", "owner", "category", "complete", "block", "new-feed-url"):
        assert found.find(f"itunes:{absent}", NAMES) is None
    for absent in ("txt", "person", "funding", "license", "updateFrequency"):
        assert found.find(f"podcast:{absent}", NAMES) is None
    assert [one["rel"] for one in attributes(found, "atom:link")] == ["self"]


@pytest.mark.parametrize(
    ("locked", "email", "said"),
    [
        (None, "", "no"),
        (None, "a@b.example", "yes"),
        (True, "", "yes"),
        (False, "a@b.example", "no"),
    ],
)
def test_locked(locked: bool | None, email: str, said: str) -> None:
    """As the author says; else locked where there is somebody to ask for the key."""
    found = channel(replace(WHOLE, locked=locked, email=email))
    assert words(found, "podcast:locked") == [said]
    assert attributes(found, "podcast:locked") == [{"owner": email} if email else {}]


def test_a_show_heard_in_order() -> None:
    """Serial, and support that has an address but no words of its own."""
    found = channel(replace(WHOLE, type="serial", funding_url="https://a.example/"))
    assert words(found, "itunes:type") == ["serial"]
    assert words(found, "podcast:funding") == ["ادعم البودكاست"]


@pytest.mark.parametrize("frequency", ["daily", "weekly", "biweekly", "monthly"])
def test_every_rhythm_is_a_rule(frequency: str) -> None:
    """A recurrence rule of RFC 5545, with words for people."""
    (rule,) = attributes(channel(replace(WHOLE, frequency=frequency)), "podcast:updateFrequency")
    assert rule["rrule"].startswith("FREQ=")


def test_a_category_may_stand_alone() -> None:
    """Without a subcategory nothing is nested."""
    found = channel(replace(WHOLE, category=("Technology",)))
    assert attributes(found, ".//itunes:category") == [{"text": "Technology"}]


def test_items_stand_last() -> None:
    """Feed validators want all of the channel's own elements before its first item."""
    names = [one.tag for one in channel(WHOLE, episode("a"), episode("b"))]
    assert names[-2:] == ["item", "item"]
    assert names.count("item") == 2


# An item


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", "ميسترال"),
        ("guid", "guid-of-mistral"),
        ("pubDate", "Mon, 24 Mar 2025 00:00:00 +0000"),
        ("description", "كيف بدأت.\n\nوإلى أين وصلت.\n\nهذه الحلقة مقروءة بصوت آلي."),
        ("itunes:duration", "3800"),
        ("itunes:episode", "7"),
        ("itunes:season", "2"),
        ("itunes:episodeType", "full"),
        ("itunes:explicit", "false"),
        ("podcast:txt", "true"),
    ],
)
def test_item_says(path: str, value: str) -> None:
    """Each of an item's elements, once."""
    assert words(item(), path) == [value]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("guid", {"isPermaLink": "false"}),
        ("enclosure", {"url": f"{BASE}mistral.mp3", "length": "45604992", "type": "audio/mpeg"}),
        (
            "podcast:chapters",
            {"url": f"{BASE}mistral/chapters.json", "type": "application/json+chapters"},
        ),
        ("psc:chapters", {"version": "1.2"}),
        ("podcast:txt", {"purpose": "ai-content"}),
    ],
)
def test_item_has(path: str, value: dict[str, str]) -> None:
    """Each of an item's elements with attributes, once."""
    assert attributes(item(), path) == [value]


def test_people_and_soundbites_of_an_episode() -> None:
    """In place of the show's people; a soundbite may go without a title."""
    found = item(
        FULL,
        person=(Person("كريم", "guest"), Person("ليلى")),
        soundbites=(Soundbite(75_000, 30_000, "أوّل & آخر"), Soundbite(0, 2_250)),
        kind="bonus",
        season_name="عام «القمح»",
    )
    assert words(found, "podcast:person") == ["كريم", "ليلى"]
    assert attributes(found, "podcast:person") == [{"role": "guest"}, {}]
    assert words(found, "podcast:soundbite") == ["أوّل & آخر", None]
    assert attributes(found, "podcast:soundbite") == [
        {"startTime": "75.0", "duration": "30.0"},
        {"startTime": "0.0", "duration": "2.25"},
    ]
    assert words(found, "itunes:episodeType") == ["bonus"]
    assert words(found, "podcast:season") == ["2"]
    assert attributes(found, "podcast:season") == [{"name": "عام «القمح»"}]
    assert words(found, "podcast:episode") == ["7"]


def test_transcripts() -> None:
    """VTT and SRT, with the types apps look for, in the show's language."""
    common = {"language": "ar", "rel": "captions"}
    assert attributes(item(), "podcast:transcript") == [
        {"url": f"{BASE}mistral/transcript.vtt", "type": "text/vtt", **common},
        {"url": f"{BASE}mistral/transcript.srt", "type": "application/x-subrip", **common},
    ]


def test_simple_chapters() -> None:
    """Starts to the millisecond, and each chapter links to where it can be heard alone."""
    assert attributes(item(), "psc:chapters/psc:chapter") == [
        {"start": "00:00:00.000", "title": "مقدمة", "href": f"{BASE}mistral/01.mp3"},
        {"start": "00:01:02.500", "title": "البدايات", "href": f"{BASE}mistral/02.mp3"},
        {"start": "01:02:05.100", "title": "خاتمة", "href": f"{BASE}mistral/03.mp3"},
    ]


def notes_of(node: ElementTree.Element) -> ElementTree.Element:
    (notes,) = words(node, "content:encoded")
    assert notes
    return ElementTree.fromstring(f"<notes>{notes}</notes>")


def test_notes_list_the_chapters() -> None:
    """Right to left, timestamps apps can tap, links to single sections, the disclosure at the end."""
    notes = notes_of(item())
    assert [one.attrib for one in notes] == [{"dir": "rtl", "lang": "ar"}] * 4
    said = [" ".join("".join(one.itertext()).split()) for one in notes]
    assert said == [
        "كيف بدأت.",
        "وإلى أين وصلت.",
        "00:00 مقدمة 01:02 البدايات 1:02:05 خاتمة",
        "هذه الحلقة مقروءة بصوت آلي.",
    ]
    links = [(one.get("href"), one.text) for one in notes.iter("a")]
    assert links[1] == (f"{BASE}mistral/02.mp3", "البدايات")
    assert len(links) == 3
    assert len(list(notes.iter("li"))) == 3


def test_pages_are_linked_where_there_are_any() -> None:
    """With pages an item has a link, and chapters lead to their place on the page."""
    found = channel(WHOLE, episode(), pages=True).find("item")
    assert found is not None
    assert words(found, "link") == [f"{BASE}mistral/"]
    assert attributes(found, ".//psc:chapter")[2]["href"] == f"{BASE}mistral/#section-3"
    assert item().find("link") is None


@pytest.mark.parametrize(
    ("vtt", "srt"), [(True, True), (True, False), (False, True), (False, False)]
)
def test_transcripts_are_told_where_they_are(vtt: bool, srt: bool) -> None:
    """One that exists is listed with its type, one that does not is left out."""
    text = text_of(WHOLE, episode(has_vtt=vtt, has_srt=srt))
    assert ("mistral/transcript.vtt" in text, "text/vtt" in text) == (vtt, vtt)
    assert ("mistral/transcript.srt" in text, "application/x-subrip" in text) == (srt, srt)


def test_an_episode_without_its_extras() -> None:
    """What an episode does not have leaves no trace: no empty element, no dead link."""
    found = item(
        replace(WHOLE, disclosure=""),
        chapters=(),
        sections=(),
        description="",
        number=None,
        season=0,
        has_chapters_json=False,
        has_vtt=False,
        has_srt=False,
    )
    assert words(found, "description") == ["ميسترال"]
    absent = (
        "podcast:episode",
        "podcast:season",
        "podcast:person",
        "podcast:soundbite",
        "itunes:episode",
        "itunes:season",
        "itunes:image",
        "podcast:chapters",
        "podcast:transcript",
    )
    for path in (*absent, "psc:chapters", "podcast:txt"):
        assert found.find(path, NAMES) is None, path


def test_without_a_description_its_first_sentences_describe_it() -> None:
    """And where it has none, its title; the notes, which have the text itself, do not say it twice."""
    found = item(description="", lead="جملة أولى. جملة ثانية.")
    assert words(found, "description") == [f"جملة أولى. جملة ثانية.\n\n{WHOLE.disclosure}"]
    assert len(notes_of(found).findall("p")) == 1
    assert words(item(description=""), "description") == [f"ميسترال\n\n{WHOLE.disclosure}"]


def test_a_chapter_without_a_file_is_not_a_link() -> None:
    """Chapters are listed even where sections were not kept as files."""
    found = item(sections=())
    assert not list(notes_of(found).iter("a"))
    assert set(attributes(found, ".//psc:chapter")[0]) == {"start", "title"}


@pytest.mark.parametrize(
    ("show", "own", "said"), [(False, True, "true"), (True, None, "true"), (True, False, "false")]
)
def test_an_episode_may_differ_in_being_explicit(show: bool, own: bool | None, said: str) -> None:
    """Its own word goes before the show's."""
    assert words(item(replace(WHOLE, explicit=show), explicit=own), "itunes:explicit") == [said]


@pytest.mark.parametrize(
    ("image", "url"),
    [
        ("mistral/cover.jpg", f"{BASE}mistral/cover.jpg"),
        ("https://a.example/ص.jpg", "https://a.example/%D8%B5.jpg"),
    ],
)
def test_an_episode_may_have_an_image(image: str, url: str) -> None:
    """A path below audio/, or an address."""
    assert attributes(item(image=image), "itunes:image") == [{"href": url}]


# Order and dates


def test_newest_first() -> None:
    """By date, and by slug on the same day, whatever the order they are handed in."""
    day = dt.timedelta(days=1)
    told = [
        episode("b"),
        episode("new", published=DAY + day),
        episode("a"),
        episode("old", published=DAY - day),
    ]
    found = channel(WHOLE, *told)
    assert words(found, "item/guid") == [f"guid-of-{slug}" for slug in ("new", "a", "b", "old")]
    assert words(found, "lastBuildDate") == ["Tue, 25 Mar 2025 00:00:00 +0000"]
    assert text_of(WHOLE, *told) == text_of(WHOLE, *reversed(told))


def test_dates_are_in_utc() -> None:
    """A time of another zone is the same moment."""
    baghdad = dt.timezone(dt.timedelta(hours=3))
    assert rfc2822(dt.datetime(2025, 1, 1, 2, tzinfo=baghdad)) == "Tue, 31 Dec 2024 23:00:00 +0000"


@pytest.mark.parametrize("year", [1, 33, 999, 1899, 1969, 9999])
def test_dates_of_all_years(year: int) -> None:
    """Four digits and English names; at the ends of the calendar no zone leads out of it."""
    for zone in (dt.UTC, dt.timezone(dt.timedelta(hours=14)), dt.timezone(-dt.timedelta(hours=12))):
        for month, day, hour in ((1, 1, 0), (12, 31, 23)):
            said = rfc2822(dt.datetime(year, month, day, hour, tzinfo=zone))
            assert said.isascii()
            assert re.fullmatch(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:00:00 \+0000", said)


SOURCES = Path("/usr/share/i18n/locales")
LOCALE = """
import locale, sys, time
locale.setlocale(locale.LC_ALL, sys.argv[2])
sys.stderr.write(time.strftime("%A"))
sys.path.insert(0, sys.argv[1])
import test_feed
sys.stdout.buffer.write(test_feed.text_of(test_feed.WHOLE, test_feed.episode()).encode())
"""


NAME = "ar_EG.UTF-8"


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Arabic locale of Egypt, made here: few machines have it."""
    make = need_tool("localedef")
    if not (SOURCES / "ar_EG").is_file():
        lacking("the package “locales”")
    folder = tmp_path_factory.mktemp("locales")
    command = [make, "--no-archive", "-c", "-i", "ar_EG", "-f", "UTF-8", str(folder / NAME)]
    subprocess.run(command, capture_output=True, check=False)
    return folder


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/St_Johns"])
def test_no_locale_and_no_clock_changes_a_byte(locales: Path, zone: str) -> None:
    """English day names and ASCII digits where the machine speaks Arabic, in any time zone."""
    here = str(Path(__file__).parent)
    arabic = {"LC_ALL": NAME, "LANG": NAME, "LC_TIME": NAME, "LOCPATH": str(locales), "TZ": zone}
    found = subprocess.run(
        [sys.executable, "-c", LOCALE, here, NAME],
        env={**os.environ, **arabic},
        capture_output=True,
        check=True,
    )
    assert not found.stderr.decode("utf-8").isascii(), "this machine's days are not Arabic"
    assert found.stdout.decode("utf-8") == text_of(WHOLE, episode())


# Whatever an author writes


def test_hostile_text_arrives_whole() -> None:
    """What XML can hold arrives as written, in every place; what it cannot is left out."""
    show = replace(
        WHOLE,
        title=HOSTILE,
        description=HOSTILE,
        author=HOSTILE,
        copyright=HOSTILE,
        disclosure=HOSTILE,
    )
    told = episode(title=HOSTILE, description=HOSTILE, chapters=(Chapter(1, HOSTILE, 0, 9000),))
    found = channel(show, told)
    for path in ("title", "itunes:author", "copyright", "image/title", "item/title"):
        assert [folded(text) for text in words(found, path)] == [ALLOWED]
    assert folded(words(found, "description")[0]) == DEAD
    assert folded(words(found, "item/description")[0]) == f"{DEAD} {DEAD}"
    assert attributes(found, ".//psc:chapter")[0]["title"] == ALLOWED
    node = found.find("item")
    assert node is not None
    notes = notes_of(node)
    assert [one.tag for one in notes.iter()] == ["notes", "p", "ul", "li", "a", "p"]
    assert next(notes.iter("a")).text == ALLOWED


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), max_size=300), st.text(st.characters(), max_size=300))
def test_any_text_makes_a_feed(title: str, description: str) -> None:
    """No string of code points, lone surrogates among them, breaks the feed."""
    text = text_of(replace(WHOLE, title=title), episode(title=title, description=description))
    assert text.encode().startswith(b"<?xml")
    assert channel_of(text).find("item") is not None


TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_no_text_reorders_what_stands_beside_it() -> None:
    """Controls that an app leaves open when it cuts a title would turn the rest of its list around."""
    text = f"{TURNING}عنوان \u200eC++\u200f {TURNING}"
    show = replace(WHOLE, title=text, description=text, disclosure=text, author=text)
    xml = text_of(show, episode(title=text, description=text, season_name=text))
    assert not set(xml) & set(TURNING)
    assert "\u200eC++\u200f" in xml


def test_lines_keep_to_255_characters() -> None:
    """Of titles of the show and of episodes; names and labels to 128 (PSP-1, Podcasting 2.0)."""
    long = "كلمة " * 100
    show = replace(FULL, title=long, copyright=long, funding=long, person=(Person(long),))
    found = channel(
        show, episode(title=long, season_name=long, soundbites=(Soundbite(0, 1, long),))
    )
    for path, limit in (
        ("title", 255),
        ("copyright", 255),
        ("item/title", 255),
        ("podcast:funding", 128),
        ("podcast:person", 128),
        ("item/podcast:soundbite", 128),
    ):
        (text,) = words(found, path)
        assert text
        assert limit - 6 < len(text) <= limit, path
        assert text.endswith("كلمة…")
    assert len(attributes(found, "item/podcast:season")[0]["name"]) <= 128


def test_titles_are_one_line() -> None:
    """Line ends and runs of blanks are folded; a guid has no blank around it."""
    found = item(title="  سطر\n\tوآخر ", guid=" a guid \n")
    assert words(found, "title") == ["سطر وآخر"]
    assert words(found, "guid") == ["a guid"]


def test_descriptions_keep_to_apples_limit() -> None:
    """4000 bytes of UTF-8, cut at a word's end, and the disclosure is never what is cut."""
    long = "كلمة " * 2000
    found = channel(replace(WHOLE, description=long), episode(description=long))
    (told,) = words(found, "description")
    assert told
    assert 3980 < len(told.encode()) <= 4000
    assert told.endswith("كلمة…")
    (told,) = words(found, "item/description")
    assert told
    assert 3980 < len(told.encode()) <= 4000
    assert told.endswith(f"كلمة…\n\n{WHOLE.disclosure}")


@settings(max_examples=50, deadline=None)
@given(st.text(), st.integers(min_value=10, max_value=60))
def test_clipping(text: str, limit: int) -> None:
    """Never over the limit, nothing changed within it, always a beginning of the text."""
    cut = clip(text, limit)
    assert len(cut.encode()) <= limit
    assert cut == text or (cut.endswith("…") and text.startswith(cut.removesuffix("…")))


WHOLES = [
    "مِّ",
    "e\u0301\u0323",
    "👩‍👩‍👧",
    "👍🏽",
    "❤️",
    "🇮🇶",
    "🏴\U000e0067\U000e0062\U000e007f",
    "कि",
]


@pytest.mark.parametrize("whole", WHOLES)
def test_what_one_sees_as_a_character_is_not_cut(whole: str) -> None:
    """Letters with marks, emoji of several parts, flags: all of it or none, at every limit."""
    text = whole * 40
    for limit in range(len(whole.encode()) + 3, 120):
        kept = clip(text, limit).removesuffix("…")
        assert kept == whole * (len(kept) // len(whole)), limit
    for limit in range(len(whole) + 1, 60):
        kept = shorten(text, limit).removesuffix("…")
        assert kept == whole * (len(kept) // len(whole)), limit


def test_a_character_without_end_is_cut_all_the_same() -> None:
    """A letter under a thousand marks: the limit holds."""
    assert len(clip("ب" + "\u064e" * 1000, 100).encode()) <= 100
    assert len(shorten("\u200d" * 1000, 100)) <= 100


def test_every_address_is_absolute_ascii() -> None:
    """Arabic in a host, a path or a link is encoded, wherever an address stands."""
    person = Person("س", href="https://مثال.example/عني", img="https://مثال.example/عكس.jpg")
    show = replace(
        WHOLE,
        link="https://مثال.example/عن?س=1#نبذة",
        person=(person,),
        funding_url="https://مثال.example/عون",
    )
    told = episode("ميسترال", image="صورة 1.jpg")
    text = text_of(
        show,
        told,
        base_url="http://مثال.example:8000/صوت",
        feed_url="http://مثال.example:8000/صوت/feed.xml",
        pages=True,
    )
    found = []
    for node in channel_of(text).iter():
        found += [value for name, value in node.attrib.items() if name in ADDRESSES]
        if node.tag in ("link", "url"):
            found.append(node.text or "")
    assert len(found) > 12
    for address in found:
        assert address.isascii()
        assert address.startswith(
            ("http://xn--mgbh0fb.example:8000/%D8%B5", "https://xn--mgbh0fb.example/%D8%B9")
        )
        assert " " not in address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://a.example/%D8%B5?q=%20", "https://a.example/%D8%B5?q=%20"),
        (" https://a.example/a b ", "https://a.example/a%20b"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
    ],
)
def test_addresses_keep_what_is_encoded(written: str, address: str) -> None:
    """Encoding is not done twice."""
    assert uri(written) == address


@pytest.mark.parametrize(
    "wrong",
    ["example.org", "/about", "https://", "https://[::1/", "https://" + "ص" * 80 + ".example"],
)
def test_an_address_that_is_none_is_refused(wrong: str) -> None:
    """A link that no app could follow is the author's to mend."""
    with pytest.raises(InputError, match="cannot be used"):
        channel(replace(WHOLE, link=wrong))


def test_nothing_is_empty() -> None:
    """No element without text, attributes or children: validators complain of each."""
    for show in (WHOLE, Show("راوٍ")):
        for node in channel(show, episode(), episode("b", number=None, season=None)).iter():
            assert node.attrib or len(node) or (node.text or "").strip(), node.tag


# A feed in pages


def days(count: int) -> list[Episode]:
    return [
        episode(f"e{number:03}", published=DAY + dt.timedelta(days=number))
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "size", "pages"),
    [(0, 0, 0), (5, 0, 0), (0, 2, 0), (2, 2, 0), (3, 2, 1), (4, 2, 1), (5, 2, 2), (500, 100, 4)],
)
def test_pages_hold_all_that_the_feed_does_not(count: int, size: int, pages: int) -> None:
    """The newest in feed.xml, all in all of it, every archive page full."""
    documents = feed.leaves(days(count), size)
    assert len(documents) == pages + 1
    assert feed.page_count(count, size) == pages
    slugs = {one.slug for leaf in documents for one in leaf.episodes}
    assert len(slugs) == count
    assert len(documents[0].episodes) == (min(count, size) if size else count)
    assert all(len(leaf.episodes) == size for leaf in documents[1:])


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 40), st.integers(1, 7))
def test_a_new_episode_changes_no_page(count: int, size: int) -> None:
    """Pages are numbered from the oldest: what was on one stays on it, and its text with it, but for a
    link to a page that came after."""
    before = {leaf.path: leaf for leaf in feed.leaves(days(count), size)}
    after = {leaf.path: leaf for leaf in feed.leaves(days(count + 1), size)}
    assert before.keys() <= after.keys()
    for path, leaf in before.items():
        if leaf.is_archive:
            assert after[path].episodes == leaf.episodes
    same = len(before) == len(after)
    assert not same or all(after[path] == before[path] for path in before if path != feed.FEED)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 40), st.integers(1, 7), st.sampled_from(["next", "prev-archive"]))
def test_either_way_leads_through_all_pages(count: int, size: int, relation: str) -> None:
    """Following one relation from feed.xml, an app meets every episode, and comes to an end."""
    documents = {leaf.path: leaf for leaf in feed.leaves(days(count), size)}
    met: list[str] = []
    path = feed.FEED
    while path:
        leaf = documents[path]
        assert leaf.path not in met
        met.append(leaf.path)
        path = dict(leaf.links).get(relation, "")
    assert met == list(documents)


def test_a_page_says_what_it_is() -> None:
    """Its own address, the others', and that it is a part of the past (RFC 5005)."""
    first, newer, older = feed.leaves(days(5), 2)
    links = {"links": newer.links, "is_archive": True, "feed_url": f"{BASE}{newer.path}"}
    found = channel(FULL, *newer.episodes, **links)
    assert {
        one["rel"]: one["href"].removeprefix(BASE) for one in attributes(found, "atom:link")
    } == {
        "self": "feed/2/feed.xml",
        "current": "feed.xml",
        "prev-archive": "feed/1/feed.xml",
        "next": "feed/1/feed.xml",
        "previous": "feed.xml",
        "first": "feed.xml",
        "last": "feed/1/feed.xml",
    }
    assert found.find("{http://purl.org/syndication/history/1.0}archive") is not None
    assert found.find("itunes:new-feed-url", NAMES) is None
    assert words(found, "podcast:guid") == ["0f1e2d3c"]
    assert dict(first.links)["next"] == newer.path
    assert dict(older.links)["next-archive"] == newer.path
    assert not {"next", "prev-archive"} & dict(older.links).keys()


# Sections as a serial feed


def sections(**options: Any) -> ElementTree.Element:
    asked = {"guid": "s", "feed_url": f"{BASE}mistral/feed.xml", "base_url": BASE, **options}
    return channel_of(feed.render_sections(WHOLE, episode(), TEMPLATE, **asked))


def test_sections_feed() -> None:
    """One episode as a show: a section an item, with its own file, length and number."""
    found = sections()
    assert words(found, "title") == ["ميسترال · راوٍ"]
    assert words(found, "itunes:type") == ["serial"]
    assert attributes(found, "atom:link")[0]["href"] == f"{BASE}mistral/feed.xml"
    assert words(found, "item/title") == ["خاتمة", "البدايات", "مقدمة"]
    assert words(found, "item/guid") == [f"guid-of-mistral/0{n}" for n in (3, 2, 1)]
    assert words(found, "item/itunes:episode") == ["3", "2", "1"]
    assert words(found, "item/itunes:duration") == ["75", "3663", "63"]
    assert attributes(found, "item/enclosure")[2] == {
        "url": f"{BASE}mistral/01.mp3",
        "length": "1001",
        "type": "audio/mpeg",
    }
    assert words(found, "item/description")[2] == f"ميسترال · 1/3\n\n{WHOLE.disclosure}"


def test_sections_are_for_apps_and_not_for_directories() -> None:
    """Or an episode would be listed as a show; what belongs to the whole show stays with it."""
    asked = {"guid": "s", "feed_url": f"{BASE}mistral/feed.xml", "base_url": BASE}
    told = episode(kind="bonus", person=(Person("كريم"),), soundbites=(Soundbite(0, 1000),))
    found = channel_of(feed.render_sections(FULL, told, TEMPLATE, **asked))
    assert words(found, "itunes:block") == ["Yes"]
    assert words(found, "podcast:person") == ["كريم"]
    assert found.find("itunes:new-feed-url", NAMES) is None
    assert found.find("podcast:updateFrequency", NAMES) is None
    assert words(found, "item/itunes:episodeType") == ["full"] * 3
    assert found.find("item/podcast:soundbite", NAMES) is None
    assert found.find("item/podcast:person", NAMES) is None


@pytest.mark.parametrize("show", [WHOLE, FULL])
def test_sections_are_complete_only_where_the_author_says_so(show: Show) -> None:
    """An app given a final page never looks again, and an episode may get another section."""
    asked = {"guid": "s", "feed_url": f"{BASE}mistral/feed.xml", "base_url": BASE}
    found = channel_of(feed.render_sections(show, episode(), TEMPLATE, **asked))
    assert words(found, "itunes:complete") == (["Yes"] if show.complete else [])


def test_sections_are_dated_in_order() -> None:
    """Apps play by date: the first section is the oldest, all on the episode's day."""
    dates = words(sections(), "item/pubDate")
    assert [date[-14:] for date in dates if date] == [
        "00:00:02 +0000",
        "00:00:01 +0000",
        "00:00:00 +0000",
    ]
    assert words(sections(), "lastBuildDate") == dates[:1]


def test_sections_have_no_chapters_of_their_own() -> None:
    """Chapters and transcripts belong to the whole episode's clock."""
    for path in ("podcast:chapters", "podcast:transcript", "psc:chapters"):
        assert sections().find(f"item/{path}", NAMES) is None


# Foreign readers


def test_feedparser_reads_it() -> None:
    """No findings, and it reads back what was put in."""
    read = feedparser.parse(text_of(WHOLE, episode(), episode("b", title=HOSTILE)))
    assert not read.bozo
    assert read.version == "rss20"
    assert read.feed.title == "راوٍ"
    entry = read.entries[1]
    assert (entry.title, entry.id, entry.itunes_duration) == ("ميسترال", "guid-of-mistral", "3800")
    assert entry.published_parsed[:6] == (2025, 3, 24, 0, 0, 0)
    assert entry.enclosures[0]["length"] == "45604992"
    assert 'dir="rtl"' in entry.content[-1].value


def test_podcastparser_reads_it() -> None:
    """The parser of gPodder: chapters, lengths and dates arrive."""
    read = podcastparser.parse(f"{BASE}feed.xml", io.BytesIO(text_of(WHOLE, episode()).encode()))
    assert read["title"] == "راوٍ"
    assert read["itunes_categories"] == [["Education", "How To"]]
    assert read["type"] == "episodic"
    (told,) = read["episodes"]
    assert (told["guid"], told["total_time"], told["number"]) == ("guid-of-mistral", 3800, 7)
    assert told["published"] == int(DAY.timestamp())
    assert told["enclosures"] == [
        {"url": f"{BASE}mistral.mp3", "file_size": 45_604_992, "mime_type": "audio/mpeg"}
    ]
    assert [(one["start"], one["title"]) for one in told["chapters"]] == [
        (0, "مقدمة"),
        (62, "البدايات"),
        (3725, "خاتمة"),
    ]


def test_five_hundred_episodes() -> None:
    """A long-lived show's feed takes less than a second, and all of it is there."""
    told = [episode(f"e{n:03}", published=DAY + dt.timedelta(days=n)) for n in range(500)]
    start = time.process_time()
    text = text_of(WHOLE, *told)
    assert time.process_time() - start < 1
    assert len(feedparser.parse(text).entries) == 500


def test_same_input_same_bytes() -> None:
    """No clock, no chance."""
    assert text_of(WHOLE, episode()) == text_of(WHOLE, episode())


# Templates of authors


def test_the_first_byte_begins_the_xml() -> None:
    """Blank lines, comments and a byte order mark before `<?xml` would make apps drop the feed."""
    text = text_of(
        template="\ufeff\n\n{# mine #}\n<?xml version='1.0'?>\n<rss>{{ channel.title }}</rss>\n\n"
    )
    assert text == "<?xml version='1.0'?>\n<rss>راوٍ</rss>\n"


def test_an_authors_template_is_escaped_too() -> None:
    """Escaping does not depend on the file's name, and cannot be forgotten."""
    assert (
        text_of(replace(WHOLE, title="<b>&"), template="<a>{{ channel.title }}</a>")
        == "<a>&lt;b&gt;&amp;</a>\n"
    )


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("<a>\n{{ nothing }}</a>", 2),
        ("<a>\n\n{{ channel.titel }}</a>", 3),
        ("<a>\n{% for %}</a>", 2),
        ("<a>{% if channel %}\n</a>", 2),
        ("<a>\n{{ channel.title|shout }}</a>", 2),
        ("<a>\n{{ 1 / 0 }}</a>", 2),
        ("<a>\n{{ channel.title + 1 }}</a>", 2),
        ("{% include 'other' %}", 1),
        ("{% macro m() %}\n{{ lost }}\n{% endmacro %}\n<a>\n{{ m() }}</a>", 2),
    ],
)
def test_a_broken_template_is_reported_with_its_line(template: str, line: int) -> None:
    """An unknown value, a slip of syntax, a sum of words: which line, and the way out."""
    with pytest.raises(InputError, match="fix this line") as caught:
        text_of(template=template)
    assert (caught.value.file, caught.value.line) == ("feed.xml.j2", line)


BAD_XML = (
    ("<a>\n<b>\n</a>", 3),
    ("<a>\n{# a note\nof two lines #}\n  <b> & </b>\n</a>", 4),
    (
        "<a>\n{% for n in [1, 2] %}\n  <b>{{ n }}</b>\n  <c>{{ n }} & {{ n }}</c>\n{% endfor %}\n</a>",
        4,
    ),
    ("<a>\n{{ 'x &' | safe }}\n</a>", 2),
    ("{% macro m(x) %}\n<b>\n{{ x }}<\n</b>\n{% endmacro %}\n<a>\n{{ m(1)|trim }}\n</a>", 3),
    ("<?xml version='1.0'?>\n{% if channel -%}\n   <a>\n{%- endif %}\n\n&x;</a>", 6),
    ("\n\n{{ channel.items|length }}<a>\n", 3),
    ("<a>\n<b>{{ channel.title }}\n\n", 3),
)


@pytest.mark.parametrize(("template", "line"), BAD_XML)
def test_what_is_no_xml_is_reported_with_its_line(template: str, line: int) -> None:
    """That of the template, whatever loops, macros and conditions have made of it."""
    with pytest.raises(InputError, match="well-formed") as caught:
        text_of(template=template)
    assert (caught.value.file, caught.value.line) == ("feed.xml.j2", line)


@pytest.mark.parametrize(
    "template", ["<a>{{ channel.title }}", "<a>&nbsp;</a>", "<a> & </a>", "", "plain", "<a/><b/>"]
)
def test_a_template_must_make_xml(template: str) -> None:
    """One stray `&` and apps would drop the feed: the author hears of it here."""
    with pytest.raises(InputError, match="well-formed"):
        text_of(template=template)
