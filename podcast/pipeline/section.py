"""One section, from its text to a cached recording: the unit of work of every build.

`voice` is a picklable function of a picklable `Job`, so a section may be rendered here, in another process or
on another machine, with the same bytes. Two keys guard the work. The plan's key covers what is written and
how it is read (see `utterances`); the take's key covers only what is heard. So a new lexicon entry re-plans
the sections in which it may match (milliseconds) and re-voices only those whose words really change.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path

from podcast.cache import Cache
from podcast.engines import load
from podcast.errors import PodcastError
from podcast.model import FRAME_SAMPLES, SAMPLE_RATE, Span, Take, Utterance
from podcast.pipeline import legible
from podcast.pipeline.casting import shown_name
from podcast.pipeline.clips import ClipMaker, Place
from podcast.pipeline.doubts import Placed
from podcast.pipeline.job import Job
from podcast.pipeline.keys import recipe
from podcast.pipeline.music import heard
from podcast.pipeline.requests import BREATH_MS, Request, requests
from podcast.pipeline.requests import spans as spans_of
from podcast.pipeline.utterances import Plan, is_planned, plan_of, rehearsed
from podcast.structs import Frozen, replace

Progress = Callable[[int, int], None]
"""Called with (utterances voiced, utterances in total)."""

FACTS, FRAMES = ".json", ".mp3"
"""Suffixes of a take in the cache: where the words sound, and the sound itself."""
LONGEST = 7 * 86_400 * SAMPLE_RATE
"""No section sounds longer than a week, in samples: a file of the cache that says so is wrong."""
PASSAGES = ".passages"
"""Suffix of what the cache keeps of a section's latest take, so that the next one need not make all of it."""


class Voiced(Frozen):
    """A recorded section: the file `mp3` holds its bare frames, `key` identifies its sound."""

    number: int
    key: str
    take: Take
    mp3: Path
    unresolved: tuple[tuple[str, str, str], ...]
    doubts: tuple[Placed, ...]
    made: bool


class _Facts(Frozen):
    """Where the words of a take sound in its `frames`, and `of` which file of the cache that is true."""

    frames: int
    spans: tuple[Span, ...]
    of: str

    def packed(self) -> bytes:
        """The facts as JSON."""
        spans = [(span.start, span.end) for span in self.spans]
        return json.dumps({"frames": self.frames, "spans": spans, "of": self.of}).encode()


def take_of(facts: bytes) -> str:
    """The name of the file that facts from the cache are true of. Raises one of `legible.UNREADABLE`."""
    return _read_facts(facts).of


def _read_facts(data: bytes) -> _Facts:
    """What `_Facts.packed` has made. Raises one of `legible.UNREADABLE`."""
    raw = json.loads(data)
    facts = _Facts(
        raw["frames"], tuple(Span(start, end) for start, end in raw["spans"]), raw.get("of", "")
    )
    legible.checked(type(facts.frames) is int and facts.frames > 0)
    end = facts.frames * FRAME_SAMPLES
    for span in facts.spans:
        legible.checked(type(span.start) is type(span.end) is int)
        legible.checked(0 <= span.start <= span.end <= end <= LONGEST)
    return facts


def recall(job: Job, *, plan: bool = False) -> Voiced | None:
    """The section as an earlier build recorded it, if nothing that is heard has changed; else None.

    If only a new reading could tell, that is done only with `plan`. Raises EngineError or OutputError.
    """
    if job.remake or not (plan or is_planned(job)):
        return None
    return _recorded(job, plan_of(job), Cache(job.cache))


def voice(job: Job, progress: Progress | None = None) -> Voiced:
    """Voice and encode the section, unless the cache has it. Raises EngineError or OutputError."""
    cache, plan = Cache(job.cache), plan_of(job)
    recorded = None if job.remake else _recorded(job, plan, cache)
    return recorded or _record(job, plan, cache, progress or (lambda done, total: None))


def rehearse(job: Job) -> None:
    """Load what voicing needs, as the beginning of the section shows it, but not the models, whose library
    starts a thread: for the copies of this process, or while one does something else."""
    import_module("podcast.sound.desk")
    section = replace(job.section, blocks=job.section.blocks[:1])
    with suppress(PodcastError):  # raised again where it is reported
        rehearsed(replace(job, section=section))


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
        silence_after(plan.utterances[request.last], job) if request.ends else BREATH_MS
        for request in asked_of(job, plan)
    ]


def silence_after(utterance: Utterance, job: Job) -> int:
    """Milliseconds of silence after an utterance: its pause at the voice's rate, plus the author's own."""
    rate = job.part_of(utterance).voice.rate
    return job.pauses.after(utterance.pause, rate) + utterance.extra_ms


def _recorded(job: Job, plan: Plan, cache: Cache) -> Voiced | None:
    name = _take_recipe(job, plan)
    known = legible.found(cache, name, FACTS, _read_facts)
    facts = known[1] if known else None
    if facts is None or len(facts.spans) != len(plan.utterances):
        return None
    frames = cache.find(name, FRAMES, facts.of)
    if frames is None:
        return None  # a build that made it anew was killed between the two
    return _voiced(job, plan, name, frames, facts, made=False)


def _record(job: Job, plan: Plan, cache: Cache, progress: Progress) -> Voiced:
    from podcast import sound

    asked = asked_of(job, plan)
    maker = _clip_maker(job, plan, cache)
    maker.keep(progress)
    name = _take_recipe(job, plan)
    if older := cache.find(name, FACTS):  # those of another take
        older.unlink(missing_ok=True)
    names = [maker.made_of(index) for index in range(len(asked))]
    silences, kept = _silences(job, plan), _kept(job, cache)
    with maker.ahead(_to_make(names, silences, kept[0])), cache.filling(name, FRAMES) as filling:
        recording = sound.record(
            [partial(maker.clip, index, progress) for index in range(len(asked))],
            load(job.engine).suffix,
            silences,
            filling.out,
            intro=job.intro,
            outro=job.outro,
            voices=[job.parts.index(request.part) for request in asked],
            names=names,
            kept=kept,
        )
    made = filling.path
    if recording.passages:
        head = f"{name}\n{made.name}\n".encode("utf-8", "replace")
        cache.get(latest_recipe(job), PASSAGES, lambda: head + recording.passages, remake=True)
    spans = spans_of(asked, recording.spans, maker.words, plan.given, SAMPLE_RATE)
    facts = _Facts(recording.frames, tuple(spans), made.name)
    cache.get(name, FACTS, facts.packed, remake=True)
    return _voiced(job, plan, name, made, facts, made=True)


def _to_make(names: Sequence[str], silences: Sequence[int], kept: bytes) -> list[int]:
    """The clips of the passages that are not `kept`."""
    from podcast.sound.passages import kept_keys, keys, passages

    known = kept_keys(kept)
    return [
        index
        for key, part in zip(keys(names, silences), passages(silences), strict=True)
        if key not in known
        for index in range(part.start, part.stop)
    ]


def latest_recipe(job: Job) -> str:
    """The recipe of what is kept of the section's latest take by these rules of sound."""
    from podcast import sound

    return recipe("latest", job.slug, job.section.number, sound.fingerprint())


def _latest(job: Job, cache: Cache) -> tuple[str, str, bytes]:
    """(recipe of the section's latest take, name of its file, what is kept of its passages), or empty ones."""
    kept = None if job.remake else cache.read(latest_recipe(job), PASSAGES)
    name, _, rest = kept[1].partition(b"\n") if kept else (b"", b"", b"")
    file, _, passages = rest.partition(b"\n")
    return name.decode("utf-8", "replace"), file.decode("utf-8", "replace"), passages


def _kept(job: Job, cache: Cache) -> tuple[bytes, bytes]:
    """What is kept of the section's latest take, and its frames; nothing if one of the two is missing."""
    name, file, passages = _latest(job, cache)
    frames = cache.read(name, FRAMES, file) if passages and file else None
    return (passages, frames[1]) if frames else (b"", b"")


def share_to_voice(job: Job) -> float:
    """About how much of the section must be voiced: all, or if it is planned, what of it is not kept.

    A passage of the latest take is copied; a clip that the cache has need only be encoded.
    """
    if not is_planned(job):
        return 1.0
    from podcast.sound.passages import kept_keys, keys, passages

    cache, plan = Cache(job.cache), plan_of(job)
    maker, silences = _clip_maker(job, plan, cache), _silences(job, plan)
    foreseen = [maker.foreseen(index) for index in range(len(silences))]
    names, costs = [name for name, _ in foreseen], [cost for _, cost in foreseen]
    kept = kept_keys(_latest(job, cache)[-1])
    new = sum(
        sum(costs[part])
        for key, part in zip(keys(names, silences), passages(silences), strict=True)
        if key not in kept
    )
    return new / max(1, sum(maker.letters))


def _clip_maker(job: Job, plan: Plan, cache: Cache) -> ClipMaker:
    asked = asked_of(job, plan)
    return ClipMaker(
        asked,
        [_letters(plan, request) for request in asked],
        [_place(job, plan, request) for request in asked],
        cache,
        remake=job.remake,
    )


def _letters(plan: Plan, asked: Request) -> int:
    """The number of letters in a request, without marks."""
    texts = [plan.utterances[index].spoken for index in range(asked.first, asked.last + 1)]
    count = sum(letter.isalnum() for letter in "".join(texts))
    whole = sum(len(plan.given[index]) for index in range(asked.first, asked.last + 1))
    return round(count * min(1.0, len(asked.text) / max(1, whole)))


def _place(job: Job, plan: Plan, asked: Request) -> Place:
    line = job.section.line_of(plan.utterances[asked.first].block)
    words = " ".join(plan.utterances[index].text for index in range(asked.first, asked.last + 1))
    return job.source or job.slug, line, words


def _voiced(job: Job, plan: Plan, key: str, frames: Path, facts: _Facts, *, made: bool) -> Voiced:
    take = Take(
        heading=job.section.heading,
        frames=facts.frames,
        texts=tuple(utterance.text for utterance in plan.utterances),
        spans=facts.spans,
        ends=tuple(utterance.pause for utterance in plan.utterances),
        speakers=tuple(shown_name(job.speaker_of(utterance)) for utterance in plan.utterances),
    )
    return Voiced(job.section.number, key, take, frames, plan.unresolved, plan.doubts, made)
