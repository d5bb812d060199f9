"""Imports articles: web pages, saved pages, letters and documents become an `Article`.

Each source is first turned into HTML (`webpage`, `document`) or paragraphs (`pdf`); `junk` and `cuts` tell
what does not belong to the article, and `markdown` writes the rest. The libraries come with the extra
`rawi[import]`.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from podcast.errors import InputError
from podcast.importing import archives
from podcast.importing.article import Article, doubt
from podcast.structs import replace

__all__ = ["SUFFIXES", "Article", "article_from"]

PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".webarchive")
DOCUMENTS = (".docx", ".odt", ".epub", ".rtf", ".fb2")
SUFFIXES = (*PAGES, *DOCUMENTS, ".pdf", ".eml")
"""File types that can be imported, besides `.md` and `.txt`."""

_MAGIC = {b"%PDF-": ".pdf", b"{\\rtf": ".rtf", b"<!DOCTYPE": ".html", b"<html": ".html"}
_FOREIGN = doubt("this text is mostly not in Arabic: check that it is the page you meant")
_ARABIC = re.compile("[\u0621-\u064a]")
_LETTER = re.compile(r"[^\W\d_]")
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]"
)
"""Codes that a terminal would obey, and those that turn the direction of what follows."""

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WEBARCHIVE = b"bplist00"
_MHTML = re.compile(
    rb"(?:From|MIME-Version|Content-Type|Subject|Date|Snapshot-Content-Location):", re.I
)
_ZIPPED = {
    "word/": ".docx",
    "META-INF/container.xml": ".epub",
    "content.xml": ".odt",
    "Index/Document.iwa": ".pages",
    "Index.zip": ".pages",
}
"""How the name of a file begins that only this type of zipped document has."""


def article_from(data: bytes, name: str, address: str = "", charset: str = "") -> Article:
    """The article in a file's bytes.

    name     the file's name; its suffix gives the type if the bytes do not.
    address  its web address; "" for a file.
    charset  the encoding stated by the server; "" if none.

    Raises InputError if there is no article in it, or if its type is not supported.
    """
    try:
        found = _without_controls(_found(data, name, address, charset))
    except RecursionError as error:
        raise InputError(
            "this is nested too deeply to be read; untangle its brackets, quotes or lists",
            file=name,
        ) from error
    if 2 * len(_ARABIC.findall(found.body)) >= len(_LETTER.findall(found.body)):
        return found
    return replace(found, doubts=(*found.doubts, _FOREIGN))


def _without_controls(found: Article) -> Article:
    """The article without control codes, which forged headers hold and writers of Arabic put into titles."""
    title, author = (
        " ".join(_CONTROL.sub("", text).split()) for text in (found.title, found.author)
    )
    body = _CONTROL.sub("", found.body)
    return replace(found, title=title, author=author, body=body)


def _found(data: bytes, name: str, address: str, charset: str) -> Article:
    if not data.strip():
        raise InputError("there is no text in it", file=name)
    kind = kind_of(data, name)
    if kind == ".zip" and (page := archives.only_page(data, name)):
        data, kind = page, ".html"
    if kind in PAGES:
        return _of_page(data, name, kind, address, charset)
    if kind in DOCUMENTS:
        from podcast.importing import document

        return document.article(data, name, kind.removeprefix("."), address)
    if kind == ".pdf":
        from podcast.importing import pdf

        return pdf.article(data, name, address)
    if kind == ".eml":
        from podcast.importing import mail

        return mail.article(data, name)
    raise _refused(data, name, kind)


def _refused(data: bytes, name: str, kind: str) -> InputError:
    """The error of a file that holds no article, with what can be done to get at one."""
    is_document = data.startswith(b"PK") and PurePath(name).suffix.lower() in DOCUMENTS
    if is_document or (data.startswith(_OLD_WORD) and _ENCRYPTED in data):
        return InputError("cannot be read; it is damaged, or protected by a password", file=name)
    if data.startswith(_OLD_WORD):
        return InputError("is an old Word document; save it as .docx, then add that", file=name)
    if kind == ".pages":
        return InputError("is a Pages document; export it as .docx, then add that", file=name)
    if data.startswith(b"PK") and PurePath(name).suffix.lower() == ".zip":
        return InputError("is a zipped folder; unpack it, and add the articles in it", file=name)
    return InputError(
        "is not a file that holds an article; add a web page, {kinds}, .md or .txt",
        file=name,
        kinds=", ".join((*DOCUMENTS, ".pdf", ".eml")),
    )


def _of_page(data: bytes, name: str, kind: str, address: str, charset: str) -> Article:
    from podcast.importing import webpage

    page = archives.ArchivedPage(data, charset, address)
    if kind == ".webarchive":
        page = archives.from_webarchive(data, name)
    elif kind in (".mhtml", ".mht"):
        page = archives.from_mhtml(data)
    return webpage.article(page.data, name, page.address or address, page.charset or charset)


def _is_page(member: str) -> bool:
    return member.lower().endswith((".html", ".htm", ".xhtml"))


def kind_of(data: bytes, name: str) -> str:
    """The type of a file as a suffix, by its first bytes or else by its name."""
    head = data[:4096].lstrip()
    for start, kind in _MAGIC.items():
        if head[:16].upper().startswith(start.upper()):
            return kind
    if head.startswith(b"PK\x03\x04"):
        members = archives.member_names(data)
        likely = (
            kind
            for start, kind in _ZIPPED.items()
            if any(member.startswith(start) for member in members)
        )
        return next(likely, ".zip" if any(map(_is_page, members)) else "")
    if head.startswith(_WEBARCHIVE) and b"WebMainResource" in data[: 1 << 16]:
        return ".webarchive"
    if _MHTML.match(head) and b"multipart/related" in head.lower():
        return ".mhtml"
    suffix = PurePath(name).suffix.lower()
    if suffix in (".mhtml", ".mht", ".eml"):
        return suffix
    if suffix in PAGES or (not suffix and b"<body" in data[: 1 << 16].lower()):
        return ".html"
    return suffix if suffix in (".rtf", ".fb2") else ""
