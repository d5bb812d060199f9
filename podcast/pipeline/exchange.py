"""Recognises scripts that have exchanged their names: an episode follows its text, not its file's name.

Otherwise an app would play another text under the name of an episode that was heard, and every section would be
new in the feed of its episode's sections.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from podcast.errors import InputError
from podcast.model import Script
from podcast.pipeline.events import Note, note
from podcast.pipeline.freshness import Task
from podcast.pipeline.identity import words_of
from podcast.pipeline.state import State
from podcast.pipeline.workspace import Workspace, parse
from podcast.published import Record, likeness, sketch
from podcast.structs import Frozen, replace


class _Stray(Frozen):
    """A script whose text is not that of the episode its name stands for."""

    script: Script
    print: str
    record: Record

    def likeness(self, record: Record) -> float:
        return likeness(self.script.title, self.print, record.title, record.text)


def exchanged(
    workspace: Workspace, state: State, tasks: Sequence[Task]
) -> tuple[Workspace, State, tuple[Note, ...]]:
    """Workspace and state with the episodes of scripts that have exchanged names assigned to their new names,
    and the notes about it; only scripts that have changed are looked at."""
    strays = _strays(workspace, {task.source.name: task.script for task in tasks if task.script})
    if not strays:
        return workspace, state, ()
    owners = _cycles(_all(workspace, strays))
    records = {record.slug: replace(record, source=name) for name, record in owners.items()}
    made = {
        record.slug: replace(state.made[record.slug], source=name)
        for name, record in owners.items()
        if record.slug in state.made
    }
    published = replace(workspace.published, episodes={**workspace.published.episodes, **records})
    notes = tuple(
        note(
            "{file} now has the text of the episode “{slug}”, and is that episode from now on; it keeps its "
            "address and its place in apps",
            file=name,
            slug=record.slug,
        )
        for name, record in owners.items()
    )
    return (
        replace(workspace, published=published),
        replace(state, made={**state.made, **made}),
        notes,
    )


def _strays(workspace: Workspace, scripts: Mapping[str, Script]) -> dict[str, _Stray]:
    """Those of the scripts, by name, that have nothing in common with their episode as it was published."""
    strays = {}
    for name, script in scripts.items():
        record = workspace.published.of_source(name)
        if record and record.text and not script.named:
            stray = _Stray(script, sketch(words_of(script)), record)
            if not stray.likeness(record):
                strays[name] = stray
    return strays


def _all(workspace: Workspace, strays: Mapping[str, _Stray]) -> dict[str, _Stray]:
    """The strays, together with those among the scripts that this build is not about."""
    others = {}
    for source in workspace.sources:
        if source.name not in strays and workspace.published.of_source(source.name):
            with suppress(InputError):  # reported when its turn comes
                others[source.name] = parse(workspace, source)
    return {**strays, **_strays(workspace, others)}


def _cycles(strays: Mapping[str, _Stray]) -> dict[str, Record]:
    """Script → the episode whose text it has, where all those scripts are one another's."""
    owners: dict[str, Record] = {}
    for name, stray in strays.items():
        others = [other.record for other in strays.values() if stray.likeness(other.record)]
        if others:
            owners[name] = max(others, key=stray.likeness)
    while True:
        sources = {record.source for record in owners.values()}
        kept = {
            name: record
            for name, record in owners.items()
            if name in sources and record.source in owners
        }
        if len(kept) == len(owners):
            break
        owners = kept
    return owners if len({record.slug for record in owners.values()}) == len(owners) else {}
