"""Samples to milliseconds on the episode's timeline, with integers throughout, so that nothing drifts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podcast.model import FRAME_SAMPLES, SAMPLE_RATE, Chapter, Cue, Take, Timeline
from podcast.timeline.cues import Caption, lines_of


def lay(takes: Sequence[Take]) -> Timeline:
    """The timeline of sections played one after another.

    Chapters have no gaps: the first begins at 0, each where the one before ends, and the last ends with the
    episode. Every boundary is that of an MP3 frame, rounded to the nearest millisecond. Cues are in order,
    within their chapter, do not overlap and last at least 1 ms.
    """
    chapters: list[Chapter] = []
    cues: list[Cue] = []
    frames = 0
    for number, take in enumerate(takes, 1):
        start = frames * FRAME_SAMPLES
        frames += take.frames
        chapter = Chapter(number, take.heading, ms_of(start), ms_of(frames * FRAME_SAMPLES))
        chapters.append(chapter)
        cues.extend(_cues(chapter, start, lines_of(take)))
    return Timeline(tuple(chapters), tuple(cues), ms_of(frames * FRAME_SAMPLES))


def ms_of(samples: int) -> int:
    """Samples to the nearest millisecond, with halves rounded up."""
    return (2000 * samples + SAMPLE_RATE) // (2 * SAMPLE_RATE)


def _cues(chapter: Chapter, offset: int, lines: Sequence[Caption]) -> Iterator[Cue]:
    """Captions on the episode's timeline, each leaving at least 1 ms for every one that follows."""
    earliest = chapter.start_ms
    latest = chapter.end_ms - len(lines)
    for line in lines:
        start = max(earliest, min(ms_of(offset + line.start), latest))
        latest += 1
        end = max(start + 1, min(ms_of(offset + line.end), latest))
        earliest = end
        yield Cue(start, end, line.text, line.speaker)
