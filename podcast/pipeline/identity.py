"""Which script is which published episode: a file may get another name, an episode may not.

Apps know an episode by its guid and download it from its path. Both stay while the script is evidently
the same one: under its old name, or under a new one with the old one gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from podcast.errors import InputError
from podcast.model import Script, Section
from podcast.pipeline.events import Note, note
from podcast.pipeline.freshness import Task, twins
from podcast.pipeline.state import State
from podcast.pipeline.workspace import Workspace, parse
from podcast.published import Record, is_short, likeness, moved, overlap, sketch
from podcast.show import Source


@dataclass(frozen=True, slots=True)
class _Stranger:
    """A script by whose name no episode is known, and the print of its text."""

    source: Source
    script: Script
    print: str


@dataclass(frozen=True, slots=True)
class _Match:
    """A stranger and the episode it has been, as surely as `score` says."""

    score: float
    stranger: _Stranger
    record: Record

    @property
    def slug(self) -> str:
        """What the episode is called from now on."""
        script = self.stranger.script
        return script.slug if script.named else self.record.slug


def settled(workspace: Workspace, state: State) -> tuple[Workspace, State, tuple[Note, ...]]:
    """Workspace and state with every renamed script as the episode it has been, and what to say of it.

    No script is read where each is known by its name.
    """
    state = _caught_up(workspace, state)
    strangers = _strangers(workspace, state)
    gone = _gone(workspace, state) if strangers else {}
    notes = []
    matches = list(_best(strangers, gone))
    matches += _last_pair(strangers, gone, matches, state)
    for match in matches:
        old, name = match.record.slug, match.stranger.source.name
        published = moved(workspace.published, old, to=match.slug, source=name)
        workspace, state = replace(workspace, published=published), state.renamed(old, name)
        notes += [] if match.stranger.script.slug == old else [_told(match)]
    notes += _doubt(strangers, gone, matches, state)
    return workspace, state, tuple(notes)


def followed(workspace: Workspace, tasks: Sequence[Task]) -> tuple[Workspace, tuple[Task, ...]]:
    """The workspace with the identity of each episode whose author gave it another slug, under that one; and
    the tasks, with an error for each script that would write over the episode of another."""
    done = []
    for task in tasks:
        usurped = _usurped(workspace, task) if task.script else ""
        error = twins(task.source.name, usurped, task.slug) if usurped else None
        done.append(Task(task.source, "", error=error) if error else task)
        if error or not task.script:
            continue
        known = workspace.published.of_source(task.source.name)
        if known and task.slug not in workspace.published.episodes:
            published = moved(
                workspace.published, known.slug, to=task.slug, source=task.source.name
            )
            workspace = replace(workspace, published=published)
    return workspace, tuple(done)


def words_of(script: Script) -> str:
    """All that is written in a script."""
    parts = (script.title, *(_words(section) for section in script.sections))
    return "\n".join(parts)


def written_sections(script: Script) -> list[tuple[str, str]]:
    """Each section's heading and text, by which it is known again."""
    return [
        (section.heading, "\n".join(block.read_text for block in section.blocks))
        for section in script.sections
    ]


def _words(section: Section) -> str:
    return "\n".join((section.heading, *(block.read_text for block in section.blocks)))


def _strangers(workspace: Workspace, state: State) -> list[_Stranger]:
    """Scripts by whose names no episode is known; most builds have none."""
    known = {record.source for record in workspace.published.episodes.values()}
    known |= {made.source for made in state.made.values()}
    new = [source for source in workspace.sources if source.name not in known]
    read = ((source, _readable(workspace, source)) for source in new)
    return [_Stranger(one, script, sketch(words_of(script))) for one, script in read if script]


def _gone(workspace: Workspace, state: State) -> dict[str, Record]:
    """Published episodes whose scripts are not there any more, by slug."""
    here = {source.name for source in workspace.sources}
    gone = {}
    for slug, record in workspace.published.episodes.items():
        made = state.made.get(slug)
        source = record.source or (made.source if made else "")
        if source not in here:
            gone[slug] = record
    return gone


def _caught_up(workspace: Workspace, state: State) -> State:
    """The state, with names of scripts that a build had recorded as published before it was killed."""
    here = {source.name for source in workspace.sources}
    for slug, record in workspace.published.episodes.items():
        made = state.made.get(slug)
        if made and record.source in here and made.source not in here:
            state = state.renamed(slug, record.source)
    return state


def _readable(workspace: Workspace, source: Source) -> Script | None:
    try:
        return parse(workspace, source)
    except (InputError, ValueError, LookupError, TypeError, ArithmeticError, RecursionError):
        return None  # told of when its turn comes


def _usurped(workspace: Workspace, task: Task) -> str:
    """The other script, of one whose name gives the slug that a renamed one has kept; "" of all others."""
    record = workspace.published.episodes.get(task.slug)
    owner = record.source if record else ""
    there = any(owner == source.name for source in workspace.sources)
    return owner if there and owner != task.source.name else ""


def _best(strangers: Sequence[_Stranger], gone: dict[str, Record]) -> Iterator[_Match]:
    """The surest matches first, each script and each episode once."""
    own = {stranger.script.slug for stranger in strangers} & gone.keys()
    matches = [
        _Match(score, stranger, record)
        for stranger in strangers
        for record in gone.values()
        if (score := _score(stranger, record, own)) > 0
    ]
    taken: set[str] = set()
    for match in sorted(matches, key=lambda one: -one.score):
        names = {match.stranger.source.name, f"episode {match.record.slug}"}
        if not names & taken:
            taken |= names
            yield match


def _left(
    strangers: Sequence[_Stranger],
    gone: dict[str, Record],
    matches: Sequence[_Match],
    state: State,
) -> tuple[_Stranger, Record] | None:
    """The one new script and the one that is gone, where there is no more than one of each."""
    new = [
        stranger
        for stranger in strangers
        if all(match.stranger is not stranger for match in matches)
    ]
    taken = {match.record.slug for match in matches}
    old = [item for slug, item in gone.items() if slug not in taken]
    old = [one for one in old if one.slug in state.made] or old
    return (new[0], old[0]) if len(new) == len(old) == 1 else None


def _last_pair(
    strangers: Sequence[_Stranger],
    gone: dict[str, Record],
    matches: Sequence[_Match],
    state: State,
) -> Iterator[_Match]:
    """A short script whose title, name and text changed at once: there is nothing else that it can be."""
    left = _left(strangers, gone, matches, state)
    prints = (left[0].print, left[1].text) if left else ()
    if left and all(map(is_short, prints)) and overlap(*prints) > 0:
        yield _Match(0.1, *left)


def _doubt(
    strangers: Sequence[_Stranger],
    gone: dict[str, Record],
    matches: Sequence[_Match],
    state: State,
) -> list[Note]:
    """What to say where nothing tells whether one script became another."""
    left = _left(strangers, gone, matches, state)
    if not left or left[1].slug not in state.made:
        return []
    return [
        note(
            "{file} is taken for a new episode, and “{slug}” for one that is gone; if they are the same,"
            " write  slug: {slug}  in its front matter",
            file=left[0].source.name,
            slug=left[1].slug,
        )
    ]


def _score(__stranger: _Stranger, record: Record, own: set[str]) -> float:
    """A script that still gives an episode's slug is that episode, whatever is in it."""
    if __stranger.script.slug == record.slug:
        return 3.0
    if __stranger.script.slug in own or record.slug in own:
        return 0.0
    return likeness(__stranger.script.title, __stranger.print, record.title, record.text)


def _told(match: _Match) -> Note:
    if match.slug != match.record.slug:
        return note(
            "“{old}” is now found under “{slug}”: apps keep it as the same episode, under a new address",
            old=match.record.slug,
            slug=match.slug,
        )
    return note(
        "{file} is the episode “{slug}” under a new name: it keeps its address and its place in apps;"
        " a `slug` in its front matter would give it another address",
        file=match.stranger.source.name,
        slug=match.slug,
    )
