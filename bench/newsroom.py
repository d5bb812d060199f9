"""How long an editor of forty articles waits: for nothing changed, for one entry of the lexicon, for one edit.

    python bench/newsroom.py [--articles N] [--words N] [--runs N]

The articles are sentences put together at random, from words of this file, always the same ones; each has four
sections, and one section in ten names a company that no table knows. Figures are whole processes: wall seconds,
and seconds of processor with those of the workers counted in.
"""

from __future__ import annotations

import argparse
import compileall
import os
import random
import statistics
import tempfile
from pathlib import Path

from speed import HERE, PODCAST, Run, build, measured, new_root

NAMED, UNUSED = "Velmora", "Zquaxo"
"""What one section in ten holds, and what none does."""
SUBJECTS = [
    "المحررون",
    "الكتّاب",
    "القرّاء",
    "الباحثون",
    "المهندسون",
    "المعلمون",
    "الطلاب",
    "التجار",
    "الأطباء",
    "الصحفيون",
]
VERBS = ["كتبوا", "قرؤوا", "نشروا", "درسوا", "ناقشوا", "راجعوا", "عرضوا", "وصفوا", "جمعوا", "أعدّوا"]
OBJECTS = [
    "التقرير",
    "المقال",
    "الكتاب",
    "الخبر",
    "البحث",
    "الجدول",
    "الملف",
    "السؤال",
    "الدرس",
    "الحوار",
]
PLACES = [
    "في المدينة",
    "في القاهرة",
    "في بيروت",
    "قرب النهر",
    "في المكتبة",
    "أمام الجامعة",
    "في السوق",
    "عند البحر",
]
TIMES = [
    "أمس",
    "هذا الصباح",
    "قبل 3 أيام",
    "في عام 2024",
    "منذ أسبوع",
    "يوم الأحد",
    "بعد ساعتين",
    "في الشتاء",
]


def sentence(dice: random.Random) -> str:
    """A sentence of seven to nine words."""
    words = (SUBJECTS, VERBS, OBJECTS, PLACES, TIMES)
    return " ".join(dice.choice(one) for one in words) + "."


def article(number: int, words: int) -> str:
    """A script of four sections."""
    dice = random.Random(number)
    parts = [f"# المقال رقم {number}"]
    for section in range(4):
        said = [sentence(dice) for _ in range(words // 32)]
        if (number * 4 + section) % 10 == 0:
            said.append(f"وأعلنت شركة {NAMED} أرباحها.")
        parts += [f"## القسم {section + 1}", " ".join(said)]
    return "\n\n".join(parts) + "\n"


def told(work: str, runs: list[Run]) -> str:
    """A line of the table."""
    wall, cpu = (statistics.median(getattr(one, key) for one in runs) for key in ("seconds", "cpu"))
    return f"{work:<44}{wall:>8.2f}{cpu:>11.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--words", type=int, default=420)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--root", type=Path, help="where to work, and to go on from")
    asked = parser.parse_args()
    os.environ["PYTHONPATH"] = str(HERE)
    compileall.compile_dir(HERE / "podcast", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        root = asked.root or Path(folder) / "root"
        print(f"{'work':<44}{'seconds':>8}{'processor':>11}", flush=True)
        if not (root / "script").is_dir():
            texts = {f"e{n:03}.md": article(n, asked.words) for n in range(asked.articles)}
            new_root(root, texts)
        print(told("first build", [measured(build(root), root)]), flush=True)
        idle, unused, entry, edit = [], [], [], []
        for number in range(asked.runs):
            idle.append(measured(build(root), root))
            add = [*PODCAST, "-C", str(root), "lexicon", "add"]
            measured([*add, f"{UNUSED}{number}", "زِكْوَا"], root)
            unused.append(measured(build(root), root))
            # A new reading each time: sections in one that was heard before are still in the cache.
            measured([*add, NAMED, "فِلْمُورَا" + "دَا" * (number + 1)], root)
            entry.append(measured(build(root), root))
            script = root / "script/e001.md"
            script.write_text(script.read_text("utf-8") + f"جملة أخيرة {number}.\n", "utf-8")
            edit.append(measured(build(root), root))
        print(told("nothing changed", idle))
        print(told("an entry that no text holds", unused))
        print(told("an entry that one section in ten holds", entry))
        print(told("one sentence added to one article", edit))


if __name__ == "__main__":
    main()
