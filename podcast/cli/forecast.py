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
        "episodes": [asdict(one) for one in found.expected],
        "work": [asdict(one) for one in found.work],
        "unchanged": list(found.fresh),
        "failed": [translated(error) for error in found.failed],
        "hear_ms": found.hear_ms,
        "seconds": found.seconds,
    }


def _lines(found: Forecast) -> list[str]:
    lines = [_episode(one) for one in found.expected if one.to_voice]
    if silent := sum(not one.to_voice for one in found.expected):
        lines.append(said("checked again, with nothing to voice: {count}", count=silent))
    if found.fresh:
        lines.append(said("unchanged: {count}", count=len(found.fresh)))
    if not found.expected:
        return [*lines, said("nothing to build")]
    lines.append(
        said(
            "in all: episodes: {episodes}, sections to voice: {sections}, about {length} of sound",
            episodes=sum(one.to_voice > 0 for one in found.expected),
            sections=sum(one.to_voice for one in found.expected),
            length=duration(sum(one.hear_ms for one in found.expected if one.to_voice)),
        )
    )
    lines += [_asked(one) for one in found.work if one.requests]
    lines.append(said("it takes about {time}", time=duration(max(1, round(found.seconds)) * 1000)))
    return lines


def _episode(one: Expected) -> str:
    fields: dict[str, object] = {
        "slug": one.slug,
        "count": one.to_voice,
        "engine": one.engine,
        "length": duration(one.hear_ms),
    }
    if one.is_new:
        return said(
            "{slug}: new, sections: {count} with {engine}, about {length} of sound", **fields
        )
    return said(
        "{slug}: {count} of {total} sections with {engine}, about {length} of sound",
        total=one.sections,
        **fields,
    )


def _asked(one: Work) -> str:
    asked = said(
        "{engine}: {requests} requests, {characters} characters",
        engine=one.engine,
        requests=one.requests,
        characters=one.characters,
    )
    if one.price is None:
        way = said(
            "set  price = …  (per million characters) in [engines.{engine}] to see the price here",
            engine=one.engine,
        )
        return f"{asked}; {way}"
    price = said("about {price}", price=f"{one.price:.2f}") if one.price else said("no charge")
    return f"{asked}; {price}"
