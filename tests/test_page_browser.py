"""The pages in Chromium, over HTTP, with real MP3s: what a listener does with them, by mouse, keys, link."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fakes
import page_tools
import pytest
from conftest import need_package
from page_tools import Told, Visits, marked, stop_after, until, words

from podcast import page
from podcast.model import Show
from podcast.structs import replace

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PLAYER = "document.querySelector('#player')"
TIME = f"{PLAYER}.currentTime"
PAUSED = f"{PLAYER}.paused"
BROAD = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDTHS = (360, 1280)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Told]]:
    """The address of a show that was built with the tones voice, and what its first episode tells."""
    page_tools.need_chromium()
    with pytest.MonkeyPatch.context() as patch:
        fakes.install(tmp_path_factory.mktemp("voice"), patch)
        root = page_tools.published(tmp_path_factory.mktemp("show"))
        many = root.audio / "many/index.html"
        many.parent.mkdir()
        episodes = page_tools.many_episodes()
        many.write_text(page.show_page(Show("كثير"), episodes, feed_url="", cover=""), "utf-8")
        shutil.copytree(root.audio / "assets", many.parent / "assets")
        talk = page_tools.told(root, "talk")
        add_pages(root.audio, talk)
        with page_tools.served(root.audio) as site:
            yield site, talk


def add_pages(audio: Path, talk: Told) -> None:
    """Beside what was built: eleven chapters, all kinds of blocks, a title of 755 letters."""
    eleven = page_tools.eleven_chapters(talk)
    blocks, sections = page_tools.written()
    title = ("كلمات كثيرة في عنوان واحد لا ينتهي " * 30)[:755]
    for episode, written in (
        (eleven, ()),
        (blocks, sections),
        (replace(eleven, slug="long", title=title), ()),
    ):
        html = page.episode_page(
            Show("برنامج", license="cc-by-4.0"), episode, feed_url="", sections=written
        )
        (audio / episode.slug).mkdir()
        (audio / episode.slug / "index.html").write_text(page.beside(html, eleven, blocks), "utf-8")
        for name in ("transcript.vtt", "transcript.srt", "playlist.m3u8"):
            shutil.copy(audio / "talk" / name, audio / episode.slug / name)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with page_tools.chromium() as running:
        yield running


@pytest.fixture(scope="module")
def contexts() -> dict[str, Any]:
    return {}


@pytest.fixture
def visit(browser: Browser, built: tuple[str, Told], contexts: dict[str, Any]) -> Iterator[Visits]:
    """Open a page; at the end nothing may have been written to the console or asked of a host."""
    visits = Visits(browser, built[0], contexts)
    yield visits
    visits.close()


@pytest.fixture
def talk(built: tuple[str, Told]) -> Told:
    return built[1]


def test_a_chapter_seeks_and_is_marked(visit: Visits, talk: Told) -> None:
    """By a click on it; a screen reader is told as well, and so is what is above the player."""
    tab = visit()
    start, _, title = talk.chapters[1]
    tab.locator("a.seek").nth(1).click()
    until(tab, f"{TIME} > {start}")
    assert not tab.evaluate(PAUSED)
    assert title in tab.locator(".chapters li.here").inner_text()
    assert tab.locator(".chapters [aria-current=true]").inner_text() == title
    assert tab.locator("#now").inner_text() == title


def test_the_sound_is_that_of_the_sentence(visit: Visits, talk: Told) -> None:
    """An MP3 is sought exactly: what the player says it plays is where the timeline has it."""
    tab = visit()
    assert tab.evaluate(f"{PLAYER}.duration") == pytest.approx(talk.chapters[-1][1], abs=0.06)
    tab.evaluate(f"{PLAYER}.play()")
    for start, end, _ in talk.cues[5:20:7]:
        reached = tab.evaluate(
            "at => new Promise((done) => { const audio = document.querySelector('#player');"
            " audio.addEventListener('seeked', () => done(audio.currentTime), { once: true });"
            " audio.currentTime = at; })",
            start + 0.1,
        )
        assert start <= reached < end


def test_a_click_on_a_sentence_plays_it_and_the_mark_follows(visit: Visits, talk: Told) -> None:
    """The sentence that sounds is the one that is marked, from then on."""
    tab = visit()
    start, _, text = talk.cues[6]
    tab.locator(".line").nth(6).click()
    until(tab, f"log.spoken.length > 1 && !{PAUSED}")
    assert marked(tab, talk)[0] == words(text)
    assert tab.evaluate("log.sought") == [pytest.approx(start, abs=0.01)]


def test_a_section_alone_ends_where_it_ends(visit: Visits, talk: Told) -> None:
    """It pauses at its last word, still in its own chapter; played on, it goes on."""
    tab = visit()
    end = talk.chapters[0][1]
    tab.locator("#rate").select_option("2")
    tab.evaluate(
        f"{PLAYER}.addEventListener('timeupdate',"
        " () => { log.alone ||= Boolean(document.querySelector('.alone.on')); })"
    )
    tab.locator("a.alone").first.click()
    until(tab, f"log.alone && {PAUSED}")
    assert end - 0.3 < tab.evaluate(TIME) < end
    assert tab.locator(".chapters li.here").count() == 1
    assert not tab.locator(".alone.on").count()
    tab.evaluate(f"{PLAYER}.play()")
    until(tab, f"{TIME} > {end} + 0.3")
    assert not tab.evaluate(PAUSED)


def test_a_section_alone_is_paused_by_its_own_button(visit: Visits, talk: Told) -> None:
    """One tap to play it, one to stop."""
    tab = visit()
    start, end, _ = talk.chapters[1]
    alone = tab.locator(".transcript a.alone").nth(1)
    alone.click()
    until(tab, f"{TIME} > {start} + 0.2")
    alone.click()
    until(tab, PAUSED)
    assert tab.evaluate(TIME) < end - 5


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
    third = talk.chapters[2][0]
    ways = (("", 12.5), ("#t=npt:9", 9), ("#t=11", 11), ("#section-3", third), ("#t=0:10", 10))
    for count, (link, second) in enumerate(ways, 1):
        if link:
            tab.evaluate("link => { location.hash = link; }", link)
        until(tab, f"log.sought.length === {count} && !{PAUSED} && {TIME} > {second}")
        assert tab.evaluate("log.sought.at(-1)") == pytest.approx(second, abs=0.5)


def test_a_deep_link_with_an_end_stops_there(visit: Visits) -> None:
    """As media fragments have it."""
    tab = visit("talk/#t=12,12.6")
    until(tab, f"{TIME} > 12.3")
    until(tab, PAUSED)
    assert tab.evaluate(TIME) < 12.9


NO_TIMES = ("=", "=abc", "=1:x", "=:,:", "=:", "=,", "=9,", "=12,12", "=12,9", "=1:2:3:4", "=..5")


def test_a_link_that_makes_no_sense_plays_nothing(visit: Visits) -> None:
    """Nor does it trip the script."""
    tab = visit("talk/#t=...")
    for link in (*(f"#t{time}" for time in NO_TIMES), "#section-99", "#section-", "#%F0"):
        stays = tab.evaluate(  # the page hears of it before this listener does, and plays at once or never
            "link => new Promise((done) => {"
            f" addEventListener('hashchange', () => done({PAUSED}), {{ once: true }});"
            " location.hash = link; })",
            link,
        )
        assert stays, link
    assert tab.evaluate(f"{TIME} === 0 && log.sought.length === 0")


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
    until(tab, "document.querySelector('#listen').innerText.trim() === 'أوقف'")
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
            "(one => [one.id || one.className || one.tagName, getComputedStyle(one).outlineStyle])"
            "(document.activeElement)"
        )
        if name == "BODY":
            break  # the end of the page
        reached.add(name)
        assert outline != "none", name
    assert {"skip", "listen", "toggle", "seek", "rate", "sleep", "share-open", "follow"} <= reached
    assert {"search", "line", "tool alone", "feed"} <= reached


def test_speed_and_place_are_remembered(visit: Visits) -> None:
    """Chosen in the list or in the browser's own menu; who comes back goes on where they stopped."""
    tab = visit()
    tab.locator("#rate").select_option("1.5")
    assert tab.evaluate(f"{PLAYER}.playbackRate") == 1.5
    tab.evaluate(f"{PLAYER}.playbackRate = 1.75")
    until(tab, "document.querySelector('#rate').value === '1.75'")
    tab.evaluate(f"{TIME} = 14")
    stop_after(tab, 14.1)
    tab.evaluate(f"{PLAYER}.play()")
    until(tab, f"{PAUSED} && {TIME} > 14.1")
    until(tab, f"Object.values(localStorage).some(one => Math.abs(one - {TIME}) < 0.06)")
    left = tab.evaluate(TIME)
    again = visit.tab(tab.context, "talk/")
    until(again, "log.said.length && log.sought.length")
    assert again.evaluate(TIME) == pytest.approx(left, abs=0.1)
    assert again.evaluate(PAUSED)
    assert again.evaluate(f"{PLAYER}.playbackRate") == 1.75
    assert again.evaluate("log.said") == [f"نتابع من حيث توقّفت: 00:{int(round(left, 1))}"]
    linked = visit.tab(tab.context, "talk/#t=2")
    until(linked, f"!{PAUSED} && {TIME} > 2")
    assert linked.evaluate("log.sought") == [pytest.approx(2, abs=0.5)]


def test_the_end_is_not_a_place_to_come_back_to(visit: Visits) -> None:
    """An episode heard to its end starts again."""
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
    assert shown[3].endswith("/talk/thumb.jpg")


def test_one_timeline_shows_and_seeks(visit: Visits, talk: Told) -> None:
    """A segment a chapter, as long as it is; the clock runs from left to right; the browser's own is gone."""
    tab = visit()
    assert not tab.locator("audio").is_visible()
    boxes = [one.bounding_box() for one in tab.locator("#seek i").all()]
    assert [box["x"] for box in boxes] == sorted(box["x"] for box in boxes)
    assert boxes[1]["width"] > 3 * boxes[0]["width"]
    start, end, _ = talk.chapters[1]
    middle = boxes[1]["x"] + boxes[1]["width"] / 2
    tab.mouse.click(middle, boxes[1]["y"] + 3)
    until(tab, f"Math.abs({TIME} - {(start + end) / 2}) < 1")
    assert tab.evaluate(PAUSED)
    knob = tab.locator("#seek .knob").bounding_box()
    assert abs(knob["x"] + knob["width"] / 2 - middle) < 4
    tab.mouse.move(knob["x"] + 8, knob["y"] + 8)
    tab.mouse.down()
    tab.mouse.move(boxes[0]["x"] + 1, knob["y"] - 90, steps=4)
    tab.mouse.up()
    until(tab, f"{TIME} < 1")


def test_the_timeline_is_a_slider_to_keys_and_to_readers_aloud(visit: Visits, talk: Told) -> None:
    """As in the authoring practices of WAI-ARIA; its value is given in words, with the chapter."""
    tab = visit()
    slider = tab.get_by_role("slider", name="موضع الاستماع")
    slider.focus()
    length = talk.chapters[-1][1]
    whole = f"{int(length) // 60} د {int(length) % 60} ث"
    value = "document.querySelector('#seek').ariaValueText"
    assert tab.evaluate(value) == f"0 ث من {whole}، {talk.chapters[0][2]}"
    for key, where in (
        ("ArrowRight", 5),
        ("ArrowUp", 10),
        ("ArrowLeft", 5),
        ("PageUp", 35),
        ("Home", 0),
    ):
        tab.keyboard.press(key)
        until(tab, f"Math.abs({TIME} - {min(where, length)}) < 0.1")
    tab.keyboard.press("End")
    until(tab, f"{TIME} > {length - 1}")
    assert tab.evaluate(value) == f"{whole} من {whole}، {talk.chapters[2][2]}"
    assert int(slider.get_attribute("aria-valuemax")) == int(length)


def test_keys_go_on_after_a_chapter_was_clicked(visit: Visits, talk: Told) -> None:
    """Focus is on the chapter then, and the keys still are the player's."""
    tab = visit()
    start = talk.chapters[1][0]
    tab.locator("a.seek").nth(1).click()
    until(tab, f"{TIME} > {start}")
    tab.keyboard.press("Space")
    assert tab.evaluate(PAUSED)
    before = tab.evaluate(TIME)
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate(TIME) == pytest.approx(before + 5, abs=0.05)
    tab.keyboard.press("BracketLeft")
    until(tab, f"Math.abs({TIME} - {start}) < 0.05")


def test_keys_of_letters_can_be_turned_off(visit: Visits) -> None:
    """For who speaks to the machine; space and arrows stay, and the choice is remembered."""
    tab = visit(viewport={"width": 1280, "height": 800})
    tab.locator("#letters").uncheck()
    for key in ("KeyL", "KeyS", "Slash"):
        tab.keyboard.press(key)
    assert tab.evaluate(TIME) == 0
    assert not tab.locator("#share").is_visible()
    again = visit.tab(tab.context, "talk/")
    assert not again.locator("#letters").is_checked()
    again.keyboard.press("KeyL")
    again.keyboard.press("ArrowRight")
    assert again.evaluate(TIME) == 5


def test_sentences_are_reached_by_keys(visit: Visits, talk: Told) -> None:
    """One Tab stop for all of them: the arrows go from one to the next, Enter plays."""
    tab = visit()
    tab.locator(".line").nth(3).focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowUp")
    assert tab.locator(":focus").inner_text() == tab.locator(".line").nth(4).inner_text()
    start, _, text = talk.cues[4]
    tab.evaluate(f"{PLAYER}.playbackRate = 0.0625")  # one sentence is enough
    tab.keyboard.press("Enter")
    until(tab, f"!{PAUSED} && {TIME} > {start} && log.spoken.length")
    assert tab.evaluate("log.sought") == [pytest.approx(start, abs=0.01)]
    assert marked(tab, talk) == [words(text)]
    assert tab.locator(".line[tabindex='0']").count() == 1
    assert tab.locator(".line:focus, .line.spoken").count() == 1


def test_few_tab_stops(visit: Visits) -> None:
    """However long the text, and with eleven chapters: Tab reaches forty elements at most."""
    tab = visit("eleven/")
    stops = tab.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]"
        ".filter(one => one.tabIndex >= 0 && one.checkVisibility() && !one.disabled).length"
    )
    assert tab.locator(".chapters li").count() == 11
    assert 20 < stops <= 40


def test_many_links_are_passed_by_one(visit: Visits) -> None:
    """From the player to the way to subscribe: past the text, the footnotes, the sources, each by Enter."""
    tab = visit("hostile/")
    tab.locator("#follow").focus()
    for place in ("notes", "sources", "files"):
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.hash") == f"#{place}"
        assert tab.locator(":focus").is_visible()
        tab.keyboard.press("Enter")
        until(tab, f"location.hash === '#{place}'")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_search_in_the_text(visit: Visits, talk: Told) -> None:
    """However hamzas, marks and digits are typed; Enter goes on to the next, and Escape ends it."""
    tab = visit(reduced_motion="reduce")
    tab.keyboard.press("Slash")
    assert tab.evaluate("document.activeElement.id") == "search"
    tab.keyboard.type("الجمله رقم ٢٠ من النص")
    until(tab, "document.querySelector('#hits').textContent === '1 من 1'")
    found = tab.locator(".line.found")
    assert "الجملة رقم 20 من النصّ" in found.inner_text()
    assert found.bounding_box()["y"] > 0
    assert found.get_attribute("tabindex") == "0"
    tab.locator("#search").fill("هذه هي الجملة")
    until(tab, "document.querySelector('#hits').textContent === '1 من 30'")
    tab.keyboard.press("Enter")
    assert tab.locator("#hits").inner_text() == "2 من 30"
    tab.locator("#search-back").click()
    assert tab.locator("#hits").inner_text() == "1 من 30"
    tab.locator("#search").fill("لا يوجد مثل هذا")
    until(tab, "document.querySelector('#hits').textContent === 'لا نتيجة'")
    tab.locator("#search").press("Escape")
    assert not tab.locator(".found").count()
    assert not tab.locator("#search-next").is_visible()


def test_a_moment_is_shared(visit: Visits, talk: Told) -> None:
    """A link to the sentence that sounds; who follows it finds that sentence marked and in sight."""
    tab = visit()
    start, _, text = talk.cues[12]
    tab.evaluate(f"{TIME} = {start + 0.6}")
    until(tab, "document.querySelector('.line.spoken')")
    tab.keyboard.press("KeyS")
    assert tab.get_by_role("dialog", name="شارك الحلقة").is_visible()
    link = tab.locator("#link").input_value()
    assert link == f"{visit.site}/talk/index.html#t={start:.2f}".rstrip("0").rstrip(".")
    tab.locator("#from").uncheck()
    assert "#" not in tab.locator("#link").input_value()
    tab.keyboard.press("Escape")
    assert not tab.locator("#share").is_visible()
    there = visit.tab(tab.context, link.removeprefix(f"{visit.site}/"))
    until(there, "log.spoken.length")
    assert marked(there, talk)[0] == words(text)
    until(
        there, "document.querySelector('.line.spoken')?.getBoundingClientRect().top < innerHeight"
    )


def test_the_player_works_inside_other_pages(visit: Visits, talk: Told) -> None:
    """The line to copy is an iframe, and in it one plays, and goes from chapter to chapter."""
    tab = visit()
    tab.locator("#share-open").click()
    tab.locator("#share summary").click()
    code = tab.locator("#embed").input_value()
    assert f'src="{visit.site}/talk/embed.html"' in code
    assert code.startswith("<iframe ")
    assert "\n" not in code
    frame = visit("talk/embed.html", viewport={"width": 320, "height": 400})
    assert frame.evaluate(BROAD) <= 0
    frame.locator("a.seek").nth(1).click()
    until(frame, f"{TIME} > {talk.chapters[1][0]}")
    assert frame.locator("#now").inner_text() == talk.chapters[1][2]
    assert frame.locator("h1 a").get_attribute("target") == "_blank"


def test_it_falls_asleep(visit: Visits, talk: Told) -> None:
    """At the end of the chapter, or after minutes of listening; then the timer is off again."""
    tab = visit()
    tab.locator("#sleep").select_option("chapter")
    end = talk.chapters[0][1]
    tab.evaluate(f"{TIME} = {end - 0.1}; {PLAYER}.playbackRate = 0.0625")  # time to stop in time
    tab.locator("#toggle").click()
    until(tab, f"{PAUSED} && {TIME} > {end - 0.1}")
    assert tab.evaluate(TIME) < end + 0.2
    assert tab.locator("#sleep").input_value() == ""
    tab.locator("#sleep").select_option("5")
    before = tab.evaluate(TIME)
    tab.locator("#toggle").click()
    until(tab, f"{TIME} > {before + 0.01} && !{PAUSED}")
    tab.evaluate("(now => { Date.now = () => now + 301000; })(Date.now())")
    until(tab, PAUSED)
    assert tab.evaluate(f"{PLAYER}.volume") == 1


def test_on_a_telephone_a_chapter_leaves_the_page_where_it_is(visit: Visits, talk: Told) -> None:
    """The player stays at the thumb, and one tap leads back to the chapters, another to the sentence."""
    tab = visit("eleven/", viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    tab.locator("a.seek").nth(8).scroll_into_view_if_needed()
    before = tab.evaluate("scrollY")
    place = tab.locator("a.seek").nth(8).bounding_box()
    tab.evaluate(f"{PLAYER}.playbackRate = 0.0625")  # one sentence is enough
    tab.locator("a.seek").nth(8).evaluate("link => link.click()")
    until(tab, f"{TIME} > 1 && !{PAUSED} && log.spoken.length")
    tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert tab.locator("a.seek").nth(8).bounding_box() == place
    tab.locator("#now").click()
    until(tab, f"scrollY > {before} + 500")
    line = tab.locator(".line.spoken").bounding_box()
    bar = tab.locator("#bar").bounding_box()
    assert 0 <= line["y"] < bar["y"]
    assert bar["y"] + bar["height"] == pytest.approx(640, abs=1)
    tab.locator(".hand[href='#chapters']").click()
    until(tab, "Math.abs(document.querySelector('#chapters').getBoundingClientRect().top) < 200")
    tab.locator("#more").click()
    assert tab.locator("#sleep").is_visible()
    assert tab.evaluate(BROAD) <= 0


def test_a_title_without_end_leaves_the_player_in_sight(visit: Visits) -> None:
    """755 letters are set small."""
    for width in (360, 768, 1280):
        tab = visit("long/", viewport={"width": width, "height": 800})
        box = tab.locator("#toggle").bounding_box()
        assert box["y"] + box["height"] < 800, width


def test_without_a_connection(visit: Visits, browser: Browser) -> None:
    """The worker keeps pages that were seen and sound that was saved, and gives a player its parts."""
    tab = visit("talk/", alone=True)
    tab.evaluate(
        "navigator.serviceWorker.register('../sw.js').then(() => navigator.serviceWorker.ready)"
    )
    tab.reload()
    until(tab, "navigator.serviceWorker.controller")
    tab.evaluate(
        "caches.open('rawi sound ' + new URL('../', location.href).href)"
        ".then(box => box.add(new URL('../talk.mp3', location.href).href))"
    )
    tab.reload()
    tab.context.set_offline(True)
    tab.reload()
    until(tab, f"{PLAYER}.readyState > 0")
    part = tab.evaluate(
        "fetch('../talk.mp3', { headers: { Range: 'bytes=100-199' } })"
        ".then(async one => [one.status, one.headers.get('content-range'), (await one.blob()).size])"
    )
    assert part[0] == 206
    assert part[1].startswith("bytes 100-199/")
    assert part[2] == 100
    tab.evaluate(f"{TIME} = 9")
    tab.locator("#toggle").click()
    until(tab, f"{TIME} > 9.2")
    tab.context.set_offline(False)


def test_the_transcript_follows_until_the_reader_scrolls(visit: Visits, talk: Told) -> None:
    """The sentence that sounds comes into view; a turn of the wheel ends that."""
    tab = visit(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    tab.evaluate(f"{TIME} = {talk.chapters[2][0] - 6}")
    tab.locator("#now").click()
    tab.evaluate(f"{PLAYER}.playbackRate = 0.25")
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
    until(tab, "document.querySelector('track').readyState === HTMLTrackElement.LOADED")
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
    buttons = {
        ".copy": "نُسخ عنوان|feed.xml",
        ".transcript [data-link] >> nth=1": "نُسخ رابط|#section-2",
    }
    for count, (button, answer) in enumerate(buttons.items(), 1):
        tab.locator(button).click()
        until(tab, f"log.said.length === {count}")
        assert re.search(answer, tab.evaluate("log.said.at(-1)"))
    assert tab.url.endswith("/talk/#section-2")
    assert tab.evaluate(PAUSED)


@pytest.mark.parametrize("path", ["", "talk/", "talk/embed.html", "hostile/", "blocks/"])
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


@pytest.mark.parametrize("path", ["", "talk/", "talk/embed.html", "hostile/", "blocks/", "many/"])
def test_accessible_to_all(visit: Visits, talk: Told, path: str) -> None:
    """axe-core finds nothing, on a telephone and on a desk, at rest and while a sentence sounds."""
    axe = need_package("axe-core") / "axe.min.js"
    tab = visit(path, loaded=False, reduced_motion="reduce", bypass_csp=True)
    tab.add_script_tag(path=str(axe))
    if path == "talk/":
        sound_a_sentence(tab, talk)
    for width in WIDTHS[:1] if path == "many/" else WIDTHS:
        tab.set_viewport_size({"width": width, "height": 800})
        assert violations(tab) == [], width
    if path == "talk/":
        tab.locator("#share-open").click()
        assert violations(tab) == []
    tab.emulate_media(color_scheme="dark")
    assert violations(tab, "color-contrast") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_legible_in_every_colour(visit: Visits, talk: Told, scheme: str) -> None:
    """Whichever colour a show's title gives its pages."""
    axe = need_package("axe-core") / "axe.min.js"
    tab = visit(color_scheme=scheme, bypass_csp=True)
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
    for name in (".deck", ".copy", "#seek", "#follow", "#search", "#now", "#share"):
        assert not tab.locator(name).is_visible(), name
    href = tab.locator("a.alone").first.get_attribute("href")
    assert tab.request.get(f"{visit.site}/talk/{href}").headers["content-type"] == "audio/mpeg"


def test_on_paper(visit: Visits) -> None:
    """The text, the chapters and the feed's address, without player and buttons, black on white."""
    tab = visit(color_scheme="dark")
    tab.emulate_media(media="print")
    for name in (".player", ".transcript a.alone", ".near", ".copy", ".banner img"):
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
    until(tab, "document.querySelector('h1')?.textContent.trim() === 'برنامج'")
    tab.get_by_role("link", name="استمع إلى: حلقة فيها كلام كثير").click()
    until(tab, f"{PLAYER}?.readyState > 0")


def test_hundreds_of_episodes_are_found_by_title(visit: Visits) -> None:
    """However hamzas and digits are typed; years without a find are gone, those with one are open."""
    tab = visit("many/", loaded=False)
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
    assert tab.locator(".transcript section:not(.sources)").count() == 2
    assert tab.locator("#notes > ol > li").count() == 13
    assert tab.locator("#sources li").count() > 10
