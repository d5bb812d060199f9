"""What a newcomer leans on: the index of the documentation, and the lowest versions that are tried."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
LOWEST = runpy.run_path(str(TOP / ".ci" / "lowest.py"))["constraints"]


def test_the_index_names_every_page_and_no_other() -> None:
    index = (TOP / "docs/README.md").read_text("utf-8")
    linked = set(re.findall(r"\]\(([^)#]+)\)", index))
    assert all((TOP / "docs" / link).is_file() for link in linked)
    assert {page.name for page in (TOP / "docs").glob("*.md")} - {"README.md"} <= linked


@pytest.mark.parametrize(
    ("requirement", "pinned"),
    [
        ("click>=8.1,<8.2", ["click==8.1"]),
        ("arabic-reshaper>=3", ["arabic-reshaper==3"]),
        ("uvicorn[standard]>=0.30", ["uvicorn==0.30"]),
        ("pillow >= 10.2", ["pillow==10.2"]),
        ("audioop-lts; python_version >= '3.13'", []),
        ("tzdata>=2024.1; sys_platform == 'win32'", []),
        ("exact==1.0", []),
        ("any", []),
    ],
)
def test_the_lowest_version_that_a_requirement_allows(requirement: str, pinned: list[str]) -> None:
    assert LOWEST([requirement]) == pinned
