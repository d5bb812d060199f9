"""`podcast voices`: which there are, how they sound, fetching one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli.terminal import echo, visible
from podcast.cli.words import said, translated

if TYPE_CHECKING:
    from podcast.errors import PodcastError
    from podcast.pipeline.voices import Row

SEXES = {"f": "woman", "m": "man"}
PLACES = {"here": "here", "online": "online"}


@click.group("voices", invoke_without_command=True, help=said("Show the voices you can choose."))
@click.pass_context
def command(context: click.Context) -> None:
    """The table, where no more is asked for."""
    if context.invoked_subcommand is None:
        _table(context.obj)


def _table(root: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    from podcast.pipeline.voices import rows

    table = Table(show_header=True, box=None, pad_edge=False)
    for head in ("engine", "voice", "country", "sex", "where"):
        table.add_column(said(head), no_wrap=True)
    table.add_column(said("state"), overflow="fold")
    for row in rows(root):
        table.add_row(*map(visible, _cells(row)))
    Console(markup=False, highlight=False).print(table)


def _cells(row: Row) -> list[str]:
    offer = row.offer
    sex, place = SEXES.get(offer.sex, ""), PLACES.get(row.place, "")
    state = translated(row.fault) if row.fault else said("ready")
    return [
        row.engine,
        " ".join(filter(None, (offer.name, offer.note and f"({offer.note})"))) or "–",
        offer.country or "–",
        said(sex) if sex else "–",
        said(place) if place else "–",
        state,
    ]


@command.command("get", help=said("Fetch a piper voice, as in ar_JO-kareem-medium."))
@click.argument("name")
def get(name: str) -> None:
    """Download both files of a voice."""
    from podcast.pipeline.voices import fetch

    echo(said("wrote {path}", path=fetch(name)))


@command.command(
    "sample", help=said("One sentence in every ready voice, with a page to hear them.")
)
@click.option(
    "-o", "folder", type=click.Path(path_type=Path), default=Path("voices"), metavar="DIR",
    help=said("The folder to write them to."),
)  # fmt: skip
@click.pass_obj
def sample(root: Path, folder: Path) -> None:
    """An MP3 a voice."""
    from podcast.pipeline.voices import sample as run

    echo(said("wrote {path}", path=run(root, folder, _told)))


def _told(row: Row, error: PodcastError | None) -> None:
    name = " ".join(filter(None, (row.engine, row.offer.name)))
    echo(f"{name}: {translated(error) if error else said('ready')}", err=True)
