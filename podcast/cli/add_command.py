"""`podcast add`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli.completion import SourceName
from podcast.cli.messages import error_sentence, tr
from podcast.cli.terminal import echo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcast.pipeline.importing import Added

SHOWN = 3
"""How many of the lines left out of an article are shown."""

NAMED = 10
"""How many of the sources that could not be imported are named again at the end."""


@click.command(
    "add",
    help=tr(
        "Import articles: web addresses, saved pages, .docx, .odt, .pdf, .epub, .txt, or - for text."
    ),
)
@click.argument("sources", nargs=-1, metavar="SOURCE…", type=SourceName())
@click.option(
    "--feed", metavar="URL", help=tr("A feed whose newest articles are imported, each once.")
)
@click.option(
    "--new",
    "newest",
    type=click.IntRange(1, 500),
    metavar="N",
    default=5,
    help=tr("How many articles to take from the feed (default: 5)."),
)
@click.option(
    "--today", "use_today", is_flag=True, help=tr("Date them today, whatever their own date.")
)
@click.option("--no-picture", is_flag=True, help=tr("Do not fetch the article's picture."))
@click.option("--encoding", metavar="NAME", default="utf-8", help=tr("How text files are encoded."))
@click.pass_obj
def command(
    root: Path,
    sources: tuple[str, ...],
    feed: str | None,
    newest: int,
    use_today: bool,
    no_picture: bool,
    encoding: str,
) -> int:
    """Print a block for each source. The exit code is 2 if any of them could not be imported."""
    import datetime as dt

    from podcast.errors import InputError
    from podcast.pipeline.importing import ImportOptions, add, from_feed

    if not sources and not feed:
        raise InputError("name what to import: an address, a file, or - for text you paste")
    options = ImportOptions(
        dt.date.today(), use_today=use_today, picture=not no_picture, encoding=encoding
    )
    worst = _print_all(add(root, sources, options, _pasted)) if sources else 0
    if feed:
        worst = max(worst, _print_all(from_feed(root, feed, newest, options)))
    return worst


def _pasted() -> bytes:
    """Piped input; at a terminal, the clipboard, or else what is typed until Ctrl-D."""
    if sys.stdin.isatty():
        from podcast.importing.clipboard import text

        if held := text():
            return held.encode("utf-8")
        echo(tr("paste the article here, then press Ctrl-D"), err=True)
    from podcast.pipeline.importing import MOST

    return sys.stdin.buffer.read(MOST + 1)


def _print_all(results: Iterable[Added]) -> int:
    worst, count, refused = 0, 0, []
    for added in results:
        count += 1
        if added.error:
            refused.append(Path(added.source).name or added.source)
            echo(f"podcast: {error_sentence(added.error)}", err=True)
            worst = max(worst, added.error.exit_code)
        elif added.stands:
            echo(
                tr(
                    "{source} is here already: {path}",
                    source=added.source,
                    path=_in_script(added.stands),
                )
            )
        else:
            _print_added(added)
    if not count:
        echo(tr("nothing new"))
    elif count > 1:
        _print_sum(count, refused)
    return worst


def _print_sum(count: int, refused: list[str]) -> None:
    """Last, because what was refused may have scrolled out of sight."""
    echo(tr("taken: {taken} of {count}", taken=count - len(refused), count=count))
    if refused:
        more = f", … ({len(refused)})" if len(refused) > NAMED else ""
        echo(tr("not taken: {names}", names=", ".join(refused[:NAMED]) + more), err=True)


def _print_added(added: Added) -> None:
    assert added.written  # noqa: S101  the caller has ruled out the other cases
    echo(tr("wrote {path}", path=_in_script(added.written)))
    echo(
        "  "
        + tr(
            "“{title}” (headings: {sections}, letters: {letters})",
            title=added.title,
            sections=added.sections,
            letters=added.letters,
        )
    )
    if added.left_out:
        lines = " · ".join(line[:60] for line in added.left_out[:SHOWN])
        echo("  " + tr("lines left out ({count}): {lines}", count=len(added.left_out), lines=lines))
    for doubt in added.doubts:
        echo("  " + tr("check: {what}", what=tr(doubt)))


def _in_script(path: Path) -> str:
    return f"script/{path.name}"
