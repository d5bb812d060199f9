"""`podcast say`."""

from __future__ import annotations

from pathlib import Path

import click

from podcast.cli.messages import tr
from podcast.cli.terminal import echo


@click.command("say", help=tr("Say TEXT, to hear how it sounds."))
@click.argument("text", nargs=-1, required=True, metavar="TEXT")
@click.option(
    "-o", "out", type=click.Path(path_type=Path, dir_okay=False), default=Path("say.mp3"),
    metavar="FILE", help=tr("The MP3 file to write."),
)  # fmt: skip
@click.option(
    "--voice",
    default="",
    metavar="NAME",
    help=tr("The voice to use; `podcast voices` lists them."),
)
@click.pass_obj
def command(root: Path, text: tuple[str, ...], out: Path, voice: str) -> None:
    """Voice one text in the same way as an episode. It needs no quotes around it."""
    from podcast.pipeline.voices import say

    echo(tr("wrote {path}", path=say(root, " ".join(text), out, voice)))
