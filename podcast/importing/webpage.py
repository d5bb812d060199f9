"""A web page, fetched or saved → the article on it."""

from __future__ import annotations

import datetime as dt
import email
import re
from contextlib import suppress
from email import policy
from typing import Any

from podcast.errors import InputError
from podcast.importing import junk, markdown
from podcast.importing.article import Article
from podcast.importing.extras import library

LEAST = 120
"""Letters below which what was found is no article but a notice, a login or an empty shell."""

_META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_SITE = re.compile(r"\s+[-–—|:•·]\s+")
APPARATUS = (
    "//*[contains(@class, 'footnote')]",
    "//*[contains(@class, 'endnote')]",
    "//*[@role='doc-endnotes']",
    "//ol[contains(@class, 'references')]",
    "//sup[contains(@class, 'reference')]",
    "//*[contains(@class, 'mw-editsection')]",
    "//*[contains(@class, 'wp-caption-text')]",
    "//figcaption",
)
"""Notes, their marks, and captions, as WordPress, MediaWiki and most editors write them."""

_NAMES = {
    "body": "div",
    "item": "li",
    "quote": "blockquote",
    "row": "tr",
    "lb": "br",
    "code": "code",
    "del": "del",
}
_LEAVES = ("p", "li", "td", "th", "blockquote")
_LOOKS = {"#b": "strong", "#i": "em", "#u": "span", "#t": "code", "#sub": "sub", "#sup": "sup"}
_SHELL = re.compile(
    r"enable javascript|تفعيل (?:ال)?جافا|just a moment|checking your browser|captcha", re.I
)


def article(data: bytes, name: str, address: str = "", charset: str = "") -> Article:
    """The article on a page, with what the page tells of it. Raises InputError where there is none."""
    if name.lower().endswith((".mhtml", ".mht")) or data[:200].lower().startswith(b"from: <saved"):
        data, charset, address = _from_archive(data, address)
    page = decoded(data, charset)
    found = _extracted(page, address)
    title = _title(found, page)
    source = address or getattr(found, "url", None) or ""
    done = markdown.cut(_html(page, address), title, source)
    if len(re.sub(r"\W", "", done.body)) < LEAST:
        raise _empty(page, name)
    return Article(
        title=title or done.title,
        body=done.body,
        author=_people(getattr(found, "author", None)),
        date=_day(getattr(found, "date", None)),
        source=source if source.startswith(("http://", "https://")) else "",
        picture=_picture(found, source),
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


def _from_archive(data: bytes, address: str) -> tuple[bytes, str, str]:
    """The page within a browser's single-file archive (MHTML): bytes, charset, address."""
    message = email.message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            saved = str(message.get("Snapshot-Content-Location", "") or address)
            return body if isinstance(body, bytes) else b"", part.get_content_charset() or "", saved
    return data, "", address


def _extracted(page: str, address: str) -> Any:
    """What the page tells of itself: title, author, date, picture."""
    return library("trafilatura.metadata").extract_metadata(page, default_url=address or None)


def _html(page: str, address: str) -> str:
    """The page's article as plain HTML: paragraphs, headings, lists, quotes, tables, links, emphasis.

    The library is asked twice. Careful, it tells where the article begins and ends, but leaves out headings and
    lists that are short; eager, it has them, and much else around the article.
    """
    careful, eager = _found(page, address, eager=False), _found(page, address, eager=True)
    if careful is None or eager is None:
        return ""
    within = _within(careful, eager)
    chosen = careful if within is None else within
    return str(library("lxml.etree").tostring(chosen, encoding="unicode"))


def _found(page: str, address: str, eager: bool) -> Any:
    found = library("trafilatura").bare_extraction(
        page,
        url=address or None,
        favor_recall=eager,
        include_comments=False,
        include_links=True,
        include_formatting=True,
        include_tables=True,
        include_images=False,
        prune_xpath=list(APPARATUS),
    )
    if found is None or found.body is None:
        return None
    for element in found.body.iter():
        _as_html(element)
    return found.body


def _within(careful: Any, eager: Any) -> Any:
    """`eager` from the first to the last block of `careful`, with the list or table that follows it.

    None where it does not hold all that `careful` holds.
    """
    wanted = [text for node in careful.iter(*_LEAVES) if (text := _text(node))]
    blocks = [
        node for node in eager.iter(*_LEAVES, "h1", "h2", "h3", "h4", "h5", "h6") if _text(node)
    ]
    texts = [_text(one) for one in blocks]
    if not wanted or not set(wanted) <= set(texts):
        return None
    first = texts.index(wanted[0])
    last = max(place for place, text in enumerate(texts) if text == wanted[-1])
    while first and blocks[first - 1].tag in ("h2", "h3"):
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1].tag in ("li", "td", "th"):
        last += 1
    for block in (*blocks[:first], *blocks[last + 1 :]):
        block.clear()
    return eager


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _as_html(element: Any) -> None:
    """An element of the library's own tree (after TEI) under its HTML name."""
    look = element.get("rend") or ""
    if element.tag == "head":
        element.tag = look if re.fullmatch("h[1-6]", look) else "h2"
    elif element.tag == "list":
        element.tag = "ol" if look.startswith("ol") else "ul"
    elif element.tag == "hi":
        element.tag = _LOOKS.get(look, "span")
    elif element.tag == "ref":
        element.tag = "a"
        element.set("href", element.get("target") or "")
    elif element.tag == "cell":
        element.tag = "th" if element.get("role") == "head" else "td"
    else:
        element.tag = _NAMES.get(element.tag, element.tag)


def _title(found: Any, page: str) -> str:
    """The article's title without the name of the site."""
    title = " ".join(str(getattr(found, "title", None) or "").split())
    parts = _SITE.split(title)
    site = junk.folded(str(getattr(found, "sitename", None) or ""))
    if len(parts) > 1 and site and junk.folded(parts[-1]) == site:
        return title[: title.rindex(parts[-1])].rstrip(" -–—|:•·")
    return title


def _people(author: str | None) -> str:
    """The author's name; "" where the site names itself, or an address."""
    name = " ".join(str(author or "").split(";")[0].split())
    return (
        ""
        if re.search(r"https?:|@|\d{3}", name)
        else re.sub(r"^(?:بقلم|كتبه?|كتبت|By)\s*:?\s+", "", name)
    )


def _day(written: str | None) -> dt.date | None:
    with suppress(ValueError, TypeError):
        return dt.date.fromisoformat(str(written)[:10])
    return None


def _picture(found: Any, source: str) -> str:
    from urllib.parse import urljoin

    named = str(getattr(found, "image", None) or "")
    picture = urljoin(source, named) if named else ""
    return picture if picture.startswith(("http://", "https://")) else ""


def _empty(page: str, name: str) -> InputError:
    if _SHELL.search(page):
        return InputError(
            "this page shows its article to browsers only; open it in one, save the page, and add the file",
            file=name,
        )
    return InputError(
        "no article was found on this page; save its text as .md or .txt and add that", file=name
    )
