"""What of a section cannot be read, and the line of the script where that is."""

from __future__ import annotations

import re

from podcast.errors import InputError, PodcastError
from podcast.pipeline import faults
from podcast.pipeline.job import Job
from podcast.structs import replace

_DATA = re.compile(r"\S{1000}")
"""Data that was pasted, or a rule drawn with signs: each of them would be named."""


def refuse_data(job: Job) -> None:
    """Raises InputError, with its line, for a thousand signs on end: neither words nor an address."""
    for _, block in job.section.spoken_blocks:
        if _DATA.search(block.read_text):
            raise InputError(
                "a thousand signs without a space are not read aloud; shorten them,"
                " or put <!--skip--> around them",
                file=job.source,
                line=block.line or job.section.line,
            )


def unreadable_line(job: Job) -> int:
    """The line of the block that cannot be read even alone; of the section where each of them can."""
    from podcast import arabic

    for block in job.section.blocks:
        alone = replace(job.section, title=None, head=None, blocks=(block,))
        try:
            arabic.read(alone, job.reader)
        except Exception:  # noqa: BLE001 - it is reported already; only its place is needed
            return block.line or job.section.line
    return job.section.line


def error_of(job: Job, error: Exception) -> PodcastError:
    """What kept a section from being voiced, with its place, as it can go from one process to another."""
    is_placed = isinstance(error, PodcastError | OSError)
    return faults.as_podcast_error(error, job.source, 0 if is_placed else unreadable_line(job))
