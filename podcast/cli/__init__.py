"""The command line: arguments in, sentences out, exit codes. No logic lives here.

Exit codes: 0 done; 1 something failed (a voice, a disk); 2 what the author wrote or asked cannot be used;
130 stopped with Ctrl-C. Commands are imported when they are called, so that `--help` is instant.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import click

from podcast.cli.helping import Context, with_help
from podcast.cli.messages import tr
from podcast.cli.terminal import echo, open_streams
from podcast.interrupts import heed_always
from podcast.version import __version__

SETTINGS = Path("script", "show.toml")
"""The file that makes a folder the root of a podcast."""

COMMANDS = {
    "init": "Start a podcast in a folder.",
    "new": "Start an episode: a dated script, opened in your editor.",
    "add": "Import articles from the web, Word, PDF and other files.",
    "build": "Build what has changed: episodes, single sections, the feed.",
    "list": "Show episodes, their sections, times and states.",
    "remove": "Delete episodes: their scripts, their files, their places in the feed.",
    "clean": "Free space in audio/: old sound, files of episodes that are gone.",
    "play": "Play an episode, or one of its sections.",
    "text": "Print what will be read.",
    "say": "Say a text, to hear how it sounds.",
    "voices": "List the voices you can choose, hear them, fetch one.",
    "listen": "Find sentences that a machine hears differently.",
    "names": "Go through the readings that are guessed or uncertain: hear and settle each.",
    "lexicon": "Manage your own readings: list, add, remove, find those that do nothing.",
    "serve": "Serve audio/ for a preview, or to the players at home.",
    "check": "Check audio/ before it is published, or a published feed.",
}
"""Each command with its one-line help. `podcast.cli.NAME_command.command` implements it."""


class Commands(click.Group):
    """A command group that lists its commands without importing them."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order an author meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the command; None if there is no such command."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"podcast.cli.{name}_command").command
        return with_help(name, command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    help=tr("Turn the Arabic articles in script/ into a podcast in audio/."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "-C",
    "root",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help=tr("The podcast's folder, the one that holds script/ (default: the current folder)."),
)
@click.option("--debug", is_flag=True, help=tr("Show the traceback of an error."))
@click.version_option(__version__, prog_name="podcast", message="%(prog)s %(version)s")
@click.pass_context
def podcast(context: click.Context, root: Path, debug: bool) -> None:
    """The command `podcast`."""
    context.obj = root if context.invoked_subcommand == "init" else root_of(root)


def root_of(here: Path) -> Path:
    """The root of the podcast that the folder given with -C, or else the current one, is or belongs to."""
    if (here / SETTINGS).is_file() or not here.exists():
        return here
    from podcast.errors import InputError
    from podcast.show import find_root

    try:
        return Path(os.path.relpath(find_root(here)))
    except (InputError, ValueError):
        # Commands that need a root report that there is none. ValueError: it is on another drive.
        return here


def run() -> None:
    """Entry point of the `podcast` executable: run `main` and leave without Python's own shutdown.

    Shutdown would take 50 ms to unload what a build has imported, and would wait for workers that have
    already been cancelled. Every file is either complete by now or absent.
    """
    # numpy's linear algebra is not used, but its thread pool would cost each process 0.1 s of CPU time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Most objects of a command live until it ends, so collecting them early is wasted: this saves 4 % of the
    # CPU time of a build that finds nothing to do (7 of 150 ms, the median of 7 pairs of runs), and as much of
    # that of an edit, in which 100,000 objects come to be: to look through them takes 37 ms.
    gc.set_threshold(250_000, 20, 20)
    heed_always()
    try:
        main()
    except SystemExit as end:
        with suppress(OSError):  # the reader at the other end of a pipe may be gone
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(int(end.code or 0))


def main() -> None:
    """Run the command and exit with its exit code."""
    open_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # a terminal with a legacy encoding shows ? for Arabic
            stream.reconfigure(errors="replace")
    try:
        code = int(podcast.main(standalone_mode=False) or 0)
    except click.exceptions.Exit as end:
        code = end.exit_code
    except BrokenPipeError:
        code = 0
    except (
        SystemExit
    ):  # how click answers a reader that has gone, as `head` does when it has seen enough
        if not isinstance(sys.stdout, click.utils.PacifyFlushWrapper):
            raise
        code = 0
    except (Exception, KeyboardInterrupt) as error:
        if "--debug" in sys.argv:
            raise
        code = _report(error)
    sys.exit(code)


def _report(error: BaseException) -> int:
    """Print what went wrong, here and nowhere else, and return the exit code."""
    from podcast.cli.errors import sentence_of

    sentence, code = sentence_of(error)
    echo(f"podcast: {sentence}", err=True)
    return code
