"""Finds the speaker of each block: names written before what is said, and controls that call for a voice.

A paragraph that begins with `**سلمى:**` is hers, or with `سلمى:` if she is declared; so are those that follow,
up to the next speaker or heading. The name stays on the page but is not read. Where a declared speaker
occurs, other names in bold are speakers too, with the episode's own voice, if they occur more than once or are
people of the show; otherwise `**ملاحظة:**` would count as one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from podcast.formats.text import folded
from podcast.model import Block, Emphasis, Inline, Script, Section, Text, Turn, Unread
from podcast.script.turns import LONGEST
from podcast.structs import replace

_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
_LABEL = re.compile(r"\s*([^\s:：](?:[^:：\n]{0,58}[^\s:：])?)\s*[:：]\s*")
_SPOKEN = ("paragraph", "item", "quote")


def with_speakers(
    script: Script, declared: Collection[str], people: Collection[str] = ()
) -> Script:
    """`script` with the speaker of each block; voice controls are removed from the text."""
    names = {_plain(name): name for name in declared}
    labels = [label for block in _blocks(script) if (label := _label(block)) and label[1]]
    if any(_plain(name) in names for name, _, _ in labels) or _is_bare(script, names):
        often = Counter(_plain(name) for name, _, _ in labels)
        named = {_plain(name) for name in people}
        names |= {
            _plain(name): name
            for name, _, _ in reversed(labels)
            if _plain(name) not in names and (often[_plain(name)] > 1 or _plain(name) in named)
        }
    calls: dict[str, int] = {}
    declared_names = {_plain(name) for name in declared}
    sections = tuple(_cast(part, names, declared_names, calls) for part in script.sections)
    return replace(script, sections=sections, voices=tuple(calls.items()))


def sharing(script: Script, declared: Collection[str]) -> tuple[str, ...]:
    """The speakers of a `with_speakers` script that all have its one voice, if there are two or more.

    If none is declared at all, they are names in bold, each of them before two paragraphs: others may be
    anything, as in `**ملاحظة:**`.
    """
    if declared:
        known = {*declared, *(name for name, _ in script.voices), ""}
        cast = (block.speaker for block in _blocks(script))
        names = [name for name in dict.fromkeys(cast) if name not in known]
    else:
        labels = [label[0] for block in _blocks(script) if (label := _label(block)) and label[1]]
        often = Counter(map(_plain, labels))
        names = list({_plain(name): name for name in labels if often[_plain(name)] > 1}.values())
    return tuple(names) if len(names) > 1 else ()


def _blocks(script: Script) -> Iterator[Block]:
    return (block for section in script.sections for block in section.blocks)


def _is_bare(script: Script, names: dict[str, str]) -> bool:
    """Whether a declared speaker's name occurs without bold."""
    labels = (_label(block) for block in _blocks(script))
    return any(label and _plain(label[0]) in names for label in labels)


def _plain(name: str) -> str:
    return folded(_MARKS.sub("", name)).casefold()


def _label(block: Block) -> tuple[str, bool, int] | None:
    """(name, whether it is bold, its length in characters with the colon) at the start of a block, or None."""
    if block.kind not in _SPOKEN:
        return None
    shown = [inline for inline in block.inlines if inline.text]
    first = shown[0] if shown else None
    if not isinstance(first, Text | Emphasis):
        return None
    bold = isinstance(first, Emphasis) and first.kind == "strong"
    text = first.text + ("".join(one.text for one in shown[1:2]) if bold else "")
    match = _LABEL.match(text)
    if not match or (bold and match.end(1) > len(first.text)) or len(match[1]) > LONGEST:
        return None
    inside = not bold or match.end(1) >= len(first.text.rstrip(" :：\u200f"))
    return (match[1], bold, match.end()) if inside else None


def _cast(
    section: Section, names: dict[str, str], declared: Collection[str], calls: dict[str, int]
) -> Section:
    """The section with its speakers. Voices called by a control are added to `calls`, with their lines."""
    base, speaker, own = "", "", ""
    blocks = []
    for number, block in enumerate(section.blocks):
        turns = [inline.name for inline in block.inlines if isinstance(inline, Turn)]
        leads = bool(block.inlines) and isinstance(block.inlines[0], Turn)
        for name in turns:
            if name:
                calls.setdefault(name, block.line)
        if leads:
            base, speaker = block.inlines[0].name, ""  # type: ignore[union-attr]
            own = base if number == 0 else own
        if block.kind == "heading":
            speaker = ""
        inlines: tuple[Inline, ...] = tuple(
            inline for inline in block.inlines if not isinstance(inline, Turn)
        )
        label = _label(block)
        if label and _plain(label[0]) in names and (label[1] or _plain(label[0]) in declared):
            speaker = names[_plain(label[0])]
            inlines = _hushed(inlines, label[2])
        blocks.append(replace(block, inlines=inlines, speaker=speaker or base))
        if turns and not (leads and len(turns) == 1):
            base, speaker = turns[-1], ""
    return replace(section, blocks=tuple(blocks), voice=own)


def _hushed(inlines: tuple[Inline, ...], end: int) -> tuple[Inline, ...]:
    """The inlines, with the first `end` characters shown but not read."""
    done: list[Inline] = []
    index = 0
    for inline in inlines:
        size = len(inline.text)
        if index >= end or not isinstance(inline, Text | Emphasis):
            done.append(inline)
        elif index + size <= end:
            done.append(_unread(inline, inline.text))
        else:
            cut = end - index
            done += [_unread(inline, inline.text[:cut]), replace(inline, text=inline.text[cut:])]
        index += size
    return tuple(done)


def _unread(one: Text | Emphasis, text: str) -> Unread:
    return Unread(text, kind=one.kind if isinstance(one, Emphasis) else "")
