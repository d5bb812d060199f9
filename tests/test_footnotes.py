"""Footnotes: not read, but at the end of the page; links of headings are live and among the sources."""

from __future__ import annotations

import re
from pathlib import Path

import fakes
import pytest
import workspace_tools
from workspace_tools import Root

from podcast import arabic, script
from podcast.model import NoteMark

TEXT = """\
# لقاء عن [النحل](https://bees.example/home)

أول ما يقال[^a]، ثم يأتي غيره بعده.[^2]

## القسم [الأول](https://first.example)[^a]

**سلمى:** كلام بلا حاشية[^none].

سلمى: وهي تتكلم هنا أيضًا.

- ثم هذا بند من كلامها.

> قول مقتبس[^c].

[^a]: انظر [كتاب النحل](https://book.example/bees) ص. 12.
[^2]: حاشية ثانية
    تستمر على سطر آخر[^a].

    وفقرة أخرى فيها <script>alert(1)</script> شيء.
[^c]: ثالثة.
[^z]: لا علامة لها.
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Root, str]:
    fakes.install(tmp_path / "voice", monkeypatch)
    root = workspace_tools.root_at(tmp_path / "root")
    (root.path / "script/2025-03-01-first.md").unlink()
    show = 'title = "برنامج"\nengine = "tones"\ndisclosure = false\n[voices."سلمى"]\n'
    root.write("show.toml", show)
    root.write("one.md", TEXT)
    assert root.build().failed == ()
    return root, (root.audio / "one/index.html").read_text("utf-8")


def test_a_mark_changes_nothing_of_what_is_read() -> None:
    """The text with its marks is read as the text without them, letter for letter."""
    text = "# ح\n\nكلمة[^1]، وأخرى.[^1] ثم[^2] ثالثة[^3]\n\n[^1]: x"
    (marked,) = script.parse(text, name="a.md").sections
    (plain,) = script.parse("# ح\n\nكلمة، وأخرى. ثم ثالثة", name="a.md").sections
    assert [one.spoken for one in arabic.read(marked).utterances] == [
        one.spoken for one in arabic.read(plain).utterances
    ]
    assert sum(isinstance(one, NoteMark) for one in marked.blocks[0].inlines) == 4


def test_notes_stand_at_the_end_in_the_order_of_their_marks(page: tuple[Root, str]) -> None:
    _, html = page
    marks = re.findall(r'<sup class="mark"><a href="#note-(\d)"( id="mark-\d")?', html)
    assert marks == [("1", ' id="mark-1"'), ("2", ' id="mark-2"'), ("1", ""), ("3", ' id="mark-3"')]
    notes = html[html.index('id="notes"') : html.index('id="sources"')]
    assert re.findall(r'<li id="note-(\d)"><p>([^\s.<]+)', notes) == [
        ("1", "انظر"), ("2", "حاشية"), ("3", "ثالثة"), ("4", "لا")
    ]  # fmt: skip
    assert '<a href="https://book.example/bees" rel="noopener">كتاب النحل</a>' in notes
    assert re.findall(r'href="#mark-(\d)"', notes) == ["1", "2", "3"]
    assert "<script>alert" not in html


def test_what_is_heard_has_no_note(page: tuple[Root, str]) -> None:
    root, _ = page
    vtt = (root.audio / "one/transcript.vtt").read_text("utf-8")
    assert "كتاب النحل" not in vtt
    assert "غيره بعده." in vtt


def test_links_of_headings_are_live_and_all_links_are_sources(page: tuple[Root, str]) -> None:
    root, html = page
    first = html[html.index("<h1") : html.index("</h1>")]
    assert '<a href="https://bees.example/home" rel="noopener">النحل</a>' in first
    assert re.search(r'<h3>.*<a href="https://first.example" rel="noopener">الأول</a>', html)
    sources = html[html.index('id="sources"') :]
    feed = (root.audio / "feed.xml").read_text("utf-8")
    for host in ("bees.example/home", "first.example", "book.example/bees"):
        assert f'<li><a href="https://{host}"' in sources
        assert host in feed


def test_a_speakers_name_is_shown_once(page: tuple[Root, str]) -> None:
    """Before what she says, not in it again; and what she goes on to say in a list has none."""
    _, html = page
    text = html[html.index('id="section-2"') : html.index('id="notes"')]
    shown = re.sub(r"<[^>]*>", "", text[text.index("<b") :])
    assert shown.count("سلمى") == 2
    assert text.count('<b class="speaker">') == 2
