"""Builds killed at any moment: what is published stays whole, and the next build makes all of it good.

    python bench/kill.py [--rounds N] [--seed N]

In each round a sentence is changed and the build is killed (SIGKILL) at a random time. After it every file that
the feed names must be there, whole; at the end, one undisturbed build must give byte for byte what a first
build in another folder gives. Exits 1 where it does not.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).parent.parent
PODCAST = [sys.executable, "-m", "podcast"]
SECTIONS = 6


def script(rounds: int) -> str:
    """Six sections, one of which differs from round to round."""
    parts = [
        f"## الباب {n}\n\nهذه الجملة الأولى من الباب رقم {n}، وفيها وقفة. وهذه الثانية.\n"
        for n in range(1, SECTIONS + 1)
    ]
    parts[rounds % SECTIONS] += f"\nوأضيفت هنا جملة في المرة رقم {rounds}.\n"
    return "# حلقة\n\n" + "\n".join(parts)


def new_root(folder: Path) -> Path:
    (folder / "script").mkdir(parents=True)
    settings = 'title = "اختبار"\nbase_url = "https://example.org/p/"\nengine = "espeak"\n'
    (folder / "script/show.toml").write_text(settings, encoding="utf-8")
    return folder


def write(root: Path, number: int) -> None:
    (root / "script/2025-01-01-one.md").write_text(script(number), encoding="utf-8")


def start(root: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PODCAST, "-C", str(root), "build", "-q"], stderr=subprocess.PIPE, start_new_session=True
    )


def finished(root: Path) -> float:
    """A build left alone; the seconds it took."""
    begun = time.perf_counter()
    process = start(root)
    _, said = process.communicate()
    if process.returncode:
        sys.exit(f"an undisturbed build failed:\n{said.decode()}")
    return time.perf_counter() - begun


def killed(root: Path, after: float) -> None:
    process = start(root)
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def faults(root: Path) -> list[str]:
    """What a listener could run into now."""
    from mutagen.mp3 import MP3

    audio = root / "audio"
    found = []
    for enclosure in ET.parse(audio / "feed.xml").iter("enclosure"):
        path = audio / urlsplit(enclosure.attrib["url"]).path.removeprefix("/p/")
        if not path.is_file():
            found.append(f"{path} is gone")
        elif MP3(path).info.length < 2.6:
            found.append(f"{path} is cut short")
    return found


def digests(root: Path) -> dict[str, str]:
    audio = root / "audio"
    paths = (path for path in sorted(audio.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(audio)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
        if not any(part.startswith(".") for part in path.relative_to(audio).parts)
    }


def rounds(work: Path, count: int, chance: random.Random) -> list[str]:
    root = new_root(work / "killed")
    write(root, 0)
    whole = finished(root)
    for number in range(1, count + 1):
        write(root, number)
        killed(root, chance.uniform(0.05, whole))
        if found := faults(root):
            return [f"round {number}: {fault}" for fault in found]
    finished(root)
    clean = new_root(work / "clean")
    write(clean, count)
    shutil.copy(root / "script/published.toml", clean / "script")
    finished(clean)
    left = digests(root)
    return [
        f"{path} differs" for path, digest in digests(clean).items() if left.get(path) != digest
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    os.environ["PYTHONPATH"] = str(HERE)
    with tempfile.TemporaryDirectory() as folder:
        found = rounds(Path(folder), asked.rounds, random.Random(asked.seed))
    print("\n".join(found) or f"{asked.rounds} builds killed, nothing lost")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
