"""The command that installs an optional part, for each way the program is installed."""

from __future__ import annotations

import json
import sys
from types import SimpleNamespace

import pytest

from podcast.extras import install_command


@pytest.mark.parametrize(
    ("prefix", "origin", "command"),
    [
        ("/home/a/env", None, "/env/python -m pip install 'rawi[edge]'"),
        (
            "/home/a/env",
            {"url": "file:///src/rawi", "dir_info": {}},
            "/env/python -m pip install 'rawi[edge] @ file:///src/rawi'",
        ),
        (
            "/home/a/.local/share/pipx/venvs/rawi",
            {"url": "https://example.org/rawi", "vcs_info": {"vcs": "git", "commit_id": "1"}},
            "pipx runpip rawi install 'rawi[edge] @ git+https://example.org/rawi'",
        ),
        (
            "/home/a/.local/share/uv/tools/rawi",
            None,
            "uv pip install --python /env/python 'rawi[edge]'",
        ),
    ],
)
def test_the_command_fits_the_installation(
    monkeypatch: pytest.MonkeyPatch, prefix: str, origin: object, command: str
) -> None:
    record = json.dumps(origin) if origin else None
    package = SimpleNamespace(read_text=lambda name: record)
    monkeypatch.setattr("importlib.metadata.distribution", lambda name: package)
    monkeypatch.setattr(sys, "prefix", prefix)
    monkeypatch.setattr(sys, "executable", "/env/python")
    assert install_command("edge") == command
