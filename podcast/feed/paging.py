"""A long feed in pages: the newest episodes where apps look each hour, the others in an archive.

RFC 5005, both ways at once over one chain of documents: apps that know paged feeds follow `next` from
`feed.xml` to ever older episodes (Apple Podcasts, AntennaPod, gPodder), those that know archived feeds
follow `prev-archive`. Archive pages are numbered from the oldest and always full, so a new episode
changes none of them; what does not fill a page yet stands in `feed.xml` as well as the page before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from podcast.model import Episode

FEED = "feed.xml"
"""Path of the feed below `audio/`."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One document of a feed: its path below `audio/`, its episodes, (relation, path) of the others."""

    path: str
    episodes: tuple[Episode, ...]
    links: tuple[tuple[str, str], ...] = ()
    is_archive: bool = False


def in_order(episodes: Sequence[Episode]) -> list[Episode]:
    """Newest first, and by slug where the time is the same."""
    by_slug = sorted(episodes, key=lambda episode: episode.slug)
    return sorted(by_slug, key=lambda episode: episode.published, reverse=True)


def page_path(number: int) -> str:
    """Path below `audio/` of an archive page; `feed` is no episode's slug."""
    return f"feed/{number}/{FEED}"


def page_count(episodes: int, size: int) -> int:
    """Archive pages of `size` that hold what is beyond the newest `size` episodes; 0 for size 0."""
    return -(-(episodes - size) // size) if 0 < size < episodes else 0


def leaves(episodes: Sequence[Episode], size: int) -> tuple[Leaf, ...]:
    """The feed in documents: `feed.xml`, then the archive, newest page first. Size 0: all in one."""
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
