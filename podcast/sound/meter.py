"""How loud a finished file is, as a listener's player gets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from podcast.errors import EngineError
from podcast.model import SAMPLE_RATE
from podcast.sound.loudness import Energies, energies, loudness
from podcast.sound.tape import FULL_SCALE, TICK

SECONDS = 60
"""Decoded at a time: memory does not grow with the file."""


def lufs(path: Path) -> float:
    """Integrated loudness of an audio file at 44,100 samples a second, mono. Raises EngineError."""
    try:
        with soundfile.SoundFile(path) as sound:
            if (sound.samplerate, sound.channels) != (SAMPLE_RATE, 1):
                raise _unreadable(path)
            return loudness(np.concatenate([np.zeros(0), *_energies(sound)]))
    except soundfile.SoundFileError as error:
        raise _unreadable(path) from error


def _energies(sound: soundfile.SoundFile) -> Iterator[Energies]:
    for block in sound.blocks(SECONDS * SAMPLE_RATE, dtype="float32"):
        whole = len(block) // TICK * TICK
        yield energies((block[:whole] * FULL_SCALE).astype(np.float32))


def _unreadable(path: Path) -> EngineError:
    return EngineError("this file cannot be measured; build it again", file=str(path))
