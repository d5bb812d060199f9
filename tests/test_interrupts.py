"""Ctrl-C ends a command wherever in the program it comes."""

from __future__ import annotations

import subprocess
import sys

import pytest

WAYS = {
    "when an object is no longer used": "Thing()",
    "in a callback of a weak reference": "thing = Other(); ref = weakref.ref(thing, strike); del thing",
    "in a callback from C": "ctypes.CFUNCTYPE(None)(strike)()",
}

PROGRAM = """
import ctypes, signal, time, weakref
from podcast import cli

def strike(*_):
    signal.raise_signal(signal.SIGINT)
    time.sleep(0)

class Other: pass

class Thing:
    __del__ = strike

def main():
    {way}
    print("went on", flush=True)
    time.sleep(40)

cli.podcast.main = lambda **_: main()
cli.run()
"""


def _ended(way: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM.format(way=way)],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_ctrl_c_is_not_lost_where_python_only_prints_it(way: str) -> None:
    done = _ended(way)
    assert done.returncode == 130, done.stderr
    assert "stopped" in done.stderr
    assert "Traceback" not in done.stderr
    assert "gnored" not in done.stderr


def test_what_else_python_cannot_pass_on_is_still_printed() -> None:
    way = "ctypes.CFUNCTYPE(None)(lambda: 1 / 0)(); return 0"
    done = _ended(way)
    assert done.returncode == 0
    assert "ZeroDivisionError" in done.stderr


def test_a_library_that_is_loading_is_not_interrupted() -> None:
    """It would take Ctrl-C for a fault of its own, and the build would go on without it, or with no model."""
    code = (
        "import signal\n"
        "from podcast.interrupts import deferred\n"
        "try:\n"
        "    with deferred():\n"
        "        signal.raise_signal(signal.SIGINT)\n"
        "        print('loaded')\n"
        "    print('went on')\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    assert done.stdout.split() == ["loaded", "stopped"]
