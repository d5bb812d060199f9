"""Sees to it that Ctrl-C ends the command, wherever in the program it comes, and when it may."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from podcast.threads import check_room

_SOON = 0.01
"""Seconds after which Ctrl-C is raised again; by then what swallowed it is over."""


def heed_always() -> None:
    """Have Ctrl-C raised again where Python cannot pass it on, but prints it and goes on.

    That is so in what runs when an object is no longer used, as after each import, where modules have locks.
    """
    before = sys.unraisablehook

    def note(told: sys.UnraisableHookArgs) -> None:
        if not isinstance(told.exc_value, KeyboardInterrupt) or not _raised_soon():
            before(told)

    sys.unraisablehook = note


def _raised_soon() -> bool:
    """Whether Ctrl-C will be raised again, in the main thread.

    By a bare thread: the locks of `threading` may be held by what was interrupted.
    """
    try:
        check_room()
        _thread.start_new_thread(_raise_soon, ())
    except RuntimeError:
        return False
    return True


def _raise_soon() -> None:
    time.sleep(_SOON)
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:  # a signal, which also ends what waits
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


@contextmanager
def deferred() -> Iterator[None]:
    """Defer signals that would end the program until the block is done; only works in the main thread.

    For steps that must be whole, and for libraries that take Ctrl-C while they load for a fault of theirs.
    """
    came: list[int] = []
    before: dict[int, Any] = {}
    try:
        for one in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            before.setdefault(one, signal.signal(one, lambda number, _: came.append(number)))
    except ValueError:  # not the main thread
        pass
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, signal.SIG_DFL if handler is None else handler)
        for number in came:
            signal.raise_signal(number)
