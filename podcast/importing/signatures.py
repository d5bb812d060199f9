"""The signature under a document's text: the author's name, trade and address. Pure."""

from __future__ import annotations

import re

from podcast.importing import authors, edge_lines, junk

MOST_LINES = 4
"""Lines of a signature, at most."""

LONGEST = 60
"""Letters of one of them, at most."""

_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_ADDRESS = re.compile(r"\S+@\S+\.\S+|@\w{3,}")
_OTHER = re.compile(r"(?:[-*+>|]|\d+[.)])\s")


def without_signature(body: str, author: str) -> tuple[str, str]:
    """The author and the text without its signature: a name by a trade or an address, or the author's own.

    author  the one known otherwise; "" if none is.
    """
    lines = body.rstrip("\n").split("\n")
    if len(lines) > 2 and edge_lines.is_signature(junk.PageBlock("p", lines[-1].strip("*_ "))):
        return without_signature("\n".join(lines[:-1]).rstrip() + "\n", author)
    start, said = len(lines), list[str]()
    while start > 1 and len(said) < MOST_LINES:
        line = lines[start - 1].rstrip("\\ ")
        bare = _LINK.sub(r"\1", line).strip("#*_ \\")
        if bare and (_OTHER.match(line) or len(bare) > LONGEST or _is_text(bare)):
            break
        start -= 1
        said = [bare, *said] if bare else said
    while said and not _names(said[0], author):
        said = said[1:]
    if not said or not ((author and _is_same(said[0], author)) or any(map(_tells, said[1:]))):
        return author, body
    first = next(place for place in range(start, len(lines)) if _is_at(lines[place], said[0]))
    kept = "\n".join(lines[:first]).rstrip("\n\\ ")
    name = authors.byline(said[0]) or said[0]
    return (author or name, f"{kept}\n") if kept else (author, body)


def without_closing_name(body: str) -> tuple[str, str]:
    """The name of a person that is the last line of a page, and its text without it; "" if none is."""
    text, _, last = body.rstrip("\n").rpartition("\n\n")
    name = last.strip("#*_ \\")
    is_name = bool(text) and authors.is_surely_name(name) and junk.is_sentence(text)
    return (name, f"{text}\n") if is_name else ("", body)


def _is_text(line: str) -> bool:
    return (
        junk.is_sentence(line)
        and not _ADDRESS.search(line)
        and not edge_lines.is_about_writer(line)
    )


def _names(line: str, author: str) -> bool:
    is_name = authors.may_be_name(line) and not edge_lines.is_about_writer(line)
    return is_name or bool(authors.byline(line)) or _is_same(line, author)


def _is_same(line: str, author: str) -> bool:
    return bool(author) and junk.folded(line) == junk.folded(author)


def _tells(line: str) -> bool:
    return edge_lines.is_about_writer(line) or bool(_ADDRESS.search(line))


def _is_at(line: str, said: str) -> bool:
    return _LINK.sub(r"\1", line).strip("#*_ \\") == said
