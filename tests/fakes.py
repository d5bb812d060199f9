"""A voice that needs nothing: tones instead of speech, so that a pipeline test takes no time.

It is installed as any stranger's engine would be, by an entry point in a distribution of its own, so that
nothing is patched and worker processes find it too.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
import time
import wave
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from podcast import engines
from podcast.errors import EngineError
from podcast.model import Voice

if TYPE_CHECKING:  # every process that speaks loads this module
    import pytest

RATE = 22_050
MS_PER_LETTER = 12
FAILS_ON = "تعطل"
"""A word this voice cannot say."""


class Tones:
    """One tone an utterance: its pitch from the text, its length from the number of letters."""

    name = "tones"
    suffix = ".wav"
    wants: engines.Wants = "written"
    max_chars = 0
    keeps_clips = True
    parallel = 0

    def available(self) -> bool:
        """Always."""
        return True

    def fingerprint(self, voice: Voice) -> str:
        """The rate is all that changes it."""
        return f"tones {voice.rate} {os.environ.get('TONES_VERSION', '1')}"

    def synthesize(self, text: str, voice: Voice) -> bytes:
        """A tone; every call takes TONES_SECONDS and is written down in the file TONES_LOG names."""
        if FAILS_ON in text:
            raise EngineError("the tones voice cannot say “{word}”", word=FAILS_ON)
        time.sleep(float(os.environ.get("TONES_SECONDS", "0")))
        log = os.environ.get("TONES_LOG")
        if log:
            with Path(log).open("a", encoding="utf-8") as out:
                out.write(text + "\n")
        return tone(pitch_of(text), int(MS_PER_LETTER * len(text) / voice.rate))


def pitch_of(text: str) -> int:
    """A pitch between 200 and 1000 Hz that tells one text from another."""
    return 200 + int.from_bytes(hashlib.md5(text.encode()).digest()[:2], "big") % 800


@cache
def tone(pitch: int, length_ms: int) -> bytes:
    """A mono WAV of a tone at a third of full scale."""
    import numpy as np

    count = RATE * max(length_ms, 100) // 1000
    samples = 11_000 * np.sin(np.arange(count) * (2 * np.pi * pitch / RATE))
    out = io.BytesIO()
    with wave.open(out, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE)
        wav.writeframes(samples.astype("<i2").tobytes())
    return out.getvalue()


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make `engine = "tones"` known to this process and to those it starts."""
    dist = folder / "tones-1.0.dist-info"
    dist.mkdir(parents=True)
    (dist / "METADATA").write_text("Metadata-Version: 2.1\nName: tones\nVersion: 1.0\n")
    (dist / "entry_points.txt").write_text(f"[{engines.GROUP}]\ntones = fakes:Tones\n")
    monkeypatch.syspath_prepend(str(folder))
    here = str(Path(__file__).parent)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), here]))
    assert here in sys.path
    engines._installed.cache_clear()
    engines.load.cache_clear()
