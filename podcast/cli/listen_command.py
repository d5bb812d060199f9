"""`podcast listen`."""

from __future__ import annotations

from pathlib import Path

import click

from podcast.cli.completion import EpisodeName
from podcast.cli.messages import tr
from podcast.cli.terminal import echo


@click.command("listen", help=tr("Find the sentences of EPISODE that a machine hears differently."))
@click.argument("episode", type=EpisodeName())
@click.option(
    "--model", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DIR",
    help=tr("A folder with a faster-whisper model."),
)  # fmt: skip
@click.pass_obj
def command(root: Path, episode: str, model: Path) -> int:
    """Print one line for each misheard sentence, the worst last; the exit code is 1 if there are any."""
    from podcast.pipeline.listening import listen

    misheard = sorted(listen(root, episode, model), key=lambda sentence: -sentence.likeness)
    for one in misheard:
        echo(
            tr(
                "section {number}, line {line}, at {at} s: written “{written}”, heard “{heard}”",
                number=one.section, line=one.line, at=f"{one.at:.1f}", written=one.written, heard=one.heard,
            )
        )  # fmt: skip
    if not misheard:
        echo(tr("every sentence is heard as it is written"))
    return int(bool(misheard))
