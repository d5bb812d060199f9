"""The result of a build as one value."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from podcast.errors import PodcastError
from podcast.model import Episode
from podcast.pipeline.authoring import example_left
from podcast.pipeline.doubts import Question, questions
from podcast.pipeline.events import EpisodeDone
from podcast.pipeline.publish import feed_path
from podcast.pipeline.state import State
from podcast.pipeline.workspace import Workspace
from podcast.structs import Frozen


class Report(Frozen):
    """`made` and `reused` are slugs; `unresolved` the guessed readings: (slug, written, spoken, rule).

    `doubts` are (slug, question) of the words with uncertain vowels, most worthwhile first.
    """

    made: tuple[str, ...]
    reused: tuple[str, ...]
    failed: tuple[PodcastError, ...]
    held_back: tuple[Episode, ...]
    unresolved: tuple[tuple[str, str, str, str], ...]
    doubts: tuple[tuple[str, Question], ...]
    duration_ms: int
    audio: Path
    feed: Path
    base_url: str
    example: str = ""
    """The slug of the example that came with the podcast, if it is still there beside other episodes."""
    reread: int = 0
    revoiced: int = 0
    new: int = 0
    voiced: int = 0
    """Sections of all episodes together. Of those built before, how many were read again (`reread`) and voiced
    again (`revoiced`); how many are `new`, and how many of these were `voiced`: not those that had been, and of
    several that sound the same, only one."""


def report(
    workspace: Workspace,
    state: State,
    done: Sequence[EpisodeDone],
    reused: Sequence[str],
    failed: Sequence[PodcastError],
    held_back: Sequence[Episode],
) -> Report:
    """The report of a build that ended in `state`."""
    made = [episode.slug for episode in done]
    rebuilt = [episode for episode in done if not episode.is_new]
    standing = [state.made[slug] for slug in (*made, *reused)]
    guesses = ((slug, *change) for slug in made for change in state.made[slug].unresolved)
    return Report(
        made=tuple(made),
        reused=tuple(reused),
        failed=tuple(failed),
        held_back=tuple(held_back),
        unresolved=tuple(guesses),
        doubts=tuple(
            (slug, question)
            for slug in made
            for question in questions(state.made[slug].doubts, state.made[slug].source)
        ),
        duration_ms=sum(record.episode["duration_ms"] for record in standing),
        audio=workspace.audio,
        feed=feed_path(workspace),
        base_url=workspace.show.base_url,
        example=example_left(workspace),
        reread=sum(episode.reread for episode in rebuilt),
        revoiced=sum(episode.voiced for episode in rebuilt),
        new=sum(one.voiced + one.reused for one in done if one.is_new),
        voiced=sum(episode.voiced for episode in done if episode.is_new),
    )
