"""The messages of the command line, in English or in Arabic.

The English sentence is the key, as in gettext: it stands in the code where it is used, and `ar.toml` holds
its Arabic. A sentence without a translation appears in English.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from podcast.cli.direction import FIRST_STRONG, LEFT_TO_RIGHT, MARK, POP, has_arabic, reorders
from podcast.cli.terminal import quoted
from podcast.errors import PodcastError

REASONS = ("reason", "problem")
"""Fields that hold a message of the system or of a library; the common ones are translated."""

LONGEST = 2000
"""Characters of a field: a list of voices is the longest one that is of use."""

COPIED = frozenset(("entry", "line", "quoted", "example", "address", "command"))
"""Fields that hold lines and commands to be copied."""

LISTED = frozenset(
    ("choices", "commands", "keys", "kinds", "known", "names", "place", "places", "right", "slugs")
)
"""Fields that may hold several things, with ", " between them; Arabic parts them by its own comma."""

_FIELD = re.compile(
    r"(?P<before>[A-Za-z0-9`/.=_-] ?)?\{(?P<name>\w+)\}(?P<after>[`/.=])?(?P<space> |$)?"
)
"""A field, with the neighbours that show it is part of a command or a path, and a space or the end."""

SYSTEM = (
    "Address already in use",
    "Cannot assign requested address",
    "Connection refused",
    "Connection reset by peer",
    "Connection timed out",
    "Disk quota exceeded",
    "File name too long",
    "Input/output error",
    "Is a directory",
    "Name or service not known",
    "Network is unreachable",
    "No address associated with hostname",
    "No route to host",
    "No space left on device",
    "No such file or directory",
    "Not a directory",
    "Operation not permitted",
    "Permission denied",
    "Read-only file system",
    "Remote end closed connection without response",
    "Temporary failure in name resolution",
    "The read operation timed out",
    "Too many open files",
    "timed out",
    # of settings files
    "Cannot overwrite a value",
    "Expected '=' after a key in a key/value pair",
    "Expected newline or end of document after a statement",
    "Illegal character '\\n'",
    "Invalid initial character for a key part",
    "Invalid statement",
    "Invalid value",
    "Unclosed array",
    "a key goes too many tables deep",
    "lists or tables are nested too deeply",
    "Unterminated string",
    "a number has too many digits",
)
"""The commonest messages of systems and libraries, word for word; `ar.toml` translates each."""


@cache
def language() -> str:
    """ "ar" or "en": `PODCAST_LANG`, else the locale's."""
    chosen = os.environ.get("PODCAST_LANG")
    if not chosen:
        locale = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        chosen = next(filter(None, locale), "")
    return "ar" if chosen.lower().startswith("ar") else "en"


@cache
def catalogue() -> Mapping[str, str]:
    """The translations: English sentence → Arabic sentence."""
    return tomllib.loads((files("podcast.cli") / "ar.toml").read_text("utf-8"))


def tr(template: str, **fields: object) -> str:
    """Translate: the sentence in the author's language, with its fields filled in."""
    if not fields:
        return _template(template)
    shown = {name: _listed(name, _printable(item)) for name, item in fields.items()}
    return _isolating(_template(template), shown).format(**shown)


def error_sentence(error: PodcastError) -> str:
    """An error in the author's language, with its place and the reason the system gave."""
    fields = {
        name: _listed(
            name, _printable(item if isinstance(item, PodcastError) else in_words(name, item))
        )
        for name, item in error.fields.items()
    }
    same = PodcastError(error.template, file=quoted(error.file), line=error.line, **fields)
    template = _isolating(_brought_arabic(error) or _template(error.template), fields)
    if not (same.place and _is_bidi()):
        return same.sentence(template)
    return f"{FIRST_STRONG}{same.place}{POP}: {template.format(**fields)}"


def _is_bidi() -> bool:
    """Whether the output is right-to-left text on a terminal, where the bidi algorithm applies."""
    return language() == "ar" and reorders()


def _isolating(template: str, fields: Mapping[str, object]) -> str:
    """The template with an isolate (UAX #9) around each text field, so that a path in an Arabic sentence, or an
    Arabic word in an English one, does not reorder what stands around it. What is to be copied gets one only
    where a space stands between it and the sign, so that a selection of it holds no sign."""
    if not reorders():
        return template
    is_arabic = language() == "ar"

    def isolated(match: re.Match[str]) -> str:
        name, value = match["name"], fields.get(match["name"])
        before, after, space = match["before"] or "", match["after"] or "", match["space"]
        if not isinstance(value, str):
            return match[0]
        if name in COPIED:
            if not is_arabic or before or after or space is None:
                return match[0]
            return f"{LEFT_TO_RIGHT}{{{name}}} {POP}"
        if before or after if is_arabic else not has_arabic(value):
            return match[0]
        return f"{before}{FIRST_STRONG}{{{name}}}{POP}{after}{space or ''}"

    return _FIELD.sub(isolated, template)


def _brought_arabic(error: PodcastError) -> str:
    """The translation that an error carries itself, as those of third-party engines may; or ""."""
    own = error.fields.get("arabic", "")
    return str(own) if language() == "ar" and own else ""


def _printable(value: object) -> object:
    """The value of a field, which a stranger may have written, on one line and without control codes."""
    if isinstance(value, PodcastError):
        return error_sentence(value)
    return clipped(quoted(str(value))) if isinstance(value, str | Path) else value


def _listed(name: str, value: object) -> object:
    """The value of a field, with the comma of the author's language between the things that it lists."""
    if not (name in LISTED and isinstance(value, str) and ", " in value and language() == "ar"):
        return value
    things = value.split(", ")
    return "، ".join(f"{FIRST_STRONG}{thing}{POP}" if reorders() else thing for thing in things)


def clipped(text: str) -> str:
    """A quoted text at a length that a sentence can hold."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def in_words(name: str, value: object) -> object:
    """A field's value, translated if the field holds a reason and its translation is known."""
    return _reason(value) if name in REASONS else value


def reason_of(error: OSError) -> str:
    """The system's reason for refusing, in the author's language."""
    return _template(error.strerror or str(error) or type(error).__name__)


def _reason(value: object) -> object:
    """The value of a field that holds a reason: another error, or a message of the system."""
    if isinstance(value, PodcastError):
        return error_sentence(value)
    if isinstance(value, OSError):
        return reason_of(value)
    return _template(value) if isinstance(value, str) else value


def _template(template: str) -> str:
    """The sentence in the author's language; only a terminal gets its marks for the bidi algorithm."""
    if language() != "ar":
        return template
    arabic = catalogue().get(template, template)
    return arabic if _is_bidi() else arabic.replace(MARK, "")
