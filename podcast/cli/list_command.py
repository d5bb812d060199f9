"""`podcast list`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli.messages import error_sentence, tr
from podcast.cli.terminal import echo, print_json
from podcast.formats.text import duration

if TYPE_CHECKING:
    from podcast.pipeline.catalog import EpisodeRow

COMMA = ", "
KINDS = {"trailer": "trailer", "bonus": "bonus"}
STANDINGS = {"fresh": "fresh", "stale": "stale", "new": "not built", "broken": "broken"}


@click.command("list", help=tr("Show episodes, their sections, times and states."))
@click.option("--short", is_flag=True, help=tr("Episodes only."))
@click.option("--stale", is_flag=True, help=tr("Only what a build would make, or cannot make."))
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON, for other programs."))
@click.option(
    "--encoding", metavar="NAME", default="utf-8", help=tr("How the scripts are encoded.")
)
@click.pass_obj
def command(root: Path, short: bool, stale: bool, as_json: bool, encoding: str) -> int:
    """Print a block for each episode (its facts, then a line for each section), and the totals."""
    from podcast.pipeline.catalog import listing, strays

    rows = [row for row in listing(root, encoding) if not (stale and _is_done(row))]
    if as_json:
        print_json([_record(row) for row in rows])
        return max((row.error.exit_code for row in rows if row.error), default=0)
    if not rows:
        echo(
            tr("nothing is stale")
            if stale
            else tr(
                "there is no script yet; `podcast add` imports an article, `podcast new` starts one"
            )
        )
    for row in rows:
        echo("\n".join(_block(row, short)))
    if len(rows) > 1:
        echo(_total(rows))
    for note in strays(root):
        echo(tr(note.template, **dict(note.fields)))
    return max((row.error.exit_code for row in rows if row.error), default=0)


def _is_done(row: EpisodeRow) -> bool:
    return row.standing == "fresh" or row.draft


def _total(rows: list[EpisodeRow]) -> str:
    return tr(
        "total: episodes: {count}, {length}; to build: {stale}; held back until their day: {held}",
        count=len(rows),
        length=duration(sum(row.duration_ms or 0 for row in rows)),
        stale=sum(not _is_done(row) for row in rows),
        held=sum(row.held for row in rows),
    )


def _record(row: EpisodeRow) -> dict[str, object]:
    sections = [
        {
            "number": section.number,
            "title": section.title,
            "start_ms": section.start_ms,
            "duration_ms": section.duration_ms,
        }
        for section in row.sections
    ]
    return {
        "slug": row.slug,
        "title": row.title,
        "source": row.source,
        "state": "draft" if row.draft else row.standing,
        "type": row.kind,
        "held": row.held,
        "date": row.date,
        "engine": row.engine,
        "duration_ms": row.duration_ms,
        "sections": sections,
        "error": error_sentence(row.error) if row.error else None,
    }


def _block(row: EpisodeRow, short: bool) -> list[str]:
    if row.error:
        names = [row.source] if row.error.file != row.source else []
        return ["  ".join((*names, _bracketed("broken"), error_sentence(row.error)))]
    if row.draft:
        return [f"{row.source}  {_bracketed('draft')}"]
    marks = [tr(STANDINGS[row.standing])]
    marks += [tr(KINDS[row.kind])] if row.kind in KINDS else []
    marks += [tr("scheduled")] if row.held else []
    facts = [row.slug, f"[{tr(COMMA).join(marks)}]", row.date, row.engine]
    if row.duration_ms is not None:
        facts.append(duration(row.duration_ms))
    lines = ["  ".join(filter(None, facts)), f"  {row.title}"]
    return (
        lines if short else lines + [_section(row, number) for number in range(len(row.sections))]
    )


def _bracketed(state: str) -> str:
    return f"[{tr(state)}]"


def _section(row: EpisodeRow, index: int) -> str:
    section = row.sections[index]
    if section.start_ms is None or section.duration_ms is None:
        return f"  {section.number:>4}           {section.title}"
    start, length = duration(section.start_ms), duration(section.duration_ms)
    return f"  {section.number:>4}  {start:>8}  {length:>6}  {section.title}"
