"""Every error an author can meet as one sentence, with the exit code it means."""

from __future__ import annotations

import click

from podcast.cli.words import INTERRUPTED, reason_of, said, translated
from podcast.errors import PodcastError


def sentence_of(error: BaseException) -> tuple[str, int]:
    """The sentence, in the author's language, and the exit code."""
    match error:
        case KeyboardInterrupt() | click.Abort():
            stopped = said("stopped; what was made stays, and the next build goes on from there")
            return stopped, INTERRUPTED
        case click.ClickException():
            return _usage(error), error.exit_code
        case PodcastError():
            return translated(error), error.exit_code
        case OSError(filename=str(file), strerror=str()):
            return said("{file}: {reason}", file=file, reason=reason_of(error)), 1
    return said(
        "this is a fault of the program: {kind}: {reason}; --debug shows where",
        kind=type(error).__name__,
        reason=error,
    ), 1


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    hint = said("`{path} --help` shows how", path=context.command_path) if context else ""
    return "; ".join(filter(None, (error.format_message().rstrip("."), hint)))
