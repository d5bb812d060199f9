"""Joins clips and pauses on a tape, with pydub, and records where each clip ends up."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, islice
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from podcast.model import FRAME_SAMPLES, SAMPLE_RATE, Span
from podcast.sound.clips import GUARD, TrimmedClip, read
from podcast.sound.passages import passages
from podcast.sound.tape import FULL_SCALE, Tape
from podcast.structs import Frozen

with warnings.catch_warnings():
    # pydub warns on import if there is no ffmpeg, but nothing used here needs it.
    warnings.filterwarnings("ignore", "Couldn't find ff", RuntimeWarning)
    warnings.filterwarnings("ignore", "invalid escape", SyntaxWarning)
    warnings.filterwarnings(
        "ignore", "(invalid escape|.audioop. is deprecated)", DeprecationWarning
    )
    from pydub import AudioSegment

if TYPE_CHECKING:
    from typing import Any as Segment

DELAY = 1105
"""The delay of LAME (576) and of any decoder (528 + 1), in samples."""

LEAD = SAMPLE_RATE // 20
"""The position of the first word in every passage's decoded MP3, in samples: 50 ms."""

TAIL = 2 * FRAME_SAMPLES
"""The least silence at the end of a passage, so that the decoder holds none of its sound when the next
begins."""


class PassageLayout(Frozen):
    """The words between two long pauses, in whole MP3 frames.

    It begins and ends as a section does, so it sounds the same wherever it stands, and its frames may be kept.
    `spans` has one entry for each clip: its samples in the decoded MP3, counted from the passage's first.
    """

    frames: int
    spans: tuple[Span, ...]


class Layout(Frozen):
    """The layout of a section by its passages."""

    passages: tuple[PassageLayout, ...]

    @property
    def edges(self) -> tuple[int, ...]:
        """The frames at which its passages end, ascending."""
        return tuple(accumulate(passage.frames for passage in self.passages))

    @property
    def frames(self) -> int:
        """How many frames it has."""
        return self.edges[-1]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its clips sound, in samples of the decoded MP3."""
        starts = (frame * FRAME_SAMPLES for frame in (0, *self.edges))
        return tuple(
            Span(start + span.start, start + span.end)
            for start, passage in zip(starts, self.passages, strict=False)
            for span in passage.spans
        )

    def joined(self, seams: Collection[int]) -> Layout:
        """The layout with fewer passages: of the edges between them, only those at the frames `seams` stay."""
        merged: list[PassageLayout] = []
        for edge, passage in zip((0, *self.edges), self.passages, strict=False):
            if edge and edge not in seams:
                both = Layout((merged.pop(), passage))
                passage = PassageLayout(both.frames, both.spans)
            merged.append(passage)
        return Layout(tuple(merged))


class MusicRoom(Frozen):
    """The samples reserved for music before the first word and after the last."""

    before: int = 0
    after: int = 0


def splice(
    clips: Iterable[bytes | TrimmedClip],
    suffix: str,
    pauses_ms: Sequence[int],
    tape: Tape,
    room: MusicRoom = MusicRoom(),
) -> Layout:
    """Write a section to `tape`: its speech, the pauses, and the silence it needs at the end."""
    source = iter(clips)
    parts = passages(pauses_ms)
    last = len(parts) - 1
    return Layout(
        tuple(
            splice_passage(
                islice(source, part.stop - part.start),
                suffix,
                pauses_ms[part],
                tape,
                MusicRoom(room.before * (at == 0), room.after * (at == last)),
            )
            for at, part in enumerate(parts)
        )
    )


def splice_passage(
    clips: Iterable[bytes | TrimmedClip],
    suffix: str,
    pauses_ms: Sequence[int],
    tape: Tape,
    room: MusicRoom = MusicRoom(),
) -> PassageLayout:
    """Write one passage to `tape`, as whole frames."""
    gaps = [room.before + LEAD - DELAY, *(_samples(pause) for pause in pauses_ms)]
    start, spans = tape.samples, list[Span]()
    for strip in _strips(_read(clips, suffix), gaps, spans):
        tape.write(strip.raw_data)
    end = room.after + (spans[-1].end if spans else room.before + LEAD)
    ends = end + max(TAIL, gaps[-1] - LEAD)
    frames = max(ceil((end + TAIL) / FRAME_SAMPLES), round(ends / FRAME_SAMPLES))
    tape.write(silence(start + frames * FRAME_SAMPLES - tape.samples).raw_data)
    return PassageLayout(frames, tuple(spans))


def _read(clips: Iterable[bytes | TrimmedClip], suffix: str) -> Iterator[TrimmedClip]:
    return (clip if isinstance(clip, TrimmedClip) else read(clip, suffix) for clip in clips)


def _strips(
    clips: Iterable[TrimmedClip], gaps: Sequence[int], spans: list[Span]
) -> Iterator[Segment]:
    """Each clip with the silence before it: `gaps[i]` is audible before clip i, its quiet edges included.

    Only these two are joined before they are written; appending to the whole would copy it for every clip.
    Where each sounds in the decoded MP3 is added to `spans`.
    """
    guard = round(GUARD * SAMPLE_RATE)
    owed, clock = gaps[0], DELAY
    for clip, before, after in zip(clips, gaps[:-1], gaps[1:], strict=True):
        one = clip.cut(min(guard, before // 2), min(guard, after // 2))
        yield silence(owed - one.lead) + segment(one)
        start = clock + owed
        spans.append(Span(start, start + one.sounding))
        owed, clock = after - one.tail, start + one.sounding + one.tail


def segment(clip: TrimmedClip) -> Segment:
    """A clip as a pydub segment."""
    whole = clip.wave * FULL_SCALE
    np.rint(whole, out=whole)
    np.clip(whole, -FULL_SCALE, FULL_SCALE - 1, out=whole)
    return AudioSegment(
        whole.astype("<i2").tobytes(), sample_width=2, frame_rate=SAMPLE_RATE, channels=1
    )


def silence(samples: int) -> Segment:
    """That many samples of silence. pydub counts in milliseconds and rounds down, hence the half."""
    return AudioSegment.silent((samples + 0.5) * 1000 / SAMPLE_RATE, frame_rate=SAMPLE_RATE)


def _samples(milliseconds: int) -> int:
    return max(0, round(milliseconds * SAMPLE_RATE / 1000))
