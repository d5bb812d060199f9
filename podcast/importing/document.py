"""Reads the article in a Word, OpenDocument, EPUB or RTF document, with pandoc in its sandbox."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from podcast.errors import InputError
from podcast.importing import (
    archives,
    authors,
    credit_lines,
    epub,
    junk,
    layout_tables,
    markdown,
    odtfile,
    rtf,
    typed,
    wordfile,
)
from podcast.importing.article import Article
from podcast.importing.dates import any_day_in, day_in
from podcast.importing.extras import library
from podcast.importing.markdown import Cut
from podcast.importing.signatures import without_signature
from podcast.structs import replace

SECONDS = 60
MEMORY = "640M"
"""What reading a document may cost; pandoc is stopped beyond it, and takes up to twice this heap."""

_SETTLED = {"docx": wordfile.settled, "odt": odtfile.settled, "epub": epub.settled}
ZIPPED = tuple(_SETTLED)
"""Kinds of documents that are archives."""
_HEAP_EXHAUSTED = 251
"""The exit status of a Haskell program that reached its `-M` limit."""

OPENING = 60
"""Letters of a line over the title at most."""

_APPARATUS = re.compile(
    r"(?:image |table )?caption|toc\b|table of (?:contents|figures)|figuretable", re.I
)
"""Styles of Word for what is no part of the text."""

_TEMPLATE = re.compile(
    r"^(?:document|doc|untitled|microsoft word|مستند|بدون عنوان)\b|\.(?:docx?|odt|rtf)$|^[\w.-]+$",
    re.I | re.A,
)

_UNICODE_OF_RTF = re.compile(rb"(?<!\\)(\\u-?\d+)(?=[^\s\d\\{}])")
"""A letter and the sign for older readers: where nothing parts them, pandoc skips the rest of the run."""


def article(data: bytes, name: str, kind: str, address: str = "") -> Article:
    """The article in a document of `kind` (`docx`, `odt`, `epub`, `rtf`, `fb2`).

    Raises InputError if the document is damaged, protected, too large, or holds no text.
    """
    source = "docx+styles" if kind == "docx" else kind
    if kind == "rtf":
        data = _UNICODE_OF_RTF.sub(rb"\1 ", data)
    stated = ""
    if kind in ZIPPED:
        members = archives.text_members(data, name)
        settled = _SETTLED.get(kind)
        stated = wordfile.author_in(members)
        data = archives.packed(settled(members) if settled else members)
    elif kind == "rtf":
        data = rtf.settled(data)
    tree = json.loads(_pandoc(data, source, "json", name))
    meta = tree.get("meta", {})
    tree["blocks"] = typed.with_lists(layout_tables.without_tables(_text_alone(tree["blocks"])))
    html = _pandoc(json.dumps(tree).encode(), "json", "html", name)
    title, author = _words(meta.get("title")), _words(meta.get("author")) or stated
    done = markdown.cut(html.decode("utf-8"), title, address)
    if title and (subtitle := _words(meta.get("subtitle"))):
        done = Cut(done.title or title, f"{subtitle}\n\n{done.body}", done.left_out)
    if kind == "docx" and title:  # of a paragraph in the style of titles
        done = replace(done, title=done.title or title)
    text = titled(done, title, author)
    text = text if text.date else replace(text, date=day_in(_words(meta.get("date"))))
    if not re.search(r"\w", text.body):
        raise InputError("there is no text in this document", file=name)
    return replace(text, source=address)


def titled(done: Cut, title: str, author: str) -> Article:
    """A document's text as an article. Its first lines override the title and author in its properties."""
    done = _with_title(done, title)
    author, day, body = _byline(done.body, "" if authors.is_nobody(author) else author)
    author, body = without_signature(body, author)
    return Article(done.title, body, author=author, date=day, left_out=done.left_out)


def _pandoc(data: bytes, source: str, target: str, name: str) -> bytes:
    """`data` converted from the format `source` to `target`; sandboxed: no other files, no network."""
    command = [
        library("pypandoc").get_pandoc_path(),
        "--sandbox",
        "-f",
        source,
        "-t",
        target,
        "--wrap=none",
    ]
    try:
        done = subprocess.run(  # noqa: S603  a program of our own choice, without a shell
            [*command, "+RTS", f"-M{MEMORY}", "-RTS"],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            "takes too long to read; save it again as .docx or .txt", file=name
        ) from None
    if done.returncode == _HEAP_EXHAUSTED:
        raise InputError("is far too large to be an article; add its text as .txt", file=name)
    if done.returncode:
        raise InputError("cannot be read; it is damaged, or protected by a password", file=name)
    return done.stdout


def _text_alone(node: Any) -> Any:
    """A pandoc tree without footnotes, pictures, captions and tables of contents."""
    if isinstance(node, list):
        return joined([_text_alone(child) for child in node if not _is_apparatus(child)])
    if isinstance(node, dict):
        return {key: _text_alone(value) for key, value in node.items()}
    return node


def joined(nodes: list[Any]) -> list[Any]:
    """Inlines without the spans of a run's direction or language, which part words and marks of notes."""
    plain = [part for node in nodes for part in (_inside(node) if _is_run(node) else [node])]
    done: list[Any] = []
    for node in plain:
        if _is(node, "Str") and done and _is(done[-1], "Str"):
            done[-1] = {"t": "Str", "c": done[-1]["c"] + node["c"]}
        elif _is(node, "Strong", "Emph") and done and done[-1].get("t") == node["t"]:
            done[-1] = {"t": node["t"], "c": joined([*done[-1]["c"], *node["c"]])}
        else:
            done.append(node)
    return done


def _inside(node: Any) -> list[Any]:
    return list(node["c"][1])


def _is_run(node: Any) -> bool:
    """Whether a node is a span that tells nothing but how a run is written."""
    return _is(node, "Span") and not node["c"][0][0] and not node["c"][0][1]


def _is_apparatus(node: Any) -> bool:
    if _is(node, "Note", "Image", "Figure"):
        return True
    if _is(node, "Header"):
        return any(_APPARATUS.match(name.replace("-", " ")) for name in node["c"][1][1])
    if not _is(node, "Div", "Table"):
        return False
    return any(key == "custom-style" and _APPARATUS.match(style) for key, style in node["c"][0][2])


def _is(node: Any, *kinds: str) -> bool:
    return isinstance(node, dict) and node.get("t") in kinds


def _words(node: Any) -> str:
    """The text of a pandoc node on one line."""
    return " ".join("".join(_texts(node)).split())


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _texts(child)
    elif _is(node, "Str", "MetaString"):
        yield str(node["c"])
    elif _is(node, "Space", "SoftBreak", "LineBreak"):
        yield " "
    elif isinstance(node, dict):
        yield from _texts(node.get("c", []))


def _with_title(done: Cut, named: str) -> Cut:
    """Settle the title: the first heading or line, or the stated title above parts of equal rank.

    The title in a document's properties is often that of a template, or a file name.
    """
    if done.title:
        return done
    opening, rest = _opening(done.body)
    first, _, rest = rest.partition("\n\n")
    is_one_of_many = first.startswith("## ") and re.search(r"^## ", rest, re.MULTILINE)
    if named and is_one_of_many and not _TEMPLATE.search(named):
        return Cut(named, done.body, done.left_out)
    bare = re.sub(r"^#+ |\*\*", "", first).strip()
    is_byline = bool(authors.byline(bare) or any_day_in(bare))
    is_short = (
        "\n" not in first
        and not (named and is_byline)
        and len(bare) <= 120
        and not bare.endswith((".", "،", ":", "؛"))
    )
    if is_short and rest.strip():
        return Cut(bare, opening + rest.lstrip("\n"), done.left_out)
    return Cut(named, done.body, done.left_out)


def _opening(body: str) -> tuple[str, str]:
    """What stands over a title (the basmala; the author and the day over a heading), and the text behind it."""
    basmala, body = _basmala(body)
    blocks = body.split("\n\n")
    head = next((place for place, block in enumerate(blocks) if block.startswith("## ")), 0)
    if not all(map(_is_credit, blocks[:head])):
        head = 0
    over = "".join(f"{block}\n\n" for block in blocks[:head])
    return basmala + over, "\n\n".join(blocks[head:])


def _basmala(body: str) -> tuple[str, str]:
    """The basmala that a text begins with, with the blank line behind it, and the rest; "" without one."""
    first, _, rest = body.partition("\n\n")
    is_first = junk.is_basmala(first) and rest.strip()
    return (f"{first}\n\n", rest.lstrip("\n")) if is_first else ("", body)


def _is_credit(line: str) -> bool:
    return len(line) < OPENING and bool(authors.byline(credit_lines.bare(line)) or any_day_in(line))


def _byline(body: str, author: str) -> tuple[str, dt.date | None, str]:
    """The author and date given under the title, and the text without those lines."""
    opening, body = _basmala(body)
    blocks = body.split("\n\n")
    short = list(takewhile(credit_lines.is_short, blocks[:-1]))[: credit_lines.MOST_LINES]
    found = credit_lines.credits_in(short, author)
    kept = [line for line in short if line not in found.lines] + blocks[len(short) :]
    return found.author, found.day, opening + "\n\n".join(kept)
