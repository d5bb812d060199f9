"""Clips and pauses laid end to end on a tape, with pydub, and where each came to stand."""

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
    # pydub looks for ffmpeg on import and says when there is none; what is used of it here needs none.
    warnings.filterwarnings("ignore", "Couldn't find ff", RuntimeWarning)
    warnings.filterwarnings("ignore", "invalid escape", SyntaxWarning)
    warnings.filterwarnings(
        "ignore", "(invalid escape|.audioop. is deprecated)", DeprecationWarning
    )
    from pydub import AudioSegment

if TYPE_CHECKING:
    from typing import Any as Segment

DELAY = 1105
"""Samples by which LAME (576) and any decoder (528 + 1) put off what goes in."""

LEAD = SAMPLE_RATE // 20
"""Where the first word sounds in the decoded MP3: 50 ms, in every section."""

TAIL = 2 * FRAME_SAMPLES
"""Silence that ends a section at least: no sound of it is left in the decoder when the next begins."""

PASSAGE = 20 * SAMPLE_RATE // FRAME_SAMPLES
"""Frames after which the next long enough pause parts two passages: 20 s."""

BEFORE, AFTER = 3 * FRAME_SAMPLES, FRAME_SAMPLES
"""Silence a seam needs around it: what one encoder leaves in a decoder, and what the next has not heard."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a section lies in MP3 frames.

    spans  where its clips sound, in samples of the decoded MP3.
    seams  frames, rising, at which a new encoder may take over unheard: amid silence on both sides.
    """

    frames: int
    spans: tuple[Span, ...]
    seams: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MusicRoom:
    """Samples left for music before the first word and after the last."""

    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Notes:
    """What is learnt while splicing: spans in the decoded MP3, silences as (start, end) on the tape."""

    spans: list[Span] = field(default_factory=list)
    rests: list[tuple[int, int]] = field(default_factory=list)


def splice(
    clips: Iterable[bytes | TrimmedClip],
    suffix: str,
    pauses_ms: Sequence[int],
    tape: Tape,
    room: MusicRoom = MusicRoom(),
) -> Layout:
    """Write a section on `tape`: its speech, the silence between, and as much after it as it needs."""
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
    """Frames in silences of about 0.1 s or more, a passage or more apart. Content decides, not the machine."""
    last = 0
    for start, end in rests:
        seam = ceil((start + BEFORE) / FRAME_SAMPLES)
        if seam - last >= PASSAGE and seam * FRAME_SAMPLES + AFTER <= end:
            yield seam
            last = seam


def _strips(clips: Iterable[TrimmedClip], gaps: Sequence[int], notes: Notes) -> Iterator[Segment]:
    """Each clip with the silence before it: `gaps[i]` is heard before clip i, its own quiet edges counted in.

    Only these two are joined, then written: to add each to all before would copy a section once a clip.
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
    """A clip as pydub has it."""
    whole = np.rint(clip.wave * FULL_SCALE).clip(-FULL_SCALE, FULL_SCALE - 1)
    return AudioSegment(
        whole.astype("<i2").tobytes(), sample_width=2, frame_rate=SAMPLE_RATE, channels=1
    )


def silence(samples: int) -> Segment:
    """So many samples of nothing. pydub counts in milliseconds and rounds down: hence the half."""
    return AudioSegment.silent((samples + 0.5) * 1000 / SAMPLE_RATE, frame_rate=SAMPLE_RATE)


def _samples(milliseconds: int) -> int:
    return max(0, round(milliseconds * SAMPLE_RATE / 1000))
