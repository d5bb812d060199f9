"""An imported article: its text as Markdown, and its metadata."""

from __future__ import annotations

import datetime as dt

from podcast.structs import Frozen


class Article(Frozen):
    """An article as Markdown, without its title; unknown metadata is "" or None.

    source    its web address.
    picture   the URL of its picture.
    left_out  what was judged not to belong to it: menus, share links, related articles, captions.
    doubts    what an author should check before publishing, as English templates.
    """

    title: str
    body: str
    author: str = ""
    date: dt.date | None = None
    source: str = ""
    picture: str = ""
    left_out: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def doubt(template: str) -> str:
    """Marks an English template of `Article.doubts` as a sentence with a translation."""
    return template
