"""How soon the page of a long show can be used, in Chromium: python bench/pages.py [--episodes N] [--runs N]

Milliseconds from the request to `DOMContentLoaded`, when the scripts have run, and to the answer of a search by
title; the medians of the runs, each in a context of its own. Needs playwright and Chromium.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HERE), str(HERE / "tests")]

import page_tools  # noqa: E402 - found by the line above

from podcast import page  # noqa: E402
from podcast.model import Show  # noqa: E402

READY = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
FOUND = """
() => {
  const begun = performance.now();
  document.querySelector("#find").value = "الحلقه ٤٩";
  document.querySelector("#find").dispatchEvent(new Event("input"));
  document.querySelector(".year li:not([hidden])").getBoundingClientRect();
  return performance.now() - begun;
}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--episodes", type=int, default=500)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    show, episodes = Show("كثير"), page_tools.many_episodes(asked.episodes)
    with tempfile.TemporaryDirectory() as folder:
        for path, data in page.assets(show, 200, {}).items():
            (Path(folder) / path).parent.mkdir(exist_ok=True)
            (Path(folder) / path).write_bytes(data)
        html = page.show_page(show, episodes, feed_url="", cover="")
        (Path(folder) / "index.html").write_text(html, "utf-8")
        ready, found = timed(Path(folder), asked.runs)
    print(f"{asked.episodes} episodes, {len(html.encode()) // 1000} kB")
    print(f"ready   {statistics.median(ready):.0f} ms")
    print(f"search  {statistics.median(found):.0f} ms")


def timed(folder: Path, runs: int) -> tuple[list[float], list[float]]:
    ready, found = [], []
    with page_tools.served(folder) as site, page_tools.chromium() as browser:
        for _ in range(runs):
            context = browser.new_context()
            tab = context.new_page()
            tab.goto(f"{site}/")
            ready.append(tab.evaluate(READY))
            found.append(tab.evaluate(FOUND))
            context.close()
    return ready, found


if __name__ == "__main__":
    main()
