"""Has the next clips spoken while one is laid on the tape.

A voice in this process takes as long to speak a clip as it takes to trim, lay and measure it, and holds no lock
of Python's while it speaks: where a processor is free, both are done at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager

from podcast.pools import Threads
from podcast.threads import check_room

AHEAD = 3
"""Clips spoken before they are asked for; a passage is measured in the time of two or three."""

Say = Callable[[int], bytes]


class ClipsAhead:
    """Says clip after clip in one thread, and the next ones before they are asked for."""

    def __init__(self, pool: Threads, say: Say, count: int) -> None:
        self._pool = pool
        self._say = say
        self._count = count
        self._last = -1
        self._coming: dict[int, Future[bytes]] = {}

    def said(self, index: int) -> bytes:
        """Clip `index`. Raises what saying it raises.

        Others are begun only once two were asked for in a row: of most sections that are made again, few are.
        """
        coming = self._coming.pop(index, None) or self._pool.submit(self._say, index)
        if index == self._last + 1:
            for following in range(index + 1, min(index + 1 + AHEAD, self._count)):
                if following not in self._coming:
                    self._coming[following] = self._pool.submit(self._say, following)
        self._last = index
        return coming.result()


@contextmanager
def speaking(say: Say, count: int) -> Iterator[Say]:
    """A function that says one of so many clips; without a thread if the system allows none."""
    try:
        check_room()
    except RuntimeError:
        yield say
        return
    pool = Threads(1)
    try:
        yield ClipsAhead(pool, say, count).said
    finally:
        pool.shutdown(cancel_futures=True)
