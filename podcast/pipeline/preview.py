"""The spoken form of an episode beside its text, for an author who reads before listening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from podcast.engines import load
from podcast.model import Script, Section
from podcast.pipeline import freshness
from podcast.pipeline.finding import source_of
from podcast.pipeline.freshness import Options
from podcast.pipeline.planning import chosen
from podcast.pipeline.speech import OFFLINE
from podcast.pipeline.utterances import Plan, plan_of
from podcast.pipeline.workspace import Workspace, open_workspace
from podcast.show import Source
from podcast.structs import Frozen, replace


class SpokenSection(Frozen):
    """A section and its plan."""

    section: Section
    plan: Plan


def spoken_sections(
    root: Path,
    wanted: str,
    sections: Sequence[int] = (),
    encoding: str = "utf-8",
    *,
    marked: bool = False,
) -> Iterator[SpokenSection]:
    """The sections of an episode as its voice will say them. Raises InputError.

    If the voice is not decided yet, or if diacritics are `marked` for a voice that needs none, the plan is
    that of the offline voice.
    """
    workspace = open_workspace(root, encoding)
    source, script = source_of(workspace, wanted)
    yield from sections_of(workspace, source, script, sections, marked=marked)


def sections_of(
    workspace: Workspace,
    source: Source,
    script: Script,
    sections: Sequence[int] = (),
    *,
    marked: bool = False,
) -> Iterator[SpokenSection]:
    """As `spoken_sections`, for a script that has been parsed."""
    options = Options(sections=tuple(sections), encoding=workspace.encoding)
    engine = freshness.settled_engine(workspace, script.slug, options)
    if not engine or (marked and load(engine).wants == "written"):
        engine = OFFLINE.engine
    jobs = freshness.jobs_of(workspace, replace(script, music=False), engine, options)
    for job in chosen(jobs, options.sections, source.name):
        yield SpokenSection(job.section, plan_of(job))
