"""What apps know of a show already: its guids and dates, how they are given, and the file's text."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from podcast.formats import toml

PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Of `podcast:guid`, from the Podcasting 2.0 namespace's page on that tag."""

HEADER = """\
# هذا الملف يكتبه البرنامج: فيه معرِّفات البودكاست وحلقاته وتواريخ نشرها وأصواتها.
# احفظه مع نصوصك (git commit) ولا تحذفه: من دونه تعدّ تطبيقات الاستماع كلَّ حلقةٍ حلقةً جديدة.
#
# Written by the program: the identities of the show and its episodes, their dates and voices.
# Commit it with your scripts and keep it: without it apps take every episode for a new one.
"""


@dataclass(frozen=True, slots=True)
class Record:
    """One published episode: when (UTC), with which engine and voice it is spoken, and of which script.

    `source` is the script's name and `text` a print of what is in it (see `likeness`); "" for an
    episode that was last built before these were kept.
    """

    slug: str
    guid: str
    published: dt.datetime
    engine: str
    voice: str
    title: str
    source: str = ""
    text: str = ""
    sections: str = ""
    """Which section is which (see `sections.numbered`)."""

    held: bool = False
    """Whether its day has not come yet: what was out once stays out, whatever a clock says."""


@dataclass(frozen=True, slots=True)
class Published:
    """A show as published; episodes by slug. While `feed_url` is "", `guid` is provisional."""

    guid: str = ""
    feed_url: str = ""
    episodes: Mapping[str, Record] = field(default_factory=dict)

    def of_source(self, name: str) -> Record | None:
        """The episode that was last made from the script called `name`."""
        return next((episode for episode in self.episodes.values() if episode.source == name), None)


def show_guid(feed_url: str) -> str:
    """UUIDv5 of a feed's address without its scheme and the slashes at its end (Podcasting 2.0)."""
    bare = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://", "", feed_url.strip()).rstrip("/")
    return str(uuid.uuid5(PODCAST_NAMESPACE, bare))


def episode_guid(show: str, slug: str) -> str:
    """UUIDv5 of an episode's slug within the show whose guid is `show`."""
    return str(uuid.uuid5(uuid.UUID(show), slug))


def assign(published: Published, *, feed_url: str | None, title: str) -> Published:
    """The show with its guid: kept if it has one for good, else given now.

    The first feed address that is known gives the guid for good, wherever the feed moves later.
    Until then a provisional one comes from the title of the first build. Episodes keep theirs.
    """
    if published.feed_url:
        return published
    if feed_url:
        return replace(published, guid=show_guid(feed_url), feed_url=feed_url)
    provisional = published.guid or str(uuid.uuid5(PODCAST_NAMESPACE, title))
    return replace(published, guid=provisional)


def with_episode(published: Published, record: Record, *, redate: bool = False) -> Published:
    """The show with `record` in it.

    An episode that was published before keeps its guid, and its date unless the author gave it
    another (`redate`).
    """
    known = published.episodes.get(record.slug)
    if known:
        date = record.published if redate else known.published
        record = replace(record, guid=known.guid, published=date)
    return replace(published, episodes={**published.episodes, record.slug: record})


def moved(published: Published, slug: str, *, to: str, source: str) -> Published:
    """The show with an episode's identity under the slug `to`, and made from the script `source`."""
    record = replace(published.episodes[slug], slug=to, source=source)
    others = {key: item for key, item in published.episodes.items() if key != slug}
    return replace(published, episodes={**others, to: record})


def dump(published: Published) -> str:
    """The file's text: TOML, episodes by slug; the same for the same show."""
    lines = [
        HEADER,
        f"guid = {toml.quoted(published.guid)}",
        f"feed_url = {toml.quoted(published.feed_url)}",
    ]
    records = (_table(item) for _, item in sorted(published.episodes.items()))
    return "\n".join([*lines, *records]) + "\n"


@cache
def _table(record: Record) -> str:
    """A record's text, worked out once: the file is written after each of hundreds of episodes.

    Each line has the episode's name, so that two versions of the file can be merged line by line.
    """
    date = record.published.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    texts = ("engine", "voice", "title")
    kept = {"source": record.source, "text": record.text, "sections": record.sections}
    values = {"guid": toml.quoted(record.guid), "published": date}
    values |= {key: toml.quoted(getattr(record, key)) for key in texts}
    values |= {key: toml.quoted(value) for key, value in kept.items() if value}
    values |= {"held": "true"} if record.held else {}
    name = f"episodes.{toml.key(record.slug)}"
    return "\n".join(["", *(f"{name}.{key} = {value}" for key, value in values.items())])
