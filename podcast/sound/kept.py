"""What a recording leaves for the next one of the same section: its passages, so that only new ones are made.

Their measurements are kept, without which the section's gain is not known, and where their frames lie in the
recording. If the new gain is another one, all passages are made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray

from podcast.model import FRAME_SAMPLES, Span
from podcast.sound.master import BITS, SMALL, Measured, Small
from podcast.sound.passages import UNREADABLE
from podcast.sound.splice import PassageLayout
from podcast.sound.tape import TICK
from podcast.structs import Frozen, field

_TYPES = (np.float64, np.float32, SMALL, SMALL, SMALL)
_EACH = (1, 1, BITS, BITS, BITS)
"""Types, and numbers for each tick, of energies, bright shares, sample peaks, powers and true peaks."""


class Known(Frozen):
    """What is known of a passage: where its clips sound, and its levels. `fine` are its true peaks."""

    passage: PassageLayout
    measured: Measured
    fine: Small


class Kept(Frozen):
    """The passages of a recording and their frames, by keys, and the gains they were made with."""

    rough: int = 0
    exact: float = 0.0
    passages: Mapping[str, tuple[Known, bytes]] = field(default_factory=dict)


def packed(rough: int, exact: float, made: Sequence[tuple[str, Known, int]]) -> bytes:
    """Keys, passages and the sizes of their frames: a line of JSON, and the numbers after it."""
    rows = [
        [
            key,
            known.passage.frames,
            [(span.start, span.end) for span in known.passage.spans],
            len(known.measured.ticks),
            size,
        ]
        for key, known, size in made
    ]
    head = json.dumps({"rough": rough, "exact": exact, "passages": rows}).encode()
    return b"\n".join((head, b"".join(_numbers(known) for _, known, _ in made)))


def _numbers(known: Known) -> bytes:
    measured = known.measured
    columns = (measured.ticks, measured.bright, measured.peaks, measured.powers, known.fine)
    return b"".join(column.tobytes() for column in columns)


def unpacked(data: bytes, frames: bytes) -> Kept:
    """What `packed` has made, and the recording's frames; nothing if `data` is anything else.

    Nor if it describes other frames, or numbers that no sound has.
    """
    head, _, numbers = data.partition(b"\n")
    try:
        raw = json.loads(head)
        return Kept(raw["rough"], raw["exact"], dict(_passages(raw["passages"], numbers, frames)))
    except UNREADABLE:
        return Kept()


def _passages(
    rows: Sequence[tuple[str, int, Sequence[tuple[int, int]], int, int]],
    numbers: bytes,
    frames: bytes,
) -> Iterator[tuple[str, tuple[Known, bytes]]]:
    at = first = 0
    for key, count, spans, ticks, size in rows:
        columns = []
        for kind, each in zip(_TYPES, _EACH, strict=True):
            columns.append(np.frombuffer(numbers, kind, ticks * each, at))
            at += columns[-1].nbytes
        passage = PassageLayout(count, tuple(Span(start, end) for start, end in spans))
        yield (
            key,
            (Known(passage, Measured(*columns[:4]), columns[4]), frames[first : first + size]),
        )
        if not (isinstance(key, str) and _agree(passage, ticks, size, columns)):
            raise ValueError(key)
        first += size
    if (at, first) != (len(numbers), len(frames)):
        raise ValueError("of other frames")


def _agree(
    passage: PassageLayout, ticks: int, size: int, columns: Sequence[NDArray[np.floating]]
) -> bool:
    """Whether a passage's numbers can be those of sound; lengths and gains are made of them unseen."""
    end = passage.frames * FRAME_SAMPLES
    return (
        ticks == ceil(end / TICK) > 0
        and size > 0
        and all(0 <= span.start <= span.end <= end for span in passage.spans)
        and all(np.isfinite(column).all() for column in columns)
    )
