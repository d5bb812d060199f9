"""`podcast build --dry-run`: what would be made, how long it takes and what it costs."""

from __future__ import annotations

from pathlib import Path

from podcast.cli.messages import error_sentence, tr
from podcast.cli.terminal import echo
from podcast.cli.terminal import print_json as print_record
from podcast.formats.text import duration
from podcast.pipeline.forecast import Expected, Forecast, Work, forecast
from podcast.pipeline.freshness import Options
from podcast.structs import asdict


def tell(root: Path, options: Options, *, as_json: bool) -> int:
    """Print the forecast; returns the exit code the build would end with, as far as can be foreseen."""
    expected = forecast(root, options)
    if as_json:
        print_record(_record(expected))
    else:
        echo("\n".join(_lines(expected)))
        for error in expected.failed:
            echo(f"podcast: {error_sentence(error)}", err=True)
    return max((error.exit_code for error in expected.failed), default=0)


def _record(expected: Forecast) -> dict[str, object]:
    return {
        "episodes": [asdict(episode) for episode in expected.expected],
        "work": [asdict(work) for work in expected.work],
        "unchanged": list(expected.fresh),
        "failed": [error_sentence(error) for error in expected.failed],
        "hear_ms": expected.hear_ms,
        "seconds": expected.seconds,
    }


def _lines(expected: Forecast) -> list[str]:
    lines = [_episode(episode) for episode in expected.expected if episode.to_voice]
    if silent := sum(not episode.to_voice for episode in expected.expected):
        lines.append(tr("checked again, with nothing to voice: {count}", count=silent))
    if expected.fresh:
        lines.append(tr("unchanged: {count}", count=len(expected.fresh)))
    if not expected.expected:
        return [*lines, tr("nothing to build")]
    lines.append(
        tr(
            "total: episodes: {episodes}, sections to voice: {sections}, about {length} of sound",
            episodes=sum(episode.to_voice > 0 for episode in expected.expected),
            sections=sum(episode.to_voice for episode in expected.expected),
            length=duration(
                sum(episode.hear_ms for episode in expected.expected if episode.to_voice)
            ),
        )
    )
    lines += [_asked(work) for work in expected.work if work.requests]
    lines.append(tr("it takes about {time}", time=duration(max(1, round(expected.seconds)) * 1000)))
    return lines


def _episode(expected: Expected) -> str:
    fields: dict[str, object] = {
        "slug": expected.slug,
        "count": expected.to_voice,
        "engine": expected.engine,
        "length": duration(expected.hear_ms),
    }
    if expected.is_new:
        return tr("{slug}: new, sections: {count} with {engine}, about {length} of sound", **fields)
    return tr(
        "{slug}: {count} of {total} sections with {engine}, about {length} of sound",
        total=expected.sections,
        **fields,
    )


def _asked(work: Work) -> str:
    asked = tr(
        "{engine}: {requests} requests, {characters} characters",
        engine=work.engine,
        requests=work.requests,
        characters=work.characters,
    )
    if work.price is None:
        way = tr(
            "set  price = …  (per million characters) in [engines.{engine}] to see the price here",
            engine=work.engine,
        )
        return f"{asked}; {way}"
    price = tr("about {price}", price=f"{work.price:.2f}") if work.price else tr("no charge")
    return f"{asked}; {price}"
