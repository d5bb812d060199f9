"""The nouns of `script/show.toml`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

PauseKind = Literal["clause", "sentence", "paragraph", "heading", "section"]


class Settings(Mapping[str, object]):
    """A TOML table as a mapping that can be hashed, compared and sent to another process.

    Values are those of JSON; a date is its text.
    """

    __slots__ = ("_text",)

    def __init__(self, values: Mapping[str, object] | None = None) -> None:
        self._text = json.dumps(dict(values or {}), ensure_ascii=False, sort_keys=True, default=str)

    def _values(self) -> dict[str, object]:
        values: dict[str, object] = json.loads(self._text)
        return values

    def __getitem__(self, key: str) -> object:
        return self._values()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values())

    def __len__(self) -> int:
        return len(self._values())

    def __hash__(self) -> int:
        return hash(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Settings) and self._text == other._text

    def __repr__(self) -> str:
        return f"Settings({self._text})"

    __str__ = __repr__


NO_SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class Voice:
    """How an engine is to sound. `name` "" is the engine's own choice; `rate` and `pitch` 1.0 its normal.

    `settings` are the engine's own: its table `[engines.NAME]` of show.toml.
    """

    name: str = ""
    rate: float = 1.0
    pitch: float = 1.0
    settings: Settings = NO_SETTINGS


@dataclass(frozen=True, slots=True)
class Speaker:
    """`[voices."NAME"]`: a voice under the name of who speaks with it. `engine` "" is the show's."""

    name: str
    engine: str = ""
    voice: Voice = Voice()


@dataclass(frozen=True, slots=True)
class Pauses:
    """Silence after each kind of end, in milliseconds, for a voice that speaks at its normal rate."""

    clause: int = 220
    sentence: int = 450
    paragraph: int = 750
    heading: int = 900
    section: int = 1500

    def after(self, kind: PauseKind, rate: float = 1.0) -> int:
        """Milliseconds of silence after what ends a `kind`: as much shorter as speech is faster."""
        normal: int = getattr(self, kind)
        return round(normal / rate)


@dataclass(frozen=True, slots=True)
class Music:
    """`[music]`: what opens and closes every episode. Files are paths below `script/`.

    Levels are in dB: `level` is the music's loudness where it plays alone, against the speech's own;
    `duck`, how much further it goes down under words. Lengths are in seconds.
    """

    intro: str = ""
    outro: str = ""
    intro_mode: Literal["before", "under"] = "before"
    """Whether the first words wait for the end of the music, or come in over it."""
    outro_mode: Literal["after", "under"] = "after"
    seconds: float = 20.0
    """How much of a file plays at most."""
    alone: float = 4.0
    """How much of it plays without words over it, where the mode is "under"."""
    fade: float = 2.0
    level: float = -3.0
    duck: float = -15.0
    credit: str = ""
    """Whose music it is: told with every episode that has it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who has to do with a show or an episode. `role` and `group` are of the Podcast Taxonomy, in lower
    case; "" is a host. `href` and `img` are addresses."""

    name: str
    role: str = ""
    group: str = ""
    href: str = ""
    img: str = ""


@dataclass(frozen=True, slots=True)
class Show:
    """`script/show.toml`: what holds for every episode."""

    title: str
    description: str = ""
    author: str = ""
    email: str = ""
    language: str = "ar"
    category: tuple[str, ...] = ()
    """Apple category and, if given, its subcategory."""
    link: str = ""
    base_url: str = ""
    """Where `audio/` is published, ending in `/`; empty until the author knows."""
    cover: str = ""
    """Path of an image, relative to `script/`."""
    explicit: bool = False
    copyright: str = ""
    type: str = "episodic"
    """"serial" for what is heard from its first episode on."""
    frequency: str = ""
    """How often an episode comes: "daily", "weekly", "biweekly" or "monthly"; "" for no promise."""
    complete: bool = False
    """Whether no episode will follow."""
    block: bool = False
    """Whether directories are asked not to list the show."""
    locked: bool | None = None
    """Whether no other host may import it; None: yes where there is an `email` to ask."""
    person: tuple[Person, ...] = ()
    license: str = ""
    license_url: str = ""
    funding_url: str = ""
    funding: str = ""
    apple_url: str = ""
    spotify_url: str = ""
    """The show's own page in these directories, once it is listed there."""
    new_feed_url: str = ""
    """Where listeners find the feed from now on, after a move."""
    feed_items: int = 0
    """Episodes in `feed.xml`, the older ones in pages of their own; 0: all in one."""
    timezone: str = ""
    """Where an episode's day begins, as the time zone database calls it; "" is UTC."""
    disclosure: str = "هذه الحلقة مقروءةٌ بصوتٍ آليّ."
    """A sentence spoken at the end of each episode; empty when the author turned it off."""
    dialect: str = "standard"
    """Which of two usual Arabic spellings of a foreign name is said: "standard", "egypt" or "gulf"."""
    engine: str = "auto"
    voice: Voice = Voice()
    voices: tuple[Speaker, ...] = ()
    """Who speaks besides, and how."""
    engines: tuple[tuple[str, Settings], ...] = ()
    """`[engines.NAME]`: what each engine is told on top."""
    pauses: Pauses = Pauses()
    music: Music = Music()
