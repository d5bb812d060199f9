"""Has the next clips spoken while one is laid on the tape.

A voice in this process takes as long to speak a clip as it takes to trim, lay and measure it, and holds no lock
of Python's while it speaks: where a processor is free, both are done at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager

from podcast.pools import Threads
from podcast.threads import check_room

AHEAD = 3
"""Clips spoken before they are asked for; a passage is measured in the time of two or three."""

Say = Callable[[int], bytes]


class ClipsAhead:
    """Says the clips of `order` in one thread, and some before they are asked for; others when they are."""

    def __init__(self, pool: Threads, say: Say, order: Sequence[int]) -> None:
        self._pool = pool
        self._say = say
        self._left = iter(order)
        self._coming: dict[int, Future[bytes]] = {}

    def said(self, index: int) -> bytes:
        """Clip `index`. Raises what saying it raises."""
        coming = self._coming.pop(index, None) or self._begun(index)
        while len(self._coming) < AHEAD and (following := next(self._left, None)) is not None:
            if following != index:
                self._coming[following] = self._begun(following)
        return coming.result()

    def _begun(self, index: int) -> Future[bytes]:
        return self._pool.submit(self._say, index)


@contextmanager
def speaking(say: Say, order: Sequence[int]) -> Iterator[Say]:
    """A function that says a clip, of which those in `order` will be asked for one after the other.

    Without a thread if the system allows none.
    """
    try:
        check_room()
    except RuntimeError:
        yield say
        return
    pool, patient = Threads(1), True
    try:
        yield ClipsAhead(pool, say, order).said
    except KeyboardInterrupt:  # the author does not want to wait for a slow voice
        patient = False
        raise
    finally:
        pool.shutdown(wait=patient, cancel_futures=True)
