"""`podcast text`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli.words import said

if TYPE_CHECKING:
    from podcast.build.spoken import SpokenSection


@click.command("text", help=said("Print what will be said in EPISODE, or in its section SECTION."))
@click.argument("episode")
@click.argument("section", type=click.IntRange(1), required=False)
@click.option("--diacritics", is_flag=True, help=said("Show the marks the voice is given."))
@click.option("--json", "as_json", is_flag=True, help=said("Print it for programs."))
@click.option("--encoding", default="utf-8", help=said("How the scripts are encoded."))
@click.pass_obj
def command(
    root: Path, episode: str, section: int | None, diacritics: bool, as_json: bool, encoding: str
) -> int:
    """Sections as they are read aloud."""
    from podcast.build import spoken_sections

    numbers = () if section is None else (section,)
    sections = list(spoken_sections(root, episode, numbers, encoding))
    if as_json:
        click.echo(json.dumps([_record(one) for one in sections], ensure_ascii=False, indent=1))
    else:
        click.echo("\n\n".join(_prose(one, diacritics) for one in sections))
        _guesses(sections)
    return 0


def _prose(one: SpokenSection, diacritics: bool) -> str:
    """The section's utterances, a paragraph a line."""
    from podcast.build import unmarked

    lines, line = [], []
    for utterance in one.plan.utterances:
        line.append(utterance.spoken if diacritics else unmarked(utterance.spoken))
        if utterance.pause not in ("clause", "sentence"):
            lines.append(" ".join(line))
            line = []
    return "\n".join([f"{one.section.number}.", *lines, *([" ".join(line)] if line else [])])


def _record(one: SpokenSection) -> dict[str, object]:
    return {
        "number": one.section.number,
        "heading": one.section.heading,
        "utterances": [
            {"written": said.text, "spoken": said.spoken, "pause": said.pause}
            for said in one.plan.utterances
        ],
        "unresolved": [
            {"written": written, "spoken": spoken, "rule": rule}
            for written, spoken, rule in one.plan.unresolved
        ],
    }


def _guesses(sections: list[SpokenSection]) -> None:
    from podcast.build import lexicon_line

    guesses = dict.fromkeys(
        (written, spoken) for one in sections for written, spoken, _ in one.plan.unresolved
    )
    if guesses:
        text = said(
            "guessed readings: {count}; correct them in script/lexicon.toml:", count=len(guesses)
        )
        click.echo("\n".join([text, *(f"  {lexicon_line(*guess)}" for guess in guesses)]), err=True)
