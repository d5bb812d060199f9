"""The summary of a build: what was made, what was reused, how long it is, and how to listen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from podcast.cli.direction import plain
from podcast.cli.messages import error_sentence, tr
from podcast.cli.terminal import echo
from podcast.cli.terminal import print_json as print_record
from podcast.formats.text import duration
from podcast.pipeline.doubts import Question, is_of_endings, stem
from podcast.pipeline.report import Report
from podcast.pipeline.state import HELD

DOUBTS = 3
"""How many doubtful words are listed after a build."""
FREQUENT = 3
"""A doubtful word in this many lines is settled in the lexicon; in fewer, in the script itself."""
SHOWN = 12
"""How many guessed readings are listed after a build; `podcast text` shows all those of an episode."""


def summarise(report: Report, root: Path) -> None:
    """Print the report."""
    for line in _lines(report, root):
        echo(line)


def print_json(report: Report) -> None:
    """The report for programs; lengths in milliseconds."""
    record = {
        "made": list(report.made),
        "unchanged": list(report.reused),
        "failed": [plain(error_sentence(error)) for error in report.failed],
        "held": [
            {"slug": episode.slug, "published": episode.published.isoformat()}
            for episode in report.held_back
        ],
        "guesses": [
            {"slug": slug, "written": written, "spoken": spoken, "rule": rule}
            for slug, written, spoken, rule in report.unresolved
        ],
        "reread": report.reread,
        "revoiced": report.revoiced,
        "new": report.new,
        "voiced": report.voiced,
        "duration_ms": report.duration_ms,
        "feed": str(report.feed),
    }
    print_record(record)


def _lines(report: Report, root: Path) -> list[str]:
    return [
        *_counts(report),
        *_unresolved(report),
        *_doubts(report),
        *_held_back(report),
        *_listening(report, root),
    ]


def _counts(report: Report) -> list[str]:
    lines = []
    if report.made:
        lines.append(tr("made: {slugs}", slugs=", ".join(_few(report.made))))
    if len(report.reused) > SHOWN:
        lines.append(tr("unchanged: {count}", count=len(report.reused)))
    elif report.reused:
        lines.append(tr("unchanged: {slugs}", slugs=", ".join(report.reused)))
    lines += _work(report)
    if report.failed:
        lines.append(
            tr(
                "not built: {count}; what was published before stays in place",
                count=len(report.failed),
            )
        )
    if report.duration_ms:
        lines.append(tr("total length: {length}", length=duration(report.duration_ms)))
    return lines


def _work(report: Report) -> list[str]:
    """What was done to the sections of all episodes together, in the order of the work."""
    lines = []
    if report.reread:
        lines.append(
            tr(
                "sections re-read: {read}, re-voiced: {voiced}",
                read=report.reread,
                voiced=report.revoiced,
            )
        )
    if report.new == report.voiced > 0:
        lines.append(tr("new sections voiced: {voiced}", voiced=report.voiced))
    elif report.new:
        lines.append(
            tr(
                "new sections: {new}, voiced: {voiced}; the others had been voiced already, or are repeated",
                new=report.new,
                voiced=report.voiced,
            )
        )
    return lines


def _few(slugs: tuple[str, ...]) -> tuple[str, ...]:
    return slugs if len(slugs) <= SHOWN else (*slugs[:SHOWN], f"… ({len(slugs)})")


def guesses(report: Report | None) -> list[str]:
    """The guessed readings, each as the line of the lexicon that would settle it."""
    from podcast.pipeline.authoring import lexicon_line

    unresolved = report.unresolved if report else ()
    pairs = dict.fromkeys((written, spoken) for _, written, spoken, _ in unresolved)
    return [lexicon_line(written, spoken) for written, spoken in pairs]


def _unresolved(report: Report) -> list[str]:
    lines = guesses(report)
    if not lines:
        return []
    more = [f"  # … {len(lines) - SHOWN}"] if len(lines) > SHOWN else []
    head = tr("guessed readings: {count}; correct them in script/lexicon.toml:", count=len(lines))
    return [head, *(f"  {line}" for line in lines[:SHOWN]), *more]


def doubted(*same: Question) -> str:
    """The sentence about a word that may be read in two ways, in one script or more: what to do if the other
    reading is right."""
    first = same[0]
    count = sum(len(question.lines) for question in same)
    if count >= FREQUENT and not is_of_endings(first.readings):
        from podcast.pipeline.authoring import lexicon_line

        return tr(
            "  “{word}” in {count} lines is read {spoken}; if it is {other}, add to "
            "script/lexicon.toml: {entry}",
            word=first.word,
            count=count,
            spoken=stem(first.spoken),
            other=stem(first.other),
            entry=lexicon_line(first.word, stem(first.other)),
        )
    return tr(
        "  {place}: “{word}” is read {spoken}; if it is {other}, write it that way there",
        place=", ".join(map(_place, same)),
        word=first.word,
        spoken=first.spoken,
        other=first.other,
    )


def _place(question: Question) -> str:
    return ":".join(filter(None, (question.file, ", ".join(map(str, question.lines)))))


def _doubts(report: Report) -> list[str]:
    """The words most worth a look, each once, in however many episodes it is."""
    words: dict[tuple[str, str, str], list[Question]] = {}
    for _, question in report.doubts:
        same = words.setdefault((question.word, question.spoken, question.other), [])
        same.append(question)
    if not words:
        return []
    head = tr(
        "words with uncertain vowels: {count}; `podcast names` shows them all, to be settled",
        count=len(words),
    )
    ranked = sorted(words.values(), key=lambda same: -sum(len(one.lines) for one in same))
    return [head, *(doubted(*same) for same in ranked[:DOUBTS])]


def _held_back(report: Report) -> list[str]:
    return [
        tr(
            "“{slug}” is dated {date}: the first build after that adds it to the feed",
            slug=episode.slug,
            date=_moment(episode.published),
        )
        for episode in report.held_back
    ]


def _moment(time: dt.datetime) -> str:
    """The day, with the hour unless it is midnight."""
    return f"{time:%Y-%m-%d}" if time.time() == dt.time() else f"{time:%Y-%m-%d %H:%M}"


def _listening(report: Report, root: Path) -> list[str]:
    if not (built := (*report.made, *report.reused)):
        return []
    held = {episode.slug for episode in report.held_back}
    slug = next((slug for slug in built if slug not in held), built[0])
    folder = report.audio / HELD if slug in held else report.audio
    lines = [
        tr(
            "listen: podcast play {slug}, or open {path}",
            slug=slug,
            path=folder / f"{slug}.mp3",
        ),
        tr("feed: {path}", path=report.feed),
    ]
    if report.example:
        lines.append(
            tr(
                "before you publish: `podcast remove {slug}` takes out the example that came with the podcast",
                slug=report.example,
            )
        )
    if not report.base_url:
        lines.append(
            tr(
                "before you publish, set base_url in script/show.toml to the address where audio/ will be"
            )
        )
    return lines
