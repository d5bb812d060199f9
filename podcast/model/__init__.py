"""The nouns that rooms hand each other. All frozen; none knows how it is made or kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from podcast.model.blocks import HEADING as HEADING
from podcast.model.blocks import TITLE as TITLE
from podcast.model.blocks import Block as Block
from podcast.model.blocks import BlockKind as BlockKind
from podcast.model.blocks import Break as Break
from podcast.model.blocks import Emphasis as Emphasis
from podcast.model.blocks import EmphasisKind as EmphasisKind
from podcast.model.blocks import Footnote as Footnote
from podcast.model.blocks import Inline as Inline
from podcast.model.blocks import LineBreak as LineBreak
from podcast.model.blocks import Link as Link
from podcast.model.blocks import ListItem as ListItem
from podcast.model.blocks import NoteMark as NoteMark
from podcast.model.blocks import SayAs as SayAs
from podcast.model.blocks import Section as Section
from podcast.model.blocks import Spell as Spell
from podcast.model.blocks import Text as Text
from podcast.model.blocks import Turn as Turn
from podcast.model.blocks import Unread as Unread
from podcast.model.settings import Music as Music
from podcast.model.settings import PauseKind as PauseKind
from podcast.model.settings import Pauses as Pauses
from podcast.model.settings import Person as Person
from podcast.model.settings import Settings as Settings
from podcast.model.settings import Show as Show
from podcast.model.settings import Speaker as Speaker
from podcast.model.settings import Voice as Voice

EpisodeKind = Literal["full", "trailer", "bonus"]

SAMPLE_RATE = 44_100
"""Samples a second of every MP3 that is made; all sample counts between rooms are at this rate."""

FRAME_SAMPLES = 1152
"""Samples in one MPEG-1 layer III frame: the grid on which sections, and so chapters, begin."""


@dataclass(frozen=True, slots=True)
class Jingle:
    """Music at one end of a section: the file's own bytes, so that it can be mixed on any machine.

    `name` is what the author calls the file; `digest`, of `data`, stands for it in recipes.
    """

    name: str
    data: bytes = field(repr=False)
    digest: str
    under: bool
    music: Music


@dataclass(frozen=True, slots=True)
class Soundbite:
    """A part of an episode that makes one want to hear it. `line` is where it stands in its script."""

    start_ms: int
    duration_ms: int
    title: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Script:
    """One file of `script/`, read: what becomes one episode."""

    slug: str
    title: str
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...] = ()
    head: Block | None = None
    """The title as its heading was written, with its controls; None: `title` has none."""
    date: dt.date | None = None
    """The day it comes out; a datetime where its author gives the hour, without a zone for the show's own."""
    description: str = ""
    number: int | None = None
    season: int | None = None
    season_name: str = ""
    image: str = ""
    explicit: bool | None = None
    kind: EpisodeKind = "full"
    person: tuple[Person, ...] = ()
    """Who has to do with this episode, in place of the show's; none: the show's."""
    soundbites: tuple[Soundbite, ...] = ()
    named: bool = False
    """Whether the author chose the slug, rather than the name of the file."""
    music: bool = True
    """Whether the show's music opens and closes it."""
    voice: str = ""
    """Whose voice reads it, in place of the show's."""
    source: str = ""
    """Where the text was published before: an address of the web."""
    voices: tuple[tuple[str, int], ...] = ()
    """Voices that are called by name in it, each with the line of the first call."""
    draft: bool = False
    """Whether its author says that it is not ready to be heard."""
    foreign: tuple[str, ...] = ()
    """Keys of its front matter that are other programs' and were passed over."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What an engine is given at once. `text` is as written, `spoken` as said."""

    text: str
    spoken: str
    pause: PauseKind
    """What ends with it, so how long the silence after it is."""
    extra_ms: int = 0
    """Silence the author asked for on top, in milliseconds."""
    settled: tuple[int, ...] = ()
    """Indexes of the words of `spoken` (split at spaces) whose marks are final: numbers, names, lexicon."""
    block: int = 0
    """Which of its section's blocks says it; TITLE, HEADING for what stands before them."""
    start: int = 0
    end: int = 0
    """The stretch [start, end) of that block's text that it says."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where an utterance sounds inside its section, in samples from the section's start."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Take:
    """One section as recorded and encoded. `frames` counts MP3 frames; `texts[i]` sounds at `spans[i]`."""

    heading: str
    frames: int
    texts: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    ends: tuple[PauseKind, ...] = ()
    """`ends[i]` is what ends with `texts[i]`: cues are gathered by sentence from it."""
    speakers: tuple[str, ...] = ()
    """`speakers[i]` says `texts[i]`; "" is the one who reads. Empty where nobody else speaks."""

    @property
    def samples(self) -> int:
        """Length in samples: whole frames, as the file has it."""
        return self.frames * FRAME_SAMPLES


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section on the episode's clock; chapters tile the episode."""

    number: int
    title: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence, or a part of a long one, on the episode's clock, in the author's written words."""

    start_ms: int
    end_ms: int
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The one clock from which ID3, chapters JSON, VTT, SRT and feed are printed."""

    chapters: tuple[Chapter, ...]
    cues: tuple[Cue, ...]
    duration_ms: int


@dataclass(frozen=True, slots=True)
class SectionFile:
    """A published section: its path below `audio/`, its size in bytes.

    `number` is its place in the episode; `key` the number that it keeps wherever it stands.
    """

    number: int
    title: str
    path: str
    size: int
    duration_ms: int
    key: int = 0


@dataclass(frozen=True, slots=True)
class Citation:
    """A page of the web that a text leads to, under the words it is first linked from."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Episode:
    """A published episode, as the feed and the pages tell of it. `path` is below `audio/`."""

    slug: str
    title: str
    guid: str
    published: dt.datetime
    path: str
    size: int
    duration_ms: int
    chapters: tuple[Chapter, ...]
    sections: tuple[SectionFile, ...] = ()
    description: str = ""
    number: int | None = None
    season: int | None = None
    season_name: str = ""
    image: str = ""
    explicit: bool | None = None
    kind: EpisodeKind = "full"
    person: tuple[Person, ...] = ()
    soundbites: tuple[Soundbite, ...] = ()
    credit: str = ""
    """Whose music is heard in it."""
    source: str = ""
    """Where its text was published before: an address of the web."""
    lead: str = ""
    """Its first sentences, plain: what describes it where the author does not."""
    notes: tuple[str, ...] = field(default=(), repr=False)
    """Its text as HTML of p, ul, ol, li and a, a block each, as far as notes have room; "" after them: cut."""
    citations: tuple[Citation, ...] = ()
    """Its sources, each once."""
    has_chapters_json: bool = True
    has_vtt: bool = True
    has_srt: bool = True
    cues: tuple[Cue, ...] = field(default=(), repr=False)
