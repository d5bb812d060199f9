"""`podcast names`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli.terminal import echo
from podcast.cli.words import said

if TYPE_CHECKING:
    from podcast.pipeline.names import Name

FREQUENT = 3
"""Places from which a word in doubt is settled for the whole show rather than where it stands."""


@click.command(
    "names",
    help=said("Every reading that is guessed or not sure: hear it, settle it."),
)
@click.option("--play", is_flag=True, help=said("Say each one aloud."))
@click.option("--guesses", is_flag=True, help=said("Names and foreign words only."))
@click.option(
    "--ask/--no-ask", default=None, help=said("Ask how each is said; in a terminal, if not given.")
)
@click.option("--json", "as_json", is_flag=True, help=said("Print JSON, for other programs."))
@click.option("--encoding", default="utf-8", help=said("How the scripts are encoded."))
@click.pass_obj
def command(
    root: Path, play: bool, guesses: bool, ask: bool | None, as_json: bool, encoding: str
) -> int:
    """The list, most heard first; then a question for each."""
    from podcast.pipeline.names import unsettled

    found = [name for name in unsettled(root, encoding) if not (guesses and name.is_doubt)]
    if as_json:
        echo(json.dumps([_record(one) for one in found], ensure_ascii=False, indent=1))
        return 0
    if not found:
        echo(said("no reading is guessed, and none is in doubt"))
        return 0
    asked = ask if ask is not None else sys.stdin.isatty() and sys.stdout.isatty()
    if not asked:
        for one in found:
            echo(_line(one))
            if play:
                _play(root, one.spoken)
        return 0
    _settle(root, found, play, encoding)
    return 0


def _line(name: Name) -> str:
    file, line = name.places[0]
    fields = {"count": len(name.places), "written": name.written, "spoken": name.spoken}
    place = f"{file}:{line}"
    if not name.is_doubt:
        return said("{count}×  {written}  is said  {spoken}  ({place})", place=place, **fields)
    others = " · ".join(_chance(*reading) for reading in name.readings[1:])
    return said(
        "{count}×  {written}  is said  {spoken}; or is it  {others}  ({place})",
        place=place,
        others=others,
        **fields,
    )


def _chance(spoken: str, chance: float) -> str:
    return f"{spoken} ({round(100 * chance)} %)"


def _record(name: Name) -> dict[str, object]:
    from podcast.pipeline.authoring import lexicon_line

    return {
        "written": name.written,
        "spoken": name.spoken,
        "rule": name.rule,
        "count": len(name.places),
        "file": name.places[0][0],
        "line": name.places[0][1],
        "places": [{"file": file, "line": line} for file, line in name.places],
        "readings": [{"spoken": spoken, "chance": chance} for spoken, chance in name.readings]
        if name.is_doubt
        else [],
        "entry": lexicon_line(name.written, name.spoken),
    }


def _settle(root: Path, found: list[Name], play: bool, encoding: str) -> None:
    """One question after another; what is answered is written at once."""
    echo(said("to settle: {count}, most heard first", count=len(found)))
    echo(said(
        "Enter: right as it is · how it is said, in Arabic letters · a number from the list"
        " · p: hear it · s: skip · q: stop"
    ))  # fmt: skip
    settled = 0
    for number, one in enumerate(found, 1):
        echo(f"\n{number}/{len(found)}  {_line(one)}")
        for at, reading in enumerate(one.readings if one.is_doubt else (), 1):
            echo(f"   {at}. {_chance(*reading)}")
        if play:
            _play(root, one.spoken)
        answer = _answer(root, one)
        if answer == "q":
            break
        if answer:
            settled += 1
            echo("  " + _written(root, one, answer, encoding))
    echo(
        said(
            "settled: {count}; `podcast build` re-voices the sections that have them", count=settled
        )
    )


def _answer(root: Path, name: Name) -> str:
    """The reading that is chosen; "" to leave it, "q" to stop."""
    while True:
        typed = str(click.prompt("  >", default="", show_default=False, prompt_suffix=" ")).strip()
        if typed in ("q", "ق"):
            return "q"
        if typed in ("s", "س"):
            return ""
        if typed in ("p", "ح"):
            _play(root, name.spoken)
        elif typed.isdecimal() and name.is_doubt and 0 < int(typed) <= len(name.readings):
            return name.readings[int(typed) - 1][0]
        elif not typed:
            return name.spoken
        elif any("ء" <= letter <= "ي" for letter in typed):
            return typed
        else:
            echo("  " + said("write it in Arabic letters, or press Enter if it is right"))


def _written(root: Path, name: Name, spoken: str, encoding: str) -> str:
    """Write an answer down; what was written."""
    from podcast.pipeline.lexicon import add_reading
    from podcast.pipeline.names import mark

    if name.is_doubt and len(set(name.places)) < FREQUENT:
        count = mark(root, name.written, spoken, name.places, encoding)
        if count:
            file, line = name.places[0]
            return said("{place}: now written {spoken}", place=f"{file}:{line}", spoken=spoken)
    entry = add_reading(root, name.written, spoken)
    return said("script/lexicon.toml: {line}", line=entry)


def _play(root: Path, spoken: str) -> None:
    """Say it with the show's voice, through the first player found; without one, say so."""
    import subprocess
    import tempfile

    from podcast.cli.play_command import player
    from podcast.pipeline.voices import say

    program = player()
    if program is None:
        echo("  " + said("no player found: install ffmpeg, mpv or VLC to hear it"))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = say(root, spoken, Path(folder) / "name.mp3")
        subprocess.run([*program, str(path)], check=False)  # noqa: S603
