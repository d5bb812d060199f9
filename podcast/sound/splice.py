"""Joins clips and pauses on a tape, with pydub, and records where each clip ends up."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from podcast.model import FRAME_SAMPLES, SAMPLE_RATE, Span
from podcast.sound.clips import GUARD, TrimmedClip, read
from podcast.sound.tape import FULL_SCALE, Tape

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
"""The position of the first word in every section's decoded MP3, in samples: 50 ms."""

TAIL = 2 * FRAME_SAMPLES
"""The least silence at the end of a section, so that the decoder holds none of its sound when the next
begins."""

PASSAGE = 20 * SAMPLE_RATE // FRAME_SAMPLES
"""After so many frames (20 s), the next pause that is long enough ends the passage."""

BEFORE, AFTER = 3 * FRAME_SAMPLES, FRAME_SAMPLES
"""The silence a seam needs on either side, in samples: what the first encoder leaves in the decoder, and what
the second lacks of the past."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a section in MP3 frames.

    spans  where its clips sound, in samples of the decoded MP3.
    seams  frames, ascending, at which a new encoder may take over inaudibly, with silence on both sides.
    """

    frames: int
    spans: tuple[Span, ...]
    seams: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MusicRoom:
    """The samples reserved for music before the first word and after the last."""

    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Notes:
    """Recorded while splicing: spans in the decoded MP3, silences as (start, end) on the tape."""

    spans: list[Span] = field(default_factory=list)
    rests: list[tuple[int, int]] = field(default_factory=list)


def splice(
    clips: Iterable[bytes | TrimmedClip],
    suffix: str,
    pauses_ms: Sequence[int],
    tape: Tape,
    room: MusicRoom = MusicRoom(),
) -> Layout:
    """Write a section to `tape`: its speech, the pauses, and the silence it needs at the end."""
    gaps = [room.before + LEAD - DELAY, *(_samples(pause) for pause in pauses_ms)]
    notes = Notes()
    for strip in _strips(_read(clips, suffix), gaps, notes):
        tape.write(strip.raw_data)
    end = room.after + (notes.spans[-1].end if notes.spans else room.before + LEAD)
    ends = end + max(TAIL, gaps[-1] - LEAD)
    frames = max(ceil((end + TAIL) / FRAME_SAMPLES), round(ends / FRAME_SAMPLES))
    tape.write(silence(frames * FRAME_SAMPLES - tape.samples).raw_data)
    return Layout(frames, tuple(notes.spans), tuple(_seams(notes.rests)))


def _read(clips: Iterable[bytes | TrimmedClip], suffix: str) -> Iterator[TrimmedClip]:
    return (clip if isinstance(clip, TrimmedClip) else read(clip, suffix) for clip in clips)


def _seams(rests: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Frames within silences of about 0.1 s or more, at least a passage apart. They depend on the sound
    alone."""
    last = 0
    for start, end in rests:
        seam = ceil((start + BEFORE) / FRAME_SAMPLES)
        if seam - last >= PASSAGE and seam * FRAME_SAMPLES + AFTER <= end:
            yield seam
            last = seam


def _strips(clips: Iterable[TrimmedClip], gaps: Sequence[int], notes: Notes) -> Iterator[Segment]:
    """Each clip with the silence before it: `gaps[i]` is audible before clip i, its quiet edges included.

    Only these two are joined before they are written; appending to the whole would copy it for every clip.
    """
    guard = round(GUARD * SAMPLE_RATE)
    owed, clock = gaps[0], DELAY
    for clip, before, after in zip(clips, gaps[:-1], gaps[1:], strict=True):
        one = clip.cut(min(guard, before // 2), min(guard, after // 2))
        yield silence(owed - one.lead) + segment(one)
        start = clock + owed
        notes.rests.append((clock - DELAY, start - one.lead - DELAY))
        notes.spans.append(Span(start, start + one.sounding))
        owed, clock = after - one.tail, start + one.sounding + one.tail


def segment(clip: TrimmedClip) -> Segment:
    """A clip as a pydub segment."""
    whole = np.rint(clip.wave * FULL_SCALE).clip(-FULL_SCALE, FULL_SCALE - 1)
    return AudioSegment(
        whole.astype("<i2").tobytes(), sample_width=2, frame_rate=SAMPLE_RATE, channels=1
    )


def silence(samples: int) -> Segment:
    """That many samples of silence. pydub counts in milliseconds and rounds down, hence the half."""
    return AudioSegment.silent((samples + 0.5) * 1000 / SAMPLE_RATE, frame_rate=SAMPLE_RATE)


def _samples(milliseconds: int) -> int:
    return max(0, round(milliseconds * SAMPLE_RATE / 1000))
