"""Notes and descriptions: the script's own text, in what every app shows, and nothing that is alive in it."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from xml.sax.saxutils import escape

import feedparser
import podcastparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast import script
from podcast.feed import notes
from podcast.feed.text import prose
from podcast.feed.view import ChapterMark
from podcast.model import Citation, Script

ALLOWED = {"p", "ul", "ol", "li", "a"}
PAGE = "https://example.org/a/"

WRITTEN = """\
## باب

فقرة فيها [رابط](https://ar.example/مصر?x=1&y=2) و**كلام غامق**، و<https://www.example.com/b>.

> قالوا كذا
> وكذا.

- أول
- ثان [مصدر](http://www.ar.example/مصر?x=1&y=2)
  - أعمق
- ثالث

3. من ثلاثة
4. إلى أربعة

| اسم | عدد |
|---|---|
| قمح | [سبعة](https://cell.example/) |

```
vector<int> x;
```

بيت أول\\
بيت ثان، وعنوان عار: https://bare.example/x. و[بريد](mailto:a@b.example) و[ملف](./x.md)
"""

TOLD = [
    (
        '<p>فقرة فيها <a href="https://ar.example/%D9%85%D8%B5%D8%B1?x=1&amp;y=2">رابط</a> وكلام غامق، و'
        '<a href="https://www.example.com/b">https://www.example.com/b</a>.</p>'
    ),
    "<p>«قالوا كذا وكذا.»</p>",
    "<ul><li>أول</li></ul>",
    (
        '<ul><li>ثان <a href="http://www.ar.example/%D9%85%D8%B5%D8%B1?x=1&amp;y=2">مصدر</a>'
        "<ul><li>أعمق</li></ul></li></ul>"
    ),
    "<ul><li>ثالث</li></ul>",
    '<ol start="3"><li>من ثلاثة</li></ol>',
    '<ol start="4"><li>إلى أربعة</li></ol>',
    "<ul><li>اسم · عدد</li></ul>",
    '<ul><li>قمح · <a href="https://cell.example/">سبعة</a></li></ul>',
    "<p>vector&lt;int&gt; x;</p>",
    "<p>بيت أول</p>",
    (
        '<p>بيت ثان، وعنوان عار: <a href="https://bare.example/x">https://bare.example/x</a>. و'
        '<a href="mailto:a@b.example">بريد</a> وملف</p>'
    ),
]


def read(text: str, name: str = "a.md") -> Script:
    return script.parse(text, name=name)


def test_every_kind_of_block() -> None:
    """Links keep their address, lists and their numbers stay, a table is rows, emphasis its words."""
    assert list(notes.pieces(read(WRITTEN).sections)) == TOLD


def test_items_side_by_side_are_one_list() -> None:
    """Each block has its direction; numbers go on from the first."""
    whole = notes.joined(TOLD[2:7], "ar")
    assert whole.count("<ul dir=") == 1
    assert whole.count('<ol dir="rtl" lang="ar" start="3">') == 1
    assert whole.count("start=") == 1


def test_a_pasted_article_has_its_links_too() -> None:
    """Without Markdown there are bare addresses only."""
    (section,) = read("مقال عن https://a.example/x، وعن «https://b.example».", "a.txt").sections
    assert [one.url for one in notes.cited([section])] == [
        "https://a.example/x",
        "https://b.example",
    ]


def test_sources_are_listed_once() -> None:
    """First where the text was published; http and https, with and without www and a last slash, are one."""
    found = notes.cited(read(WRITTEN).sections, "https://first.example/مقال")
    assert found == (
        Citation("", "https://first.example/%D9%85%D9%82%D8%A7%D9%84"),
        Citation("رابط", "https://ar.example/%D9%85%D8%B5%D8%B1?x=1&y=2"),
        Citation("", "https://www.example.com/b"),
        Citation("سبعة", "https://cell.example/"),
        Citation("", "https://bare.example/x"),
    )
    listed = [notes.source(one) for one in found[:2]]
    assert listed[0].endswith(">first.example/مقال</a></li></ol>")
    assert listed[1].startswith("<ol><li>رابط: <a href=")
    assert ">ar.example/مصر?x=1&amp;y=2</a>" in listed[1]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x", "#a", "x.md"]
)
def test_only_addresses_of_the_web_are_links(address: str) -> None:
    """A link that an app could not follow becomes plain text."""
    assert notes.source(Citation("", "")).count("<a") == 0
    made = notes.pieces(read(f"كلام [هنا](<{address}>) وهناك.").sections)
    assert made == ("<p>كلام هنا وهناك.</p>",)


class Tags(HTMLParser):
    """The tags of a text, each closed in its place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def whole(
    text: str, description: str = "", chapters: int = 2, sources: int = 0, page: str = PAGE
) -> str:
    told = read(text).sections
    marks = [
        ChapterMark(f"باب {n} من الكتاب", f"{n:02}:00", "", f"{PAGE}#section-{n}")
        for n in range(chapters)
    ]
    cited = [Citation(f"مصدر {n}", f"https://s.example/{n}/{'ن' * 10}") for n in range(sources)]
    return notes.notes(description, notes.pieces(told), marks, cited, "صوت آلي.", page, "ar")


LONG = "\n\n".join(f"فقرة {number}، {'كلمة ' * 20}" for number in range(60))


@pytest.mark.parametrize("text", ["قصير.", LONG, "كلمة " * 3000, f"- {LONG}", WRITTEN * 20])
@pytest.mark.parametrize(("chapters", "sources"), [(2, 0), (2, 3), (60, 0), (60, 90), (0, 90)])
def test_notes_keep_to_apples_limit(text: str, chapters: int, sources: int) -> None:
    """4000 bytes, cut where a block ends, with a way to the rest; the note and some of each are there."""
    told = whole(text, "وصف.", chapters, sources)
    assert len(told.encode()) <= 4000
    assert Tags(told).seen <= ALLOWED
    assert told.startswith('<p dir="rtl" lang="ar">وصف.</p>')
    assert told.endswith('<p dir="rtl" lang="ar">صوت آلي.</p>')
    assert ("باب 0 من الكتاب" in told) == (chapters > 0)
    assert ("مصدر 0" in told) == (sources > 0)
    is_cut = text != "قصير." or sources > 3 or chapters > 2
    assert (notes.MORE in told) == is_cut
    if text == LONG:
        assert "فقرة 0" in told
        assert re.search(r"كلمة</p>\n<p[^>]*><a href=\"https://example.org/a/\"", told)


HARMLESS = {
    "vector<int> و map<K, V>": "vector<int> و map<K, V>",
    "إن كان a<b و c>d فقل": "إن كان a<b و c>d فقل",
    "1 < 2 > 0": "1 < 2 > 0",
    "هذا <b>مهم</b> جدًّا": "هذا مهم جدًّا",
    "<p>فقرة</p><p>و<a href='https://x.example'>رابط</a></p>": "فقرة\n\nورابط",
    "سطر<br/>وسطر": "سطر\nوسطر",
    "قبل <script>alert(1)</script>وبعد": "قبل وبعد",
    "كيف تعمل <script>؟": "كيف تعمل <script>؟",
    "<img src=x onerror=alert(1)>": "<img src=x onerror=alert(1)>",
    "&lt;img src=x&gt; &amp; كذا": "<img src=x> & كذا",
    "List<b> وحده": "List<b> وحده",
    "<!-- تعليق -->نص": "نص",
}


@pytest.mark.parametrize(("written", "seen"), HARMLESS.items())
def test_a_description_reads_the_same_everywhere(written: str, seen: str) -> None:
    """As text, and by readers that take it for HTML and throw tags away: no word lost, no tag alive."""
    told = prose(written)
    assert told.replace("\u200e", "") == seen
    assert not re.search("<[A-Za-z/!?]", told)
    item = f"<item><guid>1</guid><description>{escape(told)}</description>"
    item += '<enclosure url="https://a.example/a.mp3" length="1" type="audio/mpeg"/></item>'
    xml = f'<rss version="2.0"><channel><title>t</title>{item}</channel></rss>'
    for heard in (
        feedparser.parse(xml).entries[0].summary,
        podcastparser.parse("https://a.example/", io.BytesIO(xml.encode()))["episodes"][0][
            "description"
        ],
    ):
        assert heard.replace("\u200e", "").replace("&amp;", "&").split() == seen.split()


@given(st.text(st.sampled_from("<>/!?&;abpscript =\"' \n-ن"), max_size=80))
def test_no_tag_is_ever_alive(text: str) -> None:
    """Whatever is written: not even by taking tags apart."""
    assert not re.search("<[A-Za-z/!?]", prose(text))
    assert Tags(notes.joined([notes.paragraph(text)], "ar")).seen <= {"p"}


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("جملة أولى. وثانية.\n\nوثالثة.", "جملة أولى. وثانية. وثالثة."),
        (f"جملة أولى.{' كلمة' * 30}. {'كلمة ' * 60}", f"جملة أولى.{' كلمة' * 30}."),
        ("كلمة " * 200, f"{('كلمة ' * 59).strip()}…"),
        (f"قصيرة. \n\n{'كلمة ' * 90}", "قصيرة."),
        ("## باب\n\n- أول\n- ثان", "أول ثان"),
    ],
)
def test_the_first_sentences(text: str, lead: str) -> None:
    """Whole ones, up to 300 characters."""
    assert notes.lead_of(read(text).sections) == lead
