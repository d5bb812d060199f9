"""The lowest versions that pyproject.toml allows, as constraints for pip: `name==version`, a line each."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

LOWEST = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?\s*>=\s*([0-9][0-9A-Za-z.]*)")


def constraints(requirements: list[str]) -> list[str]:
    """Of requirements that name a lowest version and hold on every machine."""
    found = (LOWEST.match(one) for one in requirements if ";" not in one)
    return [f"{one[1]}=={one[2]}" for one in found if one]


if __name__ == "__main__":
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    sys.stdout.write("\n".join(constraints(project["dependencies"])) + "\n")
