"""One article out of every kind of source: the article and nothing but the article."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import plistlib
import random
import re
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import arabic_reshaper
import pages
import pypandoc
import pytest
from bidi.algorithm import get_display
from conftest import lacking
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.errors import InputError, PodcastError
from podcast.importing import Article, archives, article_from
from podcast.importing.pdf import is_garbled
from podcast.importing.pdf.glyphs import Glyph, with_marks
from podcast.importing.pdf.lines import line_of, rows

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
FOREIGN = (
    "الرئيسية",
    "فيسبوك",
    "الريحان",
    "سعاد",
    "الارتباط",
    "الحقوق",
    "الشاي",
    "أرشيف",
    "عدل",
    "كتاب البن",
    "وكالات",
)


@pytest.fixture
def font() -> None:
    """DejaVu Sans, or a skip; on CI it must be there."""
    if not Path(FONT).exists():
        lacking("fonts-dejavu-core")


def from_pandoc(kind: str) -> Callable[[], bytes]:
    """The article as a document that pandoc wrote."""

    def make() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / f"article.{kind}"
            html = f"<h1>{pages.TITLE}</h1>{pages.BODY}"
            pypandoc.convert_text(html, kind, "html", outputfile=str(target), extra_args=["-s"])
            return target.read_bytes()

    return make


SOURCES: dict[str, Callable[[], bytes]] = {
    "blog.html": lambda: pages.blog().encode(),
    "newspaper.html": pages.newspaper,
    "wiki.html": lambda: pages.wiki().encode(),
    "article.docx": from_pandoc("docx"),
    "article.odt": from_pandoc("odt"),
    "article.epub": from_pandoc("epub"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_the_article_and_nothing_but_the_article(name: str) -> None:
    """Title, paragraphs, heading, list and link are there in order; menus, share lines and notes are not."""
    article = article_from(SOURCES[name](), name)
    assert article.title == pages.TITLE
    body = article.body
    linked = pages.THIRD.replace("ميناء المخا", "[ميناء المخا](https://example.org/mocha)")
    expected = [
        pages.FIRST,
        pages.SECOND,
        f"## {pages.HEADING}",
        linked,
        *(f"{n}. {one}." for n, one in enumerate(pages.ITEMS, 1)),
    ]
    assert [line for line in body.splitlines() if line] == expected
    assert not [word for word in FOREIGN if word in body]


def test_what_a_page_tells_of_itself() -> None:
    article = article_from(
        pages.blog().encode(), "page.html", "https://blog.example/coffee/?utm_source=x"
    )
    assert (article.author, article.date) == ("ليلى حداد", dt.date(2026, 3, 14))
    assert article.picture == "https://blog.example/wp-content/coffee.jpg"
    assert any("تاريخ الشاي" in line for line in article.left_out)


ADDRESS = "https://blog.example/coffee/"


def mhtml(head: str) -> bytes:
    """As browsers save it; the head tells the browser."""
    return (
        f'{head}MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html";'
        f' boundary="B"\r\n\r\n--B\r\nContent-Location: {ADDRESS}\r\n'
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{pages.blog()}\r\n--B--\r\n"
    ).encode()


def webarchive() -> bytes:
    """As Safari saves it."""
    main = {
        "WebResourceData": pages.blog().encode(),
        "WebResourceURL": ADDRESS,
        "WebResourceTextEncodingName": "UTF-8",
    }
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


BLINK = f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("saved.mhtml", mhtml(BLINK)),
        ("saved", mhtml(BLINK)),
        ("saved.mht", mhtml("Subject: =?utf-8?Q?x?=\r\n")),
        ("saved.webarchive", webarchive()),
    ],
    ids=["blink", "nameless", "old", "safari"],
)
def test_a_saved_page_of_one_file_keeps_its_address(name: str, data: bytes) -> None:
    article = article_from(data, name)
    assert (article.title, article.source) == (pages.TITLE, ADDRESS)


def test_an_export_zipped_with_its_pictures_is_its_page() -> None:
    data = zipped(**{"images/image1.png": b"x", "Coffee.html": pages.blog().encode()})
    assert article_from(data, "coffee.zip").title == pages.TITLE


@pytest.mark.parametrize("kind", ["docx", "odt", "epub"])
def test_what_a_document_unpacks_to_is_bounded(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes themselves are counted, not what the archive states; pictures are never unpacked."""
    data = SOURCES[f"article.{kind}"]()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    size = sum(len(text) for name, text in members.items())
    large = zipped(**members, **{"media/picture.png": bytes(size)})
    assert article_from(large, f"large.{kind}").title == pages.TITLE
    monkeypatch.setattr(archives, "MOST_TEXT", size // 3)
    with pytest.raises(InputError, match="far too large"):
        article_from(large, f"large.{kind}")


def visual(text: str) -> str:
    """As many programs write Arabic into a PDF: shaped letters, in the order they are seen."""
    return str(get_display(arabic_reshaper.reshape(text)))


def pdf(
    lines: list[tuple[str, int]], width: int = 0, x: int = 10, writer: FPDF | None = None
) -> FPDF:
    """A PDF with one cell a line: (text, size)."""
    made = writer or FPDF()
    if writer is None:
        made.add_page()
        made.add_font("d", "", FONT)
    for text, size in lines:
        made.set_font("d", size=size)
        made.set_x(x)
        made.cell(width, size * 0.7, visual(text), align="R", new_x="LMARGIN", new_y="NEXT")
    return made


def wrapped(text: str, letters: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > letters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@pytest.mark.usefixtures("font")
def test_a_pdf_in_visual_order_is_read_in_reading_order() -> None:
    lines = [
        (pages.TITLE, 22),
        *((one, 11) for one in wrapped(f"{pages.FIRST} {pages.SECOND}", 70)),
    ]
    article = article_from(bytes(pdf(lines).output()), "visual.pdf")
    assert article.title == pages.TITLE
    assert article.body == f"{pages.FIRST} {pages.SECOND}\n"
    assert article.doubts


@pytest.mark.usefixtures("font")
def test_of_two_columns_the_right_one_is_read_first() -> None:
    right = [(one, 10) for one in wrapped(f"{pages.FIRST} {pages.SECOND}", 38)]
    left = [(one, 10) for one in wrapped(f"{pages.THIRD} {pages.FIRST}", 38)]
    made = pdf([(pages.TITLE, 20)])
    top = made.get_y()
    pdf(right, width=85, x=110, writer=made)
    made.set_y(top)
    pdf(left, width=85, x=10, writer=made)
    body = article_from(bytes(made.output()), "two.pdf").body
    assert (
        body.replace("\n\n", " ").strip()
        == f"{pages.FIRST} {pages.SECOND} {pages.THIRD} {pages.FIRST}"
    )


@pytest.mark.usefixtures("font")
def test_bullets_that_are_drawn_make_items() -> None:
    """As browsers print lists: each bullet a filled circle before its line."""
    made = pdf(
        [(pages.TITLE, 22), *((one, 11) for one in wrapped(f"{pages.FIRST} {pages.SECOND}", 70))]
    )
    for item in pages.ITEMS:
        made.ellipse(190, made.get_y() + 3, 1.6, 1.6, style="F")
        pdf([(item, 11)], width=176, writer=made)
    pdf([(one, 11) for one in wrapped(pages.THIRD, 70)], writer=made)
    body = article_from(bytes(made.output()), "list.pdf").body
    assert [line for line in body.splitlines() if line.startswith("- ")] == [
        f"- {item}" for item in pages.ITEMS
    ]


@pytest.mark.usefixtures("font")
def test_a_name_under_the_title_of_a_pdf_is_the_author() -> None:
    lines = [
        (pages.TITLE, 22),
        ("بقلم: ليلى حداد", 14),
        ("3 مارس 2024", 14),
        *((one, 11) for one in wrapped(f"{pages.FIRST} {pages.SECOND}", 70)),
    ]
    article = article_from(bytes(pdf(lines).output()), "signed.pdf")
    assert (article.author, article.date) == ("ليلى حداد", dt.date(2024, 3, 3))
    assert article.body == f"{pages.FIRST} {pages.SECOND}\n"


@pytest.mark.usefixtures("font")
def test_bullets_far_from_their_items_are_no_column_of_a_table() -> None:
    """As LibreOffice and Word print them."""
    made = pdf(
        [(pages.TITLE, 22), *((one, 11) for one in wrapped(f"{pages.FIRST} {pages.SECOND}", 70))]
    )
    for item in pages.ITEMS:
        top = made.get_y()
        pdf([("•", 11)], width=180, writer=made)
        made.set_y(top)
        pdf([(item, 11)], width=172, writer=made)
    body = article_from(bytes(made.output()), "bullets.pdf").body
    assert [line for line in body.splitlines() if line.startswith(("-", "|"))] == [
        f"- {item}" for item in pages.ITEMS
    ]


ROWS = (("السنة", "المحصول", "السعر"), ("1700", "20 ألف طن", "12"), ("1750", "35 ألف طن", "18"))


@pytest.mark.usefixtures("font")
def test_a_table_in_a_pdf_is_a_table() -> None:
    made = pdf(
        [(pages.TITLE, 22), *((one, 11) for one in wrapped(f"{pages.FIRST} {pages.SECOND}", 70))]
    )
    for row in ROWS:
        top = made.get_y()
        for place, cell in enumerate(row):
            made.set_y(top)
            pdf([(cell, 11)], width=40, x=150 - 50 * place, writer=made)
    pdf([(one, 11) for one in wrapped(pages.THIRD, 70)], writer=made)
    body = article_from(bytes(made.output()), "table.pdf").body
    lines = [f"| {' | '.join(row)} |" for row in (ROWS[0], ("---",) * 3, *ROWS[1:])]
    assert [line for line in body.splitlines() if line.startswith("|")] == lines


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


ROUND_PDF = b"""%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[2 0 R]/Count 1>>
endobj
trailer
<</Size 3/Root 1 0 R>>
%%EOF"""
"""Its list of pages names itself as the page."""


def picture_pdf() -> bytes:
    made = FPDF()
    made.add_page()
    made.rect(10, 10, 100, 100)
    return bytes(made.output())


@pytest.mark.parametrize(
    ("name", "data", "tells"),
    [
        ("shell.html", pages.SHELL.encode(), "browser"),
        ("empty.html", b"<html><body><p>x</p></body></html>", "no article"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 100, ".docx"),
        ("broken.docx", zipped(word__document=b"<w:document"), "damaged"),
        ("broken.pdf", b"%PDF-1.7 nothing", "damaged"),
        ("round.pdf", ROUND_PDF, "damaged"),
        ("scan.pdf", picture_pdf(), "OCR"),
        ("song.mp3", b"ID3" + b"\0" * 50, "is not a file that holds an article"),
        ("draft.pages", zipped(**{"Index/Document.iwa": b"x"}), "Pages"),
        ("articles.zip", zipped(**{"a.txt": b"x", "b.txt": b"x"}), "unpack it"),
        ("nothing", b" \n", "there is no text in it"),
        ("half.docx", zipped(word__document=b"<w:document")[:60], "damaged"),
        ("book.html", b"<html><body>" + b"<p>" * 2_700_000, "far too large"),
    ],
)
def test_what_is_not_an_article_is_refused_in_a_sentence(
    name: str, data: bytes, tells: str
) -> None:
    with pytest.raises(InputError, match=tells):
        article_from(data, name)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from(["a.html", "a.docx", "a.pdf", "a.epub", "a.rtf", "a"])
)
def test_junk_is_refused_and_never_breaks(data: bytes, name: str) -> None:
    """Whatever the bytes, there is an article or a sentence."""
    page = b"<html>" + data if name == "a.html" else data
    with contextlib.suppress(PodcastError):
        assert isinstance(article_from(page, name), Article)


def test_a_page_damaged_anywhere_is_still_a_page() -> None:
    """Cut and flipped at random, it gives an article in its own words, or says that it has none."""
    own = set(re.findall("[ء-ي]{3,}", pages.blog()))
    rng = random.Random(1)
    page, told = pages.blog().encode(), []
    for _ in range(12):
        cut = bytearray(page[: rng.randrange(400, len(page))])
        for _ in range(20):
            cut[rng.randrange(len(cut))] = rng.randrange(256)
        try:
            words = re.findall("[ء-ي]{3,}", article_from(bytes(cut), "page.html").body)
        except PodcastError as error:
            told.append(str(error))
        else:
            assert len(set(words) & own) > 0.8 * len(set(words)) > 0
    assert len(told) < 12
    assert all("page.html: no article was found" in sentence for sentence in told)


def marked(text: str, left: float, right: float, order: int, base: float = 100.0) -> Glyph:
    return Glyph(text, left, right, base - 2, base + 8, 10.0, False, base, order)


def test_marks_are_put_on_the_letters_they_are_drawn_over() -> None:
    """Whether the file has them before their letters or after them."""
    kaf, fatha, ta, damma = "ك", "\u064e", "ت", "\u064f"
    over_kaf, over_ta = marked(fatha, 22, 24, 1), marked(damma, 15, 17, 3)
    behind = [marked(kaf, 20, 26, 0), over_kaf, marked(ta, 13, 20, 2), over_ta]
    before = [over_ta, marked(ta, 13, 20, 2), over_kaf, marked(kaf, 20, 26, 0)]
    for file in (behind, before):
        page = with_marks(file)
        assert line_of(page).text == f"{kaf}{fatha}{ta}{damma}"


@pytest.mark.parametrize(("has_blanks", "text"), [(True, "دارنا هنا"), (False, "دا رنا هنا")])
def test_white_within_a_word_is_no_blank_where_the_line_has_blanks(
    has_blanks: bool, text: str
) -> None:
    """Some fonts leave as much white after letters that do not join as others do between words."""
    word = [marked(letter, 80 - 4 * n, 84 - 4 * n, n) for n, letter in enumerate("دا")]
    rest = [marked(letter, 69.8 - 4 * n, 73.8 - 4 * n, n + 2) for n, letter in enumerate("رنا")]
    last = [marked(letter, 54 - 4 * n, 58 - 4 * n, n + 6) for n, letter in enumerate("هنا")]
    more = [marked("ب", 30 - 4 * n, 34 - 4 * n, n + 10) for n in range(6)]
    blank = [marked(" ", 58, 62, 5)]
    line = line_of([*word, *rest, *last, *more], blank * 2 if has_blanks else [])
    assert line.text.startswith(text)


def test_letters_drawn_one_over_the_other_keep_their_order() -> None:
    """The meem of «لمح» stands over the ha in fonts of the Naskh; its middle lies to the left."""
    lam, meem, ha = marked("ل", 20, 24, 0), marked("م", 11.5, 19.5, 1), marked("ح", 12, 20, 2)
    assert line_of([lam, meem, ha]).text == "لمح"


def test_lines_are_told_apart_by_where_they_stand() -> None:
    """Tall letters of two lines overlap; a mark of a note stands a little over its line."""
    first = [marked(letter, 20 - n, 21 - n, n) for n, letter in enumerate("من")]
    second = [marked(letter, 20 - n, 21 - n, 5 + n, base=88.0) for n, letter in enumerate("عن")]
    assert [
        line_of(row).text for row in rows([*second, *first, marked("1", 17, 18, 9, 103.0)])
    ] == ["من1", "عن"]


@pytest.mark.parametrize("word", ["الحykم", "ARr¢lJA", "اٯࢱֻ֞Ս", "Tqyqﺍ§ry±"])
def test_a_font_that_hides_its_letters_is_refused(word: str) -> None:
    assert is_garbled(f"{word} " * 20 + "كلام " * 60)
    assert not is_garbled("قال McDonald إن iPhone وChatGPT وصلا إلى COVID-19 في القاهرة. " * 5)


def test_a_font_that_draws_arabic_from_the_places_of_latin_is_refused() -> None:
    """As the fonts of TeX's `arabi` do."""
    assert is_garbled("TyrblA TlA ynAtslA rhn bAtk wh AmlA " * 9)
    assert not is_garbled("The API of iOS and macOS was opened by OpenAI in San Francisco. " * 9)


def set_apart(text: str) -> list[Glyph]:
    """A line's letters at the places where a program sets them, each five points wide."""
    shown = get_display(text, base_dir="R")
    return [
        marked(letter, 5.0 * n, 5.0 * n + 5, n) for n, letter in enumerate(shown) if letter != " "
    ]


@pytest.mark.parametrize(
    "text",
    [
        "الصفحات 12-15 من الكتاب",
        "السنة 2022 والإنتاج 2.8 مليون",
        "2022 2.8 1.5",
        "قال إن COVID-19 انتشر",
        "بلغ 1,250 طنا",
        "كتاب Clean Code 2008 مفيد",
    ],
)
def test_numbers_stand_in_reading_order(text: str) -> None:
    assert line_of(set_apart(text)).text == text


SHEET = ".big {font-size: 24pt} .mid {font-size: 18pt} .text {font-size: 14pt}"


def test_headings_of_an_epub_that_only_its_style_sheet_tells() -> None:
    """As LibreOffice writes them."""
    lines = (
        ("big", pages.TITLE),
        ("text", pages.FIRST),
        ("mid", pages.HEADING),
        ("text", pages.THIRD),
    )
    text = "".join(f'<p class="x"><span class="{name}">{line}</span></p>' for name, line in lines)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    root = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
        'full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{text}</body></html>'
    members = {"META-INF/container.xml": root, "c.opf": package, "a.xhtml": page, "s.css": SHEET}
    book = zipped(**{name: data.encode() for name, data in members.items()})
    article = article_from(book, "book.epub")
    assert article.title == pages.TITLE
    assert article.body.split("\n\n") == [pages.FIRST, f"## {pages.HEADING}", f"{pages.THIRD}\n"]


BOOK = f"""---
title: كتاب القهوة
author: ليلى حداد
date: 2024-03-02
---

# مقدمة

{pages.FIRST}[^1]

[^1]: حاشية لا تقال.

# الميناء

{pages.THIRD}

| السنة | الثمن |
|---|---|
| 1700 | 12 |
"""


@pytest.mark.parametrize("kind", ["docx", "odt", "epub", "rtf"])
def test_a_document_of_parts_keeps_its_own_title(kind: str, tmp_path: Path) -> None:
    """Parts become sections; notes go; author and day may stand under the title."""
    target = tmp_path / f"book.{kind}"
    pypandoc.convert_text(BOOK, kind, "markdown", outputfile=str(target), extra_args=["-s"])
    article = article_from(target.read_bytes(), target.name)
    assert (article.title, article.author) == ("كتاب القهوة", "ليلى حداد")
    lines = [line.replace("**", "") for line in article.body.splitlines() if line]
    table = ["| السنة | الثمن |", "| --- | --- |", "| 1700 | 12 |"]
    assert lines == ["## مقدمة", pages.FIRST, "## الميناء", pages.THIRD, *table]
