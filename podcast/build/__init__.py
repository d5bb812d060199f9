"""The pipeline: the one place where rooms meet."""

from podcast.build.author import lexicon_line, start, unmarked
from podcast.build.catalog import listing, locate
from podcast.build.glossary import add_reading, idle_readings
from podcast.build.pipeline import build
from podcast.build.report import Report
from podcast.build.spoken import spoken_sections
from podcast.build.stale import Options

__all__ = [
    "Options",
    "Report",
    "add_reading",
    "build",
    "idle_readings",
    "lexicon_line",
    "listing",
    "locate",
    "spoken_sections",
    "start",
    "unmarked",
]
