"""The offline voice: espeak-ng, run in this process and given phonemes."""

from __future__ import annotations

import struct
from functools import cache
from math import log2

from podcast.engines.protocol import Engine, Offer, Wants
from podcast.errors import EngineError, InputError
from podcast.model import Voice

NORMAL_RATE = 160
"""Words per minute at rate 1.0. espeak's default of 175 is brisk; this gives about five syllables per second,
the pace of Arabic news."""

NATURAL_PITCH = 34
"""espeak's pitch setting for the plain voice at pitch 1.0, which is four fifths of its default pitch and more
intelligible (docs/sound.md); lower still, the limiter has more to do. Variants have their own pitch and stay at
espeak's 50."""

_LANGUAGES = {"en": "gmw/en-US", "fr": "roa/fr", "de": "gmw/de", "es": "roa/es"}
_PAUSE_MS = 100
_NOTES = {"": "the clearest", "f2": "less clear", "f5": "less clear", "Michael": "far less clear"}
"""Clarity of variants as measured by bench/ear.py; all "klatt" voices are less clear too."""
_RULES = ("phonemes", "library")
_TABLES = ("phonemes",)


class Espeak(Engine):
    """espeak-ng from the espeakng-loader wheel: no network, about a thousand times faster than real time.

    `Voice.name` is one of its variants ("f2" is a woman's voice), "" the plain voice.
    """

    name = "espeak"
    suffix = ".wav"
    wants: Wants = "sounds"
    max_chars = 0
    keeps_clips = False
    parallel = 0

    def available(self) -> bool:
        """Whether the library loads here."""
        from podcast.engines import espeak_library

        return espeak_library.loads()

    def voices(self) -> tuple[Offer, ...]:
        """The plain voice and espeak's variants, if the library is installed, with a note on their clarity."""
        from podcast.engines import espeak_library

        try:
            return tuple(map(_offer, ("", *espeak_library.variants())))
        except EngineError:
            return ()

    def fingerprint(self, voice: Voice) -> str:
        """The version of the wheel, a hash of the phoneme mapping, and the settings in espeak's units."""
        heard = f"{voice.name or '-'} {_rate(voice)} {_pitch(voice)}"
        return f"espeak {_version()} {_rules()} {heard}"

    def check(self, voice: Voice) -> None:
        """Raises InputError for an unknown variant."""
        from podcast.engines import espeak_library

        _named(voice.name, espeak_library.variants() if voice.name else ())

    def synthesize(self, text: str, voice: Voice) -> bytes:
        """`text` as WAV (22,050 Hz, mono, 16 bits): always the same bytes for the same sounds and voice.

        `text` is a transcription (docs/arabic.md, "Sounds"). Without words (empty, or punctuation only) it
        gives a tenth of a second of silence. Raises InputError for an unknown variant, EngineError if the
        library fails.
        """
        from podcast.engines import espeak_library, espeak_phonemes

        hertz = espeak_library.SAMPLE_RATE
        named = _named(voice.name, espeak_library.variants() if voice.name else ())
        phonemes = espeak_phonemes.feed(text)
        if not phonemes:
            return _wav(bytes(2 * (hertz * _PAUSE_MS // 1000)), hertz)
        order = espeak_library.SpeechRequest(phonemes, named, _rate(voice), _pitch(voice))
        return _wav(espeak_library.perform(order), hertz)


@cache
def ipa(word: str, language: str) -> str:
    """The IPA of a word in Latin letters, read as "en", "fr", "de" or "es".

    English is American, which is rhotic; its flapped t is given as t. Any other language is read as English.
    Returns "" if the library cannot be loaded.
    """
    from podcast.engines import espeak_library

    voice = _LANGUAGES.get(language, _LANGUAGES["en"])
    order = espeak_library.SpeechRequest(word.replace("\0", " "), voice, aloud=False)
    try:
        sounds = espeak_library.perform(order).decode().strip()
    except EngineError:
        return ""
    return sounds.replace("ɾ", "t") if voice == _LANGUAGES["en"] else sounds


def ear() -> str:
    """What the results of `ipa` depend on besides the word: the version of espeak-ng and its data."""
    return f"espeak {_version()}"


def _offer(variant: str) -> Offer:
    sex = variant[0] if variant[:1] in ("f", "m") and variant[1:].isdigit() else ""
    return Offer(
        variant,
        sex=sex,
        note=_NOTES.get(variant, "less clear" if variant.startswith("klatt") else ""),
    )


def _named(variant: str, variants: tuple[str, ...]) -> str:
    if variant and variant not in variants:
        raise InputError(
            "the offline voice has no variant “{name}”; choose one of: {known}, or another of those"
            " that `podcast voices` lists",
            name=variant,
            known=", ".join(one for one in variants if one[:1] in ("f", "m") and one[1:].isdigit()),
        )
    return f"sem/ar+{variant}" if variant else "sem/ar"


def _rate(voice: Voice) -> int:
    """Words per minute, limited to espeak's range."""
    return min(450, max(80, round(NORMAL_RATE * voice.rate)))


def _pitch(voice: Voice) -> int:
    """espeak's pitch setting, 0 to 100: 50 steps are an octave, counted from the voice's natural pitch."""
    natural = 50 if voice.name else NATURAL_PITCH
    return min(100, max(0, round(natural + 50 * log2(max(voice.pitch, 0.01)))))


@cache
def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("espeakng-loader")
    except PackageNotFoundError:
        return "unknown"


@cache
def _rules() -> str:
    """A hash of everything that decides how sounds are passed to the library."""
    from hashlib import sha256
    from importlib.resources import files

    room = files("podcast.engines")
    texts = [(room / f"espeak_{name}.py").read_bytes() for name in _RULES]
    texts += [(room / "data" / f"espeak_{name}.tsv").read_bytes() for name in _TABLES]
    return sha256(b"\0".join(texts)).hexdigest()[:16]


def _wav(pcm: bytes, rate: int) -> bytes:
    """Mono 16-bit samples with a 44-byte WAV header."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, 2 * rate, 2, 16)
    sizes = struct.pack("<I", 36 + len(pcm)), struct.pack("<I", len(pcm))
    return b"".join((b"RIFF", sizes[0], b"WAVE", form, b"data", sizes[1], pcm))
