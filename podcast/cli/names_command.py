"""`podcast names`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli.asking import NO, YES
from podcast.cli.messages import error_sentence, tr
from podcast.cli.terminal import echo, print_json, quoted
from podcast.errors import Stopped
from podcast.structs import replace

if TYPE_CHECKING:
    from podcast.pipeline.names import Name

FREQUENT = 3
"""A doubtful word in this many places is settled in the lexicon; in fewer, in the scripts themselves."""

STOP, SKIPPED, SETTLED = "stop", "skipped", "settled"
"""How a question ends; none of them is Arabic, so none is taken for a reading."""


@click.command(
    "names",
    help=tr("Go through the readings that are guessed or uncertain: hear and settle each."),
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
    return _settle(root, names, play, encoding)


def _line(name: Name) -> str:
    file, line = name.places[0]
    fields = {"count": len(name.places), "written": name.written, "spoken": name.spoken}
    place = f"{file}:{line}"
    if not name.readings[1:]:
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
    from podcast.pipeline.doubts import stem

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
        "entry": lexicon_line(name.written, stem(name.spoken) if name.is_doubt else name.spoken),
    }


def _settle(root: Path, names: list[Name], play: bool, encoding: str) -> int:
    """Ask about one name after another, and write down each answer at once; returns the exit code."""
    from podcast.pipeline.names import context

    echo(tr("to settle: {count}, most frequent first", count=len(names)))
    _tell_keys()
    settled, stopped = 0, False
    for number, name in enumerate(names, 1):
        echo(f"\n{number}/{len(names)}  {_line(replace(name, readings=name.readings[:1]))}")
        if sentence := context(root, name, encoding):
            echo(f"  {quoted(sentence)}")
        for choice, reading in enumerate(name.readings if name.is_doubt else (), 1):
            echo(f"   {choice}. {_chance(*reading)}")
        if play:
            _play(root, name.spoken)
        try:
            answer = _settled(root, name, encoding)
        except click.Abort:
            echo()  # the prompt stands on a line of its own
            stopped = True
            break
        if answer == STOP:
            break
        settled += answer == SETTLED
    told = tr(
        "settled: {count}; `podcast build` re-voices the sections that have them", count=settled
    )
    echo(told if settled else tr("nothing was changed"))
    return Stopped.exit_code if stopped else 0


def _tell_keys() -> None:
    for key, what in _keys():
        echo(f"  {key:<8}{what}")


def _keys() -> tuple[tuple[str, str], ...]:
    """What can be answered, with what each means."""
    return (
        ("Enter", tr("it is right as it is")),
        ("أ ب ت", tr("how it is read, in Arabic letters and marks")),
        ("1 2 3", tr("a reading from the list below it")),
        (tr("p"), tr("hear it")),
        (tr("s"), tr("skip it")),
        (tr("q"), tr("stop")),
    )


def _settled(root: Path, name: Name, encoding: str) -> str:
    """Ask until there is an answer that can be written, and write it; SETTLED, SKIPPED or STOP."""
    from podcast.errors import InputError

    while True:
        answer = _answer(root, name)
        if answer in (STOP, SKIPPED):
            return answer
        try:
            echo("  " + _written(root, name, answer, encoding))
        except InputError as error:
            echo("  " + error_sentence(error))
        else:
            return SETTLED


def _answer(root: Path, name: Name) -> str:
    """The reading chosen; or SKIPPED or STOP, which are no readings."""
    while True:
        typed = _typed()
        if typed in ("p", "ح"):
            _play(root, name.spoken)
        elif typed in ("?", "؟"):
            _tell_keys()
        elif typed in ("q", "ق"):
            return STOP
        elif typed in ("s", "س"):
            return SKIPPED
        elif not typed or typed in YES:
            return name.spoken
        elif fault := _fault(name, typed):
            echo("  " + fault)
        else:
            return name.readings[int(typed) - 1][0] if typed.isdecimal() else typed


def _typed() -> str:
    """What the author types; at the end of input, as by Ctrl-D, it is "q"."""
    try:
        return (
            str(click.prompt("  >", default="", show_default=False, prompt_suffix=" "))
            .strip()
            .lower()
        )
    except click.Abort as error:
        if isinstance(error.__context__, EOFError):
            echo()
            return "q"
        raise


def _fault(name: Name, typed: str) -> str:
    """What is wrong with an answer; "" if nothing is."""
    from podcast.pipeline.authoring import unmarked

    if typed.isdecimal() and name.is_doubt:
        last = len(name.readings)
        return "" if 0 < int(typed) <= last else tr("choose a number from 1 to {last}", last=last)
    if typed in NO and len(name.written) > len("لا") + 1:  # “La” may be read «لا»
        return tr("then write how it is read, in Arabic letters and marks")
    letters = sum("ء" <= letter <= "ي" for letter in unmarked(typed))
    if letters < min(2, len(name.written)):
        return tr("write it in Arabic letters, or press Enter if it is right; ? shows every key")
    if name.is_doubt and unmarked(typed) != unmarked(name.written):
        return tr(
            "only the diacritics can be settled here; another word belongs in the script: {place}",
            place=":".join(map(str, name.places[0])),
        )
    return ""


def _written(root: Path, name: Name, spoken: str, encoding: str) -> str:
    """Write an answer into the scripts or the lexicon; returns the sentence that says so."""
    from podcast.pipeline.doubts import is_of_endings, stem
    from podcast.pipeline.lexicon import add_reading, mark_reading
    from podcast.pipeline.names import mark

    entry = mark_reading(root, name.written, stem(spoken)) if name.is_doubt else ""
    is_rare = len(set(name.places)) < FREQUENT
    if not entry and name.is_doubt and (is_rare or is_of_endings(name.readings)):
        count = mark(root, name.written, spoken, name.places, encoding)
        if count:
            file, line = name.places[0]
            return tr("{place}: now written {spoken}", place=f"{file}:{line}", spoken=spoken)
    entry = entry or add_reading(root, name.written, stem(spoken) if name.is_doubt else spoken)
    return tr("script/lexicon.toml: {line}", line=entry)


def _play(root: Path, spoken: str) -> None:
    """Speak it in the show's voice with the first player found; without a player, say so."""
    import tempfile

    from podcast.cli.play_command import played, player
    from podcast.pipeline.voices import say

    program = player()
    if program is None:
        echo("  " + tr("no player found: install ffmpeg, mpv or VLC to hear it"))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = say(root, spoken, Path(folder) / "name.mp3")
        if not played(program, path):
            sentence = tr(
                "{player} could not play it; is a loudspeaker connected?", player=program[0]
            )
            echo("  " + sentence)
