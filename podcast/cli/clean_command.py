"""`podcast clean`."""

from __future__ import annotations

from pathlib import Path

import click

from podcast.cli.terminal import echo
from podcast.cli.words import said


@click.command(
    "clean", help=said("Make room in audio/: old clips, files of episodes that are gone.")
)
@click.option(
    "--days",
    type=click.IntRange(2),
    default=7,
    show_default=True,
    help=said("Clips that no build has used for so many days."),
)
@click.option("--all", "everything", is_flag=True, help=said("All clips that can be made again."))
@click.option("-y", "--yes", is_flag=True, help=said("Do not ask first."))
@click.pass_obj
def command(root: Path, days: int, everything: bool, yes: bool) -> int:
    """Say how much, ask, and do it."""
    from podcast.cli.asking import agreed, size_of, wait
    from podcast.pipeline.removing import clean, rubbish

    found = rubbish(root, 0 if everything else days)
    if not found.size:
        echo(said("there is nothing to clean"))
        return 0
    for orphan in found.orphans:
        echo(said("{slug} has no script any more (files: {count}, {size})", slug=orphan.slug,
                  count=len(orphan.files), size=size_of(orphan.size)))  # fmt: skip
    if found.cached:
        total = sum(size for _, size in found.cached)
        echo(said("clips and sections, which a build makes again: {size}", size=size_of(total)))
    if not agreed(said("Delete {size}?", size=size_of(found.size)), yes=yes):
        echo(said("nothing was deleted"))
        return 1
    clean(root, found, wait)
    echo(said("freed: {size}", size=size_of(found.size)))
    return 0
