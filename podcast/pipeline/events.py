"""The events a build reports to its observer: the command line prints them, tests collect them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from podcast.errors import PodcastError
from podcast.structs import Frozen


class BuildStarted(Frozen):
    """What is to be made is known, for all episodes together. `weight` as in EpisodeStarted."""

    episodes: int
    to_voice: int
    weight: int


class EpisodeStarted(Frozen):
    """An episode is being made. `weight` is the number of letters to be voiced, for an estimate of the time
    left; `waiting` are the numbers of the sections to be voiced, in order."""

    slug: str
    title: str
    engine: str
    sections: int
    to_voice: int
    weight: int
    waiting: tuple[int, ...] = ()


class UtteranceDone(Frozen):
    """One utterance of a section was voiced; only slow engines report each."""

    slug: str
    section: int
    done: int
    total: int


class SectionDone(Frozen):
    """A section was voiced and encoded."""

    slug: str
    number: int
    heading: str
    utterances: int
    weight: int


class EpisodeDone(Frozen):
    """An episode is complete. `voiced` and `reused` count its sections; `reread` counts those of either kind
    whose reading was worked out again. `is_new` if it was not built before."""

    slug: str
    title: str
    engine: str
    duration_ms: int
    voiced: int
    reused: int
    reread: int = 0
    is_new: bool = False


class EpisodeFailed(Frozen):
    """An episode could not be made; what was published of it before stays in place."""

    slug: str
    error: PodcastError
    is_told: bool = False
    """Whether the same error has stopped another episode, and been reported with that."""


class Note(Frozen):
    """Something the author should know: an English template and its fields, as in an error."""

    template: str
    fields: tuple[tuple[str, object], ...] = ()


Event: TypeAlias = (
    BuildStarted | EpisodeStarted | UtteranceDone | SectionDone | EpisodeDone | EpisodeFailed | Note
)
Watch: TypeAlias = Callable[[Event], None]


def note(template: str, **fields: object) -> Note:
    """A Note with `fields` by name."""
    return Note(template, tuple(fields.items()))


def offline_voice(engine: str) -> Note:
    """Once per build, when `auto` could not have the voice it prefers."""
    return note(
        "the online voice service is not answering; reading with the local voice {engine}",
        engine=engine,
    )


def chosen_voice(engine: str) -> Note:
    """Once per build, when `auto` has found a better voice than the usual ones."""
    return note("reading with {engine}, a voice of your own", engine=engine)


def change_of_voice(slug: str, reason: PodcastError, engine: str) -> Note:
    """When the online voice failed in an episode that is not published yet."""
    return note(
        "{slug}: {reason}; the whole episode will be voiced with {engine}",
        slug=slug,
        reason=reason,
        engine=engine,
    )


def sections_only(slug: str) -> Note:
    """When single sections were asked for."""
    return note(
        "only the sections you asked for were built; `podcast build {slug}` builds the episode",
        slug=slug,
    )


def clock_is_behind(now: object, newest: object) -> Note:
    """When the clock shows a time before the newest publication."""
    return note(
        "this machine's clock says {now}, but an episode came out on {newest}; new episodes are dated after "
        "that one: set the clock",
        now=_day(now),
        newest=_day(newest),
    )


def clock_is_ahead(now: object, newest: object) -> Note:
    """When the clock shows a time long after the newest publication."""
    return note(
        "this machine's clock says {now}, and the newest episode is of {newest}; if the clock is wrong, set "
        "it before you publish: new episodes are dated by it",
        now=_day(now),
        newest=_day(newest),
    )


def _day(time: object) -> str:
    return str(time)[:10]


def waiting(process: int) -> Note:
    """Once, when another build holds the lock of the root."""
    return note("another build is running here (process {number}); waiting for it", number=process)


def damaged(paths: Sequence[object]) -> Note:
    """Once, when files of the cache are damaged."""
    return note(
        "damaged files in audio/.clips are made again: {count} ({path})",
        count=len(paths),
        path=paths[0],
    )


def draft(name: str) -> Note:
    """When a script is marked as a draft."""
    return note("{file} is a draft: it is not built", file=name)


def one_title(file: str, other: str, title: str) -> Note:
    """Two scripts whose episodes look the same in an app."""
    return note(
        "{file} and {other} have the same title, “{title}”; give one of them another, or delete it if it"
        " is a copy",
        file=file,
        other=other,
        title=title,
    )


def one_voice(file: str, names: Sequence[str]) -> Note:
    """Speakers of a script who are not told apart by their voices."""
    return note(
        "{file}: {names} speak in one voice; to give one of them another, add a table  {header}  with an"
        " engine or a name to script/show.toml",
        file=file,
        names=", ".join(names),
        header=f'[voices."{names[-1]}"]',
    )


def passed_over(keys: Sequence[str]) -> Note:
    """Once, for front-matter settings that belong to other programs."""
    return note(
        "front matter of other programs is ignored: {keys}", keys=", ".join(sorted(set(keys)))
    )


def withdrawn(slug: str) -> Note:
    """When the script of an episode became a draft again."""
    return note(
        "“{slug}” is a draft again, so it leaves the feed; its files stay in audio/ until `podcast clean`",
        slug=slug,
    )


def postponed(slug: str) -> Note:
    """When an episode that is out is given a date to come."""
    return note(
        "“{slug}” has been published, and its new date is still to come, so it leaves the feed until then",
        slug=slug,
    )


def without_script(slug: str) -> Note:
    """When the script of an episode was removed."""
    return note(
        "“{slug}” has no script any more, so it leaves the feed; "
        "its files stay in audio/ until `podcast clean`",
        slug=slug,
    )
