"""`podcast remove`."""

from __future__ import annotations

from pathlib import Path

import click

from podcast.cli.terminal import echo
from podcast.cli.words import said


@click.command("remove", help=said("Delete EPISODE: its script, its files, its place in the feed."))
@click.argument("episode")
@click.option("-y", "--yes", is_flag=True, help=said("Do not ask first."))
@click.option("--encoding", default="utf-8", help=said("How the scripts are encoded."))
@click.pass_obj
def command(root: Path, episode: str, yes: bool, encoding: str) -> int:
    """Say what would go, ask, and do it."""
    from podcast.cli.asking import agreed, size_of, wait
    from podcast.pipeline.removing import removal, remove

    found = removal(root, episode, encoding)
    echo(said("“{title}” ({slug}):", title=found.title, slug=found.slug))
    if found.script:
        echo("  " + said("its script: {path}", path=found.script))
    if found.files:
        echo("  " + said("files in audio/: {count}, {size}", count=len(found.files),
                         size=size_of(found.size)))  # fmt: skip
    if found.is_out:
        echo(
            "  "
            + said("it is published: apps that have it keep it, and nobody can get it any more")
        )
    if not agreed(said("Delete all of this?"), yes=yes):
        echo(said("nothing was deleted"))
        return 1
    remove(root, found, wait, encoding)
    echo(said("deleted; what you put online has to be published again"))
    return 0
