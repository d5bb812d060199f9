"""Reads the article on a web page, fetched or saved."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from podcast.errors import InputError
from podcast.importing import (
    blocks,
    body,
    components,
    cuts,
    document,
    embedded,
    exported,
    forum,
    markdown,
    pagekind,
    verses,
)
from podcast.importing.article import Article, doubt
from podcast.importing.authors import named
from podcast.importing.extras import library
from podcast.importing.markdown import Cut
from podcast.importing.metadata import PageMetadata, page_metadata
from podcast.importing.signatures import without_closing_name
from podcast.structs import replace

LEAST = 120
"""Letters below which what was found is no article but a notice, a login or an empty shell."""

_WALLED = doubt(
    "this page shows all of its article to subscribers only: check that the text is whole to its end"
)
MOST_PAGE = 8_000_000
"""Characters of a page without the pictures that are written into it; a larger one is read for minutes."""

_INLINE_DATA = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]{99,}")
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->")
_META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_SHELL = re.compile(
    r"enable javascript|تفعيل (?:ال)?جافا|just a moment|checking your browser|captcha", re.I
)


def article(data: bytes, name: str, address: str = "", charset: str = "") -> Article:
    """The article on a page, with its metadata.

    Raises InputError if the page holds no article, lists several, or shows it only to browsers or subscribers.
    """
    page = _INLINE_DATA.sub("data:,", decoded(data, charset))
    if len(page) > MOST_PAGE:
        raise InputError("is far too large to be an article; add its text as .txt", file=name)
    tree = body.parsed(page)
    if tree is None:
        raise _empty(page, tree, name)
    address = address or _saved_from(page)
    if exported.is_exported(tree):
        return _exported(page, tree, name, address)
    page, post = _settled(page, tree)
    facts = page_metadata(page, tree, address)
    if pagekind.is_list(page, tree):
        raise InputError(
            "this page lists articles; add the address of the one that is to be read", file=name
        )
    done, author = _text(page, facts)
    if _length(done) < LEAST:
        raise _empty(page, tree, name)
    return Article(
        title=facts.title or done.title,
        body=done.body,
        author=post.writer or author,
        date=facts.day or post.day,
        source=facts.address,
        picture=facts.picture,
        left_out=done.left_out,
        doubts=(_WALLED,) if pagekind.is_walled(page, tree) else (),
    )


def _settled(page: str, tree: Any) -> tuple[str, forum.Post]:
    """A page without the replies of a thread, its poems as paragraphs; and the thread's first post."""
    is_changed = components.settle(tree)
    post = forum.without_replies(tree) if forum.is_thread(tree) else None
    if verses.settle(tree) or post or is_changed:
        page = library("lxml.html").tostring(tree, encoding="unicode")
    return page, post or forum.Post()


def _text(page: str, facts: PageMetadata) -> tuple[Cut, str]:
    """The article's text as the page shows it, or else as its data state it; and who wrote it."""

    def cut(html: str) -> Cut:
        page_of = cuts.PageOf(facts.title, facts.author, facts.site)
        return markdown.cut(html, facts.title, facts.address, page_of)

    done = cut(body.html_of(page, facts.title, facts.address))
    stated = cut(pagekind.stated_text(page))
    if _length(stated) > 2 * _length(done):
        done = stated
    made = embedded.article_in(page, facts.title)
    if made.named or _length(done) < LEAST:
        told = cut(made.html)
        if _length(told) > 2 * _length(done):
            return told, facts.author or named(made.author)
    author, text = without_closing_name(done.body)
    return replace(done, body=text), facts.author or author


def _exported(page: str, tree: Any, name: str, address: str) -> Article:
    """The article in HTML that a word processor wrote."""
    parts = exported.settle(tree)
    blocks.settle(parts)
    html = library("lxml.html").tostring(parts, encoding="unicode")
    named = " ".join((tree.findtext(".//title") or "").split())
    author = next(
        (node.get("content") for node in tree.iter("meta") if node.get("name") == "author"), ""
    )
    text = document.titled(markdown.cut(html, "", address), named, author or "")
    if not re.search(r"\w", text.body):
        raise _empty(page, None, name)
    return replace(text, source=address)


def _length(text: Cut) -> int:
    return len(re.sub(r"\W", "", text.body))


def _saved_from(page: str) -> str:
    """The address that browsers write into a saved page; "" if there is none."""
    found = _SAVED.search(page[:4096])
    return found[1] if found else ""


def decoded(data: bytes, charset: str = "") -> str:
    """A page's text: by its byte order mark, the server's word, the page's own, UTF-8, or Windows Arabic."""
    declared = _META.search(data[:8192])
    named = declared[1].decode("ascii") if declared else ""
    boms = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    codecs = [codec for bom, codec in boms if data.startswith(bom)]
    if not codecs and _is_damaged_utf8(data):
        return data.decode("utf-8", "replace")
    for codec in (*codecs, "utf-8", charset, named, "windows-1256"):
        with suppress(UnicodeDecodeError, LookupError):
            if codec:
                return data.decode(codec)
    return data.decode(named or charset or "utf-8", "replace")


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether a page is UTF-8 with a few broken letters; in another encoding all of them would be broken."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return 0 < broken <= 0.1 * sum(character > "\x7f" for character in text)


def _empty(page: str, tree: Any, name: str) -> InputError:
    if tree is not None and pagekind.is_walled(page, tree):
        return InputError(
            "this page shows its article to subscribers only; open it in a browser where you are signed "
            "in, save the page, and add the file",
            file=name,
        )
    if _SHELL.search(page) or (tree is not None and pagekind.is_shell(tree)):
        return InputError(
            "this page shows its article to browsers only; open it in one, save the page, and add the file",
            file=name,
        )
    return InputError(
        "no article was found on this page; save its text as .md or .txt and add that", file=name
    )
