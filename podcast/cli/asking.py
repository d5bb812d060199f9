"""Questions before something is deleted."""

from __future__ import annotations

import sys

import click

from podcast.cli.terminal import echo
from podcast.cli.words import said

YES = frozenset(("y", "yes", "ن", "نعم"))


def agreed(question: str, *, yes: bool) -> bool:
    """Whether the author wants it: asked at a terminal, and never taken for granted elsewhere."""
    if yes:
        return True
    if not sys.stdin.isatty():
        echo(
            said("{question} Nobody is here to answer; --yes does it", question=question), err=True
        )
        return False
    answer = click.prompt(
        f"{question} {said('[y/N]')}", default="", show_default=False, prompt_suffix=" "
    )
    return str(answer).strip().lower() in YES


def size_of(count: int) -> str:
    """Bytes as people tell them."""
    size = float(count)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def wait(process: int) -> None:
    """Told when a build is under way."""
    from podcast.pipeline.events import waiting

    told = waiting(process)
    echo(said(told.template, **dict(told.fields)), err=True)
