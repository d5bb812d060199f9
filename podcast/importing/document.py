"""Word, OpenDocument, EPUB and RTF documents → the article in them, read by pandoc in its sandbox."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any

from podcast.errors import InputError
from podcast.importing import markdown
from podcast.importing.article import Article
from podcast.importing.extras import library
from podcast.importing.markdown import Cut

SECONDS = 60
MEMORY = "1G"
"""What a document may cost: pandoc is stopped beyond it."""


def article(data: bytes, name: str, kind: str, address: str = "") -> Article:
    """The article in a document of `kind` (`docx`, `odt`, `epub`, `rtf`, `fb2`). Raises InputError."""
    tree = json.loads(_pandoc(data, kind, "json", name))
    told = tree.get("meta", {})
    tree["blocks"] = _without_notes(tree["blocks"])
    html = _pandoc(json.dumps(tree).encode(), "json", "html", name)
    done = markdown.cut(html.decode("utf-8"), _words(told.get("title")), address)
    done = _with_title(done, _words(told.get("title")))
    body = done.body
    if not re.search(r"\w", body):
        raise InputError("there is no text in this document", file=name)
    return Article(
        title=done.title,
        body=body,
        author=_words(told.get("author")),
        source=address,
        left_out=done.left_out,
    )


def _pandoc(data: bytes, source: str, target: str, name: str) -> bytes:
    """`data` in another form. In its sandbox pandoc reads its input alone and writes its output alone."""
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
            "takes too long to read; save it as .docx or .txt anew", file=name
        ) from None
    if done.returncode:
        raise InputError("cannot be read; it is damaged, or protected by a password", file=name)
    return done.stdout


def _without_notes(node: Any) -> Any:
    """A pandoc tree without footnotes and pictures."""
    if isinstance(node, list):
        return [_without_notes(child) for child in node if not _is(child, "Note", "Image")]
    if isinstance(node, dict):
        return {key: _without_notes(value) for key, value in node.items()}
    return node


def _is(node: Any, *kinds: str) -> bool:
    return isinstance(node, dict) and node.get("t") in kinds


def _words(node: Any) -> str:
    """The text of a pandoc node, in one line."""
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


def _with_title(done: Cut, told: str) -> Cut:
    """Word keeps titles of templates ("Document1"): the text's own first heading or line is believed first."""
    if done.title:
        return done
    first, _, rest = done.body.partition("\n\n")
    bare = re.sub(r"^#+ |\*\*", "", first).strip()
    is_short = "\n" not in first and len(bare) <= 120 and not bare.endswith((".", "،", ":", "؛"))
    if is_short and rest.strip():
        return Cut(bare, rest.lstrip("\n"), done.left_out)
    return Cut(told, done.body, done.left_out)
