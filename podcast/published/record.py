"""The published record of a show: its guids and dates, how they are assigned, and the text of the file."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from functools import cache

from podcast.formats import toml
from podcast.structs import Frozen, field, replace

PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The UUID namespace of `podcast:guid`, from the Podcasting 2.0 documentation of that tag."""

HEADER = """\
# هذا الملف يكتبه البرنامج: فيه معرِّفات البودكاست وحلقاته وتواريخ نشرها وأصواتها.
# احفظه مع نصوصك (git commit) ولا تحذفه: من دونه تعدّ تطبيقات الاستماع كلَّ حلقةٍ حلقةً جديدة.
#
# Written by the program: the identities of the show and its episodes, their dates and voices.
# Commit it with your scripts and keep it: without it apps take every episode for a new one.
"""


class Record(Frozen):
    """One published episode: its date (UTC), engine, voice and script.

    `source` is the script's name and `text` the sketch of its text (see `published.similarity`); both are ""
    for an episode last built by a version that did not record them.
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
    """The record of its sections (see `sections.numbered`)."""

    held: bool = False
    """Whether its date has not come yet. What was published once stays published, whatever a clock says."""


class Published(Frozen):
    """A show as published, with its episodes by slug. While `feed_url` is "", `guid` is provisional."""

    guid: str = ""
    feed_url: str = ""
    episodes: Mapping[str, Record] = field(default_factory=dict)

    def of_source(self, name: str) -> Record | None:
        """The episode last made from the script named `name`, or None."""
        return next((episode for episode in self.episodes.values() if episode.source == name), None)


def show_guid(feed_url: str) -> str:
    """UUIDv5 of a feed's address without scheme and trailing slashes (Podcasting 2.0)."""
    bare = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://", "", feed_url.strip()).rstrip("/")
    return str(uuid.uuid5(PODCAST_NAMESPACE, bare))


def episode_guid(show: str, slug: str) -> str:
    """UUIDv5 of an episode's slug in the namespace of the show's guid."""
    return str(uuid.uuid5(uuid.UUID(show), slug))


def assign(published: Published, *, feed_url: str | None, title: str) -> Published:
    """The show with its guid: a permanent one is kept, otherwise it is assigned now.

    The first known feed address gives the permanent guid, wherever the feed moves later. Until then a
    provisional one is derived from the title at the first build. Episodes keep theirs.
    """
    if published.feed_url:
        return published
    if feed_url:
        return replace(published, guid=show_guid(feed_url), feed_url=feed_url)
    provisional = published.guid or str(uuid.uuid5(PODCAST_NAMESPACE, title))
    return replace(published, guid=provisional)


def with_episode(published: Published, record: Record, *, redate: bool = False) -> Published:
    """The show with `record` added.

    An episode published before keeps its guid, and its date unless the author changed it (`redate`).
    """
    before = published.episodes.get(record.slug)
    if before:
        date = record.published if redate else before.published
        record = replace(record, guid=before.guid, published=date)
    return replace(published, episodes={**published.episodes, record.slug: record})


def moved(published: Published, slug: str, *, to: str, source: str) -> Published:
    """The show with an episode's record moved to the slug `to` and the script `source`."""
    record = replace(published.episodes[slug], slug=to, source=source)
    others = {key: item for key, item in published.episodes.items() if key != slug}
    return replace(published, episodes={**others, to: record})


def dump(published: Published) -> str:
    """The text of the file: TOML, sorted by slug, so the same show always gives the same text."""
    lines = [
        HEADER,
        f"guid = {toml.quoted(published.guid)}",
        f"feed_url = {toml.quoted(published.feed_url)}",
    ]
    records = (_table(item) for _, item in sorted(published.episodes.items()))
    return "\n".join([*lines, *records]) + "\n"


@cache
def _table(record: Record) -> str:
    """A record as text; cached, because the file is written after each of hundreds of episodes.

    Each line names its episode, so that two versions of the file can be merged line by line.
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
