"""`podcast lexicon`."""

from __future__ import annotations

from pathlib import Path

import click

from podcast.cli.terminal import echo
from podcast.cli.words import said

REASONS = {
    "unused": "{written}: no script uses it",
    "known": "{written}: read the same without it",
    "twin": "{written}: the same as {other}",
}


@click.group("lexicon", help=said("Your own readings, in script/lexicon.toml."))
def command() -> None:
    """The author's lexicon."""


@command.command("add", help=said("Have WRITTEN read as SPOKEN, with diacritics."))
@click.argument("written")
@click.argument("spoken")
@click.pass_obj
def add(root: Path, written: str, spoken: str) -> int:
    """Write one entry."""
    from podcast.pipeline.lexicon import add_reading

    echo(said("script/lexicon.toml: {line}", line=add_reading(root, written, spoken)))
    return 0


@command.command("list", help=said("Show every entry, as it can be copied."))
@click.option("--json", "as_json", is_flag=True, help=said("Print JSON, for other programs."))
@click.pass_obj
def show_all(root: Path, as_json: bool) -> int:
    """A line an entry."""
    import json

    from podcast.pipeline.authoring import lexicon_line
    from podcast.pipeline.lexicon import readings

    found = readings(root)
    if as_json:
        echo(json.dumps(found, ensure_ascii=False, indent=1))
    elif not found:
        echo(said("there is no entry yet; `podcast names` shows what is guessed"))
    else:
        echo("\n".join(lexicon_line(*entry) for entry in found.items()))
    return 0


@command.command("remove", help=said("Take the entry of WRITTEN away."))
@click.argument("written")
@click.pass_obj
def remove(root: Path, written: str) -> int:
    """Delete one line."""
    from podcast.pipeline.lexicon import remove_reading

    echo(said("taken out of script/lexicon.toml: {line}", line=remove_reading(root, written)))
    return 0


@command.command("check", help=said("Find entries that are never used or change nothing."))
@click.option("--encoding", default="utf-8", help=said("How the scripts are encoded."))
@click.pass_obj
def check(root: Path, encoding: str) -> int:
    """A line for each idle entry; 1 where there is one."""
    from podcast.pipeline.lexicon import idle_readings

    found = idle_readings(root, encoding)
    for one in found:
        echo(said(REASONS[one.because], written=one.written, other=one.other))
    if not found:
        echo(said("every entry is used"))
    return 1 if found else 0
