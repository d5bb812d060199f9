"""The title of a web page's article, as its tab, its data and its headings tell it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from podcast.importing import junk
from podcast.importing.authors import ARABIC, TITLE_PARTS
from podcast.importing.blocks import HEADINGS
from podcast.importing.page_lines import LINE

LONGEST_TITLE = 1000
"""Letters of what the head of a page says is its title, at most."""

MOST_CRUMBS = 20
"""Links that lead down to a page, at most."""

_BRACKETED = re.compile(r"\S\s+\[([^\[\]]+)\]$")
"""«المؤتمر [عنوان المقال]», as pages made for the printer are called."""

_FILE_NAME = re.compile(r"[\w.-]+")

_TITLE_CLASS = re.compile(r"^(?:post|article|entry|story|news)-(?:\w+-)?title$|^headline$", re.I)


def tab_of(tree: Any) -> str:
    """What the tab of a page shows, as far as a title goes."""
    return " ".join((tree.findtext(".//title") or "").split())[:LONGEST_TITLE]


def title_of(named: str, site: str, lines: list[str], tree: Any) -> str:
    """The article's title as a line of the page has it, else the page's without the site's name.

    Over an article on a ministry's pages the only `h1` may be «المركز الإعلامي»; the tab tells the title then.
    """
    heads = [" ".join(node.text_content().split()) for node in tree.iter("h1", "h2")]
    tops = [" ".join(node.text_content().split()) for node in tree.iter("h1")]
    page_title = tab_of(tree)
    if named and junk.folded(named) in junk.folded(page_title):
        named = page_title
    elif told := _told_by_tab(heads, page_title, tree):
        return told
    if not named or (_FILE_NAME.fullmatch(named) and not ARABIC.search(named)):
        return next((node for node in (*tops, *heads) if node), named)
    own = _marked_title(tree)
    if own and not (_has_named_itself(tree) or junk.folded(own) in junk.folded(named)):
        return own
    parts = _pieces(named)
    trail = {junk.folded(" ".join(link.text_content().split())) for link in _trail(tree)}
    if ": " in named and junk.folded(named.partition(": ")[0]) in trail:
        return named.partition(": ")[2].strip()
    inside = _heading_inside(tree)
    if inside and not {junk.folded(part) for part in parts if ARABIC.search(part)} & set(
        map(junk.folded, heads)
    ):
        return inside
    known = {junk.folded(line) for line in lines}
    for part in parts:
        if junk.folded(part) in known and junk.folded(part) != junk.folded(site):
            return part
    if site and len(parts) > 1 and junk.folded(site) in junk.folded(named):
        kept = [part for part in parts[1:] if junk.folded(site) not in junk.folded(part)]
        return kept[0] if kept else named
    return named


def _told_by_tab(heads: list[str], tab: str, tree: Any) -> str:
    """The heading of four words or more that is what a page's tab says, or in it if no data name it; or ""."""
    words = junk.folded(tab)
    found = [one for one in heads if len(one.split()) > 3 and junk.folded(one) in words]
    whole = [tab for one in found if junk.folded(one) == words]
    return next(iter(whole or found if whole or not _has_named_itself(tree) else ()), "")


def shown_title(tree: Any) -> str:
    """The first line of three words or more that a page sets large or bold; "" where there is none."""
    for node in tree.iter(*HEADINGS, "b", "strong", "font", "center"):
        text = " ".join(node.text_content().split())
        if len(text.split()) > 2 and len(text) < LINE:
            return text
    return ""


def _trail(tree: Any) -> Iterator[Any]:
    """The links that lead from a site's first page down to this one."""
    for node in tree.iter("ol", "ul", "nav", "div"):
        if "breadcrumb" in f"{node.get('class')} {node.get('id')}".lower():
            yield from islice(node.iter("a"), MOST_CRUMBS)
            return


def _heading_inside(tree: Any) -> str:
    """The text of the only `h1` within an article: above a README the tab names the repository."""
    tops = [
        node for node in tree.iter("h1") if next(node.iterancestors("article"), None) is not None
    ]
    return " ".join(tops[0].text_content().split()) if len(tops) == 1 else ""


def _marked_title(tree: Any) -> str:
    """The text of the only element that is no heading and whose class calls it the article's title."""
    if any(
        " ".join(node.text_content().split()) for node in tree.iter("h1", "h2") if _is_title(node)
    ):
        return ""
    found = {
        " ".join(node.text_content().split())
        for node in tree.iter("div", "p", "span")
        if _is_title(node)
    }
    return found.pop() if len(found) == 1 else ""


def _is_title(element: Any) -> bool:
    names = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", element.get("class") or "")
    return any(map(_TITLE_CLASS.match, names.split()))


def _has_named_itself(tree: Any) -> bool:
    """Whether the page's head states the title of its article, and not only that of a tab."""
    return any(node.get("property") == "og:title" for node in tree.iter("meta"))


def _pieces(title: str) -> list[str]:
    """A title whole, then without its last parts, then without its first ones: the longest first."""
    cuts = [match.span() for match in TITLE_PARTS.finditer(title)]
    pieces = [title[:start] for start, _ in reversed(cuts)] + [title[end:] for _, end in cuts]
    pieces += _BRACKETED.findall(title)
    pieces += [title[end:start] for _, end in cuts[:5] for start, _ in cuts[:6] if end < start]
    return [title, *sorted((piece for piece in pieces if len(piece) > 1), key=len, reverse=True)]
