"""Controls in a script, as HTML comments: invisible on a page, heard in the episode.

    GPT<!--say: جي بي تي-->                         the word before it is read so
    <!--say: نحو عشرين-->20 أو أكثر<!--/say-->       the words between are read so
    IBAN<!--spell-->                                 the word before it is spelled, letter by letter
    …<!--pause 2s-->…   <!--pause 800ms-->           silence is added, up to a minute
    <!--skip-->…<!--/skip-->                         not read, and not in the transcript either

"The word before" is the run of Latin letters and figures that touches the comment (a particle on it stays:
وGPT), or the Arabic word, or all of a bracket or quotation that closes there. Any other comment is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

MOST_MS = 60_000
"""The longest pause that can be asked for."""

_SKIP = re.compile(r"<!--\s*skip\s*-->(?:(?!<!--\s*skip).)*?<!--\s*/skip\s*-->", re.S | re.I)
_PAIR = re.compile(
    r"<!--\s*say\s*:\s*((?:(?!-->|<!--).)*?)-->((?:(?!<!--).)*)<!--\s*/say\s*-->", re.S | re.I
)
_COMMENT = re.compile(r"<!--((?:(?!-->|<!--).)*)-->", re.S)
_SAY = re.compile(r"\s*say\s*:\s*(.*?)\s*", re.S | re.I)
_PAUSE = re.compile(r"\s*pause\s*:?\s*([0-9]{1,5}(?:\.[0-9]{1,3})?)\s*(ms|s|)\s*", re.I)
_TAILS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:\([^()]{1,200}\)|\[[^\[\]]{1,200}\]|«[^«»]{1,200}»|“[^“”]{1,200}”|\"[^\"]{1,200}\")$",
        r"[0-9A-Za-z\u00c0-\u024f](?:[0-9A-Za-z\u00c0-\u024f.&'’+/_-]*[0-9A-Za-z\u00c0-\u024f+])?$",
        r"[^\s<>]+$",
    )
)
"""What "the word before" may be: a bracket or quotation, a Latin run, a word."""
_NEAR = 210
"""How far back the word before a comment may begin."""
_HELD = re.compile(r"<!--say ([0-9]+)-->")
_REST = re.compile(r"<!--pause ([0-9]+)-->")


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the script with the reading that the author gave them; `spelled`: letter by letter."""

    written: str
    spoken: str
    spelled: bool = False


@dataclass(frozen=True, slots=True)
class Controlled:
    """A text whose controls are places now: `<!--say N-->` for `said[N]`, `<!--pause MS-->`."""

    text: str
    said: tuple[Said, ...] = ()

    def plain(self, part: str) -> str:
        """`part` of the text as it stands on the page."""
        if "<!--" not in part:
            return part
        part = _HELD.sub(lambda held: self.said[int(held[1])].written, part)
        return re.sub(" {2,}", " ", _COMMENT.sub("", part)).strip()


def parse(text: str) -> Controlled:
    """`text` with its controls read; without any, the very same text."""
    if "<!--" not in text:
        return Controlled(text)
    said: list[Said] = []

    def keep(entry: Said) -> str:
        said.append(entry)
        return f"<!--say {len(said) - 1}-->"

    text = _SKIP.sub(" ", text)
    text = _PAIR.sub(lambda pair: keep(Said(pair[2].strip(), pair[1].strip())) + " ", text)
    out: list[str] = []
    at = 0
    for comment in _COMMENT.finditer(text, 0, text.rfind("-->") + 3):
        out.append(text[at : comment.start()])
        at = comment.end()
        out[-1], place = _placed(out[-1], comment, keep)
        out.append(place)
    return Controlled("".join([*out, text[at:]]), tuple(said))


def _placed(before: str, comment: re.Match[str], keep: Callable[[Said], str]) -> tuple[str, str]:
    """The text before a comment, without the word it is about, and what stands for both."""
    if _HELD.fullmatch(comment.group()):
        return before, comment.group()
    if pause := _PAUSE.fullmatch(comment[1]):
        ms = float(pause[1]) * (1 if pause[2].lower() == "ms" else 1000)
        return before, f"<!--pause {min(round(ms), MOST_MS)}-->"
    say, spell = _SAY.fullmatch(comment[1]), comment[1].strip().lower() == "spell"
    near = before[-_NEAR:]
    tails = (tail.search(near) for tail in _TAILS) if say or spell else ()
    word = next((tail.group() for tail in tails if tail), "")
    if not word:
        return before, ""
    return before[: len(before) - len(word)], keep(Said(word, say[1] if say else "", spelled=spell))


def stretches(text: str) -> list[tuple[str, int]]:
    """`text` cut at its pauses: each part with the milliseconds asked for behind it."""
    parts = _REST.split(text)
    return [(part, int(ms)) for part, ms in zip(parts[::2], [*parts[1::2], "0"], strict=True)]
