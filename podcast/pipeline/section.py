"""One section, from its written words to a cached recording: the unit of work of every build.

`voice` is one picklable function of one picklable `Job`, so a section may be rendered here, in another
process or on another machine, with the same bytes. Two keys guard the work. The plan's key covers what is
written and how it is read; the take's key covers only what is heard. So a new lexicon entry re-plans every
section (milliseconds) and re-voices those whose words really change.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from podcast.arabic.reading import Change, Reader
from podcast.cache import Cache
from podcast.engines import Engine, load
from podcast.model import Jingle, Pauses, Section, Span, Take, Utterance, Voice
from podcast.model.lattice import Lattice
from podcast.pipeline.keys import recipe
from podcast.pipeline.music import heard

Tashkeel = Callable[[str], Lattice]
"""A sentence -> the marks each of its letters may have, and how likely each is."""

Progress = Callable[[int, int], None]
"""(utterances voiced, utterances in all)."""

PLAN, FACTS, FRAMES = ".plan.json", ".json", ".mp3"
"""What the cache keeps of a section: what is said, where it sounds, the sound."""


@dataclass(frozen=True, slots=True)
class Job:
    """All that decides how a section sounds."""

    slug: str
    section: Section
    lexicon: tuple[tuple[str, str], ...]
    dialect: str
    engine: str
    voice: Voice
    pauses: Pauses
    cache: Path
    reading: str
    """Fingerprint of the code and tables that turn writing into speech."""
    remake: bool = False
    intro: Jingle | None = None
    outro: Jingle | None = None
    """Music that opens it, and closes it."""

    @property
    def weight(self) -> int:
        """Letters to be said: what the time to voice it is proportional to."""
        return sum(len(block.read_text) for block in self.section.blocks) + 1


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be said in a section, and the (written, spoken, rule) of what is not said as written.

    `given[i]` is what the engine is handed for `utterances[i]`.
    """

    utterances: tuple[Utterance, ...]
    given: tuple[str, ...]
    changes: tuple[tuple[str, str, str], ...]
    unresolved: tuple[tuple[str, str, str], ...]
    """Those of the changes that had to be guessed, each once."""


@dataclass(frozen=True, slots=True)
class Voiced:
    """A section as recorded: `mp3` holds its bare frames, `key` names its sound."""

    number: int
    key: str
    take: Take
    mp3: Path
    unresolved: tuple[tuple[str, str, str], ...]
    made: bool


def recall(job: Job, *, plan: bool = False) -> Voiced | None:
    """The section as an earlier build recorded it, if nothing that is heard has changed.

    Where it must be read anew to tell, that is done only if asked for (`plan`). Raises EngineError or
    OutputError.
    """
    cache = Cache(job.cache)
    if job.remake or not (plan or cache.find(plan_recipe(job), PLAN)):
        return None
    return _recorded(job, _plan(job, cache), cache)


def voice(job: Job, progress: Progress | None = None) -> Voiced:
    """The section voiced and encoded. Raises EngineError or OutputError."""
    cache = Cache(job.cache)
    plan = _plan(job, cache)
    known = None if job.remake else _recorded(job, plan, cache)
    return known or _record(job, plan, cache, progress or (lambda done, total: None))


def compose(job: Job) -> Plan:
    """Written words to utterances, with their marks restored where the engine wants them."""
    from podcast.pipeline.marks import restoring

    marks = restoring(Cache(job.cache), remake=job.remake)
    return planned(job.section, reader_of(job), load(job.engine), marks)


def planned(section: Section, reader: Reader, engine: Engine, marks: Tashkeel) -> Plan:
    """A section as `engine` is given it. `marks` restores a sentence's, where the engine wants them."""
    from podcast import arabic

    reading = arabic.read(section, reader)
    said = reading.utterances
    if engine.wants in ("marked", "sounds"):
        said = arabic.restore(said, marks)
    joined = arabic.joined(said, engine.max_chars)
    return Plan(
        joined,
        tuple(form_for(engine, one.spoken) for one in joined),
        tuple(map(_told, reading.changes)),
        tuple(dict.fromkeys(map(_told, reading.guesses))),
    )


def form_for(engine: Engine, spoken: str) -> str:
    """A spoken text in the form the engine wants; for one that wants sounds it must have its marks."""
    from podcast import arabic

    return arabic.transcribe(spoken) if engine.wants == "sounds" else spoken


def _told(change: Change) -> tuple[str, str, str]:
    return change.written, change.spoken, change.rule


def plan_of(job: Job) -> Plan:
    """What will be said, from the cache where it has been worked out before."""
    return _plan(job, Cache(job.cache))


def reader_of(job: Job) -> Reader:
    """The show's reading choices, with the offline voice's ear for foreign words."""
    from podcast.engines.espeak import ipa

    return Reader(lexicon=dict(job.lexicon), dialect=job.dialect, ipa=ipa)


def plan_recipe(job: Job) -> str:
    """Under what the cache keeps what will be said."""
    engine = load(job.engine)
    needs = (engine.wants, engine.max_chars)
    return recipe("plan", _as_read(job.section), job.lexicon, job.dialect, needs, job.reading)


def _as_read(section: Section) -> Section:
    """The section without where it stands: one put in front of it changes nothing of how it is read."""
    return replace(
        section,
        number=0,
        line=0,
        head=section.head and replace(section.head, line=0),
        title=section.title and replace(section.title, line=0),
        blocks=tuple(replace(block, line=0) for block in section.blocks),
    )


def _plan(job: Job, cache: Cache) -> Plan:
    def make() -> bytes:
        return json.dumps(asdict(compose(job)), ensure_ascii=False).encode()

    path = cache.get(plan_recipe(job), PLAN, make, remake=job.remake)
    return _read_plan(path.read_text("utf-8"))


def _read_plan(text: str) -> Plan:
    raw = json.loads(text)
    utterances = tuple(Utterance(**{**one, "settled": ()}) for one in raw["utterances"])
    changes, unresolved = (tuple(map(tuple, raw[name])) for name in ("changes", "unresolved"))
    return Plan(utterances, tuple(raw["given"]), changes, unresolved)


def _take_recipe(job: Job, plan: Plan) -> str:
    from podcast import sound

    silences = (silence_after(one, job) for one in plan.utterances)
    said = list(zip(plan.given, silences, strict=True))
    made_by = load(job.engine).fingerprint(job.voice), sound.fingerprint()
    return recipe("take", said, *made_by, *heard(job.intro, job.outro))


def silence_after(utterance: Utterance, job: Job) -> int:
    """Milliseconds: the pause that ends with it, at the voice's rate, then the author's own."""
    return job.pauses.after(utterance.pause, job.voice.rate) + utterance.extra_ms


def _recorded(job: Job, plan: Plan, cache: Cache) -> Voiced | None:
    name = _take_recipe(job, plan)
    frames, facts = cache.find(name, FRAMES), cache.find(name, FACTS)
    if frames is None or facts is None:
        return None
    return _voiced(job, plan, name, frames, facts.read_text("utf-8"), made=False)


def _record(job: Job, plan: Plan, cache: Cache, progress: Progress) -> Voiced:
    from podcast import sound

    engine = load(job.engine)
    clips = (
        _clip(job, engine, given, cache, progress, (done, len(plan.given)))
        for done, given in enumerate(plan.given, 1)
    )
    silences = [silence_after(one, job) for one in plan.utterances]
    name = _take_recipe(job, plan)
    with cache.filling(name, FRAMES) as out:
        recording = sound.record(
            clips, engine.suffix, silences, out, intro=job.intro, outro=job.outro
        )
    spans = [(span.start, span.end) for span in recording.spans]
    facts = json.dumps({"frames": recording.frames, "spans": spans})
    cache.get(name, FACTS, facts.encode, remake=True)
    return _voiced(job, plan, name, cache.path(name, FRAMES), facts, made=True)


def _clip(
    job: Job, engine: Engine, given: str, cache: Cache, progress: Progress, at: tuple[int, int]
) -> bytes:
    """The sound of one utterance; kept, where making it again is slow or somebody's courtesy."""

    def make() -> bytes:
        return engine.synthesize(given, job.voice)

    if engine.keeps_clips:
        name = recipe("clip", engine.fingerprint(job.voice), given)
        clip = cache.get(name, engine.suffix, make, remake=job.remake).read_bytes()
    else:
        clip = make()
    progress(*at)
    return clip


def _voiced(job: Job, plan: Plan, key: str, frames: Path, facts: str, *, made: bool) -> Voiced:
    raw = json.loads(facts)
    take = Take(
        heading=job.section.heading,
        frames=raw["frames"],
        texts=tuple(one.text for one in plan.utterances),
        spans=tuple(Span(start, end) for start, end in raw["spans"]),
        ends=tuple(one.pause for one in plan.utterances),
    )
    return Voiced(job.section.number, key, take, frames, plan.unresolved, made)
