"""Piper's voices (VITS models in ONNX), fed with sounds instead of text.

Piper's own reading of marked text doubles sun letters, keeps case endings before a pause and joins no alef;
so its reading is left out and its model gets the sounds that were worked out for it, in the signs that the
voices were trained on: those of espeak-ng's Arabic.
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
from podcast.model import Voice

if TYPE_CHECKING:
    from piper import PiperVoice

NAME = "piper"
VERSION = 1
"""Raised when the same sounds are given in other signs."""

TABLE = {
    "tʃ": "tʃ", "dʒ": "dʒ", "sˤ": "s̪", "tˤ": "t̪", "dˤ": "dˤ", "ðˤ": "ðˤ", "lˤ": "l", "x": "χ", "g": "ɡ",
}  # fmt: skip
"""Our sign → espeak's, where they differ or hold two letters; every other is the same in both."""

_INSTEAD = {
    "ɡ": "g", "χ": "x", "̪": "ˤ", "v": "f", "p": "b", "ʒ": "ʃ", ";": ",", ":": ",", "e": "i", "o": "u",
}  # fmt: skip
"""What is given where a voice does not know a sign: never another sound of Arabic for one of Arabic."""
_ESSENTIAL = frozenset("abtθdʒħχxðrzsʃˤʕɣfqklmnhwjʔiuː ")
_SOUND = re.compile("|".join(map(re.escape, TABLE)))
_STRESS = re.compile("([ˈˌ])([^aeiou ˈˌ]+)(?=[aeiou])")
_FOREIGN = re.compile("⟨[^⟩]*⟩")
_RANGES = {"noise_scale": (0.0, 2.0), "noise_w": (0.0, 2.0), "length_scale": (0.25, 4.0)}


class Piper(Engine):
    """A voice file speaks. voice.name is its name without .onnx; "" the first Arabic one that is here.

    model          the file, or the name of one
    speaker        which one of a file that holds several, by number or name
    noise_scale    how lively the sound is, noise_w how lively the rhythm
    length_scale   how slow, on top of the rate
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
        """Whether the author has an Arabic voice; in a place of their own."""
        return any(name.startswith("ar") for name in piper_files.installed())

    def voices(self) -> tuple[Offer, ...]:
        """The files that are here."""
        return piper_files.offers()

    def fingerprint(self, voice: Voice) -> str:
        """The file itself, wherever it lies, and the settings."""
        scales = " ".join(f"{name}={_scale(voice, name)}" for name in _RANGES)
        speaker = voice.settings.get("speaker", "")
        return (
            f"{NAME} {VERSION} {piper_files.digest(_file(voice))} {voice.rate} {scales} {speaker}"
        )

    def check(self, voice: Voice) -> None:
        """Whether the file is there, is a voice, and has a sign for every sound of Arabic."""
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
        """Sounds (docs/arabic.md) as WAV of 16 bits at the voice's own rate. Raises EngineError."""
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


def phonemes(sounds: str, known: Any) -> list[str]:
    """The signs a model is given, one for each of its ids: espeak's, or what stands in for an unknown one.

    espeak puts the sign of stress right before the vowel, not before the syllable; so do the voices'
    training texts.
    """
    mapped = _SOUND.sub(lambda match: TABLE[match[0]], _FOREIGN.sub("", sounds))
    moved = _STRESS.sub(r"\2\1", mapped)
    return [_INSTEAD.get(sign, "") if sign not in known else sign for sign in moved]


def _unknown(known: Any) -> str:
    """The signs of Arabic that a voice has no id for, and nothing to stand in."""
    signs = "".join(TABLE.values()) + "".join(_ESSENTIAL - {"x", "ʒ"})
    return "".join(
        sign for sign in signs if sign not in known and _INSTEAD.get(sign, sign) not in known
    )


def _file(voice: Voice) -> Path:
    model = voice.settings.get("model", "")
    if not isinstance(model, str):
        raise InputError('“{key}” must be text in quotes, as in {key} = "…"', key="model")
    return piper_files.find(voice.name, model)


def _scale(voice: Voice, name: str) -> float | None:
    """A setting within its bounds; None where the voice's own is taken."""
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
    """The number of who speaks, of a file that holds several. Raises InputError."""
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
    """The voice, loaded once a process. Raises EngineError."""
    try:
        from piper import PiperVoice

        loaded = PiperVoice.load(model, piper_files.config_of(model))
    except Exception as error:
        raise _broken(model, error) from error
    loaded.use_tashkeel = False
    return loaded


def _broken(model: Path, error: Exception) -> EngineError:
    """The runtime has no exception of its own kind."""
    reason = " ".join(str(error).split())[:160]
    return EngineError(
        "this piper voice does not speak ({reason}); fetch it again, or choose another",
        file=str(model),
        reason=reason or type(error).__name__,
    )


def _wav(audio: Any, rate: int) -> bytes:
    """Samples from -1.0 to 1.0 as mono WAV of 16 bits."""
    samples = (audio.reshape(-1).clip(-1.0, 1.0) * 32767).astype("<i2")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return out.getvalue()
