"""A dry run: what a build would make, how long it would play, what it would ask of the voices, and about how
long that would take and cost. Nothing is written, except readings into the cache."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from podcast.cache import Cache
from podcast.engines import load
from podcast.errors import PodcastError
from podcast.model import SAMPLE_RATE, Script
from podcast.pipeline import freshness, identity
from podcast.pipeline import state as states
from podcast.pipeline.casting import Part
from podcast.pipeline.clips import is_kept
from podcast.pipeline.covers import check_cover
from podcast.pipeline.finding import no_script
from podcast.pipeline.freshness import Options, Task
from podcast.pipeline.job import Job
from podcast.pipeline.planning import WorkOrder, order_for
from podcast.pipeline.pool import processors
from podcast.pipeline.section import asked_of, share_to_voice
from podcast.pipeline.utterances import plan_of
from podcast.pipeline.workspace import Workspace, open_workspace
from podcast.structs import Frozen

MS_A_LETTER = 97
MS_A_FIGURE = 570
MS_A_BLOCK = 1000
MS_A_SECTION = 2600
"""Milliseconds of sound for each letter or space, each figure (its words are longer), the pauses of a block,
and those of a section with its heading.

Fitted to 24 episodes read by the offline voice; of those longer than 20
seconds it gives the length to within 10 %.
"""

_MARKS = re.compile("[\u064b-\u0652\u0670]")

SECONDS_A_REQUEST = 1.5
"""How long an online service takes for a sentence or two."""

FASTER = {"espeak": 130.0, "piper": 6.0}
"""How many times faster than real time one processor reads, synthesises and encodes.

That of espeak is fitted to the processor time of five builds, of 1 to 27 minutes of sound: with START and
EPISODE it gives what they take on two processors to within 15 %.
"""
START = 1.0
"""Seconds until the voices and the models that restore diacritics are loaded, and the feed is written."""
EPISODE = 0.02
"""Seconds for what an episode needs besides its sections."""
SHARED = 0.85
"""Seconds of work that are worth one process more; see `pool.WORTH`."""
USUAL = 4.0
MILLION = 1_000_000


class Work(Frozen):
    """What one engine is asked for: a service's requests and characters, and about how many `seconds` it takes;
    for an engine on this machine, those of a single processor.

    `price` is in the currency in which the author gave the service's price; 0.0 if the voice costs nothing,
    None if the price is not known.
    """

    engine: str
    requests: int = 0
    characters: int = 0
    seconds: float = 0.0
    price: float | None = 0.0


class Expected(Frozen):
    """One episode to be made. `hear_ms` is the estimated length of the whole episode."""

    slug: str
    title: str
    engine: str
    sections: int
    to_voice: int
    hear_ms: int
    is_new: bool
    work: tuple[Work, ...] = ()


class Forecast(Frozen):
    """Everything a build would do; `fresh` are the slugs it would not touch."""

    expected: tuple[Expected, ...]
    fresh: tuple[str, ...]
    failed: tuple[PodcastError, ...]

    @property
    def work(self) -> tuple[Work, ...]:
        """The work of all episodes, summed for each engine."""
        by_engine: dict[str, Work] = {}
        for one in (work for expected in self.expected for work in expected.work):
            by_engine[one.engine] = _sum(by_engine.get(one.engine, Work(one.engine)), one)
        return tuple(by_engine.values())

    @property
    def hear_ms(self) -> int:
        """The playing time of all that would be made."""
        return sum(episode.hear_ms for episode in self.expected)

    @property
    def seconds(self) -> float:
        """About how long the build takes, with services and processors working at the same time."""
        if not self.expected:
            return 0.0
        return START + EPISODE * len(self.expected) + max(map(_waiting, self.work), default=0.0)


def _waiting(work: Work) -> float:
    """The seconds that work takes here, by as many processors as it is worth."""
    if load(work.engine).place == "online":
        return work.seconds
    return work.seconds / min(processors(), 1 + int(work.seconds / SHARED))


def _sum(first: Work, second: Work) -> Work:
    is_priced = None not in (first.price, second.price)
    return Work(
        first.engine,
        first.requests + second.requests,
        first.characters + second.characters,
        first.seconds + second.seconds,
        (first.price or 0.0) + (second.price or 0.0) if is_priced else None,
    )


def forecast(root: Path, options: Options) -> Forecast:
    """What `build` would do with the same options. Raises InputError for what would keep it from starting."""
    from podcast.pipeline.run import read_by

    workspace = open_workspace(root, options.encoding)
    check_cover(workspace)
    workspace, options = read_by(workspace, options)
    workspace, state, _ = identity.settled(workspace, states.load(workspace.audio))
    tasks = freshness.examine(workspace, state, options)
    if not tasks:
        raise no_script(workspace.root)
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
    recorded = sum(part.take.samples for part in order.known) * 1000 // SAMPLE_RATE
    return recorded + sum(map(_length, order.missing))


def _length(job: Job) -> int:
    """The estimated playing time of a section in milliseconds."""
    texts = [_MARKS.sub("", block.read_text) for _, block in job.section.spoken_blocks]
    figures = sum(character.isdigit() for text in texts for character in text)
    letters = sum(map(len, texts)) - figures
    spoken = letters * MS_A_LETTER + figures * MS_A_FIGURE
    return round(spoken / job.voice.rate) + len(texts) * MS_A_BLOCK + MS_A_SECTION


def _work(jobs: Iterable[Job]) -> list[Work]:
    """The work each engine has with `jobs`; a service's requests are counted as they would be sent."""
    by_engine: dict[str, Work] = {}
    for job in jobs:
        if load(job.engine).place == "online":
            parts = list(_requests(job))
        else:
            faster = FASTER.get(job.engine, USUAL)
            seconds = _length(job) * share_to_voice(job) / 1000 / faster
            parts = [Work(job.engine, seconds=seconds)]
        for part in parts:
            by_engine[part.engine] = _sum(by_engine.get(part.engine, Work(part.engine)), part)
    return list(by_engine.values())


def _requests(job: Job) -> Iterable[Work]:
    """The requests for which the cache has no clip."""
    for request in asked_of(job, plan_of(job)):
        if job.remake or not is_kept(Cache(job.cache), request):
            length, engine = len(request.text), load(request.part.engine)
            online = engine.place == "online"
            seconds = SECONDS_A_REQUEST / max(1, engine.parallel) if online else 0.1
            yield Work(
                engine.name, int(online), length * online, seconds, _price(request.part, length)
            )


def _price(part: Part, characters: int) -> float | None:
    """The price of that many characters, if the author has set the price of a million; else None."""
    engine = load(part.engine)
    if "price" not in engine.settings:
        return 0.0
    price = part.voice.settings.get("price")
    return characters * price / MILLION if isinstance(price, int | float) else None
