"""The nouns that rooms hand each other. All frozen; none knows how it is made or kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

PauseKind = Literal["clause", "sentence", "paragraph", "heading", "section"]
ParagraphKind = Literal["text", "heading", "item", "quote", "row"]

SAMPLE_RATE = 44_100
"""Samples a second of every MP3 that is made; all sample counts between rooms are at this rate."""

FRAME_SAMPLES = 1152
"""Samples in one MPEG-1 layer III frame: the grid on which sections, and so chapters, begin."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How an engine is to sound. `name` "" is the engine's own choice; `rate` and `pitch` 1.0 its normal."""

    name: str = ""
    rate: float = 1.0
    pitch: float = 1.0


@dataclass(frozen=True, slots=True)
class Pauses:
    """Silence after each kind of end, in milliseconds."""

    clause: int = 220
    sentence: int = 450
    paragraph: int = 750
    heading: int = 900
    section: int = 1500

    def after(self, kind: PauseKind) -> int:
        """Milliseconds of silence after an utterance that ends a `kind`."""
        return int(getattr(self, kind))


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
    disclosure: str = "هذه الحلقة مقروءةٌ بصوتٍ آليّ."
    """A sentence spoken at the end of each episode; empty when the author turned it off."""
    dialect: str = "standard"
    """Which of two usual Arabic spellings of a foreign name is said: "standard", "egypt" or "gulf"."""
    engine: str = "auto"
    voice: Voice = Voice()
    pauses: Pauses = Pauses()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a section as written. `line` is where it begins in its file, from 1."""

    text: str
    kind: ParagraphKind = "text"
    line: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """What becomes one chapter and one file of its own. `number` counts from 1."""

    number: int
    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    announced: bool = True
    """Whether the heading is spoken: not where it was made up from the section's own first words."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Script:
    """One file of `script/`, read: what becomes one episode."""

    slug: str
    title: str
    sections: tuple[Section, ...]
    date: dt.date | None = None
    description: str = ""
    number: int | None = None
    season: int | None = None
    image: str = ""
    explicit: bool | None = None


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


@dataclass(frozen=True, slots=True)
class Timeline:
    """The one clock from which ID3, chapters JSON, VTT, SRT and feed are printed."""

    chapters: tuple[Chapter, ...]
    cues: tuple[Cue, ...]
    duration_ms: int


@dataclass(frozen=True, slots=True)
class SectionFile:
    """A published section: its path below `audio/`, its size in bytes."""

    number: int
    title: str
    path: str
    size: int
    duration_ms: int


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
    image: str = ""
    explicit: bool | None = None
    has_chapters_json: bool = True
    has_vtt: bool = True
    has_srt: bool = True
    cues: tuple[Cue, ...] = field(default=(), repr=False)
