"""The command that installs an optional part, for each way the program is installed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from podcast.extras import install_command


@pytest.mark.parametrize(
    ("mark", "origin", "command"),
    [
        ("", None, "/env/python -m pip install 'rawi[edge]'"),
        (
            "",
            {"url": "file:///src/rawi", "dir_info": {}},
            "/env/python -m pip install 'rawi[edge] @ file:///src/rawi'",
        ),
        (
            "pipx_metadata.json",
            {"url": "https://example.org/rawi", "vcs_info": {"vcs": "git", "commit_id": "1"}},
            "pipx runpip rawi install 'rawi[edge] @ git+https://example.org/rawi'",
        ),
        (
            "uv-receipt.toml",
            None,
            "uv pip install --python /env/python 'rawi[edge]'",
        ),
    ],
)
def test_the_command_fits_the_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str, origin: object, command: str
) -> None:
    """pipx and uv each leave a file of their own in the environments they make."""
    if mark:
        (tmp_path / mark).touch()
    record = json.dumps(origin) if origin else None
    package = SimpleNamespace(read_text=lambda name: record)
    monkeypatch.setattr("importlib.metadata.distribution", lambda name: package)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "executable", "/env/python")
    assert install_command("edge") == command
