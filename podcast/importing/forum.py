"""Threads of a forum: their first post is the article, what others replied is not. Pure.

The programs are vBulletin, phpBB, XenForo, SMF, MyBB, Invision, Discourse and Flarum, and sites of questions
with replies that mark them as comments of schema.org.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from podcast.importing import blocks
from podcast.importing.dates import day_in, hijri_day_in
from podcast.structs import Frozen

_PROGRAMS = re.compile(
    r"vbulletin|phpbb|xenforo|\bsmf\b|simple machines|mybb|invision|\bipb\b|discourse|flarum|nodebb|punbb|^xf$"
    r"|ahlamontada|forumotion|منتدى مجاني",
    re.IGNORECASE,
)
_POST = re.compile(
    r"^(?:(?:js-)?post|p|edit|pid|msg|reply|elcomment|comment|td_post|table)[-_]?(?:\d{1,9}|[0-9a-f]{8,})$",
    re.I,
)
"""The id of a post, by which it is linked to."""

_POST_CLASS = re.compile(r"(?:^|\s)post--\d{1,9}(?:\s|$)")
"""The class of a post where it has no id: Forumotion's."""

_TEXTS = (
    re.compile(
        r"^(?:post_message|msg|pid)_?\d+$|(?:^|\s)(?:bbwrapper|postcontent|cooked|ipstype_richtext)(?:\s|$)",
        re.I,
    ),
    re.compile(
        r"^(?:text|articlebody)$|(?:^|\s)(?:content|message-?content|post-content)(?:\s|$)", re.I
    ),
    re.compile(r"(?:^|\s)(?:post-?body|post_body|message-?body|inner|post)(?:\s|$)", re.I),
)
"""Names of the element that holds a post's text, the surest first."""

_WRITERS = (
    re.compile(r"(?:^|[\s_-])(?:big)?user-?name(?:$|[\s_-])", re.I),
    re.compile(r"(?:^|[\s_-])(?:poster|creator|author)(?:$|[\s_-])|^name$", re.I),
)
_OPENING = re.compile(r"^\s*(?:الموضوع|موضوع|عنوان الموضوع|thread|topic)\s*:\s*", re.I)
_JOINED = re.compile(r"التسجيل|الانضمام|التحق|joined|registered|join date", re.I)
"""What stands before the day on which a writer came to the forum."""

LEAST = 30
"""Letters of a post's text at least."""

LONGEST_NAME, LONGEST_LINE = 40, 60
"""Letters of a writer's name at most, and of the line over a post that tells its day."""

LAST_LINES = 30
"""Texts at the end of a page among which its program is named."""


class Post(Frozen):
    """Who wrote a post ("" if not told), and when (None if not told)."""

    writer: str = ""
    day: dt.date | None = None


def is_thread(tree: Any) -> bool:
    """Whether a forum's program made the page, and it shows posts that reply to the first."""
    metas = {
        (node.get("name") or "").lower(): node.get("content") or "" for node in tree.iter("meta")
    }
    ids = [node.get("id") or "" for node in (tree, *tree.iter("body"))]
    told = (metas.get("generator", ""), metas.get("copyright", ""), *ids, _foot(tree))
    is_marked = bool(tree.xpath("//*[contains(@itemtype, 'DiscussionForumPosting')]"))
    return (is_marked or any(map(_PROGRAMS.search, told))) and len(_posts(tree)) > 0


def without_replies(tree: Any) -> Post:
    """Leave of a thread its title and the text of its first post, and tell of that."""
    first = _posts(tree)[0]
    for holder in (first, *first.iterancestors()):
        for reply in list(holder.itersiblings()):
            blocks.drop(reply)
        holder.tag = "div" if holder.tag in ("ol", "ul", "li", "dl", "dd") else holder.tag
    post = Post(next(_writers(first), ""), _day(first))
    text = next(
        (found for found in (_named(first, names) for names in _TEXTS) if found is not None), None
    )
    if text is not None:
        _leave_alone(first, text)
    for heading in tree.iter("h1", "h2", "title"):
        _settle_title(heading)
    return post


def _day(post: Any) -> dt.date | None:
    """The day of a post, as its own elements or its first short lines tell it."""
    told = [
        node.get("datetime") or node.get("title") or ""
        for node in post.iter("time", "abbr", "span")
    ]
    texts = (text.strip() for text in post.itertext())
    lines = [line for line in texts if line and len(line) < LONGEST_LINE][:LAST_LINES]
    joined = {after for line, after in pairwise(lines) if _JOINED.search(line)}
    days = (day_in(line) or hijri_day_in(line) for line in (*told, *lines) if line not in joined)
    return next((day for day in days if day), None)


def _posts(tree: Any) -> list[Any]:
    """The posts of a thread, in order; none inside another."""
    marked = tree.xpath(
        "//*[contains(@itemtype, 'DiscussionForumPosting') or contains(@itemtype, 'schema.org/Comment')]"
    )
    found = [
        node
        for node in tree.iter()
        if isinstance(node.tag, str)
        and (_POST.match(node.get("id") or "") or _POST_CLASS.search(node.get("class") or ""))
    ]
    posts: dict[Any, None] = {}  # ordered, and asked for each element around a post
    for node in found or marked:
        is_outer = not any(above in posts for above in node.iterancestors())
        if is_outer and blocks.letters(node) >= LEAST:
            posts[node] = None
    return list(posts)


def _named(post: Any, names: re.Pattern[str]) -> Any:
    """The largest element of a post whose class, id or property has one of the names; None if there is none."""
    found = [
        node
        for node in post.iterdescendants("div", "blockquote", "article", "section", "td", "p")
        if any(names.search(node.get(key) or "") for key in ("class", "id", "itemprop"))
        and blocks.letters(node) >= LEAST
    ]
    return max(found, key=blocks.letters, default=None)


def _writers(post: Any) -> Iterator[str]:
    """Names in elements that a program calls the writer's: the text of links in them first."""
    for pattern in _WRITERS:
        for element in post.iter():
            if not isinstance(element.tag, str) or not pattern.search(element.get("class") or ""):
                continue
            names = (
                " ".join(node.text_content().split()) for node in (*element.iter("a"), element)
            )
            yield from (name for name in names if 0 < len(name) < LONGEST_NAME)


def _foot(tree: Any) -> str:
    """The last words of a page, where programs say who made them."""
    body = tree.find("body")
    texts = [text for node in (tree if body is None else body).iter() for text in _own(node)]
    return " ".join(texts[-LAST_LINES:])


def _own(element: Any) -> tuple[str, ...]:
    is_read = isinstance(element.tag, str) and element.tag not in ("script", "style")
    return (element.text,) if is_read and element.text and element.text.strip() else ()


def _leave_alone(post: Any, text: Any) -> None:
    """Take out of a post what stands beside its text: who wrote it, when, signatures, buttons."""
    above = {text, *text.iterancestors()}
    inside = set(text.iter())
    for node in list(post.iter()):
        if node is post or node in above or node in inside or node.getparent() is None:
            continue
        if node.getparent() in above:
            blocks.drop(node)
    for node in list(post.iter()):
        if node in above and node is not text:
            node.text = None
    if text is not post:
        text.tail = None


def _settle_title(heading: Any) -> None:
    """«الموضوع: حارس المكتبة» is called «حارس المكتبة»."""
    for node in heading.iter():
        if node.text and node.text.strip():
            node.text = _OPENING.sub("", node.text)
            if node.text:
                break
