"""Loads `published.toml`, with an error for anything the program cannot have written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from podcast import rooted
from podcast.errors import InputError
from podcast.formats import toml
from podcast.published.record import Published, Record
from podcast.published.united import twice, united
from podcast.structs import Frozen

Where: TypeAlias = tuple[str, ...]
"""The keys that lead to a place in the file."""

HELD = "held"
"""The key that is true for an episode whose date has not come yet."""

TEXTS = ("engine", "voice", "title", "source", "text", "sections")
"""The text fields of an episode, besides its guid and date."""

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def load(path: Path) -> Published:
    """The published record in `path`; an empty one if there is no such file.

    Raises InputError, with file and line, for anything the program cannot have written.
    """
    try:
        text = rooted.text(path.parent.parent, f"{path.parent.name}/{path.name}")
    except FileNotFoundError:
        return Published()
    except InputError as error:
        error.file = str(path)
        raise
    except UnicodeDecodeError as error:
        raise InputError(
            "this file is not UTF-8; put back the version you last committed", file=str(path)
        ) from error
    return _Reading(text, str(path)).published()


class _Reading(Frozen):
    """One file being parsed, which can locate its keys for error messages."""

    text: str
    file: str

    def published(self) -> Published:
        raw = self._table(self._parsed(), (), ("guid", "feed_url", "episodes"))
        tables = self._table(raw.get("episodes", {}), ("episodes",), ())
        episodes = {slug: self._record(slug, table) for slug, table in tables.items()}
        self._check_twins(episodes)
        return Published(self._show_guid(raw), self._text(raw, (), "feed_url"), episodes)

    def _parsed(self) -> dict[str, Any]:
        try:
            return toml.parse(self.text)
        except toml.MergeError as error:
            raise InputError(
                "this file holds two versions, as git leaves them after a conflict; delete the lines that "
                "begin with <<<<<<<, ======= and >>>>>>>, keep all the others, and build again",
                file=self.file,
                line=error.line,
            ) from error
        except toml.TomlError as error:
            with suppress(toml.TomlError, ValueError):
                if twice(self.text):
                    return toml.parse(united(self.text))
            raise InputError(
                "this is not valid TOML ({reason}); put back the version you last committed",
                file=self.file,
                line=error.line,
                reason=error.problem,
            ) from error

    def _record(self, slug: str, raw: object) -> Record:
        where = ("episodes", slug)
        if not rooted.is_own(slug) or "/" in slug or slug.startswith("."):
            raise InputError(
                "“{slug}” cannot be the name of an episode; put back the version you last committed",
                file=self.file,
                line=self._line(*where),
                slug=slug,
            )
        table = self._table(raw, where, ("guid", "published", *TEXTS, HELD))
        guid = self._text(table, where, "guid")
        texts = {key: self._text(table, where, key) for key in TEXTS}
        if not guid.strip():
            raise InputError(
                "the episode “{slug}” has no guid; put back the version you last committed",
                file=self.file,
                line=self._line(*where, "guid") or self._line(*where),
                slug=slug,
            )
        return Record(slug, guid, self._date(table, where), **texts, held=table.get(HELD) is True)

    def _date(self, table: Mapping[str, Any], where: Where) -> dt.datetime:
        date = table.get("published")
        if not isinstance(date, dt.datetime) or date.tzinfo is None:
            raise InputError(
                "“published” must be a date with time and zone, such as 2025-03-24T06:00:00Z",
                file=self.file,
                line=self._line(*where, "published") or self._line(*where),
            )
        try:
            return date.astimezone(dt.UTC)
        except OverflowError as error:  # a date at the very edge of the calendar
            raise InputError(
                "“published” is too far from today; write the day it came out",
                file=self.file,
                line=self._line(*where, "published"),
            ) from error

    def _show_guid(self, raw: Mapping[str, Any]) -> str:
        guid = self._text(raw, (), "guid")
        if guid and not _UUID.fullmatch(guid):
            raise InputError(
                "the show's guid “{guid}” is not a UUID; put back the version you last committed",
                file=self.file,
                line=self._line("guid"),
                guid=guid,
            )
        return guid

    def _text(self, table: Mapping[str, Any], where: Where, key: str) -> str:
        text = table.get(key, "")
        if not isinstance(text, str):
            raise InputError(
                "“{key}” must be text between quotes",
                file=self.file,
                line=self._line(*where, key),
                key=key,
            )
        return text

    def _table(self, raw: object, where: Where, known: Sequence[str]) -> dict[str, Any]:
        """A table limited to the keys in `known`, unless that is empty."""
        if not isinstance(raw, dict):
            raise InputError(
                "“{key}” must be a table with a line [{key}] of its own",
                file=self.file,
                line=self._line(*where),
                key=".".join(where),
            )
        for key in raw:
            if known and key not in known:
                raise InputError(
                    "unknown key “{key}”; known keys: {known}",
                    file=self.file,
                    line=self._line(*where, key),
                    key=key,
                    known=", ".join(known),
                )
        return raw

    def _check_twins(self, episodes: Mapping[str, Record]) -> None:
        """Refuse two episodes with one guid, of which apps would show only one."""
        first: dict[str, str] = {}
        for slug, record in episodes.items():
            one = first.setdefault(record.guid, slug)
            if one != slug:
                raise InputError(
                    "the episodes “{one}” and “{other}” have the same guid; "
                    "delete the table of the one that was never published",
                    file=self.file,
                    line=self._line("episodes", slug, "guid"),
                    one=one,
                    other=slug,
                )

    def _line(self, *where: str) -> int:
        """The line on which the table or key at `where` begins; 0 if none does."""
        return toml.line_of(self.text, *where)
