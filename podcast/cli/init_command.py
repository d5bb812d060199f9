"""`podcast init`."""

from __future__ import annotations

import os
import shlex
import subprocess
from contextlib import suppress
from pathlib import Path

import click

from podcast.cli.direction import has_arabic
from podcast.cli.messages import language, tr
from podcast.cli.terminal import echo
from podcast.errors import InputError

WAYS = {
    "github": "git add . && git commit -m podcast && git push -u origin main",
    "rsync": "sh publish.sh user@example.org:/var/www/podcast",
    "s3": "sh publish.sh BUCKET",
}
"""The ways to publish, each with the command that does it."""

PUBLISHING = ("publish.sh", "podcast.yml")
"""The names of the files that publish."""


class AsTyped(click.Command):
    """A command that knows in which order its words were typed: of a title in several words that has no quotes,
    the second would be taken for the folder."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse Arabic words behind a title, and otherwise parse all as usual."""
        title = args[args.index("--title") + 1 :] if "--title" in args else []
        if len(title) > 1 and all(map(has_arabic, title)):
            raise InputError(
                "the title has no quotes, so that “{rest}” would be the folder; write  {command}",
                rest=title[1],
                command=f'--title "{" ".join(title)}"',
            )
        return super().parse_args(ctx, args)


@click.command(
    "init", cls=AsTyped, help=tr("Start a podcast in DIR: settings and a first script to replace.")
)
@click.argument("folder", type=click.Path(path_type=Path), required=False, metavar="[DIR]")
@click.option("--title", default="", metavar="TITLE", help=tr("The show's title."))
@click.option(
    "--publish",
    "way",
    type=click.Choice(tuple(WAYS)),
    help=tr("Also write what publishes it: a GitHub workflow, or commands for rsync or S3."),
)
@click.pass_obj
def command(root: Path, folder: Path | None, title: str, way: str | None) -> int:
    """Write what an author starts from; nothing that exists is touched."""
    from podcast.pipeline.authoring import start

    place = _place(folder or root)
    done = start(place, way or "", title, language())
    for path in done.written:
        echo(tr("wrote {path}", path=path))
    for path in done.filled:
        echo(tr("filled in a line of {path}", path=path))
    settings = [path for path in done.kept if path.name == "show.toml"]
    # of a show that was complete, all that matters is what publishes it
    is_here = bool(way and settings) and all(path.name in PUBLISHING for path in done.written)
    for path in done.kept:
        if not is_here or path.name in PUBLISHING:
            echo(tr("{path} already exists and is left as it is", path=path))
    if title and settings:
        echo(tr("the title stays as it is, too; change it in {path}", path=settings[0]))
    if done.published:
        echo(tr("its address will be {address}", address=done.published))
    elif way:
        echo(tr("write in script/show.toml, as base_url, the address at which it will be found"))
    _print_next(_entering(place), way or "", is_here=is_here)
    return 0


def _place(folder: Path) -> Path:
    """The podcast's folder: above script/, where the author stands in it; `~` in quotes is the author's own."""
    with suppress(RuntimeError):
        folder = folder.expanduser()
    inside = folder.resolve().name == "script" and (folder / "show.toml").is_file()
    return Path(os.path.normpath(folder / "..")) if inside else folder


def _print_next(entering: list[str], way: str, *, is_here: bool) -> None:
    """Print the commands to type next; of a show that has been there, only those that publish it."""
    if not is_here:
        echo(tr("next: write in script/, then run:"))
        for line in (*entering, "podcast build", "podcast serve --open"):
            echo(f"  {line}")
    if way:
        echo(tr("to publish, whenever you have written:"))
        for line in (*(entering if is_here else ()), WAYS[way]):
            echo(f"  {line}")


def _entering(folder: Path) -> list[str]:
    """The command that leads there, from whatever folder the author is in."""
    if folder.resolve() == Path.cwd().resolve():
        return []
    name = subprocess.list2cmdline([str(folder)]) if os.name == "nt" else shlex.quote(str(folder))
    return [f"cd {name}"]
