"""Who wrote the article of a web page: what the page's data say, or the lines and parts about its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any

from podcast.importing import junk, pagekind
from podcast.importing.authors import (
    ARABIC,
    byline,
    is_bare_name,
    is_surely_name,
    may_be_name,
    named,
    placed,
    without_lead,
    words_before,
)
from podcast.importing.blocks import HEADINGS
from podcast.importing.dates import day_in
from podcast.importing.wording import words_of

LARGEST = 50
"""Elements of a box that tells of a writer, at most."""

_SIGNED = re.compile(
    r"(?:^|[\s_-])(?:auth(?:[oe]?r)?s?|writer|writ(?:e|ten)[-_]?by|reporter|journalist|by[-_]?line|user[-_]?name|full[-_]?name|reader-credits)(?:$|[\s_-]|name)",
    re.IGNORECASE,
)
_OTHER = re.compile(r"label|categ|\btags?\b", re.IGNORECASE)
"""Names of parts beside a byline that share its name."""

_COMMENTS = re.compile(
    r"(?:^|[\s_-])comment(?:s|list|-list|-body|-author)?(?:$|[\s_-])", re.IGNORECASE
)
_AUTHOR_ADDRESS = re.compile(
    r"/(?:authors?|writers?|columns?|columnists?|contributors?|reporters?|editors?|bloggers?|katib|kottab|profiles?)/[^/]",
    re.IGNORECASE,
)
_SECTION_ADDRESS = re.compile(r"/(?:categor\w*|sections?|tags?|topics?|labels?)/", re.IGNORECASE)
_ICON = re.compile(
    r"(?:^|[\s_-])(?:user|person|author|pen|pencil|feather)(?:$|[\s_-])", re.IGNORECASE
)
"""The names of the pictures that stand before a writer's name."""

_LEAVES = ("p", "span", "div", "td", "li", "a", "b", "strong", "em", "font", "bdi", "time")
MOST_DAY = 60
"""Letters of a line that tells a day and little else."""

WIDEST_PORTRAIT = 100
"""Pixels of the width of a writer's portrait at most."""

_PORTRAIT = re.compile(r"avatar|author|writer|user|profile|rounded-full|circle", re.IGNORECASE)

MOST_NEAR = 6
"""Lines under a title that count nothing, among which a name stands beside a day."""

NEAR = 12
"""Lines under a title among which its writer is named."""
_FAR = 25
"""Lines under a title among which a word such as «بقلم» tells its writer."""
_PLACED = 15
"""Lines under a title among which a writer stands beside a place."""
_CLOSE = 8
"""Lines under a title among which a name beside the day is its writer's."""
_CLOSEST = 6
"""Lines under a title among which a name over the day is its writer's."""
_NAME = range(2, 5)
"""How many words a name has in a line of its own."""


def author_of(said: str, site: str, lines: list[str], tree: Any, over: list[str]) -> str:
    """Who wrote it, as the page's data say or a line beside its title does; "" where only the site is named.

    lines  the page's lines from its title on; `over` are those above it.
    """
    names = _told(said, site, lines, tree, _commented(tree))
    signed = (without_lead(line.strip(" |")) for line in over)
    above = (named(name, site) for name in signed if name not in over and is_surely_name(name))
    return next((name for name in (*names, *above) if name), "")


def _told(said: str, site: str, lines: list[str], tree: Any, commented: set[Any]) -> Iterator[str]:
    """What may be the author's name, the surest first; "" among them."""
    first = named(said.split(";")[0], site)
    first = "" if first and _is_commenter(first, tree, commented) else _behind_place(first, lines)
    account = "" if ARABIC.search(first) else first  # perhaps of one who signs in Arabic
    first = "" if account else first
    signed = list(_signed(tree, commented))
    yield from (named(line, site) for line in signed if first and _is_same(first, line))
    yield first
    yield from (byline(line, site) for line in lines[:_FAR])
    yield from (named(name, site) for name in _after_word(lines[:_FAR]))
    parts = _parts(tree)
    written = [(placed(line, site), line) for line in lines[:_PLACED]]
    yield from (
        named(name, site)
        for name, line in written
        if name and (line not in parts or is_surely_name(name))
    )
    yield named(_over_title(lines, tree), site)
    yield from (named(name, site) for name in _beside_day(lines[:_CLOSE]))
    yield named(_over_day(lines[1:_CLOSEST]), site)
    yield named(_headed(tree), site)
    yield named(_opening(tree), site)
    yield from (
        named(line, site)
        for line in lines[1:_CLOSE]
        if line.startswith("د.") and is_surely_name(line)
    )
    yield named(_under_day(tree, lines[0] if lines else ""), site)
    yield named(_beside_icon(tree, lines[:NEAR]), site)
    yield from (named(line, site) for line in signed)
    yield named(_linked_author(tree, commented, lines[:NEAR]), site)
    yield account


def _after_word(lines: list[str]) -> Iterator[str]:
    """Names in a line of their own behind «كاتب» in one."""
    words = words_before()
    for word, name in pairwise(lines):
        if junk.folded(word).lower() in words and len(name.split()) in _NAME:
            yield name


def _over_day(lines: list[str]) -> str:
    """«سعاد مراد:», a line of its own between a title and the day; "" where there is none."""
    for line, after in pairwise(lines):
        is_name = line.endswith(":") and len(line.split()) in _NAME and "نشر" not in line
        if is_name and day_in(after):
            return line.rstrip(": ")
    return ""


def _headed(tree: Any) -> str:
    """A name that is a heading of its own between the title and the day; "" where there is none."""
    tops = list(tree.iter("h1"))
    below = list(islice(tops[0].xpath("following::*[not(*)]"), LARGEST)) if len(tops) == 1 else []
    told = [node for node in below if node.text and node.text.strip()][:3]
    if len(told) < 2 or told[0].tag not in HEADINGS or not any(day_in(n.text) for n in told[1:]):
        return ""
    name = " ".join(told[0].text.split())
    is_name = (
        "caption" not in (told[0].get("class") or "")
        and may_be_name(name)
        and re.fullmatch(r"(?!ال)[^\W\d_]+(?: [^\W\d_]+)*", name)
    )
    return name if is_name else ""


def _parts(tree: Any) -> set[str]:
    """Headings, items and links of a page, of which one may begin with a town: «القدس: زهرة المدائن»."""
    return {
        " ".join(node.text_content().split())
        for node in tree.iter(*HEADINGS, "li", "td", "th", "a")
    }


def _over_title(lines: list[str], tree: Any) -> str:
    """A name that begins the title, and is a bold line under it: «سعاد مراد: في مديح الطرق».

    Under an interview the name of whom it is with may stand under a picture.
    """
    name = lines[0].partition(":")[0].strip() if lines and ":" in lines[0] else ""
    bold = (node.text_content() for node in tree.iter("p", "div") if _is_bold(node)) if name else ()
    is_again = junk.folded(name) in map(junk.folded, bold)
    return name if is_again and may_be_name(name) else ""


def _beside_day(lines: list[str]) -> Iterator[str]:
    """The name in «كتب سعاد مراد», a line beside one with a day; books are called the same."""
    for line, other in (*pairwise(lines), *pairwise(reversed(lines))):
        name = without_lead(line)
        is_name = name != line and may_be_name(name) and not name.startswith("ال")
        if is_name and ((len(other) < 40 and day_in(other)) or is_surely_name(name)):
            yield name


def _opening(tree: Any) -> str:
    """A name over the first sentence of a text that is its only bold line, or plainly a name."""
    lines = [node for node in tree.iter("p") if _is_bold(node)]
    plain = (
        node for node in tree.iter("p") if is_surely_name(" ".join(node.text_content().split()))
    )
    lines = lines if len(lines) == 1 else list(islice(plain, 1))
    after = next(lines[0].itersiblings("p", "div"), None) if len(lines) == 1 else None
    if after is None:
        return ""
    before = islice(lines[0].itersiblings("p", preceding=True), NEAR)
    is_first = not any(junk.is_sentence(node.text_content()) for node in before)
    name = " ".join(lines[0].text_content().split())
    is_name = is_bare_name(name)
    return name if is_first and is_name and len(after.text_content()) > 80 else ""


def _is_bold(line: Any) -> bool:
    bold = sum(len(node.text_content()) for node in line.iterchildren("strong", "b"))
    return 0 < len(line.text_content().strip()) <= bold


def _under_day(tree: Any, title: str) -> str:
    """A name beside the day under a title, where no link to a section of the site is around it."""
    lines = list(_leaf_lines(tree))
    wanted = junk.folded(title)
    found = [n for n, (_, text) in enumerate(lines) if wanted and junk.folded(text) == wanted]
    place = next((n for n in found if _is_headed(lines[n][0])), next(iter(found), None))
    following = [] if place is None else lines[place + 1 : place + NEAR]
    near = [line for line in following if not _counts(line[1])][:MOST_NEAR]
    for (node, line), (_, other) in (*pairwise(near), *pairwise(reversed(near))):
        name = re.split(r"\s+[-–|]\s+", line)[-1]  # behind the site's or a town's
        is_name = is_bare_name(name) and is_surely_name(name) and not _leads_to_section(node)
        if is_name and len(other) < MOST_DAY and (day_in(other) or _is_trade(other)):
            return name
    return ""


def _is_trade(line: str) -> bool:
    """«كاتبة من تونس», under a name."""
    return junk.folded(line).split()[0] in words_of("trades")


def _leaf_lines(tree: Any) -> Iterator[tuple[Any, str]]:
    """The elements that hold nothing but text, or beside it an icon, with their texts."""
    for node in tree.iter(*_LEAVES, *HEADINGS):
        is_leaf = len(node) < 2 and not any(len(one) or (one.text or "").strip() for one in node)
        text = " ".join(str(node.text_content()).split()) if is_leaf else ""
        if text:
            yield node, text


def _counts(text: str) -> bool:
    """Whether a line counts readers, comments or minutes, and tells no day."""
    return not day_in(text) and junk.is_junk(junk.PageBlock("p", text))


def _is_headed(node: Any) -> bool:
    return node.tag in HEADINGS or next(node.iterancestors(*HEADINGS), None) is not None


def _leads_to_section(node: Any) -> bool:
    """Whether a link to a section of the site holds a text, or one that tells nothing of where it leads."""
    link = node if node.tag == "a" else next(node.iterancestors("a"), None)
    if link is None:
        return False
    address = link.get("href") or ""
    return not _AUTHOR_ADDRESS.search(address) and bool(
        _SECTION_ADDRESS.search(address) or not re.search(r"\d", address)
    )


def _beside_icon(tree: Any, lines: list[str]) -> str:
    """The name under a title that stands beside the picture of a person or a pen; "" where there is none."""
    for icon in tree.iter("i", "svg", "span", "img"):
        words = f"{icon.get('class') or ''} {icon.text or ''}"
        if not _is_portrait(icon) and (len(words) > MOST_DAY or not _ICON.search(words)):
            continue
        following = islice(icon.itersiblings(), 1)
        beside = (icon.tail or "", *(node.text_content() for node in following))
        for text in (*beside, _of_holder(icon)):
            name = " ".join(text.split())
            if name in lines and is_bare_name(name):
                return name
    return ""


def _is_portrait(picture: Any) -> bool:
    """Whether a picture is of a writer: called so, or too small for one of an article."""
    if picture.tag != "img":
        return False
    width = re.match(r"\d+", picture.get("width") or "")
    said = f"{picture.get('class')} {picture.get('src')}"
    return bool(_PORTRAIT.search(said)) or (width is not None and int(width[0]) <= WIDEST_PORTRAIT)


def _of_holder(icon: Any) -> str:
    """The text of what holds nothing but an icon and a line."""
    holder = icon.getparent()
    return "" if holder is None or len(holder) > 2 else str(holder.text_content())


def _behind_place(name: str, lines: list[str]) -> str:
    """«سعاد مراد» of a line «بيروت - سعاد مراد», of which readers take the city for the name."""
    if len(name.split()) != 1:
        return name
    parts = (re.split(r"\s+[-–|]\s+", line) for line in lines[:_FAR] if line.startswith(f"{name} "))
    found = (line[1] for line in parts if len(line) == 2 and len(line[1].split()) in _NAME)
    return next(found, name)


def stated_author(page: str) -> str:
    """The first person that JSON-LD names as an article's author; "" where it names none."""
    for node in pagekind.structured(page):
        if str(node.get("@type")).endswith(pagekind.ARTICLES):
            said = node.get("author")
            for author in said if isinstance(said, list) else [said]:
                if isinstance(author, dict) and author.get("@type") == "Person":
                    return " ".join(str(author.get("name") or "").split())
    return ""


def _is_commenter(name: str, tree: Any, commented: set[Any]) -> bool:
    """Whether a name stands on a page only where its readers comment, or is that of a label."""
    holders = [
        node in commented or bool(_OTHER.search(node.get("class") or ""))
        for node in tree.iter()
        if name in f"{node.text} {node.tail}"
    ]
    return bool(holders) and all(holders)


def _commented(tree: Any) -> set[Any]:
    """The elements of a page in which its readers comment, with all that stands in them."""
    found: set[Any] = set()
    for node in tree.iter():
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        if node.getparent() in found or (node.tag != "body" and _COMMENTS.search(names)):
            found.add(node)
    return found


def _linked_author(tree: Any, commented: set[Any], lines: list[str]) -> str:
    """The name in the only link to an author's articles: of those in the lines, or else of the page's."""
    names = dict.fromkeys(
        re.split(r"\s+[-–|]\s+", " ".join(link.text_content().split()))[0]
        for link in tree.iter("a")
        if _AUTHOR_ADDRESS.search(link.get("href") or "") and link not in commented
    )
    found = [name for name in names if len(name.split()) in _NAME and ARABIC.search(name)]
    near = [name for name in found if name in lines] or found
    return near[0] if len(near) == 1 else ""


def _is_same(name: str, line: str) -> bool:
    """Whether a line holds the name, or its beginning: readers of a page's data join names and trades."""
    return _bare(name) in (_bare(line), _bare(named(line))) or (
        len(line.split()) > 1 and _bare(name).startswith(_bare(line)) and len(name.split()) > 3
    )


def _bare(name: str) -> str:
    return re.sub(r"\W+", "", name)


def _signed(tree: Any, commented: set[Any]) -> Iterator[str]:
    """Lines that the page's own words for its parts call the author's, two to four words long."""
    metas = {node.get("name"): node.get("content") or "" for node in tree.iter("meta")}
    if "كتب" in junk.folded(metas.get("twitter:label1", "")):
        yield metas.get("twitter:data1", "")
    for element in tree.iter(
        *("a", "span", "div", "p", "ul", "li", "cite", "address", "bdi", "h2", "h3", "h4", "h5")
    ):
        words = " ".join(
            element.get(name) or "" for name in ("class", "rel", "itemprop", "data-hook")
        )
        words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", words)
        is_signed = _SIGNED.search(words) or _is_labelled(element)
        if is_signed and not _OTHER.search(words) and element not in commented:
            inside = islice(element.iterdescendants(), LARGEST)
            if any(_SIGNED.search(node.get("class") or "") for node in inside):
                continue
            parts = [text for text in islice(element.itertext(), LARGEST) if text.strip()]
            is_box = (
                next(element.iterdescendants("div", "p", "h3", "h4", "h5", "h6"), None) is not None
            )
            whole = " ".join(" ".join(parts).split())
            is_parted = is_box or len(whole.split()) > _NAME[-1] or any(map(day_in, parts[1:]))
            said = parts[0] if parts and is_parted else whole
            line = re.split(r"\s[-–|]\s", " ".join(said.split()))[-1]
            if len(line.split()) in _NAME and ARABIC.search(line):
                yield line


def _is_labelled(element: Any) -> bool:
    """Whether an attribute of an element says «كتب بواسطة», which a style sheet puts before its text."""
    said = (value for key, value in element.attrib.items() if key.startswith(("data-", "aria-")))
    return any(junk.folded(value).lower() in words_before() for value in said)
