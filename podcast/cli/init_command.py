"""`podcast init`."""

from __future__ import annotations

from pathlib import Path

import click

from podcast.cli.words import said


@click.command("init", help=said("Start a podcast in DIR: settings and a first script to replace."))
@click.argument("folder", type=click.Path(path_type=Path), required=False, metavar="[DIR]")
@click.pass_obj
def command(root: Path, folder: Path | None) -> int:
    """Write what an author starts from; nothing that exists is touched."""
    from podcast.build import start

    for path in start(folder or root):
        click.echo(said("wrote {path}", path=path))
    click.echo(said("next: write in script/, then run `podcast build`"))
    return 0
