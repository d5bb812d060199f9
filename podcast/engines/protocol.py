"""The interface of an engine: everything the program uses, whether built in or third-party."""

from __future__ import annotations

from typing import Literal, Protocol, runtime_checkable

from podcast.model import Voice
from podcast.structs import Frozen

Wants = Literal["bare", "written", "marked", "sounds"]
"""The form of text an engine wants: the spoken form without diacritics, with those of the author and of numbers
and names only, with full diacritics, or as IPA (docs/arabic.md, "Sounds")."""

Place = Literal["here", "online"]


class Offer(Frozen):
    """A voice that can be chosen by `name`. `country` is an ISO 3166 code, `sex` "f" or "m"; "" is unknown.

    `note` is a short remark for the author, on its licence, quality or use.
    """

    name: str
    country: str = ""
    sex: str = ""
    note: str = ""


class Word(Frozen):
    """The time of a word in a clip: its [start, end) in the text passed, and seconds from the clip's start."""

    start: int
    end: int
    seconds: float


class Clip(bytes):
    """A clip with the times of its words; an engine without such times returns plain bytes."""

    words: tuple[Word, ...] = ()

    def __new__(cls, data: bytes, words: tuple[Word, ...] = ()) -> Clip:
        """`data` is the file, `words` are in the order of speech."""
        made = super().__new__(cls, data)
        made.words = words
        return made


@runtime_checkable
class Engine(Protocol):
    """Turns spoken Arabic into sound, and declares what it needs from the text.

    A subclass must define `name`, `suffix` and `synthesize`, and `fingerprint` if settings change the sound;
    the other defaults suit most engines.

    name         as in `engine = "…"`.
    suffix       the container it returns: ".wav" or ".mp3" (".flac" and ".ogg" are accepted too).
    wants        the form of text it is given.
    min_chars    shorter sentences and headings are spoken together with their neighbours; 0: never.
    max_chars    the longest text it takes: clauses of a sentence are joined up to this many characters, and
                 longer ones are split where a reader would breathe; 0: each clause alone, however long.
    keeps_clips  whether its clips are worth caching (slow, paid or throttled voices).
    parallel     how many sections may be voiced at once; 0: one for each processor.
    repeatable   whether the same text always gives the same bytes; if not, a cached clip is kept for good,
                 and only `--force` makes it again.
    place        whether it runs on this machine or needs a network.
    settings     the keys it accepts in `[engines.NAME]`; any other is refused.
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
        """Whether it could speak now. An online engine asks its service, for at most two seconds."""
        return True

    def check(self, voice: Voice) -> None:
        """Check before any work that `voice` has what it needs: a key, a file, a server. Raises InputError or
        EngineError."""
        self.fingerprint(voice)

    def voices(self) -> tuple[Offer, ...]:
        """The voices that can be chosen, without asking a network."""
        return (Offer(""),)

    def fingerprint(self, voice: Voice) -> str:
        """Everything that changes the sound except the text: engine, version, settings. Cheap, no network."""
        return f"{self.name} {voice.name} {voice.rate} {voice.pitch} {voice.settings}"

    def synthesize(self, text: str, voice: Voice) -> bytes:
        """`text` as complete audio; a `Clip` if the times of its words are known. Raises EngineError."""
        ...
