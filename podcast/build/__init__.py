"""The pipeline: the one place where rooms meet."""

from podcast.build.catalog import listing, locate
from podcast.build.pipeline import Report, build
from podcast.build.spoken import spoken_sections
from podcast.build.stale import Options

__all__ = ["Options", "Report", "build", "listing", "locate", "spoken_sections"]
