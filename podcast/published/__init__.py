"""`script/published.toml`: what listeners' apps already know of a show, which must outlive `audio/`.

The program writes it and the author commits it. Once assigned, a guid is never computed again.
"""

from podcast.published.reading import load
from podcast.published.record import (
    Published,
    Record,
    assign,
    dump,
    episode_guid,
    moved,
    show_guid,
    with_episode,
)
from podcast.published.sections import numbered
from podcast.published.similarity import SAME_TITLE, is_short, likeness, overlap, sketch

__all__ = [
    "SAME_TITLE",
    "Published",
    "Record",
    "assign",
    "dump",
    "episode_guid",
    "is_short",
    "likeness",
    "load",
    "moved",
    "numbered",
    "overlap",
    "show_guid",
    "sketch",
    "with_episode",
]
