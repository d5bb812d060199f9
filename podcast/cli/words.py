"""What the command says, in English or in Arabic.

The English sentence is the key, as in gettext: it stands in the code where it is said, and `ar.toml` holds
its Arabic. A sentence without a translation is said in English.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from podcast.cli.terminal import visible
from podcast.errors import PodcastError

INTERRUPTED = 130
"""Exit code that a shell expects of a command that was stopped with Ctrl-C."""

REASONS = ("reason", "problem")
"""Fields in which an error tells what the system or a library said; common ones have their Arabic."""

FIRST_STRONG, POP = "\u2068", "\u2069"
COPIED = frozenset(("entry", "line", "quoted", "example", "address", "command"))
"""Fields that are lines and commands to copy."""

_FIELD = re.compile(r"(?P<before>[A-Za-z0-9`/.=_-] ?)?\{(?P<name>\w+)\}(?P<after>[`/.=])?")
"""A field, and what shows that it stands within a command or a path."""

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
    "Unterminated string",
    "a number has too many digits",
)
"""What systems and libraries say most often, as they say it; `ar.toml` has each."""


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
    """English sentence -> Arabic sentence."""
    return tomllib.loads((files("podcast.cli") / "ar.toml").read_text("utf-8"))


def said(template: str, **fields: object) -> str:
    """The sentence in the author's language, with its fields filled in."""
    if not fields:
        return _template(template)
    shown = {name: _shown(item) for name, item in fields.items()}
    return _isolating(_template(template), shown).format(**shown)


def translated(error: PodcastError) -> str:
    """An error in the author's language, with its place and with the reason the system gave."""
    told = {name: _reason(error.fields[name]) for name in REASONS if name in error.fields}
    fields = {name: _shown(item) for name, item in (error.fields | told).items()}
    same = PodcastError(error.template, file=visible(error.file), line=error.line, **fields)
    template = _isolating(_own_arabic(error) or _template(error.template), fields)
    if not (same.place and _is_turned()):
        return same.sentence(template)
    return f"{FIRST_STRONG}{same.place}{POP}: {template.format(**fields)}"


def _is_turned() -> bool:
    """Whether what is said is read from right to left, by a person at a terminal."""
    return language() == "ar" and sys.stdout.isatty() and sys.stderr.isatty()


def _isolating(template: str, fields: Mapping[str, object]) -> str:
    """The template with each text that is filled in kept by itself, so that a path in an Arabic sentence does
    not turn the words around it (UAX 9, isolates). Nothing is put into what is to be copied."""

    def isolated(match: re.Match[str]) -> str:
        name = match["name"]
        is_text = isinstance(fields.get(name), str)
        if match["before"] or match["after"] or name in COPIED or not is_text:
            return match[0]
        return f"{FIRST_STRONG}{match[0]}{POP}"

    return _FIELD.sub(isolated, template) if _is_turned() else template


def _own_arabic(error: PodcastError) -> str:
    """The translation that an error brings along, as a stranger's engine may."""
    own = error.fields.get("arabic", "")
    return str(own) if language() == "ar" and own else ""


def _shown(value: object) -> object:
    """A field that may hold what an author or a stranger wrote, in one line and without control codes."""
    if isinstance(value, PodcastError):
        return translated(value)
    return visible(str(value)) if isinstance(value, str | Path) else value


def in_words(name: str, value: object) -> object:
    """A field of a sentence: in Arabic, if it tells why and is known."""
    return _reason(value) if name in REASONS else value


def reason_of(error: OSError) -> str:
    """Why the system refused, in the author's language."""
    return _template(error.strerror or str(error) or type(error).__name__)


def _reason(value: object) -> object:
    """What a field holds that tells why: an error of its own, or the system's words."""
    if isinstance(value, PodcastError):
        return translated(value)
    if isinstance(value, OSError):
        return reason_of(value)
    return _template(value) if isinstance(value, str) else value


def _template(template: str) -> str:
    return catalogue().get(template, template) if language() == "ar" else template
