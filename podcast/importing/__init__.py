"""Imports articles: web pages, saved pages, Word, OpenDocument, PDF and EPUB files become an `Article`.

Each source is first turned into HTML (`webpage`, `document`) or paragraphs (`pdf`); `junk` removes what does
not belong to the article, and `markdown` writes the rest. The libraries come with the extra `rawi[import]`.
"""

from __future__ import annotations

from pathlib import PurePath

from podcast.errors import InputError
from podcast.importing.article import Article

__all__ = ["SUFFIXES", "Article", "article_from"]

PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
DOCUMENTS = (".docx", ".odt", ".epub", ".rtf", ".fb2")
SUFFIXES = (*PAGES, *DOCUMENTS, ".pdf")
"""File types that can be imported, besides `.md` and `.txt`."""

_MAGIC = {b"%PDF-": ".pdf", b"{\\rtf": ".rtf", b"<!DOCTYPE": ".html", b"<html": ".html"}
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_ZIPPED = {
    b"word/": ".docx",
    b"mimetypeapplication/vnd.oasis.opendocument.text": ".odt",
    b"mimetypeapplication/epub+zip": ".epub",
}


def article_from(data: bytes, name: str, address: str = "", charset: str = "") -> Article:
    """The article in a file's bytes.

    name     the file's name; its suffix gives the type if the bytes do not.
    address  its web address; "" for a file.
    charset  the encoding stated by the server; "" if none.

    Raises InputError if there is no article in it, or if its type is not supported.
    """
    kind = kind_of(data, name)
    if kind in PAGES:
        from podcast.importing import webpage

        return webpage.article(data, name, address, charset)
    if kind in DOCUMENTS:
        from podcast.importing import document

        return document.article(data, name, kind.removeprefix("."), address)
    if kind == ".pdf":
        from podcast.importing import pdf

        return pdf.article(data, name, address)
    if data.startswith(_OLD_WORD):
        raise InputError("is an old Word document; save it as .docx, then add that", file=name)
    raise InputError(
        "is not a file that holds an article; add a web page, {kinds}, .md or .txt",
        file=name,
        kinds=", ".join((*DOCUMENTS, ".pdf")),
    )


def kind_of(data: bytes, name: str) -> str:
    """The type of a file as a suffix, by its first bytes or else by its name."""
    head = data[:4096].lstrip()
    for start, kind in _MAGIC.items():
        if head[:16].upper().startswith(start.upper()):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _ZIPPED.items() if mark in data[: 1 << 20]), "")
    suffix = PurePath(name).suffix.lower()
    if suffix in PAGES or (not suffix and b"<body" in data[: 1 << 16].lower()):
        return ".html"
    return suffix if suffix in (".rtf", ".fb2") else ""
