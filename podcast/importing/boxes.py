"""Boxes on a page that their headings, or fields to write in, tell to be none of the article's. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from podcast.importing import appeals, authors, edge_lines, junk
from podcast.importing.blocks import HEADINGS, letters
from podcast.importing.wording import words_of

LARGEST_FORM = 250
"""Letters of a box with a field to write in, at most."""

LARGEST_BOX = 1000
"""Letters of a box that is none of the article's, at most."""

LEAST_BOX = 20
"""Letters under a heading from which on it stands in a box with what it heads, and not with a link."""

LONGEST_LINE = 100
"""Letters of a line in a box that says who made it, at most."""

LEAST_PROSE = 60
"""Letters of a sentence of an article, at least."""

_COMMENTS = re.compile(
    r"(?:ال)?(?:تعليقات|ردود)(?: (?:الزوار|القراء|الاعضاء|المستخدمين|الفيسبوك))?\W*\d*\W*"
    r"|\d{1,5} (?:تعليق|تعليقا|تعليقات|رد|ردود)|comments?\W*\d*\W*",
    re.IGNORECASE,
)
"""What stands over the comments of readers."""


def without_boxes(tree: Any) -> None:
    """Take out boxes whose heading says that they are none of the article's, such as a machine's summary."""
    for heading in list(tree.iter(*HEADINGS, "strong", "summary")):
        holder = heading.getparent()
        if holder is not None and holder.tag == "p" and letters(holder) == letters(heading):
            holder = holder.getparent()
        if (
            holder is None
            or holder.getparent() is None
            or holder.tag not in ("div", "section", "details")
        ):
            continue
        if letters(holder) < LARGEST_BOX and (
            junk.heads_a_box(heading.text_content(), letters(holder))
            or _is_machine_made(holder)
            or _invites(heading, holder)
        ):
            holder.drop_tree()


def _invites(heading: Any, box: Any) -> bool:
    """Whether a small box with a link asks readers to join the site or to pay for it."""
    is_small = letters(box) < LARGEST_FORM and box.find(".//ul") is None
    is_linked = box.find(".//a") is not None or box.find(".//button") is not None
    return is_small and is_linked and appeals.invites(junk.folded(heading.text_content()))


def without_forms(tree: Any) -> None:
    """Take out small boxes in which readers are to write something: newsletters, searches, polls."""
    for field in list(tree.iter("input", "textarea")):
        box = next(field.iterancestors("div", "section", "form"), None)
        if field.get("type") in ("hidden", "checkbox", "submit", "button", "image"):
            continue
        if box is None or box.getparent() is None or not 0 < letters(box) < LARGEST_FORM:
            continue
        while (around := box.getparent()) is not None and _is_headed(around, box):
            box = around
        if box.getparent() is None:
            continue
        if box.find(".//pre") is None and box.find(".//table") is None:
            box.drop_tree()


def _is_headed(around: Any, box: Any) -> bool:
    """Whether an element holds nothing but headings and short lines beside a box."""
    beside = [
        node for node in around if node is not box and isinstance(node.tag, str) and letters(node)
    ]
    return (
        around.tag in ("div", "section", "form")
        and all(node.tag in (*HEADINGS, "p", "span") for node in beside)
        and letters(around) == letters(box) + sum(map(letters, beside)) < LARGEST_FORM
    )


def _is_machine_made(box: Any) -> bool:
    """Whether a line of a box, short and none of its list, says that a machine summed the article up."""
    lines = (
        node
        for node in box.iter("p", "div", "span", "small", "h2", "h3", "h4", "strong")
        if not len(node)
    )
    return any(
        letters(line) < LONGEST_LINE and appeals.is_machine_made(junk.folded(line.text_content()))
        for line in lines
    )


def without_appended(tree: Any) -> None:
    """Take out boxes behind the text that begin with a heading over comments, other articles or the writer."""
    behind = set(_behind_prose(tree))
    for heading in list(tree.iter(*HEADINGS[1:])):
        box = heading.getparent()
        if box not in behind or box.getparent() is None or box.tag not in ("div", "section"):
            continue
        words = junk.folded(heading.text_content()).lower()
        is_over_comments = _COMMENTS.fullmatch(words) is not None
        if not (is_over_comments or junk.ends_text(words) or _tells_of_writer(heading)):
            continue
        size = letters(box)
        is_box = size > letters(heading) + LEAST_BOX and (is_over_comments or size < LARGEST_BOX)
        if is_box and _begins(box, heading):
            box.drop_tree()


def _tells_of_writer(heading: Any) -> bool:
    """Whether a heading is a name, and what stands under it says what that person does."""
    below = next((node for node in heading.itersiblings() if letters(node)), None)
    if below is None or not authors.is_surely_name(" ".join(heading.text_content().split())):
        return False
    words = junk.folded(below.text_content()).split()
    return words[0] in words_of("trades") or edge_lines.is_about_writer(below.text_content())


def without_lines(tree: Any) -> None:
    """Take out lines within paragraphs that lead away from the article: «… النص.<br>اقرأ أيضًا: رابط»."""
    for paragraph in list(tree.iter("p")):
        for rule in list(paragraph.iterchildren("br")):
            line = _line_behind(rule)
            said = "".join(node if isinstance(node, str) else node.text_content() for node in line)
            links = [node for node in line if not isinstance(node, str) and _links(node)]
            linked = sum(len(node.text_content()) for node in links) / (len(said) or 1)
            if links and junk.is_junk(junk.PageBlock("p", said, linked)):
                for node in line:
                    if not isinstance(node, str):
                        node.tail = None
                        node.drop_tree()
                rule.tail = None


def _line_behind(rule: Any) -> list[Any]:
    """The texts and elements behind a `br`, up to the next one."""
    line = [rule.tail or ""]
    for node in rule.itersiblings():
        if node.tag == "br":
            break
        line += [node, node.tail or ""] if isinstance(node.tag, str) else [node.tail or ""]
    return line


def _links(node: Any) -> bool:
    return next(node.iter("a"), None) is not None


def _begins(box: Any, heading: Any) -> bool:
    """Whether nothing stands in a box before its heading."""
    before = heading.itersiblings(preceding=True)
    return not (box.text or "").strip() and not any(letters(node) for node in before)


def _behind_prose(tree: Any) -> Iterator[Any]:
    """The elements of a page behind its first piece of running text."""
    is_behind = False
    for node in tree.iter():
        if is_behind:
            yield node
        is_read = isinstance(node.tag, str) and node.tag not in ("script", "style", "title", "a")
        is_behind = is_behind or (is_read and len((node.text or "").strip()) > LEAST_PROSE)
