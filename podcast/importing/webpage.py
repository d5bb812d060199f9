"""A web page, fetched or saved → the article on it."""

from __future__ import annotations

import re
from contextlib import suppress

from podcast.errors import InputError
from podcast.importing import body, markdown
from podcast.importing.article import Article
from podcast.importing.metadata import page_metadata

LEAST = 120
"""Letters below which what was found is no article but a notice, a login or an empty shell."""

_META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_SHELL = re.compile(
    r"enable javascript|تفعيل (?:ال)?جافا|just a moment|checking your browser|captcha", re.I
)


def article(data: bytes, name: str, address: str = "", charset: str = "") -> Article:
    """The article on a page, with what the page tells of it. Raises InputError where there is none."""
    page = decoded(data, charset)
    tree = body.parsed(page)
    if tree is None:
        raise _empty(page, name)
    facts = page_metadata(page, tree, address)
    done = markdown.cut(
        body.html_of(page, facts.title, address), facts.title, facts.address, is_page=True
    )
    if len(re.sub(r"\W", "", done.body)) < LEAST:
        raise _empty(page, name)
    return Article(
        title=facts.title or done.title,
        body=done.body,
        author=facts.author,
        date=facts.day,
        source=facts.address,
        picture=facts.picture,
        left_out=done.left_out,
    )


def decoded(data: bytes, charset: str = "") -> str:
    """A page's text: by its byte order mark, the server's word, the page's own, UTF-8, or Windows Arabic."""
    declared = _META.search(data[:8192])
    named = declared[1].decode("ascii") if declared else ""
    boms = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    codecs = [codec for bom, codec in boms if data.startswith(bom)]
    for codec in (*codecs, "utf-8", charset, named, "windows-1256"):
        with suppress(UnicodeDecodeError, LookupError):
            if codec:
                return data.decode(codec)
    return data.decode(named or charset or "utf-8", "replace")


def _empty(page: str, name: str) -> InputError:
    if _SHELL.search(page):
        return InputError(
            "this page shows its article to browsers only; open it in one, save the page, and add the file",
            file=name,
        )
    return InputError(
        "no article was found on this page; save its text as .md or .txt and add that", file=name
    )
