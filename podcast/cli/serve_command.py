"""`podcast serve`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from podcast.cli.messages import tr
from podcast.cli.terminal import draw, echo
from podcast.errors import Stopped


@click.command("serve", help=tr("Serve audio/ for a preview, or to the players at home."))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    default=8000,
    show_default=True,
    help=tr("The port to listen on."),
)
@click.option(
    "--lan", is_flag=True, help=tr("Let other devices on this network in, and show a QR code.")
)
@click.option("--open", "browse", is_flag=True, help=tr("Open it in a browser."))
@click.option(
    "--watch", "again", is_flag=True, help=tr("Build on every save, and reload open pages.")
)
@click.pass_obj
def command(root: Path, port: int, lan: bool, browse: bool, again: bool) -> int:
    """Serve until Ctrl-C."""
    from podcast import serve
    from podcast.pipeline.preflight import published_folder

    host = "0.0.0.0" if lan else "127.0.0.1"  # noqa: S104 - the author asked for it
    ready = _announcer(lan, browse)
    if not again:
        serve.run(published_folder(root), host, port, ready=ready)
        return 0
    from podcast.cli.watching import building_beside

    with building_beside(root) as busy:
        audio = published_folder(root, empty=True)
        serve.run(audio, host, port, ready=ready, busy=lambda: busy.now)
        return Stopped.exit_code if busy.now else 0


def _announcer(lan: bool, browse: bool) -> Callable[[str], None]:
    """The function that says where the server can be reached, once it listens."""

    def ready(url: str) -> None:
        from podcast import serve

        feed = f"{url.rstrip('/')}/feed.xml"
        echo(tr("pages: {url}", url=url))
        echo(tr("feed, for podcast apps: {feed} (Ctrl-C stops)", feed=feed))
        if lan and serve.is_alone(url):
            echo(tr("this machine is not on a network, so no other device can reach it"), err=True)
        elif lan and sys.stdout.isatty():
            draw(serve.qr(feed))
        if browse and not _opened(url):
            echo(tr("no browser can be opened from here; open the address yourself"), err=True)

    return ready


def _opened(url: str) -> bool:
    """Open the default browser; whether there may be one. What its launcher prints is not shown."""
    import webbrowser

    screens = ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform == "linux" and not any(map(os.environ.get, screens)):
        return False  # a browser of the terminal would take it from the server
    errors, null = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, 2)
        return webbrowser.open(url)
    finally:
        os.dup2(errors, 2)
        os.close(errors)
        os.close(null)
