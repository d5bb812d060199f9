"""Paged feeds: the newest episodes in the document that apps poll, the others in an archive.

Both mechanisms of RFC 5005 use one chain of documents: apps that support paged feeds follow `next` from
`feed.xml` to older episodes (Apple Podcasts, AntennaPod, gPodder), those that support archived feeds follow
`prev-archive`. Archive pages are numbered from the oldest and always full, so a new episode changes none of
them; the price is that the newest page overlaps with `feed.xml`.
"""

from __future__ import annotations

from collections.abc import Sequence

from podcast.model import Episode
from podcast.structs import Frozen

FEED = "feed.xml"
"""The path of the feed below `audio/`."""


class Leaf(Frozen):
    """One document of a feed: its path below `audio/`, its episodes, and (relation, path) of the others."""

    path: str
    episodes: tuple[Episode, ...]
    links: tuple[tuple[str, str], ...] = ()
    is_archive: bool = False


def in_order(episodes: Sequence[Episode]) -> list[Episode]:
    """Episodes newest first, those of the same time by slug."""
    by_slug = sorted(episodes, key=lambda episode: episode.slug)
    return sorted(by_slug, key=lambda episode: episode.published, reverse=True)


def page_path(number: int) -> str:
    """The path of an archive page below `audio/`; no episode can have the slug `feed`."""
    return f"feed/{number}/{FEED}"


def page_count(episodes: int, size: int) -> int:
    """The number of archive pages of `size` episodes needed beyond the newest `size`; 0 for size 0."""
    return -(-(episodes - size) // size) if 0 < size < episodes else 0


def leaves(episodes: Sequence[Episode], size: int) -> tuple[Leaf, ...]:
    """The feed's documents: `feed.xml`, then the archive, newest page first. Size 0 means a single one."""
    newest_first = in_order(episodes)
    count = page_count(len(newest_first), size)
    if not count:
        return (Leaf(FEED, tuple(newest_first)),)
    oldest_first = newest_first[::-1]
    head = (("prev-archive", page_path(count)), ("next", page_path(count)))
    pages = (
        Leaf(
            page_path(number),
            tuple(oldest_first[(number - 1) * size : number * size][::-1]),
            _links(number, count),
            is_archive=True,
        )
        for number in range(count, 0, -1)
    )
    return (Leaf(FEED, tuple(newest_first[:size]), (*head, *_ends())), *pages)


def _ends() -> tuple[tuple[str, str], ...]:
    return ("first", FEED), ("last", page_path(1))


def _links(number: int, count: int) -> tuple[tuple[str, str], ...]:
    older = page_path(number - 1) if number > 1 else ""
    newer = page_path(number + 1) if number < count else ""
    links = (
        ("current", FEED),
        ("prev-archive", older),
        ("next-archive", newer),
        ("next", older),
        ("previous", newer or FEED),
        *_ends(),
    )
    return tuple((relation, path) for relation, path in links if path)
