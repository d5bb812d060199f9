"""Makes a recording: lays its passages on a tape, finds the gain of all together, and has them encoded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from podcast.model import FRAME_SAMPLES, SAMPLE_RATE
from podcast.sound.clips import TrimmedClip
from podcast.sound.encode import encode, encode_passage, scale
from podcast.sound.hearing import balanced
from podcast.sound.kept import Kept, Known, packed
from podcast.sound.master import (
    Level,
    Measured,
    Reels,
    exact_gain,
    finer,
    joined,
    mastered,
    measure,
    rough_gain,
)
from podcast.sound.memory import keep_freed_memory
from podcast.sound.music import Score
from podcast.sound.passages import keys, passages
from podcast.sound.splice import Layout, PassageLayout, splice, splice_passage
from podcast.sound.tape import Pcm, Tape
from podcast.structs import Frozen, replace

if TYPE_CHECKING:
    from podcast.sound import Sound

LONG = 120 * SAMPLE_RATE
"""Samples of a passage that is encoded reel by reel: a sentence without end, for others take seconds."""

Clip = bytes | TrimmedClip | Callable[[], TrimmedClip]
"""A file in memory, a decoded clip, or a function that makes it once it is needed."""


class Order(Frozen):
    """What is to be recorded. See `podcast.sound.record`."""

    clips: Iterable[Clip]
    suffix: str
    pauses_ms: Sequence[int]
    sound: Sound
    music: Score
    voices: Sequence[int]
    names: Sequence[str]

    def keys(self) -> tuple[str, ...]:
        """A key for each passage that depends on nothing but its own clips and pauses; () if there are others.

        Music is laid over passages, and voices are brought to the loudness they have in the whole section.
        """
        if not self.names or self.music.intro or self.music.outro or len(set(self.voices)) > 1:
            return ()
        return keys(self.names, self.pauses_ms)


class PassageInWork(Frozen):
    """A passage in work, with its samples on the tape, or with its frames if it was kept."""

    known: Known
    source: Reels | bytes

    def with_fine(self, rough: int, sound: Sound) -> PassageInWork:
        """The part with its true peaks."""
        if isinstance(self.source, bytes):
            return self
        fine = finer(self.known.measured, self.source, rough, sound)
        return replace(self, known=replace(self.known, fine=fine))

    @property
    def finely(self) -> Measured:
        """Its measurements with true peaks."""
        return replace(self.known.measured, peaks=self.known.fine)

    def levelled(self, exact: float, sound: Sound) -> Sequence[Pcm] | bytes:
        """Its samples as they are to be encoded, or its frames: a LONG one is never held as samples."""
        if isinstance(self.source, bytes):
            return self.source
        level = Level(exact, self.finely, sound.peak)
        samples = self.known.passage.frames * FRAME_SAMPLES
        reels = _first(samples, mastered(self.source, level, scale(sound.bitrate)))
        return encode_passage(reels, sound) if samples > LONG else list(reels)


def _first(samples: int, reels: Iterable[Pcm]) -> Iterator[Pcm]:
    """The first so many samples of `reels`."""
    for reel in reels:
        yield reel[:samples]
        samples -= len(reel[:samples])


def record(order: Order, kept: Kept, out: BinaryIO) -> tuple[Layout, bytes]:
    """Write the frames to `out`. The layout, and what to keep for the next recording (b"": nothing)."""
    keep_freed_memory()
    names = order.keys()
    if not kept.passages.keys().isdisjoint(names) and (made := _recorded(order, names, kept, out)):
        return made
    return _recorded(order, names, None, out) or (Layout(()), b"")


def _recorded(
    order: Order, names: Sequence[str], kept: Kept | None, out: BinaryIO
) -> tuple[Layout, bytes] | None:
    """As `record`; None if the gain is not that of what was kept."""
    sound = order.sound
    with Tape() as tape:
        parts = _passages(order, names, kept or Kept(), tape) if names else _with_music(order, tape)
        rough = rough_gain(joined([part.known.measured for part in parts]), sound)
        parts = [part.with_fine(rough, sound) for part in parts]
        exact = exact_gain(joined([part.finely for part in parts]), rough, sound)
        if kept and (rough, exact) != (kept.rough, kept.exact):
            return None
        sizes = [
            out.write(frames)
            for frames in encode((part.levelled(exact, sound) for part in parts), sound)
        ]
    known = [part.known for part in parts]
    keep = packed(rough, exact, list(zip(names, known, sizes, strict=True))) if names else b""
    return Layout(tuple(one.passage for one in known)), keep


def _with_music(order: Order, tape: Tape) -> list[PassageInWork]:
    """All passages, with music or several voices, each of which depends on the whole."""
    clips = balanced(_made(order.clips), order.suffix, order.voices)
    layout = order.music.mixed(
        tape, splice(clips, order.suffix, order.pauses_ms, tape, order.music.room), order.sound
    )
    return list(_parts(layout.passages, tape))


def _passages(order: Order, names: Sequence[str], kept: Kept, tape: Tape) -> list[PassageInWork]:
    """The passages one after the other, of which those that were kept are not made."""
    clips, parts = list(order.clips), []
    for key, part in zip(names, passages(order.pauses_ms), strict=True):
        known = kept.passages.get(key)
        if known and len(known[0].passage.spans) == len(clips[part]):
            parts.append(PassageInWork(*known))
            continue
        start = tape.samples
        passage = splice_passage(_made(clips[part]), order.suffix, order.pauses_ms[part], tape)
        parts += _parts([passage], tape, start)
    return parts


def _made(clips: Iterable[Clip]) -> Iterator[bytes | TrimmedClip]:
    return (clip() if callable(clip) else clip for clip in clips)


def _parts(laid: Iterable[PassageLayout], tape: Tape, start: int = 0) -> Iterator[PassageInWork]:
    """Passages as they lie on the tape one after the other, measured."""
    for passage in laid:
        end = start + passage.frames * FRAME_SAMPLES
        reels = partial(tape.reels, start, end)
        measured = measure(reels)
        yield PassageInWork(Known(passage, measured, measured.peaks), reels)
        start = end
