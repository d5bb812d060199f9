"""Recognises renamed scripts: a file may change its name, but a published episode may not.

Apps know an episode by its guid and download it from its path. Both stay the same as long as the script is
evidently the same: under its old name, or under a new one once the old one is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podcast.model import Script, Section
from podcast.pipeline.events import Note, note
from podcast.pipeline.freshness import Task, twins
from podcast.pipeline.state import State
from podcast.pipeline.workspace import Workspace, parse
from podcast.published import SAME_TITLE, Record, is_short, likeness, moved, overlap, sketch
from podcast.show import Source
from podcast.structs import Frozen, replace


class _Stranger(Frozen):
    """A script whose name no episode is recorded under, and the sketch of its text."""

    source: Source
    script: Script
    print: str


class _Match(Frozen):
    """A stranger and the episode it used to be, with a confidence of `score`."""

    score: float
    stranger: _Stranger
    record: Record

    @property
    def slug(self) -> str:
        """The slug of the episode from now on."""
        script = self.stranger.script
        return script.slug if script.named else self.record.slug


def settled(workspace: Workspace, state: State) -> tuple[Workspace, State, tuple[Note, ...]]:
    """Workspace and state with every renamed script matched to its episode, and the notes about it.

    If every script is known by name, none is read.
    """
    state = _caught_up(workspace, state)
    strangers = _strangers(workspace, state)
    gone = _gone(workspace, state) if strangers else {}
    notes = []
    matches = list(_best(strangers, gone))
    left = _left(strangers, gone, matches, state)
    last = _last_match(left) if left else None
    matches += [last] if last else []
    for match in matches:
        old, name = match.record.slug, match.stranger.source.name
        published = moved(workspace.published, old, to=match.slug, source=name)
        workspace, state = replace(workspace, published=published), state.renamed(old, name)
        notes += [] if match.stranger.script.slug == old else [_match_note(match)]
    if left and not last and left[1].slug in state.made:
        notes.append(_doubt_note(*left))
    return workspace, state, tuple(notes)


def followed(workspace: Workspace, tasks: Sequence[Task]) -> tuple[Workspace, tuple[Task, ...]]:
    """The workspace with the record of each episode whose author changed its slug moved to the new one; and the
    tasks, with an error for each script that would overwrite another's episode."""
    done = []
    for task in tasks:
        usurped = _usurped(workspace, task) if task.script else ""
        error = twins(task.source.name, usurped, task.slug) if usurped else None
        done.append(Task(task.source, "", error=error) if error else task)
        if error or not task.script:
            continue
        record = workspace.published.of_source(task.source.name)
        if record and task.slug not in workspace.published.episodes:
            published = moved(
                workspace.published, record.slug, to=task.slug, source=task.source.name
            )
            workspace = replace(workspace, published=published)
    return workspace, tuple(done)


def words_of(script: Script) -> str:
    """All the text of a script."""
    parts = (script.title, *(_words(section) for section in script.sections))
    return "\n".join(parts)


def written_sections(script: Script) -> list[tuple[str, str]]:
    """Each section's heading and text, by which it is recognised."""
    return [
        (section.heading, "\n".join(block.read_text for block in section.blocks))
        for section in script.sections
    ]


def _words(section: Section) -> str:
    return "\n".join((section.heading, *(block.read_text for block in section.blocks)))


def _strangers(workspace: Workspace, state: State) -> list[_Stranger]:
    """Scripts under whose names no episode is recorded; most builds have none."""
    recorded = {record.source for record in workspace.published.episodes.values()}
    recorded |= {made.source for made in state.made.values()}
    new = [source for source in workspace.sources if source.name not in recorded]
    read = ((source, _readable(workspace, source)) for source in new)
    return [_Stranger(one, script, sketch(words_of(script))) for one, script in read if script]


def _gone(workspace: Workspace, state: State) -> dict[str, Record]:
    """Published episodes whose scripts no longer exist, by slug."""
    here = {source.name for source in workspace.sources}
    gone = {}
    for slug, record in workspace.published.episodes.items():
        made = state.made.get(slug)
        source = record.source or (made.source if made else "")
        if source not in here:
            gone[slug] = record
    return gone


def _caught_up(workspace: Workspace, state: State) -> State:
    """The state, with script names that a build recorded as published before it was killed."""
    here = {source.name for source in workspace.sources}
    for slug, record in workspace.published.episodes.items():
        made = state.made.get(slug)
        if made and record.source in here and made.source not in here:
            state = state.renamed(slug, record.source)
    return state


def _readable(workspace: Workspace, source: Source) -> Script | None:
    try:
        return parse(workspace, source)
    except Exception:  # noqa: BLE001 - reported when its turn comes
        return None


def _usurped(workspace: Workspace, task: Task) -> str:
    """The renamed script that has kept the slug this script's name would give; "" if there is none."""
    record = workspace.published.episodes.get(task.slug)
    owner = record.source if record else ""
    there = any(owner == source.name for source in workspace.sources)
    return owner if there and owner != task.source.name else ""


def _best(strangers: Sequence[_Stranger], gone: dict[str, Record]) -> Iterator[_Match]:
    """The best matches first, using each script and each episode once."""
    own = {stranger.script.slug for stranger in strangers} & gone.keys()
    matches = [
        _Match(score, stranger, record)
        for stranger in strangers
        for record in gone.values()
        if (score := _score(stranger, record, own)) > 0
    ]
    taken: set[str] = set()
    for match in sorted(matches, key=lambda match: -match.score):
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
    """The one new script and the one missing script, if there is exactly one of each."""
    new = [
        stranger
        for stranger in strangers
        if all(match.stranger is not stranger for match in matches)
    ]
    taken = {match.record.slug for match in matches}
    old = [item for slug, item in gone.items() if slug not in taken]
    old = [one for one in old if one.slug in state.made] or old
    return (new[0], old[0]) if len(new) == len(old) == 1 else None


def _last_match(left: tuple[_Stranger, Record]) -> _Match | None:
    """A script whose title, name and text all changed at once, where it can be nothing else.

    Of a short text an edit leaves little; of a longer one as much must be left as under the same title.
    """
    stranger, record = left
    prints = stranger.print, record.text
    if overlap(*prints) >= (0.01 if all(map(is_short, prints)) else SAME_TITLE):
        return _Match(0.1, stranger, record)
    return None


def _doubt_note(stranger: _Stranger, record: Record) -> Note:
    """The note for the case that nothing shows whether one script became another."""
    return note(
        "{file} is treated as a new episode, and “{slug}” as one that is gone; if they are the same, "
        "write  slug: {slug}  in its front matter",
        file=stranger.source.name,
        slug=record.slug,
    )


def _score(stranger: _Stranger, record: Record, own: set[str]) -> float:
    """The confidence of a match, 0 to 1; a script that still has the episode's slug matches in any case."""
    if stranger.script.slug == record.slug:
        return 3.0
    if stranger.script.slug in own or record.slug in own:
        return 0.0
    return likeness(stranger.script.title, stranger.print, record.title, record.text)


def _match_note(match: _Match) -> Note:
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
