"""Checks an episode with speech recognition: the sentences in which it hears something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from podcast import ear
from podcast.errors import InputError
from podcast.model import SAMPLE_RATE
from podcast.pipeline import freshness
from podcast.pipeline.finding import source_of
from podcast.pipeline.freshness import Options
from podcast.pipeline.job import Job
from podcast.pipeline.section import Voiced, recall
from podcast.pipeline.utterances import plan_of
from podcast.pipeline.workspace import open_workspace
from podcast.structs import Frozen

LEAST = 0.6
"""The similarity (0 to 1) below which a sentence is reported; a good small model scores espeak 0.8 or more."""


class Misheard(Frozen):
    """A sentence of which something else was heard; `at` is in seconds from the start of its section."""

    section: int
    line: int
    at: float
    written: str
    heard: str
    likeness: float


def listen(
    root: Path,
    wanted: str,
    model: Path,
    *,
    least: float = LEAST,
    hear: Callable[[object], str] | None = None,
) -> Iterator[Misheard]:
    """The misheard sentences of an episode. Tests pass `hear` in place of the model.

    Raises InputError for an episode that is not built, or a model that does not exist.
    """
    workspace = open_workspace(root)
    source, script = source_of(workspace, wanted)
    hear = hear or ear.transcriber(model)
    record = workspace.published.episodes.get(script.slug)
    engine = freshness.settled_engine(workspace, script.slug, Options())
    engine = engine or (record.engine if record else freshness.PREFERRED[-1])
    for job in freshness.jobs_of(workspace, script, engine, Options(), source.name):
        voiced = recall(job)
        if voiced is None:
            raise InputError(
                "section {number} is not built as it is written now; build first",
                file=source.name,
                number=job.section.number,
            )
        yield from _misheard(job, voiced, hear, least)


def _misheard(
    job: Job, voiced: Voiced, hear: Callable[[object], str], least: float
) -> Iterator[Misheard]:
    from podcast.sound import heard_parts

    blocks = job.section.blocks
    spans = voiced.take.spans
    parts = heard_parts(voiced.mp3, spans, ear.RATE)
    for spoken, span, samples in zip(plan_of(job).utterances, spans, parts, strict=True):
        heard = hear(samples)
        # Some models write numbers as words and some as digits: the better match counts.
        like = max(ear.likeness(spoken.spoken, heard), ear.likeness(spoken.text, heard))
        if like < least:
            line = blocks[spoken.block].line if spoken.block >= 0 else job.section.line
            index = span.start / SAMPLE_RATE
            yield Misheard(job.section.number, line, index, spoken.text, heard, like)
