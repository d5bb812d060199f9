"""What every test may lean on: tools that may be missing, and no network but the machine itself."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

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

# Each program a test starts would compile all of it again, and each worker all tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

NODE_MODULES = Path(__file__).parent / "node" / "node_modules"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def need_tool(name: str) -> str:
    """Path of a system tool; without it the test is skipped, but on CI, where it must be, it fails."""
    path = shutil.which(name)
    if path is None:
        lacking(name)
    return path


def need_package(name: str) -> Path:
    """Folder of a package of `tests/node/package.json`; skips and fails as `need_tool`."""
    folder = NODE_MODULES / name
    if not folder.is_dir():
        lacking(name, "npm install --prefix tests/node")
    return folder


def need_module(name: str) -> None:
    """A library of an extra; skips and fails as `need_tool`, in a module's first lines too."""
    if importlib.util.find_spec(name) is None:
        lacking(name)


def lacking(what: str, remedy: str = "") -> NoReturn:
    """End a test for which this machine lacks something: it is skipped, but on CI it fails."""
    if ON_CI:
        pytest.fail(f"{what} must be installed on CI")
    reason = f"{what} is not on this machine" + (f": {remedy}" if remedy else "")
    pytest.skip(reason, allow_module_level=True)


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: browsers play and watchers wait, and idle is a third of the time."""
    can_tell = hasattr(os, "sched_getaffinity")
    return 1 + (len(os.sched_getaffinity(0)) if can_tell else os.cpu_count() or 1)


def pytest_configure(config: pytest.Config) -> None:
    """Each worker begins to collect at another file, so that of as many workers one compiles it, not all."""
    worker = re.fullmatch(r"gw(\d+)", os.environ.get("PYTEST_XDIST_WORKER", ""))
    if worker and config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        files = sorted(map(str, Path(__file__).parent.rglob("test_*.py")))
        begin = len(files) * int(worker[1]) // int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
        config.args = files[begin:] + files[:begin]


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes are not part of a test's name: a document holds the second at which it was made, and workers that
    collect at different seconds would know different tests."""
    return "bytes" if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All workers have the same order."""
    items.sort(key=lambda item: item.path)


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
