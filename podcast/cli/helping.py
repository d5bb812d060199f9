"""What `--help` shows: click's own words in the author's language, and examples for each command."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from shutil import get_terminal_size

import click

from podcast.cli.direction import directed, isolated
from podcast.cli.messages import tr

EXAMPLES: dict[str, tuple[str, ...]] = {
    "new": ('podcast new "حكاية القهوة"', 'podcast new --date 2026-05-01 --no-edit "مقدمة"'),
    "add": (
        "podcast add https://example.org/article",
        "podcast add report.docx notes.pdf",
        "podcast add --feed https://example.org/rss --new 5",
    ),
    "build": (
        "podcast build",
        "podcast build first --sections 2-4",
        "podcast build --dry-run",
        "podcast build --engine espeak --watch",
    ),
    "list": ("podcast list", "podcast list --short", "podcast list --stale --json"),
    "remove": ("podcast remove first", "podcast remove first --yes"),
    "clean": ("podcast clean", "podcast clean --all", "podcast clean --yes"),
    "play": ("podcast play first", "podcast play first 3"),
    "text": (
        "podcast text first",
        "podcast text first 3 --diacritics",
        "podcast text first --diff",
    ),
    "say": ('podcast say "أهلًا بكم"', 'podcast say "أهلًا بكم" --voice espeak -o hello.mp3'),
    "voices": ("podcast voices", "podcast voices get ar_JO-kareem-medium", "podcast voices sample"),
    "listen": ("podcast listen first --model whisper-small",),
    "names": ("podcast names", "podcast names --play", "podcast names --json"),
    "lexicon": (
        'podcast lexicon add "Mistral AI" "مِيسْتْرَال إيه آي"',
        "podcast lexicon list",
        'podcast lexicon remove "Mistral AI"',
        "podcast lexicon check",
    ),
    "serve": ("podcast serve --open", "podcast serve --open --watch", "podcast serve --lan"),
    "check": ("podcast check", "podcast check https://example.org/podcast/feed.xml"),
    "init": (
        "podcast init",
        'podcast init my-show --title "حكايات"',
        "podcast init my-show --publish github",
    ),
}
"""Examples of each command, to be copied as they are; so they are never translated."""

WORDS = (
    "Options",
    "Commands",
    "Show this message and exit.",
    "Show the version and exit.",
    "required",
    "default: {value}",
    "{low} or more",
    "{low} to {high}",
    "; ",
    "[OPTIONS]",
    "COMMAND [ARGS]...",
)
"""What click itself writes into a help text, its ranges in words: the keys of its translation."""

NARROWEST = 24
"""Columns in which an option and some words of its help still fit beside each other."""

_RANGE = re.compile(r"x>=(?P<least>\d+)|(?P<low>\d+)<=x<=(?P<high>\d+)")
_EXTRA = re.compile(r"(?P<help>.*?)(?:  \[(?P<extra>[^\[\]]*)\])?", re.DOTALL)


class Formatter(click.HelpFormatter):
    """A help formatter that writes click's own words in the author's language, within any terminal."""

    def __init__(
        self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None
    ) -> None:
        """As click's, but without its least width of 50 columns."""
        columns = width or min(get_terminal_size().columns, max_width or 80) - 2
        super().__init__(indent_increment, max(NARROWEST, columns), max_width)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        for words in ("[OPTIONS]", "COMMAND [ARGS]..."):
            args = args.replace(words, isolated(tr(words)))
        super().write_usage(prog, args, f"{isolated(tr('Usage:'))} ")

    def getvalue(self) -> str:
        """The whole text, each line of it in its direction."""
        return directed(super().getvalue())

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A section of the help text, its heading translated."""
        with super().section(tr(name)):
            yield

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Options and commands, each with its line of help."""
        super().write_dl([(name, _help(text)) for name, text in rows], col_max, col_spacing)


def _help(text: str) -> str:
    match = _EXTRA.fullmatch(text)
    if not match or not match["extra"]:
        return tr(text)
    extras = (_extra(part) for part in match["extra"].split("; "))
    return f"{tr(match['help'])} [{tr('; ').join(extras)}]"


def _extra(text: str) -> str:
    if text.startswith("default: "):
        return tr("default: {value}", value=text.removeprefix("default: "))
    return in_words(text) if _RANGE.fullmatch(text) else tr(text)


def in_words(bounds: str) -> str:
    """A range of numbers as click writes it (`x>=1`, `0<=x<=9`), in words."""
    match = _RANGE.fullmatch(bounds)
    if not match:
        return bounds
    if match["least"]:
        return tr("{low} or more", low=match["least"])
    return tr("{low} to {high}", low=match["low"], high=match["high"])


class Context(click.Context):
    """A click context whose help is written by `Formatter`."""

    formatter_class = Formatter


def with_help(name: str, command: click.Command) -> click.Command:
    """The command with examples added, its help and that of its subcommands in the author's language."""
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    for each in (command, *inner):
        each.context_class = Context
    lines = "\n".join(f"  {example}" for example in EXAMPLES.get(name, ()))
    if lines:
        command.epilog = f"\b\n{tr('Examples:')}\n{lines}"
    return command
