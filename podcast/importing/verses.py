"""Poems as pages set them: the halves of a verse in two cells of a table, or each in a heading. Pure."""

from __future__ import annotations

import re
from typing import Any

from podcast.importing.blocks import HEADINGS, letters

LEAST = 3
"""Verses of a poem at least."""

LONGEST = 60
"""Letters of half a verse at most."""

_NAMED = re.compile(
    r"poem|poetry|qas+id|verse|she?[i']?r(?:-|_|$)|bayt|diwan|قصيدة|شعر", re.IGNORECASE
)
_VOWEL = re.compile("[\u064b-\u0652]")


def settle(tree: Any) -> bool:
    """Make paragraphs of verses, a line for each half; return whether there were any."""
    tables = [
        table for table in tree.iter("table") if table.find(".//table") is None and _is_poem(table)
    ]
    for table in tables:
        _replace(table, [_halves(row) for row in table.iter("tr")])
    found = bool(tables)
    for holder in list(tree.iter("div", "section", "article", "center")):
        heads = [node for node in holder if isinstance(node.tag, str)]
        if len(heads) >= 2 * LEAST and all(
            node.tag in HEADINGS and 0 < letters(node) <= LONGEST for node in heads
        ):
            lines = [" ".join(node.text_content().split()) for node in heads]
            pairs = [lines[place : place + 2] for place in range(0, len(lines), 2)]
            holder[0].addprevious(holder.makeelement("br"))
            _replace(heads[0], pairs)
            for node in heads[1:]:
                node.drop_tree()
            found = True
    return found


def _is_poem(table: Any) -> bool:
    """Whether each row holds two halves of about the same length, and the table is named or vowelled."""
    rows = [row for row in map(_halves, table.iter("tr")) if row]
    if len(rows) < LEAST or not all(
        len(row) == 2 and all(len(half) <= 2 * LONGEST for half in row) for row in rows
    ):
        return False
    holders = [table, *table.iterancestors()][:4]
    names = " ".join(f"{node.get('class') or ''} {node.get('id') or ''}" for node in holders)
    text = table.text_content()
    return bool(_NAMED.search(names)) or len(_VOWEL.findall(text)) > 0.3 * letters(table)


def _halves(row: Any) -> list[str]:
    texts = (" ".join(cell.text_content().split()) for cell in row.iter("td", "th"))
    return [text for text in texts if re.search(r"[^\W\d]", text)]


def _replace(element: Any, verses: list[list[str]]) -> None:
    for halves in filter(None, verses):
        verse = element.makeelement("p")
        verse.text = halves[0]
        for half in halves[1:]:
            line = element.makeelement("br")
            line.tail = half
            verse.append(line)
        element.addprevious(verse)
    element.drop_tree()
