"""`podcast lexicon`."""

from __future__ import annotations

from pathlib import Path

import click

from podcast.cli.completion import Written
from podcast.cli.messages import tr
from podcast.cli.terminal import echo, print_json

REASONS = {
    "unused": "{written}: no script uses it",
    "known": "{written}: read the same without it",
    "twin": "{written}: the same as {other}",
}


@click.group("lexicon", help=tr("Your own readings, in script/lexicon.toml."))
def command() -> None:
    """The author's lexicon."""


@command.command("add", help=tr("Have WRITTEN read as SPOKEN, with diacritics."))
@click.argument("written")
@click.argument("spoken")
@click.pass_obj
def add(root: Path, written: str, spoken: str) -> int:
    """Write one entry."""
    from podcast.pipeline.lexicon import add_reading

    echo(tr("script/lexicon.toml: {line}", line=add_reading(root, written, spoken)))
    return 0


@command.command("list", help=tr("Show every entry, ready to copy."))
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON, for other programs."))
@click.pass_obj
def show_all(root: Path, as_json: bool) -> int:
    """Print one line for each entry."""

    from podcast.pipeline.authoring import lexicon_line
    from podcast.pipeline.lexicon import readings

    entries = readings(root)
    if as_json:
        print_json(entries)
    elif not entries:
        echo(tr("there is no entry yet; `podcast names` shows what is guessed"))
    else:
        echo("\n".join(lexicon_line(*entry) for entry in entries.items()))
    return 0


@command.command("remove", help=tr("Remove the entry for WRITTEN."))
@click.argument("written", type=Written())
@click.pass_obj
def remove(root: Path, written: str) -> int:
    """Delete one line."""
    from podcast.pipeline.lexicon import remove_reading

    echo(tr("removed from script/lexicon.toml: {line}", line=remove_reading(root, written)))
    return 0


@command.command("check", help=tr("Find entries that are never used or change nothing."))
@click.option(
    "--encoding", metavar="NAME", default="utf-8", help=tr("How the scripts are encoded.")
)
@click.pass_obj
def check(root: Path, encoding: str) -> int:
    """Print one line for each idle entry; the exit code is 1 if there are any."""
    from podcast.pipeline.lexicon import idle_readings

    idle = idle_readings(root, encoding)
    for entry in idle:
        echo(tr(REASONS[entry.because], written=entry.written, other=entry.other))
    if not idle:
        echo(tr("every entry is used"))
    return 1 if idle else 0
