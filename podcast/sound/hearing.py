"""Checks a clip before it is kept (decodable, speech, complete), and brings several voices to equal
loudness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from podcast.formats.sounds import is_whole
from podcast.model import SAMPLE_RATE, Span
from podcast.sound.clips import TrimmedClip, decode, read, spoken
from podcast.sound.loudness import energies, loudness
from podcast.sound.tape import FULL_SCALE, TICK, Wave
from podcast.structs import Frozen, replace

FLAT = 4
"""So many equal samples in a row at full scale only come from clipping."""

TOP = 0.98
CLIPPED = 0.002
"""The share of a clip's samples that may belong to such plateaus."""

OVER = 0.01
"""The share that may exceed full scale, if the decoder shows it: then the encoder's input was clipped."""


class Heard(Frozen):
    """A clip with what can be judged without its text. `seconds` is the length of the speech alone,
    `length` that of the whole clip."""

    clip: TrimmedClip
    seconds: float
    silent: bool
    clipped: bool
    whole: bool
    length: float = 0.0


def hear(data: bytes, suffix: str) -> Heard:
    """See `podcast.sound.hear`."""
    whole = is_whole(data)
    # A decoder may report a cut file on the terminal; all there is to know about it is known.
    wave, rate = decode(data, suffix) if whole else (np.zeros(0, np.float32), 0)
    clip = spoken(wave, rate)
    return Heard(
        clip=clip,
        seconds=clip.sounding / SAMPLE_RATE,
        silent=whole and clip.sounding == 0,
        clipped=_is_clipped(wave),
        whole=whole,
        length=len(wave) / rate if rate else 0.0,
    )


def parts(mp3: Path, spans: Sequence[Span], rate: int) -> Iterator[Wave]:
    """See `podcast.sound.heard_parts`."""
    wave, own = decode(mp3.read_bytes(), ".mp3")
    for span in spans:
        part = wave[span.start : span.end]
        places = np.arange(0, len(part), own / rate)
        yield np.interp(places, np.arange(len(part)), part).astype(np.float32)


def _is_clipped(wave: Wave) -> bool:
    """Whether clipping is audible, by plateaus at full scale or samples beyond it."""
    height = np.abs(wave)
    if not height.size or float(height.max()) < TOP:
        return False
    if float(np.mean(height > 1.0)) > OVER:
        return True
    same = (height[1:] >= TOP) & (np.abs(np.diff(wave)) < 1 / FULL_SCALE)
    rows = np.convolve(same, np.ones(FLAT - 1, int), "valid") == FLAT - 1
    return float(rows.mean()) > CLIPPED if rows.size else False


def balanced(
    clips: Iterable[bytes | TrimmedClip], suffix: str, voices: Sequence[int]
) -> Iterable[bytes | TrimmedClip]:
    """The clips unchanged for one voice; for several, each voice as loud as the softest of them."""
    if len(set(voices)) < 2:
        return clips
    heard = [one if isinstance(one, TrimmedClip) else read(one, suffix) for one in clips]
    levels = {voice: _level(_of(heard, voices, voice)) for voice in set(voices)}
    finite = [level for level in levels.values() if np.isfinite(level)]
    # Down to the softest, so that nothing exceeds full scale; the section is levelled afterwards.
    aim = min(finite, default=0.0)
    gains = {
        voice: 10 ** ((aim - level) / 20) if np.isfinite(level) else 1.0
        for voice, level in levels.items()
    }
    return [
        replace(clip, wave=clip.wave * np.float32(gains[voice]))
        for clip, voice in zip(heard, voices, strict=True)
    ]


def _of(clips: Sequence[TrimmedClip], voices: Sequence[int], wanted: int) -> Iterator[TrimmedClip]:
    return (clip for clip, voice in zip(clips, voices, strict=True) if voice == wanted)


def _level(clips: Iterable[TrimmedClip]) -> float:
    """The integrated loudness (LUFS) of everything a voice says in a section."""
    ticks = [np.zeros(0)]
    for clip in clips:
        sound = clip.wave[clip.lead : len(clip.wave) - clip.tail]
        padded = np.pad(sound, (0, -len(sound) % TICK))
        if padded.size:
            ticks.append(energies((padded * np.float32(FULL_SCALE)).astype(np.float32)))
    return float(loudness(np.concatenate(ticks)))
