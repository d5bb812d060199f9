"""`podcast text`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli.completion import EpisodeName
from podcast.cli.messages import tr
from podcast.cli.terminal import echo, print_json, print_table, quoted

if TYPE_CHECKING:
    from podcast.pipeline.preview import SpokenSection


@click.command("text", help=tr("Print what will be read in EPISODE, or in its section SECTION."))
@click.argument("episode", type=EpisodeName())
@click.argument("section", type=click.IntRange(1), required=False)
@click.option("--diacritics", is_flag=True, help=tr("Show the diacritics the voice is given."))
@click.option(
    "--diff",
    is_flag=True,
    help=tr("Show what is not read as it is written, and by which rule."),
)
@click.option("--doubts", is_flag=True, help=tr("List the words with uncertain vowels."))
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON, for other programs."))
@click.option(
    "--encoding", metavar="NAME", default="utf-8", help=tr("How the scripts are encoded.")
)
@click.pass_obj
def command(
    root: Path,
    episode: str,
    section: int | None,
    diacritics: bool,
    diff: bool,
    doubts: bool,
    as_json: bool,
    encoding: str,
) -> int:
    """Print sections as they are read aloud: beside the written text in a terminal, alone in a pipe."""
    from podcast.pipeline.preview import spoken_sections

    numbers = () if section is None else (section,)
    marked = diacritics or doubts
    sections = list(spoken_sections(root, episode, numbers, encoding, marked=marked))
    if as_json:
        print_json([_record(one) for one in sections])
        return 0
    if doubts:
        echo("\n".join(_doubts(sections)))
        return 0
    if diff:
        echo("\n\n".join(_changes(one) for one in sections))
    elif sys.stdout.isatty():
        _side_by_side(sections, diacritics)
    else:
        echo("\n\n".join(_prose(one, diacritics) for one in sections))
    _guesses(sections)
    return 0


def _paragraphs(section: SpokenSection, diacritics: bool) -> Iterator[tuple[str, str]]:
    """(written, spoken) of each block, the title and the heading first."""
    from podcast.pipeline.authoring import unmarked

    for _, group in groupby(section.plan.utterances, key=lambda utterance: utterance.block):
        parts = list(group)
        spoken = " ".join(part.spoken for part in parts)
        yield " ".join(part.text for part in parts), spoken if diacritics else unmarked(spoken)


def _prose(section: SpokenSection, diacritics: bool) -> str:
    """The spoken form of the section, one line for each block."""
    lines = [spoken for _, spoken in _paragraphs(section, diacritics)]
    return "\n".join([f"{section.section.number}.", *lines])


def _side_by_side(sections: list[SpokenSection], diacritics: bool) -> None:
    from rich.table import Table

    for section in sections:
        table = Table(
            title=quoted(f"{section.section.number}. {section.section.heading}"), show_lines=True
        )
        table.add_column(tr("said"), justify="right", ratio=1)
        table.add_column(tr("written"), justify="right", ratio=1)
        for written, spoken in _paragraphs(section, diacritics):
            table.add_row(quoted(spoken), quoted(written))
        print_table(table)


def _changes(section: SpokenSection) -> str:
    """The section's changes: for each, a line “-  written” and a line “+  spoken   [rule]”."""
    lines = [f"{section.section.number}. {section.section.heading}"]
    for written, spoken, rule in dict.fromkeys(section.plan.changes):
        lines += [f"  -  {quoted(written)}", f"  +  {quoted(spoken)}   [{rule}]"]
    return "\n".join(lines)


def _record(section: SpokenSection) -> dict[str, object]:
    return {
        "number": section.section.number,
        "heading": section.section.heading,
        "utterances": [
            {"written": part.text, "spoken": part.spoken, "pause": part.pause}
            for part in section.plan.utterances
        ],
        "changes": _rules(section.plan.changes),
        "unresolved": _rules(section.plan.unresolved),
        "doubts": [
            {"word": word, "line": line, "readings": list(map(_chance, readings))}
            for word, line, readings in section.plan.doubts
        ],
    }


def _chance(reading: tuple[str, float]) -> dict[str, object]:
    return {"spoken": reading[0], "chance": reading[1]}


def _doubts(sections: list[SpokenSection]) -> list[str]:
    from podcast.cli.summary import doubted
    from podcast.pipeline.doubts import questions

    doubted_words = questions(doubt for section in sections for doubt in section.plan.doubts)
    return [doubted(question) for question in doubted_words] or [tr("no word is in doubt")]


def _rules(changes: Iterable[tuple[str, str, str]]) -> list[dict[str, str]]:
    return [
        {"written": written, "spoken": spoken, "rule": rule} for written, spoken, rule in changes
    ]


def _guesses(sections: list[SpokenSection]) -> None:
    from podcast.pipeline.authoring import lexicon_line

    guesses = dict.fromkeys(
        (written, spoken) for section in sections for written, spoken, _ in section.plan.unresolved
    )
    if guesses:
        text = tr(
            "guessed readings: {count}; correct them in script/lexicon.toml:", count=len(guesses)
        )
        echo("\n".join([text, *(f"  {lexicon_line(*guess)}" for guess in guesses)]), err=True)
