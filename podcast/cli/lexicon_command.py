"""`podcast lexicon`."""

from __future__ import annotations

from pathlib import Path

import click

from podcast.cli.terminal import echo
from podcast.cli.words import said

REASONS = {
    "unused": "{written}: no script uses it",
    "known": "{written}: said so anyway",
    "twin": "{written}: the same as {other}",
}


@click.group("lexicon", help=said("Your own readings, in script/lexicon.toml."))
def command() -> None:
    """The author's lexicon."""


@command.command("add", help=said("Have WRITTEN said as SPOKEN, with marks."))
@click.argument("written")
@click.argument("spoken")
@click.pass_obj
def add(root: Path, written: str, spoken: str) -> int:
    """Write one entry."""
    from podcast.pipeline.lexicon import add_reading

    echo(said("script/lexicon.toml: {line}", line=add_reading(root, written, spoken)))
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
