"""Bad inputs, one after the other: what is said of each, how long it takes, and what it touches.

    python bench/damage.py [--only WORD] [--state [--strace]]

Each case is a root with two good scripts, into which something is put that is broken, endless, hostile or too
large; then `podcast build` runs in a process of its own. It must end within 20 seconds and 400 MB, with 0 or
with a sentence that names the place; never as a bug in the program. Nothing may be written, read or deleted
outside `audio/` and `script/published.toml`, and a good script must be made where the bad thing is another's.
With `--state`, what a build has left is damaged instead: then the feed must have both episodes after the next
build, of all or of one, also where `published.toml` is gone; where all were made, byte for byte. `--strace` has
the system tell of each file that is opened, made, moved or removed there. Exits 1 where something fails.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bad_inputs import BAD, GOOD, SHOW, Put
from more_bad_inputs import MORE

HERE = Path(__file__).parent.parent
sys.path.insert(0, str(HERE / "tests"))

from harm import HARMS  # noqa: E402 - its folder must be known first

SECONDS, MEGABYTES = 20, 400
SECRET = "سرّ لا يخصّ أحدا هنا"


def new_root(where: Path) -> Path:
    """A show of two episodes, beside which lies what nobody may touch."""
    (where / "outside").mkdir(parents=True)
    (where / "outside/secret.md").write_text(f"# {SECRET}\n\n{SECRET}\n", "utf-8")
    (where / "outside/secret.jpg").write_bytes(b"\xff\xd8\xff\xe0secret")
    script = where / "root/script"
    script.mkdir(parents=True)
    (script / "show.toml").write_text(SHOW, "utf-8")
    for name in ("one", "two"):
        (script / f"2025-01-0{len(name) - 2}-{name}.md").write_text(GOOD.format(n=name), "utf-8")
    return where / "root"


def built(root: Path, *asked: str, strace: bool = False) -> tuple[int, str, float, int]:
    """(exit code, what it said, seconds, megabytes at most) of a build of its own."""
    command = [
        sys.executable,
        "-c",
        MEASURED,
        "-C",
        str(root),
        "build",
        "-q",
        "--jobs",
        "1",
        *asked,
    ]
    if strace:
        command = [
            "strace",
            "-f",
            "-y",
            "-qq",
            "-o",
            str(root.parent.parent / LOG),
            "-e",
            TRACED,
            *command,
        ]
    begun = time.monotonic()
    try:
        done = subprocess.run(command, capture_output=True, timeout=3 * SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return -1, "it did not come to an end", time.monotonic() - begun, 0
    told, _, measured = done.stderr.decode("utf-8", "replace").rpartition("\nMEASURED ")
    megabytes, seconds = map(float, measured.split()) if measured else (0.0, 0.0)
    return done.returncode, told.strip(), seconds, round(megabytes)


MEASURED = """
import atexit, os, resource, sys, time
def tell():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    size = int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) / 1024
    sys.stderr.write(f"\\nMEASURED {size} {sum(one.ru_utime + one.ru_stime for one in used)}\\n")
    sys.stderr.flush()
atexit.register(tell)
leave, build = os._exit, os.getpid()
def last(code):
    if os.getpid() == build:
        tell()
    leave(code)
os._exit = last
from podcast.cli import run
run()
"""


def around(root: Path) -> dict[str, str]:
    """All that is not the program's: beside the root, and in it but for audio/ and published.toml."""
    found = {}
    for path in sorted(root.parent.rglob("*")):
        name = path.relative_to(root.parent).as_posix()
        if name.startswith("root/audio") or name == "root/script/published.toml":
            continue
        if path.is_file() and not path.is_symlink() and path.stat().st_size < 1 << 24:
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            found[name] = f"{path.lstat().st_mode} {path.lstat().st_size}"
    return found


LOG = "strace.log"
TRACED = (
    "trace=open,openat,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,symlink,"
    "symlinkat,chmod,fchmodat,chown,fchownat,truncate,utimensat"
)
_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += \d")
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')


def strayed(root: Path) -> Iterator[str]:
    """What the last build has written, moved or removed outside `audio/`, or read of what is not its own."""
    own = (f"{root}/audio", f"{root}/script/published.toml", f"{root}/script/.", "/dev/null")
    for line in (root.parent.parent / LOG).read_text("utf-8", "replace").splitlines():
        call = _CALL.match(line)
        if not call:
            continue
        reads = call[1].startswith("open") and not re.search("O_WRONLY|O_RDWR|O_CREAT", call[2])
        for folder, name in _PATH.findall(call[2]):
            path = os.path.normpath(os.path.join(folder or os.getcwd(), name))
            if f"{root.parent}/outside" in path or not (reads or path.startswith(own)):
                yield f"{call[1]} {path}"


CODES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
ALL = BAD | {f"more: {name}": put for name, put in MORE.items()}
WORKS = frozenset({"files: no script", "files: script as a file", "files: audio as a file"})
"""Where nothing can be made."""


def tried(where: Path, name: str, put: Put) -> tuple[list[str], str]:
    """(what does not hold, a line about it)."""
    root = new_root(where)
    put(root / "script")
    before, pwned = around(root), Path("/tmp/pwned").exists()
    code, told, seconds, size = built(root)
    line = f"{code} {seconds:5.1f} s {size:4} MB  {name}: {' / '.join(told.splitlines())[:230]}"
    wrong = list(_unheld(code, told, seconds, size))
    if around(root) != before or Path("/tmp/pwned").exists() != pwned:
        wrong.append("something outside audio/ has changed")
    if any(
        SECRET in path.read_text("utf-8", "replace") for path in (root / "audio").rglob("*.vtt")
    ):
        wrong.append("what lies outside was published")
    if name.startswith(("script", "front matter")) and not (root / "audio/one.mp3").is_file():
        wrong.append("the good ones were not made")
    return wrong, line


def _unheld(code: int, told: str, seconds: float, size: int) -> Iterator[str]:
    if code not in (0, 1, 2):
        yield f"it ended with {code}"
    if code and not told:
        yield "nothing was said"
    if "bug in the program" in told or "Traceback" in told:
        yield "it was called a bug in the program"
    if code and not re.search(r"[\w/.-]+\.\w+|script/|audio", told):
        yield "no place was named"
    if CODES.search(told):
        yield "codes reached the terminal"
    if seconds > SECONDS:
        yield f"it took {seconds:.0f} s"
    if size > MEGABYTES:
        yield f"it took {size} MB"


def another_version(path: Path) -> None:
    """As a later version might write it."""
    path.write_bytes(re.sub(rb'"version": \d+', b'"version": 99', path.read_bytes()) + b"\n")


STATE_HARMS = (*HARMS, another_version)
PLACES = (
    "audio/.state.json", "audio/feed.xml", "audio/*.mp3", "audio/*/*.mp3", "audio/*/feed.xml",
    "audio/index.html", "audio/cover.jpg", "audio/*/transcript.*", "audio/.clips/*/*",
    "audio/*/index.html", "audio/.*", "script/published.toml",
)  # fmt: skip


MODES: dict[str, tuple[str, ...]] = {"all": (), "one": ("one",), "first": ()}
"""What is built then: all episodes, one, or all as if nothing had been published."""


def damaged(
    where: Path, place: str, harm: Callable[[Path], object], mode: str, *, strace: bool
) -> tuple[list[str], str]:
    """What a build has left is damaged: after the next one the feed has both, and all is as it was."""
    root = new_root(where)
    if built(root)[0]:
        return ["the first build failed"], ""
    before, feed = published(root), told(root)
    for path in sorted(root.glob(place)):
        if path.is_file():
            harm(path)
    if place.startswith("audio/.clips"):
        (root / "audio/.state.json").unlink()
    if mode == "first" and (root / "script/published.toml").is_file():
        (root / "script/published.toml").unlink()
    outside = around(root)
    code, words, seconds, size = built(root, *MODES[mode], strace=strace)
    name = f"{harm.__name__} {place}, {mode}"
    line = f"{code} {seconds:5.1f} s {size:4} MB  {name}: {' / '.join(words.splitlines())[:200]}"
    wrong = list(_unheld(code, words, seconds, size))
    if around(root) != outside:
        wrong.append("something outside audio/ has changed")
    if not feed <= told(root):
        wrong.append(f"the feed lost {feed - told(root)}")
    wrong += list(strayed(root))[:5] if strace else []
    if code == 0 and mode != "one" and published(root) != before:
        wrong.append("what is published is not what it was")
    return wrong, line


def published(root: Path) -> dict[str, str]:
    audio = root / "audio"
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(audio.rglob("*"))
        if path.is_file() and not (name := path.relative_to(audio).as_posix()).startswith(".")
    }


def told(root: Path) -> set[str]:
    """Sounds that the feed tells of; those of a feed that is damaged are none."""
    try:
        text = (root / "audio/feed.xml").read_bytes().decode("utf-8", "replace")
    except OSError:
        return set()
    return set(re.findall(r'<enclosure url="([^"]+)"', text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="cases whose names hold this word")
    parser.add_argument("--state", action="store_true", help="damage what a build has left")
    parser.add_argument(
        "--strace", action="store_true", help="and have the system tell of each file"
    )
    asked = parser.parse_args()
    os.environ |= {"PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1"}
    os.environ.setdefault("LANG", "C.UTF-8")
    resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 30, 4 << 30))
    cases: dict[str, Callable[[Path], tuple[list[str], str]]]
    if asked.state:
        cases = {
            f"{harm.__name__} {place}, {mode}": partial(
                damaged, place=place, harm=harm, mode=mode, strace=asked.strace
            )
            for place in PLACES
            for harm in STATE_HARMS
            for mode in MODES
        }
    else:
        cases = {name: partial(tried, name=name, put=put) for name, put in ALL.items()}
    chosen = {name: case for name, case in cases.items() if asked.only in name}
    failed = 0
    for case in chosen.values():
        with tempfile.TemporaryDirectory() as work:
            wrong, line = case(Path(work) / "w")
        failed += bool(wrong)
        sys.stdout.write(f"{'FAIL ' + json.dumps(wrong) if wrong else 'ok'} {line}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{len(chosen)} cases, {failed} do not hold\n")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
