"""A file an author wrote becomes a Script: title, sections, paragraphs, lines; nothing lost, nothing twice."""

from __future__ import annotations

import datetime as dt
import gc
import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlines import notation, outline

from podcast.errors import InputError
from podcast.model import (
    Block,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Person,
    SayAs,
    Script,
    Text,
    Unread,
)
from podcast.script import date_of, parse, slug_of

DATA = Path(__file__).parent / "data" / "scripts"
SAMPLES = sorted(path for path in DATA.iterdir() if path.suffix in (".md", ".txt"))
NAME = "script/2025-03-24-mistral.md"


def md(text: str, name: str = NAME) -> Script:
    return parse(text, name=name)


def txt(text: str) -> Script:
    return parse(text, name="script/2025-03-24-mistral.txt")


def paragraphs(script: Script) -> list[tuple[str, str]]:
    """(kind, what is read of it) of each block that is read."""
    blocks = (one for section in script.sections for one in section.blocks)
    return [(one.kind, one.read_text) for one in blocks if one.read_text]


def notations(script: Script) -> list[str]:
    """Each block with its links, controls and line ends, as `outlines.notation` shows them."""
    blocks = (one for section in script.sections for one in section.blocks)
    return ["".join(map(notation, one.inlines)) for one in blocks]


def inlines(script: Script) -> list[Inline]:
    return [one for section in script.sections for block in section.blocks for one in block.inlines]


def texts(script: Script) -> list[str]:
    return [text for _, text in paragraphs(script)]


def headings(script: Script) -> list[str]:
    return [section.heading for section in script.sections]


def heard(script: Script) -> list[str]:
    """Every word that is read, in order; a heading made of the section's own first words is not."""
    words: list[str] = []
    if script.sections[0].announced and script.sections[0].heading != script.title:
        words += script.title.split()
    for section in script.sections:
        words += section.heading.split() if section.announced else []
        words += [word for one in section.blocks for word in one.read_text.split()]
    return words


# --- whole files -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_sample_reads_as_its_outline(path: Path) -> None:
    """Each file in data/scripts/ is understood as the outline beside it tells."""
    expected = path.with_suffix(path.suffix + ".outline").read_text("utf-8")
    assert outline(parse(path.read_text("utf-8"), name=path.name)) == expected


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_lines_are_where_the_text_is(path: Path) -> None:
    """The first word of every section and paragraph is on the line given for it."""
    lines = path.read_text("utf-8").split("\n")
    for section in parse(path.read_text("utf-8"), name=path.name).sections:
        for one in section.blocks:
            words = re.split(r"[\s:،]+", one.text.strip())
            # A cell of a table is told with the name of its column, which stands above.
            first = words[-1] if one.kind == "row" else words[0]
            assert first in " ".join(lines[one.line - 1 : one.line + 3]), one
        assert 1 <= section.line <= len(lines)


def test_front_matter_sets_the_episode() -> None:
    """All keys of front matter arrive, and win over the file name."""
    script = md((DATA / "everything.md").read_text("utf-8"), "script/2020-01-01-other.md")
    assert script.slug == "kull-shay"
    assert script.date == dt.date(2025, 3, 24)
    assert (script.number, script.season, script.explicit) == (7, 2, False)
    assert script.image == "cover.png"
    assert script.description == "حلقة تجمع كل ما في Markdown"


# --- headings and titles ---------------------------------------------------------------------------


def test_first_top_heading_is_the_title_and_the_next_level_opens_sections() -> None:
    """# is the title, ## the sections, ### stays inside as a heading."""
    script = md("# ع\n\nمقدمة.\n\n## أ\n\nنص.\n\n### ب\n\nنص.\n\n## ج\n")
    assert script.title == "ع"
    assert headings(script) == ["ع", "أ", "ج"]
    assert ("heading", "ب") in paragraphs(script)
    assert [section.number for section in script.sections] == [1, 2, 3]


def test_title_without_text_under_it_makes_no_section() -> None:
    """A title followed by a section at once is not a chapter of its own."""
    assert headings(md("# ع\n\n## أ\n\nنص.")) == ["أ"]


def test_sections_are_of_the_highest_level_that_occurs() -> None:
    """An author who skips a level loses no section."""
    assert headings(md("# ع\n\n### أ\n\nنص.\n\n#### ب\n\n### ج\n\nنص.")) == ["أ", "ج"]


def test_several_top_headings_are_the_sections() -> None:
    """With more than one #, the first is the title and heads its own text; the others open sections."""
    script = md("# أ\n\nنص.\n\n# ب\n\nنص.")
    assert script.title == "أ"
    assert headings(script) == ["أ", "ب"]


def test_text_without_headings_is_one_section_not_announced() -> None:
    """The title is then the first words, at most 60 characters, and is not read twice."""
    words = "كلمة " * 40
    script = md(words)
    assert len(script.title) <= 61
    assert script.title.endswith("كلمة…")
    assert [section.announced for section in script.sections] == [False]


def test_first_heading_is_the_title_where_no_title_is() -> None:
    """A file that begins with ## is called after it, and the section keeps its heading."""
    script = md("## أ\n\nنص.\n\n## ب\n\nنص.")
    assert (script.title, headings(script)) == ("أ", ["أ", "ب"])


def test_title_of_front_matter_keeps_another_heading_of_the_page() -> None:
    """Where both say a title, the episode is called by front matter, and the page's heading is read."""
    script = md("---\ntitle: ت\n---\n# ع\n\nنص.\n\n## أ\n\nنص.")
    assert script.title == "ت"
    assert headings(script) == ["ع", "أ"]


def test_title_said_twice_is_said_once() -> None:
    """The same title in front matter and on the page, marks aside, is one; the marked one is kept."""
    script = md("---\ntitle: مدرسة\n---\n# مَدْرَسَة\n\nنص.")
    assert (script.title, headings(script)) == ("مَدْرَسَة", ["مَدْرَسَة"])


def test_heading_with_nothing_after_it_stays() -> None:
    """A last heading without text is still a section, in both notations."""
    assert headings(md("# ع\n\n## أ\n\nنص.\n\n## ب\n")) == ["أ", "ب"]
    assert headings(txt("ع\n\nنص طويل ينتهي بنقطة.\n\nب")) == ["ع", "ب"]


def test_heading_is_plain_text_on_one_line() -> None:
    """Emphasis, code, links, controls and control characters do not reach a chapter title."""
    script = md("# ع\n\n## **أ** `ب` [ج](u)<!--say: د-->\x08 &amp;\tهـ ##\n\nنص.")
    assert headings(script) == ["أ ب ج & هـ"]


def test_empty_heading_is_no_section() -> None:
    """A chapter is never nameless: `##` alone, or with an image only, opens none."""
    assert headings(md("# ع\n\nنص.\n\n##\n\n## ![ص](u)\n\nنص.")) == ["ع"]


def test_paragraph_with_a_rule_under_it_is_no_heading() -> None:
    """Markdown takes text over --- for a heading; not where it is as long as a paragraph."""
    text = "كلمة " * 30
    assert paragraphs(md(f"# ع\n\n{text}\n---\n\nنص.")) == [
        ("paragraph", text.strip()),
        ("paragraph", "نص."),
    ]


def test_heading_inside_a_quote_opens_no_section() -> None:
    """It belongs to what is quoted."""
    assert headings(md("# ع\n\n> ## أ\n> نص")) == ["ع"]


# --- Markdown --------------------------------------------------------------------------------------

INLINE = {
    "emphasis": ("*أ* **ب** ~~ج~~ _د_", "أ ب ج د"),
    "link": ('انظر [الصفحة](http://example.org "عنوان")', "انظر الصفحة"),
    "reference link": ("[أ][1] و[ب]\n\n[1]: http://a\n[ب]: http://b", "أ وب"),
    "autolink": ("<https://example.org/a>", "https://example.org/a"),
    "image": ("قبل ![صورة](a.png) بعد", "قبل بعد"),
    "linked image": ("قبل [![صورة](a.png)](u) بعد", "قبل بعد"),
    "code in a sentence": ("الأمر `pip install` سهل", "الأمر pip install سهل"),
    "entities": ("أ &amp; ب &lt; ج&nbsp;د", "أ & ب < ج د"),
    "escapes": (r"\*أ\* \# \[ب\]", "*أ* # [ب]"),
    "tags": ("<b>أ</b> <span dir='rtl'>ب</span>", "أ ب"),
    "comment": ("أ <!-- ملاحظة --> ب", "أ ب"),
    "footnote": ("أ[^1] ب[^حاشية]\n\n[^1]: ج\n\n[^حاشية]: د\n    هـ\n\n    و", "أ ب"),
    "soft line ends": ("أ\nب", "أ ب"),
    "no heading without a space": ("#وسم هنا", "#وسم هنا"),
    "direction marks at a line's start": ("\u200fأ\n\u202bب", "أ ب"),
}


@pytest.mark.parametrize("case", INLINE)
def test_inline_notation_reads_as_its_text(case: str) -> None:
    """What a page shows as text is read, what it shows as picture is not."""
    written, read = INLINE[case]
    assert texts(md("# ع\n\n" + written)) == [read]


BLOCKS = {
    "bullets": ("- أ\n- ب", [("item", "أ"), ("item", "ب")]),
    "nested": ("- أ\n  - ب\n    1. ج", [("item", "أ"), ("item", "ب"), ("item", "ج")]),
    "loose": ("- أ\n\n  تتمة\n\n- ب", [("item", "أ"), ("item", "تتمة"), ("item", "ب")]),
    "numbers": ("1. أ\n2. ب", [("item", "أ"), ("item", "ب")]),
    "a year is no list": ("1975. سنة", [("paragraph", "1975. سنة")]),
    "years are no list": ("1975. أ\n1976. ب", [("paragraph", "1975. أ"), ("paragraph", "1976. ب")]),
    "Arabic digits": ("١- أ\n٢- ب", [("item", "أ"), ("item", "ب")]),
    "Arabic digits under a line": (
        "ق:\n١. أ\n٢. ب",
        [("paragraph", "ق:"), ("item", "أ"), ("item", "ب")],
    ),
    "a lone Arabic number": ("٣. أ", [("paragraph", "٣. أ")]),
    "dots": ("• أ\n• ب", [("item", "أ"), ("item", "ب")]),
    "quote": ("> أ\n> > ب", [("quote", "أ"), ("quote", "ب")]),
    "list in a quote": ("> - أ", [("item", "أ")]),
    "quote in a list": ("- > أ", [("quote", "أ")]),
    "code": (
        "أ\n\n```py\nب\n```\n\n~~~\nج\n~~~\n\n    x = 1\n\nد",
        [("paragraph", "أ"), ("paragraph", "د")],
    ),
    "indented Arabic is prose": (
        "أ\n\n    نص مزاح",
        [("paragraph", "أ"), ("paragraph", "نص مزاح")],
    ),
    "rule": ("أ\n\n---\n\n***\n\nب", [("paragraph", "أ"), ("paragraph", "ب")]),
    "verse": ("أ  \nب\\\nج<br>د", [("paragraph", "أ ب ج د")]),
    "two columns": ("|أ|ب|\n|-|-|\n|1|2|", [("row", "أ، ب"), ("row", "1، 2")]),
    "three columns": ("|أ|ب|ج|\n|-|-|-|\n|1||**3**|", [("row", "أ: 1، ج: 3")]),
    "header alone": ("|أ|ب|ج|\n|-|-|-|", [("row", "أ، ب، ج")]),
    "html": ("<div>\n<p>أ</p>\n<ul><li>ب</li></ul>\n</div>", [("paragraph", "أ"), ("item", "ب")]),
    "html table": ("<table><tr><td>أ</td><td>ب</td></tr></table>", [("row", "أ، ب")]),
    "html around Markdown": ('<div dir="rtl">\n\n**أ**\n\n</div>', [("paragraph", "أ")]),
    "script and style": ("<script>ب</script>\n\n<style>ج</style>\n\nأ", [("paragraph", "أ")]),
    "long comment": ("أ\n\n<!-- ب\n\nج -->\n\nد", [("paragraph", "أ"), ("paragraph", "د")]),
    "sentence after a comment": ("<!-- ب --> أ **ج**", [("paragraph", "أ ج")]),
}


@pytest.mark.parametrize("case", BLOCKS)
def test_block_notation_has_its_kind(case: str) -> None:
    """Lists, quotes, tables, HTML: a paragraph each, of the right kind."""
    written, read = BLOCKS[case]
    assert paragraphs(md("# ع\n\n" + written)) == read


def test_deep_nesting_loses_nothing() -> None:
    """A list forty levels deep is still read."""
    nested = "".join("  " * level + f"- كلمة{level}\n" for level in range(40))
    assert texts(md("# ع\n\n" + nested)) == [f"كلمة{level}" for level in range(40)]


def test_lines_count_from_the_top_of_the_file() -> None:
    """Front matter, comments and Windows line ends do not shift them."""
    script = md(
        "---\r\ntitle: ت\r\n---\r\n<!-- أ\r\n\r\n-->\r\nنص\r\n\r\n## ب\r\n\r\n- ج\r\n- د\r\n"
    )
    assert [section.line for section in script.sections] == [2, 9]
    assert [one.line for section in script.sections for one in section.blocks] == [7, 11, 12]


# --- controls --------------------------------------------------------------------------------------

CONTROLS = {
    "<!-- say:  مِيسْ\tتْرَال -->": "{كلمة = مِيسْ تْرَال}",
    "<!--SPELL-->": "{كلمة letter by letter}",
    "<!-- pause 2 s -->": "كلمة{2000 ms}",
    "<!--pause: 1.5 seconds-->": "كلمة{1500 ms}",
    "<!--pause ٢٫٥ s-->": "كلمة{2500 ms}",
    "<!--pause 300ms-->": "كلمة{300 ms}",
    "<!--pause 2-->": "كلمة{2000 ms}",
    "<!--pause 9999s-->": "كلمة{60000 ms}",
    "<!--/say-->": "كلمة",
}


@pytest.mark.parametrize("written", CONTROLS)
@pytest.mark.parametrize("read", [md, txt])
def test_control_is_read_however_it_is_spaced(written: str, read: type[Script]) -> None:
    """In both notations, and about the word before it."""
    script = read(f"عنوان\n\nنصٌّ فيه كلمة{written} ثم كلام آخر.")
    assert notations(script)[-1] == f"نصٌّ فيه {CONTROLS[written]} ثم كلام آخر."


WORDS_BEFORE = {
    "وGPT-4o<!--say: جي-->": "و{GPT-4o = جي}",
    "«بيت قديم»<!--say: دار-->": "{«بيت قديم» = دار}",
    "قال <!--say: نحو-->20 أو **أكثر** <!--/say-->منه": "قال {20 أو أكثر = نحو} منه",
    "<!--say: أ--> ب<!--/say-->ج": " {ب = أ}ج".strip(),
    "[موقع OpenAI](https://a.b)<!--say: أوبن-->": "[موقع ](https://a.b){OpenAI = أوبن}",
    "**GP**T<!--spell-->": "{GPT letter by letter}",
    "أ<!--say: ب--><!--spell-->": "{أ = ب}",
    "<!--say: ب--> أ": "أ",
    "أ  \n<!--spell-->ب": "أ ⏎ ب",
}


@pytest.mark.parametrize("written", WORDS_BEFORE)
def test_a_control_is_about_its_words(written: str) -> None:
    """The word before it, a bracket, all between a pair; never words beyond another control or a line end."""
    assert notations(md(f"# ع\n\n{written}")) == [WORDS_BEFORE[written]]


def test_a_reading_keeps_the_link_of_its_words() -> None:
    """The page links where the author linked, whatever is read aloud."""
    for written in ("[GPT](http://a)<!--say: ج-->", "[GPT<!--say: ج-->](http://a)"):
        assert inlines(md(f"# ع\n\n{written}")) == [SayAs("GPT", "ج", "http://a")]


@pytest.mark.parametrize(
    "comment", ["<!--pause here-->", "<!-- say it -->", "<!--say:-->", "<!---->"]
)
def test_other_comments_vanish(comment: str) -> None:
    """A note of the author to herself is not read."""
    assert notations(md(f"أ {comment} ب")) == ["أ ب"]


def test_lone_pause_ends_the_paragraph_before_it() -> None:
    """A pause on a line of its own, between paragraphs."""
    assert notations(md("# ع\n\nأ\n\n<!--pause 2s-->\n\nب")) == ["أ{2000 ms}", "ب"]
    pasted = txt("ع\n\nنص أول.\n\n<!--pause 2s-->\n\nنص ثان.")
    assert notations(pasted)[0] == "نص أول.{2000 ms}"


def test_lone_pause_after_a_heading_begins_the_paragraph_after_it() -> None:
    """There is no paragraph before it that it could end."""
    assert notations(md("# ع\n\n## أ\n\n<!--pause 2s-->\n\nب")) == ["{2000 ms}ب"]


def test_skipped_blocks_are_there_and_not_read() -> None:
    """From a lone skip to its end nothing is read; a heading in it opens no section."""
    script = md("# ع\n\nأ\n\n<!--skip-->\n\n## ب\n\nج\n\n<!-- /skip -->\n\nد")
    assert (headings(script), texts(script)) == (["ع"], ["أ", "د"])
    assert notations(script) == ["أ", "{- ب -}", "{- ج -}", "د"]


def test_skipped_before_the_first_section_stays_unread() -> None:
    """It makes no section by itself."""
    script = md("# ع\n\n<!--skip-->\nملاحظة\n<!--/skip-->\n\n## أ\n\nنص")
    assert (headings(script), notations(script)) == (["أ"], ["{- ملاحظة -}", "نص"])


def test_skip_may_begin_and_end_inside_paragraphs() -> None:
    """What is outside of it is read."""
    script = md("# ع\n\nأ <!--skip--> ب\n\nج\n\nد <!--/skip--> هـ")
    assert texts(script) == ["أ", "هـ"]
    assert inlines(script)[:2] == [Text("أ "), Unread("ب")]


def test_skipped_part_of_a_heading_is_not_in_its_title() -> None:
    """A title shows what is read."""
    assert headings(md("# ع\n\n## أ <!--skip-->(مسودة)<!--/skip-->\n\nنص")) == ["أ"]


def test_a_heading_keeps_its_controls() -> None:
    """They are not in the chapter's title, but they are heard."""
    script = md("# عن GPT<!--say: جي-->\n\n## [رابط](http://a) B<!--spell-->\n\nنص.")
    assert script.head is not None
    assert "".join(map(notation, script.head.inlines)) == "عن {GPT = جي}"
    head = script.sections[0].head
    assert head is not None
    assert "".join(map(notation, head.inlines)) == "[رابط](http://a) {B letter by letter}"
    assert (script.title, headings(script)) == ("عن GPT", ["رابط B"])


# --- structure -------------------------------------------------------------------------------------

LINE_ENDS = {
    "two blanks": "أ  \nب\nج",
    "a backslash": "أ\\\nب\nج",
    "a tag": "أ<br>ب\nج",
    "a tag and a line end": "أ<br/>\nب\nج",
    "a tag in HTML": "<p>أ<br />ب\nج</p>",
}


@pytest.mark.parametrize("case", LINE_ENDS)
def test_a_hard_line_end_survives_beside_soft_ones(case: str) -> None:
    """The author's own line ends stay, an editor's are spaces."""
    assert inlines(md(f"# ع\n\n{LINE_ENDS[case]}")) == [Text("أ"), LineBreak(), Text("ب ج")]


def blocks(script: Script) -> list[Block]:
    return [one for section in script.sections for one in section.blocks]


def test_items_know_their_list() -> None:
    """Numbers, depth, and what goes on in an item."""
    script = md("# ع\n\n3. أ\n\n   تتمة\n4. ب\n   - ج\n\nد:\n٢. هـ\n٣. و")
    assert [one.item for one in blocks(script)] == [
        ListItem(3),
        ListItem(3, opens=False),
        ListItem(4),
        ListItem(None, 2),
        None,
        ListItem(2),
        ListItem(3),
    ]


def test_quotations_are_counted_and_may_hold_lists() -> None:
    script = md("# ع\n\n> أ\n>\n> > ب\n>\n> - ج\n\nد")
    assert [(one.kind, one.quoted) for one in blocks(script)] == [
        ("quote", 1),
        ("quote", 2),
        ("item", 1),
        ("paragraph", 0),
    ]


ROWS = {
    "Markdown": "|أ|ب|ج|\n|-|-|-|\n|1||**3**|\n|4|5|6|",
    "Markdown, two columns": "|أ|ب|\n|-|-|\n|1|2|",
    "HTML": "<table><tr><th>أ</th><th>ب</th></tr><tr><td>1</td><td></td></tr></table>",
}
CELLS = {
    "Markdown": [["أ", "ب", "ج"], ["1", "", "3"], ["4", "5", "6"]],
    "Markdown, two columns": [["أ", "ب"], ["1", "2"]],
    "HTML": [["أ", "ب"], ["1", ""]],
}


@pytest.mark.parametrize("case", ROWS)
def test_rows_know_their_cells(case: str) -> None:
    """Places in the row's text; the row of names comes first and says that it is one."""
    rows = blocks(md("# ع\n\n" + ROWS[case]))
    cells = [[one.text[start:end] for start, end in one.cells] for one in rows]
    assert cells == CELLS[case]
    assert [one.header for one in rows] == [True] + [False] * (len(rows) - 1)


def test_code_is_kept_and_not_read() -> None:
    script = md("# ع\n\nأ\n\n```py\nx = 1\n  y\n```")
    assert blocks(script)[1].inlines == (Unread("x = 1\n  y", kind="code"),)
    assert blocks(script)[1].kind == "code"


LINKS = {
    "[أ **ب** ج](http://a/b?x=1&y=2)": [("أ ب ج", "http://a/b?x=1&y=2")],
    "<https://a.example>": [("https://a.example", "https://a.example")],
    "[أ](http://a)[ب](http://b)": [("أ", "http://a"), ("ب", "http://b")],
    'أ <a class="x" href="https://a?b&amp;c">ب</a> ج': [("ب", "https://a?b&c")],
    "<p><a href=https://a>ب</a></p>": [("ب", "https://a")],
    "[أ](mailto:a@b.c)": [("أ", "mailto:a@b.c")],
    "[أ](javascript:alert)": [],
    "[أ](VBScript:x)": [],
    '<a href="java\tscript:alert(1)">أ</a>': [],
    '<p><a href=" data:text/html,x">أ</a></p>': [],
}


@pytest.mark.parametrize("written", LINKS)
def test_links_keep_their_address(written: str) -> None:
    """In both notations; nothing that a browser would run."""
    found = [link for block in blocks(md("# ع\n\n" + written)) for link in block.links]
    assert found == LINKS[written]


def test_emphasis_keeps_its_kind() -> None:
    script = md("# ع\n\n*أ* **ب** ~~ج *د*~~ `هـ` <b>و</b> ***ز***")
    assert notations(script) == ["*أ* **ب** ~~ج ~~~~د~~ `هـ` **و** **ز**"]


def test_any_stretch_of_a_block_can_be_cut_out() -> None:
    """What is marked on a page may begin inside a link and end inside a reading."""
    block = blocks(md("# ع\n\nأب [جد](http://a) هـGPT<!--say: جي-->"))[0]
    assert block.between(1, 4) == (Text("ب "), Link("ج", "http://a"))
    assert block.between(0, len(block.text)) == block.inlines
    assert "".join(one.text for one in block.between(2, 8)) == block.text[2:8]


# --- pasted articles -------------------------------------------------------------------------------

LONG = "جملةٌ طويلة بما يكفي حتى لا يظنها أحدٌ عنوانًا، فهي تنتهي بنقطة كما تنتهي الجمل."

NOT_HEADINGS = {
    "a final mark": "وانتهى الأمر.",
    "a mark in a quote": "قال: «انتهى الأمر.»",
    "a mark before a footnote": "وانتهى الأمر.[3]",
    "a lead-in": "وقال الوزير:",
    "a comma": "أما بعد،",
    "a line of dialogue": "«لن نعود»",
    "a dash of dialogue": "— لن نعود",
    "an author": "بقلم: سعاد العلي",
    "a date": "24 مارس 2025",
    "a figure date": "24/3/2025",
    "an aside": "فهل انتهى الأمر؟",
    "too long": "كلمة " * 16,
}


@pytest.mark.parametrize("case", NOT_HEADINGS)
def test_short_line_that_is_no_heading(case: str) -> None:
    """Standing alone is not enough."""
    script = txt(f"عنوان\n\n{LONG}\n\nقسم\n\n{LONG}\n\n{NOT_HEADINGS[case]}\n\n{LONG}")
    assert headings(script) == ["عنوان", "قسم"]
    assert NOT_HEADINGS[case].strip("— ") in texts(script)


HEADINGS = [
    "قسم",
    "لماذا هجره التجار؟",
    "«فيسبوك» تطلق خدمة «جديدة»",
    "ميزة ‘السيادة’",
    "2024",
    "1. اختيار المكان",
    "أولًا: الري",
    "الذكاء الاصطناعي (AI)",
    "مَدْرَسَةٌ قَدِيمَةٌ فِي قَرْيَةٍ بَعِيدَةٍ",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_short_line_that_is_a_heading(heading: str) -> None:
    """Short, alone, no final mark: a heading; a question among other headings is one too."""
    script = txt(f"عنوان\n\nقسم أول\n\n{LONG}\n\n{heading}\n\n{LONG}")
    assert headings(script) == ["قسم أول", heading]


def test_questions_are_headings_where_all_headings_ask() -> None:
    """A page of questions and answers."""
    script = txt(f"أسئلة\n\nما هو؟\n\n{LONG}\n\nلمن هو؟\n\n{LONG}")
    assert headings(script) == ["ما هو؟", "لمن هو؟"]


def test_first_line_may_ask_and_still_be_the_title() -> None:
    """Titles ask."""
    assert txt(f"لماذا نقرأ؟\n\n{LONG}").title == "لماذا نقرأ؟"


def test_heading_may_stand_right_over_its_paragraph() -> None:
    """A gap before it is enough, where a paragraph follows at once."""
    assert headings(txt(f"عنوان\n{LONG}\n\nقسم\n{LONG}\n{LONG}")) == ["عنوان", "قسم"]


def test_three_short_lines_are_no_headings() -> None:
    """Verse, an address, a list without marks."""
    script = txt(f"عنوان\n\n{LONG}\n\nبيت أول\n\nبيت ثان\n\nبيت ثالث\n\n{LONG}")
    assert headings(script) == ["عنوان"]


def test_pasted_markdown_in_a_text_file() -> None:
    """Who writes # in a .txt means a heading, and no shape is guessed then."""
    script = txt(f"# عنوان\n\n{LONG}\n\n## قسم\n\nقصير بلا نقطة\n\n{LONG}")
    assert (script.title, headings(script)) == ("عنوان", ["عنوان", "قسم"])


def test_single_line_is_text_not_a_title_without_text() -> None:
    """One line is one section, read once."""
    script = txt("مرحبًا بكم")
    assert (script.title, texts(script)) == ("مرحبًا بكم", ["مرحبًا بكم"])
    assert not script.sections[0].announced


def test_lines_broken_by_an_editor_are_joined() -> None:
    """Text filled to 72 columns is read as the paragraphs it had, whatever its width was."""
    words = ("كلمةٌ قصيرةٌ ثم كلماتٌ أطول منها قليلًا وبعدها غيرها " * 9).split()
    for wrap in (50, 72, 100):
        lines, line = [], ""
        for word in words:
            if line and len(line) + 1 + len(word) > wrap:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        body = "\n".join([*lines, line + "."])
        script = txt(f"عنوان\n\n{body}\n\n{body}")
        assert texts(script) == [" ".join(words) + "."] * 2, wrap


VERSES = {
    "halves": [
        "حملت إلى البئر دلوا ثقيلا    فعادت إلي الدلاء خفافا",
        "وقالت لي الريح عند المساء    خذي من ثيابي لهم لحافا",
    ],
    "rhymes": [
        "إذا مر بالوادي غريب يسائل أهل القرى عن مكاني",
        "فقولوا له كان هنا ثم مضى وراء النجوم الدواني",
        "يفتش عن نبع ماء قديم ويحلم بالأرض والأقحوان",
        "وما زال يمشي إلى غير باب ويترك أيامه في الأماني",
        "فيا صاحبي لا تلم من مضى بلا موعد في ثنايا الزمان",
    ],
}


@pytest.mark.parametrize("kind", VERSES)
def test_lines_of_verse_stay(kind: str) -> None:
    """Though their lines are about as long as one another, and in a text whose other lines are broken."""
    read = paragraphs(txt("\n".join(["عنوان", "", *VERSES[kind], "", LONG])))
    verses = [("paragraph", " ".join(line.split())) for line in VERSES[kind]]
    assert read[: len(verses)] == verses


def test_a_line_that_is_set_in_begins_a_paragraph() -> None:
    """As editors that break lines at a width set the first line of each; then no blank line is needed."""
    second = "خرجت القهوة من جبال اليمن في القرن الخامس عشر ووصلت"
    first = second.replace("ووصلت", "حتى")
    text = "\n".join(["عنوان", "", *[f"    {first}\n{second}\n{second}."] * 3])
    assert texts(txt(text)) == [f"{first} {second} {second}."] * 3


def test_the_basmala_is_no_heading() -> None:
    assert headings(txt(f"عنوان\n\nبسم الله الرحمن الرحيم\n\n{LONG}\n\nقسم\n\n{LONG}")) == [
        "عنوان",
        "قسم",
    ]


def test_the_title_stands_under_the_basmala() -> None:
    for basmala in ("بسم الله الرحمن الرحيم", "بِسْمِ اللَّهِ الرَّحْمَنِ الرَّحِيمِ", "﷽"):
        script = txt(f"{basmala}\n\nعنوان\n\n{LONG}")
        assert (script.title, texts(script)) == ("عنوان", [basmala, LONG]), basmala
    assert txt(f"بسم الله نبدأ الرحلة\n\n{LONG}").title == "بسم الله نبدأ الرحلة"


@pytest.mark.parametrize("sign", [" ... ", " … ", " / ", " * ", "\t", ":\t", "    "])
def test_a_heading_of_two_parts_is_no_verse(sign: str) -> None:
    heading = f"الفصل الثاني{sign}العودة"
    script = txt(f"عنوان\n\n{LONG}\n\n{heading}\n\n{LONG}")
    assert headings(script) == ["عنوان", " ".join(heading.split())]


def test_broken_lines_with_signs_in_them_are_joined() -> None:
    """An author's dots, and the white by which an editor made lines as long as one another."""
    second = "خرجت القهوة من جبال اليمن في القرن الخامس عشر ووصلت"
    dotted = second.replace("من جبال", "... من جبال ...")
    spaced = second.replace(" ", "   ", 4)
    for line in (dotted, spaced):
        joined = " ".join(f"{line} {line} {line}.".split())
        assert texts(txt(f"عنوان\n\n{line}\n{line}\n{line}.")) == [joined]


SPEECH = "- هل عندك مفتاح؟\n- كان عندي واحد.\n- وأين هو؟\n- في البحر!"


def test_dashes_of_a_dialogue_are_no_bullets() -> None:
    for dash in "-–—":
        read = paragraphs(txt(f"عنوان\n\n{LONG}\n\n{SPEECH.replace('-', dash)}\n\n{LONG}"))
        assert not [text for kind, text in read if kind == "item"], dash
    asked = SPEECH.replace(".", "؟").replace("!", "؟")
    read = paragraphs(txt(f"عنوان\n\n{LONG}\n\n{asked}\n\n{LONG}"))
    assert len([text for kind, text in read if kind == "item"]) == 4


@pytest.mark.parametrize(
    "lines",
    [
        "- هل نمت مبكرا؟\n- هل شربت الماء؟\n- امش كل يوم.",
        "- نم مبكرا.\n- اشرب الماء.\n- لماذا لا تمشي؟",
        "• هل عندك مفتاح؟\n• كان عندي واحد.",
    ],
)
def test_lists_that_also_ask_are_lists(lines: str) -> None:
    read = paragraphs(txt(f"عنوان\n\n{LONG}\n\n{lines}\n\n{LONG}"))
    assert len([text for kind, text in read if kind == "item"]) == lines.count("\n") + 1


def test_long_lines_are_paragraphs() -> None:
    """Without blank lines, each line is one."""
    assert texts(txt(f"عنوان\n{LONG * 3}\n{LONG * 2}\n{LONG * 4}")) == [
        LONG * 3,
        LONG * 2,
        LONG * 4,
    ]


LISTS = {
    "- أ\n- ب": ["أ", "ب"],
    "* أ\n* ب": ["أ", "ب"],
    "• أ": ["أ"],
    "1. أ\n2. ب": ["أ", "ب"],
    "1) أ\n2) ب": ["أ", "ب"],
    "(1) أ\n(2) ب": ["أ", "ب"],
    "١- أ\n٢- ب": ["أ", "ب"],
    "١-أ\n٢-ب": ["أ", "ب"],
    "1. أ\n\n2. ب": ["أ", "ب"],
    "- أ\n  تتمة": ["أ تتمة"],
}


@pytest.mark.parametrize("written", LISTS)
def test_marked_lines_are_items(written: str) -> None:
    """Bullets and running numbers go; what they mark is an item."""
    read = paragraphs(txt(f"عنوان\n\n{LONG}\n\n{written}\n\n{LONG}"))
    assert [text for kind, text in read if kind == "item"] == LISTS[written]


@pytest.mark.parametrize(
    "line", ["-3 درجات تحت الصفر.", "1975. كان عامًا.", "1.5 مليون.", "15-20 دقيقة."]
)
def test_numbers_are_no_markers(line: str) -> None:
    """A year, a decimal, a range, a minus: read as written."""
    assert ("paragraph", line) in paragraphs(txt(f"عنوان\n\n{line}\n\n{LONG}"))


# --- names -----------------------------------------------------------------------------------------

SLUGS = {
    "2025-03-24-mistral": "mistral",
    "2025-03-24 Mistral AI": "mistral-ai",
    "ميسترال": "mistral",
    "2025-03-24-ميسترال_والذكاء": "mistral-waldhka",
    "مِيسْتِرَال": "mistral",
    "بودكاست": "budkast",
    "many systems": "many-systems",
    "Café Ølé": "cafe-ole",
    "Don't": "dont",
    "حلقة ٣": "hlqa-3",
    "Москва": "emoeskavea",
    "中文": "4e2d6587",
    "2025-03-24": "2025-03-24",
    "پژوهش‌های گچ": "pzhuhshhay-gch",
    unicodedata.normalize("NFD", "آلة الكمان Ångström"): "ala-alkman-angstrom",
    "LPT9": "lpt9-episode",
    "COM¹": "com1-episode",
    "nul.": "nul-episode",
    "🎧🎙️👩‍👩‍👧": "episode",
    "2025-03-24-🎧": "2025-03-24",
    "الحرب والسلام "
    * 20: "alhrb-walslam-alhrb-walslam-alhrb-walslam-alhrb-walslam-alhrb-walslam-alhrb",
    "ل" * 200: "l" * 80,
    "...": "episode",
    "🎧": "episode",
    "feed": "feed-episode",
    "Index": "index-episode",
    "con": "con-episode",
}


@pytest.mark.parametrize("stem", SLUGS)
def test_file_name_gives_the_slug(stem: str) -> None:
    """ASCII, lower case, and never the name of something else in audio/."""
    assert slug_of(stem) == SLUGS[stem]


@given(st.text())
def test_slug_is_always_a_name_for_urls(stem: str) -> None:
    """Any name at all gives one."""
    slug = slug_of(stem)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug)
    assert len(slug) <= 88


def test_file_name_gives_the_date() -> None:
    """Digits of any script; a name without a date has none."""
    assert date_of("2025-03-24-mistral", name="x.md") == dt.date(2025, 3, 24)
    assert date_of("٢٠٢٥-٠٣-٢٤-ميسترال", name="x.md") == dt.date(2025, 3, 24)
    assert date_of("2025_03_24 mistral", name="x.md") == dt.date(2025, 3, 24)
    assert slug_of("2025.3.24-mistral") == "mistral"
    assert date_of("2025-03.24-mistral", name="x.md") is None
    assert date_of("mistral", name="x.md") is None
    assert date_of("2025-03-244", name="x.md") is None


# --- errors ----------------------------------------------------------------------------------------

ERRORS = {
    "nothing": ("", f"{NAME}: there is nothing to read; write the text of the episode here"),
    "title only": (
        "# ع\n",
        f"{NAME}: there is nothing to read; write the text of the episode here",
    ),
    "symbols only": (
        "***\n\n…\n",
        f"{NAME}: there is nothing to read; write the text of the episode here",
    ),
    "controls only": (
        "<!--say: أ-->",
        f"{NAME}: there is nothing to read; write the text of the episode here",
    ),
    "bad date": (
        "---\ntitle: ع\ndate: 2025-02-30\n---\nنص",
        f"{NAME}:3: “2025-02-30” is not a date; write year-month-day, as in 2025-03-24",
    ),
    "Hijri date": (
        "---\ndate: 1446-09-24\n---\nنص",
        f"{NAME}:2: “1446-09-24” is too far from today; use a Gregorian date, such as 2025-03-24",
    ),
    "unknown key": (
        "---\ntitle: ع\n\nxyz: 2\n---\nنص",
        (
            f"{NAME}:4: unknown key “xyz”; known keys: title, date, description, number, season,"
            " season_name, image, explicit, music, slug, voice, source, type, person, soundbite, draft"
        ),
    ),
    "misspelled key": (
        "---\nnubmer: 2\n---\nنص",
        f"{NAME}:2: unknown key “nubmer”; did you mean “number”?",
    ),
    "another word for a key": (
        "---\nauther: سلمى\n---\nنص",
        f"{NAME}:2: unknown key “auther”; did you mean “person”?",
    ),
    "settings without their lines": (
        "\nTitle: ع\ndate: 2025-03-24\n\nنص",
        f"{NAME}:2: “Title:” looks like a setting; put a line “---” above the settings and one below them",
    ),
    "settings below a dash": (
        "—\ntitle: ع\n—\n\nنص",
        f"{NAME}:2: “title:” looks like a setting; put a line “---” above the settings and one below them",
    ),
    "settings below too many hyphens": (
        "-----\n\ntitle: ع\n-----\nنص",
        f"{NAME}:3: “title:” looks like a setting; put a line “---” above the settings and one below them",
    ),
    "Arabic key": (
        "---\nالعنوان: ع\n---\nنص",
        f"{NAME}:2: unknown key “العنوان”; did you mean “title”?",
    ),
    "another Arabic word for a key": (
        "---\nموعد: 2026-12-05\n---\nنص",
        f"{NAME}:2: unknown key “موعد”; did you mean “date”?",
    ),
    "unclear date": (
        "---\ndate: 01-05-2026\n---\nنص",
        f"{NAME}:2: “01-05-2026” can be two days; write the one you mean: 2026-05-01 or 2026-01-05",
    ),
    "twice": (
        "---\nnumber: 1\nnumber: 2\n---\nنص",
        f"{NAME}:3: “number” is set twice; keep one of the two lines",
    ),
    "number": (
        "---\nnumber: أول\n---\nنص",
        f"{NAME}:2: “number” must be a whole number from 1, not “أول”",
    ),
    "truth": (
        "---\nexplicit: ربما\n---\nنص",
        f"{NAME}:2: “explicit” must be true or false, not “ربما”",
    ),
    "no pair": (
        "---\ntitle: ع\n  - أ\n---\nنص",
        (
            f"{NAME}:3: cannot read “  - أ”; begin each line with “key: value”, and put"
            " quotes around a value that begins with a sign"
        ),
    ),
    "list": (
        "---\ntitle: [أ]\n---\nنص",
        (
            f"{NAME}:2: cannot read “title: [أ]”; begin each line with “key: value”, and put"
            " quotes around a value that begins with a sign"
        ),
    ),
    "Arabic comma for a colon": (
        "---\ntitle، عنوان\n---\nنص",
        (
            f"{NAME}:2: cannot read “title، عنوان”; begin each line with “key: value”, and put"
            " quotes around a value that begins with a sign"
        ),
    ),
    "open front matter": (
        "---\ntitle: ع\n\nنص",
        f"{NAME}:1: the front matter that begins here never ends; close it with a line “---”",
    ),
    "TOML text": (
        "+++\nnumber = 1\ntitle = [1]\n+++\nنص",
        f"{NAME}:3: “title” must be text, in quotes where it is TOML",
    ),
    "open code": (
        "نص\n\n```\nشيفرة\n",
        f"{NAME}:3: the code block that begins here never ends; close it with a line “```”",
    ),
    "open comment": (
        "نص\n\n<!-- ملاحظة\n\nنص",
        f"{NAME}:3: the comment that begins here never ends; close it with “-->”",
    ),
    "open skip": (
        "نص\n\n<!--skip-->\n\nنص",
        f"{NAME}:3: “<!--skip-->” is never closed; put “<!--/skip-->” after what is not to be read",
    ),
    "stray end of skip": (
        "نص\n\n<!--/skip-->",
        f"{NAME}:3: “<!--/skip-->” closes nothing; put “<!--skip-->” before what is not to be read",
    ),
}


@pytest.mark.parametrize("case", ERRORS)
def test_error_says_what_where_and_the_way_out(case: str) -> None:
    """One sentence, its place first; the command would end with 2."""
    written, sentence = ERRORS[case]
    with pytest.raises(InputError) as caught:
        md(written)
    assert str(caught.value) == sentence
    assert caught.value.exit_code == 2


def test_broken_toml_front_matter_names_its_line() -> None:
    """The line is that of the file, not of the front matter."""
    with pytest.raises(InputError, match=r"^script/x.md:3: the front matter is not valid TOML: "):
        md('+++\ntitle = "ع"\nnumber = \n+++\nنص', "script/x.md")


def test_a_date_in_words_with_its_hour() -> None:
    """And a key in capitals, as some programs write it."""
    script = md("---\nDate: 1 أيار/مايو 2026 07:30\n---\nنص")
    assert script.date == dt.datetime(2026, 5, 1, 7, 30)


def test_bad_date_in_a_file_name() -> None:
    """It is the file that must be renamed."""
    with pytest.raises(InputError, match="“2025-13-01” is not a date") as caught:
        md("نص", "script/2025-13-01-x.md")
    assert caught.value.file == "script/2025-13-01-x.md"


def test_rule_at_the_top_is_no_front_matter() -> None:
    """--- over plain text, or over a blank line, is the rule it looks like."""
    assert texts(md("---\n\nنص\n\n---\n\nآخر")) == ["نص", "آخر"]
    assert texts(md("---\nنصٌّ هنا\n\nآخر")) == ["نصٌّ هنا", "آخر"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("title: ميسترال: صعود", "ميسترال: صعود"),
        ("title: 'قال: ''نعم'''", "قال: 'نعم'"),
        (r'title: "قال \"نعم\" # لا"', 'قال "نعم" # لا'),
        (r'title: "\u0645\u0642\u0627\u0644 \ud83d\ude00 \U0001F600 \x41"', "مقال 😀 😀 A"),
        (
            r'title: "سطر\r\nثان \\ \ud83d \UFFFFFFFF \u12 \x1b\u202e"',
            "سطر ثان \\ \ufffd \ufffd u12",
        ),
        ("title: C# لغة   # تعليق", "C# لغة"),
        ("# تعليق\n\ntitle:   ع", "ع"),
    ],
)
def test_front_matter_values(written: str, title: str) -> None:
    """Colons, quotes, comments and escapes as YAML has them, and none that would control a terminal."""
    assert md(f"---\n{written}\n---\nنص").title == title


def test_titles_turn_nothing_around() -> None:
    """Overrides, embeddings and isolates would go on in what an app shows next; marks of direction stay."""
    turned = "\u202eأ\u202c \u2067ب \u200eC++\u200f"
    for text in (
        f"---\ntitle: {turned}\n---\nنص",
        f"# {turned}\n\nنص",
        f"# ع\n\n## {turned}\n\nنص",
    ):
        script = md(text)
        assert "أ ب \u200eC++\u200f" in (script.title, *headings(script))
        assert not set("".join((script.title, *headings(script)))) & set("\u202e\u202c\u2067")


def test_blank_value_is_not_set() -> None:
    """Keys left open in a template count as not there."""
    script = md("---\ntitle:\nnumber:\ndate: ''\n---\nنص", "script/x.md")
    assert (script.title, script.number, script.date) == ("نص", None, None)


# --- people, soundbites, kinds of episode -----------------------------------------------------------

EXTRAS = """---
type: bonus
season: 2
season_name: "العام الثاني: عودة"
person: كريم منصور (guest) https://example.org/karim
person: ليلى
soundbite: 1:15 30 "أول الكلام"
soundbite: ١:٠٢:٠٣٫٥ ١٥
---
نص"""
TABLES = """+++
type = "bonus"
season = 2
season_name = "العام الثاني: عودة"
soundbite = ["1:15 30 أول الكلام", "3723.5 15s"]
[[person]]
name = "كريم منصور"
role = "guest"
href = "https://example.org/karim"
[[person]]
name = "ليلى"
+++
نص"""


@pytest.mark.parametrize("written", [EXTRAS, TABLES])
def test_extras_of_an_episode(written: str) -> None:
    """A line for each, or TOML; times as clocks or in seconds, in digits of either script."""
    script = md(written, "script/x.md")
    assert (script.kind, script.season_name) == ("bonus", "العام الثاني: عودة")
    assert script.person == (
        Person("كريم منصور", "guest", href="https://example.org/karim"),
        Person("ليلى"),
    )
    bites = [(one.start_ms, one.duration_ms, one.title) for one in script.soundbites]
    assert bites == [(75_000, 30_000, "أول الكلام"), (3_723_500, 15_000, "")]


def test_an_episode_without_extras() -> None:
    """It is a full one, and the show's people are its own."""
    script = md("نص", "script/x.md")
    assert (script.kind, script.person, script.soundbites, script.named) == ("full", (), (), False)
    assert md("---\nslug: a\n---\nنص", "script/x.md").named


@pytest.mark.parametrize(
    ("written", "start", "length", "title"),
    [
        ("0 1", 0, 1_000, ""),
        ("90 0:30", 90_000, 30_000, ""),
        ("100:00 10", 6_000_000, 10_000, ""),
        ("0:01.25 2,5", None, None, ""),
        ("1:15 30 «بين قوسين»", 75_000, 30_000, "بين قوسين"),
        ("1:15 30 ٣ أسباب", 75_000, 30_000, "٣ أسباب"),
        ("1:15", None, None, ""),
        ("1:75 30", None, None, ""),
        ("-1 30", None, None, ""),
        ("0:10 0", None, None, ""),
        ("الأول 30", None, None, ""),
    ],
)
def test_soundbites_as_they_are_written(
    written: str, start: int | None, length: int | None, title: str
) -> None:
    """Where it begins, how long it is, what it is called; an invalid time is reported with its line."""
    text = f"---\ntitle: ع\nsoundbite: {written}\n---\nنص"
    if start is None:
        with pytest.raises(InputError, match=r"^script/x.md:3: “.*” is not a part of an episode"):
            md(text, "script/x.md")
    else:
        (bite,) = md(text, "script/x.md").soundbites
        assert (bite.start_ms, bite.duration_ms, bite.title, bite.line) == (start, length, title, 3)


WRONG_EXTRAS = {
    "type: special": "“type” must be one of: full, trailer, bonus",
    "person: (guest)": "“person” must be a name, as in “person: سلمى الخطيب (guest)”",
    "person: https://a.example/": "“person” must be a name, as in “person: سلمى الخطيب (guest)”",
}


@pytest.mark.parametrize("written", WRONG_EXTRAS)
def test_wrong_extras_are_reported_with_their_line(written: str) -> None:
    """One sentence and the way out."""
    with pytest.raises(InputError) as caught:
        md(f"---\ntitle: ع\n{written}\n---\nنص", "script/x.md")
    assert str(caught.value) == f"script/x.md:3: {WRONG_EXTRAS[written]}"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[[person]]\nage = "3"', "“person” has no “age”; a person has: name, role, group, href"),
        ('[[person]]\nrole = "host"', "“person” must be a name"),
        ('[[person]]\nname = "س"\nrole = 3', "the “role” of “person” must be text in quotes"),
        ('[[soundbite]]\nstart = "0"\nend = "3"', "is not a part of an episode"),
    ],
)
def test_wrong_tables_are_reported_with_their_line(table: str, said: str) -> None:
    """The line is that of the table in the file."""
    with pytest.raises(InputError) as caught:
        md(f'+++\ntitle = "ع"\n{table}\n+++\nنص', "script/x.md")
    assert said in str(caught.value)
    assert caught.value.line == 3


# --- laws ------------------------------------------------------------------------------------------

WORD = st.text(
    st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئABcdz0123456789ًٌٍَُِّْ"), min_size=1, max_size=9
).filter(lambda word: word[0].isalpha() and not unicodedata.combining(word[0]))
LINE = st.lists(WORD, min_size=1, max_size=25).map(" ".join)
MARK = st.sampled_from(["", ".", "؟", "!", "،", ":", "…"])
PARAGRAPH = st.builds(lambda line, mark: line + mark, LINE, MARK)


# Unlike paragraphs: a title that a heading repeats is said once.
@given(
    st.lists(PARAGRAPH, min_size=1, max_size=12, unique=True),
    st.sampled_from(["\n", "\n\n", "\r\n\r\n"]),
)
def test_every_word_of_a_pasted_text_is_heard_once_and_in_order(parts: list[str], gap: str) -> None:
    """However titles and headings are guessed, nothing is lost, doubled or moved."""
    assert heard(txt(gap.join(parts))) == " ".join(parts).split()


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "# ", "## ", "### ", "> ", "- "]), PARAGRAPH),
        min_size=1,
        max_size=12,
        unique_by=lambda part: part[1],
    )
)
def test_every_word_of_a_markdown_text_is_heard_once(parts: list[tuple[str, str]]) -> None:
    """A title read with the text before it may come earlier; no word is lost or doubled."""
    text = "\n\n".join(sign + words for sign, words in parts) + "\n\nنهاية."
    written = [word for _, words in parts for word in words.split()] + ["نهاية."]
    assert sorted(heard(md(text))) == sorted(written)


NOTATION = st.sampled_from(
    [
        "# ",
        "## ",
        "- ",
        "1. ",
        "٢- ",
        "> ",
        "|أ|ب|\n|-|-|\n|1|2|\n",
        "```",
        "<!--",
        "-->",
        "<!--skip-->",
        "<!--/skip-->",
        "<!--pause 2s-->",
        "<div>",
        "</div>",
        "<br>",
        "\n",
        "\n\n",
        "    ",
        "[^1]",
        "**",
        "[^1]: ",
        "[أ](u)",
        "![أ](u)",
        "---\n",
        "+++\n",
        "title: أ\n",
        "title = 1\n",
        "&amp;",
        "\\",
        "\x00",
    ]
)


@given(
    st.lists(st.one_of(NOTATION, st.text(max_size=5), WORD)).map("".join),
    st.sampled_from(["md", "txt"]),
)
def test_any_text_is_a_script_or_an_input_error(text: str, suffix: str) -> None:
    """Whatever is thrown at it: sections counted from 1, headings and paragraphs folded and not empty."""
    try:
        script = parse(text, name=f"x.{suffix}")
    except InputError as error:
        script = None
        sentence = str(error)
    if script is None:
        assert sentence.startswith("x.")
        return
    assert script.title == " ".join(script.title.split()) != ""
    assert [one.number for one in script.sections] == list(range(1, len(script.sections) + 1))
    for section in script.sections:
        assert section.heading == " ".join(section.heading.split()) != ""
        assert section.line >= 1
        for one in section.blocks:
            for line in one.text.split("\n") if one.kind != "code" else ():
                assert line == " ".join(line.split())
            assert one.text != "" or not one.read_text
            assert one.line >= 1


@pytest.mark.parametrize("read", [md, txt])
def test_time_is_linear_in_length(read: type[Script]) -> None:
    """Four times the text takes about four times as long, not sixteen."""
    part = f"## عنوان\n\n{LONG}\n{LONG} <!-- س --> **غليظ**\n\n- بند\n\n"

    def once(times: int) -> float:
        begin = time.process_time()
        read(part * times)
        return time.process_time() - begin

    def seconds(times: int) -> float:
        return min(once(times) for _ in range(3))

    gc.disable()  # a collection looks at all that other tests have left, the more often the longer the text
    try:
        seconds(1)
        assert seconds(800) < 10 * max(seconds(200), 0.01)
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("line", "draft", "date"),
    [
        ("publishDate: 2026-12-05", False, dt.date(2026, 12, 5)),
        ("published_at: 2026-12-05 07:00", False, dt.datetime(2026, 12, 5, 7)),
        ("publish: 2026-12-05", False, dt.date(2026, 12, 5)),
        ("publish: true", False, dt.date(2026, 1, 1)),
        ("publish: false", True, dt.date(2026, 1, 1)),
        ("published: false", True, dt.date(2026, 1, 1)),
        ("Status: draft", True, dt.date(2026, 1, 1)),
        ("status: published", False, dt.date(2026, 1, 1)),
        ("isDraft: true", True, dt.date(2026, 1, 1)),
        ("dg-publish: false", True, dt.date(2026, 1, 1)),
        ("publish: off", True, dt.date(2026, 1, 1)),
        ("publishDate: 5 ديسمبر 2026", False, dt.date(2026, 12, 5)),
        ("publishDate: 2025-12-05", False, dt.date(2026, 1, 1)),
        (
            "publishDate: 2026-01-01T07:00+03:00",
            False,
            dt.datetime(2026, 1, 1, 7, tzinfo=dt.timezone(dt.timedelta(hours=3))),
        ),
        ("publishDate: 2026-12-05\npublish_date: 2026-11-05", False, dt.date(2026, 12, 5)),
        ("published: 2026-12-05", False, dt.date(2026, 12, 5)),
        ("pubDate: Dec 05 2026", False, dt.date(2026, 12, 5)),
        ("date-published: 2026-12-05", False, dt.date(2026, 12, 5)),
        ("embargoUntil: 2026-12-05", False, dt.date(2026, 12, 5)),
        ("hidden: true", True, dt.date(2026, 1, 1)),
        ("visibility: paid", True, dt.date(2026, 1, 1)),
        ("password: سر", True, dt.date(2026, 1, 1)),
    ],
)
def test_what_another_program_would_not_publish_yet_is_not_published(
    line: str, draft: bool, date: dt.date
) -> None:
    """Hugo, Jekyll, Obsidian, Pelican: a key of theirs that is passed over must not break an embargo."""
    for order in (["date: 2026-01-01", line], [line, "date: 2026-01-01"]):
        read = parse("\n".join(["---", *order, "---", "# ع", "", "نص."]), name="a.md")
        assert (read.draft, read.date) == (draft, date)


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("publishDate: غدا", "“غدا” is not a date"),  # and not passed over
        ("layout: post\nrelease_day: 2027-01-01", "unknown key “release_day”"),
        ("layout: post\ntitel: خبر", "did you mean “title”?"),
        ("reading-level: 3", "unknown key “reading-level”"),
        ("title: خبر\n\tdate: 2026-01-01", "cannot read “⇥date: 2026-01-01”"),
    ],
)
def test_what_may_matter_is_never_passed_over(lines: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(f"---\n{lines}\n---\n\nنص.", name="a.md")
    assert problem in str(caught.value)


def test_front_matter_as_other_programs_write_it() -> None:
    """Texts in several lines, lists, types of posts, pictures from the root of a site, keys of a theme."""
    matter = """title: >-
  حكاية
  القهوة
type: post
image: /images/coffee.jpg
person:
  - سلمى (guest)
  - "هاني"
params:
  reading-level: 3
reading-level: 3
"""
    read = parse(f"---\n{matter}---\n\nنص.", name="a.md")
    assert (read.title, read.kind, read.image) == ("حكاية القهوة", "full", "images/coffee.jpg")
    assert [person.name for person in read.person] == ["سلمى", "هاني"]
    assert read.foreign == ("type", "params", "reading-level")


STREAM = "عاد النهر إلى مجراه بعد شهر."
FLOOD = "غمر الماء القرية كلها في ليلة واحدة."


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        # A recipe: lines that end with a colon, each of them once.
        ("كعكة جدتي||المقادير :|- كوب سكر|- بيضتان||طريقة العمل:|اخلطها ثم اخبزها.", "المقادير|طريقة العمل"),
        # A question sent in and its answer, with hardly a blank line: only the colon tells.
        (
            "حكم البيع|رقم السؤال: 12|السؤال:|هل يجوز البيع بثمن أعلى إذا تأخر؟|أفيدونا|الجواب:|يجوز ذلك.",
            "حكم البيع|السؤال|الجواب",
        ),
        # Names that come again are speakers, and a saying is none.
        ("لقاء||المذيع:|كيف بدأت الحكاية كلها؟||الضيف:|بدأت في بيت جدي.||المذيع:|ثم ماذا؟", "لقاء"),
        (f"خبر||الوزير قائلًا:|{FLOOD}||النائب يقول:|{STREAM}", "خبر"),
        # Who wrote it, and when, open no chapter; a real first heading does.
        (f"ما بعده||ناصر الحموي||الأحد ٢٨ يناير ٢٠١٨||{FLOOD}", "ما بعده"),
        (f"ما بعده||حاورته : سارة نجم||{FLOOD}||وجه النهر||{STREAM}", "ما بعده|وجه النهر"),
        (f"ما بعده||الثلاثاء، 14 أكتوبر 2025 - 09:35 م||{FLOOD}||وجه النهر||{STREAM}", "ما بعده|وجه النهر"),
        (f"ما بعده||ليلة الماء||{FLOOD}||وجه النهر||{STREAM}", "ليلة الماء|وجه النهر"),
    ],
)  # fmt: skip
def test_headings_of_pasted_texts(lines: str, headings: str) -> None:
    script = parse(lines.replace("|", "\n"), name="x.txt")
    assert [part.heading for part in script.sections] == headings.split("|")
