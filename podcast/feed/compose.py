"""Composes the view of shows and episodes that the feed's template renders."""

from __future__ import annotations

from collections.abc import Sequence

from podcast.feed import notes
from podcast.feed.paging import in_order
from podcast.feed.text import clip, fold, prose, rfc2822, shorten, uri
from podcast.feed.view import Bite, Channel, ChapterMark, FeedDocument, Item, Rhythm, Site
from podcast.formats.text import clock, timestamp
from podcast.model import Chapter, Episode, Person, Show, Soundbite
from podcast.structs import replace
from podcast.version import __version__

DESCRIPTION_BYTES = 4000
"""Apple's limit for a description; an Arabic letter takes two bytes."""

NAME_BYTES = 255
"""The limit of feed validators for an author's name."""

TITLE_LENGTH = 255
"""The limit for any line of text without a limit of its own, in characters (PSP-1)."""

NAME_LENGTH = 128
"""How many characters aggregators keep of names and labels (Podcasting 2.0)."""

GENERATOR = f"rawi {__version__}"

FUNDING = "ادعم البودكاست"
"""The default label of the link for supporting a show."""

RHYTHMS = {
    "daily": Rhythm("كل يوم", "FREQ=DAILY"),
    "weekly": Rhythm("كل أسبوع", "FREQ=WEEKLY"),
    "biweekly": Rhythm("كل أسبوعين", "FREQ=WEEKLY;INTERVAL=2"),
    "monthly": Rhythm("كل شهر", "FREQ=MONTHLY"),
}


def channel(show: Show, episodes: Sequence[Episode], site: Site) -> Channel:
    """The view of a show, its episodes newest first, those of the same time by slug."""
    newest_first = in_order(episodes)
    return Channel(
        title=_title(show.title),
        summary=clip(prose(show.description) or _title(show.title), DESCRIPTION_BYTES),
        link=uri(show.link) if show.link else site.url(""),
        language=show.language,
        feed_url=uri(site.feed_url),
        guid=site.guid,
        image=site.url(site.cover) if site.cover else "",
        categories=show.category[:2],
        explicit=_flag(show.explicit),
        author=clip(fold(show.author or show.title), NAME_BYTES),
        email=show.email.strip(),
        kind=show.type,
        copyright=_title(show.copyright),
        updated=rfc2822(newest_first[0].published) if newest_first else "",
        synthetic=bool(show.disclosure),
        generator=GENERATOR,
        items=tuple(_item(show, episode, site) for episode in newest_first),
        locked="yes" if (bool(show.email) if show.locked is None else show.locked) else "no",
        people=tuple(map(_person, show.person)),
        license=shorten(fold(show.license), NAME_LENGTH),
        license_url=show.license_url and uri(show.license_url),
        funding_url=show.funding_url and uri(show.funding_url),
        funding=shorten(fold(show.funding) or FUNDING, NAME_LENGTH),
        new_feed_url=show.new_feed_url and uri(show.new_feed_url),
        rhythm=RHYTHMS.get(show.frequency),
        complete=show.complete,
        block=show.block,
        links=tuple(FeedDocument(rel, site.url(path)) for rel, path in site.links),
        archive=site.is_archive,
    )


def _item(show: Show, episode: Episode, site: Site) -> Item:
    folder = episode.slug
    text = prose(episode.description)
    note = prose(f"{show.disclosure} {episode.credit}")
    page = site.url(f"{folder}/") if site.pages else ""
    chapters = tuple(_mark(chapter, episode, site) for chapter in episode.chapters)
    explicit = show.explicit if episode.explicit is None else episode.explicit
    return Item(
        title=_title(episode.title),
        guid=episode.guid.strip(),
        published=rfc2822(episode.published),
        url=site.url(episode.path),
        size=episode.size,
        seconds=_seconds(episode.duration_ms),
        explicit=_flag(explicit),
        summary=_summary(text or prose(episode.lead) or _title(episode.title), note),
        text=text,
        note=note,
        notes=notes.notes(
            text, episode.notes, chapters, episode.citations, note, page, show.language
        ),
        number=_positive(episode.number),
        season=_positive(episode.season),
        season_name=shorten(fold(episode.season_name), NAME_LENGTH),
        kind=episode.kind,
        people=tuple(map(_person, episode.person)),
        bites=tuple(map(_bite, episode.soundbites)),
        link=page,
        image=site.url(episode.image) if episode.image else "",
        chapters=chapters,
        chapters_url=site.url(f"{folder}/chapters.json") if episode.has_chapters_json else "",
        vtt_url=site.url(f"{folder}/transcript.vtt") if episode.has_vtt else "",
        srt_url=site.url(f"{folder}/transcript.srt") if episode.has_srt else "",
    )


def _mark(chapter: Chapter, episode: Episode, site: Site) -> ChapterMark:
    """A chapter with its link, to its place on the episode's page or else to its own file."""
    files = {section.number: section.path for section in episode.sections}
    path = files.get(chapter.number, "")
    if site.pages:
        path = f"{episode.slug}/#section-{chapter.number}"
    return ChapterMark(
        title=fold(chapter.title),
        clock=clock(chapter.start_ms),
        start=timestamp(chapter.start_ms),
        url=site.url(path) if path else "",
    )


def _person(person: Person) -> Person:
    return replace(
        person,
        name=shorten(fold(person.name), NAME_LENGTH),
        href=person.href and uri(person.href),
        img=person.img and uri(person.img),
    )


def _bite(bite: Soundbite) -> Bite:
    title = shorten(fold(bite.title), NAME_LENGTH)
    return Bite(bite.start_ms / 1000, bite.duration_ms / 1000, title)


def _title(text: str) -> str:
    return shorten(fold(text), TITLE_LENGTH)


def _summary(text: str, note: str) -> str:
    """The text, shortened if need be, and below it the note, always in full."""
    under = f"\n\n{note}" if note else ""
    return clip(text, DESCRIPTION_BYTES - len(under.encode("utf-8", "ignore"))) + under


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _positive(number: int | None) -> int | None:
    """The number if it is positive, as Apple requires of episodes and seasons; else None."""
    return number if number and number > 0 else None


def _seconds(ms: int) -> int:
    """Milliseconds to the nearest second, but at least 1: apps show 0 as unknown."""
    return max(1, (ms + 500) // 1000)
