"""`podcast listen`."""

from __future__ import annotations

from pathlib import Path

import click

from podcast.cli.terminal import echo
from podcast.cli.words import said


@click.command("listen", help=said("Find the sentences of EPISODE that a machine hears otherwise."))
@click.argument("episode")
@click.option(
    "--model", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DIR",
    help=said("A folder with a faster-whisper model."),
)  # fmt: skip
@click.pass_obj
def command(root: Path, episode: str, model: Path) -> int:
    """One line a sentence, the worst last; 1 where there is any."""
    from podcast.pipeline.listening import listen

    found = sorted(listen(root, episode, model), key=lambda sentence: -sentence.likeness)
    for one in found:
        echo(
            said(
                "section {number}, line {line}, at {at} s: written “{said}”, heard “{heard}”",
                number=one.section, line=one.line, at=f"{one.at:.1f}", said=one.said, heard=one.heard,
            )
        )  # fmt: skip
    if not found:
        echo(said("every sentence is heard as it is written"))
    return int(bool(found))
