"""`podcast serve --watch`: what an author hears and sees while writing, in a real browser."""

from __future__ import annotations

import asyncio
import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fakes
import page_tools
import pytest
from command_tools import on_one_processor
from test_serve import Client, running
from workspace_tools import SCRIPT, Root, root_at

from podcast import serve
from podcast.serve.live import Live

PAGE = b'<!doctype html><body><audio src="../one.mp3#t=1"></audio><a href="two.mp3">x</a></body>'
LONG = 60.0


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    (tmp_path / "one").mkdir()
    (tmp_path / "one/index.html").write_bytes(PAGE)
    for name in ("one.mp3", "one/two.mp3"):
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def test_only_pages_get_the_script_and_only_on_the_way(audio: Path) -> None:
    """The file stays as it is, and so does everything that is not a page; lengths and tags agree."""
    for get in running(serve.app(audio, busy=lambda: False)):
        status, headers, body = get("/one/")
        assert (status, len(body)) == (200, int(headers["content-length"]))
        assert body.startswith(PAGE.removesuffix(b"</body>"))
        assert body.endswith(b"</script>\n</body>")
        assert int(get("/one/", "HEAD")[1]["content-length"]) == len(body)
        assert get("/one/", If_None_Match=headers["etag"])[0] == 304
        assert get("/one.mp3")[2] == b"x"
    assert (audio / "one/index.html").read_bytes() == PAGE
    for get in running(serve.app(audio)):
        assert get("/one/")[2] == PAGE
        assert get("/.live")[0] == 404


def test_a_page_that_is_not_there_yet(audio: Path) -> None:
    """It gives way to what comes: before the first build, and while a script is renamed."""
    for get in running(serve.app(audio, busy=lambda: False)):
        status, headers, body = get("/")
        assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert b"EventSource" in body
        assert get("/nothing.mp3")[1]["content-type"] == "text/plain; charset=utf-8"
        (audio / "index.html").write_bytes(b"new")
        address = re.search(rb'EventSource\("([^"]+)"\)', body)
        assert address
        assert b"data: " in get(address[1].decode())[2]


def test_what_a_page_shows(audio: Path) -> None:
    """Its text, its sound; not what it only leads to."""
    live = Live(audio, lambda: False)
    before = live.version("/one/")
    assert before == live.version("/one/index.html")
    (audio / "one/two.mp3").write_bytes(b"longer")
    (audio / "index.html").write_bytes(b"another page")
    assert live.version("/one/") == before
    (audio / "one.mp3").write_bytes(b"longer")
    after = live.version("/one/")
    assert after != before
    (audio / "one/index.html").write_bytes(PAGE + b" ")
    assert live.version("/one/") not in (before, after)
    assert live.version("/nowhere/") == live.version("/../x") == ""
    (audio / "one/index.html").write_bytes(
        b'<img src="http://x/y"><img src="%ff"><img src="../../..">'
    )
    assert live.version("/one/")


def first_event(live: Live, held: str, seconds: float) -> str:
    """The first thing said to a page beyond how to ask again; "" if nothing is within the time."""

    async def listen() -> str:
        async for one in live.events("/one/", held):
            if one.startswith("data:"):
                return one
        return ""

    async def limited() -> str:
        try:
            return await asyncio.wait_for(listen(), seconds)
        except TimeoutError:
            return ""

    return asyncio.run(limited())


def test_when_a_page_is_told(audio: Path) -> None:
    """At once if it is not what is held any more; not while a build writes, not without a change."""
    writing = True
    live = Live(audio, lambda: writing)
    now = live.version("/one/")
    assert first_event(live, "older", 0.8) == ""
    writing = False
    assert first_event(live, "older", LONG) == f"data: {now}\n\n"
    assert first_event(live, now, 0.8) == ""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    fakes.install(tmp_path / "engine", monkeypatch)
    monkeypatch.setenv("PODCAST_LANG", "en")
    found = root_at(tmp_path / "root")
    found.write("2025-03-02-second.md", "# الثانية\n\nجملة.\n")
    return found


class Desk:
    """`podcast serve --watch` in a process of its own."""

    def __init__(self, root: Root, port: int = 0) -> None:
        command = [*on_one_processor(), sys.executable, "-m", "podcast", "-C", str(root.path),
                   "serve", "--watch", "--port", str(port)]  # fmt: skip
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
        address = re.search(r"http://127\.0\.0\.1:(\d+)/feed\.xml", self.line("feed.xml ("))
        assert address
        self.port = int(address[1])

    def line(self, part: str) -> str:
        """The next line with `part` in it."""
        assert self.process.stdout
        seen = []
        for line in self.process.stdout:
            seen.append(line)
            if part in line:
                return line
        raise AssertionError("".join(seen))

    def stop(self) -> str:
        """Ctrl-C; what was said after it."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=LONG)[0]


@pytest.fixture
def desk(root: Root) -> Iterator[Desk]:
    found = Desk(root)
    yield found
    found.process.kill()
    found.process.communicate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with page_tools.chromium() as running_browser:
        yield running_browser


def test_a_page_comes_again_when_its_script_is_saved(root: Root, desk: Desk, browser: Any) -> None:
    """With the new words and at the place that was heard; another episode's page stays; so does a console."""
    page, other = browser.new_page(), browser.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    address = f"http://127.0.0.1:{desk.port}"
    page.goto(f"{address}/first/")
    other.goto(f"{address}/second/")
    other.evaluate("window.untouched = true")
    page.evaluate("document.querySelector('audio').preload = 'auto'")
    page.wait_for_function("document.querySelector('audio').readyState > 0")
    page.evaluate("document.querySelector('audio').currentTime = 1.5")
    page.wait_for_function("document.querySelector('audio').currentTime >= 1.5")
    root.write("2025-03-01-first.md", SCRIPT.replace("لا غير", "كُتبت الآن"))
    page.get_by_text("كُتبت الآن").first.wait_for(timeout=60_000)
    page.wait_for_function("document.querySelector('audio').currentTime >= 1.5", timeout=60_000)
    assert other.evaluate("window.untouched")
    restarted_meanwhile(root, desk, page)
    assert not troubles
    assert "EventSource" not in (root.audio / "first/index.html").read_text("utf-8")


def restarted_meanwhile(root: Root, desk: Desk, page: Any) -> None:
    """The server goes and comes again: an open page finds it, and what changed in between."""
    assert desk.stop().splitlines()[1:] == []  # the line of the round before
    assert desk.process.returncode == 0
    root.write("2025-03-01-first.md", SCRIPT.replace("لا غير", "بعد الغياب"))
    again = Desk(root, desk.port)
    try:
        page.get_by_text("بعد الغياب").first.wait_for(timeout=60_000)
    finally:
        again.process.kill()
        again.process.communicate()


def test_a_mistake_is_reported_and_the_page_stays(root: Root, desk: Desk) -> None:
    """And the server with it; the port is the one that is asked for."""
    get = Client(desk.port)
    before = get("/first/")[2]
    root.write("show.toml", "title = [\n")
    assert desk.line("podcast: ").startswith("podcast: script/show.toml:1: ")
    assert get("/first/")[2] == before


def test_ctrl_c_with_a_page_open(desk: Desk) -> None:
    """It ends at once, with 0 and without a word, though a browser listens."""
    link = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=LONG)
    link.request("GET", "/first/")
    body = link.getresponse().read().decode()
    address = re.search(r'EventSource\("([^"]+)"\)', body)
    assert address
    link.request("GET", address[1])
    assert link.getresponse().readline() == b"retry: 500\n"
    assert desk.stop() == ""
    assert desk.process.returncode == 0


def test_no_podcast_is_reported_at_once(tmp_path: Path) -> None:
    """Nothing is served where there is nothing to build."""
    command = [
        sys.executable,
        "-m",
        "podcast",
        "-C",
        str(tmp_path),
        "serve",
        "--watch",
        "--port",
        "0",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "show.toml" in done.stderr
    assert "Traceback" not in done.stderr
