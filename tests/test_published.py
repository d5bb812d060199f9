"""What outlives audio/: guids, dates, voices."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.errors import InputError
from podcast.published import (
    Published,
    Record,
    assign,
    dump,
    episode_guid,
    load,
    show_guid,
    with_episode,
)

DAY = dt.datetime(2025, 3, 24, tzinfo=dt.UTC)
SHOW = show_guid("https://example.com/feed.xml")


def record(slug: str = "mistral", **changes: str) -> Record:
    known = {"guid": episode_guid(SHOW, slug), "engine": "espeak", "title": "ميسترال", **changes}
    return Record(slug=slug, published=DAY, **known)


def test_podcast_guid_matches_the_namespace_document() -> None:
    """Its own two examples."""
    assert show_guid("https://mp3s.nashownotes.com/pc20rss.xml") == (
        "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )
    assert show_guid("podnews.net/rss") == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_podcast_guid_ignores_scheme_and_trailing_slash() -> None:
    variants = ("https://a.example/f/", "http://a.example/f", "a.example/f//")
    assert len({show_guid(url) for url in variants}) == 1


def test_an_episode_guid_is_its_show_and_slug() -> None:
    assert episode_guid(SHOW, "a") == episode_guid(SHOW, "a")
    assert len({episode_guid(SHOW, "a"), episode_guid(SHOW, "b")}) == 2


def test_the_first_known_address_settles_the_guid() -> None:
    """Provisional, settled, moved: the third changes nothing."""
    provisional = assign(Published(), feed_url="", title="راوٍ")
    assert provisional.guid
    assert assign(provisional, feed_url="", title="عنوان آخر") == provisional
    settled = assign(provisional, feed_url="https://a.example/feed.xml", title="راوٍ")
    assert settled.guid == show_guid("https://a.example/feed.xml")
    assert assign(settled, feed_url="https://b.example/feed.xml", title="راوٍ") == settled


def test_an_episode_keeps_its_guid() -> None:
    """Whatever a later build would make of it."""
    first = with_episode(Published(SHOW), record())
    later = with_episode(first, record(guid="another", title="عنوان جديد"))
    assert later.episodes["mistral"].guid == record().guid
    assert later.episodes["mistral"].title == "عنوان جديد"


def test_no_file_is_nothing_published(tmp_path: Path) -> None:
    assert load(tmp_path / "published.toml") == Published()


@pytest.mark.parametrize(
    "text",
    [
        "guid = ",
        "feed_url = 'x'",
        "guid = 'x'\nepisodes = 3",
        "guid = 'x'\n[episodes.a]\nguid = 'y'\nengine = 'espeak'",
        "guid = 'x'\n[episodes.a]\nguid = 'y'\nengine = 'espeak'\npublished = 'today'",
        "guid = 'x'\n[episodes.a]\nguid = 5\nengine = 'espeak'\npublished = 2025-01-01T00:00:00Z",
    ],
)
def test_a_damaged_file_is_one_sentence(tmp_path: Path, text: str) -> None:
    """Never silently replaced: that would give every episode a new guid."""
    path = tmp_path / "script" / "published.toml"
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        load(path)
    assert str(caught.value).startswith("script/published.toml: ")
    assert path.read_text() == text


texts = st.text(st.characters(blacklist_categories=("Cs",)), max_size=40)
moments = st.datetimes(
    min_value=dt.datetime(1990, 1, 1), max_value=dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC)
)


@given(st.dictionaries(texts, st.tuples(texts, texts, moments), max_size=4), texts)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    episodes: dict[str, tuple[str, str, dt.datetime]],
    guid: str,
) -> None:
    """Any title, any slug, any moment."""
    published = Published(
        guid,
        "https://example.com/feed.xml",
        {
            slug: Record(slug, one, when, "espeak", "f2", title)
            for slug, (one, title, when) in episodes.items()
        },
    )
    path = tmp_path_factory.mktemp("published") / "published.toml"
    path.write_text(dump(published), encoding="utf-8", newline="")
    assert load(path) == published


def test_the_file_says_what_it_is() -> None:
    """In Arabic and in English, and it is valid TOML in a fixed order."""
    text = dump(Published(SHOW, "", {slug: record(slug) for slug in ("b", "a")}))
    assert "احفظه" in text
    assert "Commit it" in text
    assert list(tomllib.loads(text)["episodes"]) == ["a", "b"]
