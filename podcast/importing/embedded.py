"""The article in the data of a page whose text is made in the browser (Next.js, Nuxt, Gatsby, React). Pure.

Such pages carry their text as JSON: in a script of that type, as the value of a variable, or, in streams of
React's server components, in strings that are passed to a function one after another.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from podcast.importing import junk
from podcast.structs import Frozen, field

LEAST = 200
"""Letters of running text from which on a value may be an article's text."""

MOST = 20
"""Places in which one long text is read: it belongs to one article, which a page may hold several times."""

DEEPEST = 60
"""Levels of nesting that are read."""

_SCRIPT = re.compile(r"<script\b([^>]{0,1000})>", re.IGNORECASE)
_SCRIPT_END = re.compile("</script>", re.IGNORECASE)
_JSON_TYPE = re.compile(r"""type\s*=\s*["']?application/json|id\s*=\s*["']?__NEXT_DATA__""", re.I)
_ASSIGNED = re.compile(
    r"^\s*(?:(?:var|let|const)\s+)?(?:window|self|globalThis)?[\w.$\[\]\"']*\s*=\s*(?=[{\[])"
)
_PUSHED = re.compile(r"__next_f\.push\((\[.*\])\)\s*;?\s*$", re.DOTALL)
_ROW = re.compile(r"\n*([0-9a-f]{1,6}):(?:T([0-9a-f]{1,7}),)?")
_ARABIC = re.compile("[\u0621-\u064a]")
_TAG = re.compile(r"<(?:p|br|h[1-6]|div|ul|ol|blockquote)\b", re.IGNORECASE)
_TITLES = ("title", "headline", "name", "mainTitle", "main_title", "articleTitle", "heading")
_NAMES = ("name", "fullName", "full_name", "displayName", "display_name", "title")
_TEXTS = (
    "text",
    "content",
    "html",
    "value",
    "body",
    "data",
    "children",
    "items",
    "paragraphs",
    "nodes",
)


class Stated(Frozen):
    """What a page's data hold of its article: its text as HTML and who wrote it, each "" where they do not.

    named  whether the object that holds them has the title of the page.
    """

    html: str = ""
    author: str = ""
    named: bool = False


class _Texts(Frozen):
    """Texts that a page's data name where they belong."""

    named: dict[Any, str]
    uses: Counter[Any] = field(default_factory=Counter)

    def at(self, name: Any) -> Any:
        """The text called `name`; `name` itself if there is none, or it is long and was read often enough."""
        text = self.named.get(name, name)
        if text is not name and len(text) > LEAST:
            self.uses[name] += 1
        return text if self.uses[name] <= MOST else name


def article_in(page: str, title: str) -> Stated:
    """The article in a page's data: the one called `title`, else the longest; empty where there is none."""
    wanted = junk.folded(title)
    found = (holder for data in _data(page) for holder in _holders(data, wanted, 0))
    return max(found, key=lambda one: (one.named, len(one.html), one.author > ""), default=Stated())


def _data(page: str) -> Iterator[Any]:
    """The values in a page's scripts."""
    streamed = []
    for attributes, script in _scripts(page):
        if "ld+json" in attributes:
            continue
        if pushed := _PUSHED.search(script):
            with suppress(ValueError, RecursionError):
                streamed += [part for part in json.loads(pushed[1]) if isinstance(part, str)]
        elif _JSON_TYPE.search(attributes):
            yield from _read(script)
        elif assigned := _ASSIGNED.match(script):
            yield from _read(script[assigned.end() :])
    yield from _rows("".join(streamed))


def _scripts(page: str) -> Iterator[tuple[str, str]]:
    """The attributes and the text of each script."""
    place = 0
    while (begin := _SCRIPT.search(page, place)) and (end := _SCRIPT_END.search(page, begin.end())):
        yield begin[1], page[begin.end() : end.start()]
        place = end.end()


def _read(text: str) -> Iterator[Any]:
    with suppress(ValueError, RecursionError):
        yield _without_references(json.JSONDecoder(strict=False).raw_decode(text.lstrip())[0])


def _without_references(data: Any) -> Any:
    """Nuxt's list of values, in which objects name their parts by place, with the texts in their places."""
    if not isinstance(data, list) or not any(isinstance(node, dict) for node in data):
        return data

    texts = _Texts({place: text for place, text in enumerate(data) if isinstance(text, str)})

    people = {
        place: {key: texts.named.get(value, value) for key, value in node.items()}
        for place, node in enumerate(data)
        if isinstance(node, dict) and set(node) & {*_NAMES[:-1]} and len(node) < MOST
    }

    def said(node: Any) -> Any:
        if isinstance(node, int) and node in people:
            return people[node]
        return texts.at(node) if isinstance(node, int) and not isinstance(node, bool) else node

    return [
        {key: said(value) for key, value in node.items()} if isinstance(node, dict) else node
        for node in data
    ]


def _rows(stream: str) -> Iterator[Any]:
    """The values in a stream of server components: rows of JSON, and long texts by their length in bytes."""
    texts = _Texts({})
    rows = []
    place = 0
    while row := _ROW.match(stream, place):
        if row[2]:
            text = stream[row.end() : row.end() + int(row[2], 16)]
            texts.named[f"${row[1]}"] = text.encode()[: int(row[2], 16)].decode("utf-8", "ignore")
            place = row.end() + len(texts.named[f"${row[1]}"])
        else:
            end = stream.find("\n", row.end())
            place = len(stream) if end < 0 else end + 1
            rows.append(stream[row.end() : place])
    for line in rows:
        for value in _read(line):
            yield _with_texts(value, texts, 0)
    yield list(texts.named.values())


def _with_texts(data: Any, texts: _Texts, depth: int) -> Any:
    if isinstance(data, str):
        return texts.at(data)
    if depth > DEEPEST:
        return None
    if isinstance(data, list):
        return [_with_texts(node, texts, depth + 1) for node in data]
    if isinstance(data, dict):
        return {key: _with_texts(node, texts, depth + 1) for key, node in data.items()}
    return data


def _holders(data: Any, wanted: str, depth: int) -> Iterator[Stated]:
    """Each object that holds a long text."""
    if depth > DEEPEST:
        return
    if isinstance(data, dict):
        named = {junk.folded(str(data.get(key) or "")) for key in _TITLES}
        texts = (_text(value) for key, value in data.items() if not _is_about(key))
        text = max(texts, key=len, default="")
        if _prose(text) >= LEAST:
            yield Stated(text, _author(data), bool(wanted) and wanted in named)
    nodes = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for node in nodes:
        yield from _holders(node, wanted, depth + 1)


def _author(data: dict[str, Any]) -> str:
    """The name of the first author that an object states."""
    for key in ("author", "authors", "writer", "writers", "authorName", "author_name", "byline"):
        said = data.get(key)
        said = said[0] if isinstance(said, list) and said else said
        if isinstance(said, dict):
            said = next((said[name] for name in _NAMES if said.get(name)), "")
        if isinstance(said, str) and said:
            return " ".join(said.split())
    return ""


def _is_about(key: str) -> bool:
    """Whether a key names what stands beside an article: others, comments, its description."""
    return bool(
        re.search(r"relat|recommend|comment|most|latest|descri|seo|meta|lists?$|author", key, re.I)
    )


def _prose(text: str) -> int:
    return len(_ARABIC.findall(re.sub(r"<[^<>]*>", "", text)))


def _text(value: Any) -> str:
    """A value as HTML if it is a text or a list of an editor's blocks; else ""."""
    if isinstance(value, str):
        return _html(value)
    if isinstance(value, dict):
        value = next(
            (
                value[key]
                for key in ("blocks", "content", "nodes", "children")
                if isinstance(value.get(key), list)
            ),
            None,
        )
    if not isinstance(value, list):
        return ""
    parts = [_block(node) for node in value]
    return "".join(parts) if parts and all(isinstance(node, dict | str) for node in value) else ""


def _html(text: str) -> str:
    if not re.search(r"\w", text) or re.match(r"https?://\S+$", text):
        return ""
    if "&lt;p" in text and not _TAG.search(text):
        text = html.unescape(text)
    if _TAG.search(text):
        return text
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)


def _block(node: Any) -> str:
    """One of an editor's blocks: a paragraph, a heading, a list."""
    if isinstance(node, str):
        return _html(node)
    kind = str(
        node.get("type") or node.get("_type") or node.get("style") or node.get("nodeType") or ""
    )
    if re.search(r"image|video|embed|quote_card|ad(?:s|vert)|related|gallery|caption", kind, re.I):
        return ""
    inner = _inline(node, 0)
    if not re.search(r"\w", inner):
        return ""
    if _TAG.search(inner):
        return inner
    style = f"{kind} {node.get('style') or ''} {node.get('tag') or ''}"
    tag = (
        "h2"
        if re.search(r"head(?:ing|er)|\bh[2-6]\b", style, re.I)
        else "blockquote"
        if "quote" in style
        else "p"
    )
    return (
        f"<li>{inner}</li>" if re.search("list-?item", style, re.I) else f"<{tag}>{inner}</{tag}>"
    )


def _inline(node: Any, depth: int) -> str:
    """The text of a block and of all that stands in it."""
    if isinstance(node, str):
        return node if "<" in node else html.escape(node, quote=False)
    if depth > DEEPEST:
        return ""
    if isinstance(node, list):
        parts = [_inline(part, depth + 1) for part in node]
        if any(
            isinstance(part, dict) and re.search("list-?item", str(part.get("type")), re.I)
            for part in node
        ):
            return "<ul>" + "".join(f"<li>{part}</li>" for part in parts if part) + "</ul>"
        return "".join(parts)
    if isinstance(node, dict):
        return "".join(
            _inline(node[key], depth + 1)
            for key in _TEXTS
            if isinstance(node.get(key), str | list | dict)
        )
    return ""
