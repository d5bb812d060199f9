"""What the shell completes with Tab beyond commands and options: the names of episodes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click
from click.shell_completion import CompletionItem


class EpisodeName(click.ParamType):
    """An episode: its slug, which the shell completes, its title, the beginning of one of them, or its file."""

    name = "episode"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The slugs that begin with what has been typed; none outside a podcast."""
        from podcast.cli import root_of
        from podcast.errors import PodcastError
        from podcast.pipeline.finding import slugs

        with suppress(PodcastError, OSError):
            root = root_of(Path(ctx.find_root().params.get("root") or Path()))
            return [CompletionItem(slug) for slug in slugs(root) if slug.startswith(incomplete)]
        return []
