"""What word processors and converters make of an article: text boxes, subtitles, notes, cells, margins."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pages
import pytest

from podcast.importing import Article, article_from

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def paragraph(text: str, inside: str = "", style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{inside}<w:r><w:t>{text}</w:t></w:r></w:p>"


def box(text: str) -> str:
    """As Word anchors a text box to a paragraph."""
    return f"<w:r><w:pict><w:txbxContent>{paragraph(text)}</w:txbxContent></w:pict></w:r>"


def docx(body: str) -> Article:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
    return article_from(out.getvalue(), "a.docx")


@pytest.mark.parametrize(
    ("boxed", "body"),
    [
        ("سطر مقتطف من النص", f"{pages.FIRST}\n\n{pages.SECOND}\n"),
        (
            f"{pages.THIRD} " * 3,
            f"{pages.FIRST}\n\n{(pages.THIRD + ' ') * 3}".strip() + f"\n\n{pages.SECOND}\n",
        ),
    ],
    ids=["short", "long"],
)
def test_a_text_box_costs_its_paragraph_nothing(boxed: str, body: str) -> None:
    text = paragraph(pages.TITLE) + paragraph(pages.FIRST, box(boxed)) + paragraph(pages.SECOND)
    assert docx(text).body == body


def test_a_title_in_a_text_box_is_the_title() -> None:
    text = f"<w:p>{box(pages.TITLE)}</w:p>" + paragraph(pages.FIRST) + paragraph(pages.SECOND)
    assert docx(text).title == pages.TITLE


def test_a_subtitle_over_the_byline_stays() -> None:
    lines = (pages.TITLE, "من جبال اليمن إلى مقاهي القاهرة", "بقلم: ليلى حداد", "3 مارس 2024")
    found = docx("".join(map(paragraph, (*lines, pages.FIRST, pages.SECOND))))
    assert (found.title, found.author, found.date) == (lines[0], "ليلى حداد", dt.date(2024, 3, 3))
    assert found.body.split("\n\n")[0] == lines[1]


def test_a_title_in_the_style_of_titles_is_not_the_byline_under_it() -> None:
    lines = ("بقلم: ليلى حداد", "3 مارس 2024", pages.FIRST, pages.SECOND)
    found = docx(paragraph(pages.TITLE, style="Title") + "".join(map(paragraph, lines)))
    assert (found.title, found.author) == (pages.TITLE, "ليلى حداد")
    assert found.body == f"{pages.FIRST}\n\n{pages.SECOND}\n"


def test_minutes_in_a_cell_are_no_reading_time() -> None:
    row = (
        "<w:tr>"
        + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("الشمال", "41 دقيقة"))
        + "</w:tr>"
    )
    body = docx(paragraph(pages.TITLE) + paragraph(pages.FIRST) + f"<w:tbl>{row * 2}</w:tbl>").body
    assert "41 دقيقة" in body


def test_numbered_notes_at_the_end_go_with_their_marks() -> None:
    """As converters of e-books write them."""
    page = (
        f"<html><head><meta name=generator content='LibreOffice'></head><body><h1>{pages.TITLE}</h1>"
        f"<p>{pages.FIRST}<sup><a href='#n1'>1</a></sup></p><p>{pages.SECOND}<a href='#n2'>[2]</a></p>"
        "<div title=footer><p>صفحة 4</p></div>"
        "<p>[1] كتاب البن، ص 12. <a href='#b1'>↩︎</a></p><p>[2] مقابلة مع المؤلف.</p></body></html>"
    )
    assert article_from(page.encode(), "a.html").body == f"{pages.FIRST}\n\n{pages.SECOND}\n"


@pytest.mark.parametrize("sign", ["?", "\\'d3", " ?", "_"])
def test_a_letter_of_rtf_and_its_sign_for_older_readers_leave_what_follows(sign: str) -> None:
    """Spaces, full stops and figures after it: nothing but the sign is left out."""
    text = f"{pages.FIRST} وصل 3 رجال، ثم 4. {pages.THIRD}"
    written = "".join(char if char < "\x80" else f"\\u{ord(char)}{sign}" for char in text)
    read = article_from(f"{{\\rtf1\\ansi {{\\pard {written}\\par}}}}".encode(), "a.rtf")
    assert " ".join(f"{read.title} {read.body}".split()).endswith(text)
