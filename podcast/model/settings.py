"""The data types of `script/show.toml`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Literal

from podcast.structs import Frozen

PauseKind = Literal["clause", "sentence", "paragraph", "heading", "section"]


class Settings(Mapping[str, object]):
    """A TOML table as a mapping that can be hashed, compared and pickled.

    Values are JSON values; a date is stored as text.
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


class Voice(Frozen):
    """How an engine should sound. `name` "" leaves the choice to the engine; `rate` and `pitch` are factors.

    `settings` are the engine's own, from its table `[engines.NAME]` in show.toml.
    """

    name: str = ""
    rate: float = 1.0
    pitch: float = 1.0
    settings: Settings = NO_SETTINGS


class Speaker(Frozen):
    """`[voices."NAME"]`: a voice under the name of its speaker. `engine` "" is the show's."""

    name: str
    engine: str = ""
    voice: Voice = Voice()


class Pauses(Frozen):
    """The silence after each kind of unit, in milliseconds, for a voice at its normal rate."""

    clause: int = 220
    sentence: int = 450
    paragraph: int = 750
    heading: int = 900
    section: int = 1500

    def after(self, kind: PauseKind, rate: float = 1.0) -> int:
        """Milliseconds of silence after a unit of this kind; the faster the speech, the shorter."""
        normal: int = getattr(self, kind)
        return round(normal / rate)


class Music(Frozen):
    """`[music]`: the music at the start and end of every episode. Files are paths below `script/`.

    Levels are in dB: `level` is the loudness of the music on its own, relative to speech; `duck` is how much
    lower it is under words. Lengths are in seconds.
    """

    intro: str = ""
    outro: str = ""
    intro_mode: Literal["before", "under"] = "before"
    """Whether the first words wait for the end of the music or come in over it."""
    outro_mode: Literal["after", "under"] = "after"
    seconds: float = 20.0
    """The longest part of a file that is played."""
    alone: float = 4.0
    """How long it plays without words over it, in the mode "under"."""
    fade: float = 2.0
    level: float = -3.0
    duck: float = -15.0
    credit: str = ""
    """The credit for the music, published with every episode that has it."""


class Person(Frozen):
    """A person of a show or an episode. `role` and `group` are those of the Podcast Taxonomy, in lower case;
    "" is a host. `href` and `img` are URLs."""

    name: str
    role: str = ""
    group: str = ""
    href: str = ""
    img: str = ""


class Show(Frozen):
    """`script/show.toml`: the settings of the show."""

    title: str
    description: str = ""
    author: str = ""
    email: str = ""
    language: str = "ar"
    category: tuple[str, ...] = ()
    """An Apple category and, if given, its subcategory."""
    link: str = ""
    base_url: str = ""
    """The address at which `audio/` is published, ending in `/`; "" until it is known."""
    cover: str = ""
    """The path of an image, relative to `script/`."""
    explicit: bool = False
    copyright: str = ""
    type: str = "episodic"
    """"episodic", or "serial" for a show to be heard from its first episode on."""
    frequency: str = ""
    """How often episodes appear: "daily", "weekly", "biweekly" or "monthly"; "" for no promise."""
    complete: bool = False
    """Whether the show has ended."""
    block: bool = False
    """Whether directories are asked not to list the show."""
    locked: bool | None = None
    """Whether other hosts may not import it; None means yes if there is an `email` to ask."""
    person: tuple[Person, ...] = ()
    license: str = ""
    license_url: str = ""
    funding_url: str = ""
    funding: str = ""
    apple_url: str = ""
    spotify_url: str = ""
    """The show's page in these directories, once it is listed there."""
    new_feed_url: str = ""
    """The new address of the feed after a move."""
    feed_items: int = 0
    """How many episodes `feed.xml` lists, with older ones in pages of their own; 0 means all."""
    timezone: str = ""
    """The time zone in which an episode's day begins, by its name in the tz database; "" is UTC."""
    disclosure: str = "هذه الحلقة مقروءةٌ بصوتٍ آليّ."
    """A sentence spoken at the end of each episode; "" if the author turned it off."""
    dialect: str = "standard"
    """Whose usual names are spoken where usage differs (foreign names, months): "standard", "egypt", "gulf",
    "levant" or "maghreb"."""
    engine: str = "auto"
    voice: Voice = Voice()
    voices: tuple[Speaker, ...] = ()
    """The other speakers and their voices."""
    engines: tuple[tuple[str, Settings], ...] = ()
    """`[engines.NAME]`: the settings of each engine."""
    pauses: Pauses = Pauses()
    music: Music = Music()
