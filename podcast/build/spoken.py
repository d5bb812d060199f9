"""What will be said, beside what is written: for an author who reads before listening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from podcast.build import stale
from podcast.build.order import chosen
from podcast.build.section import Plan, plan_of
from podcast.build.stale import Options
from podcast.build.studio import open_studio, source_of
from podcast.errors import InputError
from podcast.model import Section


@dataclass(frozen=True, slots=True)
class SpokenSection:
    """A section and its plan: utterances with both forms, and what had to be guessed."""

    section: Section
    plan: Plan


def spoken_sections(
    root: Path, wanted: str, sections: Sequence[int] = (), encoding: str = "utf-8"
) -> Iterator[SpokenSection]:
    """The sections of an episode as the offline voice would say them. Raises InputError."""
    studio = open_studio(root, encoding)
    source, script = source_of(studio, wanted)
    options = Options(sections=tuple(sections), encoding=encoding)
    jobs = stale.jobs_of(studio, script, "espeak", options)
    if not jobs:
        raise InputError("this script has nothing to read", file=source.name)
    for job in chosen(jobs, options.sections, source.name):
        yield SpokenSection(job.section, plan_of(job))
