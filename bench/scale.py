"""What it takes to voice an archive, computed from a benchmark of this machine.

    python bench/speed.py --hours 10 --json speed.json
    python bench/scale.py speed.json [--articles N] [--minutes M] [--cores N] [--core-hour P] [--gb-month P]

Prices are parameters, in any currency: put in those of your host.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from speed import AN_HOUR

BITRATE = 96_000
COPIES = 2
"""An episode and its sections hold the same frames; the cache, which need not be published, a third time."""

ITEM_BYTES = 6_400
"""Of one episode of eight chapters in the feed, about."""

REQUESTS_A_MINUTE = 14
"""Of the online voice, which takes a hundred characters at once: 266 for 18 minutes of marked text."""

PAGE = 100
"""Episodes on one page of the feed."""


@dataclass(frozen=True)
class Archive:
    articles: int
    minutes: float
    cpu_per_hour: float
    cores: int
    core_hour: float
    gb_month: float

    @property
    def hours(self) -> float:
        return self.articles * self.minutes / 60

    @property
    def core_hours(self) -> float:
        return self.hours * self.cpu_per_hour / 3600

    @property
    def gigabytes(self) -> float:
        return COPIES * self.hours * 3600 * BITRATE / 8 / 1e9


def rows(one: Archive) -> list[tuple[str, str]]:
    requests = one.hours * 60 * REQUESTS_A_MINUTE
    return [
        ("articles", f"{one.articles:,} of {one.minutes:g} minutes"),
        ("speech", f"{one.hours:,.0f} hours"),
        (
            "offline voice, processor",
            f"{one.core_hours:,.1f} core-hours ({one.cpu_per_hour:.0f} s an hour)",
        ),
        (f"the same on {one.cores} cores", f"{one.core_hours / one.cores:,.1f} hours"),
        (
            "cost of voicing",
            f"{one.core_hours * one.core_hour:,.2f} ({one.core_hour:g} a core-hour)",
        ),
        ("cost an hour of speech", f"{one.core_hour * one.cpu_per_hour / 3600:.5f}"),
        ("online voice, requests", f"{requests:,.0f} ({REQUESTS_A_MINUTE} a minute of speech)"),
        ("online voice at 1 request a second", f"{requests / 86_400:,.0f} days"),
        (
            "published sound",
            f"{one.gigabytes:,.0f} GB, {one.gigabytes * one.gb_month:,.2f} a month",
        ),
        ("the feed as one file", f"{one.articles * ITEM_BYTES / 1e6:,.0f} MB"),
        (
            f"the feed in pages of {PAGE}",
            f"{ceil(one.articles / PAGE):,} of {PAGE * ITEM_BYTES / 1e3:,.0f} kB",
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("speed", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--cores", type=int, default=32)
    parser.add_argument("--core-hour", type=float, default=0.04)
    parser.add_argument("--gb-month", type=float, default=0.02)
    asked = parser.parse_args()
    measured = json.loads(asked.speed.read_text("utf-8"))
    cpu = next(row["cpu_ratio"] for row in reversed(measured) if row["against"] == AN_HOUR)
    one = Archive(asked.articles, asked.minutes, cpu, asked.cores, asked.core_hour, asked.gb_month)
    print("\n".join(f"{name:<36}{value}" for name, value in rows(one)))


if __name__ == "__main__":
    main()
