"""The rules of the architecture, read from the imports themselves: which room may import which, and which owns
a library."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import podcast

HOUSE = Path(podcast.__file__).parent
PURE = {"script", "arabic", "timeline", "feed", "page"}
EDGES = {
    "show",
    "published",
    "tashkeel",
    "engines",
    "cache",
    "sound",
    "mp3",
    "serve",
    "checkup",
    "cover",
    "ear",
    "cluster",
    "watch",
    "importing",
}
FLOOR = {
    **dict.fromkeys({"errors", "version", "structs", "threads"}, 0),
    **dict.fromkeys(
        {"model", "formats", "rooted", "templating", "extras", "pools", "interrupts"}, 1
    ),
    **dict.fromkeys(PURE | EDGES, 2),
    "pipeline": 3,
    "cli": 4,
    "__main__": 5,
}
HOMES = {
    "click": {"cli"},
    "rich": {"cli"},
    "markdown_it": {"script"},
    "pyarabic": {"arabic"},
    "jinja2": {"feed", "page", "templating"},
    "tomllib": {"formats", "arabic", "cli", "importing", "checkup"},
    "distributed": {"cluster"},
    "piper": {"tashkeel", "engines"},
    "text2tashkeel": {"tashkeel"},
    "onnxruntime": {"tashkeel"},
    "faster_whisper": {"ear"},
    "gtts": {"engines"},
    "requests": {"engines", "importing"},
    "espeakng_loader": {"engines"},
    "pydub": {"sound"},
    "lameenc": {"sound"},
    "soundfile": {"sound"},
    "numpy": {"sound", "tashkeel"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "segno": {"serve"},
    "watchfiles": {"watch"},
    "PIL": {"cover"},
    "msgspec": {"structs"},
    "dataclasses": {"structs"},
    "arabic_reshaper": {"cover"},
    "bidi": {"cover"},
}
WORLDLY = {
    "os", "pathlib", "subprocess", "socket", "urllib.request", "http", "time", "random", "logging",
    "shutil", "tempfile", "threading", "multiprocessing", "sys",
}  # fmt: skip

MODULES = sorted(HOUSE.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(HOUSE).parts[0]
    return first.removesuffix(".py")


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Of a module's tree, all of them: each module is parsed once."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module a file imports, in full, with its line; `from podcast import x` counts as podcast.x."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write imports in full"
            if node.module == "podcast":
                yield from ((f"podcast.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield node.module or "", node.lineno


@cache
def arrows() -> list[tuple[str, str, str]]:
    """(room, module that it imports, place) of every import in the package."""
    return [
        (room_of(path), name, f"podcast/{path.relative_to(HOUSE)}:{line}")
        for path in MODULES
        for name, line in imports(path)
    ]


def test_every_room_has_a_floor() -> None:
    """A new file in podcast/ is put on a floor before it is used."""
    rooms = {room_of(path) for path in MODULES} - {"__init__"}
    assert rooms <= set(FLOOR), f"give these rooms a floor in this test: {rooms - set(FLOOR)}"


def test_imports_point_down() -> None:
    """cli → pipeline → {pure, edges} → {model, errors, formats}; rooms of one floor never import each other."""
    wrong = []
    for room, name, place in arrows():
        if not name.startswith("podcast.") or room == "__init__":
            continue
        other = name.split(".")[1]
        if other == room:
            continue
        if FLOOR[other] >= FLOOR[room]:
            wrong.append(f"{place}: {room} (floor {FLOOR[room]}) imports {other} ({FLOOR[other]})")
    assert not wrong, "\n".join(wrong)


STAGES = ("text", "tokens", "grammar", "classes", "latin")
"""The stages of the reading in `arabic/`, in the order a text goes through them."""


def test_stages_of_the_reading_point_back() -> None:
    """text < tokens < grammar < classes < latin: a stage knows only those before it."""
    wrong = []
    for path in MODULES:
        stage = path.parent.name
        if path.parent.parent.name != "arabic" or stage not in STAGES:
            continue
        for name, line in imports(path):
            parts = name.split(".")
            other = parts[2] if parts[:2] == ["podcast", "arabic"] and len(parts) > 2 else stage
            if other in STAGES and STAGES.index(other) > STAGES.index(stage):
                wrong.append(f"arabic/{stage}/{path.name}:{line}: {stage} comes before {other}")
    assert not wrong, "\n".join(wrong)


def test_a_class_is_found_by_its_name() -> None:
    """No two Python classes of the package share a name."""
    seen: dict[str, str] = {}
    wrong = []
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                place = f"{path.relative_to(HOUSE)}:{node.lineno}"
                first = seen.setdefault(node.name, place)
                wrong += [f"{node.name}: {first} and {place}"] * (first != place)
    assert not wrong, wrong


@pytest.mark.parametrize("library", sorted(HOMES))
def test_each_library_has_one_home(library: str) -> None:
    """A foreign library is known in one room, so that replacing it touches one room."""
    wrong = [
        f"{place}: {library} lives in {sorted(HOMES[library])} only"
        for room, name, place in arrows()
        if name.split(".")[0] == library and room not in HOMES[library]
    ]
    assert not wrong, "\n".join(wrong)


def is_pure(room: str, place: str) -> bool:
    """Formats are pure too, but for the one that writes files."""
    return room in PURE or (room == "formats" and "/files.py" not in place)


def test_pure_rooms_stay_pure() -> None:
    """Pure rooms read no clock, no file, no network: the same text in, the same text out."""
    wrong = [
        f"{place}: {room} is pure and may not import {name}"
        for room, name, place in arrows()
        if is_pure(room, place) and (name in WORLDLY or name.split(".")[0] in WORLDLY - {"urllib"})
    ]
    assert not wrong, "\n".join(wrong)


ENGINES_SHARE = ("protocol", "guard", "contract", "online")
"""Files of `engines/` that all engines may lean on."""


def test_engines_know_neither_text_nor_cache() -> None:
    """An engine is handed text and gives sound; nor does one engine lean on another."""
    wrong = []
    for path in (HOUSE / "engines").glob("*.py"):
        family = path.stem.split("_")[0]
        for name, line in imports(path):
            parts = name.split(".")
            foreign = parts[:2] == ["podcast", "engines"] and len(parts) > 2
            shared = foreign and parts[2].startswith(ENGINES_SHARE)
            own = family in ("__init__", *ENGINES_SHARE) or (
                foreign and parts[2].startswith(family)
            )
            if foreign and not shared and not own:
                wrong.append(f"engines/{path.name}:{line} leans on {name}")
    assert not wrong, "\n".join(wrong)


def test_unlisted_libraries_are_the_standard_ones() -> None:
    """Every third-party import has a home in the table above."""
    known = set(sys.stdlib_module_names) | set(HOMES) | {"podcast", "__future__"}
    strangers = {(name, place) for _, name, place in arrows() if name.split(".")[0] not in known}
    assert not strangers, sorted(strangers)


def functions() -> Iterator[tuple[str, int]]:
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                yield f"podcast/{path.relative_to(HOUSE)}:{node.lineno} {node.name}", length


def test_functions_are_read_at_a_glance() -> None:
    """None over 50 lines, half of them at most 11."""
    lengths = dict(functions())
    long = {place: length for place, length in lengths.items() if length > 50}
    assert not long, long
    assert sorted(lengths.values())[len(lengths) // 2] <= 11


def code_lines(path: Path) -> int:
    """Lines that hold code: blank ones, comments and docstrings do not count."""
    text = path.read_text(encoding="utf-8")
    prose: set[int] = set()
    for node in nodes(path):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            prose.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return sum(
        1
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.strip().startswith("#") and number not in prose
    )


def test_modules_stay_rooms() -> None:
    """At most 300 lines of code a module; data lives in TOML and TSV."""
    big = {str(path.relative_to(HOUSE)): code_lines(path) for path in MODULES}
    assert not {name: lines for name, lines in big.items() if lines > 300}
