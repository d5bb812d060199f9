"""Finds the episode that an author means: by its slug, its title, the beginning of either, or its script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from podcast.errors import InputError
from podcast.model import Script
from podcast.pipeline.workspace import Workspace, open_workspace, parse
from podcast.show import Source

NAMED = 10
"""How many episodes are named where one is not found."""

SOUGHT = 3
"""Letters of a word that is looked for inside slugs and titles."""


def source_of(workspace: Workspace, wanted: str, *, whole: bool = False) -> tuple[Source, Script]:
    """The script that `wanted` names: a slug, a title, a file name or a path; or, unless `whole`, the beginning
    of a slug or a title that no other episode shares. Raises InputError."""
    by_name = [source for source in workspace.sources if wanted in _names(source)]
    readable = []
    for source in by_name or workspace.sources:
        try:
            candidate = parse(workspace, source)
        except InputError:
            if by_name or wanted == _likely_slug(workspace, source):
                raise
            continue
        if by_name or candidate.slug == wanted:
            return source, candidate
        readable.append((source, candidate))
    return _by_title(workspace, wanted, readable, whole)


def _by_title(
    workspace: Workspace, wanted: str, readable: Iterable[tuple[Source, Script]], whole: bool
) -> tuple[Source, Script]:
    rest = list(readable)
    begun = [one for one in rest if wanted and _begins(one[1], wanted)]
    same = [one for one in begun if one[1].title == wanted]
    meant = same or ([] if whole else begun) or [one for one in rest if _is_file(one[0], wanted)]
    if len(meant) > 1:
        raise InputError(
            "“{wanted}” may be any of these: {known}; write more of it",
            wanted=wanted,
            known=_few([script.slug for _, script in meant]),
        )
    if not meant:
        near = begun or [one for one in rest if _holds(one[1], wanted)]
        raise _unknown(workspace, wanted, [script.slug for _, script in near])
    return meant[0]


def _is_file(source: Source, wanted: str) -> bool:
    """Whether it is the script's name without its date; a renamed script keeps its slug."""
    from podcast import script

    return script.slug_of(source.path.stem) == wanted


def _begins(script: Script, wanted: str) -> bool:
    return script.slug.startswith(wanted) or script.title.startswith(wanted)


def _holds(script: Script, wanted: str) -> bool:
    """Whether `wanted`, if it is more than a letter or two, stands anywhere in the slug or the title."""
    sought = wanted.casefold().strip()
    return len(sought) >= SOUGHT and (sought in script.slug or sought in script.title.casefold())


def slugs(root: Path) -> Iterator[str]:
    """The slug of each script as far as its name tells, without reading it. Raises InputError."""
    workspace = open_workspace(root)
    return (_likely_slug(workspace, source) for source in workspace.sources)


def _likely_slug(workspace: Workspace, source: Source) -> str:
    """The slug of a script that cannot be read, as far as its name tells."""
    from podcast import script

    record = workspace.published.of_source(source.name)
    return record.slug if record else script.slug_of(source.path.stem)


def _unknown(workspace: Workspace, wanted: str, like: list[str]) -> InputError:
    if len(like) > 1:
        return InputError(
            "there is no episode “{wanted}”; like it are: {known}", wanted=wanted, known=_few(like)
        )
    known = [_likely_slug(workspace, source) for source in workspace.sources]
    stems = [source.path.stem for source in workspace.sources]
    if near := like or get_close_matches(wanted, (*known, *stems), n=1, cutoff=0.5):
        return InputError(
            "there is no episode “{wanted}”; did you mean “{near}”?", wanted=wanted, near=near[0]
        )
    if not known:
        return no_script(workspace.root)
    return InputError(
        "there is no episode “{wanted}”; the episodes are: {known}",
        wanted=wanted,
        known=_few(known),
    )


def no_script(root: Path) -> InputError:
    """The error of a show that has no script yet."""
    return InputError(
        "there is no script yet; `podcast add` imports an article, `podcast new` starts one",
        file=str(root / "script"),
    )


def _few(slugs: list[str]) -> str:
    more = f", … ({len(slugs)})" if len(slugs) > NAMED else ""
    return ", ".join(slugs[:NAMED]) + more


def _names(source: Source) -> tuple[str, ...]:
    return source.name, source.path.name, source.path.stem, str(source.path)
