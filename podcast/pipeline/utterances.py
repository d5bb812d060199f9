"""What is said in a section: its text as utterances, each in the form that its engine wants."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any, get_args

from podcast.arabic.reading import Change, Reader
from podcast.cache import Cache
from podcast.engines import Wants, load
from podcast.errors import PodcastError
from podcast.model import TITLE, PauseKind, Section, Utterance
from podcast.model.lattice import Lattice
from podcast.pipeline import faults, legible
from podcast.pipeline.casting import Part
from podcast.pipeline.doubts import Placed, placed, plain
from podcast.pipeline.job import Job
from podcast.pipeline.keys import recipe
from podcast.pipeline.unreadable import refuse_data, unreadable_line
from podcast.structs import Frozen, asdict, replace

Tashkeel = Callable[[str], Lattice]
"""A sentence → the marks each of its letters may have, with their probabilities."""

PLAN = ".plan.json"
"""The suffix of a section's plan in the cache."""

LONGEST_MS = 86_400_000
"""Nobody asks for more silence than a day of it."""

_MARKS = re.compile("[\u064b-\u0652\u0670]")


class Plan(Frozen):
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

    def read(data: bytes) -> Plan:
        return _read_plan(data, len(job.section.blocks))

    return legible.made(Cache(job.cache), plan_recipe(job), PLAN, make, read, remake=job.remake)


def _read_plan(data: bytes, blocks: int) -> Plan:
    """The plan of a section of so many blocks. Raises one of `legible.UNREADABLE`."""
    raw = json.loads(data)
    utterances = tuple(_utterance(one, blocks) for one in raw["utterances"])
    changes, unresolved = (
        tuple((str(written), str(spoken), str(rule)) for written, spoken, rule in raw[name])
        for name in ("changes", "unresolved")
    )
    given, doubts = tuple(raw["given"]), plain(raw["doubts"])
    legible.checked(len(given) == len(utterances) and all(doubt[2] for doubt in doubts))
    said = [word for one in utterances for word in (one.text, one.spoken)]
    named = [word for row in (*changes, *unresolved) for word in row]
    "".join((*given, *said, *named)).encode()
    return Plan(utterances, given, changes, unresolved, doubts)


def _utterance(raw: Mapping[str, Any], blocks: int) -> Utterance:
    one = Utterance(**{**raw, "settled": ()})
    legible.checked(
        one.pause in get_args(PauseKind)
        and 0 <= one.extra_ms <= LONGEST_MS
        and type(one.block) is int
        and TITLE <= one.block < blocks
        and type(one.start) is type(one.end) is int
        and 0 <= one.start <= one.end
    )
    return one


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


def rehearsed(job: Job) -> None:
    """Read the section without the models, which loads all rules and tables. Raises PodcastError."""
    refuse_data(job)
    with faults.reading(job.source, lambda: unreadable_line(job)):
        planned(job.section, job.reader, _unsure, job.part_of)


def _unsure(text: str) -> Lattice:
    """Marks so uncertain that each word is looked up."""
    letters = _MARKS.sub("", text)
    return Lattice(letters, ((("", -1.0), ("\u064e", -1.0)),) * len(letters))


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
