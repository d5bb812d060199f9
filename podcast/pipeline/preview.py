"""What will be said, beside what is written: for an author who reads before listening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from podcast.model import Section
from podcast.pipeline import freshness
from podcast.pipeline.freshness import Options
from podcast.pipeline.planning import chosen
from podcast.pipeline.section import Job, Plan, plan_of, reader_of
from podcast.pipeline.workspace import open_workspace, source_of


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that are not said as they are written, and the rule by which."""

    written: str
    spoken: str
    rule: str


@dataclass(frozen=True, slots=True)
class SpokenSection:
    """A section, what will be said of it, what had to be guessed, and what differs from the writing."""

    section: Section
    plan: Plan
    differences: tuple[Difference, ...]


def spoken_sections(
    root: Path, wanted: str, sections: Sequence[int] = (), encoding: str = "utf-8"
) -> Iterator[SpokenSection]:
    """The sections of an episode as the offline voice would say them. Raises InputError."""
    workspace = open_workspace(root, encoding)
    source, script = source_of(workspace, wanted)
    options = Options(sections=tuple(sections), encoding=encoding)
    jobs = freshness.jobs_of(workspace, replace(script, music=False), "espeak", options)
    for job in chosen(jobs, options.sections, source.name):
        yield SpokenSection(job.section, plan_of(job), tuple(_differences(job)))


def _differences(job: Job) -> Iterator[Difference]:
    from podcast import arabic

    reader = reader_of(job)
    for text in (job.section.heading, *(paragraph.text for paragraph in job.section.paragraphs)):
        for change in arabic.read(text, reader).changes:
            yield Difference(change.written, change.spoken, change.rule)
