"""Piper's voices (VITS models in ONNX), given phonemes instead of text.

Piper's own phonemisation of diacritised text doubles sun letters, keeps case endings before a pause and never
elides an alef. So it is bypassed: the models get our own phonemes, in the symbols the voices were trained on,
those of espeak-ng's Arabic.
"""

from __future__ import annotations

import io
import re
import wave
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podcast.engines import piper_files
from podcast.engines.protocol import Engine, Offer, Wants
from podcast.errors import EngineError, InputError
from podcast.interrupts import deferred
from podcast.model import Voice

if TYPE_CHECKING:
    from piper import PiperVoice

NAME = "piper"
VERSION = 1
"""To be raised when the same sounds are given in other symbols."""

TABLE = {
    "tʃ": "tʃ", "dʒ": "dʒ", "sˤ": "s̪", "tˤ": "t̪", "dˤ": "dˤ", "ðˤ": "ðˤ", "lˤ": "l", "x": "χ", "g": "ɡ",
}  # fmt: skip
"""Our symbol → espeak's, if they differ or have two letters; all others are the same."""

_INSTEAD = {
    "ɡ": "g", "χ": "x", "̪": "ˤ", "v": "f", "p": "b", "ʒ": "ʃ", ";": ",", ":": ",", "e": "i", "o": "u",
}  # fmt: skip
"""Substitutes for symbols a voice does not know; no Arabic sound is replaced by another Arabic sound."""
_ESSENTIAL = frozenset("abtθdʒħχxðrzsʃˤʕɣfqklmnhwjʔiuː ")
_SOUND = re.compile("|".join(map(re.escape, TABLE)))
_STRESS = re.compile("([ˈˌ])([^aeiou ˈˌ]+)(?=[aeiou])")
_FOREIGN = re.compile("⟨[^⟩]*⟩")
_RANGES = {"noise_scale": (0.0, 2.0), "noise_w": (0.0, 2.0), "length_scale": (0.25, 4.0)}


class Piper(Engine):
    """Speaks with a voice file. voice.name is its name without .onnx; "" is the first Arabic one installed.

    model          the path of a file, or its name
    speaker        the number or name of a speaker, in a file with several
    noise_scale    the variability of the sound; noise_w that of the rhythm
    length_scale   a factor of slowness, in addition to the rate
    """

    name = NAME
    suffix = ".wav"
    wants: Wants = "sounds"
    max_chars = 0
    keeps_clips = True
    parallel = 0
    repeatable = False
    settings = ("model", "speaker", "noise_scale", "noise_w", "length_scale")

    def available(self) -> bool:
        """Whether an Arabic voice is installed."""
        return any(name.startswith("ar") for name in piper_files.installed())

    def voices(self) -> tuple[Offer, ...]:
        """The installed voice files."""
        return piper_files.offers()

    def fingerprint(self, voice: Voice) -> str:
        """The content of the file, wherever it is, and the settings."""
        scales = " ".join(f"{name}={_scale(voice, name)}" for name in _RANGES)
        speaker = voice.settings.get("speaker", "")
        return (
            f"{NAME} {VERSION} {piper_files.digest(_file(voice))} {voice.rate} {scales} {speaker}"
        )

    def check(self, voice: Voice) -> None:
        """Check that the file exists, is a voice, and has a symbol for every sound of Arabic."""
        self.fingerprint(voice)
        model = _file(voice)
        missing = sorted(_ESSENTIAL & set(_unknown(piper_files.config(model)["phoneme_id_map"])))
        if missing:
            raise InputError(
                "this piper voice has no symbol for {sounds}, so it cannot speak Arabic; choose another",
                file=str(model),
                sounds=" ".join(missing),
            )
        _speaker(piper_files.config(model), voice)

    def synthesize(self, text: str, voice: Voice) -> bytes:
        """Sounds (docs/arabic.md) as 16-bit WAV at the voice's own sample rate. Raises EngineError."""
        model = _file(voice)
        loaded = _load(model, piper_files.digest(model))
        signs = [sign for sign in phonemes(text, loaded.config.phoneme_id_map) if sign]
        try:
            audio = loaded.phoneme_ids_to_audio(
                loaded.phonemes_to_ids(signs), _order(loaded, voice)
            )
        except Exception as error:
            raise _broken(model, error) from error
        return _wav(audio, loaded.config.sample_rate)


def phonemes(sounds: str, symbols: Any) -> list[str]:
    """The symbols for a model: espeak's, or substitutes for those the voice does not know.

    espeak puts the stress mark right before the vowel, not before the syllable, and so does the training data.
    """
    mapped = _SOUND.sub(lambda match: TABLE[match[0]], _FOREIGN.sub("", sounds))
    moved = _STRESS.sub(r"\2\1", mapped)
    return [_INSTEAD.get(sign, "") if sign not in symbols else sign for sign in moved]


def _unknown(symbols: Any) -> str:
    """The symbols of Arabic for which a voice has neither an id nor a substitute."""
    signs = "".join(TABLE.values()) + "".join(_ESSENTIAL - {"x", "ʒ"})
    return "".join(
        sign for sign in signs if sign not in symbols and _INSTEAD.get(sign, sign) not in symbols
    )


def _file(voice: Voice) -> Path:
    model = voice.settings.get("model", "")
    if not isinstance(model, str):
        raise InputError('“{key}” must be text in quotes, as in {key} = "…"', key="model")
    return piper_files.find(voice.name, model)


def _scale(voice: Voice, name: str) -> float | None:
    """A setting, checked against its bounds; None if the voice's own value applies."""
    value = voice.settings.get(name)
    least, most = _RANGES[name]
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise InputError(
            "“{key}” must be a number from {least} to {most}", key=name, least=least, most=most
        )
    return float(value)


def _speaker(config: dict[str, Any], voice: Voice) -> int | None:
    """The number of the speaker in a file with several, or None. Raises InputError."""
    wanted = voice.settings.get("speaker")
    if wanted is None:
        return None
    names = config.get("speaker_id_map") or {}
    number = names.get(wanted, wanted) if isinstance(wanted, str) else wanted
    if not isinstance(number, int) or not 0 <= number < max(1, config.get("num_speakers", 1)):
        raise InputError(
            "this piper voice has no speaker “{name}”; choose one of: {known}",
            name=wanted,
            known=", ".join(names) or f"0–{max(1, config.get('num_speakers', 1)) - 1}",
        )
    return number


def _order(loaded: PiperVoice, voice: Voice) -> Any:
    from piper import SynthesisConfig

    own = _scale(voice, "length_scale") or loaded.config.length_scale
    told = {
        "speaker_id_map": loaded.config.speaker_id_map,
        "num_speakers": loaded.config.num_speakers,
    }
    return SynthesisConfig(
        speaker_id=_speaker(told, voice),
        length_scale=own / voice.rate,
        noise_scale=_scale(voice, "noise_scale"),
        noise_w_scale=_scale(voice, "noise_w"),
    )


@lru_cache(maxsize=4)
def _load(model: Path, digest: str) -> PiperVoice:
    """The voice, loaded once per process. Raises EngineError."""
    try:
        with deferred():
            from piper import PiperVoice

        loaded = PiperVoice.load(model, piper_files.config_of(model))
    except Exception as error:
        raise _broken(model, error) from error
    loaded.use_tashkeel = False
    return loaded


def _broken(model: Path, error: Exception) -> EngineError:
    """The error for a model that fails; the runtime has no exception class of its own."""
    reason = " ".join(str(error).split())[:160]
    return EngineError(
        "this piper voice makes no sound ({reason}); fetch it again, or choose another",
        file=str(model),
        reason=reason or type(error).__name__,
    )


def _wav(audio: Any, rate: int) -> bytes:
    """Samples from -1.0 to 1.0 as mono 16-bit WAV."""
    samples = (audio.reshape(-1).clip(-1.0, 1.0) * 32767).astype("<i2")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return out.getvalue()
