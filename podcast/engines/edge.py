"""The voices of Microsoft Edge's Read Aloud, through the edge-tts package: 32 in Arabic, from 16 countries.

The package implements the protocol. It does not notice a connection cut in the middle of a sentence, has no
timeout for a whole answer, and raises whatever its libraries raise; all that is handled here.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from podcast.engines.online import (
    Pace,
    Patience,
    common_pace,
    cut,
    late,
    out_of_reach,
    reason_of,
    within,
)
from podcast.engines.online_reply import Answer, PassingError, check_passing, unusable
from podcast.engines.protocol import Clip, Engine, Offer, Place, Wants, Word
from podcast.errors import EngineError, InputError, PodcastError
from podcast.extras import install_command
from podcast.model import Voice

NAME = "edge"
SECONDS = 60.0
"""The time limit for one sentence, in seconds."""
PROBE_SECONDS = 2.0
PROBE = "نعم"
BASE_HERTZ = {"f": 205, "m": 115}
"""The mean pitch of these voices in Hz, since the service takes a change of pitch in Hz."""

_VOICES = (
    "AE Fatima Hamdan, BH Laila Ali, DZ Amina Ismael, EG Salma Shakir, IQ Rana Bassel, JO Sana Taim, "
    "KW Noura Fahed, LB Layla Rami, LY Iman Omar, MA Mouna Jamal, OM Aysha Abdullah, QA Amal Moaz, "
    "SA Zariyah Hamed, SY Amany Laith, TN Reem Hedi, YE Maryam Saleh"
)
"""The two voices of each country, a woman's and a man's."""
_TICKS = 10_000_000


class Edge(Engine):
    """Speaks through Edge's service. voice.name is a voice in full (ar-EG-SalmaNeural) or in short (Salma).

    country  used if no name is given: "EG", "SA" …; the woman's voice, or with sex = "m" the man's
    volume   change in per cent, such as -10
    proxy    the URL of a proxy
    """

    name = NAME
    suffix = ".mp3"
    wants: Wants = "written"
    min_chars = 12
    max_chars = 1500
    keeps_clips = True
    parallel = 2
    repeatable = False
    place: Place = "online"
    settings = ("country", "sex", "volume", "proxy")

    def __init__(self, *, pace: Pace | None = None, seconds: float = SECONDS) -> None:
        """Tests pass their own `pace` and time limit in `seconds`."""
        self._patience = Patience(NAME, pace or common_pace(NAME))
        self._seconds = seconds
        self._is_available: bool | None = None

    def available(self) -> bool:
        """Whether the package is installed and the service speaks a word within two seconds. Asked once."""
        if self._is_available is None:
            self._is_available = self._answers() if find_spec("edge_tts") else False
        return self._is_available

    def _answers(self) -> bool:
        try:
            within(PROBE_SECONDS, lambda: self._once(PROBE, Voice(), PROBE_SECONDS))
        except (PodcastError, PassingError, OSError):
            return False
        return True

    def check(self, voice: Voice) -> None:
        """Check that the package is installed and knows the voice."""
        if find_spec("edge_tts") is None:
            raise EngineError(
                "the {engine} voice needs a package that is not installed; run: {command}",
                engine=NAME,
                command=install_command("edge"),
            )
        self.fingerprint(voice)

    def voices(self) -> tuple[Offer, ...]:
        """The Arabic voices."""
        return _offers()

    def fingerprint(self, voice: Voice) -> str:
        """Voice and settings as sent to the service. Raises InputError for an invalid one."""
        return f"{NAME} {' '.join(_order(voice).values())}"

    def synthesize(self, text: str, voice: Voice) -> bytes:
        """`text` as one complete MP3 with the times of its words. Raises EngineError."""
        self.check(voice)
        return self._patience.ask(lambda: self._once(text, voice, self._seconds))

    def _once(self, text: str, voice: Voice, seconds: float) -> Clip:
        """One attempt. Raises PassingError for a temporary failure, EngineError for a permanent one."""
        speech = _speech(text, voice)
        try:
            # A DNS lookup may exceed every timeout, so the event loop runs in a thread of its own.
            sound, words = within(seconds + 1, lambda: asyncio.run(_heard(speech, seconds)))
        except TimeoutError as error:
            raise PassingError(late(NAME, seconds)) from error
        except Exception as error:
            raise _failure(error) from error
        if speech.state["chunk_audio_bytes"]:  # uncounted bytes: the sentence was cut
            raise PassingError(cut(NAME, "connection closed"))
        if not sound:
            raise unusable(NAME, "no sound")
        return Clip(sound, _placed(text, words))


def _speech(text: str, voice: Voice) -> Any:
    """The package's request for one text."""
    edge_tts = import_module("edge_tts")
    return edge_tts.Communicate(text, boundary="WordBoundary", proxy=_proxy(voice), **_order(voice))


async def _heard(speech: Any, seconds: float) -> tuple[bytes, list[tuple[float, str]]]:
    """The audio, and (seconds, word) of each boundary. Raises TimeoutError and what the package raises."""
    sound, words = bytearray(), []
    async with asyncio.timeout(seconds):
        async for part in speech.stream():
            if part["type"] == "audio":
                sound += part["data"]
            elif part["type"] == "WordBoundary":
                words.append((part["offset"] / _TICKS, part["text"]))
    return bytes(sound), words


def _failure(error: Exception) -> Exception:
    """Translate an exception of the package or its libraries into one of ours."""
    kind = type(error).__name__
    status = getattr(error, "status", 0)
    if status in (401, 403):
        return EngineError(
            "the edge service refuses the request (HTTP {status}): set this machine's clock "
            "and update the package, pip install -U edge-tts; or use --engine espeak",
            status=status,
        )
    try:
        check_passing(NAME, Answer(status, getattr(error, "headers", None) or {}, b""))
    except (EngineError, PassingError) as failure:
        return failure
    if kind == "NoAudioReceived":
        return unusable(NAME, "no sound")
    if kind in ("UnexpectedResponse", "UnknownResponse", "SkewAdjustmentError") or status:
        return unusable(NAME, f"HTTP {status}" if status else kind)
    if kind in ("WebSocketError", "ServerDisconnectedError", "ClientPayloadError"):
        return PassingError(cut(NAME, reason_of(error)))
    if isinstance(error, ConnectionResetError | BrokenPipeError):
        return PassingError(cut(NAME, reason_of(error)))
    if isinstance(error, OSError):
        return out_of_reach(NAME, reason_of(error))
    return unusable(NAME, kind)


def _placed(text: str, words: list[tuple[float, str]]) -> tuple[Word, ...]:
    """The word boundaries located in `text`; a word not found there is left out."""
    found, index = [], 0
    for seconds, word in words:
        start = text.find(word, index)
        if word and start >= 0:
            index = start + len(word)
            found.append(Word(start, index, seconds))
    return tuple(found)


@cache
def _offers() -> tuple[Offer, ...]:
    """The voices with their full names, countries and sexes."""
    made = []
    for row in _VOICES.split(", "):
        country, *names = row.split()
        for name, sex in zip(names, "fm", strict=True):
            made.append(Offer(f"ar-{country}-{name}Neural", country, sex))
    return tuple(made)


def _order(voice: Voice) -> dict[str, str]:
    """Voice, rate, pitch and volume in the service's terms."""
    offer = _chosen(voice)
    hertz = round(BASE_HERTZ[offer.sex or "f"] * (voice.pitch - 1))
    return {
        "voice": offer.name,
        "rate": f"{round(100 * (voice.rate - 1)):+d}%",
        "pitch": f"{hertz:+d}Hz",
        "volume": f"{_volume(voice):+d}%",
    }


def _chosen(voice: Voice) -> Offer:
    """The voice by its full or short name, or else by country. Raises InputError with the known names."""
    wanted = voice.name.casefold()
    same: Callable[[Offer], bool]
    if wanted:
        short = wanted.removesuffix("neural")
        same = lambda one: one.name[:-6].casefold() == short or one.name[6:-6].casefold() == short  # noqa: E731
    else:
        country = str(voice.settings.get("country", "SA")).upper()
        sex = str(voice.settings.get("sex", "f"))
        same = lambda one: (one.country, one.sex) == (country, sex)  # noqa: E731
    found = next(filter(same, _offers()), None)
    if found is None and re.fullmatch(r"[a-z]{2,3}-[A-Z]{2,4}-[A-Za-z]+Neural", voice.name):
        return Offer(voice.name)  # a newer voice, or one of another language
    if found is None:
        raise InputError(
            "edge has no voice “{name}”; choose one of: {known}",
            name=voice.name
            or f"{voice.settings.get('country', '')} {voice.settings.get('sex', '')}",
            known=", ".join(offer.name for offer in _offers()),
        )
    return found


def _volume(voice: Voice) -> int:
    value = voice.settings.get("volume", 0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not -100 <= value <= 100:
        raise InputError(
            "“{key}” must be a number from {least} to {most}", key="volume", least=-100, most=100
        )
    return round(value)


def _proxy(voice: Voice) -> str | None:
    proxy = voice.settings.get("proxy", "")
    return str(proxy) or None
