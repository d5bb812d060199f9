"""Speech recognition of recordings, to find words that a voice left out or made up."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.errors import EngineError, InputError
from podcast.extras import install_command

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

RATE = 16_000
"""The sample rate the model expects, in Hz."""

_UNHEARD = re.compile("[\u064b-\u0652\u0670\u0640]|[^\\w\\s]")
_ALIKE = str.maketrans("أإآٱىةؤئ", "ااااي" + "هوي")


def transcriber(model: Path) -> Callable[[object], str]:
    """A function that turns samples (mono, RATE Hz, full scale 1.0) into Arabic words.

    `model` is a folder with a faster-whisper model. Raises InputError if there is none, EngineError if the
    package is missing or cannot load it.
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
            "listening needs a package that is not installed; run: {command}",
            command=install_command("ear"),
        ) from error
    except Exception as error:
        raise EngineError(
            "the model in {folder} does not load ({reason}); fetch it again",
            folder=str(model),
            reason=" ".join(str(error).split())[:160],
        ) from error


def likeness(written: str, heard: str) -> float:
    """The similarity of two texts by their letters, from 0 to 1; diacritics and spelling variants aside."""
    one, two = _bare(written), _bare(heard)
    if not one or not two:
        return 1.0 if one == two else 0.0
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def _bare(text: str) -> str:
    return "".join(_UNHEARD.sub("", text).translate(_ALIKE).split())
