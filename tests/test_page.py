"""The pages: what a listener, a search engine and a browser without scripts must find in them."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_tools import many_episodes, written

from podcast import page, script
from podcast.errors import InputError
from podcast.model import (
    Block,
    Chapter,
    Cue,
    Episode,
    ListItem,
    Person,
    Section,
    SectionFile,
    Show,
    Text,
)
from podcast.page import view
from podcast.page.passages import aligned, lines
from podcast.page.text import address, clean, clip, day, fold, paragraphs, seconds, size
from podcast.page.view import apps
from podcast.structs import field_names, replace

FEED = "https://example.org/podcast/feed.xml"
SHOW = Show("راوٍ", "مقالات تُسمع.\n\nكلّ أسبوع.", "سلمى الخطيب", disclosure="قُرئت بصوت آليّ.")
SHOWN_BY_SCRIPT = {"offline", "send", "search-back", "search-next"}
"""What a script shows only where the browser can do it, or where there is something to do."""
VOID = {"meta", "link", "img", "input", "track", "br", "source"}
HOSTILE = (
    "a & b <script>alert(1)</script> ]]> \"e\" 'f' {{ g }} {% h %} \x08\ufffe\udcff 😀 \u202eعربي"
)
SHOWN = "a & b <script>alert(1)</script> ]]> \"e\" 'f' {{ g }} {% h %} 😀 عربي"
CUES = (
    Cue(0, 1_000, "مقدّمة."),
    Cue(1_900, 4_000, "الجملة الأولى."),
    Cue(4_450, 6_000, "والثانية بعدها."),
    Cue(6_750, 9_000, "وهذه فقرة جديدة."),
    Cue(62_500, 64_000, "ليس العنوان أوّل ما يقال."),
)


def episode(slug: str = "mistral", **fields: Any) -> Episode:
    """An episode of two sections, the first with its heading spoken."""
    plain = Episode(
        slug=slug,
        title="ميسترال",
        guid="guid",
        published=dt.datetime(2025, 3, 24, tzinfo=dt.UTC),
        path=f"{slug}.mp3",
        size=3_456_000,
        duration_ms=3_725_100,
        chapters=(Chapter(1, "مقدّمة", 0, 62_500), Chapter(2, "خاتمة", 62_500, 3_725_100)),
        sections=(
            SectionFile(1, "مقدّمة", f"{slug}/01.mp3", 750_000, 62_500),
            SectionFile(2, "خاتمة", f"{slug}/02.mp3", 43_951_200, 3_662_600),
        ),
        description="كيف بدأت.\n\nوإلى أين وصلت.",
        number=7,
        season=2,
        cues=CUES,
    )
    return replace(plain, **fields)


class Page(HTMLParser):
    """A page read back: elements with their attributes and text; unbalanced tags are an error."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self.open: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(html)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs}, [])
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1][0] == tag, (tag, self.open[-1])
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element[2].append(data)

    def all(self, tag: str, **wanted: str) -> list[tuple[dict[str, str], str]]:
        """Attributes and text of every `tag` with the wanted attributes (`class_` for class)."""
        pairs = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [
            (attributes, " ".join("".join(text).split()))
            for name, attributes, text in self.elements
            if name == tag and all(attributes.get(key) == value for key, value in pairs.items())
        ]

    def one(self, tag: str, **wanted: str) -> tuple[dict[str, str], str]:
        (found,) = self.all(tag, **wanted)
        return found


def of_show(*episodes: Episode, **options: Any) -> Page:
    return Page(
        page.show_page(options.pop("show", SHOW), episodes, **{"feed_url": FEED, **options})
    )


def of_episode(one: Episode | None = None, **options: Any) -> Page:
    show = options.pop("show", SHOW)
    return Page(page.episode_page(show, one or episode(), **{"feed_url": FEED, **options}))


PAGES = [of_show(episode(), episode("other")), of_episode()]
BOTH = pytest.mark.parametrize("html", PAGES, ids=["show", "episode"])


@BOTH
def test_a_page_is_arabic_and_runs_from_the_right(html: Page) -> None:
    """Browsers and readers aloud take both from the root element."""
    attributes, _ = html.one("html")
    assert (attributes["lang"], attributes["dir"]) == ("ar", "rtl")
    assert len(html.all("h1")) == 1


@BOTH
def test_every_link_is_relative_or_subscribes_in_an_app(html: Page) -> None:
    """A page works from a folder, below any path and on any host."""
    schemes = {app.url.split(":")[0] for app in apps(FEED)}
    for tag, attributes, _ in html.elements:
        if "noopener" in attributes.get("rel", ""):
            continue  # where the author sends a reader
        for name in ("href", "src") if attributes.get("rel") != "canonical" else ():
            link = attributes.get(name, "#")
            assert not link.startswith("/"), link
            assert ":" not in link or link.split(":")[0] in schemes | {"data"}, (tag, link)


@BOTH
def test_nothing_is_asked_of_another_host(html: Page) -> None:
    """Styles, scripts and fonts are files beside the pages, and no page runs anything inline."""
    loaded = [
        one.get("src") or one.get("href") for tag in ("script", "link") for one, _ in html.all(tag)
    ]
    files = {
        link.partition("?")[0].removeprefix("../") for link in loaded if link and "assets/" in link
    }
    there = page.assets(SHOW, 20, {})
    assert files <= set(there)
    style = there["assets/page.css"].decode()
    assert "@import" not in style
    assert {f"assets/{name}" for name in re.findall(r'url\("([^"]+)"\)', style)} <= set(there)
    for name, text in there.items():
        if name.endswith((".css", ".js")):
            assert not re.search(r"https?://|[^:]//[a-z]", text.decode()), name
    assert not html.all("style")
    assert [one for one, _ in html.all("script") if "src" not in one] == [
        {"type": "application/ld+json"}
    ]
    for _, attributes, _ in html.elements:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]


@BOTH
def test_ids_are_unique_and_what_points_at_one_finds_it(html: Page) -> None:
    """Labels, deep links and headings lean on ids."""
    ids = Counter(attributes["id"] for _, attributes, _ in html.elements if "id" in attributes)
    assert not [name for name, count in ids.items() if count > 1]
    for _, attributes, _ in html.elements:
        for name in ("for", "aria-labelledby", "data-copy"):
            assert attributes.get(name, "content") in ids
        if attributes.get("href", "").startswith("#"):
            assert attributes["href"][1:] in ids


@BOTH
def test_the_feed_is_found_shown_and_linked(html: Page) -> None:
    """By programs in the head, by people in a field they can copy from."""
    up = "" if html is PAGES[0] else "../"
    link, _ = html.one("link", rel="alternate")
    assert (link["type"], link["href"]) == ("application/rss+xml", f"{up}feed.xml")
    assert html.one("input", id="feed")[0]["value"] == FEED
    assert next(one for one, _ in html.all("a", type="application/rss+xml"))["href"] == link["href"]


def test_apps_are_offered_only_where_the_address_is_known() -> None:
    """Before publishing there is nothing an app could subscribe to."""
    assert [app.name for app in apps(FEED)][:1] == ["Apple Podcasts"]
    assert apps(FEED)[0].url == "podcast://example.org/podcast/feed.xml"
    assert apps("") == ()
    unknown = of_episode(feed_url="")
    assert unknown.one("input", id="feed")[0]["data-feed"] == "../feed.xml"
    assert not unknown.all("meta", property="og:url")
    assert not unknown.all("meta", property="og:image")


def test_the_show_lists_episodes_newest_first() -> None:
    """Like the feed; each with its page, its date, its length, its file."""
    older = episode("older", title="الأقدم", published=dt.datetime(2024, 12, 1, tzinfo=dt.UTC))
    html = of_show(older, episode())
    assert [text for _, text in html.all("h3")] == ["ميسترال", "الأقدم"]
    assert [one["datetime"] for one, _ in html.all("time")] == ["2025-03-24", "2024-12-01"]
    assert html.all("time")[1][1] == "1 ديسمبر 2024"
    links = [one["href"] for one, _ in html.all("a")]
    for link in ("mistral/index.html", "mistral.mp3", "mistral/index.html#section-2"):
        assert link in links
    assert "لم تُنشر حلقة بعد." in of_show().one("main")[1]


def test_hundreds_of_episodes_stay_a_light_page() -> None:
    """The newest are shown in full, the others by year, each still linked; a third of a megabyte at most."""
    many = many_episodes()
    text = page.show_page(SHOW, many, feed_url=FEED)
    assert len(text.encode()) < 350_000
    html = Page(text)
    assert len(html.all("h3")) == 24
    years = [one for one, _ in html.all("details", class_="year")]
    assert len(years) == 7
    assert [text.split()[0] for _, text in html.all("summary")[-7:]] == [
        "2025", "2024", "2023", "2022", "2021", "2020", "2019"
    ]  # fmt: skip
    links = [one["href"] for one, _ in html.all("a")]
    assert all(links.count(f"e{at}/index.html") == 1 for at in range(500))
    assert not of_show(episode()).all("details", class_="year")


def test_the_pages_have_the_colour_they_are_given() -> None:
    """One number turns them all; the colour of a browser's own bars goes with it."""
    assert b"--hue: 300" in page.assets(SHOW, 300, {})["assets/page.css"]
    for html in (of_show(hue=300), of_episode(hue=300)):
        assert len([one for one, _ in html.all("meta", name="theme-color")]) == 2


def test_the_player_is_the_browsers_own_with_captions() -> None:
    """It works without scripts, and stays from left to right, as clocks run."""
    html = of_episode()
    audio, _ = html.one("audio")
    assert (audio["src"], audio["preload"], audio["dir"]) == ("../mistral.mp3", "metadata", "ltr")
    assert "controls" in audio
    track, _ = html.one("track")
    assert (track["kind"], track["srclang"]) == ("captions", "ar")
    assert track["src"] == "../mistral/transcript.vtt"
    assert not of_episode(episode(has_vtt=False)).all("track")


@pytest.mark.parametrize(
    ("vtt", "srt"), [(True, True), (True, False), (False, True), (False, False)]
)
def test_transcripts_are_linked_where_they_are(vtt: bool, srt: bool) -> None:
    """One that is there is offered, one that is not is not."""
    html = of_episode(episode(has_vtt=vtt, has_srt=srt))
    offered = {one["href"] for one, _ in html.all("a") if "download" in one}
    told = {name for name in ("vtt", "srt") if f"../mistral/transcript.{name}" in offered}
    assert told == {name for name, there in (("vtt", vtt), ("srt", srt)) if there}
    assert bool(html.all("track")) is vtt


def test_chapters_seek_with_and_without_scripts() -> None:
    """Without, the link opens the file at that second; with, it is the player that goes there."""
    links = of_episode().all("a", class_="seek")
    assert [(one["href"], one["data-seek"], text) for one, text in links] == [
        ("../mistral.mp3#t=0", "0", "مقدّمة"),
        ("../mistral.mp3#t=62.5", "62.5", "خاتمة"),
    ]


def test_a_section_is_heard_kept_and_linked_alone() -> None:
    """Its own file to hear and to download, with size and length, and its own address."""
    html = of_episode()
    alone = html.all("a", class_="tool alone")
    assert [one["href"] for one, _ in alone] == ["../mistral/01.mp3", "../mistral/02.mp3"]
    assert (alone[1][0]["data-seek"], alone[1][0]["data-until"]) == ("62.5", "3725.1")
    assert alone[1][1] == "القسم وحده 1:01:02: خاتمة"
    kept = [(one["href"], text) for one, text in html.all("a", download="")]
    assert ("../mistral/01.mp3", "نزّل القسم: مقدّمة") in kept
    links = [one["href"] for one, _ in html.all("a", data_link="")]
    assert links == ["#section-1", "#section-2"]
    assert not of_episode(episode(sections=())).all("a", class_="tool alone")


def test_an_episode_of_one_section_has_no_list_of_chapters() -> None:
    """A list of one offers no choice; the section can still be heard, downloaded and linked."""
    html = of_episode(episode(chapters=(Chapter(1, "كلّها", 0, 62_500),)))
    assert not html.all("nav")
    assert len(html.all("a", class_="tool alone")) == 1
    assert not of_show(episode(chapters=(Chapter(1, "كلّها", 0, 62_500),))).all("details")


def test_the_transcript_is_complete_in_paragraphs_under_its_chapters() -> None:
    """A heading that is spoken is not shown twice; a longer silence begins a paragraph."""
    html = of_episode()
    lines = html.all("span", class_="line")
    assert [text for _, text in lines] == [cue.text for cue in CUES[1:]]
    assert (lines[0][0]["data-start"], lines[0][0]["data-end"]) == ("1.9", "4")
    assert html.one("bdi", class_="line")[1] == "مقدّمة"
    first = html.one("section", id="section-1")[1]
    assert "الجملة الأولى. والثانية بعدها." in first
    texts = [text for _, text in html.all("p")]
    assert "الجملة الأولى. والثانية بعدها." in texts
    assert "وهذه فقرة جديدة." in texts
    assert "ليس العنوان" in html.one("section", id="section-2")[1]


def test_addresses_in_the_text_are_links_and_signs_stay_with_their_words() -> None:
    """As in the notes; but not in code. Beside Arabic, `C++` would be drawn as `++C`."""
    text = "في C++ و.NET: https://a.example/x?y=C++. وغير http://b.example؛ `https://c.example`"
    sections = script.parse(f"## باب\n\n{text}\n\n## ثان\n\nنصّ.\n", name="a.md").sections
    html = of_episode(episode(), sections=sections)
    links = [(one["href"], words) for one, words in html.all("a", rel="noopener")]
    assert links[:2] == [
        ("https://a.example/x?y=C++", "https://a.example/x?y=C++"),
        ("http://b.example", "http://b.example"),
    ]
    assert "في \u200eC++\u200e و\u200e.NET\u200e: https" in html.one("section", id="section-1")[1]


def test_a_description_with_tags_is_read_without_them() -> None:
    """As in the feed: formatting goes, what a text is about stays."""
    html = of_episode(replace(episode(), description="عن <b>لغة</b> &amp; vector<int>"))
    assert "عن لغة & vector<int>" in [text for _, text in html.all("p")]


def test_every_kind_of_block_stands_as_it_was_written() -> None:
    """Links with their address, lists in lists, quotations, tables, code; sentences are stretches inside."""
    one, sections = written()
    html = of_episode(one, sections=sections, show=replace(SHOW, disclosure=""))
    links = [(one["href"], text) for one, text in html.all("a", rel="noopener")]
    assert ("https://www.lemonde.fr/a?x=1&y=2", "صحيفة لوموند") in links
    assert not [link for link, _ in links if "javascript" in link or link == "a/b"]
    lines = [text for _, text in html.all("span", class_="line")]
    assert lines[:2] == ["قالت صحيفة لوموند إنّها أوّل شركة.", "وقال غيرهاغير ذلك."]
    assert len(html.all("br")) == 1
    assert ("أوّل") in [text for _, text in html.all("strong")]
    outer = next(text for _, text in html.all("ol") if text.startswith("مدارس"))
    assert outer == "مدارس عريقة. مال. قليل. ورغبة."
    assert html.all("ul")[0][1] == "قليل."
    assert html.one("blockquote")[1] == "من يملك النموذج يملك لغته."
    assert html.one("pre")[1] == "pip install <x> run"
    assert [text for _, text in html.all("th")] == ["الاسم", "العام"]
    assert [text for _, text in html.all("td")] == ["ميكسترال", "2024"]
    assert [text for _, text in html.all("b", class_="speaker")] == ["سلمى", "كريم"]
    assert "ضيف الحلقة: كريم" in html.one("p", class_="people")[1]
    times = [float(one["data-start"]) for _, one, _ in html.elements if "data-start" in one]
    assert {cue.start_ms / 1000 for cue in one.cues} <= set(times)


def test_title_and_heading_are_reported_once() -> None:
    """The title that is spoken is the page's own heading; two sections of one title stay two."""
    one, sections = written()
    html = of_episode(one, sections=sections)
    assert html.one("bdi", class_="line", data_start="0")[1] == "العنوان"
    assert [text for _, text in html.all("h3")] == ["سؤال", "سؤال"]
    assert "العنوان" not in html.one("article")[1]
    assert html.one("article")[1].count("سؤال") == 2 + 2  # each with the names of its three buttons
    same = replace(one, title="سؤال", cues=one.cues[1:])
    html = of_episode(same, sections=sections)
    assert html.all("h3")[0][0] == {"class": "unseen"}


@given(
    st.lists(st.text("أبج دهـ.، \n", min_size=1, max_size=40), min_size=1, max_size=6),
    st.data(),
)
@settings(max_examples=60, deadline=None)
def test_no_word_is_lost_between_blocks_and_page(texts: list[str], data: st.DataObject) -> None:
    """However a section is cut into sentences: the page has its text, whole, in order, once."""
    blocks = tuple(Block("paragraph", (Text(" ".join(text.split())),)) for text in texts)
    cues = []
    for block in blocks:
        words = block.text.split()
        while words:
            count = data.draw(st.integers(1, len(words)))
            cues.append(Cue(len(cues) * 1000, len(cues) * 1000 + 900, " ".join(words[:count])))
            words = words[count:]
    found = aligned(list(enumerate(blocks)), cues)
    for place, block in enumerate(blocks):
        made = lines(block, found.get(place, ()))
        assert "".join(run.text for line in made for run in line.runs) == clean(block.text)
    heard = {line.start for at in found for line in lines(blocks[at], found[at]) if line.start}
    assert heard == {seconds(cue.start_ms) for cue in cues if any(map(str.isalnum, cue.text))}


def test_a_list_without_end_is_told_flat() -> None:
    """Sixty lists in each other, and four hundred quotations: the page nests a few and loses no word."""
    deep = tuple(
        Block("item", (Text(f"بند {at}."),), item=ListItem(None, at), quoted=at * 7)
        for at in range(1, 61)
    )
    cues = tuple(Cue(at * 1000, at * 1000 + 900, f"بند {at}.") for at in range(1, 61))
    one = episode(chapters=(Chapter(1, "كلّها", 0, 62_500),), cues=cues)
    html = of_episode(one, sections=(Section(1, "كلّها", deep, announced=False),))
    assert [text for _, text in html.all("span", class_="line")] == [cue.text for cue in cues]
    assert len(html.all("blockquote")) + len(html.all("ul")) <= 14


def test_sources_people_licence_and_support() -> None:
    """Each source once, under its words and its host; roles in Arabic; the licence with its text."""
    one, sections = written()
    show = replace(
        SHOW,
        license="cc-by-sa-4.0",
        funding_url="https://example.org/help",
        person=(Person("سلمى", "host"), Person("ليلى", "bonus role")),
        spotify_url="https://open.spotify.com/show/1",
    )
    html = of_episode(one, sections=(*sections, sections[0]), show=show)
    assert [text for _, text in html.all("bdi", class_="host")] == ["lemonde.fr"]
    text = html.one("body")[1]
    assert "CC BY-SA 4.0" in text
    assert "https://creativecommons.org/licenses/by-sa/4.0/" in [
        one["href"] for one, _ in html.all("a") if "license" in one.get("rel", "")
    ]
    assert "ادعم البودكاست" in text
    assert [name.name for name in apps(FEED, spotify="x")][:2] == ["Apple Podcasts", "Spotify"]
    assert of_show(show=show).one("p", class_="people")[1] == "تقديم: سلمى ليلى"


def test_a_page_is_put_beside_others_and_taken_from_between_them() -> None:
    """Twice gives the same; without neighbours nothing is left; a page without a place for it stays."""
    html = page.episode_page(SHOW, episode(), feed_url=FEED)
    both = page.beside(html, episode("a", title="<b>"), episode("c"))
    assert page.beside(both, episode("a", title="<b>"), episode("c")) == both
    assert page.beside(both, None, None) == html
    assert page.carried(html, both) == both
    assert "&lt;b&gt;" in both
    assert [one["rel"] for one, _ in Page(both).all("a") if one.get("rel") in ("prev", "next")] == [
        "prev",
        "next",
    ]
    assert page.beside("<p>", episode("a"), None) == "<p>"


def test_the_font_is_small_and_free() -> None:
    """Two weights in at most 60 kB, with their licence beside them."""
    there = page.assets(SHOW, 20, {})
    assert sum(len(there[name]) for name in there if name.endswith(".woff2")) <= 60_000
    assert b"SIL OPEN FONT LICENSE" in there["assets/OFL.txt"]
    assert all(there[f"assets/almarai-{weight}.woff2"][:4] == b"wOF2" for weight in (400, 700))
    manifest = json.loads(there["manifest.webmanifest"])
    assert (manifest["name"], manifest["dir"], manifest["lang"]) == ("راوٍ", "rtl", "ar")


def test_an_hour_stays_a_light_page() -> None:
    """8,000 words in 700 sentences: less than a third of a megabyte, before the host compresses it."""
    words = "كلمة من كلمات النص الذي يُسمع ساعةً كاملةً في الحلقة هنا."
    cues = tuple(Cue(at * 5000, at * 5000 + 4500, words) for at in range(720))
    blocks = tuple(Block("paragraph", (Text(" ".join([words] * 6)),)) for _ in range(120))
    one = episode(chapters=(Chapter(1, "كلّها", 0, 3_600_000),), cues=cues, sections=())
    text = page.episode_page(
        SHOW, one, feed_url=FEED, sections=(Section(1, "كلّها", blocks, announced=False),)
    )
    assert text.count('class="line"') == 720
    assert len(text.encode()) < 330_000


def test_nothing_needed_waits_for_a_script() -> None:
    """What only a script can do is hidden until it runs; all else is there."""
    html = of_episode()
    hidden = [
        attributes
        for tag, attributes, _ in html.elements
        if "hidden" in attributes and tag != "svg" and attributes.get("id") not in SHOWN_BY_SCRIPT
    ]
    assert all("js" in one["class"].split() for one in hidden)
    text = html.one("body")[1]
    for part in ("الموسم 2", "الحلقة 7", "24 مارس 2025", "1:02:05", "كيف بدأت.", "قُرئت بصوت آليّ."):
        assert part in text


def test_the_disclosure_is_given_once() -> None:
    """As the last sentence of the transcript, where it is spoken; else under it."""
    said = (*CUES, Cue(70_000, 72_000, SHOW.disclosure))
    for cues in (CUES, said):
        assert of_episode(episode(cues=cues)).one("main")[1].count(SHOW.disclosure) == 1


@pytest.mark.parametrize("field", ["title", "author", "description", "copyright", "disclosure"])
def test_a_hostile_show_stays_text(field: str) -> None:
    """Markup, controls, template braces and overrides of direction reach the page as harmless text."""
    show = replace(SHOW, **{field: HOSTILE})
    pages = (of_show(episode(), show=show), of_episode(show=show))
    assert [len(html.all("script")) for html in pages] == [2, 4]
    assert any(SHOWN in html.one("body")[1] for html in pages)


@pytest.mark.parametrize("field", ["title", "description"])
def test_a_hostile_episode_stays_text(field: str) -> None:
    """The same of what one script's author wrote, on both pages."""
    one = episode(
        chapters=(Chapter(1, HOSTILE, 0, 99_000),), cues=(Cue(5, 9, HOSTILE),), **{field: HOSTILE}
    )
    for html in (of_show(one), of_episode(one)):
        assert len(html.all("script")) == (4 if html.all("audio") else 2)
        assert SHOWN in html.one("main")[1]
    assert of_episode(one).one("bdi", class_="line")[1] == SHOWN


@given(st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_title_gives_a_page_that_reads_back(title: str) -> None:
    """Balanced tags, two scripts, and JSON-LD that is JSON, whatever the title."""
    html = of_episode(episode(title=title, cues=()))
    assert html.one("h1")[1] == fold(title)
    assert (
        json.loads(html.one("script", type="application/ld+json")[1])["@type"] == "PodcastEpisode"
    )


SCHEMA = {
    "Thing": "name description url image",
    "CreativeWork": "author datePublished inLanguage isAccessibleForFree associatedMedia hasPart position",
    "CreativeWorkSeries": "",
    "PodcastSeries": "webFeed",
    "Episode": "episodeNumber duration partOfSeries",
    "PodcastEpisode": "",
    "MediaObject": "contentUrl contentSize encodingFormat duration",
    "AudioObject": "",
    "Clip": "startOffset endOffset",
    "Person": "",
}
"""Of schema.org's vocabulary: types, and the properties each brings, as far as pages use them."""
LINES = {
    "PodcastSeries": ("Thing", "CreativeWork", "CreativeWorkSeries", "PodcastSeries"),
    "PodcastEpisode": ("Thing", "CreativeWork", "Episode", "PodcastEpisode"),
    "AudioObject": ("Thing", "CreativeWork", "MediaObject", "AudioObject"),
    "Clip": ("Thing", "CreativeWork", "Clip"),
    "Person": ("Thing", "Person"),
}


def check_schema(facts: Any) -> None:
    """Every property belongs to its type or to one it descends from, and has a value."""
    if isinstance(facts, list):
        for one in facts:
            check_schema(one)
    elif isinstance(facts, dict):
        allowed = {word for kind in LINES[facts["@type"]] for word in SCHEMA[kind].split()}
        assert set(facts) - {"@type", "@context"} <= allowed, facts["@type"]
        for value in facts.values():
            assert value not in (None, "", [])
            check_schema(value)


@pytest.mark.parametrize("options", [{}, {"feed_url": "", "cover": ""}], ids=["known", "unknown"])
def test_json_ld_uses_schema_orgs_words(options: dict[str, str]) -> None:
    """Whether or not it is known where things are published; addresses are absolute or left out."""
    for html in (of_show(episode(), **options), of_episode(**options)):
        facts = json.loads(html.one("script", type="application/ld+json")[1])
        assert facts["@context"] == "https://schema.org"
        check_schema(facts)
        addresses = [facts.get("url"), facts.get("partOfSeries", {}).get("url")]
        assert all(one is None or one.startswith("https://") for one in addresses)
    if not options:
        assert facts["partOfSeries"]["url"] == "https://example.org/podcast/"
        assert facts["hasPart"][1]["url"] == "https://example.org/podcast/mistral/#section-2"


def test_json_ld_tells_series_and_episode() -> None:
    """In schema.org's words, with absolute addresses where the host is known."""
    series = json.loads(of_show(episode()).one("script", type="application/ld+json")[1])
    assert (series["@type"], series["name"], series["webFeed"]) == ("PodcastSeries", "راوٍ", FEED)
    facts = json.loads(of_episode().one("script", type="application/ld+json")[1])
    assert facts["partOfSeries"]["@type"] == "PodcastSeries"
    assert facts["associatedMedia"]["contentUrl"] == "https://example.org/podcast/mistral.mp3"
    assert (facts["duration"], facts["datePublished"]) == ("PT3725S", "2025-03-24")
    assert [part["startOffset"] for part in facts["hasPart"]] == [0, 62.5]


def test_link_previews_have_absolute_addresses() -> None:
    """Those who read Open Graph resolve nothing."""
    html = of_episode(cover="mistral/cover.jpg")
    told = {one["property"]: one["content"] for one, _ in html.all("meta") if "property" in one}
    assert told["og:url"] == "https://example.org/podcast/mistral/"
    assert html.one("link", rel="canonical")[0]["href"] == told["og:url"]
    assert (told["og:locale"], told["article:published_time"]) == ("ar_AR", "2025-03-24")
    assert html.one("meta", name="twitter:card")[0]["content"] == "summary"
    assert told["og:image"] == "https://example.org/podcast/mistral/cover.jpg"
    assert told["og:audio"] == "https://example.org/podcast/mistral.mp3"
    assert told["og:title"] == "ميسترال"
    assert html.one("img")[0]["src"] == "../mistral/thumb.jpg"
    assert not of_episode(cover="").all("img")
    show = of_show(episode())
    assert show.one("link", rel="canonical")[0]["href"] == "https://example.org/podcast/"
    assert not show.all("meta", property="og:audio")
    assert not of_episode(feed_url="").all("link", rel="canonical")
    english = of_episode(show=replace(SHOW, language="en-GB"))
    assert english.one("meta", property="og:locale")[0]["content"] == "en_GB"


def test_the_same_input_gives_the_same_page() -> None:
    """Two builds are byte-identical, in whatever order episodes come."""
    one, two = episode("one"), episode("two")
    first = page.show_page(SHOW, [one, two], feed_url=FEED)
    assert first == page.show_page(SHOW, [two, one], feed_url=FEED)


def test_an_author_may_replace_each_template() -> None:
    """The others stay; values are escaped in the author's as well."""
    mine = {"show.html.j2": "<p>{{ page.head.title }}</p>"}
    show = replace(SHOW, title="<b>")
    assert page.show_page(show, [], feed_url=FEED, templates=mine) == "<p>&lt;b&gt;</p>\n"
    styled = page.assets(SHOW, 20, {"page.css": "p{color:red}"})
    assert styled["assets/page.css"].endswith(b"p{color:red}")
    links = [
        of_show(templates=some).one("link", rel="stylesheet")[0]["href"]
        for some in ({}, {"page.css": "p{}"}, {"page.js": ""})
    ]
    assert len(set(links)) == 3  # browsers that keep the old file ask for the new one
    own = {"layout.html.j2": "<style>{{ css|safe }}</style><script>{{ js|safe }}</script>"}
    inside = page.show_page(SHOW, [], feed_url=FEED, templates=own | {"page.css": "a{}"})
    assert "<style>a{}</style>" in inside
    assert set(page.packaged()) >= {"show.html.j2", "episode.html.j2", "page.css", "page.js"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\n{{ page.nope }}", 2),
        ("{% if %}", 1),
        ("\n\n{{ page.head.title / 2 }}", 3),
        ("{% include 'missing' %}", 1),
    ],
)
def test_a_broken_template_is_reported_with_its_line(text: str, line: int) -> None:
    """The author mends a place, not a page."""
    with pytest.raises(InputError, match="the template cannot be used") as caught:
        page.show_page(SHOW, [], feed_url=FEED, templates={"show.html.j2": text})
    assert (caught.value.file, caught.value.line) == ("script/show.html.j2", line)


def test_the_guide_names_every_value() -> None:
    """What an author may write into a template is all in docs/pages.md, and nothing else is."""
    guide = (Path(__file__).parents[1] / "docs/pages.md").read_text("utf-8")
    told = set(re.findall(r"`(?:page)?((?:\.\w+)+)`", guide))
    names = {name for path in told for name in path.split(".") if name}
    kinds = (view.ShowView, view.EpisodeView, view.Head, view.App, view.File, view.Sentence)
    kinds += (
        view.ChapterView,
        view.EpisodeEntry,
        view.Year,
        view.Reference,
        view.Credit,
        view.NoteView,
        view.Run,
        view.Passage,
    )
    there = {name for kind in kinds for name in field_names(kind)}
    assert names - {"css", "js"} == there  # of page.css and page.js
    assert all(f"`{name}`" in guide for name in page.packaged())


def test_style_and_script_cannot_end_their_elements() -> None:
    """An author's script that speaks of markup stays one script, in a layout that puts it into the page."""
    mine = {"page.js": 'const x = "</script><b>";', "page.css": "/* </style> */"}
    mine["layout.html.j2"] = "<style>{{ css|safe }}</style><script>{{ js|safe }}</script>"
    html = Page(page.show_page(SHOW, [], feed_url=FEED, templates=mine))
    assert len(html.all("script")) == 1
    assert not html.all("b")


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0 بايت"),
        (999, "999 بايت"),
        (1000, "1.0 ك.ب"),
        (999_600, "1.0 م.ب"),
        (45_604_992, "46 م.ب"),
    ],
)
def test_sizes(count: int, shown: str) -> None:
    """In the largest unit that leaves a number to be read at a glance."""
    assert size(count) == shown


@pytest.mark.parametrize(
    ("written", "linked"),
    [
        (FEED, FEED),
        (
            "https://example.org/صوت/a b.xml?x=1",
            "https://example.org/%D8%B5%D9%88%D8%AA/a%20b.xml?x=1",
        ),
        ("https://مثال.example/feed.xml", "https://xn--mgbh0fb.example/feed.xml"),
        ('https://a"b.org/"', "https://a%22b.org/%22"),
        ("feed.xml", ""),
        ("", ""),
        ("https://[::1/feed.xml", ""),
    ],
)
def test_addresses(written: str, linked: str) -> None:
    """In ASCII, as links and link previews want them; what is not an address is left out."""
    assert address(written) == linked


def test_single_values() -> None:
    """Seconds, days, cuts and paragraphs as people and links want them."""
    assert [seconds(ms) for ms in (0, 62_500, 75_000, 100_000)] == ["0", "62.5", "75", "100"]
    assert (
        day(dt.datetime(2025, 1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=3)))) == "1 يناير 2025"
    )
    assert clip("واحد اثنان ثلاثة", 14) == "واحد اثنان…"
    assert paragraphs("أ\nب\r\n\r\n ج \n\n\n") == ("أ ب", "ج")
