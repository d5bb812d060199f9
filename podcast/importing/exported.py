"""HTML that a word processor wrote (Word, LibreOffice, Google Docs, Notion): all of it is the article. Pure.

There is no menu to tell from the text, but there are tables of contents, notes, comments, and headings, lists
and emphasis that only the names of styles tell.
"""

from __future__ import annotations

import re
from typing import Any

_GENERATORS = re.compile(
    r"microsoft (?:word|office)|libreoffice|openoffice|aspose|cocoa html writer|apple pages", re.I
)
_MARKED_BODY = (
    "//body[contains(concat(' ', @class, ' '), ' doc-content ')]",
    "//ol[starts-with(@class, 'lst-kix')] | //ul[contains(@class, 'lst-kix')]",
    "//article[starts-with(@class, 'page ')]/div[@class='page-body']",
    "//body/div[starts-with(@class, 'WordSection')]",
)
"""What only the exports of Google Docs, Notion and Word have."""

_APPARATUS = re.compile(
    r"^(?:mso(?:toc|caption|footnote|endnote|comment|header|footer|annotation)|table_of_contents"
    r"|properties$|page-header-icon|page-description|sd(?:foot|end)note|caption$|western-caption)",
    re.I,
)
_BACK = re.compile(r"^#_?(?:ftnt?|edn|cmnt|sd(?:foot|end)note\w*?|_?msocom)_?(?:ref)?_?\d+", re.I)
"""Where the mark of a note or a comment leads, and where the note leads back."""

_ITEM = re.compile(r"^\s*(?:[·•●▪§o\uf0b7\uf0a7]|\d{1,2}[.)-])[\s\xa0]+")
_BOLD = re.compile(r"(\.c\d+)\s*\{[^}]*font-weight\s*:\s*(?:bold|[6-9]00)")


def is_exported(tree: Any) -> bool:
    """Whether a word processor wrote the page, and no site built one around its text."""
    if next(tree.iter("script", "form", "footer"), None) is not None:
        return False
    generators = (node.get("content") or "" for node in tree.iter("meta") if _is_generator(node))
    if any(map(_GENERATORS.search, generators)):
        return True
    return any(tree.xpath(path) for path in _MARKED_BODY)


def _is_generator(meta: Any) -> bool:
    return (meta.get("name") or "").lower() in ("generator", "progid")


def settle(tree: Any) -> Any:
    """The body of the page with its apparatus taken out, and headings and lists as such. Changes the tree."""
    body = tree.find("body")
    body = tree if body is None else body
    _without_apparatus(body)
    _settle_emphasis(tree, body)
    for element in list(body.iter("p", "div", "figure")):
        names = (element.get("class") or "").lower().split()
        if "title" in names or "msotitle" in names:
            element.tag = "h1"
            _lower_headings(body, element)
        elif element.tag == "figure" and "callout" in names:
            element.tag = "blockquote"
        elif element.tag == "p" and any(name.startswith("msolist") for name in names):
            _settle_item(element)
    return body


def _without_apparatus(body: Any) -> None:
    for element in list(body.iter("a")):
        if _BACK.match(element.get("href") or "") and element.getparent() is not None:
            note = _note_around(element, body)
            (element if note is None else note).drop_tree()
    for element in list(body.iter("p", "div", "table", "nav", "caption")):
        names = [*(element.get("class") or "").split(), element.get("id") or ""]
        is_margin = element.get("title") in ("header", "footer")  # of LibreOffice's pages
        if element.getparent() is not None and (is_margin or any(map(_APPARATUS.match, names))):
            element.drop_tree()


def _note_around(link: Any, body: Any) -> Any:
    """The block of a note, of which the link to its mark is the beginning; None for a mark in the text."""
    block = next(link.iterancestors("p", "li", "div"), None)
    if block is None or block is body:
        return None
    before = block.text_content().strip()
    is_first = before.startswith(link.text_content().strip())
    back = (link.get("name") or link.get("id") or "").lower()
    is_note = is_first and "ref" not in back and "anc" not in back
    return block if is_note else None


def _settle_emphasis(tree: Any, body: Any) -> None:
    """Google Docs states bold in a style sheet: classes of spans become the tag."""
    sheet = " ".join(node.text or "" for node in tree.iter("style"))
    bold = {name[1:] for name in _BOLD.findall(sheet)}
    for span in body.iter("span"):
        if bold & set((span.get("class") or "").split()):
            span.tag = "strong"


def _lower_headings(body: Any, title: Any) -> None:
    """Headings below a title that has a style of its own stand one level lower."""
    for node in list(body.iter("h1", "h2", "h3", "h4", "h5")):
        if node is not title:
            node.tag = f"h{int(node.tag[1]) + 1}"


def _settle_item(item: Any) -> None:
    """A paragraph of one of Word's list styles as an item: its bullet or number is text."""
    found = _ITEM.match(item.text_content())
    if not found:
        return
    left = len(found[0])
    for node in list(item.iter()):
        for part in ("text", "tail") if node is not item else ("text",):
            text = getattr(node, part) or ""
            setattr(node, part, text[left:])
            left -= min(left, len(text))
        if not left:
            break
    before = item.getprevious()
    holder = before if before is not None and before.get("data-items") else None
    if holder is None:
        holder = item.makeelement("ol" if found[0].strip()[0].isdigit() else "ul")
        holder.set("data-items", "1")
        item.addprevious(holder)
    tail, item.tail = item.tail, None
    holder.tail = tail
    holder.append(item)
    item.tag = "li"
