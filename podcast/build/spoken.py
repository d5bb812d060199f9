"""What will be said, beside what is written: for an author who reads before listening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from podcast.build import stale
from podcast.build.order import chosen
from podcast.build.section import Job, Plan, plan_of, reader_of
from podcast.build.stale import Options
from podcast.build.studio import open_studio, source_of
from podcast.model import Section


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
    studio = open_studio(root, encoding)
    source, script = source_of(studio, wanted)
    options = Options(sections=tuple(sections), encoding=encoding)
    jobs = stale.jobs_of(studio, replace(script, music=False), "espeak", options)
    for job in chosen(jobs, options.sections, source.name):
        yield SpokenSection(job.section, plan_of(job), tuple(_differences(job)))


def _differences(job: Job) -> Iterator[Difference]:
    from podcast import arabic

    reader = reader_of(job)
    for text in (job.section.heading, *(paragraph.text for paragraph in job.section.paragraphs)):
        for change in arabic.read(text, reader).changes:
            yield Difference(change.written, change.spoken, change.rule)
