"""`podcast list`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli.terminal import echo
from podcast.cli.words import said, translated
from podcast.formats.text import duration

if TYPE_CHECKING:
    from podcast.pipeline.catalog import EpisodeRow

STANDINGS = {"fresh": "fresh", "stale": "stale", "new": "not built", "broken": "broken"}


@click.command("list", help=said("Show episodes, their sections, times and states."))
@click.option("--short", is_flag=True, help=said("Episodes only."))
@click.option("--encoding", default="utf-8", help=said("How the scripts are encoded."))
@click.pass_obj
def command(root: Path, short: bool, encoding: str) -> int:
    """One block an episode: its facts, then a line a section."""
    from podcast.pipeline.catalog import listing

    rows = listing(root, encoding)
    if not rows:
        echo(said("there is no script yet; put an article there as .md or .txt"))
    for row in rows:
        echo("\n".join(_block(row, short)))
    return max((row.error.exit_code for row in rows if row.error), default=0)


def _block(row: EpisodeRow, short: bool) -> list[str]:
    if row.error:
        return [f"{row.source}  [{said('broken')}]  {translated(row.error)}"]
    facts = [row.slug, f"[{said(STANDINGS[row.standing])}]", row.date, row.engine]
    if row.duration_ms is not None:
        facts.append(duration(row.duration_ms))
    lines = ["  ".join(filter(None, facts)), f"  {row.title}"]
    return (
        lines if short else lines + [_section(row, number) for number in range(len(row.sections))]
    )


def _section(row: EpisodeRow, index: int) -> str:
    section = row.sections[index]
    if section.start_ms is None or section.duration_ms is None:
        return f"  {section.number:>4}           {section.title}"
    start, length = duration(section.start_ms), duration(section.duration_ms)
    return f"  {section.number:>4}  {start:>8}  {length:>6}  {section.title}"
