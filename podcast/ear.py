"""A recogniser that hears what was said: for finding words that a voice left out or made up."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.errors import EngineError, InputError

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

RATE = 16_000
"""Samples a second that the model hears."""

_UNHEARD = re.compile("[\u064b-\u0652\u0670\u0640]|[^\\w\\s]")
_ALIKE = str.maketrans("أإآٱىةؤئ", "ااااي" + "هوي")


def transcriber(model: Path) -> Callable[[object], str]:
    """What hears samples (one channel, RATE a second, full scale 1.0) as Arabic words.

    `model` is a folder with a faster-whisper model. Raises InputError where there is none, EngineError where
    the package is missing or does not load it.
    """
    if not (model / "model.bin").is_file():
        raise InputError(
            "there is no faster-whisper model in {folder}: a folder with model.bin is needed",
            folder=str(model),
        )
    loaded = _load(model)

    def hear(samples: object) -> str:
        parts, _ = loaded.transcribe(samples, language="ar", beam_size=1, vad_filter=False)
        return " ".join(part.text.strip() for part in parts)

    return hear


@cache
def _load(model: Path) -> WhisperModel:
    try:
        from faster_whisper import WhisperModel

        return WhisperModel(str(model), device="cpu", compute_type="int8", local_files_only=True)
    except ImportError as error:
        raise EngineError(
            "listening needs a package that is not installed; run: pip install “{package}”",
            package="rawi[ear]",
        ) from error
    except Exception as error:
        raise EngineError(
            "the model in {folder} does not load ({reason}); fetch it again",
            folder=str(model),
            reason=" ".join(str(error).split())[:160],
        ) from error


def likeness(written: str, heard: str) -> float:
    """From 0 to 1: how many of the letters of two texts agree, in order; marks and spelling aside."""
    one, two = _bare(written), _bare(heard)
    if not one or not two:
        return 1.0 if one == two else 0.0
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def _bare(text: str) -> str:
    return "".join(_UNHEARD.sub("", text).translate(_ALIKE).split())
