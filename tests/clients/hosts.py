"""A published show through the months of its life, and hosts on this machine that serve each of them."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from starlette.responses import RedirectResponse
from workspace_tools import Root, root_at

from podcast.serve import app

HOSTILE = "a & b < c > ]]> “ج” 😀👩‍👧 \u202eمقلوب"
TITLES = ("أول حلقة", HOSTILE, "حلقة ثالثة: خاتمة")
NAMES = ("2025-03-01-first.md", "2025-03-08-حرب & سلام.md", "2025-03-15-third.md")
SETTINGS = """\
title = "برنامج & تجربة"
email = "a@b.example"
type = "serial"
locked = true
frequency = "weekly"
license = "cc-by-4.0"
funding_url = "https://example.org/دعم"
funding = "ادعمنا & شكرًا"
timezone = "Africa/Cairo"

[[person]]
name = "سلمى الخطيب"
role = "مقدّمة"
href = "https://example.org/salma"

[voice]
engine = "tones"
"""
MATTER = """\
---
number: 1
season: 2
season_name: "العام الثاني"
type: bonus
person: كريم منصور (كاتب) https://example.org/karim
soundbite: 0:01 2.5 "أوّل الكلام"
---

"""
BODY = """\
# {title}

## مقدّمة {number}

جملة في المقدّمة رقم {number}، وفيها وقفة. وهذه جملة أخرى عن الموضوع {number} نفسه.

## <وسط> & {number}

هنا متن الحلقة {number}، وفيه كلام كثير لا يشبه غيره من الحلقات.

## خاتمة

وهذه نهاية الحلقة {number}.
"""


@dataclass(frozen=True)
class Month:
    """What is published at a time: a copy of `audio/`, and how many episodes are new to a subscriber."""

    name: str
    audio: Path
    new: int = 0
    at: str = ""
    """The base address that the author gave."""


@dataclass
class Life:
    """A show that is built again and again; `months` keeps what was published each time."""

    root: Root
    folder: Path
    months: list[Month] = field(default_factory=list)

    def publish(self, name: str, new: int = 0, at: str = "https://old.example/show/") -> None:
        extra = "feed_items = 2\n" if name == "in pages" else ""
        self.root.write("show.toml", f'base_url = "{at}"\n{extra}{SETTINGS}')
        report = self.root.build()
        assert not report.failed, report.failed
        copy = self.folder / f"{len(self.months):02}"
        shutil.copytree(self.root.audio, copy, ignore=shutil.ignore_patterns(".*"))
        self.months.append(Month(name, copy, new, at))

    def edit(self, number: int, old: str, new: str) -> None:
        path = self.script(number)
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def script(self, number: int) -> Path:
        return self.root.path / "script" / NAMES[number]


def write_script(root: Root, name: str, number: int, title: str) -> None:
    text = BODY.format(title=title, number=("صفر", "واحد", "اثنان", "ثلاثة")[number])
    root.write(name, MATTER + text if number == 2 else text)


def lived(folder: Path) -> list[Month]:
    """The life of a show: whatever its author does, only an added episode is a new one."""
    life = Life(root_at(folder / "root"), folder)
    life.script(0).unlink()
    for number, (name, title) in enumerate(zip(NAMES, TITLES, strict=True)):
        write_script(life.root, name, number, title)
    life.publish("published", new=3)
    life.publish("built again")
    life.edit(1, "كلام كثير", "كلام قليل جدًّا")
    life.publish("a sentence edited")
    life.edit(2, "# حلقة ثالثة: خاتمة", "# عنوان غير ذاك")
    life.publish("a title changed")
    life.script(0).rename(life.root.path / "script" / "2025-03-01-بداية.md")
    life.publish("a script renamed")
    life.publish("host moved", at="https://new.example/other/")
    shutil.rmtree(life.root.audio)
    life.publish("audio/ lost and built again", at="https://new.example/other/")
    write_script(life.root, "2025-03-22-fourth.md", 3, "رابعة")
    life.publish("an episode added", new=1, at="https://new.example/other/")
    life.publish("in pages", at="https://new.example/other/")
    return life.months


class Host:
    """`podcast serve` on a free port of the loopback; may send everybody on to another host."""

    def __init__(self, audio: Path) -> None:
        self.audio = audio
        self.moved_to = ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if self.moved_to and scope["type"] == "http":
            answer = RedirectResponse(f"{self.moved_to}{scope['path'].lstrip('/')}", 301)
            await answer(scope, receive, send)
        else:
            await app(self.audio)(scope, receive, send)

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The address it is found at, while it is."""
        listener = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(self, log_level="critical", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        wait_for(lambda: server.started, "the host to listen")
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = server.force_exit = True
            thread.join(10)
            listener.close()


def wait_for(there: Callable[[], object], what: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.05)
