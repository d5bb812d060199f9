"""Copies of this process: they have everything loaded that it has, at once and without room of their own.

They are made only where that is safe. A lock that another thread holds would stay locked in the copy for ever,
and the libraries of macOS do not stand it; so only on Linux, and as long as there is a single thread.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterable
from typing import BinaryIO, NoReturn, TypeAlias

from podcast.pipeline.lock import leave_to_original
from podcast.structs import Mutable

Work: TypeAlias = Callable[[BinaryIO, BinaryIO], object]
"""What a copy does, given the pipe it reads from and the one it answers into."""


def is_safe() -> bool:
    """Whether this process may be copied; the system counts threads, also those of libraries."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


class Copy(Mutable):
    """A copy of this process, with the parts of `subprocess.Popen` that are needed."""

    pid: int
    stdin: BinaryIO | None
    stdout: BinaryIO | None
    has_ended: bool = False

    def kill(self) -> None:
        """End it at once."""
        if not self.has_ended:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> None:
        """Return once it has ended."""
        if not self.has_ended:
            os.waitpid(self.pid, 0)
            self.has_ended = True


_ENDING = (signal.SIGINT, signal.SIGTERM)
"""Signals that would have a copy do what its original does at its end, until it knows that it is a copy."""


def copied(work: Work) -> Copy:
    """Have a copy do `work` and end, in a process group of its own. Raises OSError if there can be none."""
    asked, ask = os.pipe()
    told, tell = os.pipe()
    gc.freeze()  # a copy shares what is not looked through for garbage
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        pid = os.fork()
        if not pid:
            _live(work, (asked, tell), (ask, told), before)
    except OSError:
        for handle in (ask, told):
            os.close(handle)
        raise
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(asked)
        os.close(tell)
    return Copy(pid, os.fdopen(ask, "wb"), os.fdopen(told, "rb"))


def _live(
    work: Work, own: tuple[int, int], others: tuple[int, int], signals: Iterable[int]
) -> NoReturn:
    """The life of a copy, which answers with `own` pipes and lets go of the `others`."""
    try:
        os.setpgid(0, 0)
        signal.pthread_sigmask(signal.SIG_SETMASK, signals)
        leave_to_original()
        for handle in others:
            os.close(handle)
        os.dup2(own[0], 0)
        os.dup2(2, 1)  # what libraries print
        work(os.fdopen(own[0], "rb"), os.fdopen(own[1], "wb"))
    finally:
        os._exit(0)
