"""The pages in Chromium, over HTTP, with real MP3s: what a listener does with them, by mouse, keys, link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import fakes
import page_tools
import pytest
from conftest import need_package, need_tool
from page_tools import Told, Visits, words

from podcast import page
from podcast.model import Show

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PLAYER = "document.querySelector('#player')"
TIME = f"{PLAYER}.currentTime"
PAUSED = f"{PLAYER}.paused"
BROAD = "() => document.documentElement.scrollWidth - innerWidth"
WIDTHS = (360, 1280)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Told]]:
    """The address of a show that was built with the tones voice, and what its first episode tells."""
    need_tool("chromium")
    with pytest.MonkeyPatch.context() as patch:
        fakes.install(tmp_path_factory.mktemp("voice"), patch)
        root = page_tools.published(tmp_path_factory.mktemp("show"))
        many = root.audio / "many/index.html"
        many.parent.mkdir()
        episodes = page_tools.many_episodes()
        many.write_text(page.show_page(Show("كثير"), episodes, feed_url="", cover=""), "utf-8")
        with page_tools.served(root.audio) as site:
            yield site, page_tools.told(root, "talk")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with page_tools.chromium() as running:
        yield running


@pytest.fixture
def visit(browser: Browser, built: tuple[str, Told]) -> Iterator[Visits]:
    """Open a page; at the end nothing may have been written to the console or asked of a host."""
    visits = Visits(browser, built[0])
    yield visits
    visits.close()


@pytest.fixture
def talk(built: tuple[str, Told]) -> Told:
    return built[1]


def until(tab: Any, condition: str) -> None:
    tab.wait_for_function(condition, timeout=10_000)


def spoken(tab: Any) -> str:
    return words(tab.locator(".line.spoken").inner_text())


def test_a_chapter_seeks_and_is_marked(visit: Visits, talk: Told) -> None:
    """By a click on it; a reader aloud is told as well, and what stands above the player."""
    tab = visit()
    start, _, title = talk.chapters[1]
    tab.locator("a.seek").nth(1).click()
    until(tab, f"{TIME} > {start}")
    assert not tab.evaluate(PAUSED)
    assert title in tab.locator(".chapters li.here").inner_text()
    assert tab.locator("[aria-current=true]").inner_text() == title
    assert tab.locator("#now").inner_text() == title


def test_the_sound_is_that_of_the_sentence(visit: Visits, talk: Told) -> None:
    """An MP3 is sought exactly: what the player says it plays is where the timeline has it."""
    tab = visit()
    assert tab.evaluate(f"{PLAYER}.duration") == pytest.approx(talk.chapters[-1][1], abs=0.06)
    tab.evaluate(f"{PLAYER}.play()")
    for start, end, _ in talk.cues[5:20:7]:
        tab.evaluate("at => { document.querySelector('#player').currentTime = at; }", start + 0.1)
        until(tab, f"!{PLAYER}.seeking")
        assert start <= tab.evaluate(TIME) < end


def test_a_click_on_a_sentence_plays_it_and_the_mark_follows(visit: Visits, talk: Told) -> None:
    """The sentence that sounds is the one that is marked, from then on."""
    tab = visit()
    (start, _, text), (after, _, next_text) = talk.cues[6:8]
    tab.locator(".line").nth(6).click()
    until(tab, f"{TIME} > {start} + 0.1")
    assert tab.evaluate(TIME) < after
    assert spoken(tab) == words(text)
    until(tab, f"{TIME} > {after} + 0.1")
    assert spoken(tab) == words(next_text)


def test_a_section_alone_ends_where_it_ends(visit: Visits, talk: Told) -> None:
    """It pauses at its last word, still in its own chapter; played on, it goes on."""
    tab = visit()
    end = talk.chapters[0][1]
    tab.locator("#rate").select_option("2")
    tab.locator("a.alone").first.click()
    until(tab, f"{TIME} > 0.2 && document.querySelector('.alone.on')")
    until(tab, PAUSED)
    assert end - 0.3 < tab.evaluate(TIME) < end
    assert tab.locator(".chapters li.here").count() == 1
    assert not tab.locator(".alone.on").count()
    tab.evaluate(f"{PLAYER}.play()")
    until(tab, f"{TIME} > {end} + 0.3")
    assert not tab.evaluate(PAUSED)


def test_a_section_alone_is_paused_by_its_own_button(visit: Visits, talk: Told) -> None:
    """One tap to play it, one to stop."""
    tab = visit()
    start = talk.chapters[1][0]
    alone = tab.locator(".transcript a.alone").nth(1)
    alone.click()
    until(tab, f"{TIME} > {start} + 0.2")
    alone.click()
    until(tab, PAUSED)
    assert tab.evaluate(TIME) < start + 5


def test_a_jump_out_of_a_section_alone_is_followed(visit: Visits, talk: Told) -> None:
    """Who drags the player elsewhere wants to listen there."""
    tab = visit()
    tab.locator("a.alone").first.click()
    far = talk.chapters[1][0] + 12
    tab.evaluate(f"{TIME} = {far}")
    until(tab, f"{TIME} > {far} + 0.3")
    assert not tab.evaluate(PAUSED)


def test_deep_links_start_there(visit: Visits, talk: Told) -> None:
    """A second, a clock, a section, on arrival and afterwards."""
    tab = visit("talk/#t=0:12.5")
    until(tab, f"{TIME} >= 12.5")
    assert tab.evaluate(TIME) < 15
    third = talk.chapters[2][0]
    for link, second in (("#t=npt:9", 9), ("#t=11", 11), ("#section-3", third), ("#t=0:10", 10)):
        tab.evaluate("link => { location.hash = link; }", link)
        until(tab, f"{TIME} >= {second} && {TIME} < {second} + 3")


def test_a_deep_link_with_an_end_stops_there(visit: Visits) -> None:
    """As media fragments have it."""
    tab = visit("talk/#t=12,12.6")
    until(tab, f"{TIME} > 12.3")
    until(tab, PAUSED)
    assert tab.evaluate(TIME) < 12.9


def test_a_link_that_makes_no_sense_plays_nothing(visit: Visits) -> None:
    """Nor does it trip the script."""
    tab = visit("talk/#t=...")
    for link in ("#t=", "#t=abc", "#t=1:x", "#section-99", "#section-", "#%F0", "#t=:,:"):
        tab.evaluate("link => { location.hash = link; }", link)
        tab.wait_for_timeout(30)
        assert tab.evaluate(PAUSED), link
        assert tab.evaluate(TIME) == 0, link


def test_keys_play_and_move(visit: Visits, talk: Told) -> None:
    """The clock runs to the right, so the right arrow goes on; brackets go from chapter to chapter."""
    tab = visit()
    tab.evaluate("document.querySelector('#follow').checked = false")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate(TIME) == 10
    tab.keyboard.press("ArrowLeft")
    assert tab.evaluate(TIME) == 5
    until(tab, "document.querySelector('.chapters .here')")
    second, third = (one[0] for one in talk.chapters[1:])
    for key, where in (("]", third), ("[", second), ("[", 0), ("[", 0), ("]", second)):
        tab.keyboard.press({"]": "BracketRight", "[": "BracketLeft"}[key])
        until(tab, f"Math.abs({TIME} - {where}) < 0.05")
    assert tab.evaluate(PAUSED)
    tab.keyboard.press("Space")
    assert not tab.evaluate(PAUSED)
    assert tab.locator("#listen").inner_text() == "أوقف"
    tab.keyboard.press("Space")
    assert tab.evaluate(PAUSED)
    assert tab.evaluate("scrollY") == 0


def test_keys_belong_to_the_control_that_has_focus(visit: Visits) -> None:
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


def test_every_control_is_reached_by_tab_and_seen(visit: Visits) -> None:
    """What has the focus has an outline."""
    tab = visit()
    reached = set()
    for _ in range(40):
        tab.keyboard.press("Tab")
        name, outline = tab.evaluate(
            "() => [document.activeElement.id || document.activeElement.className,"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        reached.add(name)
        assert outline != "none" or name == "player", name
    assert {"skip", "listen", "player", "rate", "seek", "tool alone", "follow"} <= reached


def test_speed_and_place_are_remembered(visit: Visits) -> None:
    """Chosen in the list or in the browser's own menu; who comes back goes on where they stopped."""
    tab = visit()
    tab.locator("#rate").select_option("1.5")
    assert tab.evaluate(f"{PLAYER}.playbackRate") == 1.5
    tab.evaluate(f"{PLAYER}.playbackRate = 1.75")
    until(tab, "document.querySelector('#rate').value === '1.75'")
    tab.evaluate(f"{TIME} = 14")
    tab.evaluate(f"{PLAYER}.play()")
    until(tab, f"{TIME} > 14.5")
    tab.evaluate(f"{PLAYER}.pause()")
    until(tab, "Object.keys(localStorage).length === 2")
    again = visit.tab(tab.context, "talk/")
    until(again, f"{TIME} > 14.4")
    assert again.evaluate(PAUSED)
    assert again.evaluate(f"{PLAYER}.playbackRate") == 1.75
    assert "00:14" in again.locator(".said").inner_text()
    linked = visit.tab(tab.context, "talk/#t=2")
    until(linked, f"{TIME} >= 2 && {TIME} < 6")


def test_the_end_is_not_a_place_to_come_back_to(visit: Visits) -> None:
    """An episode heard to its end begins anew."""
    tab = visit()
    tab.evaluate(f"{TIME} = {PLAYER}.duration - 0.5")
    tab.evaluate(f"{PLAYER}.play()")
    until(tab, f"{PLAYER}.ended")
    again = visit.tab(tab.context, "talk/")
    assert again.evaluate(TIME) == 0


def test_a_browser_that_keeps_nothing_still_plays(visit: Visits) -> None:
    """In a private window storage may throw."""
    tab = visit()
    tab.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });"
    )
    tab.reload()
    tab.locator("#listen").click()
    until(tab, f"{TIME} > 0.2")


def test_a_locked_screen_shows_and_steers(visit: Visits, talk: Told) -> None:
    """The chapter, the show, the episode and its picture."""
    tab = visit()
    tab.locator("a.seek").nth(1).click()
    until(tab, f"{TIME} > {talk.chapters[1][0]}")
    shown = tab.evaluate(
        "() => { const m = navigator.mediaSession.metadata;"
        " return [m.title, m.artist, m.album, m.artwork[0].src]; }"
    )
    assert shown[:3] == [talk.chapters[1][2], "برنامج", "حلقة فيها كلام كثير"]
    assert shown[3].endswith("/talk/cover.jpg")


def test_the_strip_shows_and_seeks(visit: Visits, talk: Told) -> None:
    """A segment a chapter, as long as it is; the clock runs from left to right."""
    tab = visit()
    boxes = [one.bounding_box() for one in tab.locator("#strip i").all()]
    assert [box["x"] for box in boxes] == sorted(box["x"] for box in boxes)
    assert boxes[1]["width"] > 3 * boxes[0]["width"]
    tab.locator("#strip i").nth(1).click()
    start, end, _ = talk.chapters[1]
    until(tab, f"Math.abs({TIME} - {(start + end) / 2}) < 2")


def test_the_transcript_follows_until_the_reader_scrolls(visit: Visits, talk: Told) -> None:
    """The sentence that sounds comes into view; a turn of the wheel ends that."""
    tab = visit(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    tab.evaluate(f"{TIME} = {talk.chapters[2][0] - 6}")
    tab.evaluate(f"{PLAYER}.play()")
    until(
        tab,
        "(() => { const box = document.querySelector('.line.spoken')?.getBoundingClientRect();"
        " return box && box.top > 0 && box.bottom < innerHeight; })()",
    )
    tab.mouse.move(180, 600)
    tab.mouse.wheel(0, -3000)
    until(tab, "!document.querySelector('#follow').checked")


def test_captions_are_read_by_the_browser_as_they_are_on_the_page(
    visit: Visits, talk: Told
) -> None:
    """Chromium's own parser: every cue, with the page's times and words, at most two lines, in order."""
    tab = visit()
    tab.evaluate(f"{PLAYER}.textTracks[0].mode = 'hidden'")
    until(tab, f"{PLAYER}.textTracks[0].cues?.length > 0")
    cues = tab.evaluate(
        f"[...{PLAYER}.textTracks[0].cues].map("
        "cue => [cue.startTime, cue.endTime, cue.getCueAsHTML().textContent])"
    )
    lines = tab.evaluate(
        "[...document.querySelectorAll('.line')].map("
        "one => [Number(one.dataset.start), Number(one.dataset.end), one.textContent])"
    )
    assert len(cues) == len(lines) == len(talk.cues)
    for cue, line in zip(cues, lines, strict=True):
        assert cue[:2] == pytest.approx(line[:2])
        assert words(cue[2]).rstrip(".:") == words(line[2]).rstrip(".:")
        assert cue[2].count("\n") <= 1


def test_copying_says_what_it_did(visit: Visits) -> None:
    """Copied, or, where the browser forbids that, shown; the link is also in the address bar then."""
    tab = visit()
    for button in (".copy", ".chapters [data-link] >> nth=1"):
        tab.locator(button).click()
        until(tab, "document.querySelector('.said').textContent")
        assert re.search("نُسخ|feed.xml|#section-2", tab.locator(".said").inner_text())
    assert tab.url.endswith("/talk/#section-2")
    assert tab.evaluate(PAUSED)


@pytest.mark.parametrize("path", ["", "talk/", "hostile/"])
def test_no_screen_scrolls_sideways(visit: Visits, path: str) -> None:
    """From 320 pixels up, whatever the longest word; and everything is on the page."""
    tab = visit(path, loaded=False)
    for width in (320, 360, 768, 1024, 1280):
        tab.set_viewport_size({"width": width, "height": 700})
        assert tab.evaluate(BROAD) <= 0, width


def test_light_and_dark(visit: Visits) -> None:
    """As the listener's system has it."""
    grounds = [
        visit(color_scheme=scheme).evaluate(
            "getComputedStyle(document.documentElement).backgroundColor"
        )
        for scheme in ("light", "dark")
    ]
    light, dark = (sum(map(int, re.findall(r"\d+", ground)[:3])) for ground in grounds)
    assert light > 600
    assert dark < 120


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible_to_all(visit: Visits, talk: Told, scheme: str) -> None:
    """axe-core finds nothing, on a telephone and on a desk, at rest and while a sentence sounds."""
    axe = need_package("axe-core") / "axe.min.js"
    for path in ("", "talk/", "hostile/", "many/"):
        tab = visit(path, loaded=False, color_scheme=scheme, reduced_motion="reduce")
        tab.add_script_tag(path=str(axe))
        if path == "talk/":
            sound_a_sentence(tab, talk)
        for width in WIDTHS[:1] if path == "many/" else WIDTHS:
            tab.set_viewport_size({"width": width, "height": 800})
            assert violations(tab) == [], (path, width)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_legible_in_every_colour(visit: Visits, talk: Told, scheme: str) -> None:
    """Whichever colour a show's title gives its pages."""
    axe = need_package("axe-core") / "axe.min.js"
    tab = visit(color_scheme=scheme)
    tab.add_script_tag(path=str(axe))
    sound_a_sentence(tab, talk)
    for hue in range(0, 360, 30):
        tab.evaluate(f"document.documentElement.style.setProperty('--hue', {hue})")
        assert violations(tab, "color-contrast") == [], hue


def sound_a_sentence(tab: Any, talk: Told) -> None:
    """The sixth is marked as the one that sounds."""
    until(tab, f"{PLAYER}.readyState > 0")
    tab.evaluate(f"{TIME} = {talk.cues[5][0] + 0.2}")
    until(tab, "document.querySelector('.line.spoken')")


def violations(tab: Any, *rules: str) -> list[tuple[str, str]]:
    """What axe-core finds wrong, by all its rules or by these: (rule, first element)."""
    options = {"runOnly": list(rules)} if rules else {}
    found = tab.evaluate("options => axe.run(document, options)", options)["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]


def test_without_scripts(visit: Visits, talk: Told) -> None:
    """The player, every chapter and every sentence are there; what needs a script is not."""
    tab = visit(loaded=False, java_script_enabled=False, viewport={"width": 360, "height": 640})
    assert tab.locator("audio").is_visible()
    assert tab.locator("a.seek").count() == 3
    assert tab.locator(".line").count() == len(talk.cues)
    assert tab.locator(".line").last.is_visible()
    for name in (".controls", ".copy", "#strip", "#follow", "#now"):
        assert not tab.locator(name).is_visible(), name
    href = tab.locator("a.alone").first.get_attribute("href")
    assert tab.request.get(f"{visit.site}/talk/{href}").headers["content-type"] == "audio/mpeg"


def test_on_paper(visit: Visits) -> None:
    """The text, the chapters and the feed's address, without player and buttons, black on white."""
    tab = visit(color_scheme="dark")
    tab.emulate_media(media="print")
    for name in (".player", ".transcript a.alone", ".chapters .tool", ".copy", ".banner img"):
        assert not tab.locator(name).first.is_visible(), name
    for name in (".line", ".chapters .seek", "#feed"):
        assert tab.locator(name).last.is_visible(), name
    ink = tab.evaluate("getComputedStyle(document.querySelector('.transcript p.tools ~ p')).color")
    assert ink == "rgb(0, 0, 0)"
    assert tab.pdf()[:5] == b"%PDF-"


def test_from_the_show_to_a_section_and_back(visit: Visits, talk: Told) -> None:
    """Links lead from page to page."""
    tab = visit("", loaded=False)
    tab.locator("summary").first.click()
    tab.locator("details a").nth(2).click()
    until(tab, f"{PLAYER}?.currentTime >= {talk.chapters[2][0]}")
    tab.locator(".by a").click()
    tab.wait_for_url("**/index.html")
    assert tab.locator("h1").inner_text() == "برنامج"
    tab.get_by_role("link", name="استمع إلى: حلقة فيها كلام كثير").click()
    until(tab, f"{PLAYER}?.readyState > 0")


def test_hundreds_of_episodes_are_found_by_title(visit: Visits) -> None:
    """However hamzas and digits are typed; years without a find are gone, those with one are open."""
    tab = visit("many/", loaded=False)
    ready = tab.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert ready < 2_000
    assert tab.locator("details.year[open]").count() == 0
    tab.locator("#find").fill("اعلان الحلقه ٤٩٩")
    assert tab.locator(".year li:visible").count() == 1
    assert tab.locator(".episodes > li:visible").count() == 0
    assert tab.locator(".year li:visible a").inner_text() == "إعلان الحلقة 499"
    assert tab.locator("#found").inner_text() == "النتائج: 1"
    tab.locator("#find").fill("")
    assert tab.locator(".episodes > li:visible").count() == 24
    assert tab.locator("details.year:visible").count() == 7
    assert tab.evaluate(BROAD) <= 0


def test_a_hostile_title_is_text(visit: Visits) -> None:
    """Markup is shown, not obeyed; what turns a line around is gone; the letters are all there."""
    tab = visit("hostile/")
    title = tab.locator("h1").inner_text()
    assert "<script>alert(1)</script> ]]>" in title
    assert "\u202e" not in tab.content()
    assert page_tools.LONG_WORD in title
    assert tab.locator(".transcript section").count() == 2
