"""The command that installs an optional part of the program, for the way in which the program was installed."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from os import name as system
from pathlib import Path

PACKAGE = "rawi"


def install_command(extra: str) -> str:
    """What to type for `rawi[extra]`, ready to copy: the pip of this environment, through pipx or uv where one
    of them made it, and the folder or repository that the program came from."""
    wanted = f"{PACKAGE}[{extra}]{_origin()}"
    if Path(sys.prefix, "pipx_metadata.json").is_file():
        return f"pipx runpip {PACKAGE} install {_quoted(wanted)}"
    python = _quoted(sys.executable or "python3")
    if Path(sys.prefix, "uv-receipt.toml").is_file():
        return f"uv pip install --python {python} {_quoted(wanted)}"
    return f"{python} -m pip install {_quoted(wanted)}"


def _origin() -> str:
    """The “ @ address” of a package that was not installed from an index (PEP 610), else ""."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        record = distribution(PACKAGE).read_text("direct_url.json")
    except PackageNotFoundError:
        return ""
    source = json.loads(record) if record else {}
    version_control = source.get("vcs_info", {}).get("vcs", "")
    if not source.get("url"):
        return ""
    return f" @ {version_control}{'+' if version_control else ''}{source['url']}"


def _quoted(text: str) -> str:
    return subprocess.list2cmdline([text]) if system == "nt" else shlex.quote(text)
