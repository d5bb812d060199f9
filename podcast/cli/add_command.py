"""`podcast add`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli.terminal import echo
from podcast.cli.words import said, translated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcast.pipeline.importing import Added

SHOWN = 3
"""Lines left out of an article that are shown."""


@click.command(
    "add",
    help=said(
        "Bring articles in: web addresses, saved pages, .docx, .odt, .pdf, .epub, .txt, or - for text."
    ),
)
@click.argument("sources", nargs=-1, metavar="SOURCE…")
@click.option(
    "--feed", metavar="URL", help=said("A feed whose newest articles are brought in, each once.")
)
@click.option(
    "--new",
    "newest",
    type=click.IntRange(1, 500),
    default=5,
    help=said("How many articles to take from the feed (default: 5)."),
)
@click.option(
    "--today", "use_today", is_flag=True, help=said("Date them today, whatever date they bear.")
)
@click.option("--no-picture", is_flag=True, help=said("Do not fetch the article's picture."))
@click.option("--encoding", default="utf-8", help=said("How text files are encoded."))
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
    """A block for each source; 2 where one could not be brought in."""
    import datetime as dt

    from podcast.errors import InputError
    from podcast.pipeline.importing import Wish, add, from_feed

    if not sources and not feed:
        raise InputError("name what to bring in: an address, a file, or - for text you paste")
    wish = Wish(dt.date.today(), use_today=use_today, picture=not no_picture, encoding=encoding)
    worst = _told(add(root, sources, wish, _pasted))
    if feed:
        worst = max(worst, _told(from_feed(root, feed, newest, wish)))
    return worst


def _pasted() -> bytes:
    """What is piped in; at a terminal, the clipboard, or else what is typed until Ctrl-D."""
    if sys.stdin.isatty():
        from podcast.importing.clipboard import text

        if held := text():
            return held.encode("utf-8")
        echo(said("paste the article here, then press Ctrl-D"), err=True)
    return sys.stdin.buffer.read()


def _told(done: Iterable[Added]) -> int:
    worst, count = 0, 0
    for one in done:
        count += 1
        if one.error:
            echo(f"podcast: {translated(one.error)}", err=True)
            worst = max(worst, one.error.exit_code)
        elif one.stands:
            echo(
                said("{source} is here already: {path}", source=one.source, path=_shown(one.stands))
            )
        else:
            _tell(one)
    if not count:
        echo(said("nothing new"))
    return worst


def _tell(added: Added) -> None:
    assert added.written  # noqa: S101  told apart by the caller
    echo(said("wrote {path}", path=_shown(added.written)))
    echo(
        "  "
        + said(
            "“{title}” (headings: {sections}, letters: {letters})",
            title=added.title,
            sections=added.sections,
            letters=added.letters,
        )
    )
    if added.left_out:
        lines = " · ".join(line[:60] for line in added.left_out[:SHOWN])
        echo(
            "  " + said("lines left out ({count}): {lines}", count=len(added.left_out), lines=lines)
        )
    for doubt in added.doubts:
        echo("  " + said("check: {what}", what=said(doubt)))


def _shown(path: Path) -> str:
    return f"script/{path.name}"
