"""Checks an ID3 tag apart from chapter times: title, picture, table of contents."""

from __future__ import annotations

from collections.abc import Iterator

from podcast.checkup.findings import Finding, found
from podcast.checkup.id3 import Tag

PICTURE_BYTES = 1 << 20
"""A larger embedded picture adds to every download and is of no use at the size phones show it."""


def check_tag(file: str, tag: Tag) -> Iterator[Finding]:
    """Check the tag, except for what `check_marks` checks."""
    if not tag.title:
        yield found("id3-title", file)
    for size in tag.pictures:
        if size > PICTURE_BYTES:
            yield found("picture-large", file, size=size)
    if tag.marks:
        yield from _contents(file, tag)


def check_title(file: str, tag: Tag, title: str) -> Iterator[Finding]:
    """Check that the file is called as in the feed, whose template may add to the title or cut it."""
    own, told = _bare(tag.title), _bare(title)
    if own and told and own not in told and told not in own:
        yield found("id3-title-differs", file, value=tag.title, title=title)


def _bare(title: str) -> str:
    """A title without white space, control codes and the ellipsis of a cut one."""
    return "".join(sign for sign in title if sign.isprintable() and sign not in " …")


def _contents(file: str, tag: Tag) -> Iterator[Finding]:
    """Check for one top-level, ordered table of contents with all chapters (ID3v2 Chapter Addendum, 3.2)."""
    top = [table for table in tag.tables if table.top]
    if len(top) != 1:
        yield found("contents-missing", file, count=len(top))
        return
    table, grouped = top[0], len(tag.tables) > 1
    marks = sorted(tag.marks, key=lambda mark: mark.start_ms)
    if not grouped and (list(table.names) != [mark.name for mark in marks] or not table.ordered):
        yield found("contents-wrong", file)
    if not table.title:
        yield found("contents-title", file)
