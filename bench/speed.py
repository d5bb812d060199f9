"""How long a build takes, beside the shell pipeline a skilled user would write for the same MP3.

    python bench/speed.py [--script FILE] [--runs N] [--many N] [--hours H] [--json FILE]

Every figure is a whole process from start to exit, its workers counted in: the median of the runs, in seconds
of waiting and of CPU time. Ratios are taken pair by pair in one run, because machines are noisy; on a shared
machine only those of CPU time say anything. The pipeline reads the text after its marks have been restored,
and only speaks and encodes: no chapters, no levels, no feed. Without espeak-ng or ffmpeg its rows are
left out. Peak memory is the largest single process. The program's modules are compiled first, as pip does
when it installs them.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent.parent
PODCAST = [sys.executable, "-m", "podcast"]


@dataclass(frozen=True)
class Row:
    work: str
    seconds: float
    cpu: float
    ratio: float | None = None
    cpu_ratio: float | None = None
    against: str = ""
    peak_mb: float | None = None


@dataclass(frozen=True)
class Run:
    seconds: float
    cpu: float
    peak_mb: float


def row(work: str, runs: list[Run], others: Sequence[Run] = (), against: str = "") -> Row:
    """The medians of runs, and of their ratios to those of `others`, pair by pair."""
    ratio = cpu_ratio = None
    if others:
        pairs = list(zip(runs, others, strict=True))
        ratio = statistics.median(one.seconds / other.seconds for one, other in pairs)
        cpu_ratio = statistics.median(one.cpu / other.cpu for one, other in pairs)
    seconds, cpu = (
        statistics.median(getattr(one, key) for one in runs) for key in ("seconds", "cpu")
    )
    return Row(work, seconds, cpu, ratio, cpu_ratio, against)


def measured(command: list[str], folder: Path) -> Run:
    """A command as a whole process, its workers counted in; its words are told only if it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        if status:
            said.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{said.read().decode()}")
    return Run(took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def new_root(folder: Path, scripts: dict[str, str], more: str = "") -> Path:
    (folder / "script").mkdir(parents=True)
    settings = f'title = "قياس"\n{more}[voice]\nengine = "espeak"\n'
    (folder / "script/show.toml").write_text(settings, encoding="utf-8")
    for name, text in scripts.items():
        (folder / "script" / name).write_text(text, encoding="utf-8")
    return folder


def build(root: Path, *options: str) -> list[str]:
    return [*PODCAST, "-C", str(root), "build", "-q", *options]


def spoken(root: Path) -> str:
    """The episode's text with its marks, as the pipeline is given it."""
    command = [*PODCAST, "-C", str(root), "text", "episode", "--diacritics"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def pipeline(text: Path, out: Path) -> list[str] | None:
    """espeak-ng piped into ffmpeg: 44.1 kHz, mono, 96 kbit/s, as our own files are."""
    if not (shutil.which("espeak-ng") and shutil.which("ffmpeg")):
        return None
    speak = f"espeak-ng -v ar -s 160 -f {text} --stdout"
    encode = f"ffmpeg -v error -y -i - -ar 44100 -ac 1 -b:a 96k {out}"
    return ["sh", "-c", f"{speak} | {encode}"]


def full(work: Path, script: str, suffix: str, runs: int) -> list[Row]:
    name = f"episode{suffix}"
    root = new_root(work / "full", {name: script})
    text, out = work / "marked.txt", work / "pipe.mp3"
    text.write_text(spoken(root), encoding="utf-8")
    shell = pipeline(text, out)
    ours, theirs = [], []
    for _ in range(runs):
        shutil.rmtree(root / "audio", ignore_errors=True)
        ours.append(measured(build(root), work))
        if shell:
            theirs.append(measured(shell, work))
    pipelines = [row("shell pipeline", theirs)] if theirs else []
    return [row("full build", ours, theirs, "shell pipeline"), *pipelines]


def edits(work: Path, script: str, runs: int) -> list[Row]:
    """The same text in twelve sections: one word of one section changed, then nothing changed."""
    root = new_root(work / "edits", {"episode.md": ""})
    path = root / "script/episode.md"
    whole, again, idle = [], [], []
    for number in range(runs):
        path.write_text(in_sections(script), encoding="utf-8")
        shutil.rmtree(root / "audio", ignore_errors=True)
        whole.append(measured(build(root), root))
        path.write_text(in_sections(script, f"كلمة{number}"), encoding="utf-8")
        again.append(measured(build(root), root))
        idle.append(measured(build(root), root))
    words = [in_sections(script, f"تعديل{number}") for number in range(runs + 1)]
    return [
        row("one word edited in one of 12 sections", again, whole, "full build"),
        row("the same under build --watch", watched(root, path, words), whole, "full build"),
        row("nothing changed", idle),
    ]


SETTLED = 3.0
"""Seconds in which a watch has done all there is to do after an edit, even on a busy machine."""


def watched(root: Path, path: Path, texts: list[str]) -> list[Run]:
    """What a running watch takes from each save of `path` to the new MP3; the first save, after which it loads
    what it needs, is left out. Linux only."""
    process = subprocess.Popen([*build(root), "--watch"], stdout=subprocess.DEVNULL)
    made, runs = root / "audio/episode.mp3", []
    try:
        time.sleep(2 * SETTLED)
        for text in texts:
            before, spent, start = (
                made.stat().st_mtime_ns,
                spent_by(process.pid),
                time.perf_counter(),
            )
            path.write_text(text, encoding="utf-8")
            while made.stat().st_mtime_ns == before:
                time.sleep(0.01)
            waited = time.perf_counter() - start
            time.sleep(SETTLED)
            runs.append(Run(waited, spent_by(process.pid) - spent, 0))
    finally:
        process.terminate()
        process.wait()
    return runs[1:]


def spent_by(pid: int) -> float:
    """The CPU seconds of a running process, from /proc (proc(5): fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


SECTIONS = 12
AN_HOUR = "an hour"
"""What the ratios of long texts are to."""


def in_sections(script: str, word: str = "", times: int = 1) -> str:
    """The text as Markdown, its lines dealt to 12 sections, `word` in the sixth; all of it several times."""
    lines = [line for line in script.split("\n") if len(line) > 60]
    whole, shares = sum(map(len, lines)), [[] for _ in range(SECTIONS)]
    told = 0
    for line in lines:
        shares[min(SECTIONS - 1, told * SECTIONS // whole)].append(line)
        told += len(line)
    shares[5].append(word)
    copies = (
        f"## الباب {n} {at}\n\n" + "\n\n".join(share)
        for n in range(times)
        for at, share in enumerate(shares, 1)
    )
    return "# حلقة\n\n" + "\n\n".join(copies) + "\n"


def many(work: Path, count: int, runs: int) -> list[Row]:
    """A feed of `count` short episodes of four sections: built, with nothing to do, and checked."""
    parts = "\n\n".join(
        f"## القسم {n}\n\nنص قصير [للقسم](https://example.org/{n})." for n in range(4)
    )
    texts = {f"e{n:04}.md": f"# حلقة رقم {n}\n\n{parts}\n" for n in range(count)}
    root = new_root(work / "many", texts, COMPLETE)
    check = [*PODCAST, "-C", str(root), "check"]
    first = [measured(build(root), work)]
    idle = [measured(build(root), work) for _ in range(runs)]
    measuring = [measured(check, work)]
    again = [measured(check, work) for _ in range(runs)]
    return [
        row(f"{count} episodes, first build", first),
        row(f"{count} episodes, nothing changed", idle),
        row(f"{count} episodes checked, each file measured", measuring),
        row(f"{count} episodes checked again", again),
    ]


COMPLETE = """\
author = "سلمى"
email = "salma@example.org"
category = "Arts"
description = "وصف"
base_url = "https://example.org/p/"
feed_items = 100
"""
"""Settings of a show in which `podcast check` finds nothing to fix."""


def long(work: Path, script: str, hours: float) -> list[Row]:
    """The same text over and over, up to `hours`: time an hour and memory must not grow with length."""
    rows = []
    for share in (1.0, hours):
        root = new_root(work / f"long{share}", {"episode.md": ""})
        text = in_sections(script, times=max(1, round(share * 60 / MINUTES)))
        (root / "script/episode.md").write_text(text, encoding="utf-8")
        run = measured(build(root), work)
        heard = duration(root) / 3_600_000
        name, rates = f"{heard:.1f} h of speech", (run.seconds / heard, run.cpu / heard)
        rows.append(Row(name, run.seconds, run.cpu, *rates, AN_HOUR, run.peak_mb))
        shutil.rmtree(root)
    return rows


MINUTES = 17
"""Of speech in the text, about."""


def duration(root: Path) -> int:
    chapters = json.loads((root / "audio/episode/chapters.json").read_text("utf-8"))["chapters"]
    return int(chapters[-1]["endTime"] * 1000)


def start_up(work: Path, runs: int) -> list[Row]:
    return [row("podcast --help", [measured([*PODCAST, "--help"], work) for _ in range(runs)])]


def table(rows: list[Row]) -> str:
    lines = [f"{'work':<40}{'seconds':>9}{'CPU':>8}{'ratio':>8}{'of CPU':>8}  to"]
    for row in rows:
        ratios = ("" if one is None else f"{one:.2f}" for one in (row.ratio, row.cpu_ratio))
        peak = "" if row.peak_mb is None else f", peak {row.peak_mb:.0f} MB"
        figures = f"{row.seconds:>9.2f}{row.cpu:>8.2f}" + "".join(f"{one:>8}" for one in ratios)
        lines.append(f"{row.work:<40}{figures}  {row.against}{peak}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--script", type=Path, default=HERE / "script/2025-03-24-mistral.md")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--many", type=int, default=0)
    parser.add_argument("--hours", type=float, default=0)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    script = asked.script.read_text("utf-8")
    parts: list[Callable[[Path], list[Row]]] = [
        lambda work: start_up(work, asked.runs),
        lambda work: full(work, script, asked.script.suffix, asked.runs),
        lambda work: edits(work, script, asked.runs),
    ]
    if asked.many:
        parts.append(lambda work: many(work, asked.many, asked.runs))
    if asked.hours:
        parts.append(lambda work: long(work, script, asked.hours))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPATH"] = str(HERE)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        compileall.compile_dir(HERE / "podcast", quiet=1)
        rows = [row for part in parts for row in part(Path(folder))]
    print(table(rows))
    if asked.json:
        asked.json.write_text(json.dumps([asdict(row) for row in rows], indent=1))


if __name__ == "__main__":
    main()
