"""The data types that rooms pass to each other. All are frozen; none knows how it is made or stored."""

from __future__ import annotations

import datetime as dt
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
from podcast.structs import Frozen

EpisodeKind = Literal["full", "trailer", "bonus"]

SAMPLE_RATE = 44_100
"""The sample rate of every MP3 we make, in Hz; all sample counts passed between rooms are at this rate."""

FRAME_SAMPLES = 1152
"""Samples per channel in an MPEG-1 layer III frame: the grid on which sections, and so chapters, begin."""


class Jingle(Frozen):
    """Music at one end of a section: the file's bytes, so that it can be mixed on any machine.

    `name` is the author's name of the file; `digest` is the hash of `data`, used in recipes.
    """

    name: str
    data: bytes
    digest: str
    under: bool
    music: Music

    def __repr__(self) -> str:
        """Without the bytes."""
        return f"Jingle({self.name!r}, {self.digest!r})"


class Soundbite(Frozen):
    """A part of an episode that invites listeners (podcast:soundbite). `line` is its line in the script."""

    start_ms: int
    duration_ms: int
    title: str = ""
    line: int = 0


class Script(Frozen):
    """A parsed file of `script/`, which becomes one episode."""

    slug: str
    title: str
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...] = ()
    head: Block | None = None
    """The heading of the title with its controls; None if it has none."""
    date: dt.date | None = None
    """The publication date; a datetime if the author gives the hour, without tzinfo for the show's zone."""
    description: str = ""
    number: int | None = None
    season: int | None = None
    season_name: str = ""
    image: str = ""
    explicit: bool | None = None
    kind: EpisodeKind = "full"
    person: tuple[Person, ...] = ()
    """The people of this episode, in place of the show's; () for the show's."""
    soundbites: tuple[Soundbite, ...] = ()
    named: bool = False
    """Whether the author set the slug, rather than the file name giving it."""
    music: bool = True
    """Whether the show's music opens and closes it."""
    voice: str = ""
    """The name of the voice that reads it, in place of the show's."""
    source: str = ""
    """The web address where the text was published before."""
    voices: tuple[tuple[str, int], ...] = ()
    """The voices it calls by name, each with the line of the first call."""
    draft: bool = False
    """Whether the author has marked it as not ready."""
    foreign: tuple[str, ...] = ()
    """Front-matter keys of other programs, which were ignored."""


class Utterance(Frozen):
    """What is spoken as one: `text` is the written form, `spoken` the spoken form."""

    text: str
    spoken: str
    pause: PauseKind
    """The kind of unit that ends with it, which decides the silence after it."""
    extra_ms: int = 0
    """Additional silence the author asked for, in milliseconds."""
    settled: tuple[int, ...] = ()
    """Indices of words of `spoken` (split at spaces) whose marks are final: numbers, names, lexicon; not
    a noun that a number put into the dual, of which only the ending is told."""
    block: int = 0
    """The index of its block in the section, or TITLE or HEADING."""
    start: int = 0
    end: int = 0
    """It covers [start, end) of that block's text."""


class Span(Frozen):
    """Where an utterance sounds within its section, in samples from the section's start."""

    start: int
    end: int


class Take(Frozen):
    """A recorded and encoded section: `frames` is its number of MP3 frames; `texts[i]` sounds at `spans[i]`."""

    heading: str
    frames: int
    texts: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    ends: tuple[PauseKind, ...] = ()
    """`ends[i]` is the kind of unit that ends with `texts[i]`, by which cues are grouped into sentences."""
    speakers: tuple[str, ...] = ()
    """`speakers[i]` says `texts[i]`; "" is the reader. () if nobody else speaks."""

    @property
    def samples(self) -> int:
        """The length in samples, in whole frames like the file."""
        return self.frames * FRAME_SAMPLES


class Chapter(Frozen):
    """A section on the episode's timeline; chapters cover the episode without gaps."""

    number: int
    title: str
    start_ms: int
    end_ms: int


class Cue(Frozen):
    """A sentence, or part of a long one, on the episode's timeline, as the author wrote it."""

    start_ms: int
    end_ms: int
    text: str
    speaker: str = ""


class Timeline(Frozen):
    """The single timeline from which ID3, chapters JSON, VTT, SRT and feed are written."""

    chapters: tuple[Chapter, ...]
    cues: tuple[Cue, ...]
    duration_ms: int


class SectionFile(Frozen):
    """A published section: its path below `audio/` and its size in bytes.

    `number` is its position in the episode, `key` the permanent number that it keeps when it moves.
    """

    number: int
    title: str
    path: str
    size: int
    duration_ms: int
    key: int = 0


class Citation(Frozen):
    """A web page that a text links to, with the words of its first link."""

    words: str
    url: str


class Episode(Frozen):
    """A published episode, as feed and pages describe it. `path` is below `audio/`."""

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
    """The credit for its music."""
    source: str = ""
    """The web address where its text was published before."""
    lead: str = ""
    """Its first sentences as plain text: its description if the author gives none."""
    notes: tuple[str, ...] = ()
    """Its text as HTML (p, ul, ol, li, a), one item for each block, as far as show notes have room; a final ""
    says that it was cut."""
    citations: tuple[Citation, ...] = ()
    """The web pages it links to, each once."""
    has_chapters_json: bool = True
    has_vtt: bool = True
    has_srt: bool = True
    cues: tuple[Cue, ...] = ()
