"""Removes episodes and frees space. What would be deleted is listed first, so that the author can agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from contextlib import suppress
from pathlib import Path

from podcast import rooted
from podcast.errors import InputError
from podcast.pipeline import publication, publish
from podcast.pipeline import state as states
from podcast.pipeline.finding import source_of
from podcast.pipeline.lock import holding
from podcast.pipeline.stage import begin
from podcast.pipeline.state import State
from podcast.pipeline.workspace import Workspace, open_workspace, parse
from podcast.published import Published
from podcast.structs import Frozen, replace

Wait = Callable[[int], None]
"""Called with the id of the process that is building, before it is waited for."""


class Removal(Frozen):
    """What would be deleted with an episode: its `script`, if it still has one, and `files` below `audio/`.

    `is_out` says whether apps may have it: the show has an address, and the episode was in its feed.
    """

    slug: str
    title: str
    script: Path | None
    files: tuple[str, ...]
    size: int
    is_out: bool


def removals(root: Path, wanted: Iterable[str], encoding: str = "utf-8") -> list[Removal]:
    """What would be deleted with each of these episodes, named by slug, title or script. Raises InputError."""
    workspace = open_workspace(root, encoding)
    state = states.load(workspace.audio)
    found = (_removal(workspace, state, name) for name in wanted)
    return list({doomed.slug: doomed for doomed in found}.values())


def _removal(workspace: Workspace, state: State, wanted: str) -> Removal:
    script, title = None, wanted
    if wanted in state.made or wanted in workspace.published.episodes:
        slug = wanted
        script = _script_of(workspace, state, slug)
    else:
        source, parsed = source_of(workspace, wanted, whole=True)
        slug, script, title = parsed.slug, source.path, parsed.title
    made, record = state.made.get(slug), workspace.published.episodes.get(slug)
    title = made.episode["title"] if made else record.title if record else title
    files = tuple(_files(workspace.audio, slug, made.files if made else ()))
    size = sum(max(0, _size(workspace.audio / path)) for path in files)
    is_out = bool(record and not record.held and workspace.show.base_url)
    return Removal(slug, title, script, files, size, is_out)


def _script_of(workspace: Workspace, state: State, slug: str) -> Path | None:
    record, made = workspace.published.episodes.get(slug), state.made.get(slug)
    names = {made.source if made else "", record.source if record else ""}
    return next((source.path for source in workspace.sources if source.name in names), None)


def _files(audio: Path, slug: str, known: Iterable[str]) -> list[str]:
    """An episode's files below `audio/`: those a build recorded, and whatever is in its folder."""
    files = set(known)
    if rooted.is_own(slug) and "/" not in slug:
        inside = (audio / slug).rglob("*") if not (audio / slug).is_symlink() else ()
        paths = [audio / f"{slug}.mp3", *inside]
        files |= {path.relative_to(audio).as_posix() for path in paths if path.is_file()}
    return sorted(path for path in files if _size(audio / path) >= 0)


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return -1


def remove(root: Path, doomed: Sequence[Removal], waiting: Wait, encoding: str = "utf-8") -> None:
    """Remove episodes from feed and page, then their files, their records, and finally their scripts.

    Raises OutputError; if the feed cannot be written, nothing is deleted.
    """
    workspace = open_workspace(root, encoding)
    scripts = [one.script for one in doomed if one.script is not None]
    for script in scripts:
        if not script.is_relative_to(root / "script"):
            raise InputError("this script is not in script/", file=str(script))
    slugs = {one.slug for one in doomed}
    if workspace.audio.is_dir():
        with holding(workspace.audio, waiting):
            _unpublish(root, slugs, [path for one in doomed for path in one.files], encoding)
    elif slugs & workspace.published.episodes.keys():
        publication.kept(workspace, _without(workspace.published, slugs))
    for script in scripts:
        script.unlink(missing_ok=True)


def _unpublish(root: Path, slugs: Set[str], files: Iterable[str], encoding: str) -> None:
    stage = begin(root / "audio")
    try:
        workspace = open_workspace(root, encoding)
        workspace = replace(workspace, published=_without(workspace.published, slugs))
        state = states.load(workspace.audio)
        made = {slug: item for slug, item in state.made.items() if slug not in slugs}
        state = replace(state, made=made)
        if publish.feed_path(workspace).is_file():
            now = publication.utc_now()
            state = publish.staged(workspace, state, stage, now, lambda event: None)
        for path in files:
            stage.leave(path)
        stage.keep(states.NAME, states.dump(state), None)
        publication.kept(workspace, workspace.published)
        stage.commit()
    finally:
        stage.drop()


def _without(published: Published, slugs: Set[str]) -> Published:
    others = {slug: item for slug, item in published.episodes.items() if slug not in slugs}
    return replace(published, episodes=others)


class Rubbish(Frozen):
    """What can be deleted without loss: episodes whose scripts are gone or drafts, and what the cache can make
    again."""

    orphans: tuple[Removal, ...]
    cached: tuple[tuple[Path, int], ...]

    @property
    def size(self) -> int:
        """The total size in bytes."""
        return sum(orphan.size for orphan in self.orphans) + sum(size for _, size in self.cached)


def rubbish(root: Path, days: float, encoding: str = "utf-8") -> Rubbish:
    """What can be cleaned from `audio/`; of the cache, what no build has used for `days` (0: everything).

    Clips that their service would not make the same again stay.
    """
    workspace = open_workspace(root, encoding)
    state = states.load(workspace.audio)
    orphans = []
    for slug in workspace.published.episodes:
        if slug not in state.made and (orphan := _removal(workspace, state, slug)).files:
            orphans += [orphan] if _is_out_of_use(workspace, orphan.script) else []
    return Rubbish(tuple(orphans), tuple(workspace.cache.idle(days)))


def _is_out_of_use(workspace: Workspace, script: Path | None) -> bool:
    """Whether an episode's script is gone or a draft; one that cannot be read may be either."""
    source = next((source for source in workspace.sources if source.path == script), None)
    try:
        return source is None or parse(workspace, source).draft
    except InputError:
        return False


def clean(root: Path, waste: Rubbish, waiting: Wait) -> None:
    """Delete it. Records of episodes stay, so that a script that returns is the same episode."""
    audio = root / "audio"
    with holding(audio, waiting):
        for orphan in waste.orphans:
            for name in orphan.files:
                rooted.remove(audio, name)
        for path, _ in waste.cached:
            with suppress(OSError):
                path.unlink()
