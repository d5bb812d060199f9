"""Every error an author can meet as one sentence, with the exit code it means."""

from __future__ import annotations

import re
from difflib import get_close_matches

import click

from podcast.cli.words import INTERRUPTED, reason_of, said, translated
from podcast.errors import PodcastError

COMMAND = re.compile(r"No such command '(?P<name>.*)'\.?")
USAGE = {
    "No such option: {name}": re.compile(r"No such option:? '?(?P<name>[^\s']+)'?(?: .*)?"),
    "{name} needs a value": re.compile(r"Option '(?P<name>[^']+)' requires an argument"),
    "{name} is missing": re.compile(r"Missing (?:argument|option|parameter) '(?P<name>[^']+)'"),
    "“{value}” is too much": re.compile(r"Got unexpected extra arguments? \((?P<value>.*)\)"),
    "{name} must be one of {choices}, not “{value}”": re.compile(
        r"Invalid value for '(?P<name>[^']+)': '(?P<value>.*)' is not one of (?P<choices>.*)"
    ),
    "{name} must be a whole number, not “{value}”": re.compile(
        r"Invalid value for '(?P<name>[^']+)': '(?P<value>.*)' is not a valid integer(?: range)?"
    ),
    "{name} must be within {range}, not {value}": re.compile(
        r"Invalid value for '(?P<name>[^']+)': (?P<value>\S+) is not in the range (?P<range>.*)"
    ),
    "{name}: {value}": re.compile(r"Invalid value for '(?P<name>[^']+)': (?P<value>.*)", re.DOTALL),
}
"""What the command line's library says of a mistake, as our own sentences, in the order they are tried."""


def sentence_of(error: BaseException) -> tuple[str, int]:
    """The sentence, in the author's language, and the exit code."""
    match error:
        case KeyboardInterrupt() | click.Abort():
            stopped = said(
                "stopped; what is finished is kept, and the next build continues from there"
            )
            return stopped, INTERRUPTED
        case click.ClickException():
            return _usage(error), error.exit_code
        case PodcastError():
            return translated(error), error.exit_code
        case OSError(filename=str(file), strerror=str()):
            return said("{file}: {reason}", file=file, reason=reason_of(error)), 1
    return said(
        "this is a bug in the program: {kind}: {reason}; --debug shows where",
        kind=type(error).__name__,
        reason=error,
    ), 1


def _usage(error: click.ClickException) -> str:
    """What was typed wrongly, then what was meant, or else where it is told how to type."""
    context = getattr(error, "ctx", None)
    message = error.format_message().rstrip(".")
    if (named := COMMAND.fullmatch(message)) and context:
        return _no_command(named["name"], context.command.list_commands(context))
    near = ", ".join(getattr(error, "possibilities", None) or ())
    hint = said("`{path} --help` shows how", path=context.command_path) if context else ""
    way = said("did you mean {names}?", names=near) if near else hint
    what = _in_our_words(message)
    return said("{what}; {way}", what=what, way=way) if way else what


def _no_command(name: str, known: list[str]) -> str:
    what = said("there is no command “{name}”", name=name)
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    asked = said("did you mean {names}?", names=", ".join(near))
    way = asked if near else said("the commands are: {names}", names=", ".join(known))
    return said("{what}; {way}", what=what, way=way)


def _in_our_words(message: str) -> str:
    for template, pattern in USAGE.items():
        if match := pattern.fullmatch(message):
            return said(template, **match.groupdict())
    return message
