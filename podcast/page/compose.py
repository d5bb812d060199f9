"""Shows and episodes as their pages tell of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from podcast.formats.text import clock
from podcast.model import Chapter, Cue, Episode, Pauses, SectionFile, Show
from podcast.page.facts import episode_facts, show_facts
from podcast.page.text import (
    clip,
    date,
    day,
    fold,
    iso_duration,
    paragraphs,
    seconds,
    size,
)
from podcast.page.view import (
    Entry,
    EpisodeView,
    File,
    Head,
    Line,
    Part,
    Place,
    ShowView,
    Year,
    apps,
)

SUMMARY = 200
"""Letters of a description that link previews and search results show."""

IN_FULL = 24
"""Episodes that a show's page tells of in full; with hundreds of them it would be slow to load."""


def show_view(show: Show, episodes: Sequence[Episode], place: Place) -> ShowView:
    """The show, newest episode first, and by slug on the same day."""
    by_slug = sorted(episodes, key=lambda one: one.slug)
    newest = sorted(by_slug, key=lambda one: one.published, reverse=True)
    title = fold(show.title)
    head = _head(show, place, title, show.description, "", "website")
    entries = tuple(_entry(one, place) for one in newest[:IN_FULL])
    years = tuple(_years(newest[IN_FULL:], place))
    return ShowView(head, show_facts(head), paragraphs(show.description), entries, years)


def _years(newest: Sequence[Episode], place: Place) -> Iterator[Year]:
    """Episodes by the year of their day, shortly told."""
    short = (_entry(replace(one, description="", chapters=()), place) for one in newest)
    for year, entries in groupby(short, lambda one: one.date[:4]):
        yield Year(year, tuple(entries))


def episode_view(show: Show, episode: Episode, place: Place) -> EpisodeView:
    """An episode with its chapters and all that is said in it."""
    text = episode.description or show.description
    head = replace(
        _head(show, place, fold(episode.title), text, f"{episode.slug}/", "article"),
        sound=place.absolute(episode.path),
        date=date(episode.published),
    )
    file = _file(episode.path, episode.size, episode.duration_ms, place)
    folder = episode.slug
    return EpisodeView(
        head=head,
        facts=episode_facts(head, episode, file),
        number=episode.number,
        season=episode.season,
        day=day(episode.published),
        date=date(episode.published),
        paragraphs=paragraphs(episode.description),
        note=_note(show, episode),
        file=file,
        vtt=place.link(f"{folder}/transcript.vtt") if episode.has_vtt else "",
        srt=place.link(f"{folder}/transcript.srt") if episode.has_srt else "",
        parts=tuple(_parts(show, episode, place)),
    )


def _head(show: Show, place: Place, title: str, text: str, path: str, kind: str) -> Head:
    return Head(
        title=title,
        summary=clip(fold(text), SUMMARY),
        language=show.language,
        show=fold(show.title),
        author=fold(show.author),
        copyright=fold(show.copyright),
        kind=kind,
        feed=place.link("feed.xml"),
        feed_url=place.feed_url,
        home=place.link("index.html"),
        cover=place.link(place.cover) if place.cover else "",
        url=place.absolute(path),
        home_url=place.absolute(""),
        picture=place.absolute(place.cover) if place.cover else "",
        sound="",
        apps=apps(place.feed_url),
        hue=place.hue,
        locale="ar_AR" if show.language.startswith("ar") else show.language.replace("-", "_"),
    )


def _entry(episode: Episode, place: Place) -> Entry:
    page = place.link(f"{episode.slug}/index.html")
    return Entry(
        title=fold(episode.title),
        link=page,
        number=episode.number,
        season=episode.season,
        day=day(episode.published),
        date=date(episode.published),
        text=clip(fold(episode.description), 2 * SUMMARY),
        file=_file(episode.path, episode.size, episode.duration_ms, place),
        parts=tuple((fold(c.title), f"{page}#section-{c.number}") for c in episode.chapters),
    )


def _file(path: str, count: int, ms: int, place: Place) -> File:
    return File(place.link(path), size(count), clock(ms), iso_duration(ms))


def _parts(show: Show, episode: Episode, place: Place) -> Iterator[Part]:
    files = {section.number: section for section in episode.sections}
    for chapter in episode.chapters:
        yield _part(chapter, episode, files.get(chapter.number), show.pauses, place)


def _part(
    chapter: Chapter, episode: Episode, section: SectionFile | None, pauses: Pauses, place: Place
) -> Part:
    cues = [one for one in episode.cues if chapter.start_ms <= one.start_ms < chapter.end_ms]
    spoken = cues.pop(0) if cues and _same(cues[0].text, chapter.title) else None
    file = _file(section.path, section.size, section.duration_ms, place) if section else None
    return Part(
        number=chapter.number,
        title=fold(chapter.title),
        start=seconds(chapter.start_ms),
        end=seconds(chapter.end_ms),
        clock=clock(chapter.start_ms),
        length=clock(chapter.end_ms - chapter.start_ms),
        link=f"{place.link(episode.path)}#t={seconds(chapter.start_ms)}",
        file=file,
        spoken=_line(spoken) if spoken else None,
        paragraphs=tuple(_gathered(cues, pauses)),
    )


def _note(show: Show, episode: Episode) -> str:
    """How the episode is voiced, unless its transcript ends with that; whose music is in it."""
    said = _is_said(show.disclosure, episode)
    return fold(episode.credit if said else f"{show.disclosure} {episode.credit}")


def _is_said(note: str, episode: Episode) -> bool:
    """Whether the last words of an episode are the note, so that the transcript ends with it already."""
    return bool(episode.cues) and fold(episode.cues[-1].text) == fold(note)


def _same(said: str, title: str) -> bool:
    """Whether a sentence is the heading itself, whatever points end either."""
    return fold(said).rstrip(".:؟?!…،؛ ") == fold(title).rstrip(".:؟?!…،؛ ")


def _gathered(cues: Sequence[Cue], pauses: Pauses) -> Iterator[tuple[Line, ...]]:
    """Cues by paragraph: a silence longer than one between sentences begins another."""
    least = (pauses.sentence + pauses.paragraph) / 2
    held: list[Line] = []
    end = 0
    for cue in cues:
        if held and cue.start_ms - end >= least:
            yield tuple(held)
            held = []
        held.append(_line(cue))
        end = cue.end_ms
    if held:
        yield tuple(held)


def _line(cue: Cue) -> Line:
    return Line(fold(cue.text), seconds(cue.start_ms), seconds(cue.end_ms))
