"""`podcast clean`."""

from __future__ import annotations

from pathlib import Path

import click

from podcast.cli.messages import tr
from podcast.cli.terminal import echo


@click.command(
    "clean", help=tr("Free space in audio/: old sound, files of episodes that are gone.")
)
@click.option(
    "--days",
    type=click.IntRange(2),
    metavar="N",
    default=7,
    show_default=True,
    help=tr("Clips and sections that no build has used for this many days."),
)
@click.option(
    "--all", "everything", is_flag=True, help=tr("All clips and sections that can be made again.")
)
@click.option("-y", "--yes", is_flag=True, help=tr("Do not ask first."))
@click.pass_obj
def command(root: Path, days: int, everything: bool, yes: bool) -> int:
    """Say how much can be freed, ask, and delete it."""
    from podcast.cli.asking import agreed, size_of, wait
    from podcast.pipeline.removing import clean, rubbish

    waste = rubbish(root, 0 if everything else days)
    if not waste.size:
        echo(tr("there is nothing to clean"))
        return 0
    for orphan in waste.orphans:
        count, size = len(orphan.files), size_of(orphan.size)
        if orphan.script:
            echo(
                tr(
                    "{slug} is a draft (files: {count}, {size})",
                    slug=orphan.slug,
                    count=count,
                    size=size,
                )
            )
        else:
            echo(tr("{slug} has no script any more (files: {count}, {size})", slug=orphan.slug,
                    count=count, size=size))  # fmt: skip
    if waste.cached:
        total = sum(size for _, size in waste.cached)
        echo(tr("clips and sections, which a build makes again: {size}", size=size_of(total)))
    if not agreed(tr("Delete {size}?", size=size_of(waste.size)), yes=yes):
        echo(tr("nothing was deleted"))
        return 1
    clean(root, waste, wait)
    echo(tr("freed: {size}", size=size_of(waste.size)))
    return 0
