"""Turns every error an author can meet into one sentence and an exit code."""

from __future__ import annotations

import re
import sys
from difflib import get_close_matches

import click

from podcast.cli.helping import in_words
from podcast.cli.messages import error_sentence, reason_of, tr
from podcast.errors import PodcastError, Stopped, as_shortage

COMMAND = re.compile(r"No such command '(?P<name>.*)'\.?")
OURS = "{name}: {value}"
SURPLUS = "unexpected argument “{value}”"
USAGE = {
    "there is no option {name}": re.compile(r"No such option:? '?(?P<name>[^\s']+)'?(?: .*)?"),
    "{name} needs a value": re.compile(r"Option '(?P<name>[^']+)' requires an argument"),
    "{name} is missing": re.compile(r"Missing (?:argument|option|parameter) '(?P<name>[^']+)'"),
    SURPLUS: re.compile(r"Got unexpected extra arguments? \((?P<value>.*)\)"),
    "{name} must be one of {choices}, not “{value}”": re.compile(
        r"Invalid value for '(?P<name>[^']+)': '(?P<value>.*)' is not one of (?P<choices>.*)"
    ),
    "{name} must be a whole number, not “{value}”": re.compile(
        r"Invalid value for '(?P<name>[^']+)': '(?P<value>.*)' is not a valid integer(?: range)?"
    ),
    "{name} takes {range}, not {value}": re.compile(
        r"Invalid value for '(?P<name>[^']+)': (?P<value>\S+) is not in the range (?P<range>.*)"
    ),
    OURS: re.compile(r"Invalid value for '(?P<name>[^']+)': (?P<value>.*)", re.DOTALL),
}
"""Our sentence for each usage error that click reports, tried in this order."""


def sentence_of(error: BaseException) -> tuple[str, int]:
    """The sentence, in the author's language, and the exit code of the process."""
    if not isinstance(error, PodcastError | click.ClickException):
        error = as_shortage(error) or error
    match error:
        case KeyboardInterrupt() | click.Abort():
            return tr("stopped; what is finished is kept"), Stopped.exit_code
        case click.ClickException():
            return _usage(error), error.exit_code
        case PodcastError():
            return error_sentence(error), error.exit_code
        case PermissionError(filename=str(file)):
            return tr(
                "{file}: {reason}; check who owns it, and what your user may do there",
                file=file,
                reason=reason_of(error),
            ), 1
        case OSError(filename=str(file), strerror=str()):
            return tr("{file}: {reason}", file=file, reason=reason_of(error)), 1
    return tr(
        "this is a bug in the program: {kind}: {reason}; please report it, with what --debug shows",
        kind=type(error).__name__,
        reason=error,
    ), 1


def failure(error: PodcastError) -> str:
    """What is told of an episode that could not be made; with `--debug`, where in the program that was."""
    trace = str(error.fields.get("trace", "")) if "--debug" in sys.argv else ""
    return f"{trace}podcast: {error_sentence(error)}"


def _usage(error: click.ClickException) -> str:
    """What was typed wrongly, and then what was probably meant, or else how to get help."""
    context = getattr(error, "ctx", None)
    message = error.format_message().rstrip(".")
    if (named := COMMAND.fullmatch(message)) and context:
        return _no_command(named["name"], context.command.list_commands(context))
    near = ", ".join(getattr(error, "possibilities", None) or ())
    hint = _hint(context, message) if context else ""
    way = tr("did you mean {names}?", names=near) if near else hint
    what = _in_our_words(message)
    return tr("{what}; {way}").format(what=what, way=way) if way else what


def _hint(context: click.Context, message: str) -> str:
    """How to get help; a word too many is usually the rest of a name in several words."""
    takes_words = any(isinstance(one, click.Argument) for one in context.command.params)
    if takes_words and USAGE[SURPLUS].fullmatch(message):
        return tr("put quotes around what has spaces in it")
    return tr("`{path} --help` shows how", path=context.command_path)


def _no_command(name: str, commands: list[str]) -> str:
    what = tr("there is no command “{name}”", name=name)
    near = get_close_matches(name, commands, n=1, cutoff=0.5)
    asked = tr("did you mean {names}?", names=", ".join(near))
    way = asked if near else tr("the commands are: {names}", names=", ".join(commands))
    return tr("{what}; {way}").format(what=what, way=way)


def _in_our_words(message: str) -> str:
    for template, pattern in USAGE.items():
        if match := pattern.fullmatch(message):
            if template == OURS:  # the value is a sentence of ours, with isolates of its own
                return tr(template, name=match["name"], value="{}").format(match["value"])
            fields = match.groupdict()
            if "name" in fields:  # of an argument that may be left out
                fields["name"] = fields["name"].strip("[]")
            if "range" in fields:
                fields["range"] = in_words(fields["range"])
            return tr(template, **fields)
    return message
