"""What must outlive audio/: identities given once, a file both a person and the program can read."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import uuid
from pathlib import Path

import pytest
from conftest import need_tool
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.errors import InputError
from podcast.published import (
    Published,
    Record,
    assign,
    dump,
    episode_guid,
    likeness,
    load,
    moved,
    show_guid,
    sketch,
    with_episode,
)
from podcast.published.similarity import SIZE, bare, overlap
from podcast.rooted import is_own
from podcast.structs import replace

DAY = dt.datetime(2025, 3, 24, 6, 30, tzinfo=dt.UTC)
MISTRAL = Record("mistral", "guid-1", DAY, "espeak", "", "قصة «ميسترال»")
SHOW = Published("917393e3-1b1e-5cef-ace4-edaa54e1f810", "https://example.org/feed.xml", {})

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SLUGS = TEXT.filter(lambda text: is_own(text) and "/" not in text and text[0] != ".")
RECORDS = st.builds(
    Record,
    slug=SLUGS,
    guid=TEXT.filter(str.strip),
    published=st.datetimes(
        min_value=dt.datetime(1000, 1, 2),
        max_value=dt.datetime(9999, 12, 30),
        timezones=st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=3))]),
    ),
    engine=TEXT,
    voice=TEXT,
    title=TEXT,
    source=TEXT,
    text=st.text("0123456789abcdef", max_size=24),
)
SHOWS = st.builds(
    Published,
    guid=st.uuids().map(str) | st.just(""),
    feed_url=TEXT,
    episodes=st.lists(
        RECORDS, max_size=4, unique_by=(lambda one: one.slug, lambda one: one.guid)
    ).map(lambda records: {record.slug: record for record in records}),
)


# Identities


@pytest.mark.parametrize(
    ("feed_url", "guid"),
    [
        ("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("http://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("https://podnews.net/rss/", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        (" https://podnews.net/rss//// ", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
    ],
)
def test_the_guid_of_a_show_is_the_one_every_tool_computes(feed_url: str, guid: str) -> None:
    """The published vectors of the podcast:guid tag: no scheme, no slashes at the end."""
    assert show_guid(feed_url) == guid


def test_the_guid_of_an_episode_comes_of_show_and_slug() -> None:
    """A version 5 UUID, other for another show or slug, whatever letters the slug has."""
    one = episode_guid(SHOW.guid, "mistral")
    assert one == episode_guid(SHOW.guid, "mistral")
    assert uuid.UUID(one).version == 5
    others = {
        episode_guid(SHOW.guid, "mistral2"),
        episode_guid(show_guid("a.example/f"), "mistral"),
        episode_guid(SHOW.guid, "ميسترال"),
    }
    assert len(others | {one}) == 4


def test_without_an_address_the_guid_is_provisional() -> None:
    """It comes of the title, stays through a new title, and yields to the first address."""
    first = assign(Published(), feed_url=None, title="حكايات")
    assert uuid.UUID(first.guid).version == 5
    assert first.feed_url == ""
    assert assign(first, feed_url="", title="حكايات أخرى") == first
    known = assign(first, feed_url="https://example.org/feed.xml", title="حكايات")
    assert known.guid == show_guid("https://example.org/feed.xml") != first.guid
    assert known.feed_url == "https://example.org/feed.xml"


def test_two_shows_without_an_address_differ() -> None:
    """Other title, other provisional guid."""
    one, two = (assign(Published(), feed_url=None, title=title) for title in ("أ", "ب"))
    assert one.guid != two.guid


@given(SHOWS, TEXT, TEXT)
def test_an_assigned_guid_never_changes(show: Published, feed_url: str, title: str) -> None:
    """Whatever the feed's address or the title becomes later; and assigning twice is once."""
    first = assign(show, feed_url="https://example.org/feed.xml", title="أ")
    assert assign(first, feed_url=feed_url, title=title) == first
    again = assign(show, feed_url=feed_url, title=title)
    assert assign(again, feed_url=feed_url, title=title) == again
    assert again.episodes == show.episodes


# Episodes


def test_a_new_episode_is_taken_as_it_is() -> None:
    """Nothing was known of it; the show it is added to is left as it was."""
    show = with_episode(SHOW, MISTRAL)
    assert show.episodes == {"mistral": MISTRAL}
    assert not SHOW.episodes


def test_a_known_episode_keeps_guid_and_date() -> None:
    """A rebuild with another guid, day, title and voice changes only title and voice."""
    show = with_episode(SHOW, MISTRAL)
    later = replace(
        MISTRAL, guid="other", published=DAY + dt.timedelta(days=9), title="عنوان", voice="com.eg"
    )
    kept = with_episode(show, later).episodes["mistral"]
    assert kept == replace(MISTRAL, title="عنوان", voice="com.eg")


def test_the_author_may_change_the_date_but_not_the_guid() -> None:
    """A date in the script is the author's; the guid is the listeners'."""
    show = with_episode(SHOW, MISTRAL)
    later = replace(MISTRAL, guid="other", published=DAY + dt.timedelta(days=9))
    kept = with_episode(show, later, redate=True).episodes["mistral"]
    assert (kept.guid, kept.published) == ("guid-1", DAY + dt.timedelta(days=9))


@given(SHOWS, RECORDS)
def test_adding_an_episode_leaves_the_others_alone(show: Published, record: Record) -> None:
    """And adding it twice is adding it once."""
    more = with_episode(show, record)
    assert set(more.episodes) == {*show.episodes, record.slug}
    assert all(
        more.episodes[slug] == show.episodes[slug] for slug in show.episodes.keys() - {record.slug}
    )
    assert with_episode(more, record) == more


# Names of scripts


def test_a_record_is_found_by_its_script() -> None:
    """By the whole name; a script of which nothing was made has none."""
    show = with_episode(SHOW, replace(MISTRAL, source="script/a.md"))
    assert show.of_source("script/a.md") == show.episodes["mistral"]
    assert show.of_source("a.md") is None
    assert with_episode(SHOW, MISTRAL).of_source("script/mistral.md") is None


def test_a_moved_record_is_all_of_it_elsewhere() -> None:
    """Guid, date and voice under another slug; nothing is left under the old one."""
    show = with_episode(with_episode(SHOW, MISTRAL), replace(MISTRAL, slug="b", guid="g2"))
    after = moved(show, "mistral", to="c", source="script/c.md")
    assert set(after.episodes) == {"b", "c"}
    assert after.episodes["c"] == replace(MISTRAL, slug="c", source="script/c.md")
    assert after.episodes["b"] == show.episodes["b"]


# Whether two texts are one


ARTICLE = " ".join(f"كلمة{number} وأخرى{number * 7 % 31}" for number in range(300))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        (ARTICLE, 1, 1),
        (ARTICLE.upper().replace(" ", "\n\n"), 1, 1),
        (ARTICLE.replace("كلمة", "كَلِمَة"), 1, 1),
        (ARTICLE.replace("كلمة7 ", "لفظة "), 0.8, 1),
        (ARTICLE + " وخاتمة جديدة " * 20, 0.8, 1),
        (ARTICLE[: len(ARTICLE) // 2], 0.25, 0.75),
        (" ".join(f"لفظ{number}" for number in range(600)), 0, 0),
    ],
)
def test_overlap_tells_how_much_is_the_same(text: str, low: float, high: float) -> None:
    """Marks, case and line breaks are nothing; a word changed is little; another text is none of it."""
    assert low <= overlap(sketch(ARTICLE), sketch(text)) <= high
    assert overlap(sketch(text), sketch(ARTICLE)) == overlap(sketch(ARTICLE), sketch(text))


@given(TEXT)
def test_a_print_is_short_and_always_the_same(text: str) -> None:
    """A line in a file that people read; a text is like itself whatever is in it."""
    shape = sketch(text)
    assert len(shape) <= 8 * SIZE
    assert len(shape) % 8 == 0
    assert overlap(shape, shape) == 1
    assert sketch(bare(text)) == shape


@pytest.mark.parametrize(
    ("title", "text", "other_title", "other_text", "same"),
    [
        ("أ", ARTICLE, "أ", ARTICLE, True),
        ("أ", ARTICLE, "ب", ARTICLE, True),
        ("أ", ARTICLE, "أ", ARTICLE[: len(ARTICLE) // 2], True),
        ("أ", ARTICLE, "ب", ARTICLE[: len(ARTICLE) // 4], False),
        ("أخبار", ARTICLE, "أخبار", "نص آخر ليس فيه من الأول شيء يُذكر", False),
        ("قِصّة!", "", "قصة", "", True),
        ("قصة", "", "قصتان", "", False),
        ("…", "", "!", "", False),
    ],
)
def test_likeness(title: str, text: str, other_title: str, other_text: str, same: bool) -> None:
    """The same text is the same episode; half of it is, under the same title; a title alone only where
    nothing else is known."""
    prints = [one and sketch(one) for one in (text, other_text)]
    assert (likeness(title, prints[0], other_title, prints[1]) > 0) is same


# The file


def test_the_file_as_a_person_sees_it(tmp_path: Path) -> None:
    """It says in two languages what it is, and reads as plain TOML, episodes by slug."""
    show = with_episode(with_episode(SHOW, MISTRAL), replace(MISTRAL, slug="a b", guid="guid-2"))
    text = dump(show)
    comment = [line for line in text.splitlines() if line.startswith("#")]
    assert any("git commit" in line and "احفظه" in line for line in comment)
    assert any("Commit it" in line for line in comment)
    assert text.endswith(
        """
guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
feed_url = "https://example.org/feed.xml"

episodes."a b".guid = "guid-2"
episodes."a b".published = 2025-03-24T06:30:00Z
episodes."a b".engine = "espeak"
episodes."a b".voice = ""
episodes."a b".title = "قصة «ميسترال»"

episodes.mistral.guid = "guid-1"
episodes.mistral.published = 2025-03-24T06:30:00Z
episodes.mistral.engine = "espeak"
episodes.mistral.voice = ""
episodes.mistral.title = "قصة «ميسترال»"
"""
    )


@given(SHOWS)
@settings(deadline=None)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, show: Published
) -> None:
    """Any title in any script, quotes, breaks and control characters in it: the same show again."""
    path = tmp_path_factory.mktemp("script") / "published.toml"
    path.write_bytes(dump(show).encode())
    assert load(path) == show
    assert dump(load(path)) == dump(show)


def test_git_merges_any_two_versions(tmp_path: Path) -> None:
    """Line by line, as `merge=union` does: nothing is lost, each guid is the one that apps have, and what both
    changed is what was published first."""
    git = need_tool("git")
    slugs = ("b", "d", "f")
    records = {
        one: replace(MISTRAL, slug=one, guid=f"guid-{one}", source=f"{one}.md") for one in slugs
    }
    base = Published(SHOW.guid, SHOW.feed_url, records)
    later = MISTRAL.published + dt.timedelta(hours=1)
    first = {
        **records,
        "c": replace(MISTRAL, slug="c", guid="c"),
        "d": replace(records["d"], title="x"),
    }
    first["b"] = replace(records["b"], text="0a", published=later)
    second = {
        **records,
        "a": replace(MISTRAL, slug="a", guid="a"),
        "c": replace(MISTRAL, slug="c", guid="c", published=later),
    }
    second["e"] = replace(MISTRAL, slug="e", guid="e")
    second["d"] = replace(records["d"], title="y", held=True)
    del second["f"]
    paths = []
    for name, episodes in (("ours", first), ("base", records), ("theirs", second)):
        paths.append(tmp_path / name)
        paths[-1].write_text(dump(replace(base, episodes=episodes)), "utf-8")
    done = subprocess.run(
        [git, "merge-file", "--union", "-p", *paths], capture_output=True, check=True
    )
    paths[0].write_bytes(done.stdout)
    merged = load(paths[0]).episodes
    assert sorted(merged) in (list("abcde"), list("abcdef"))
    assert all(merged[slug].guid == (first | second)[slug].guid for slug in merged)
    assert {slug: merged[slug].title for slug in "ade"} == {
        "a": MISTRAL.title,
        "d": "y",
        "e": MISTRAL.title,
    }
    assert merged["c"].published == MISTRAL.published


def test_a_provisional_guid_gives_way_when_two_versions_meet(tmp_path: Path) -> None:
    """One side knew the address of the feed, the other did not yet."""
    early = assign(Published(), feed_url=None, title="x")
    final = assign(Published(), feed_url="https://example.org/feed.xml", title="x")
    sides = []
    for show in (early, final):
        record = replace(MISTRAL, guid=episode_guid(show.guid, "mistral"))
        sides.append(dump(replace(show, episodes={"mistral": record})))
    for texts in (sides, sides[::-1]):
        path = tmp_path / "published.toml"
        path.write_text("".join(texts), "utf-8")
        assert load(path).guid == final.guid
        assert load(path).feed_url == final.feed_url
        assert load(path).episodes["mistral"].guid == episode_guid(final.guid, "mistral")


def test_two_versions_that_git_left_are_reported(tmp_path: Path) -> None:
    """Without its three marks the file is one that can be read."""
    path, record = tmp_path / "published.toml", replace(MISTRAL, title="آخر")
    one, other = (dump(with_episode(SHOW, each)) for each in (MISTRAL, record))
    path.write_text(f"<<<<<<< HEAD\n{one}=======\n{other}>>>>>>> main\n", "utf-8")
    with pytest.raises(InputError, match="keep all the others") as caught:
        load(path)
    assert caught.value.line == 1
    path.write_text(re.sub("(?m)^[<=>]{7}.*\n", "", path.read_text("utf-8")), "utf-8")
    assert load(path).episodes["mistral"].title == "آخر"


def test_the_order_of_building_does_not_show() -> None:
    """The same episodes in another order are the same file, so a diff shows only what changed."""
    records = [replace(MISTRAL, slug=slug, guid=slug) for slug in ("ج", "a", "B", "10", "9")]
    one = replace(SHOW, episodes={record.slug: record for record in records})
    two = replace(SHOW, episodes={record.slug: record for record in reversed(records)})
    assert dump(one) == dump(two)


def test_without_a_file_nothing_is_published(tmp_path: Path) -> None:
    """A new show; so is an empty file."""
    assert load(tmp_path / "published.toml") == Published()
    (tmp_path / "published.toml").write_text("# nothing yet\n")
    assert load(tmp_path / "published.toml") == Published()


def test_an_editor_on_windows_does_no_harm(tmp_path: Path) -> None:
    """A byte order mark and CRLF are read as if they were not there."""
    show = with_episode(SHOW, MISTRAL)
    path = tmp_path / "published.toml"
    path.write_bytes(b"\xef\xbb\xbf" + dump(show).replace("\n", "\r\n").encode())
    assert load(path) == show


def test_a_date_in_another_zone_is_the_same_moment(tmp_path: Path) -> None:
    """An author may write the time of the place; it is kept in UTC."""
    path = tmp_path / "published.toml"
    path.write_text('[episodes.a]\nguid = "g"\npublished = 2025-03-24T09:30:00+03:00\n')
    record = load(path).episodes["a"]
    assert record == Record("a", "g", DAY, "", "", "")
    assert record.published.tzinfo is dt.UTC


BROKEN = [
    ("guid = \n", 1, "this is not valid TOML (Invalid value)"),
    ('guid = ""\n<<<<<<< HEAD\n', 2, "this file holds two versions"),
    ('feed_url = "\n', 1, "this is not valid TOML"),
    ('guid = ""\nfeed_url = """\nabc', 3, "this is not valid TOML"),
    ("guid = 7\n", 1, "“guid” must be text between quotes"),
    ('guid = ""\nfeed_url = true\n', 2, "“feed_url” must be text between quotes"),
    ('\n\nguid = "mine"\n', 3, "the show's guid “mine” is not a UUID"),
    ('feedurl = ""\n', 1, "unknown key “feedurl”; known keys: guid, feed_url, episodes"),
    (
        'guid = ""\nepisodes = 3\n',
        2,
        "“episodes” must be a table with a line [episodes] of its own",
    ),
    ("[episodes]\n\nmistral = 3\n", 3, "“episodes.mistral” must be a table"),
    ('[episodes.a]\nguid = "g"\n', 1, "“published” must be a date with time and zone"),
    ('[episodes.a]\nguid = "g"\npublished = 2025-03-24\n', 3, "“published” must be a date"),
    ('[episodes.a]\nguid = "g"\npublished = 2025-03-24T06:00:00\n', 3, "“published” must be"),
    ('[episodes.a]\nguid = "g"\npublished = "2025-03-24T06:00:00Z"\n', 3, "“published” must be"),
    ("[episodes.a]\npublished = 2025-03-24T06:00:00Z\n", 1, "the episode “a” has no guid"),
    ('[episodes."a b"]\nengine = ""\nguid = " "\n', 3, "the episode “a b” has no guid"),
    ('# x\n[episodes.a]\n\n  "title" = 3 # x\n', 4, "“title” must be text"),
    ('[episodes.a]\nname = "x"\n', 2, "unknown key “name”; known keys: guid, published, engine"),
    ("episodes.a.guid = 3\n", 1, "“guid” must be text"),
    ("episodes = { a = { guid = 3 } }\n", 1, "“guid” must be text"),
    ('[episodes.a]\nguid = "g"\nsource = 3\n', 3, "“source” must be text"),
    (
        '[episodes.a]\nguid = "g"\npublished = 0001-01-01T00:00:00+03:00\n',
        3,
        "“published” is too far from today; write the day it came out",
    ),
    (
        '[episodes.a]\nguid = "g"\npublished = 9999-12-31T23:00:00-03:00\n',
        3,
        "“published” is too far from today; write the day it came out",
    ),
]


@pytest.mark.parametrize(("text", "line", "said"), BROKEN)
def test_what_the_program_would_not_have_written(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    """Each fault with its file, its line and a way out, and exit code 2."""
    path = tmp_path / "published.toml"
    path.write_bytes(text.encode())
    with pytest.raises(InputError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}:{line}: {said}")
    assert caught.value.exit_code == 2


def test_two_episodes_with_one_guid(tmp_path: Path) -> None:
    """Copied by hand and not changed: an app would show only one of them."""
    table = '[episodes.{}]\nguid = "g"\npublished = 2025-03-24T06:00:00Z\n'
    path = tmp_path / "published.toml"
    path.write_text(table.format("a") + table.format("b"))
    with pytest.raises(InputError, match="“a” and “b” have the same guid; delete") as caught:
        load(path)
    assert caught.value.line == 5


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    """Not UTF-8, or not a file at all: a sentence, no traceback."""
    path = tmp_path / "published.toml"
    path.write_bytes("title = «قصة»".encode("windows-1256"))
    with pytest.raises(InputError, match="is not UTF-8; put back"):
        load(path)
    with pytest.raises(InputError, match="is a folder, a pipe or a device"):
        load(tmp_path)


@pytest.mark.parametrize(
    "slug", ["../../pwned", "/etc/x", "a/b", "..", ".x", "", "C:x", "a\\\\b", "\\u001b"]
)
def test_a_slug_that_leads_out(tmp_path: Path, slug: str) -> None:
    """It would be a path below audio/: refused with its line."""
    path = tmp_path / "published.toml"
    path.write_text(f'[episodes."{slug}"]\nguid = "x"\npublished = 2025-03-24T06:00:00Z\n', "utf-8")
    with pytest.raises(InputError, match="cannot be the name of an episode") as caught:
        load(path)
    assert caught.value.line == 1


@given(st.integers(0, 300), st.integers(0, 300))
@settings(deadline=None, max_examples=60)
def test_a_damaged_file_is_an_error_or_a_show(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int
) -> None:
    """Whatever piece is lost from it, there is never a traceback."""
    show = with_episode(with_episode(SHOW, MISTRAL), replace(MISTRAL, slug="a b", guid="guid-2"))
    text = dump(show).split("\n\n", 1)[1]
    path = tmp_path_factory.mktemp("script") / "published.toml"
    path.write_bytes((text[:start] + text[start + length :]).encode())
    try:
        load(path)
    except InputError as error:
        named = error.file
    else:
        named = str(path)
    assert named == str(path)
