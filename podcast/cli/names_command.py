"""`podcast names`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli.messages import tr
from podcast.cli.terminal import echo, print_json

if TYPE_CHECKING:
    from podcast.pipeline.names import Name

FREQUENT = 3
"""A doubtful word in this many places is settled in the lexicon; in fewer, in the scripts themselves."""


@click.command(
    "names",
    help=tr("Every reading that is guessed or uncertain: hear it, settle it."),
)
@click.option("--play", is_flag=True, help=tr("Say each one aloud."))
@click.option("--guesses", is_flag=True, help=tr("Names and foreign words only."))
@click.option(
    "--ask/--no-ask", default=None, help=tr("Ask how each is read (the default in a terminal).")
)
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON, for other programs."))
@click.option(
    "--encoding", metavar="NAME", default="utf-8", help=tr("How the scripts are encoded.")
)
@click.pass_obj
def command(
    root: Path, play: bool, guesses: bool, ask: bool | None, as_json: bool, encoding: str
) -> int:
    """Print the list, most frequent first; at a terminal, ask about each name."""
    from podcast.pipeline.names import unsettled

    names = [name for name in unsettled(root, encoding) if not (guesses and name.is_doubt)]
    if as_json:
        print_json([_record(one) for one in names])
        return 0
    if not names:
        echo(tr("no reading is guessed, and none is in doubt"))
        return 0
    asked = ask if ask is not None else sys.stdin.isatty() and sys.stdout.isatty()
    if not asked:
        for one in names:
            echo(_line(one))
            if play:
                _play(root, one.spoken)
        return 0
    _settle(root, names, play, encoding)
    return 0


def _line(name: Name) -> str:
    file, line = name.places[0]
    fields = {"count": len(name.places), "written": name.written, "spoken": name.spoken}
    place = f"{file}:{line}"
    if not name.is_doubt:
        return tr("{count}×  {written}  is read  {spoken}  ({place})", place=place, **fields)
    others = " · ".join(_chance(*reading) for reading in name.readings[1:])
    return tr(
        "{count}×  {written}  is read  {spoken}; or is it  {others}  ({place})",
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


def _settle(root: Path, names: list[Name], play: bool, encoding: str) -> None:
    """Ask about one name after another, and write down each answer at once."""
    echo(tr("to settle: {count}, most frequent first", count=len(names)))
    echo(tr(
        "Enter: right as it is · how it is read, in Arabic letters · a number from the list · p: hear it · "
        "s: skip · q: stop"
    ))  # fmt: skip
    settled = 0
    for number, name in enumerate(names, 1):
        echo(f"\n{number}/{len(names)}  {_line(name)}")
        for choice, reading in enumerate(name.readings if name.is_doubt else (), 1):
            echo(f"   {choice}. {_chance(*reading)}")
        if play:
            _play(root, name.spoken)
        answer = _answer(root, name)
        if answer == "q":
            break
        if answer:
            settled += 1
            echo("  " + _written(root, name, answer, encoding))
    echo(
        tr("settled: {count}; `podcast build` re-voices the sections that have them", count=settled)
    )


def _answer(root: Path, name: Name) -> str:
    """The reading chosen; "" to leave the name as it is, "q" to stop."""
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
            echo("  " + tr("write it in Arabic letters, or press Enter if it is right"))


def _written(root: Path, name: Name, spoken: str, encoding: str) -> str:
    """Write an answer into the scripts or the lexicon; returns the sentence that says so."""
    from podcast.pipeline.lexicon import add_reading
    from podcast.pipeline.names import mark

    if name.is_doubt and len(set(name.places)) < FREQUENT:
        count = mark(root, name.written, spoken, name.places, encoding)
        if count:
            file, line = name.places[0]
            return tr("{place}: now written {spoken}", place=f"{file}:{line}", spoken=spoken)
    entry = add_reading(root, name.written, spoken)
    return tr("script/lexicon.toml: {line}", line=entry)


def _play(root: Path, spoken: str) -> None:
    """Speak it in the show's voice with the first player found; without a player, say so."""
    import subprocess
    import tempfile

    from podcast.cli.play_command import player
    from podcast.pipeline.voices import say

    program = player()
    if program is None:
        echo("  " + tr("no player found: install ffmpeg, mpv or VLC to hear it"))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = say(root, spoken, Path(folder) / "name.mp3")
        subprocess.run([*program, str(path)], check=False)  # noqa: S603
