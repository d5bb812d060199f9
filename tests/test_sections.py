"""A section keeps its number, and so its guid and its file, however the sections around it change."""

from __future__ import annotations

from pathlib import Path

import fakes
import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workspace_tools import Root, root_at

from podcast.pipeline.catalog import locate
from podcast.published import numbered

COFFEE = (
    "القهوة",
    "خرجت القهوة من جبال اليمن في القرن الخامس عشر ووصلت إلى مكة والقاهرة ثم إسطنبول.",
)
TEA = ("الشاي", "عرف أهل الصين الشاي قبل آلاف السنين ثم حملته القوافل إلى آسيا الوسطى وبلاد فارس.")
MATE = ("المتة", "تشرب المتة في الأرجنتين والأوروغواي كما تشرب في جبال الشام منذ عاد المهاجرون.")
COCOA = (
    "الكاكاو",
    "كان الكاكاو عملة عند أهل المكسيك قبل أن يصل إلى قصور إسبانيا ومنها إلى أوروبا كلها.",
)
NOTE = ("تنويه", "شكرًا لكم.")


def edited(section: tuple[str, str]) -> tuple[str, str]:
    return section[0], section[1] + " وقد زيدت هذه الجملة بعد النشر."


@pytest.mark.parametrize(
    ("before", "after", "keys"),
    [
        ([COFFEE, TEA], [COFFEE, TEA], (1, 2)),
        ([COFFEE, TEA], [MATE, COFFEE, TEA], (3, 1, 2)),
        ([COFFEE, TEA], [COFFEE, MATE, TEA], (1, 3, 2)),
        ([COFFEE, TEA], [COFFEE, TEA, MATE], (1, 2, 3)),
        ([COFFEE, TEA, MATE], [MATE, COFFEE, TEA], (3, 1, 2)),
        ([COFFEE, TEA, MATE], [COFFEE, MATE], (1, 3)),
        ([COFFEE, TEA], [("البن", COFFEE[1]), TEA], (1, 2)),
        ([COFFEE, TEA], [edited(COFFEE), TEA], (1, 2)),
        ([COFFEE, TEA], [(TEA[0], COFFEE[1]), (COFFEE[0], TEA[1])], (1, 2)),
        ([COFFEE, TEA, MATE], [COFFEE, COCOA, MATE], (1, 2, 3)),
        ([COFFEE, TEA], [COFFEE, (TEA[0], COCOA[1])], (1, 2)),
        ([NOTE, COFFEE, NOTE], [NOTE, COFFEE, NOTE], (1, 2, 3)),
        ([COFFEE, NOTE], [NOTE, COFFEE, NOTE], (3, 1, 2)),
        ([COFFEE], [TEA, MATE, COFFEE], (2, 3, 1)),
    ],
    ids=[
        "same", "in front", "between", "behind", "turned round", "taken out", "renamed", "edited",
        "headings changed places", "written anew in its place", "text written anew", "two of one name",
        "a third of one name", "two in front",
    ],
)  # fmt: skip
def test_who_is_who(before: list, after: list, keys: tuple[int, ...]) -> None:
    first, kept = numbered("", before)
    assert first == tuple(range(1, len(before) + 1))
    assert numbered(kept, after)[0] == keys


def test_a_number_is_never_given_twice() -> None:
    """Not even that of a section which was taken out long ago."""
    _, kept = numbered("", [COFFEE, TEA])
    _, kept = numbered(kept, [COFFEE])
    assert numbered(kept, [COFFEE, MATE])[0] == (1, 3)


def test_a_section_that_comes_back_is_the_one_that_was_heard() -> None:
    """An edit that is taken back leaves all as it was."""
    first, kept = numbered("", [COFFEE, TEA, MATE])
    _, kept = numbered(kept, [MATE])
    assert numbered(kept, [COFFEE, TEA, MATE])[0] == first


KINDS = st.sampled_from([COFFEE, TEA, MATE, COCOA, NOTE, edited(TEA), ("", "نص")])
SECTIONS = st.lists(KINDS, min_size=1, max_size=7)


@given(st.lists(SECTIONS, min_size=1, max_size=5))
def test_each_section_has_one_number_of_its_own(versions: list) -> None:
    """Whatever an author does, one edit after the other; and a build again changes nothing."""
    kept = ""
    for sections in versions:
        keys, kept = numbered(kept, sections)
        assert len(set(keys)) == len(sections)
        assert numbered(kept, sections) == (keys, kept)


@given(st.text(max_size=40))
def test_what_the_program_did_not_write(written: str) -> None:
    """Then sections have their places, or numbers of their own all the same."""
    keys, _ = numbered(written, [COFFEE, TEA])
    assert len(set(keys)) == 2


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    fakes.install(tmp_path / "engine", monkeypatch)
    return root_at(tmp_path / "show")


def written(*sections: tuple[str, str]) -> str:
    return "# حلقة\n\n" + "\n\n".join(f"## {heading}\n\n{text}" for heading, text in sections)


def entries(root: Root) -> dict[str, str]:
    """Title -> guid, of the feed of sections."""
    feed = feedparser.parse((root.audio / "first/feed.xml").read_bytes())
    return {one.title: one.id for one in feed.entries}


def files_of(root: Root) -> dict[str, str]:
    """Title -> file."""
    feed = feedparser.parse((root.audio / "first/feed.xml").read_bytes())
    names = {one.title: one.enclosures[0].href.rpartition("/")[2] for one in feed.entries}
    return {title: name for title, name in names.items() if (root.audio / "first" / name).is_file()}


def test_an_app_sees_only_what_is_new(root: Root) -> None:
    """Sections put in, moved, renamed and taken out: guid and file of all others stay."""
    root.write("2025-03-01-first.md", written(COFFEE, TEA))
    root.build()
    guids, files = entries(root), files_of(root)
    root.write("2025-03-01-first.md", written(MATE, TEA, ("البن", COFFEE[1])))
    root.build()
    now, then = entries(root), files_of(root)
    assert now["الشاي"] == guids["الشاي"]
    assert now["البن"] == guids["القهوة"]
    assert set(now.values()) - set(guids.values()) == {now["المتة"]}
    assert (then["الشاي"], then["البن"]) == (files["الشاي"], files["القهوة"])
    assert locate(root.path, "first", 2).name == files["الشاي"]


def test_without_audio_all_is_as_it_was(root: Root) -> None:
    """What tells sections apart is kept with the scripts."""
    root.write("2025-03-01-first.md", written(COFFEE, TEA))
    root.build()
    root.write("2025-03-01-first.md", written(MATE, COFFEE, TEA))
    root.build()
    guids = entries(root)
    for path in sorted(root.audio.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    root.build()
    assert entries(root) == guids
