"""What is taken from a source: the article's text as Markdown, and what is known of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """An article as Markdown, without its title; "" or None for what the source does not tell.

    source    the address it is published at.
    picture   the address of its picture.
    left_out  what was taken for no part of it: menus, share lines, related articles, captions.
    doubts    what an author should look at before publishing, as English templates.
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
    """An English template of `Article.doubts`, marked as a sentence that has its Arabic."""
    return template
