"""`podcast serve`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from podcast.cli.words import said


@click.command("serve", help=said("Serve audio/ for a preview, or to the players at home."))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help=said("Where to listen."))
@click.option(
    "--lan", is_flag=True, help=said("Let other devices of this network in; shows a QR code.")
)
@click.option("--open", "browse", is_flag=True, help=said("Open it in a browser."))
@click.pass_obj
def command(root: Path, port: int, lan: bool, browse: bool) -> int:
    """Serve until Ctrl-C."""
    from podcast import serve
    from podcast.build.gate import published_folder

    def ready(url: str) -> None:
        feed = f"{url.rstrip('/')}/feed.xml"
        click.echo(said("subscribe in an app: {feed} (Ctrl-C stops)", feed=feed))
        if lan and sys.stdout.isatty():
            click.echo(serve.qr(feed))
        if browse:
            click.launch(url)

    serve.run(published_folder(root), "0.0.0.0" if lan else "127.0.0.1", port, ready=ready)  # noqa: S104 - asked for
    return 0
