"""What kind of page it is: one article, a list of articles, the beginning of one, an empty shell. Pure."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from podcast.importing import blocks, junk

ARTICLES = ("Article", "BlogPosting", "SocialMediaPosting")
"""How the schema.org types of articles end (NewsArticle, OpinionNewsArticle …)."""

LEAST_CARDS = 5
"""Headlines that are links, from which on a page may be a list of articles."""

PROSE = 300
"""Letters of running text outside its cards that a list of articles does not have."""

HEADED = 150
"""The same for a page with one title of several words over its text: a report of an agency may be short."""

LONGEST_CARD = 400
"""Letters of a card: a headline and an excerpt."""

SENTENCE = 60
"""Letters of a piece of running text at least."""

LINE = 30
"""The same on a page with a title over its text."""

PARAGRAPH = 450
"""Letters from which on a text without paragraphs is given one, at the next end of a sentence."""

_SCRIPT = re.compile(r"<script[^>]+ld\+json[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_WALL = re.compile(
    r"(?:المحتوى|المقال|المقالة|المادة|القصة) (?:متاح\w* |مخصص\w* |حصري\w* )?ل+مشتركين"
    r"|للمشتركين فقط|(?:اشترك|سجل|سجل الدخول) (?:الان )?(?:ل|من اجل )(?:قراءة|متابعة|استكمال|اكمال|مواصلة)"
    r"|(?:لقراءة|لمتابعة|لاستكمال|لاكمال|لمواصلة) (?:قراءة )?(?:هذا )?(?:المقال|المقالة|بقية\w*|القراءة)"
    r"[^.]{0,30}(?:اشترك|سجل|الاشتراك|التسجيل)"
    r"|subscribe to (?:read|continue)|this (?:post|article) is for (?:paid|paying)? ?subscribers"
)


def structured(page: str) -> Iterator[dict[str, Any]]:
    """Every object in the blocks of JSON-LD of a page."""
    for block in _SCRIPT.findall(page):
        with suppress(ValueError, RecursionError):
            yield from _objects(json.loads(block, strict=False))


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for node in data:
            yield from _objects(node)


def is_list(page: str, tree: Any) -> bool:
    """Whether it shows the headlines of several articles, and none of them as a whole."""
    if _is_marked(page, tree):
        return False
    heads = [node for node in tree.iter(*blocks.HEADINGS) if is_headline(node)]
    if len(heads) < LEAST_CARDS:
        return False
    cards = {_card(head, set(heads)) for head in heads}
    prose: dict[Any, int] = {}
    is_headed = _is_headed(tree)
    for holder, text in _running_text(tree, LINE if is_headed else SENTENCE):
        card = next((node for node in (holder, *holder.iterancestors()) if node in cards), None)
        prose[card] = prose.get(card, 0) + len(re.sub(r"\W", "", text))
    if prose.pop(None, 0) >= (HEADED if is_headed else PROSE):
        return False
    whole = sum(prose.values())
    return whole < (HEADED if is_headed else PROSE) or max(prose.values()) < 0.6 * whole


def _is_headed(tree: Any) -> bool:
    """Whether a title of four words or more, no link, stands on the page, and its tab has it, too."""
    tab = junk.folded(tree.findtext(".//title") or "")
    heads = ((node, junk.folded(node.text_content())) for node in tree.iter("h1", "h2", "h3"))
    return any(
        len(words.split()) > 3 and words in tab and not is_headline(node) for node, words in heads
    )


def _running_text(tree: Any, least: int) -> Iterator[tuple[Any, str]]:
    """The pieces of text of a page that are long enough to be sentences, with their elements; no links."""
    for element in tree.iter():
        is_read = isinstance(element.tag, str) and element.tag not in (*blocks.UNREAD, "title")
        texts = ((element.text if is_read else "", element), (element.tail, element.getparent()))
        for text, holder in texts:
            if holder is None or len((text or "").strip()) < least or junk.tells_rights(text):
                continue
            if holder.tag != "a" and next(holder.iterancestors("a"), None) is None:
                yield holder, text


def _is_marked(page: str, tree: Any) -> bool:
    """Whether the page says of itself that it is an article."""
    metas = {
        node.get("property") or node.get("name"): node.get("content") for node in tree.iter("meta")
    }
    if metas.get("article:published_time"):  # og:type is `article` for lists, too, on many sites
        return True
    kinds = [node.get("@type") for node in structured(page)]
    articles = [kind for kind in kinds if isinstance(kind, str) and kind.endswith(ARTICLES)]
    return len(articles) == 1


def is_headline(heading: Any) -> bool:
    """Whether a heading is a link, as those of other articles are."""
    links = [*heading.iterancestors("a"), *heading.iter("a")]
    is_away = any(not (link.get("href") or "#").startswith("#") for link in links)
    is_whole = blocks.linked(heading) > 0.8 or next(heading.iterancestors("a"), None) is not None
    return is_away and is_whole and blocks.letters(heading) > 12


def _card(heading: Any, heads: set[Any]) -> Any:
    """The largest element around a headline that holds no other."""
    card = heading
    for element in heading.iterancestors():
        if sum(1 for node in element.iter(*blocks.HEADINGS) if node in heads) > 1:
            break
        card = element
    return card


def without_cards(tree: Any) -> None:
    """Take the cards of other articles out of an article's page: two or more side by side.

    A card is a box around a linked headline in which nothing else stands but a picture, a day and a cut-off
    excerpt, or whose parts all lead to the same address.
    """
    heads = {node for node in tree.iter(*blocks.HEADINGS) if is_headline(node)}
    cards = [card for card in (_card(head, heads) for head in heads) if _is_card(card)]
    parents = [card.getparent() for card in cards]
    for card, parent in zip(cards, parents, strict=True):
        if parent is not None and parents.count(parent) > 1 and card not in heads:
            card.drop_tree()


def _is_card(element: Any) -> bool:
    links = [link.get("href") for link in element.iter("a") if link.get("href")]
    if blocks.letters(element) > LONGEST_CARD or len(links) > 6:
        return False
    texts = [" ".join(node.text_content().split()) for node in element.iter("p")]
    is_cut = any(re.search(r"(?:…|\.\.\.?|\[…\]|\[\.\.\.\])\W*$", text) for text in texts)
    is_bare = all(len(text) < SENTENCE and not junk.is_sentence(text) for text in texts)
    return is_cut or is_bare or len(links) > len(set(links))


def is_walled(page: str, tree: Any) -> bool:
    """Whether the page says that only subscribers see all of its article."""
    free = [
        node["isAccessibleForFree"] for node in structured(page) if "isAccessibleForFree" in node
    ]
    if any(str(value).lower() in ("false", "no") for value in free):
        return True
    lines = (
        junk.folded(node.text_content()).lower() for node in tree.iter("p", "div", "h2", "h3", "h4")
    )
    return any(len(line) < junk.LONGEST and _WALL.search(line) for line in lines)


def is_shell(tree: Any) -> bool:
    """Whether the page has scripts and nearly no text: a program makes its text in the browser."""
    body = tree.find("body")
    if body is None or next(tree.iter("script"), None) is None:
        return False
    texts = (
        node.text_content() for node in body.iter("p", "div", "li", "h1", "h2") if not len(node)
    )
    return sum(len(re.sub(r"\W", "", text)) for text in texts) < PROSE


def stated_text(page: str) -> str:
    """The text of the article as JSON-LD states it, as HTML; "" where it does not."""
    texts = [
        node["articleBody"] for node in structured(page) if isinstance(node.get("articleBody"), str)
    ]
    text = max(texts, key=len, default="").strip()
    if re.search(r"<(?:p|br|h[1-6]|div)\b|&lt;p", text):
        return text if "<" in text else html.unescape(text)
    lines = [line.strip() for line in html.unescape(text).splitlines() if line.strip()]
    paragraphs = lines if len(lines) > 1 else list(_paragraphs(lines[0])) if lines else []
    return "".join(f"<p>{html.escape(line)}</p>" for line in paragraphs)


def _paragraphs(text: str) -> Iterator[str]:
    paragraph = ""
    for sentence in re.split(r"(?<=[.؟!?])\s+", text):
        paragraph = f"{paragraph} {sentence}".strip()
        if len(paragraph) > PARAGRAPH:
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph
