"""Opens files with a page inside (MHTML, Safari's web archives, zipped HTML); bounds zipped documents."""

from __future__ import annotations

import email
import io
import plistlib
import zipfile
import zlib
from collections.abc import Mapping
from email import policy

from podcast.errors import InputError
from podcast.structs import Frozen

MOST_TEXT = 12 << 20
"""Bytes of unpacked XML and HTML in one document: a thousand pages of Word."""

MOST_MEMBERS = 20_000

_TEXTS = (".xml", ".rels", ".html", ".xhtml", ".htm", ".opf", ".ncx", ".css")
_PAGES = (".html", ".htm", ".xhtml")
_DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError)
"""What `zipfile` raises for a damaged, encrypted or unknown archive."""


class ArchivedPage(Frozen):
    """The page in an archive: its HTML, its charset ("" if not stated) and its address ("" if not kept)."""

    data: bytes
    charset: str = ""
    address: str = ""


def from_mhtml(data: bytes) -> ArchivedPage:
    """The page in a browser's single-file archive; its bytes unchanged where there is none in it."""
    message = email.message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            address = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
            return ArchivedPage(
                page if isinstance(page, bytes) else b"",
                part.get_content_charset() or "",
                address if str(address).startswith("http") else "",
            )
    return ArchivedPage(data)


def from_webarchive(data: bytes, name: str) -> ArchivedPage:
    """The page in a Safari web archive, a property list. Raises InputError if it is damaged."""
    try:
        main = plistlib.loads(data)["WebMainResource"]
        return ArchivedPage(
            bytes(main["WebResourceData"]),
            str(main.get("WebResourceTextEncodingName", "")),
            str(main.get("WebResourceURL", "")),
        )
    except (plistlib.InvalidFileException, ValueError, KeyError, TypeError, AttributeError):
        raise _damaged(name) from None


def member_names(data: bytes) -> frozenset[str]:
    """The names of an archive's files; empty if it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except _DAMAGED:
        return frozenset()


def only_page(data: bytes, name: str) -> bytes | None:
    """The page of a zipped export (Google Docs, Notion): its only HTML file. None if there is not just one."""
    with _opened(data, name) as archive:
        pages = [info for info in _members(archive, name) if _is(info, _PAGES)]
        return _read(archive, pages[0], MOST_TEXT, name) if len(pages) == 1 else None


def unpacked(data: bytes, name: str) -> bytes:
    """What gzip packed into `data`, else `data`. Raises InputError if it is damaged or too large."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        done = zlib.decompressobj(wbits=31).decompress(data, MOST_TEXT + 1)
    except zlib.error:
        raise _damaged(name) from None
    if len(done) > MOST_TEXT:
        raise _too_large(name)
    return done


def text_members(data: bytes, name: str) -> dict[str, bytes]:
    """The files of a zipped document by name: XML, HTML and style sheets; its pictures and fonts are empty.

    So what a reader unpacks is bounded by `MOST_TEXT`, whatever the archive's directory states. Raises
    InputError if there is more, or if it is damaged.
    """
    texts: dict[str, bytes] = {}
    left = MOST_TEXT
    with _opened(data, name) as archive:
        for info in _members(archive, name):
            is_text = _is(info, _TEXTS) or info.filename == "mimetype"
            texts[info.filename] = _read(archive, info, left, name) if is_text else b""
            left -= len(texts[info.filename])
    return texts


def packed(members: Mapping[str, bytes]) -> bytes:
    """Files as a zip archive, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED:
        raise _damaged(name) from None


def _members(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """The files of an archive, each name once: the last of that name, as readers take it."""
    members = {info.filename: info for info in archive.infolist() if not info.is_dir()}
    if len(members) > MOST_MEMBERS:
        raise _too_large(name)
    return list(members.values())


def _is(info: zipfile.ZipInfo, suffixes: tuple[str, ...]) -> bool:
    return info.filename.lower().endswith(suffixes)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, name: str) -> bytes:
    """A member's bytes, read no further than `most`."""
    try:
        with archive.open(info) as file:
            text = file.read(most + 1)
    except _DAMAGED:
        raise _damaged(name) from None
    if len(text) > most:
        raise _too_large(name)
    return text


def _damaged(name: str) -> InputError:
    return InputError("cannot be read; it is damaged, or protected by a password", file=name)


def _too_large(name: str) -> InputError:
    return InputError("is far too large to be an article; add its text as .txt", file=name)
