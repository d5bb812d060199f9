"""Which script is which episode: whatever becomes of a file, an app sees no episode that is not new."""

from __future__ import annotations

import datetime as dt
import shutil
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import fakes
import pytest
from workspace_tools import SCRIPT, Root, built, root_at

from podcast.pipeline import events
from podcast.pipeline.catalog import listing, locate
from podcast.published import load

OTHER = """\
# حكاية البحر

## بداية

خرج الصيّادون قبل الفجر، ولم يعد منهم أحد حتى المساء.

## نهاية

وعادت القوارب فارغة إلا من الأمل.
"""
PUBLISHED = "script/published.toml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    """A show of two episodes, published."""
    fakes.install(tmp_path / "engine", monkeypatch)
    made = root_at(tmp_path / "root", base_url="https://example.org/show/", cover="")
    made.write("2025-03-08-sea.md", OTHER)
    return built(made)


def items(root: Root) -> dict[str, str]:
    """What apps know an episode by and where they download it: guid -> path of the enclosure."""
    found = {}
    for item in ElementTree.parse(root.audio / "feed.xml").iter("item"):
        enclosure = item.find("enclosure")
        assert enclosure is not None
        found[item.findtext("guid", "")] = enclosure.get("url", "").rpartition("/")[2]
    return found


def move(root: Root, old: str, new: str) -> Path:
    """A script under another name, as `git mv` leaves it."""
    return (root.path / "script" / old).rename(root.path / "script" / new)


def notes(root: Root) -> list[dict[str, object]]:
    return [dict(note.fields) for note in root.events if isinstance(note, events.Note)]


# What an author does to an episode that is out


def rebuild(root: Root) -> None:
    """Nothing at all."""


def edit(root: Root) -> None:
    root.write("2025-03-01-first.md", SCRIPT.replace("واحدة لا غير", "واحدة تبدّلت"))


def retitle(root: Root) -> None:
    root.write("2025-03-01-first.md", SCRIPT.replace("أول حلقة", "عنوان سواه"))


def rename(root: Root) -> None:
    move(root, "2025-03-01-first.md", "2025-03-01-البداية.md")


def redate(root: Root) -> None:
    move(root, "2025-03-01-first.md", "2025-02-01-first.md")


def change_suffix(root: Root) -> None:
    move(root, "2025-03-01-first.md", "2025-03-01-first.MD")


def rename_and_edit(root: Root) -> None:
    rename(root)
    root.write("2025-03-01-البداية.md", SCRIPT.replace("واحدة لا غير", "واحدة تبدّلت"))


def rename_and_retitle(root: Root) -> None:
    rename(root)
    root.write("2025-03-01-البداية.md", SCRIPT.replace("أول حلقة", "عنوان سواه"))


def exchange_names(root: Root) -> None:
    """Both files get names that were not known."""
    move(root, "2025-03-01-first.md", "2025-03-01-one.md")
    move(root, "2025-03-08-sea.md", "2025-03-08-two.md")


def exchange_texts(root: Root) -> None:
    """Each file gets the other's name."""
    move(root, "2025-03-01-first.md", "x")
    move(root, "2025-03-08-sea.md", "2025-03-01-first.md")
    move(root, "x", "2025-03-08-sea.md")


def move_host(root: Root) -> None:
    settings = (root.path / "script/show.toml").read_text("utf-8")
    root.write("show.toml", settings.replace("example.org/show", "other.example/deep/er"))


def lose_audio(root: Root) -> None:
    shutil.rmtree(root.audio)


def lose_state(root: Root) -> None:
    (root.audio / ".state.json").unlink()


def lose_all_and_rename(root: Root) -> None:
    lose_audio(root)
    rename(root)


CHANGES = (
    rebuild,
    edit,
    retitle,
    rename,
    redate,
    change_suffix,
    rename_and_edit,
    rename_and_retitle,
    exchange_names,
    move_host,
    lose_audio,
    lose_state,
    lose_all_and_rename,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_no_change_makes_an_episode_new(root: Root, change: Callable[[Root], None]) -> None:
    """The same guids at the same paths, also in the build after."""
    before = items(root)
    assert len(before) == 2
    change(root)
    root.build()
    assert items(root) == before
    root.build()
    assert items(root) == before
    assert not root.events


def sections(root: Root) -> dict[str, str]:
    """What apps know a section by, and its title."""
    return {
        item.findtext("guid", ""): item.findtext("title", "")
        for path in (root.audio / "first/feed.xml", root.audio / "sea/feed.xml")
        for item in ElementTree.parse(path).iter("item")
    }


@pytest.mark.parametrize("asked", [(), ("first",), ("sea",)])
@pytest.mark.parametrize("lost", [False, True])
def test_an_episode_follows_its_text(root: Root, asked: tuple[str, ...], lost: bool) -> None:
    """Where two files have exchanged their names: its guid, its path and those of its sections, and nothing is
    voiced; it takes the date of its new name, which is the author's."""
    before, parts = items(root), sections(root)
    titles = _titles(root)
    exchange_texts(root)
    if lost:
        lose_state(root)
    root.build(*asked)
    assert (items(root), sections(root), _titles(root)) == (before, parts, titles)
    assert {one["slug"] for one in notes(root)} == {"first", "sea"}
    assert not any(done.voiced for done in root.of(events.EpisodeDone))
    root.build()
    assert (items(root), sections(root), _titles(root)) == (before, parts, titles)
    assert load(root.path / PUBLISHED).episodes["sea"].published.day == 1


def _titles(root: Root) -> dict[str, str]:
    feed = ElementTree.parse(root.audio / "feed.xml")
    return {one.findtext("guid", ""): one.findtext("title", "") for one in feed.iter("item")}


def test_a_rewritten_episode_stays_under_its_name(root: Root) -> None:
    """A text that is no other episode's is a new text of this one; also where another was rewritten too."""
    before = items(root)
    root.write("2025-03-08-sea.md", "# الجبل\n\n## قمة\n\nصعدنا إليه فجرا ولم نره.\n")
    root.write("2025-03-01-first.md", OTHER)
    root.build()
    assert items(root) == before
    assert not notes(root)


def test_every_change_one_after_the_other(root: Root) -> None:
    """A life of it: renamed again and again, moved, lost; a new script is one more."""
    before = items(root)
    names = ["2025-03-01-first.md", "a.md", "ب.md", "2025-05-05-c.md", "first.md"]
    for old, new in pairwise(names):
        move(root, old, new)
        root.build()
        move_host(root)
        root.build()
        assert items(root) == before
    root.write("fourth.md", SCRIPT.replace("أول حلقة", "رابعة").replace("جملة", "كلمات أخرى"))
    root.build()
    assert len(items(root)) == 3
    assert items(root).items() > before.items()


def test_the_author_hears_of_a_rename_once(root: Root) -> None:
    """Which file, which episode, and how to have it otherwise."""
    rename(root)
    root.build()
    assert notes(root) == [{"file": "script/2025-03-01-البداية.md", "slug": "first"}]
    root.build()
    assert notes(root) == []


def test_a_new_name_voices_nothing(root: Root) -> None:
    """The sound is the same, so no section is made again."""
    rename(root)
    before = root.digests()
    root.build()
    (done,) = root.of(events.EpisodeDone)
    assert (done.slug, done.voiced) == ("first", 0)
    assert root.digests()["first.mp3"] == before["first.mp3"]


def test_a_new_date_in_the_name_is_the_authors(root: Root) -> None:
    """It moves in the feed; it stays the same episode."""
    redate(root)
    root.build()
    record = load(root.path / PUBLISHED).episodes["first"]
    assert record.published == dt.datetime(2025, 2, 1, tzinfo=dt.UTC)


def test_commands_know_it_by_its_old_slug(root: Root) -> None:
    """The listing, and files by slug or by the new name."""
    rename(root)
    (row, _) = listing(root.path)
    assert (row.slug, row.source) == ("first", "script/2025-03-01-البداية.md")
    root.build()
    assert locate(root.path, "2025-03-01-البداية") == root.audio / "first.mp3"
    assert root.build("first").reused == ("first",)


# What is a new episode


def test_a_copy_is_a_new_episode(root: Root) -> None:
    """Both files are there: the text is the same, the episode is not."""
    before = items(root)
    shutil.copy(root.path / "script/2025-03-01-first.md", root.path / "script/2025-04-01-copy.md")
    root.build()
    assert len(items(root)) == 3
    assert items(root).items() > before.items()


def test_a_copy_stays_new_when_the_first_one_goes(root: Root) -> None:
    """Once published, each is its own."""
    shutil.copy(root.path / "script/2025-03-01-first.md", root.path / "script/2025-04-01-copy.md")
    root.build()
    both = items(root)
    (root.path / "script/2025-03-01-first.md").unlink()
    root.build()
    assert items(root).items() < both.items()
    assert "copy.mp3" in items(root).values()
    assert "first.mp3" not in items(root).values()


def test_another_text_in_place_of_one_that_is_gone(root: Root) -> None:
    """A script deleted and one written, in the same build: nothing of one goes to the other."""
    (root.path / "script/2025-03-01-first.md").unlink()
    root.write("2025-04-01-new.md", "# جديد\n\nكلام لم يُقل من قبل في أي حلقة من الحلقات.\n")
    before = items(root)
    root.build()
    fresh = set(items(root)) - set(before)
    assert len(fresh) == 1
    assert items(root)[fresh.pop()] == "new.mp3"


SHORT = "# {title}\n\nنصّ قصير جدًّا فيه {word} واحدة لا غير.\n"


def test_a_short_script_that_is_changed_in_every_way_at_once(root: Root) -> None:
    """Name, title, date and a word: it is the only one that is gone, and the only one that is new."""
    root.write("2025-04-01-note.md", SHORT.format(title="ملاحظة", word="جملة"))
    root.build()
    before = load(root.path / PUBLISHED).episodes["note"]
    (root.path / "script/2025-04-01-note.md").unlink()
    root.write("2025-05-09-other.md", SHORT.format(title="تنبيه", word="عبارة"))
    root.build()
    after = load(root.path / PUBLISHED).episodes
    assert after["note"].guid == before.guid
    assert after["note"].title == "تنبيه"
    assert "other" not in after


def test_a_longer_script_half_rewritten_under_another_name(root: Root) -> None:
    """Title, name, date and half of its sentences: still the only one gone and the only one new."""
    kept, dropped, added = (
        " ".join(f"{word} رقم {at} في جملة {word} {at}." for at in range(12))
        for word in ("قديمة", "راحلة", "وافدة")
    )
    root.write("2025-04-01-long.md", f"# أول\n\n{kept}\n\n{dropped}\n")
    root.build()
    before = load(root.path / PUBLISHED).episodes["long"].guid
    (root.path / "script/2025-04-01-long.md").unlink()
    root.write("2025-05-09-other.md", f"# ثان\n\n{kept}\n\n{added}\n")
    root.build()
    after = load(root.path / PUBLISHED).episodes
    assert (after["long"].guid, after["long"].title) == (before, "ثان")
    assert "other" not in after


def test_where_nothing_tells_the_author_is_told_what_to_write(root: Root) -> None:
    """A text with nothing of the old one is a new episode; its `slug` makes it the old one."""
    root.write("note.md", SHORT.format(title="ملاحظة", word="جملة"))
    root.build()
    before = load(root.path / PUBLISHED).episodes["note"].guid
    (root.path / "script/note.md").unlink()
    text = "# غيرها\n\nلا شيء مما كان هنا.\n"
    root.write("other.md", text)
    root.build()
    assert {"file": "script/other.md", "slug": "note"} in notes(root)
    assert load(root.path / PUBLISHED).episodes["other"].guid != before
    root.write("other.md", f"---\nslug: note\n---\n{text}")
    root.build()
    assert load(root.path / PUBLISHED).episodes["note"].guid == before
    assert load(root.path / PUBLISHED).episodes["note"].title == "غيرها"


def test_issues_of_a_series_share_their_title(root: Root) -> None:
    """The same title over another text is another issue, not the one that was taken away."""
    (root.path / "script/2025-03-08-sea.md").unlink()
    root.write("2025-04-01-issue.md", "# حكاية البحر\n\nهذه حكاية أخرى لا تشبه الأولى في شيء.\n")
    before = items(root)
    root.build()
    assert items(root).keys() - before.keys()
    assert "issue.mp3" in items(root).values()


def test_a_deleted_script_comes_back_as_it_was(root: Root) -> None:
    """Taken away, built, put back: the guid and the date of old."""
    before = items(root)
    text = (root.path / "script/2025-03-08-sea.md").read_text("utf-8")
    (root.path / "script/2025-03-08-sea.md").unlink()
    root.build()
    assert len(items(root)) == 1
    root.write("2025-03-08-sea.md", text)
    root.build()
    assert items(root) == before


def test_two_renamed_scripts_are_not_confused(root: Root) -> None:
    """Each goes to the episode whose text it has."""
    exchange_names(root)
    root.build()
    told = {note["file"]: note["slug"] for note in notes(root)}
    assert told == {"script/2025-03-01-one.md": "first", "script/2025-03-08-two.md": "sea"}


# A slug of the author's own


def named(text: str, slug: str) -> str:
    return f"---\nslug: {slug}\n---\n{text}"


def test_a_slug_of_ones_own_moves_the_file_and_keeps_the_guid(root: Root) -> None:
    """The path is the author's to say; who listens sees no new episode."""
    before = items(root)
    root.write("2025-03-01-first.md", named(SCRIPT, "beginning"))
    root.build()
    assert items(root).keys() == before.keys()
    assert set(items(root).values()) == {"beginning.mp3", "sea.mp3"}
    assert (root.audio / "first.mp3").is_file(), "apps that have not looked yet still fetch this"
    root.build()
    assert not root.events


def test_a_slug_of_ones_own_in_a_renamed_script(root: Root) -> None:
    """The way out that the note tells of."""
    before = items(root)
    (root.path / "script/2025-03-01-first.md").unlink()
    root.write("2025-03-01-start.md", named(SCRIPT, "start"))
    root.build()
    assert notes(root) == [{"old": "first", "slug": "start"}]
    assert items(root).keys() == before.keys()
    assert "start.mp3" in items(root).values()


def test_the_slug_may_be_taken_out_again(root: Root) -> None:
    """Then the episode stays where it was last found."""
    root.write("2025-03-01-first.md", named(SCRIPT, "beginning"))
    root.build()
    before = items(root)
    root.write("2025-03-01-first.md", SCRIPT)
    root.build()
    assert items(root) == before


def test_a_new_script_does_not_take_the_slug_that_a_renamed_one_kept(root: Root) -> None:
    """It would write over that episode's files: both files are named, it is not made."""
    rename(root)
    root.build()
    before = root.digests()
    root.write("2025-06-01-first.md", OTHER)
    for wanted in ((), ("2025-06-01-first",)):
        (error,) = root.build(*wanted).failed
        assert "both make the episode “first”" in str(error)
        assert "البداية" in str(error)
    assert root.digests() == before


@pytest.mark.parametrize("name", ["2025-03-09-SEA.md", "2025-03-09-Sea.txt", "sea.md"])
def test_names_that_differ_in_case_or_day_only(root: Root, name: str) -> None:
    """On many disks and hosts they would be one file: both are named, and the way out."""
    root.write(name, OTHER)
    before = root.digests()
    (error,) = root.build().failed
    assert "give it a `slug` of its own" in str(error)
    assert name in str(error)
    assert "2025-03-08-sea.md" in str(error)
    assert root.digests() == before


# Files of other days and other systems


def test_what_an_older_version_wrote(root: Root) -> None:
    """Without the names of scripts and the prints of texts: titles tell, and what is missing is added."""
    before = items(root)
    path = root.path / PUBLISHED
    lines = path.read_text("utf-8").splitlines()
    old = [line for line in lines if not line.startswith(("source =", "text ="))]
    path.write_text("\n".join(old) + "\n", "utf-8")
    shutil.rmtree(root.audio)
    rename(root)
    root.build()
    assert items(root) == before
    assert path.read_text("utf-8").count("source =") == 2


def test_a_disk_that_takes_accents_apart(root: Root) -> None:
    """macOS returns decomposed names: it is the same script there."""
    root.write("آلة.md", OTHER.replace("البحر", "الآلة").replace("الفجر", "العصر"))
    root.build()
    before = items(root)
    move(root, "آلة.md", unicodedata.normalize("NFD", "آلة.md"))
    root.build()
    assert items(root) == before
    assert notes(root) == []


def test_a_broken_script_is_no_candidate(root: Root) -> None:
    """It is reported in its turn; the others are built."""
    root.write("new.md", "---\nnonsense: 1\n---\nنص")
    move(root, "2025-03-08-sea.md", "2025-03-08-بحر.md")
    report = root.build()
    assert [error.file for error in report.failed] == ["script/new.md"]
    assert "sea.mp3" in items(root).values()
