"""Writes a timeline in the formats apps read.

Sources: Podcasting 2.0 "JSON chapters" 1.2; W3C WebVTT; for SubRip, which has no standard, the programs that
read it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from unicodedata import bidirectional

from podcast.formats.text import timestamp
from podcast.model import Chapter, Cue, Timeline
from podcast.timeline.cues import words_of, wrap

RTL_MARK = "\u200f"
RATIO = "∶"
WIDE_COLON = "："

LABEL = re.compile(r":(?=\s|$)", re.MULTILINE)
BETWEEN_DIGITS = re.compile(r"(?<=\d):(?=\d)")
TAG = re.compile(r"<([A-Za-z/!?][^<>]*)>")


def chapters_json(
    timeline: Timeline, *, title: str = "", podcast: str = "", author: str = "", page: str = ""
) -> str:
    """Chapters as `application/json+chapters`.

    `page` is the absolute URL of the episode's page, on which each chapter is `#section-<number>`. Chapters
    have no pictures: apps show the episode's instead, and need not fetch it again.
    """
    about = {"title": title, "podcastName": podcast, "author": author}
    whole = {
        "version": "1.2.0",
        **{key: _folded(value) for key, value in about.items() if value},
        "chapters": [_chapter(chapter, page) for chapter in timeline.chapters],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _chapter(chapter: Chapter, page: str) -> dict[str, object]:
    times = {"startTime": chapter.start_ms / 1000, "endTime": chapter.end_ms / 1000}
    link = {"url": f"{page}#section-{chapter.number}"} if page else {}
    return {**times, "title": _folded(chapter.title), **link}


def _folded(text: str) -> str:
    return " ".join(words_of(text))


def vtt(timeline: Timeline) -> str:
    """Cues as WebVTT (`text/vtt`)."""
    return "\n".join(["WEBVTT\n", *_blocks(timeline, ".", _vtt_text, _voice)])


def srt(timeline: Timeline) -> str:
    """Cues as SubRip (`application/x-subrip`), numbered from 1."""
    blocks = _blocks(timeline, ",", _srt_text)
    return "\n".join(f"{number}\n{block}" for number, block in enumerate(blocks, 1))


def _blocks(
    timeline: Timeline,
    point: str,
    text_of: Callable[[str], str],
    voice_of: Callable[[str], str] = lambda speaker: "",
) -> Iterator[str]:
    for cue in timeline.cues:
        times = f"{timestamp(cue.start_ms, point)} --> {timestamp(cue.end_ms, point)}"
        yield f"{times}\n{voice_of(cue.speaker)}{text_of(_rows(cue))}\n"


def _voice(speaker: str) -> str:
    """A WebVTT voice span, which may stay open to the end of the cue; "" for the reader."""
    name = _folded(speaker).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<v {name}>" if name else ""


def _rows(cue: Cue) -> str:
    """A cue's words in at most two even lines, each right-to-left if the cue is Arabic.

    Players take the direction of a line from its first strong character, so a line of Arabic that begins
    with a Latin name would be laid out left to right; an invisible mark prevents that.
    """
    rows = wrap(words_of(cue.text))
    arabic = any(bidirectional(letter) in ("R", "AL") for letter in cue.text)
    return "\n".join(RTL_MARK + row if arabic and _starts_left(row) else row for row in rows)


def _starts_left(row: str) -> bool:
    """Whether the first strong character is left-to-right."""
    strong = (bidirectional(letter) for letter in row)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "") == "L"


def _vtt_text(rows: str) -> str:
    """Text escaped so that no tag, no `-->` and no `name: text` is left.

    Some readers take what precedes a colon and a blank for a speaker, and show it separately or not at all. A
    ratio sign looks the same and means nothing to them.
    """
    return LABEL.sub(RATIO, rows).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _srt_text(rows: str) -> str:
    """Text in which everything SubRip readers act on is replaced by a look-alike, as SubRip has no escapes.

    AntennaPod shows only what is between the first colon of a cue and the second, Pocket Casts what follows
    the first, so no colon may be left. Between digits a ratio sign (bidi class ON) would swap hours and
    minutes in Arabic text; the wide colon has the colon's own class (CS).
    """
    plain = BETWEEN_DIGITS.sub(WIDE_COLON, rows).replace(":", RATIO).replace("-->", "→")
    return TAG.sub(r"‹\1›", plain)
