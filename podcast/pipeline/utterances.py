"""What is said in a section: its text as utterances, each in the form that its engine wants."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import get_args

from podcast.arabic.reading import Change, Reader
from podcast.cache import Cache
from podcast.engines import Wants, load
from podcast.errors import PodcastError
from podcast.model import Section, Utterance
from podcast.model.lattice import Lattice
from podcast.pipeline import faults
from podcast.pipeline.casting import Part
from podcast.pipeline.doubts import Placed, placed, plain
from podcast.pipeline.job import Job
from podcast.pipeline.keys import recipe
from podcast.pipeline.unreadable import refuse_data, unreadable_line

Tashkeel = Callable[[str], Lattice]
"""A sentence → the marks each of its letters may have, with their probabilities."""

PLAN = ".plan.json"
"""The suffix of a section's plan in the cache."""

_MARKS = re.compile("[\u064b-\u0652\u0670]")


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be said in a section, and the (written, spoken, rule) of what is not said as written.

    `given[i]` is `utterances[i]` in the form its engine wants.
    """

    utterances: tuple[Utterance, ...]
    given: tuple[str, ...]
    changes: tuple[tuple[str, str, str], ...]
    unresolved: tuple[tuple[str, str, str], ...]
    """Those of the changes that had to be guessed, each once."""
    doubts: tuple[Placed, ...] = ()
    """The words whose vowels are uncertain."""


def is_planned(job: Job) -> bool:
    """Whether the section's plan is in the cache."""
    return not job.remake and Cache(job.cache).find(plan_recipe(job), PLAN) is not None


def plan_of(job: Job) -> Plan:
    """The section's plan, from the cache if it is there. Raises InputError for what cannot be read."""

    def make() -> bytes:
        return json.dumps(asdict(compose(job)), ensure_ascii=False).encode()

    path = Cache(job.cache).get(plan_recipe(job), PLAN, make, remake=job.remake)
    return _read_plan(path.read_text("utf-8"))


def _read_plan(text: str) -> Plan:
    raw = json.loads(text)
    utterances = tuple(Utterance(**{**one, "settled": ()}) for one in raw["utterances"])
    changes, unresolved = (tuple(map(tuple, raw[name])) for name in ("changes", "unresolved"))
    return Plan(utterances, tuple(raw["given"]), changes, unresolved, plain(raw["doubts"]))


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


def compose(job: Job) -> Plan:
    """Turn the section's text into utterances, each in the form its engine wants.

    Raises InputError, with its line, for what cannot be read.
    """
    from podcast.pipeline.marks import restoring

    refuse_data(job)
    marks = restoring(Cache(job.cache), remake=job.remake)
    with faults.reading(job.source, lambda: unreadable_line(job)):
        return planned(job.section, job.reader, marks, job.part_of)


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
