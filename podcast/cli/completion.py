"""What the shell completes with Tab beyond commands and options: episodes, files, entries of the lexicon."""

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
        from podcast.errors import PodcastError
        from podcast.pipeline.finding import slugs

        if "/" in incomplete:
            return [CompletionItem(incomplete, type="file")]
        with suppress(PodcastError, OSError):
            return [
                CompletionItem(slug) for slug in slugs(_root(ctx)) if slug.startswith(incomplete)
            ]
        return []


class SourceName(click.ParamType):
    """An address, or a file, which the shell completes."""

    name = "source"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The shell's own completion of paths."""
        return [CompletionItem(incomplete, type="file")]


class Written(click.ParamType):
    """An entry of the lexicon, as it is written."""

    name = "written"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The entries that begin with what has been typed; none outside a podcast."""
        from podcast.errors import PodcastError
        from podcast.show import lexicon

        with suppress(PodcastError, OSError):
            return [
                CompletionItem(word) for word in lexicon(_root(ctx)) if word.startswith(incomplete)
            ]
        return []


def _root(ctx: click.Context) -> Path:
    """The podcast that the typed command is about."""
    from podcast.cli import root_of

    return root_of(Path(ctx.find_root().params.get("root") or Path()))
