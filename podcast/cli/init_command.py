"""`podcast init`."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import click

from podcast.cli.messages import language, tr
from podcast.cli.terminal import echo

WAYS = ("github", "rsync", "s3")


@click.command("init", help=tr("Start a podcast in DIR: settings and a first script to replace."))
@click.argument("folder", type=click.Path(path_type=Path), required=False, metavar="[DIR]")
@click.option("--title", default="", metavar="TITLE", help=tr("The show's title."))
@click.option(
    "--publish",
    "way",
    type=click.Choice(WAYS),
    help=tr("Also write what publishes it: a GitHub workflow, or commands for rsync or S3."),
)
@click.pass_obj
def command(root: Path, folder: Path | None, title: str, way: str | None) -> int:
    """Write what an author starts from; nothing that exists is touched."""
    from podcast.pipeline.authoring import start

    done = start(folder or root, way or "", title, language())
    for path in done.written:
        echo(tr("wrote {path}", path=path))
    for path in done.filled:
        echo(tr("filled in a line of {path}", path=path))
    for path in done.kept:
        echo(tr("{path} already exists and is left as it is", path=path))
    if title and (settings := [path for path in done.kept if path.name == "show.toml"]):
        echo(tr("the title stays as it is, too; change it in {path}", path=settings[0]))
    if done.published:
        echo(tr("its address will be {address}", address=done.published))
    elif way:
        echo(tr("write in script/show.toml, as base_url, the address at which it will be found"))
    echo(tr("next: write in script/, then run:"))
    for line in _next(folder or root):
        echo(f"  {line}")
    return 0


def _next(folder: Path) -> list[str]:
    """The commands to type next, from whatever folder the author is in."""
    there = folder.resolve() == Path.cwd().resolve()
    name = subprocess.list2cmdline([str(folder)]) if os.name == "nt" else shlex.quote(str(folder))
    return [*([] if there else [f"cd {name}"]), "podcast build", "podcast serve --open"]
