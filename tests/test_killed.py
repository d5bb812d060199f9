"""Builds killed in the middle, as `bench/kill.py` does it at length."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parent.parent / "bench" / "kill.py"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that kills a group of processes")
def test_nothing_published_is_lost_and_the_next_build_mends_the_rest() -> None:
    command = [sys.executable, str(BENCH), "--rounds", "4", "--seed", "7", "--patience", "20"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "4 builds killed, nothing lost\n"), done.stderr
