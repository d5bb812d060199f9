"""One episode, from its recorded sections to its files and the record of what they were made from."""

from __future__ import annotations

from collections.abc import Sequence

from podcast.model import Episode, SectionFile
from podcast.pipeline import casting, freshness
from podcast.pipeline import state as states
from podcast.pipeline.assemble import Edition, OutputFolder, assemble
from podcast.pipeline.pages import write_episode_pages, write_sections_feed
from podcast.pipeline.planning import WorkOrder
from podcast.pipeline.section import Voiced
from podcast.pipeline.state import Made
from podcast.pipeline.workspace import Workspace
from podcast.structs import replace


def complete(
    workspace: Workspace,
    order: WorkOrder,
    edition: Edition,
    voiced: Sequence[Voiced],
    shelf: OutputFolder,
) -> Made:
    """The record of an episode whose files are written to `shelf`; if one fails, none is staged.

    Raises InputError for a soundbite beyond the end, OutputError.
    """
    order.check(voiced)
    try:
        episode = assemble(edition, voiced, shelf)
        write_episode_pages(workspace, episode, order.script, shelf)
    except BaseException:
        shelf.stage.forget(shelf.now)
        raise
    shelf.clear()
    return _made(workspace, order, edition, voiced, shelf, episode)


def _made(
    workspace: Workspace,
    order: WorkOrder,
    edition: Edition,
    voiced: Sequence[Voiced],
    shelf: OutputFolder,
    episode: Episode,
) -> Made:
    source, called = order.task.source, casting.called(order.script)
    return Made(
        source=source.name,
        key=freshness.key_of(workspace, source, order.task.digest, order.engine, called),
        engine=order.engine,
        files=shelf.now,
        episode=states.freeze(episode),
        unresolved=tuple(dict.fromkeys(change for part in voiced for change in part.unresolved)),
        inputs=edition.picture.made_of,
        doubts=tuple(doubt for part in voiced for doubt in part.doubts),
        cast=called,
        lexicon=freshness.lexicon_key(workspace),
        entries=freshness.entries_key(workspace, order.script),
    )


def with_sections(
    workspace: Workspace, made: Made, sections: dict[int, SectionFile], shelf: OutputFolder
) -> Made:
    """The record of an episode some of whose sections were replaced, with the feed of its sections rewritten.

    Its key is lost, so the next build makes the episode itself.
    """
    episode = states.thaw(made.episode)
    replaced = tuple(sections.get(section.number, section) for section in episode.sections)
    episode = replace(episode, sections=replaced)
    write_sections_feed(workspace, episode, shelf)
    return replace(made, key="", files=shelf.now, episode=states.freeze(episode))
