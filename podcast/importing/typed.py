"""Lists whose bullets and numbers are typed as text, as items. Pure; on pandoc's tree of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from podcast.structs import Frozen

_BULLET = re.compile("[•●▪◦‣■□➢✓✔♦❖\uf0a7\uf0b7\uf0d8\uf0fc]")
_NUMBER = re.compile(r"\(?([\d٠-٩]{1,2})(?:\s?[-–)]|\.-)")
"""A typed number; Markdown takes one with a full stop for an item's by itself."""


class _Item(Frozen):
    """A paragraph that begins with a mark: its number (0 for a bullet), and what follows."""

    number: int
    text: list[Any]


def with_lists(blocks: Sequence[Any]) -> list[Any]:
    """`blocks` with paragraphs that begin with bullets, or are numbered one after the other, as lists."""
    done: list[Any] = []
    run: list[_Item] = []
    held: list[Any] = []
    for block in [*blocks, None]:
        item = _item(block)
        if item and (not run or _follows(run[-1], item)):
            run.append(item)
            held.append(block)
            continue
        done += _list(run) if _is_list(run) else held
        run, held = ([item], [block]) if item else ([], [])
        if not item and block is not None:
            done.append(_within(block))
    return done


def _within(block: Any) -> Any:
    """A block whose own blocks are treated likewise, where it is a division."""
    if isinstance(block, dict) and block.get("t") == "Div":
        return {**block, "c": [block["c"][0], with_lists(block["c"][1])]}
    return block


def _follows(before: _Item, item: _Item) -> bool:
    return item.number == (before.number + 1 if before.number else 0)


def _is_list(run: Sequence[_Item]) -> bool:
    """Whether paragraphs are items: bullets, or numbers of which there are two, from 1 on."""
    return bool(run) and (run[0].number == 0 or (run[0].number == 1 and len(run) > 1))


def _list(run: Sequence[_Item]) -> Iterator[Any]:
    items = [[{"t": "Plain", "c": item.text}] for item in run]
    if run[0].number:
        yield {
            "t": "OrderedList",
            "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items],
        }
    else:
        yield {"t": "BulletList", "c": items}


def _item(block: Any) -> _Item | None:
    """The item that a paragraph is; None if it is none. Divisions of one paragraph are seen through."""
    while isinstance(block, dict) and block.get("t") == "Div" and len(block["c"][1]) == 1:
        block = block["c"][1][0]
    if not isinstance(block, dict) or block.get("t") not in ("Para", "Plain"):
        return None
    text: list[Any] = block["c"]
    lead = _lead(text)
    if found := _BULLET.match(lead):
        return _Item(0, _without(text, found.end()))
    found = _NUMBER.match(lead)
    if found and re.match(r"\s*\S", lead[found.end() :]):
        return _Item(int(found[1]), _without(text, found.end()))
    return None


def _lead(inlines: Sequence[Any]) -> str:
    """The text that a paragraph begins with, as far as it is plain."""
    said = ""
    for node in inlines:
        kind = node.get("t")
        if kind == "Str":
            said += node["c"]
        elif kind == "Space":
            said += " "
        elif kind in ("Span", "Strong", "Emph"):
            said += _lead(node["c"][1] if kind == "Span" else node["c"])
        else:
            break
        if len(said) > 12:
            break
    return said


def _without(inlines: Sequence[Any], count: int) -> list[Any]:
    """`inlines` without their first `count` letters, and the white space behind these."""
    done = list(inlines)
    while done:
        node = done[0]
        kind = node.get("t")
        if kind == "Space":
            count = max(0, count - 1)
        elif kind == "Str" and len(node["c"]) <= count:
            count -= len(node["c"])
        elif kind in ("Span", "Strong", "Emph") and count:
            inner = node["c"][1] if kind == "Span" else node["c"]
            length = len(_whole(inner))
            if length > count:
                kept = _without(inner, count)
                done[0] = {**node, "c": [node["c"][0], kept] if kind == "Span" else kept}
                return done
            count -= length
        else:
            if count:
                done[0] = {**node, "c": node["c"][count:]}
            return done
        del done[0]
    return done


def _whole(inlines: Sequence[Any]) -> str:
    parts = []
    for node in inlines:
        kind = node.get("t")
        inner = node.get("c")
        if kind == "Str":
            parts.append(inner)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            parts.append(" ")
        elif isinstance(inner, list):
            last = inner[1] if kind == "Span" else inner
            parts.append(_whole([one for one in last if isinstance(one, dict)]))
    return "".join(parts)
