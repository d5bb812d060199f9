"""`podcast voices`: list the voices, hear them, download one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli.direction import plain
from podcast.cli.messages import error_sentence, tr
from podcast.cli.terminal import echo, print_json, print_table, visible

if TYPE_CHECKING:
    from podcast.errors import PodcastError
    from podcast.pipeline.voices import Row

SEXES = {"f": "woman", "m": "man"}
PLACES = {"here": "here", "online": "online"}

WIDEST = {"engine": 7, "country": 7, "sex": 5, "where": 8, "state": 6}
"""How wide a column is at least, in a narrow terminal: there the names of voices are broken, not cut off."""


@click.group("voices", invoke_without_command=True, help=tr("Show the voices you can choose."))
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON, for other programs."))
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Print the table of voices and what some lack, unless a subcommand is given."""
    if context.invoked_subcommand is not None:
        return
    if as_json:
        from podcast.pipeline.voices import rows

        print_json([_record(row) for row in rows(context.obj)])
    else:
        _table(context.obj)


def _record(row: Row) -> dict[str, object]:
    offer = row.offer
    return {
        "engine": row.engine,
        "name": offer.name,
        "note": offer.note,
        "country": offer.country,
        "sex": offer.sex,
        "place": row.place,
        "ready": row.fault is None,
        "lacks": plain(error_sentence(row.fault)) if row.fault else None,
    }


def _table(root: Path) -> None:
    from rich.table import Table

    from podcast.pipeline.voices import rows

    table = Table(show_header=True, box=None, pad_edge=False)
    for head in ("engine", "voice", "country", "sex", "where", "state"):
        table.add_column(tr(head), overflow="fold", min_width=WIDEST.get(head, 0))
    faults: dict[str, None] = {}
    for row in rows(root):
        table.add_row(*map(visible, _cells(row)))
        if row.fault:
            faults[f"{row.engine}: {error_sentence(row.fault)}"] = None
    print_table(table)
    echo("".join(f"\n{fault}" for fault in faults), nl=bool(faults))


def _cells(row: Row) -> list[str]:
    offer = row.offer
    sex, place = SEXES.get(offer.sex, ""), PLACES.get(row.place, "")
    return [
        row.engine,
        " ".join(filter(None, (offer.name, offer.note and f"({_note(offer.note)})"))) or "–",
        offer.country or "–",
        tr(sex) if sex else "–",
        tr(place) if place else "–",
        tr("lacks something") if row.fault else tr("ready"),
    ]


def _note(note: str) -> str:
    """How clear a voice is, in the author's language; names stay as they are."""
    clarity = {
        "the clearest": tr("the clearest"),
        "less clear": tr("less clear"),
        "far less clear": tr("far less clear"),
    }
    return clarity.get(note, note)


@command.command("get", help=tr("Fetch a piper voice, as in ar_JO-kareem-medium."))
@click.argument("name")
def get(name: str) -> None:
    """Download both files of a voice."""
    from podcast.pipeline.voices import fetch

    echo(tr("wrote {path}", path=fetch(name)))


@command.command("sample", help=tr("One sentence in every ready voice, with a page to hear them."))
@click.option(
    "-o", "folder", type=click.Path(path_type=Path), default=Path("voices"), metavar="DIR",
    help=tr("The folder to write them to."),
)  # fmt: skip
@click.pass_obj
def sample(root: Path, folder: Path) -> None:
    """Write one MP3 for each voice."""
    from podcast.pipeline.voices import sample as run

    echo(tr("wrote {path}", path=run(root, folder, _progress)))


def _progress(row: Row, error: PodcastError | None) -> None:
    name = " ".join(filter(None, (row.engine, row.offer.name)))
    echo(f"{name}: {error_sentence(error) if error else tr('ready')}", err=True)
