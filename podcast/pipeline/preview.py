"""What will be said, beside what is written: for an author who reads before listening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from podcast.model import Section
from podcast.pipeline import freshness
from podcast.pipeline.freshness import Options
from podcast.pipeline.planning import chosen
from podcast.pipeline.section import Plan, plan_of
from podcast.pipeline.workspace import open_workspace, source_of


@dataclass(frozen=True, slots=True)
class SpokenSection:
    """A section, and what will be said of it."""

    section: Section
    plan: Plan


def spoken_sections(
    root: Path, wanted: str, sections: Sequence[int] = (), encoding: str = "utf-8"
) -> Iterator[SpokenSection]:
    """The sections of an episode as the offline voice would say them. Raises InputError."""
    workspace = open_workspace(root, encoding)
    source, script = source_of(workspace, wanted)
    options = Options(sections=tuple(sections), encoding=encoding)
    jobs = freshness.jobs_of(workspace, replace(script, music=False), "espeak", options)
    for job in chosen(jobs, options.sections, source.name):
        yield SpokenSection(job.section, plan_of(job))
