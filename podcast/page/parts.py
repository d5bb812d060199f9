"""The chapters of an episode with their text, and what is spoken around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podcast.formats.text import clock
from podcast.model import Chapter, Cue, Episode, Pauses, SectionFile, Show
from podcast.model.blocks import HEADING, TITLE, Block, Section, Text
from podcast.page.passages import aligned, passages, runs_of, whole
from podcast.page.text import fold, iso_duration, seconds, size
from podcast.page.view import ChapterView, File, Place, Sentence
from podcast.structs import Frozen, replace

CLOSING = -3
"""The block index of the disclosure, like TITLE and HEADING."""


class Told(Frozen):
    """The chapters, with title (`opening`) and disclosure (`closing`) if they are heard."""

    opening: Sentence | None
    parts: tuple[ChapterView, ...]
    closing: Sentence | None


def parts_of(show: Show, episode: Episode, sections: Sequence[Section], place: Place) -> Told:
    """An episode's chapters, from its script's `sections`, or without them from the cues alone."""
    written = {one.number: one for one in sections}
    opening: Sentence | None = None
    closing: Sentence | None = None
    parts: list[ChapterView] = []
    for chapter in episode.chapters:
        cues = [cue for cue in episode.cues if chapter.start_ms <= cue.start_ms < chapter.end_ms]
        is_last = chapter is episode.chapters[-1]
        if is_last and cues and fold(cues[-1].text) == fold(show.disclosure):
            closing = whole_of(cues.pop())
        section = written.get(chapter.number) or _heard(
            chapter, cues, show.pauses, "" if parts else episode.title
        )
        spoken = list(_spoken(section, episode.title if not parts else ""))
        if is_last and show.disclosure and not closing:
            spoken.append((CLOSING, Block("paragraph", (Text(show.disclosure),))))
        spans = aligned(spoken, cues)
        opening = opening or whole(spans.get(TITLE, ()), fold(episode.title))
        closing = closing or whole(spans.get(CLOSING, ()), fold(show.disclosure))
        part = _part(chapter, episode, place)
        heading = whole(spans.get(HEADING, ()), part.title)
        if part.title == fold(episode.title):  # it is the page's title already
            opening, heading = opening or heading, None
        parts.append(
            replace(
                part,
                spoken=heading,
                blocks=passages(section.blocks, spans),
                heading=runs_of(section.head),
            )
        )
    return Told(opening, tuple(parts), closing)


def whole_of(cue: Cue) -> Sentence | None:
    """A cue as a sentence of its own."""
    block = Block("paragraph", (Text(fold(cue.text)),))
    return whole(aligned([(0, block)], [cue]).get(0, ()), block.text)


def _spoken(section: Section, title: str) -> Iterator[tuple[int, Block]]:
    """The blocks that may be heard in a section, in order, with `title` first unless it is the heading."""
    if title and section.announced and fold(title) != fold(section.heading):
        yield TITLE, Block("heading", (Text(title),))
    yield from (block for block in section.spoken_blocks if block[0] != TITLE)


def _part(chapter: Chapter, episode: Episode, place: Place) -> ChapterView:
    section = next((one for one in episode.sections if one.number == chapter.number), None)
    return ChapterView(
        number=chapter.number,
        title=fold(chapter.title),
        start=seconds(chapter.start_ms),
        end=seconds(chapter.end_ms),
        clock=clock(chapter.start_ms),
        length=clock(chapter.end_ms - chapter.start_ms),
        link=f"{place.link(episode.path)}#t={seconds(chapter.start_ms)}",
        file=_file(section, place) if section else None,
        spoken=None,
        blocks=(),
    )


def _file(section: SectionFile, place: Place) -> File:
    length = section.duration_ms
    return File(place.link(section.path), size(section.size), clock(length), iso_duration(length))


def _heard(chapter: Chapter, cues: Sequence[Cue], pauses: Pauses, title: str) -> Section:
    """A section reconstructed from its cues; a longer silence begins a paragraph."""
    if title and len(cues) > 1 and _bare(cues[0].text) == _bare(title) != _bare(chapter.title):
        cues = cues[1:]
    announced = bool(cues) and _bare(cues[0].text) == _bare(chapter.title)
    blocks = tuple(
        Block("paragraph", (Text(text),))
        for text in _gathered(cues[1:] if announced else cues, pauses)
    )
    return Section(chapter.number, chapter.title, blocks, announced=announced)


def _bare(text: str) -> str:
    """A text without its final punctuation."""
    return fold(text).rstrip(".:؟?!…،؛ ")


def _gathered(cues: Sequence[Cue], pauses: Pauses) -> Iterator[str]:
    least = (pauses.sentence + pauses.paragraph) / 2
    held: list[str] = []
    end = 0
    for cue in cues:
        if held and cue.start_ms - end >= least:
            yield " ".join(held)
            held = []
        held.append(fold(cue.text))
        end = cue.end_ms
    if held:
        yield " ".join(held)
