"""`podcast new`."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import click

from podcast.cli.messages import tr
from podcast.cli.terminal import echo


@click.command(
    "new",
    help=tr("Start an episode called TITLE, and open it in your editor."),
)
@click.argument("title", nargs=-1, required=True, metavar="TITLE")
@click.option(
    "--date",
    metavar="YYYY-MM-DD",
    help=tr("The episode's day; today, if not given."),
)
@click.option("--no-edit", is_flag=True, help=tr("Do not open the editor."))
@click.pass_obj
def command(root: Path, title: tuple[str, ...], date: str | None, no_edit: bool) -> int:
    """Write the script; at a terminal, open it in the editor. A title needs no quotes around it."""
    from podcast.pipeline.writing import day_of, editor, new_script

    opened = not no_edit and sys.stdin.isatty() and sys.stdout.isatty()
    program = editor() if opened else None
    path = new_script(root, " ".join(title), day_of(date) if date else dt.date.today())
    echo(tr("wrote {path}", path=path))
    if program:
        return subprocess.run([*program, str(path.resolve())], check=False).returncode  # noqa: S603
    if opened:
        echo(tr("open it in your editor; with EDITOR set, this command does"))
    return 0
