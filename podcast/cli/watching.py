"""Building on every save, with one line for each build after the first, and no note twice in a row."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from podcast.cli.errors import sentence_of
from podcast.cli.messages import tr
from podcast.cli.progress import exceptions_only, watcher
from podcast.cli.summary import guesses, summarise
from podcast.cli.terminal import echo
from podcast.pipeline.events import Note
from podcast.pipeline.freshness import Options
from podcast.pipeline.watch import Busy, Round, rounds
from podcast.pools import Threads

if TYPE_CHECKING:
    from podcast.pipeline.events import Event as Step
    from podcast.watch import Flag


def until_stopped(root: Path, options: Options, quiet: bool) -> None:
    """Build on every save until Ctrl-C, which counts as an error only in the middle of a build."""
    busy = Busy()
    try:
        keep_building(root, options, busy, quiet=quiet)
    except KeyboardInterrupt:
        if busy.now:
            raise


@contextmanager
def building_beside(root: Path) -> Iterator[Busy]:
    """Build in a thread of its own, from the end of the first build until the end of the `with` block.

    Raises what keeps the first build from starting. A build still running at the end is cancelled.
    """
    busy, until, ready = Busy(), Event(), Event()
    pool = Threads(1)
    work = pool.submit(keep_building, root, Options(), busy, until=until, first=ready.set)
    work.add_done_callback(lambda _: ready.set())
    try:
        ready.wait()
        if work.done():
            work.result()
        yield busy
    finally:
        until.set()
        if busy.now:
            from podcast.pipeline.workers import stop_all

            stop_all()
        pool.shutdown(wait=not busy.now)


def keep_building(
    root: Path,
    options: Options,
    busy: Busy,
    *,
    quiet: bool = False,
    until: Flag | None = None,
    first: Callable[[], None] = lambda: None,
) -> None:
    """Build on every save until `until` is set; `first` is called once the first build is done."""
    reported: set[str] = set()
    with ExitStack() as bar:
        tellers = [bar.enter_context(watcher(quiet=quiet, terminal=sys.stderr.isatty()))]

        notes: list[list[Step]] = [[], []]  # of the build before, and of this one

        def tell(event: Step) -> None:
            if isinstance(event, Note):
                notes[-1].append(event)
            if event not in notes[0]:
                tellers[-1](event)

        for build_round in rounds(root, options, tell, busy, until):
            notes[:] = [notes[-1] if build_round.report else notes[0], []]
            if len(tellers) > 1:
                _tell(build_round, quiet, reported)
                continue
            bar.close()
            tellers.append(exceptions_only)
            _tell_first(build_round, root, quiet)
            reported |= set(guesses(build_round.report))
            first()


def _tell_first(build_round: Round, root: Path, quiet: bool) -> None:
    _tell_error(build_round)
    if not quiet:
        if build_round.report:
            summarise(build_round.report, root)
        echo(tr("watching script/ and building on every save (Ctrl-C stops)"))


def _tell(build_round: Round, quiet: bool, reported: set[str]) -> None:
    _tell_error(build_round)
    new = [line for line in guesses(build_round.report) if line not in reported]
    reported |= set(new)
    if not quiet and build_round.report:
        echo(_line(build_round))
        echo("".join(f"  {line}\n" for line in new), nl=False)


def _tell_error(build_round: Round) -> None:
    if build_round.error:
        echo(f"podcast: {sentence_of(build_round.error)[0]}", err=True)


def _line(build_round: Round) -> str:
    """One line: the time, what was made, and how long it took."""
    made = "; ".join(
        tr("{slug}: {voiced} of {total} sections voiced", slug=done.slug, voiced=done.voiced,
             total=done.voiced + done.reused)
        for done in build_round.done
    )  # fmt: skip
    now, seconds = time.strftime("%H:%M:%S"), f"{build_round.seconds:.1f}"
    failed = len(build_round.report.failed) if build_round.report else 0
    idle = tr("not built: {count}", count=failed) if failed else tr("no episode needed building")
    words = made or idle
    return tr("{time}  {words} ({seconds} s)").format(time=now, words=words, seconds=seconds)
