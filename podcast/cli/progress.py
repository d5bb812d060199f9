"""The progress of a build: a bar in a terminal, plain lines elsewhere, errors alone when quiet."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from podcast.cli.errors import failure
from podcast.cli.messages import tr
from podcast.cli.terminal import echo, visible
from podcast.formats.text import duration
from podcast.pipeline import events
from podcast.pipeline.events import Event, Watch

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn


@contextmanager
def watcher(*, quiet: bool, terminal: bool) -> Iterator[Watch]:
    """The function that receives each event while the build runs."""
    if terminal and not quiet:
        from rich.console import Console
        from rich.progress import Progress

        with Progress(*_columns(), console=Console(stderr=True), transient=True) as bar:
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


def time_left(seconds: float, done: float, total: float) -> str:
    """How long the rest takes at the pace so far, as minutes and seconds; "" while nothing is done."""
    return duration(round(1000 * seconds * (total - done) / done)) if done and total > done else ""


def _errors_only(event: Event) -> None:
    if isinstance(event, events.EpisodeFailed):
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
            return failure(event.error)
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


class _Bar:
    """The progress bar. It counts the letters still to be voiced, so that the time left is realistic."""

    def __init__(self, bar: Progress) -> None:
        self.bar = bar
        self.task = bar.add_task(tr("reading script/"), total=None, done="", left="")
        self.done = 0
        self.voiced = 0
        self.total = 0
        self.began, self.weight, self.whole = time.monotonic(), 0, 0

    def tell(self, event: Event) -> None:
        """Advance the bar, and print above it what should stay on the screen."""
        match event:
            case events.EpisodeStarted():
                self._start(event)
            case events.UtteranceDone():
                self._show(tr("section {number}: {done}/{total}", number=event.section,
                                done=event.done, total=event.total))  # fmt: skip
            case events.SectionDone():
                self._advance(event)
            case _ if sentence := _sentence(event):
                self.bar.console.print(visible(sentence, lines=True), markup=False, highlight=False)

    def _start(self, event: events.EpisodeStarted) -> None:
        self.done, self.voiced, self.total = 0, 0, event.to_voice
        self.began, self.weight, self.whole = time.monotonic(), 0, event.weight
        self.bar.update(self.task, description=visible(event.slug), total=event.weight, completed=0)

    def _advance(self, event: events.SectionDone) -> None:
        self.done += 1
        self.voiced += event.utterances
        self.weight += event.weight
        self.bar.advance(self.task, event.weight)
        self._show(tr("section {done}/{total}, utterances: {count}", done=self.done,
                        total=self.total, count=self.voiced))  # fmt: skip

    def _show(self, text: str) -> None:
        left = time_left(time.monotonic() - self.began, self.weight, self.whole)
        self.bar.update(self.task, done=text, left=left)
