"""`script/published.toml`: what listeners' apps already know of a show, and so must outlive `audio/`.

The program writes it and the author commits it. A guid, once given, is never computed again.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from podcast.errors import InputError

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
    """One published episode. `published` is in UTC; `engine` and `voice` are what it is spoken with."""

    slug: str
    guid: str
    published: dt.datetime
    engine: str
    voice: str
    title: str


@dataclass(frozen=True, slots=True)
class Published:
    """A show as published; episodes by slug. While `feed_url` is "", `guid` is a provisional one."""

    guid: str = ""
    feed_url: str = ""
    episodes: Mapping[str, Record] = field(default_factory=dict)


def show_guid(feed_url: str) -> str:
    """UUIDv5 of a feed's address without its scheme and the slashes at its end (Podcasting 2.0)."""
    bare = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://", "", feed_url.strip()).rstrip("/")
    return str(uuid.uuid5(PODCAST_NAMESPACE, bare))


def episode_guid(show: str, slug: str) -> str:
    """UUIDv5 of an episode's slug within the show whose guid is `show`."""
    return str(uuid.uuid5(uuid.UUID(show), slug))


def assign(published: Published, *, feed_url: str | None, title: str) -> Published:
    """The show with its guid: kept if it has one for good, else given now.

    The first feed address that is known gives the guid for good, wherever the feed moves later. Until
    then a provisional one comes from the title it had at the first build. Episodes keep theirs.
    """
    if published.feed_url:
        return published
    if feed_url:
        return replace(published, guid=show_guid(feed_url), feed_url=feed_url)
    provisional = published.guid or str(uuid.uuid5(PODCAST_NAMESPACE, title))
    return replace(published, guid=provisional)


def with_episode(published: Published, record: Record, *, redate: bool = False) -> Published:
    """The show with `record` in it. What is known of the episode keeps its guid, and its date too,
    unless the author gave it another (`redate`)."""
    known = published.episodes.get(record.slug)
    if known:
        date = record.published if redate else known.published
        record = replace(record, guid=known.guid, published=date)
    return replace(published, episodes={**published.episodes, record.slug: record})


def dump(published: Published) -> str:
    """The file's text: TOML, episodes by slug; the same for the same show."""
    lines = [HEADER, f"guid = {_quoted(published.guid)}", f"feed_url = {_quoted(published.feed_url)}"]
    for slug, record in sorted(published.episodes.items()):
        date = record.published.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
        lines += ["", f"[episodes.{_key(slug)}]", f"guid = {_quoted(record.guid)}"]
        lines += [f"published = {date}", f"engine = {_quoted(record.engine)}"]
        lines += [f"voice = {_quoted(record.voice)}", f"title = {_quoted(record.title)}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's too, but JSON lets DEL stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(slug: str) -> str:
    return slug if re.fullmatch(r"[A-Za-z0-9_-]+", slug) else _quoted(slug)


def load(path: Path) -> Published:
    """The show as `path` tells of it; an empty one if there is no such file.

    Raises InputError, with file and line, for what the program would not have written so.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Published()
    except OSError as error:
        raise InputError(
            "this file cannot be read ({reason}); check who owns it",
            file=str(path),
            reason=error.strerror,
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            "this file is not UTF-8; put back the version you last committed", file=str(path)
        ) from error
    return _Reading(text, str(path)).published()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file being read: knows where things stand in it, for what it has to complain of."""

    text: str
    file: str

    def published(self) -> Published:
        raw = self._parsed()
        self._check_known(raw, (), ("guid", "feed_url", "episodes"))
        tables = raw.get("episodes", {})
        self._check_table(tables, ("episodes",))
        episodes = {slug: self._record(slug, table) for slug, table in tables.items()}
        self._check_twins(episodes)
        return Published(self._show_guid(raw), self._string(raw, "feed_url"), episodes)

    def _parsed(self) -> dict[str, object]:
        try:
            return tomllib.loads(self.text)
        except ValueError as error:
            place = re.search(r" \(at (?:line (\d+)|end)[^)]*\)", str(error))
            end = len(self.text.split("\n"))
            raise InputError(
                "this is not valid TOML ({reason}); put back the version you last committed",
                file=self.file,
                line=int(place[1] or end) if place else 0,
                reason=str(error)[: place.start()] if place else error,
            ) from error
