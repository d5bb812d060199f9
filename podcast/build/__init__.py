"""The pipeline: the one place where rooms meet.

Importing the package costs nothing: what a command does not ask for is not loaded.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
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

_HOMES = {
    "Options": "stale",
    "Report": "report",
    "add_reading": "glossary",
    "build": "pipeline",
    "idle_readings": "glossary",
    "lexicon_line": "author",
    "listing": "catalog",
    "locate": "catalog",
    "spoken_sections": "spoken",
    "start": "author",
    "unmarked": "author",
}


def __getattr__(name: str) -> object:
    """What the package offers, from its room."""
    if name in _HOMES:
        return getattr(import_module(f"podcast.build.{_HOMES[name]}"), name)
    raise AttributeError(name)
