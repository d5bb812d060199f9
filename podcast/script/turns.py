"""Lines of one paragraph that are a conversation: each begins with the name of who speaks.

Markdown makes one paragraph of lines with no blank line between them; whoever types an interview means a turn
by each. `**سلمى:**` begins one where another line of the paragraph does so too, or the line before it has ended
its sentence; `سلمى:` only where all lines begin so, for in prose a colon may stand near the start of a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from podcast.model import Emphasis, Text
from podcast.script.draft import Atom

LONGEST = 60
"""The longest text that is taken for a name, in characters."""

_BARE = re.compile(r"\s*[^\W\d][^\s:：]*(?:\s[^\s:：]+){0,2}\s?[:：]\s+\S")
_BOLD = re.compile(rf"\s*[^\s:：][^:：]{{0,{LONGEST - 1}}}[:：]\s*")
_ENDED = re.compile(r"[.!?؟…:：][\s»”\")*_]*\Z")


def turns(lines: Sequence[Sequence[Atom]]) -> list[bool]:
    """Whether each line of a paragraph begins a turn."""
    texts = ["".join(atom.text for atom in line) for line in lines]
    if len(lines) < 2:
        return [False] * len(lines)
    if all(map(_BARE.match, texts)):
        return [True] * len(lines)
    bold = [_is_bold(line) for line in lines]
    many = sum(bold) > 1
    ended = [False, *(bool(_ENDED.search(text)) for text in texts)]
    return [is_bold and (many or ended[index]) for index, is_bold in enumerate(bold)]


def _is_bold(line: Sequence[Atom]) -> bool:
    """Whether a line begins with a name in bold and a colon, inside the bold or right behind it."""
    shown = [atom for atom in line if atom.text.strip()][:2]
    first = shown[0] if shown else None
    if not (isinstance(first, Emphasis) and first.kind == "strong"):
        return False
    behind = shown[1].text.lstrip() if isinstance(shown[-1], Text) and shown[1:] else ""
    colon = behind[:1] if behind[:1] in (":", "：") else ""
    return bool(_BOLD.fullmatch(first.text.strip() + colon))
