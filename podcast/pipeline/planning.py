"""Plans an episode's work: which of its sections are in the cache, and which must be voiced."""

from __future__ import annotations

from collections.abc import Sequence

from podcast.errors import InputError
from podcast.model import Script
from podcast.pipeline import casting, freshness
from podcast.pipeline.events import BuildStarted, EpisodeDone, EpisodeStarted, SectionDone
from podcast.pipeline.freshness import Options, Task
from podcast.pipeline.job import Job
from podcast.pipeline.section import Voiced, recall
from podcast.pipeline.unreadable import error_of
from podcast.pipeline.utterances import is_planned
from podcast.pipeline.workspace import Workspace
from podcast.structs import Frozen


class WorkOrder(Frozen):
    """`known` sections need no work, `missing` do; together they are `wanted` of `total` sections."""

    task: Task
    script: Script
    engine: str
    known: tuple[Voiced, ...]
    missing: tuple[Job, ...]
    total: int
    reread: int = 0
    """How many sections of an episode built before are read again: those whose reading is not in the cache, and
    those to be voiced again, which a dry run may have read already."""
    is_new: bool = False
    """Whether the episode has not been built before."""

    @property
    def weight(self) -> int:
        """The letters to be voiced."""
        return sum(job.weight for job in self.missing)

    def started(self) -> EpisodeStarted:
        """The event before the work."""
        return EpisodeStarted(
            slug=self.script.slug,
            title=self.script.title,
            engine=self.engine,
            sections=self.total,
            to_voice=len(self.missing),
            weight=self.weight,
            waiting=tuple(job.section.number for job in self.missing),
        )

    def section_done(self, job: Job, voiced: Voiced) -> SectionDone:
        """The event after each section."""
        return SectionDone(
            slug=self.script.slug,
            number=voiced.number,
            heading=job.section.heading,
            utterances=len(voiced.take.texts),
            weight=job.weight,
        )

    def check(self, voiced: Sequence[Voiced]) -> None:
        """Raises InputError for a soundbite beyond the end of the episode, whose length is now known."""
        if not self.script.soundbites:
            return
        from podcast import timeline

        end = timeline.lay([part.take for part in voiced]).duration_ms
        for bite in self.script.soundbites:
            if bite.start_ms + bite.duration_ms > end:
                raise InputError(
                    "this soundbite ends at {at} s, but the episode at {end} s",
                    file=self.task.source.name,
                    line=bite.line,
                    at=_seconds(bite.start_ms + bite.duration_ms),
                    end=_seconds(end),
                )

    def finished(self, duration_ms: int, voiced: Sequence[Voiced]) -> EpisodeDone:
        """The event after the work."""
        made = sum(part.made for part in voiced)
        return EpisodeDone(
            slug=self.script.slug,
            title=self.script.title,
            engine=self.engine,
            duration_ms=duration_ms,
            voiced=made,
            reused=len(voiced) - made,
            reread=self.reread,
            is_new=self.is_new,
        )


def whole_of(orders: Sequence[WorkOrder]) -> BuildStarted:
    """The event before the first episode."""
    return BuildStarted(
        episodes=len(orders),
        to_voice=sum(len(order.missing) for order in orders),
        weight=sum(order.weight for order in orders),
    )


def _seconds(ms: int) -> str:
    return f"{ms / 1000:.1f}".removesuffix(".0")


def order_for(
    workspace: Workspace,
    task: Task,
    script: Script,
    engine: str,
    options: Options,
    *,
    again: bool = False,
) -> WorkOrder:
    """The work an episode needs.

    An episode built before (`again`) is read here and now, so that the reported work is exact: a new lexicon
    entry makes more sections be read again than be recorded again. A first build leaves the reading to the
    workers.

    Raises InputError for a section that does not exist or cannot be read, Fault for a bug; if there is work,
    InputError or EngineError for a voice that cannot speak.
    """
    jobs = freshness.jobs_of(workspace, script, engine, options, task.source.name)
    known: list[Voiced] = []
    missing: list[Job] = []
    reread = 0
    for job in chosen(jobs, options.sections, task.source.name):
        planned = is_planned(job)
        try:
            recorded = recall(job, plan=again)
        except Exception as error:
            if isinstance(error, InputError):
                casting.place(error, job.parts, workspace.root)
            raise error_of(job, error) from error
        reread += again and not (planned and recorded)
        if recorded:
            known.append(recorded)
        else:
            missing.append(job)
    casting.check((part for job in missing for part in job.parts), workspace.root)
    return WorkOrder(
        task, script, engine, tuple(known), tuple(missing), len(jobs), reread, not again
    )


def chosen(jobs: Sequence[Job], numbers: Sequence[int], name: str) -> Sequence[Job]:
    """The jobs with these section numbers; all jobs if there are no numbers. Raises InputError."""
    beyond = [number for number in numbers if not 1 <= number <= len(jobs)]
    if beyond:
        raise InputError(
            "there is no section {number}; the sections are 1 to {last}",
            file=name,
            number=beyond[0],
            last=len(jobs),
        )
    return [job for job in jobs if not numbers or job.section.number in numbers]
