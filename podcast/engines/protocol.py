"""What an engine is: all that the program asks of a voice, built in or a stranger's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from podcast.model import Voice

Wants = Literal["bare", "written", "marked", "sounds"]
"""What an engine is handed: the spoken form without marks, with the author's marks and those of numbers and
names, with all marks, or its sounds in IPA (docs/arabic.md, "Sounds")."""

Place = Literal["here", "online"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A voice that can be chosen by `name`. `country` is its ISO 3166 code, `sex` "f" or "m"; "" is unknown.

    `note` is a short remark for the author: its licence, its quality, what it is good for.
    """

    name: str
    country: str = ""
    sex: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """When a word sounds in a clip: its place in the text that was handed over, seconds from the start."""

    start: int
    end: int
    seconds: float


class Clip(bytes):
    """A clip that knows when its words sound; an engine without such knowledge returns plain bytes."""

    words: tuple[Word, ...] = ()

    def __new__(cls, data: bytes, words: tuple[Word, ...] = ()) -> Clip:
        """`data` is the file, `words` in the order they are heard."""
        made = super().__new__(cls, data)
        made.words = words
        return made


@runtime_checkable
class Engine(Protocol):
    """Turns spoken Arabic into sound. What it needs from the text is declared, not coded elsewhere.

    A class of its own that derives from this one has to give `name`, `suffix` and `synthesize`, and
    `fingerprint` where settings change the sound; all else stands here as most engines want it.

    name         as in `engine = "…"`.
    suffix       container of the bytes it returns: ".wav" or ".mp3" (".flac" and ".ogg" are read too).
    wants        the form of the text it is handed.
    min_chars    shorter sentences, and headings, are said together with their neighbours; 0: never.
    max_chars    what it takes at once: clauses of one sentence are joined up to this many characters,
                 longer ones are cut where a reader would breathe; 0: each clause alone, however long.
    keeps_clips  whether its clips are worth keeping on disk (slow, paid or throttled voices).
    parallel     sections that may be voiced at once; 0: one for each processor.
    repeatable   whether the same text is the same bytes each time; if not, a kept clip is kept for good,
                 and only `--force` makes it again.
    place        whether it speaks on this machine or needs a network.
    settings     the keys it knows in `[engines.NAME]`; any other is refused.
    """

    name: str
    suffix: str
    wants: Wants = "marked"
    min_chars: int = 0
    max_chars: int = 0
    keeps_clips: bool = True
    parallel: int = 1
    repeatable: bool = True
    place: Place = "here"
    settings: tuple[str, ...] = ()

    def available(self) -> bool:
        """Whether it could speak now; an online engine asks its service, for at most two seconds."""
        return True

    def check(self, voice: Voice) -> None:
        """Raise InputError or EngineError, before any work, for what `voice` lacks: a key, a file, a server."""
        self.fingerprint(voice)

    def voices(self) -> tuple[Offer, ...]:
        """The voices that can be chosen now, without asking a network."""
        return (Offer(""),)

    def fingerprint(self, voice: Voice) -> str:
        """All that changes the sound, but for the text: engine, version, settings. Cheap, no network."""
        return f"{self.name} {voice.name} {voice.rate} {voice.pitch} {voice.settings}"

    def synthesize(self, text: str, voice: Voice) -> bytes:
        """`text` as audio: whole, or an EngineError. A `Clip`, where it knows when each word sounds."""
        ...
