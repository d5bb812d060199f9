"""A small published show with real MP3s and hostile words, and a browser to visit it with."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn
from conftest import need_tool
from workspace_tools import Root, built, root_at

from podcast import serve
from podcast.model import (
    Block,
    Chapter,
    Cue,
    Emphasis,
    Episode,
    LineBreak,
    Link,
    ListItem,
    Person,
    Section,
    SectionFile,
    Text,
    Unread,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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
LONG_WORD = "ا" * 200
SENTENCES = [
    f"هذه هي الجملة رقم {number} من النصّ، وفيها من الكلمات ما يكفي لتُسمع ثانية أو أكثر."
    for number in range(1, 31)
]
TALK = f"""\
---
title: حلقة فيها كلام كثير
description: وصف الحلقة في سطر.
number: 7
---

## البداية

{SENTENCES[0]}

## الوسط

{" ".join(SENTENCES[1:20])}

{" ".join(SENTENCES[20:29])}

## Mistral AI: خاتمة

{SENTENCES[29]}
"""
HOSTILE_TITLE = f"أ & ب <script>alert(1)</script> ]]> \u202eمقلوب\u202c 😀 {LONG_WORD}"
HOSTILE = f"""\
---
title: {HOSTILE_TITLE}
---

## فصل <b>غليظ</b> & "مقتبس" ]]> {LONG_WORD}

جملة <i>فيها</i> & وسوم --> وأشياء[^1]: {LONG_WORD}[^{LONG_WORD}].

{" ".join(f"ومن [مصدر {at}](https://example.org/{LONG_WORD}/{at}) كلمة[^n{at}]." for at in range(1, 11))}

## ثانٍ 😀[^1]

نهاية[^ب].

[^1]: حاشية <i>فيها</i> & [رابط](https://example.org/1?a=b&c=d) و{LONG_WORD}.

    وفقرة ثانية:

    - بند
    - بند آخر
[^ب]: https://example.org/{LONG_WORD}
[^{LONG_WORD}]: طويلة الاسم.
{chr(10).join(f"[^n{at}]: حاشية رقم {at}." for at in range(1, 11))}
"""
"""With ten links and more footnotes, one of them marked twice."""


def published(path: Path, **settings: str) -> Root:
    """A show of two episodes, `talk` (three sections, half a minute and more) and `hostile`, built."""
    root = root_at(path, author="سلمى الخطيب", description="برنامج يُسمع ويُقرأ.", **settings)
    (path / "script/2025-03-01-first.md").unlink()
    root.write("2025-03-02-talk.md", TALK)
    root.write("2025-03-01-hostile.md", HOSTILE)
    return built(root)


def many_episodes(count: int = 500) -> list[Episode]:
    """Of one chapter each, five days apart, the newest on the last day of 2025."""
    newest = dt.datetime(2025, 12, 31, tzinfo=dt.UTC)
    return [
        Episode(
            slug=f"e{at}",
            title=f"إعلان الحلقة {at}",
            guid=f"g{at}",
            published=newest - dt.timedelta(days=5 * at),
            path=f"e{at}.mp3",
            size=1_000_000,
            duration_ms=90_000,
            chapters=(Chapter(1, "كلّها", 0, 90_000),),
        )
        for at in range(count)
    ]


def eleven_chapters(talk: Told) -> Episode:
    """The episode `talk`, its sound cut into eleven chapters, two of them of one title."""
    length = round(talk.chapters[-1][1] * 1000)
    bounds = [length * at // 11 for at in range(12)]
    titles = ["سؤال", *(f"الفصل رقم {at}" for at in range(2, 11)), "سؤال"]
    return Episode(
        slug="eleven",
        title="أحد عشر فصلًا",
        guid="g",
        published=dt.datetime(2025, 3, 1, tzinfo=dt.UTC),
        path="talk.mp3",
        size=1_000_000,
        duration_ms=length,
        chapters=tuple(
            Chapter(at, title, bounds[at - 1], bounds[at]) for at, title in enumerate(titles, 1)
        ),
        sections=tuple(
            SectionFile(at, title, "talk/01.mp3", 100_000, length // 11)
            for at, title in enumerate(titles, 1)
        ),
        image="talk/cover.jpg",
        cues=tuple(
            Cue(round(start * 1000), round(end * 1000), text) for start, end, text in talk.cues
        ),
    )


def written() -> tuple[Episode, tuple[Section, ...]]:
    """An episode with every kind of block, and its sections as they are written."""

    def item(text: str, number: int | None, level: int = 1) -> Block:
        return Block("item", (Text(text),), item=ListItem(number, level))

    first = (
        Block(
            "paragraph",
            (
                Text("قالت "),
                Link("صحيفة لوموند", "https://www.lemonde.fr/a?x=1&y=2"),
                Text(" إنّها "),
                Emphasis("أوّل", "strong"),
                Text(" شركة. وقال غيرها"),
                LineBreak(),
                Text("غير ذلك."),
            ),
        ),
        item("مدارس عريقة.", 1),
        item("مال.", 2),
        item("قليل.", None, 2),
        item("ورغبة.", 3),
        Block("quote", (Text("من يملك النموذج يملك لغته."),), quoted=1),
        Block("code", (Unread("pip install <x>\nrun", kind="code"),)),
    )
    second = (
        Block("paragraph", (Text("هل يكفي؟"),), speaker="سلمى"),
        Block("paragraph", (Text("لا. لا يكفي."),), speaker="كريم"),
        Block(
            "row", (Text("الاسم"), Text(": "), Text("العام")), cells=((0, 5), (7, 12)), header=True
        ),
        Block("row", (Text("ميكسترال"), Text(": "), Text("2024")), cells=((0, 8), (10, 14))),
        Block("paragraph", (Link("خطر", "javascript:alert(1)"), Text(" و"), Link("بيت", "a/b"))),
    )
    said = [
        [
            "العنوان",
            "سؤال",
            "قالت صحيفة لوموند إنّها أوّل شركة.",
            "وقال غيرها غير ذلك.",
            "مدارس عريقة.",
        ],
        ["سؤال", "هل يكفي؟", "لا.", "لا يكفي.", "الاسم: العام", "ميكسترال: 2024", "خطر وبيت"],
    ]
    said[0] += ["مال.", "قليل.", "ورغبة.", "من يملك النموذج يملك لغته."]
    cues: list[Cue] = []
    chapters = []
    for number, texts in enumerate(said, 1):
        start = len(cues) * 1000
        cues += [
            Cue(start + at * 1000, start + at * 1000 + 900, one) for at, one in enumerate(texts)
        ]
        chapters.append(Chapter(number, "سؤال", start, len(cues) * 1000))
    episode = Episode(
        slug="blocks",
        title="العنوان",
        guid="g",
        published=dt.datetime(2025, 3, 1, tzinfo=dt.UTC),
        path="talk.mp3",
        size=1_000_000,
        duration_ms=len(cues) * 1000,
        chapters=tuple(chapters),
        person=(Person("كريم", "guest", href="https://example.org/k"),),
        cues=tuple(cues),
    )
    return episode, (Section(1, "سؤال", first), Section(2, "سؤال", second))


@dataclass(frozen=True)
class Told:
    """What an episode's files tell: chapters as (start, end, title) and cues as (start, end, text)."""

    chapters: list[tuple[float, float, str]]
    cues: list[tuple[float, float, str]]


def told(root: Root, slug: str) -> Told:
    """As read back from chapters.json and transcript.vtt; times in seconds."""
    folder = root.audio / slug
    chapters = json.loads((folder / "chapters.json").read_text("utf-8"))["chapters"]
    blocks = (folder / "transcript.vtt").read_text("utf-8").strip().split("\n\n")[1:]
    cues = []
    for block in blocks:
        times, _, text = block.partition("\n")
        start, end = (_seconds(one) for one in times.split(" --> "))
        cues.append((start, end, text))
    return Told([(one["startTime"], one["endTime"], one["title"]) for one in chapters], cues)


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def words(text: str) -> str:
    """A text without marks of direction, with plain colons, on one line."""
    return " ".join(re.sub("[\u200e\u200f]", "", text).replace("∶", ":").split())


POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self';"
    " form-action 'none'; base-uri 'none'"
)
"""The strictest policy a host may send: nothing in the page itself is run, nobody else is asked."""


def strict(app: Any) -> Any:
    """The app with a Content-Security-Policy on every answer."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        async def policed(message: Any) -> None:
            if message["type"] == "http.response.start":
                policy = (b"content-security-policy", POLICY.encode())
                message = {**message, "headers": [*message["headers"], policy]}
            await send(message)

        await app(scope, receive, policed)

    return answer


@contextmanager
def served(audio: Path) -> Iterator[str]:
    """The address of a server of `audio`, for as long as it runs."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        strict(serve.app(audio)), log_level="critical", lifespan="off", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    server.force_exit = True
    thread.join(5)


def until(tab: Any, condition: str, seconds: float = 30) -> None:
    """Wait for a condition in JavaScript. Asked again and again from outside: the pages forbid `eval`.

    What must be true together is asked together, and of what passes by the log is asked: between two
    questions a sentence may have ended."""
    end = time.monotonic() + seconds
    while not holds(tab, condition):
        assert time.monotonic() < end, condition
        time.sleep(0.02)


def holds(tab: Any, condition: str) -> bool:
    """Whether it is so; on the way from one page to the next nothing is."""
    try:
        return tab.evaluate(f"Boolean({condition})")
    except Exception as error:
        if "Execution context was destroyed" in str(error):
            return False
        raise


def stop_after(tab: Any, second: float) -> None:
    """The player pauses itself once it has played beyond `second`, however late the test asks."""
    tab.evaluate(
        "(audio => { const stop = () => {"
        f" if (audio.currentTime <= {second}) return;"
        " audio.removeEventListener('timeupdate', stop); audio.pause(); };"
        " audio.addEventListener('timeupdate', stop); })(document.querySelector('#player'))"
    )


LOG = """
window.log = { sought: [], spoken: [], said: [], ready: false };
addEventListener("seeking", (event) => log.sought.push(event.target.currentTime), true);
addEventListener("loadedmetadata", () => setTimeout(() => { log.ready = true; }), true);
new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) {
    if (target.matches?.(".line.spoken")) {
      log.spoken.push([target.textContent, document.querySelector("#player").currentTime]);
    }
    if (target.matches?.(".said")) for (const one of addedNodes) log.said.push(one.textContent);
  }
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
"""
"""What passes by in a page: where the player was sent, the sentences that were marked and when in the sound,
the words shown; and whether the page has heard that the player knows its file."""


def marked(tab: Any, talk: Told) -> list[str]:
    """The sentences that were marked so far, of which each was the one that sounded at that moment."""
    found = []
    for text, time_ in tab.evaluate("log.spoken"):
        *_, (_, _, sounding) = (cue for cue in talk.cues if cue[0] <= time_ + 0.02)
        assert words(text) == words(sounding), time_
        found.append(words(text))
    return found


def need_chromium() -> str:
    """Path of Debian's Chromium: the one without a window, which takes half the time, or else the whole."""
    return shutil.which("chromium-headless-shell") or need_tool("chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, or whichever is on the path."""
    path = need_chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        shown = ["--hide-scrollbars"]  # as a reader has them: they take room
        running = driver.chromium.launch(
            executable_path=path, args=QUIET, ignore_default_args=shown
        )
        yield running
        running.close()


FORGET = """
if (!sessionStorage.getItem("begun")) {
  sessionStorage.setItem("begun", "yes");
  localStorage.clear();
}
"""
"""At the first page of a tab: what another visit left with the browser is gone."""


class Visits:
    """Pages as somebody opens them who was never here; `heard` is what the console said and who else was asked.

    A context of the browser takes as long to begin as two pages, so visits with the same options follow each
    other in one: `contexts`, by options. Only what a page keeps outlives a page there.
    """

    def __init__(self, browser: Browser, site: str, contexts: dict[str, Any]) -> None:
        self.browser = browser
        self.site = site
        self.contexts = contexts
        self.heard: list[str] = []
        self.own: list[Any] = []

    def __call__(
        self, path: str = "talk/", *, loaded: bool = True, alone: bool = False, **options: Any
    ) -> Any:
        """A tab at `path`; `loaded`: once the player knows its file; `alone`: in a context of its own."""
        key = json.dumps(options, sort_keys=True)
        known = None if alone else self.contexts.get(key)
        context = known or self.browser.new_context(**options)
        if alone:
            self.own.append(context)
        else:
            self.contexts[key] = context
        return self.tab(context, path, loaded=loaded, forget=True)

    def tab(self, context: Any, path: str, *, loaded: bool = True, forget: bool = False) -> Any:
        """Another tab in the same context, which shares what the browser keeps, unless it is to `forget` it."""
        tab = context.new_page()
        if forget:
            tab.add_init_script(FORGET)
        tab.add_init_script(LOG)
        tab.on("console", lambda message: self.heard.append(message.text))
        tab.on("pageerror", lambda error: self.heard.append(str(error)))
        tab.on("request", lambda one: self._asked(one.url))
        tab.goto(f"{self.site}/{path}")
        if loaded:
            until(tab, "log.ready")
        return tab

    def _asked(self, url: str) -> None:
        if not url.startswith((f"{self.site}/", "data:")):
            self.heard.append(url)

    def close(self) -> None:
        """End all visits; nothing may have been heard."""
        for context in self.own:
            context.close()
        for context in self.contexts.values():
            for tab in context.pages:
                tab.close()
        assert not self.heard
