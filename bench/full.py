"""Disks that are full or read-only: nothing published is lost, and with room again all is as it should be.

    python bench/full.py [--steps N]

A first build, an edit and a rename are tried on a disk of their own (a tmpfs, which only root can mount) with
from nothing to just enough room, and on one that is read-only as a whole, in `audio/` or in `script/`. Each
build must end with 0, or with 1 and one sentence; the feed must have every episode that it had, each file as
long as it tells; no feed is without any. Once there is room, the next build must give byte
for byte what an undisturbed one gives. Exits 1 where it does not, 2 where nothing can be mounted.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kill import HERE, PODCAST, digests, faults, guids, new_root, write

PAGE = 4096


def first(root: Path) -> None:
    """Nothing but scripts is there."""
    shutil.rmtree(root / "audio")
    (root / "script/published.toml").unlink()


def edit(root: Path) -> None:
    write(root, 1, "one", 3)


def rename(root: Path) -> None:
    (root / "script/2025-01-02-two.md").rename(root / "script/2025-01-02-other.md")
    write(root, 2, "other", 1)


STEPS: dict[str, Callable[[Path], None]] = {"first": first, "edit": edit, "rename": rename}


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def build(root: Path) -> tuple[int, str]:
    """(exit code, what is said)."""
    command = [*PODCAST, "-C", str(root), "build", "-q", "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr.strip()


def used(root: Path) -> int:
    """Bytes of the pages that a tree takes."""
    sizes = (path.stat().st_size for path in root.rglob("*") if path.is_file())
    return sum(-(-size // PAGE) * PAGE for size in sizes)


@contextmanager
def disk(place: Path, source: Path, free: int) -> Iterator[Path]:
    """A copy of `source` on a disk that has `free` bytes of room."""
    place.mkdir()
    run("mount", "-t", "tmpfs", "-o", "size=512m", "tmpfs", str(place))
    try:
        shutil.copytree(source, place / "root")
        run("mount", "-o", f"remount,size={used(source) + free}", str(place))
        yield place / "root"
    finally:
        run("umount", "-l", str(place))
        place.rmdir()


def told(code: int, said: str) -> Iterator[str]:
    if code not in (0, 1) or "bug" in said or "Traceback" in said:
        yield f"it ended with {code}: {said}"
    if code and not re.search("disk is full|cannot be (written|created)|Read-only", said):
        yield f"it did not tell why: {said}"


def kept(root: Path, known: set[str], code: int) -> Iterator[str]:
    """What a listener has lost."""
    yield from faults(root)
    if (root / "audio/feed.xml").exists() and not guids(root):
        yield "it left a feed without any episode"
    if not known <= guids(root):
        yield f"the feed has lost {known - guids(root)}"


def is_full(place: Path, before: Path, free: int, whole: dict[str, str]) -> list[str]:
    with disk(place, before, free) as root:
        known = guids(root)
        code, said = build(root)
        found = [*told(code, said), *kept(root, known, code)]
        run("mount", "-o", "remount,size=512m", str(place))
        code, said = build(root)
        return found + mended(root, code, said, whole)


def is_read_only(place: Path, before: Path, what: str, whole: dict[str, str]) -> list[str]:
    """The disk as a whole, or one folder of it, which is mounted over itself."""
    with disk(place, before, 128 << 20) as root:
        known, folder = guids(root), place if what == "disk" else root / what
        folder.mkdir(exist_ok=True)
        if what != "disk":
            run("mount", "--bind", str(folder), str(folder))
        run("mount", "-o", "remount,ro" + (",bind" if what != "disk" else ""), str(folder))
        code, said = build(root)
        found = [*told(code, said), *kept(root, known, code)]
        if not code:
            found.append("it ended with 0")
        run("umount", str(folder)) if what != "disk" else run(
            "mount", "-o", "remount,rw", str(place)
        )
        code, said = build(root)
        return found + mended(root, code, said, whole)


def mended(root: Path, code: int, said: str, whole: dict[str, str]) -> list[str]:
    """What a build with room enough has not put right."""
    now = digests(root)
    found = [f"{path} is not what it should be" for path in whole if now.get(path) != whole[path]]
    return found if not code else [*found, f"with room it ended with {code}: {said}"]


def tried(work: Path, count: int) -> Iterator[tuple[str, list[str]]]:
    built = new_root(work / "built")
    for number, name in enumerate(("one", "two"), 1):
        write(built, number, name, 0)
    build(built)
    for step, change in STEPS.items():
        before, after = work / f"{step}-before", work / f"{step}-after"
        shutil.copytree(built, before)
        change(before)
        shutil.copytree(before, after)
        build(after)
        whole, room = digests(after), 2 * max(PAGE * 20, used(after) - used(before))
        for number in range(count):
            free = room * number // count // PAGE * PAGE or PAGE
            yield f"{step}, {free >> 10} kB free", is_full(work / "disk", before, free, whole)
        for what in ("disk", "audio", "script"):
            yield f"{step}, {what} read-only", is_read_only(work / "disk", before, what, whole)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--steps", type=int, default=12, help="how many sizes of disk for each change"
    )
    asked = parser.parse_args()
    os.environ["PYTHONPATH"] = str(HERE)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "probe")
        with (
            suppress(subprocess.CalledProcessError, FileNotFoundError),
            disk(place, HERE / "bench", PAGE),
        ):
            place = Path()
        if place != Path():
            print("nothing can be mounted here", file=sys.stderr)
            sys.exit(2)
        for name, found in tried(Path(folder), asked.steps):
            failed += bool(found)
            sys.stdout.write(f"{'FAIL ' + '; '.join(found) if found else 'ok'} {name}\n")
            sys.stdout.flush()
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
