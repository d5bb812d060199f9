"""The pages in Chromium: what a listener does with them, by mouse, by keys, by link, on a telephone."""

from __future__ import annotations

import datetime as dt
import re
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import need_tool

from podcast import page
from podcast.model import Chapter, Cue, Episode, SectionFile, Show

playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright drives the browser tests and is not installed"
)
if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
]
LONG_WORD = "ا" * 80
CHAPTERS = (
    Chapter(1, "مقدّمة", 0, 1_500),
    Chapter(2, "وسط", 1_500, 30_000),
    Chapter(3, LONG_WORD, 30_000, 60_000),
)
EPISODE = Episode(
    slug="one",
    title=f"حلقة {LONG_WORD}",
    guid="g",
    published=dt.datetime(2025, 3, 24, tzinfo=dt.UTC),
    path="one.mp3",
    size=480_000,
    duration_ms=60_000,
    chapters=CHAPTERS,
    sections=tuple(
        SectionFile(c.number, c.title, f"one/{c.number:02}.mp3", 9, c.end_ms - c.start_ms)
        for c in CHAPTERS
    ),
    description="وصف.",
    cues=(
        Cue(0, 800, "مقدّمة"),
        Cue(900, 1_400, "أوّل ما يقال."),
        *(Cue(start, start + 900, f"جملة عند {start}.") for start in range(2_000, 58_000, 1_000)),
    ),
)
SHOW = Show("راوٍ", "مقالات تُسمع.", "سلمى")
TIME = "() => document.querySelector('#player').currentTime"
PAUSED = "() => document.querySelector('#player').paused"
BROAD = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A published show of one episode, opened from its folder as an author would."""
    root: Path = tmp_path_factory.mktemp("audio")
    (root / "one").mkdir()
    (root / "index.html").write_text(
        page.show_page(SHOW, [EPISODE], feed_url="", cover=""), "utf-8"
    )
    (root / "one/index.html").write_text(
        page.episode_page(SHOW, EPISODE, feed_url="", cover=""), "utf-8"
    )
    with wave.open(str(root / "one.mp3"), "wb") as out:  # a browser looks at what is in a file
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(8_000)
        out.writeframes(b"\x80" * 8_000 * 60)
    return root.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or whichever is on the path."""
    path = need_tool("chromium")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=QUIET)
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a page; at the end nothing may have been written to the console or asked of a host."""
    heard: list[str] = []
    contexts = []

    def go(path: str = "one/index.html", *, loaded: bool = True, **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: heard.append(message.text))
        tab.on("pageerror", lambda error: heard.append(str(error)))
        tab.on(
            "request",
            lambda one: None if one.url.startswith(("file:", "data:")) else heard.append(one.url),
        )
        tab.goto(f"{site}/{path}")
        if loaded:
            tab.wait_for_function("document.querySelector('#player').readyState > 0")
        return tab

    yield go
    for context in contexts:
        context.close()
    assert not heard


def spoken(tab: Page) -> str:
    return str(tab.locator(".line.spoken").inner_text())


def test_a_chapter_seeks_and_is_marked(visit: Callable[..., Page]) -> None:
    """By a click on it; a reader aloud is told as well."""
    tab = visit()
    tab.locator("a.seek").nth(1).click()
    tab.wait_for_function("document.querySelector('#player').currentTime > 1.5")
    assert not tab.evaluate(PAUSED)
    assert tab.locator(".chapters li.here").inner_text().startswith("وسط")
    assert tab.locator("[aria-current=true]").inner_text() == "وسط"
    assert tab.locator("#now").inner_text() == "وسط"


def test_a_click_on_a_sentence_plays_it(visit: Callable[..., Page]) -> None:
    """And the sentence that sounds is the one that is marked, from then on."""
    tab = visit()
    tab.get_by_text("جملة عند 20000.").click()
    tab.wait_for_function("document.querySelector('#player').currentTime > 20.1")
    assert 20 <= tab.evaluate(TIME) < 21
    assert spoken(tab) == "جملة عند 20000."
    tab.wait_for_function("document.querySelector('#player').currentTime > 21.1")
    assert spoken(tab) == "جملة عند 21000."


def test_a_section_alone_ends_where_it_ends(visit: Callable[..., Page]) -> None:
    """It pauses at its last word, still in its own chapter; played on, it goes on."""
    tab = visit()
    tab.locator("a.alone").first.click()
    tab.wait_for_function("document.querySelector('#player').currentTime > 0.2")
    tab.wait_for_function("document.querySelector('#player').paused")
    assert 1.3 < tab.evaluate(TIME) < 1.6
    tab.evaluate("document.querySelector('#player').play()")
    tab.wait_for_function("document.querySelector('#player').currentTime > 1.8")
    assert not tab.evaluate(PAUSED)


def test_a_jump_out_of_a_section_alone_is_followed(visit: Callable[..., Page]) -> None:
    """Who drags the player elsewhere wants to listen there."""
    tab = visit()
    tab.locator("a.alone").first.click()
    tab.evaluate("document.querySelector('#player').currentTime = 40")
    tab.wait_for_function("document.querySelector('#player').currentTime > 40.3")
    assert not tab.evaluate(PAUSED)


@pytest.mark.parametrize(
    ("link", "second"),
    [
        ("#t=25", 25),
        ("#t=0:25.5", 25.5),
        ("#t=npt:25", 25),
        ("#section-2", 1.5),
        ("#section-3", 30),
    ],
)
def test_deep_links_start_there(visit: Callable[..., Page], link: str, second: float) -> None:
    """A second, a clock, a section."""
    tab = visit(f"one/index.html{link}")
    tab.wait_for_function(f"document.querySelector('#player').currentTime >= {second}")
    assert second <= tab.evaluate(TIME) < second + 3


def test_a_deep_link_with_an_end_stops_there(visit: Callable[..., Page]) -> None:
    """As media fragments have it."""
    tab = visit("one/index.html#t=25,25.5")
    tab.wait_for_function("document.querySelector('#player').currentTime > 25.2")
    tab.wait_for_function("document.querySelector('#player').paused")
    assert tab.evaluate(TIME) < 25.8


def test_a_link_that_makes_no_sense_plays_nothing(visit: Callable[..., Page]) -> None:
    """Nor does it trip the script."""
    tab = visit("one/index.html#t=...")
    for link in ("#t=", "#t=abc", "#t=1:x", "#section-99", "#section-", "#%F0", "#t=:,:"):
        tab.evaluate("link => { location.hash = link; }", link)
        tab.wait_for_timeout(30)
        assert tab.evaluate(PAUSED), link
        assert tab.evaluate(TIME) == 0, link


def test_keys_play_and_move(visit: Callable[..., Page]) -> None:
    """Space plays and pauses; the clock runs to the right, so the right arrow goes on."""
    tab = visit()
    tab.evaluate("document.querySelector('#follow').checked = false")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate(TIME) == 10
    tab.keyboard.press("ArrowLeft")
    assert tab.evaluate(TIME) == 5
    tab.keyboard.press("Space")
    assert not tab.evaluate(PAUSED)
    tab.keyboard.press("Space")
    assert tab.evaluate(PAUSED)
    assert tab.evaluate("scrollY") == 0


def test_keys_belong_to_the_control_that_has_focus(visit: Callable[..., Page]) -> None:
    """Arrows in a field move its cursor, and space on a button presses it."""
    tab = visit()
    tab.locator("#feed").focus()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Space")
    assert tab.evaluate(TIME) == 0
    tab.locator("[data-skip='15']").focus()
    tab.keyboard.press("Space")
    assert tab.evaluate(TIME) == 15
    assert tab.evaluate(PAUSED)


def test_every_control_is_reached_by_tab_and_seen(visit: Callable[..., Page]) -> None:
    """What has the focus has an outline."""
    tab = visit()
    reached = set()
    for _ in range(24):
        tab.keyboard.press("Tab")
        name, outline = tab.evaluate(
            "() => [document.activeElement.className || document.activeElement.id,"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        reached.add(name)
        assert outline != "none" or name == "player", name
    assert {"skip", "player", "rate", "follow", "seek", "button alone"} <= reached


def test_speed(visit: Callable[..., Page]) -> None:
    """Chosen in the list, or in the browser's own menu, which the list then shows."""
    tab = visit()
    tab.locator("#rate").select_option("1.5")
    assert tab.evaluate("document.querySelector('#player').playbackRate") == 1.5
    tab.evaluate("document.querySelector('#player').playbackRate = 2")
    tab.wait_for_function("document.querySelector('#rate').value === '2'")


def test_the_transcript_follows_until_the_reader_scrolls(visit: Callable[..., Page]) -> None:
    """The sentence that sounds comes into view; a turn of the wheel ends that."""
    tab = visit("one/index.html", viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    tab.evaluate("document.querySelector('#player').currentTime = 55")
    tab.evaluate("document.querySelector('#player').play()")
    tab.wait_for_function("document.querySelector('.line.spoken')")
    tab.wait_for_function(
        "() => { const box = document.querySelector('.line.spoken')?.getBoundingClientRect();"
        " return box && box.top > 0 && box.bottom < innerHeight; }"
    )
    tab.mouse.wheel(0, -3000)
    tab.wait_for_function("!document.querySelector('#follow').checked")


def test_copying_says_what_it_did(visit: Callable[..., Page]) -> None:
    """Copied, or, where the browser forbids that, shown."""
    tab = visit()
    for button in (".copy", "[data-link] >> nth=1"):
        tab.locator(button).click()
        tab.wait_for_function("document.querySelector('.said').textContent")
        assert re.search("نُسخ|feed.xml|#section-2", tab.locator(".said").inner_text())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["index.html", "one/index.html"])
def test_a_telephone_shows_it_all(visit: Callable[..., Page], path: str, scheme: str) -> None:
    """360 pixels, no scrolling sideways, whatever the longest word."""
    tab = visit(path, loaded=False, viewport={"width": 360, "height": 640}, color_scheme=scheme)
    assert tab.evaluate(BROAD) <= 0


def test_light_and_dark(visit: Callable[..., Page]) -> None:
    """As the listener's system has it."""
    grounds = [
        visit(color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    light, dark = (sum(map(int, re.findall(r"\d+", ground)[:3])) for ground in grounds)
    assert light > 600
    assert dark < 120


def test_without_scripts(visit: Callable[..., Page]) -> None:
    """The player, every chapter and every sentence are there; what needs a script is not."""
    tab = visit(loaded=False, java_script_enabled=False)
    assert tab.locator("audio").is_visible()
    assert tab.locator("a.seek").count() == 3
    assert tab.get_by_text("جملة عند 57000.").is_visible()
    assert not tab.locator(".controls").is_visible()
    assert not tab.locator(".copy").is_visible()


def test_on_paper(visit: Callable[..., Page]) -> None:
    """The text and the feed's address, without player and buttons."""
    tab = visit()
    tab.emulate_media(media="print")
    assert not tab.locator(".player").is_visible()
    assert not tab.locator("a.alone").first.is_visible()
    assert tab.get_by_text("جملة عند 57000.").is_visible()
    assert tab.locator("#feed").is_visible()


def test_from_the_show_to_a_section_and_back(visit: Callable[..., Page]) -> None:
    """Links lead from page to page in a mere folder."""
    tab = visit("index.html", loaded=False)
    tab.locator("summary").click()
    tab.locator("details a").nth(2).click()
    tab.wait_for_function("document.querySelector('#player').currentTime >= 30")
    tab.locator(".by a").click()
    tab.wait_for_url("**/index.html")
    assert tab.locator("h1").inner_text() == "راوٍ"
