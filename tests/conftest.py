"""What every test may lean on: tools that may be missing, and no network but the machine itself."""

from __future__ import annotations

import os
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ON_CI = os.environ.get("CI") == "true"

# A loaded machine is slow, which proves nothing. On CI the examples are the same each time: a new one that
# fails would be charged to the change at hand. Elsewhere they differ, and a failure says how to repeat it.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=ON_CI,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # As in a job that a script put in the background: the programs tested would not hear Ctrl-C either.
    signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # as under nohup

os.environ.pop(
    "PYTHONDONTWRITEBYTECODE", None
)  # each program a test starts would compile all of it again

NODE_MODULES = Path(__file__).parent / "node" / "node_modules"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def need_tool(name: str) -> str:
    """Path of a system tool; without it the test is skipped, but on CI, where it must be, it fails."""
    path = shutil.which(name)
    if path is None and ON_CI:
        pytest.fail(f"{name} must be installed on CI")
    if path is None:
        pytest.skip(f"{name} is not on this machine")
    return path


def need_package(name: str) -> Path:
    """Folder of a package of `tests/node/package.json`; skips and fails as `need_tool`."""
    folder = NODE_MODULES / name
    if not folder.is_dir():
        if ON_CI:
            pytest.fail(f"{name} must be installed on CI")
        pytest.skip(f"{name} is missing: npm install --prefix tests/node")
    return folder


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: browsers play and watchers wait, and idle is a third of the time."""
    can_tell = hasattr(os, "sched_getaffinity")
    return 1 + (len(os.sched_getaffinity(0)) if can_tell else os.cpu_count() or 1)


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """A test that reaches out fails loudly, at the moment it does."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
