"""A script as one reads it at a glance: what the files in tests/data/scripts/*.outline hold."""

from __future__ import annotations

from podcast.model import (
    Block,
    Break,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    SayAs,
    Script,
    Spell,
    Unread,
)

_SIGNS = {"emphasis": "*", "strong": "**", "deleted": "~~", "code": "`", "": ""}


def outline(script: Script) -> str:
    """The title, then each section (`~` where its heading is not announced) with its paragraphs, by line."""
    lines = [f"= {script.title}"]
    for section in script.sections:
        sign = "#" if section.announced else "~"
        lines.append(f"{section.line:>3} {sign} {section.heading}")
        lines += [f"{one.line:>3}   {one.kind}: {_written(one)}" for one in section.blocks]
    return "\n".join(lines) + "\n"


def _written(block: Block) -> str:
    return "".join(map(notation, block.inlines))


def notation(inline: Inline) -> str:
    """An inline: `*stressed*`, `[link](address)`, `⏎`, `{words = reading}`, `{900 ms}`, `{- unread -}`."""
    match inline:
        case Emphasis(text, kind):
            return f"{_SIGNS[kind]}{text}{_SIGNS[kind]}"
        case Link(text, url):
            return f"[{text}]({url})"
        case LineBreak():
            return " ⏎ "
        case SayAs(written, spoken):
            return f"{{{written} = {spoken}}}"
        case Spell(written):
            return f"{{{written} letter by letter}}"
        case Break(ms):
            return f"{{{ms} ms}}"
        case Unread(text):
            return f"{{- {' '.join(text.split())} -}}"
        case _:
            return inline.text
