"""`podcast build`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from podcast.cli.completion import EpisodeName
from podcast.cli.messages import tr

MOST = 10_000
"""Section numbers stay below this; no episode has that many."""


class Numbers(click.ParamType):
    """Section numbers as people write them: 3,5 or 2-4."""

    name = "numbers"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        """ "3,5-7" as (3, 5, 6, 7)."""
        if isinstance(value, tuple):
            return value
        try:
            parts = [part.partition("-") for part in str(value).split(",")]
            spans = [(int(first), int(last or first)) for first, _, last in parts]
        except ValueError:
            spans = []
        if not spans or any(not 0 < first <= last < MOST for first, last in spans):
            self.fail(
                tr(
                    "“{value}” is not a list of sections; write, for example, 3,5 or 2-4",
                    value=value,
                )
            )
        numbers = (number for first, last in spans for number in range(first, last + 1))
        return tuple(dict.fromkeys(numbers))


@click.command(
    "build", help=tr("Build what has changed: each EPISODE named (by slug, title or file), or all.")
)
@click.argument("episodes", nargs=-1, metavar="[EPISODE]…", type=EpisodeName())
@click.option("--sections", type=Numbers(), default=(), help=tr("Only these sections: 3,5 or 2-4."))
@click.option("--engine", default="", metavar="NAME", help=tr("The engine: auto, espeak, gtts, …"))
@click.option(
    "--voice",
    default="",
    metavar="NAME",
    help=tr("The voice to use; `podcast voices` lists them."),
)
@click.option("--force", is_flag=True, help=tr("Build everything again, even what is up to date."))
@click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help=tr("How many sections to voice at the same time."),
)
@click.option(
    "--cluster",
    default="",
    metavar="ADDRESS",
    help=tr("Voice on a Dask cluster: tcp://host:8786."),
)
@click.option(
    "--encoding", metavar="NAME", default="utf-8", help=tr("How the scripts are encoded.")
)
@click.option(
    "--watch", "again", is_flag=True, help=tr("Keep running, and build again on every save.")
)
@click.option(
    "--dry-run",
    is_flag=True,
    help=tr(
        "Show what would be built, how long it would take and what it would cost; build nothing."
    ),
)
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON, for other programs."))
@click.option("-q", "--quiet", is_flag=True, help=tr("Print errors only."))
@click.pass_obj
def command(
    root: Path,
    episodes: tuple[str, ...],
    sections: tuple[int, ...],
    engine: str,
    voice: str,
    force: bool,
    jobs: int | None,
    cluster: str,
    encoding: str,
    again: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Build with progress shown, then print a summary; the exit code is that of the worst failure."""
    from podcast.cli.progress import watcher
    from podcast.cli.summary import print_json, summarise
    from podcast.errors import Stopped
    from podcast.pipeline.freshness import Options
    from podcast.pipeline.run import build

    options = Options(episodes, sections, engine, force, jobs or 0, encoding, cluster, voice)
    if dry_run:
        from podcast.cli.forecast import tell

        return tell(root, options, as_json=as_json)
    if again:
        from podcast.cli.watching import until_stopped

        until_stopped(root, options, quiet)
        return 0
    try:
        with watcher(quiet=quiet, terminal=sys.stderr.isatty()) as watch:
            report = build(root, options, watch)
    except KeyboardInterrupt as stop:
        raise Stopped(
            "stopped; what is finished is kept, and the next build continues from there"
        ) from stop
    if as_json:
        print_json(report)
    elif not quiet:
        summarise(report, root)
    return max((error.exit_code for error in report.failed), default=0)
