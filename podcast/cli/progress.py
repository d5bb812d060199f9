"""The progress of a build: a bar in a terminal, plain lines elsewhere, errors alone when quiet."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from podcast.cli.direction import directed
from podcast.cli.errors import failure
from podcast.cli.messages import tr
from podcast.cli.terminal import echo, visible
from podcast.formats.text import duration
from podcast.pipeline import events
from podcast.pipeline.events import Event, Watch
from podcast.structs import replace

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn


@contextmanager
def watcher(*, quiet: bool, terminal: bool) -> Iterator[Watch]:
    """The function that receives each event while the build runs."""
    if terminal and not quiet:
        from rich.console import Console
        from rich.progress import Progress

        console = Console(stderr=True)
        # Drawn at each event, since a process with a thread for it could not be copied (pipeline.copying).
        with Progress(*_columns(), console=console, transient=True, auto_refresh=False) as bar:
            yield _Bar(bar).tell
    else:
        yield _errors_only if quiet else _Log().tell


def _columns() -> list[ProgressColumn]:
    from rich.progress import BarColumn, TextColumn

    return [
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[done]}"),
        TextColumn("{task.fields[left]}"),
    ]


def _errors_only(event: Event) -> None:
    if isinstance(event, events.EpisodeFailed) and not event.is_told:
        echo(failure(event.error), err=True)


def exceptions_only(event: Event) -> None:
    """Print failures and notes alone, for callers that report everything else themselves."""
    if isinstance(event, events.EpisodeFailed | events.Note):
        _line(event)


def _line(event: Event) -> None:
    """One event as a plain line, for a log."""
    sentence = _sentence(event)
    if sentence:
        echo(sentence, err=True)


def _sentence(event: Event) -> str:
    match event:
        case events.BuildStarted() if event.episodes > 1 and event.to_voice:
            return tr(
                "to make: episodes: {episodes}, sections to voice: {sections}",
                episodes=event.episodes,
                sections=event.to_voice,
            )
        case events.EpisodeStarted(to_voice=0):
            return ""
        case events.EpisodeStarted():
            return tr(
                "{slug}: voicing {count} of {total} sections with {engine}",
                slug=event.slug,
                count=event.to_voice,
                total=event.sections,
                engine=event.engine,
            )
        case events.SectionDone():
            return tr(
                "{slug}: section {number} done (utterances: {count}): {heading}",
                slug=event.slug,
                number=event.number,
                count=event.utterances,
                heading=event.heading,
            )
        case events.EpisodeDone():
            return _made(event)
        case events.EpisodeFailed():
            return "" if event.is_told else failure(event.error)
        case events.Note():
            return tr(event.template, **dict(event.fields))
    return ""


def _made(event: events.EpisodeDone) -> str:
    fields: dict[str, object] = {"slug": event.slug, "length": duration(event.duration_ms)}
    if not event.reread:
        return tr("{slug}: done, {length} long", **fields)
    return tr(
        "{slug}: done, {length} long; re-read {read}, re-voiced {voiced}",
        read=event.reread,
        voiced=event.voiced,
        **fields,
    )


class _Log:
    """Plain lines; an episode's sections appear in order, whichever is ready first."""

    def __init__(self) -> None:
        self.waiting: list[int] = []
        self.ready: dict[int, Event] = {}

    def tell(self, event: Event) -> None:
        """Print a line, once the lines of the sections before it are printed."""
        match event:
            case events.EpisodeStarted():
                self.waiting, self.ready = list(event.waiting), {}
                _line(event)
            case events.SectionDone():
                self.ready[event.number] = event
                while self.waiting and self.waiting[0] in self.ready:
                    _line(self.ready.pop(self.waiting.pop(0)))
            case _:
                if isinstance(event, events.EpisodeDone | events.EpisodeFailed):
                    self._rest()
                _line(event)

    def _rest(self) -> None:
        """Print the finished sections that come after one that failed."""
        for number in sorted(self.ready):
            _line(self.ready.pop(number))


class TimeLeft:
    """How long the rest of a build takes, from the time its sections took so far.

    Workers start and voices load before the first utterance is done; that comes once, so it is not counted.
    """

    def __init__(self, whole: float, now: float) -> None:
        self.whole, self.began, self.done = whole, now, 0.0
        self.has_spoken = False

    def speak(self, now: float) -> None:
        """Note that an utterance is done: with the first one, the work begins."""
        if not self.has_spoken and not self.done:
            self.began = now
        self.has_spoken = True

    def advance(self, weight: float) -> None:
        """Count a section of this weight as done."""
        self.done += weight

    def left(self, now: float) -> float | None:
        """The seconds left; None while nothing is done or nothing is left."""
        rest = self.whole - self.done
        if self.done <= 0 or rest <= 0:
            return None
        return rest * (now - self.began) / self.done


class _Bar:
    """The progress bar, one for the whole build. It counts the letters still to be voiced, so that the time
    left is realistic."""

    def __init__(self, bar: Progress) -> None:
        self.bar = bar
        self.task = bar.add_task(
            directed(tr("reading script/"), err=True), total=None, done="", left=""
        )
        self.episodes = events.BuildStarted(0, 0, 0)
        self.number = 0
        self.done = 0
        self.pace = TimeLeft(0, time.monotonic())
        self.rest = events.EpisodeStarted("", "", "", 0, 0, 0)
        """The current episode, with the sections and the letters that it still waits for."""

    def tell(self, event: Event) -> None:
        """Advance the bar, and print above it what should stay on the screen."""
        self._tell(event)
        self.bar.refresh()

    def _tell(self, event: Event) -> None:
        match event:
            case events.BuildStarted():
                self.episodes, self.number, self.done = event, 0, 0
                self.pace = TimeLeft(event.weight, time.monotonic())
            case events.EpisodeStarted():
                self._start(event)
            case events.UtteranceDone():
                self.pace.speak(time.monotonic())
                said = tr("section {number}: {done}/{total}", number=event.section,
                           done=event.done, total=event.total)  # fmt: skip
                self.bar.update(self.task, done=directed(said, err=True))
            case events.SectionDone():
                self._advance(event)
            case _:
                if isinstance(event, events.EpisodeFailed) and event.slug == self.rest.slug:
                    self._drop()
                if sentence := _sentence(event):
                    self._print(directed(visible(sentence, lines=True), err=True))

    def _print(self, line: str) -> None:
        """Above the bar, and never broken into lines: some hold commands to be copied."""
        self.bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _start(self, event: events.EpisodeStarted) -> None:
        """Begin an episode, which may be the current one from its start with another voice."""
        if event.slug == self.rest.slug:
            self._drop()
            self._add(event.to_voice, event.weight)
        else:
            self.number += 1
        self.rest = event
        name = visible(event.slug)
        if self.episodes.episodes > 1:
            name = f"{self.number}/{self.episodes.episodes} {name}"
        self.bar.update(self.task, description=name)

    def _drop(self) -> None:
        """What the current episode still waits for will not be done."""
        self._add(-self.rest.to_voice, -self.rest.weight)
        self.rest = replace(self.rest, to_voice=0, weight=0)

    def _add(self, to_voice: int, weight: int) -> None:
        whole = self.episodes
        self.episodes = replace(whole, to_voice=whole.to_voice + to_voice)
        self.pace.whole += weight

    def _advance(self, event: events.SectionDone) -> None:
        self.done += 1
        rest = self.rest
        self.rest = replace(rest, to_voice=rest.to_voice - 1, weight=rest.weight - event.weight)
        self.pace.advance(event.weight)
        self._show(tr("section {done}/{total}", done=self.done, total=self.episodes.to_voice))

    def _show(self, text: str) -> None:
        seconds = self.pace.left(time.monotonic())
        left = tr("{time} left", time=duration(1000 * max(1, round(seconds)))) if seconds else ""
        self.bar.update(
            self.task,
            done=directed(text, err=True),
            left=directed(left, err=True),
            total=self.pace.whole,
            completed=self.pace.done,
        )
