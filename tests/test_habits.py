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


def test_the_tree_in_the_design_names_every_room_and_no_other() -> None:
    """And each file that the page names is there."""
    design = (TOP / "docs/design.md").read_text("utf-8")
    tree = design.split("### The tree")[1].split("```")[1]
    rooms = {
        path.name.removesuffix(".py")
        for folder in (TOP / "podcast", TOP / "podcast/arabic")
        for path in folder.iterdir()
        if path.is_dir() and any(path.iterdir()) and path.name != "__pycache__"
    }
    assert {room for room in rooms if f"{room}/" not in tree} == set()
    files = {path.name for path in (TOP / "podcast").glob("[!_]*.py")}
    assert {name for name in files if name not in tree} == set()
    named = set(re.findall(r"`(?:podcast/)?((?:\w+/)+\w+\.(?:py|tsv))`", design))
    ours = {name for name in named if (TOP / "podcast" / name.split("/")[0]).is_dir()}
    assert {name for name in ours if not (TOP / "podcast" / name).is_file()} == set()


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
