"""One section, from its text to a cached recording: the unit of work of every build.

`voice` is a picklable function of a picklable `Job`, so a section may be rendered here, in another process or
on another machine, with the same bytes. Two keys guard the work. The plan's key covers what is written and
how it is read; the take's key covers only what is heard. So a new lexicon entry re-plans the sections in which
it may match (milliseconds) and re-voices only those whose words really change.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import get_args

from podcast.arabic.reading import Change, Reader
from podcast.cache import Cache
from podcast.engines import Wants, load
from podcast.errors import InputError, PodcastError
from podcast.model import (
    HEADING,
    SAMPLE_RATE,
    Jingle,
    Pauses,
    Section,
    Span,
    Take,
    Utterance,
    Voice,
)
from podcast.model.lattice import Lattice
from podcast.pipeline import faults
from podcast.pipeline.casting import Part, shown_name
from podcast.pipeline.clips import ClipMaker, Place
from podcast.pipeline.doubts import Placed, placed, plain
from podcast.pipeline.keys import recipe
from podcast.pipeline.music import heard
from podcast.pipeline.requests import BREATH_MS, Request, requests
from podcast.pipeline.requests import spans as spans_of

Tashkeel = Callable[[str], Lattice]
"""A sentence → the marks each of its letters may have, with their probabilities."""

Progress = Callable[[int, int], None]
"""Called with (utterances voiced, utterances in total)."""

_MARKS = re.compile("[\u064b-\u0652\u0670]")

PLAN, FACTS, FRAMES = ".plan.json", ".json", ".mp3"
"""Suffixes of a section's cache files: what is said, where it sounds, the sound itself."""


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that decides how a section sounds."""

    slug: str
    section: Section
    lexicon: tuple[tuple[str, str], ...]
    """The author's lexicon entries that may match in the section."""
    dialect: str
    engine: str
    voice: Voice
    pauses: Pauses
    cache: Path
    reading: str
    """Fingerprint of the code and tables that turn writing into speech."""
    remake: bool = False
    cast: tuple[tuple[str, Part], ...] = ()
    """The other speakers, by name."""
    source: str = ""
    """The name of the script, for messages about a sentence."""
    intro: Jingle | None = None
    outro: Jingle | None = None
    """Music at the start and at the end of the section."""

    @property
    def weight(self) -> int:
        """The number of letters to be spoken, to which the voicing time is proportional."""
        return sum(len(block.read_text) for block in self.section.blocks) + 1

    @property
    def own(self) -> Part:
        """The part of the reader, who says what no other speaker says."""
        return Part(self.engine, self.voice)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of all who speak in it, each once."""
        known = dict(self.cast)
        names = (self.section.voice, *(block.speaker for block in self.section.blocks))
        return tuple(dict.fromkeys((self.own, *(known.get(name, self.own) for name in names))))

    def part_of(self, utterance: Utterance) -> Part:
        """The part that speaks an utterance."""
        return dict(self.cast).get(self.speaker_of(utterance), self.own)

    def speaker_of(self, utterance: Utterance) -> str:
        """The name of an utterance's speaker; "" for the reader."""
        index = utterance.block
        if index >= 0:
            return self.section.blocks[index].speaker
        return self.section.voice if index == HEADING else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be said in a section, and the (written, spoken, rule) of what is not said as written.

    `given[i]` is `utterances[i]` in the form its engine wants.
    """

    utterances: tuple[Utterance, ...]
    given: tuple[str, ...]
    changes: tuple[tuple[str, str, str], ...]
    unresolved: tuple[tuple[str, str, str], ...]
    doubts: tuple[Placed, ...] = ()
    """Those of the changes that had to be guessed, each once."""


@dataclass(frozen=True, slots=True)
class Voiced:
    """A recorded section: the file `mp3` holds its bare frames, `key` identifies its sound."""

    number: int
    key: str
    take: Take
    mp3: Path
    unresolved: tuple[tuple[str, str, str], ...]
    doubts: tuple[Placed, ...]
    made: bool


def recall(job: Job, *, plan: bool = False) -> Voiced | None:
    """The section as an earlier build recorded it, if nothing that is heard has changed; else None.

    If only a new reading could tell, that is done only with `plan`. Raises EngineError or OutputError.
    """
    cache = Cache(job.cache)
    if job.remake or not (plan or cache.find(plan_recipe(job), PLAN)):
        return None
    return _recorded(job, _plan(job, cache), cache)


def is_read(job: Job) -> bool:
    """Whether the section's plan is in the cache."""
    return not job.remake and Cache(job.cache).find(plan_recipe(job), PLAN) is not None


def voice(job: Job, progress: Progress | None = None) -> Voiced:
    """Voice and encode the section, unless the cache has it. Raises EngineError or OutputError."""
    cache = Cache(job.cache)
    plan = _plan(job, cache)
    known = None if job.remake else _recorded(job, plan, cache)
    return known or _record(job, plan, cache, progress or (lambda done, total: None))


def compose(job: Job) -> Plan:
    """Turn the section's text into utterances, each in the form its engine wants."""
    from podcast.pipeline.marks import restoring

    _refuse_data(job)
    marks = restoring(Cache(job.cache), remake=job.remake)
    with faults.reading(job.source, lambda: _stumbling(job)):
        return planned(job.section, reader_of(job), marks, job.part_of)


_DATA = re.compile(r"\S{1000}")
"""Data that was pasted, or a line drawn with signs, of which each would be named."""


def _refuse_data(job: Job) -> None:
    """Raises InputError, with its line, for what has no spaces and is neither a word nor an address."""
    for _, block in job.section.spoken_blocks:
        if _DATA.search(block.read_text):
            raise InputError(
                "a thousand signs without a space are not read aloud; shorten them,"
                " or put <!--skip--> around them",
                file=job.source,
                line=block.line or job.section.line,
            )


def _stumbling(job: Job) -> int:
    """The line of the block that cannot be read even alone; of the section where each of them can."""
    from podcast import arabic

    for block in job.section.blocks:
        alone = replace(job.section, title=None, head=None, blocks=(block,))
        try:
            arabic.read(alone, reader_of(job))
        except Exception:  # noqa: BLE001 - it is reported already; only its place is needed
            return block.line or job.section.line
    return job.section.line


def error_of(job: Job, error: Exception) -> PodcastError:
    """What kept a section from being voiced, with its place, as it can go from one process to another."""
    known = isinstance(error, PodcastError | OSError)
    return faults.as_podcast_error(error, job.source, 0 if known else _stumbling(job))


def planned(
    section: Section, reader: Reader, marks: Tashkeel, part_of: Callable[[Utterance], Part]
) -> Plan:
    """Plan a section; `marks` restores the diacritics of a sentence whose voice wants them."""
    from podcast import arabic

    reading = arabic.read(section, reader)
    joined: list[Utterance] = []
    given: list[str] = []
    doubts: list[Placed] = []
    for part, turn in groupby(reading.utterances, key=part_of):
        wants, own = _wants(part), tuple(turn)
        if wants in ("marked", "sounds"):
            restored = arabic.marked(own, marks)
            own = restored.utterances
            doubts += placed(restored.doubts, own, section)
        utterances = arabic.joined(own, load(part.engine).max_chars)
        joined += utterances
        given += form_for(wants, [utterance.spoken for utterance in utterances])
    return Plan(
        tuple(joined),
        tuple(given),
        tuple(map(_change_row, reading.changes)),
        tuple(dict.fromkeys(map(_change_row, reading.guesses))),
        tuple(doubts),
    )


def _wants(part: Part) -> Wants:
    """The form of text the engine wants, which some engines leave to the author's settings."""
    engine = load(part.engine)
    chosen = part.voice.settings.get("wants") if "wants" in engine.settings else None
    return chosen if chosen in get_args(Wants) else engine.wants  # type: ignore[return-value]


def form_for(wants: Wants, spoken: Sequence[str]) -> tuple[str, ...]:
    """Consecutive utterances in the form wanted; for sounds, they must already be diacritised."""
    from podcast import arabic

    if wants == "sounds":
        return arabic.transcribe_all(spoken)
    return tuple(_MARKS.sub("", one) if wants == "bare" else one for one in spoken)


def _change_row(change: Change) -> tuple[str, str, str]:
    return change.written, change.spoken, change.rule


def plan_of(job: Job) -> Plan:
    """The section's plan, from the cache if it is there."""
    return _plan(job, Cache(job.cache))


def reader_of(job: Job) -> Reader:
    """The show's settings for reading, with the offline voice to transcribe foreign words."""
    from podcast.engines.espeak import ipa

    return Reader(lexicon=dict(job.lexicon), dialect=job.dialect, ipa=ipa)


def plan_recipe(job: Job) -> str:
    """The recipe of the plan in the cache."""
    needs = [(name, _needs(part)) for name, part in (("", job.own), *job.cast)]
    return recipe("plan", _as_read(job.section), job.lexicon, job.dialect, needs, job.reading)


def _as_read(section: Section) -> Section:
    """The section without its number: a section inserted before it does not change how it is read."""
    return replace(
        section,
        number=0,
        line=0,
        head=section.head and replace(section.head, line=0),
        title=section.title and replace(section.title, line=0),
        blocks=tuple(replace(block, line=0) for block in section.blocks),
    )


def _needs(part: Part) -> object:
    """What of a voice decides what is said; a missing voice decides nothing until it must speak."""
    try:
        return _wants(part), load(part.engine).max_chars
    except PodcastError as error:
        return str(error)


def _plan(job: Job, cache: Cache) -> Plan:
    def make() -> bytes:
        return json.dumps(asdict(compose(job)), ensure_ascii=False).encode()

    path = cache.get(plan_recipe(job), PLAN, make, remake=job.remake)
    return _read_plan(path.read_text("utf-8"))


def _read_plan(text: str) -> Plan:
    raw = json.loads(text)
    utterances = tuple(Utterance(**{**one, "settled": ()}) for one in raw["utterances"])
    changes, unresolved = (tuple(map(tuple, raw[name])) for name in ("changes", "unresolved"))
    return Plan(utterances, tuple(raw["given"]), changes, unresolved, plain(raw["doubts"]))


def _take_recipe(job: Job, plan: Plan) -> str:
    from podcast import sound

    voices = list(job.parts)
    spoken = [
        (request.text, silence, voices.index(request.part))
        for request, silence in zip(asked_of(job, plan), _silences(job, plan), strict=True)
    ]
    made_by = [load(part.engine).fingerprint(part.voice) for part in voices]
    return recipe("take", spoken, made_by, sound.fingerprint(), *heard(job.intro, job.outro))


def asked_of(job: Job, plan: Plan) -> tuple[Request, ...]:
    """All requests to the voices, in order."""
    return requests(
        plan.utterances, plan.given, [job.part_of(utterance) for utterance in plan.utterances]
    )


def _silences(job: Job, plan: Plan) -> list[int]:
    """The silence after each request, in milliseconds."""
    return [
        silence_after(plan.utterances[one.last], job) if one.ends else BREATH_MS
        for one in asked_of(job, plan)
    ]


def silence_after(utterance: Utterance, job: Job) -> int:
    """Milliseconds of silence after an utterance: its pause at the voice's rate, plus the author's own."""
    rate = job.part_of(utterance).voice.rate
    return job.pauses.after(utterance.pause, rate) + utterance.extra_ms


def _recorded(job: Job, plan: Plan, cache: Cache) -> Voiced | None:
    name = _take_recipe(job, plan)
    frames, facts = cache.find(name, FRAMES), cache.find(name, FACTS)
    if frames is None or facts is None:
        return None
    return _voiced(job, plan, name, frames, facts.read_text("utf-8"), made=False)


def _record(job: Job, plan: Plan, cache: Cache, progress: Progress) -> Voiced:
    from podcast import sound

    asked = asked_of(job, plan)
    maker = ClipMaker(
        asked,
        [_letters(plan, one) for one in asked],
        [_place(job, plan, one) for one in asked],
        cache,
        remake=job.remake,
    )
    maker.keep(progress)
    clips = (maker.clip(index, progress) for index in range(len(asked)))
    voices = [job.parts.index(one.part) for one in asked]
    name = _take_recipe(job, plan)
    with cache.filling(name, FRAMES) as out:
        recording = sound.record(
            clips,
            load(job.engine).suffix,
            _silences(job, plan),
            out,
            intro=job.intro,
            outro=job.outro,
            voices=voices,
        )
    spans = spans_of(asked, recording.spans, maker.words, plan.given, SAMPLE_RATE)
    facts = json.dumps(
        {"frames": recording.frames, "spans": [(span.start, span.end) for span in spans]}
    )
    cache.get(name, FACTS, facts.encode, remake=True)
    return _voiced(job, plan, name, cache.path(name, FRAMES), facts, made=True)


def _letters(plan: Plan, asked: Request) -> int:
    """The number of letters in a request, without marks."""
    texts = [plan.utterances[index].spoken for index in range(asked.first, asked.last + 1)]
    count = sum(letter.isalnum() for letter in "".join(texts))
    whole = sum(len(plan.given[index]) for index in range(asked.first, asked.last + 1))
    return round(count * min(1.0, len(asked.text) / max(1, whole)))


def _place(job: Job, plan: Plan, asked: Request) -> Place:
    first = plan.utterances[asked.first]
    blocks = job.section.blocks
    line = blocks[first.block].line if 0 <= first.block < len(blocks) else job.section.line
    words = " ".join(plan.utterances[index].text for index in range(asked.first, asked.last + 1))
    return job.source or job.slug, line, words


def _voiced(job: Job, plan: Plan, key: str, frames: Path, facts: str, *, made: bool) -> Voiced:
    raw = json.loads(facts)
    take = Take(
        heading=job.section.heading,
        frames=raw["frames"],
        texts=tuple(utterance.text for utterance in plan.utterances),
        spans=tuple(Span(start, end) for start, end in raw["spans"]),
        ends=tuple(utterance.pause for utterance in plan.utterances),
        speakers=tuple(shown_name(job.speaker_of(utterance)) for utterance in plan.utterances),
    )
    return Voiced(job.section.number, key, take, frames, plan.unresolved, plan.doubts, made)
