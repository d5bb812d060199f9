"""`podcast build --dry-run`: what would be made, how long it takes and what it costs."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from podcast.cli.terminal import echo
from podcast.cli.words import said, translated
from podcast.formats.text import duration
from podcast.pipeline.forecast import Expected, Forecast, Work, forecast
from podcast.pipeline.freshness import Options


def tell(root: Path, options: Options, *, as_json: bool) -> int:
    """Print it; the exit code that the build would end with, as far as can be told."""
    found = forecast(root, options)
    if as_json:
        echo(json.dumps(_record(found), ensure_ascii=False, indent=1))
    else:
        echo("\n".join(_lines(found)))
        for error in found.failed:
            echo(f"podcast: {translated(error)}", err=True)
    return max((error.exit_code for error in found.failed), default=0)


def _record(found: Forecast) -> dict[str, object]:
    return {
        "episodes": [asdict(episode) for episode in found.expected],
        "work": [asdict(work) for work in found.work],
        "unchanged": list(found.fresh),
        "failed": [translated(error) for error in found.failed],
        "hear_ms": found.hear_ms,
        "seconds": found.seconds,
    }


def _lines(found: Forecast) -> list[str]:
    lines = [_episode(episode) for episode in found.expected if episode.to_voice]
    if silent := sum(not episode.to_voice for episode in found.expected):
        lines.append(said("checked again, with nothing to voice: {count}", count=silent))
    if found.fresh:
        lines.append(said("unchanged: {count}", count=len(found.fresh)))
    if not found.expected:
        return [*lines, said("nothing to build")]
    lines.append(
        said(
            "in all: episodes: {episodes}, sections to voice: {sections}, about {length} of sound",
            episodes=sum(episode.to_voice > 0 for episode in found.expected),
            sections=sum(episode.to_voice for episode in found.expected),
            length=duration(sum(episode.hear_ms for episode in found.expected if episode.to_voice)),
        )
    )
    lines += [_asked(work) for work in found.work if work.requests]
    lines.append(said("it takes about {time}", time=duration(max(1, round(found.seconds)) * 1000)))
    return lines


def _episode(expected: Expected) -> str:
    fields: dict[str, object] = {
        "slug": expected.slug,
        "count": expected.to_voice,
        "engine": expected.engine,
        "length": duration(expected.hear_ms),
    }
    if expected.is_new:
        return said(
            "{slug}: new, sections: {count} with {engine}, about {length} of sound", **fields
        )
    return said(
        "{slug}: {count} of {total} sections with {engine}, about {length} of sound",
        total=expected.sections,
        **fields,
    )


def _asked(work: Work) -> str:
    asked = said(
        "{engine}: {requests} requests, {characters} characters",
        engine=work.engine,
        requests=work.requests,
        characters=work.characters,
    )
    if work.price is None:
        way = said(
            "set  price = …  (per million characters) in [engines.{engine}] to see the price here",
            engine=work.engine,
        )
        return f"{asked}; {way}"
    price = said("about {price}", price=f"{work.price:.2f}") if work.price else said("no charge")
    return f"{asked}; {price}"
