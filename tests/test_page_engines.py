"""The core paths of a page in the engines of Firefox and Safari: what Chromium's tests show holds there too."""

from __future__ import annotations

import gc
import glob
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import fakes
import page_tools
import pytest
from conftest import need_tool
from page_tools import LOG, Told, marked, until, words

PLAYER = "document.querySelector('#player')"
TIME = f"{PLAYER}.currentTime"


class Engine(Protocol):
    """A browser with one tab."""

    def go(self, url: str) -> None: ...
    def evaluate(self, script: str) -> Any: ...
    def click(self, css: str) -> None: ...
    def press(self, *keys: str) -> None: ...


class Firefox:
    """Debian's Firefox through Marionette, its own protocol."""

    def __init__(self, marionette: Any) -> None:
        self.driver = marionette

    def go(self, url: str) -> None:
        self.driver.navigate("about:blank")
        self.driver.navigate(url)

    def evaluate(self, script: str) -> Any:
        """In the page itself, not beside it: what is kept in `window` stays there."""
        return self.driver.execute_script(f"return {script}", sandbox=None)

    def click(self, css: str) -> None:
        self.driver.find_element("css selector", css).click()

    def press(self, *keys: str) -> None:
        self.driver.get_active_element().send_keys(*keys)


class WebKit:
    """Safari's engine, as Debian has it, through WebDriver."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def go(self, url: str) -> None:
        self.driver.get("about:blank")
        self.driver.get(url)

    def evaluate(self, script: str) -> Any:
        return self.driver.execute_script(f"return {script}")

    def click(self, css: str) -> None:
        self.driver.find_element("css selector", css).click()

    def press(self, *keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(*keys)


@contextmanager
def firefox() -> Iterator[Engine]:
    path = need_tool("firefox-esr")
    from marionette_driver.marionette import Marionette

    prefs = {"media.autoplay.default": 0, "media.volume_scale": "0.0"}
    # Its usual port may be another Firefox's: of another worker, of another checkout.
    running = Marionette(bin=path, port=0, headless=True, prefs=prefs, gecko_log="-")
    running.start_session()
    yield Firefox(running)
    running.quit()
    running.cleanup()
    del running
    gc.collect()  # the driver cleans up when it is collected, and not at the end of Python


@contextmanager
def webkit() -> Iterator[Engine]:
    path, screen = need_tool("WebKitWebDriver"), need_tool("Xvfb")
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    command = [screen, "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as display:
        assert display.stdout
        number = display.stdout.readline().decode().strip()
        options = Options()
        options.binary_location = glob.glob("/usr/lib/*/webkit2gtk-4.*/MiniBrowser")[0]
        options.add_argument("--automation")
        env = {"DISPLAY": f":{number}", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        running = webdriver.WebKitGTK(options=options, service=Service(path, env=env))
        yield WebKit(running)
        running.quit()
        display.terminate()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Told]]:
    with pytest.MonkeyPatch.context() as patch:
        fakes.install(tmp_path_factory.mktemp("voice"), patch)
        root = page_tools.published(tmp_path_factory.mktemp("show"))
        with page_tools.served(root.audio) as site:
            yield site, page_tools.told(root, "talk")


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with request.param() as running:
        yield running


@pytest.fixture
def tab(engine: Engine, built: tuple[str, Told]) -> Engine:
    """The page of `talk`, once its player knows its file."""
    opened(engine, f"{built[0]}/talk/")
    return engine


def opened(engine: Engine, url: str) -> None:
    engine.go(url)
    until(engine, f"location.href === '{url}' && {PLAYER}?.readyState > 0")
    engine.evaluate(f"(() => {{ {LOG} }})()")


def test_it_plays_and_seeks_by_chapter_and_sentence(tab: Engine, built: tuple[str, Told]) -> None:
    """By the button, a chapter, a sentence; the sentence that sounds is marked."""
    talk = built[1]
    tab.click("#toggle")
    until(tab, f"{TIME} > 0.1")
    tab.click(".chapters li:nth-child(2) a")
    until(tab, f"{TIME} > {talk.chapters[1][0]} && !{PLAYER}.paused")
    assert tab.evaluate("document.querySelector('#now').textContent") == talk.chapters[1][2]
    start, _, text = talk.cues[8]
    marks = tab.evaluate(  # at once, lest the chapter's own mark come in between
        "(() => { const had = log.spoken.length;"
        " document.querySelectorAll('.line')[8].click(); return had; })()"
    )
    until(tab, f"log.spoken.length > {marks} + 1 && !{PLAYER}.paused")
    assert marked(tab, talk)[marks] == words(text)
    assert tab.evaluate("log.sought.at(-1)") == pytest.approx(start, abs=0.1)


def test_keys_play_and_move(tab: Engine, built: tuple[str, Told]) -> None:
    """After a click on a chapter too; on the slider; and from sentence to sentence."""
    tab.click(".chapters li:nth-child(2) a")
    until(tab, f"!{PLAYER}.paused && {TIME} > {built[1].chapters[1][0]}")
    tab.press(" ")
    until(tab, f"{PLAYER}.paused")
    tab.evaluate("document.querySelector('#seek').focus()")
    tab.press("\ue011")  # Home, as WebDriver calls it
    until(tab, f"{TIME} === 0")
    tab.press("\ue014")  # right
    until(tab, f"Math.abs({TIME} - 5) < 0.1")
    tab.evaluate("document.querySelectorAll('.line')[2].focus()")
    tab.press("\ue015")  # down
    start = built[1].cues[3][0]
    tab.press("\ue007")  # Enter
    until(tab, f"!{PLAYER}.paused && {TIME} > {start}")
    assert tab.evaluate("log.sought.at(-1)") == pytest.approx(start, abs=0.1)


def test_the_text_is_searched(tab: Engine) -> None:
    """However hamzas, marks and digits are typed."""
    tab.click("#search")
    tab.press("الجمله رقم ٢٠ من النص")
    until(tab, "document.querySelector('#hits').textContent === '1 من 1'")
    assert "الجملة رقم 20" in tab.evaluate("document.querySelector('.line.found').textContent")
    assert tab.evaluate("CSS.highlights.get('hit').size") == 1


def test_a_moment_is_shared(tab: Engine, built: tuple[str, Told]) -> None:
    """The link leads to the sentence."""
    site, talk = built
    start, _, text = talk.cues[12]
    tab.evaluate(f"{TIME} = {start + 0.5}")
    until(tab, "document.querySelector('.line.spoken')")
    tab.click("#share-open")
    link = tab.evaluate("document.querySelector('#link').value")
    assert link.startswith(f"{site}/talk/index.html#t=")
    opened(tab, link)
    spoken = "document.querySelector('.line.spoken')"
    until(tab, f"{TIME} >= {start} - 0.1 && {spoken}")
    tab.evaluate(f"{PLAYER}.pause()")
    first = f"({PLAYER}.played.length ? {PLAYER}.played.start(0) : {TIME})"  # Safari starts by hand alone
    assert tab.evaluate(first) == pytest.approx(start, abs=0.1)
    tab.evaluate(f"{TIME} = {start + 0.5}")
    until(tab, f"!{PLAYER}.seeking && {spoken}?.getBoundingClientRect().top < innerHeight")
    assert words(tab.evaluate(f"{spoken}.textContent")) == words(text)
