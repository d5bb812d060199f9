"""What a build would do, told before anything is spent: what is made, how long it is to hear, what is asked of
the voice, about how long that takes and what it costs. Nothing is written but readings into the cache."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from podcast.cache import Cache
from podcast.engines import load
from podcast.errors import InputError, PodcastError
from podcast.model import SAMPLE_RATE, Script
from podcast.pipeline import freshness, identity
from podcast.pipeline import state as states
from podcast.pipeline.casting import Part
from podcast.pipeline.clips import is_kept
from podcast.pipeline.freshness import Options, Task
from podcast.pipeline.planning import WorkOrder, order_for
from podcast.pipeline.pool import processors
from podcast.pipeline.section import Job, asked_of, plan_of
from podcast.pipeline.workspace import Workspace, open_workspace

MS_A_LETTER = 110
"""How long a letter of a script, or a space, is to hear at the normal rate, pauses included: 105 to 120 in
forty-two articles, as the offline voice reads them."""

_MARKS = re.compile("[\u064b-\u0652\u0670]")

SECONDS_A_REQUEST = 1.5
"""How long a service takes for a sentence or two."""

FASTER = {"espeak": 40.0, "piper": 6.0}
"""How many times faster than speech a processor makes it, sound and encoding; docs/performance.md."""
USUAL = 4.0
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Work:
    """What one engine is asked for: requests and characters of a service, `seconds` of waiting, about.

    `price` is in whatever currency the author gave a price in; 0.0 for a voice that costs nothing, None where
    that is not known.
    """

    engine: str
    requests: int = 0
    characters: int = 0
    seconds: float = 0.0
    price: float | None = 0.0


@dataclass(frozen=True, slots=True)
class Expected:
    """One episode to be made. `hear_ms` is of all of it, as far as can be told before it is read."""

    slug: str
    title: str
    engine: str
    sections: int
    to_voice: int
    hear_ms: int
    is_new: bool
    work: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """All that a build would do; `fresh` are the slugs it would not touch."""

    expected: tuple[Expected, ...]
    fresh: tuple[str, ...]
    failed: tuple[PodcastError, ...]

    @property
    def work(self) -> tuple[Work, ...]:
        """All that each engine is asked for."""
        found: dict[str, Work] = {}
        for one in (work for expected in self.expected for work in expected.work):
            found[one.engine] = _sum(found.get(one.engine, Work(one.engine)), one)
        return tuple(found.values())

    @property
    def hear_ms(self) -> int:
        """How long all that is made is to hear."""
        return sum(episode.hear_ms for episode in self.expected)

    @property
    def seconds(self) -> float:
        """How long the build takes, about: services and processors at the same time."""
        return max((work.seconds for work in self.work), default=0.0) + 0.2 * len(self.expected)


def _sum(first: Work, second: Work) -> Work:
    known = None not in (first.price, second.price)
    return Work(
        first.engine,
        first.requests + second.requests,
        first.characters + second.characters,
        first.seconds + second.seconds,
        (first.price or 0.0) + (second.price or 0.0) if known else None,
    )


def forecast(root: Path, options: Options) -> Forecast:
    """What `build` would do with the same options. Raises InputError for what would keep it from beginning."""
    from podcast.pipeline.run import read_by

    workspace = open_workspace(root, options.encoding)
    if options.voice:
        workspace, options = read_by(workspace, options)
    workspace, state, _ = identity.settled(workspace, states.load(workspace.audio))
    tasks = freshness.examine(workspace, state, options)
    if not tasks:
        raise InputError(
            "there is no script yet; put an article there as .md or .txt",
            file=str(workspace.root / "script"),
        )
    expected: list[Expected] = []
    failed = [task.error for task in tasks if task.error]
    for task in tasks:
        if task.script:
            try:
                expected.append(_expected(workspace, task, task.script, options))
            except PodcastError as error:
                failed.append(error)
    fresh = tuple(task.slug for task in tasks if task.is_fresh)
    return Forecast(tuple(expected), fresh, tuple(failed))


def _expected(workspace: Workspace, task: Task, script: Script, options: Options) -> Expected:
    engine = freshness.settled_engine(workspace, script.slug, options)
    engine = engine or freshness.first_to_answer(workspace)
    is_new = script.slug not in states.load(workspace.audio).made
    order = order_for(workspace, task, script, engine, options, again=not is_new)
    return Expected(
        slug=script.slug,
        title=script.title,
        engine=engine,
        sections=order.total,
        to_voice=len(order.missing),
        hear_ms=_to_hear(order),
        is_new=is_new,
        work=tuple(_work(order.missing)),
    )


def _to_hear(order: WorkOrder) -> int:
    known = sum(part.take.samples for part in order.known) * 1000 // SAMPLE_RATE
    return known + sum(map(_length, order.missing))


def _length(job: Job) -> int:
    """Milliseconds, about."""
    blocks = (block.read_text for _, block in job.section.spoken_blocks)
    letters = sum(len(_MARKS.sub("", text)) for text in blocks)
    return round(letters * MS_A_LETTER / job.voice.rate)


def _work(jobs: Iterable[Job]) -> list[Work]:
    """What is asked of each engine for `jobs`. A service's requests are counted as they will be sent."""
    found: dict[str, Work] = {}
    for job in jobs:
        if load(job.engine).place == "online":
            parts = list(_requests(job))
        else:
            faster = FASTER.get(job.engine, USUAL) * processors()
            parts = [Work(job.engine, seconds=_length(job) / 1000 / faster)]
        for part in parts:
            found[part.engine] = _sum(found.get(part.engine, Work(part.engine)), part)
    return list(found.values())


def _requests(job: Job) -> Iterable[Work]:
    """Those that no clip in the cache answers."""
    for request in asked_of(job, plan_of(job)):
        if job.remake or not is_kept(Cache(job.cache), request):
            length, engine = len(request.text), load(request.part.engine)
            online = engine.place == "online"
            seconds = SECONDS_A_REQUEST / max(1, engine.parallel) if online else 0.1
            yield Work(
                engine.name, int(online), length * online, seconds, _price(request.part, length)
            )


def _price(part: Part, characters: int) -> float | None:
    """What so many characters cost, where the author told the price of a million."""
    engine = load(part.engine)
    if "price" not in engine.settings:
        return 0.0
    price = part.voice.settings.get("price")
    return characters * price / MILLION if isinstance(price, int | float) else None
