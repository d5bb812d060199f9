"""What word processors and converters make of an article: text boxes, subtitles, notes, cells, margins."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pages
import pytest

from podcast.errors import InputError
from podcast.importing import Article, article_from, diagrams

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


STYLED = RELATIONS.replace('/officeDocument" ', '/styles" ').replace("word/document", "styles")


def paragraph(text: str, inside: str = "", style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{inside}<w:r><w:t>{text}</w:t></w:r></w:p>"


def box(text: str) -> str:
    """As Word anchors a text box to a paragraph."""
    return f"<w:r><w:pict><w:txbxContent>{paragraph(text)}</w:txbxContent></w:pict></w:r>"


def docx(body: str, **parts: str) -> Article:
    """The article of a document with `body`, and with `parts` as further files (`__` is a slash)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        for name, part in parts.items():
            archive.writestr(f"{name.replace('__', '/')}.xml", part)
        if parts:
            archive.writestr("word/_rels/document.xml.rels", STYLED)
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


@pytest.mark.parametrize(
    ("marks", "body"),
    [
        (("• ", "•\u00a0", "▪"), "- {}\n- {}\n- {}"),
        (("1- ", "2- ", "3- "), "1. {}\n2. {}\n3. {}"),
        (("١) ", "٢) ", "٣) "), "1. {}\n2. {}\n3. {}"),
        (("1- ", "3- ", "7- "), "1- {}\n\n3- {}\n\n7- {}"),  # not one after the other
        (("- ", "- ", "- "), "- {}\n\n- {}\n\n- {}"),  # speech
    ],
)
def test_typed_bullets_and_numbers_are_items(marks: tuple[str, ...], body: str) -> None:
    lines = [f"{mark}{item}" for mark, item in zip(marks, pages.ITEMS, strict=True)]
    found = docx("".join(map(paragraph, (pages.TITLE, pages.FIRST, *lines, pages.SECOND)))).body
    assert found == f"{pages.FIRST}\n\n{body.format(*pages.ITEMS)}\n\n{pages.SECOND}\n"


OUTLINE = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'


@pytest.mark.parametrize("is_styled", [True, False])
def test_an_outline_level_makes_a_heading(is_styled: bool) -> None:
    """Of a style with a name of the writer's own, or of the paragraph itself."""
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="af"><w:name w:val="عنوان خاص"/>'
        f"{OUTLINE}</w:style></w:styles>"
    )
    head = paragraph(pages.HEADING, style="af")
    if not is_styled:
        head = head.replace('<w:pStyle w:val="af"/>', '<w:outlineLvl w:val="0"/>')
    lines = paragraph(pages.TITLE) + paragraph(pages.FIRST) + head + paragraph(pages.THIRD)
    assert f"## {pages.HEADING}\n" in docx(lines, styles=styles, word__styles=styles).body


@pytest.mark.parametrize(
    ("said", "author"),
    [("سليم البدري", "سليم البدري"), ("Microsoft Office User", ""), ("مستخدم", ""), ("المحرر", "")],
)
def test_the_author_in_the_properties_is_one_with_an_arabic_name(said: str, author: str) -> None:
    core = (
        '<c:coreProperties xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{said}</dc:creator></c:coreProperties>"
    )
    text = paragraph(pages.TITLE) + paragraph(pages.FIRST) + paragraph(pages.SECOND)
    assert docx(text, docProps__core=core).author == author


def book(*bodies: str) -> Article:
    """The article of a book whose pages have these bodies."""
    page = "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'>{}</html>"
    items = [(f"p{n}", body) for n, body in enumerate(bodies)]
    opf = (
        "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata "
        f"xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>{pages.TITLE}</dc:title></metadata><manifest>"
        + "".join(
            f"<item id='{n}' href='{n}.xhtml' media-type='application/xhtml+xml'/>"
            for n, _ in items
        )
        + "</manifest><spine>"
        + "".join(f"<itemref idref='{n}'/>" for n, _ in items)
        + "</spine></package>"
    )
    container = (
        "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container' version='1.0'><rootfiles>"
        "<rootfile full-path='a.opf' media-type='application/oebps-package+xml'/></rootfiles></container>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("a.opf", opf)
        for name, body in items:
            archive.writestr(f"{name}.xhtml", page.format(body))
    return article_from(out.getvalue(), "a.epub")


def test_the_title_page_of_a_book_is_read_and_its_title_is_not_repeated() -> None:
    """As pandoc writes books."""
    title = (
        f'<body epub:type="frontmatter"><section epub:type="titlepage"><h1>{pages.TITLE}</h1>'
        "<p>من جبال اليمن إلى المقاهي</p><p>بقلم: ليلى حداد</p><p>3 مارس 2024</p></section></body>"
    )
    text = f"<body><h1>{pages.TITLE}</h1><p>{pages.FIRST}</p><p>{pages.SECOND}</p></body>"
    found = book(title, text)
    assert (found.title, found.author, found.date) == (
        pages.TITLE,
        "ليلى حداد",
        dt.date(2024, 3, 3),
    )
    lead = "من جبال اليمن إلى المقاهي"
    assert found.body == f"{lead}\n\n{pages.FIRST}\n\n{pages.SECOND}\n"


@pytest.mark.parametrize(
    "imprint",
    [
        "<p>منشورات البن</p><p>جميع الحقوق محفوظة © 2024</p>",
        "<p>دار البن، بيروت</p><p>الترقيم الدولي: 978-1-234-56789-0</p>",
        "<section epub:type='cover'><p>دار البن</p></section>",
    ],
)
def test_the_imprint_of_a_book_is_left_out(imprint: str) -> None:
    text = f"<body><h1>{pages.TITLE}</h1><p>{pages.FIRST}</p><p>{pages.SECOND}</p></body>"
    found = book(f"<body>{imprint}</body>", text)
    assert (found.title, found.body) == (pages.TITLE, f"{pages.FIRST}\n\n{pages.SECOND}\n")


def test_headings_of_rtf_are_no_items_of_their_numbering() -> None:
    """As LibreOffice writes them; the bold of Arabic letters has a word of its own."""

    def coded(text: str) -> str:
        return "".join(f"\\u{ord(sign)}?" if sign > "~" else sign for sign in text)

    head = "\\pard\\plain\\s1\\ab\\ilvl0\\outlinelevel0\\b{{\\listtext\\pard\\plain 1.\\tab}}\\ls1 {}\\par "
    lines = (pages.TITLE, pages.FIRST, head.format(coded(pages.HEADING)), pages.THIRD)
    text = "".join(
        line if line.startswith("\\") else f"\\pard {coded(line)}\\par " for line in lines
    )
    found = article_from(b"{\\rtf1\\ansi " + text.encode() + b"}", "a.rtf")
    assert f"## {pages.HEADING}\n" in found.body


def test_a_table_in_a_table_without_end_is_refused_in_a_sentence() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 150 + paragraph(pages.FIRST) + "</w:tc></w:tr></w:tbl>" * 150
    with pytest.raises(InputError, match="nested too deeply"):
        docx(deep)


@pytest.mark.parametrize(
    ("head", "font"),
    [
        (r"\ansi\ansicpg1256\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}}", r"\f0 "),
        (r"\ansi{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset178 Arial;}}", r"\f1 "),
    ],
)
def test_old_encodings_of_rtf_are_read(head: str, font: str) -> None:
    """As WordPad writes Arabic; small French letters stand where they do in the Latin one."""
    text = f"{pages.FIRST} {pages.THIRD} Le café, ça va?"
    written = "".join(
        char if char < "\x80" else f"\\'{char.encode('cp1256')[0]:02x}" for char in text
    )
    read = article_from(f"{{\\rtf1{head}\\pard{font}{written}\\par}}".encode(), "a.rtf")
    assert read.body == f"{text}\n"


@pytest.mark.parametrize(
    ("line", "author", "body"),
    [
        ("ياسر الدوسري", "ياسر الدوسري", ""),
        ("حول أسعار البن", "", "حول أسعار البن\n\n"),
        ("دراسة ميدانية", "", "دراسة ميدانية\n\n"),
    ],
)
def test_a_subtitle_over_the_day_is_no_name(line: str, author: str, body: str) -> None:
    read = docx("".join(map(paragraph, (pages.TITLE, line, "2 أيار 2024", pages.FIRST))))
    assert (read.author, read.body) == (author, f"{body}{pages.FIRST}\n")


def test_a_byline_in_bold_is_no_heading() -> None:
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p>"
    head = paragraph(pages.TITLE) + bold.format("كتب - ياسر الدوسري:") + bold.format("2 أيار 2024")
    read = docx(head + paragraph(pages.FIRST) + paragraph(pages.SECOND))
    assert (read.author, read.date) == ("ياسر الدوسري", dt.date(2024, 5, 2))
    assert read.body == f"{pages.FIRST}\n\n{pages.SECOND}\n"


def table(*rows: tuple[str, ...]) -> str:
    """A table whose cells hold paragraphs."""
    return (
        "<w:tbl><w:tblPr/><w:tblGrid/>"
        + "".join(
            "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) + "</w:tr>"
            for row in rows
        )
        + "</w:tbl>"
    )


TEXT = "".join(map(paragraph, (pages.FIRST, pages.SECOND, pages.THIRD)))
READ = f"{pages.FIRST}\n\n{pages.SECOND}\n\n{pages.THIRD}\n"


@pytest.mark.parametrize(
    "placed", [table((TEXT,)), table((paragraph(""), TEXT)), table((table((TEXT,)),))]
)
def test_a_table_that_only_places_text_is_none(placed: str) -> None:
    """As what is pasted from a web page stands in, or beside a picture."""
    assert docx(paragraph(pages.TITLE) + placed).body == READ


def test_a_table_of_figures_stays() -> None:
    rows = table(*((paragraph(one), paragraph("12")) for one in pages.ITEMS))
    assert docx(paragraph(pages.TITLE) + paragraph(pages.FIRST) + rows).body.count("|") > 9


TITLED = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>'
    "</w:styles>"
)
BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
BIG = '<w:p><w:r><w:rPr><w:szCs w:val="{}"/></w:rPr><w:t>{}</w:t></w:r></w:p>'


@pytest.mark.parametrize("title", [paragraph(pages.TITLE, style="a3"), BIG.format(56, pages.TITLE)])
def test_a_title_page_gives_its_title_author_and_day(title: str) -> None:
    cover = paragraph("جامعة الشرق") + paragraph("كلية الآداب – قسم التاريخ") + title
    cover += paragraph("إعداد: ليلى حداد") + paragraph("إشراف: د. سامي البدري")
    read = docx(cover + paragraph("2 أيار 2024") + BREAK + TEXT, styles=TITLED, word__styles=TITLED)
    assert (read.title, read.author, read.date) == (pages.TITLE, "ليلى حداد", dt.date(2024, 5, 2))
    assert read.body == READ


def test_a_line_over_the_title_does_not_take_its_place() -> None:
    head = paragraph("تقرير خاص") + paragraph(pages.TITLE, style="a3")
    read = docx(head + TEXT, styles=TITLED, word__styles=TITLED)
    assert (read.title, read.body) == (pages.TITLE, f"تقرير خاص\n\n{READ}")


@pytest.mark.parametrize(
    ("last", "author", "kept"),
    [
        (("سامي الحمد", "كاتب وصحفي من الأردن"), "سامي الحمد", False),
        (("بقلم: سامي الحمد", "sami@example.com"), "سامي الحمد", False),
        (("والله الموفق",), "", True),
        (("سامي الحمد يشرب القهوة كل صباح في مقهى قديم.",), "", True),
    ],
)
def test_a_signature_under_the_text_names_the_author(
    last: tuple[str, ...], author: str, kept: bool
) -> None:
    read = docx(paragraph(pages.TITLE) + TEXT + "".join(map(paragraph, last)))
    assert read.author == author
    assert read.body == (READ + "".join(f"\n{line}\n" for line in last) if kept else READ)


def test_the_numbers_of_an_official_letter_are_left_out() -> None:
    lines = (pages.TITLE, "الرقم: ص/417", "التاريخ: 2 أيار 2024")
    read = docx("".join(map(paragraph, lines)) + TEXT)
    assert (read.date, read.body) == (dt.date(2024, 5, 2), READ)


def test_a_diagram_is_a_list() -> None:
    """As Word draws lists of its SmartArt, whose words stand in a file of their own."""
    diagram = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    drawn = "http://schemas.openxmlformats.org/drawingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    points = "".join(
        f"<d:pt><d:t><a:p><a:r><a:t>{item}</a:t></a:r></a:p></d:t></d:pt>" for item in pages.ITEMS
    )
    body = f'<w:p><w:r><d:relIds xmlns:d="{diagram}" xmlns:r="{office}" r:dm="d1"/></w:r></w:p>'
    members = diagrams.in_text(
        {
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode(),
            "word/_rels/document.xml.rels": b'<R><Relationship Id="d1" Target="diagrams/data1.xml"/></R>',
            "word/diagrams/data1.xml": f'<d:m xmlns:d="{diagram}" xmlns:a="{drawn}">{points}</d:m>'.encode(),
        }
    )
    read = re.findall(r"<w:t>(.*?)</w:t>", members["word/document.xml"].decode())
    assert read == [f"• {item}" for item in pages.ITEMS]


SIZED = '<w:p><w:r><w:rPr><w:szCs w:val="{}"/></w:rPr><w:t>{}</w:t></w:r></w:p>'
PLAIN = f"<w:styles {W}/>"


def test_headings_are_told_by_larger_letters_where_there_are_no_styles() -> None:
    lines = [(44, pages.TITLE), (28, pages.FIRST), (36, pages.HEADING), (28, pages.SECOND)]
    lines += [(36, "بعد الميناء"), (28, pages.THIRD)]
    read = docx("".join(SIZED.format(*one) for one in lines), word__styles=PLAIN, styles=PLAIN)
    assert read.title == pages.TITLE
    assert read.body == (
        f"{pages.FIRST}\n\n## {pages.HEADING}\n\n{pages.SECOND}\n\n## بعد الميناء\n\n{pages.THIRD}\n"
    )


def test_a_text_in_several_sizes_has_no_headings_by_them() -> None:
    lines = [(44 - 4 * n, f"{n} من جبال اليمن") for n in range(4)] + [(20, pages.FIRST)]
    read = docx("".join(SIZED.format(*one) for one in lines), word__styles=PLAIN, styles=PLAIN)
    assert "#" not in read.body


def test_a_basmala_over_the_title_stands_behind_it() -> None:
    read = docx(paragraph("بسم الله الرحمن الرحيم") + paragraph(pages.TITLE) + TEXT)
    assert (read.title, read.body) == (pages.TITLE, f"بسم الله الرحمن الرحيم\n\n{READ}")


@pytest.mark.parametrize(
    "line", ["ليلى حداد | 2 أيار 2024", "ليلى حداد – 2/5/2024", "ليلى حداد، 2 أيار 2024"]
)
def test_a_name_beside_the_day_is_the_authors(line: str) -> None:
    read = docx(paragraph(pages.TITLE) + paragraph(line) + TEXT)
    assert (read.author, read.date, read.body) == ("ليلى حداد", dt.date(2024, 5, 2), READ)


def test_the_agency_under_a_report_is_left_out() -> None:
    assert docx(paragraph(pages.TITLE) + TEXT + paragraph("(رويترز - الشرق)")).body == READ


def test_marks_of_notes_split_between_runs_go() -> None:
    """Word parts a word where it was written at several times, and sets each part's direction."""
    run = "<w:r><w:rPr><w:rtl/></w:rPr><w:t>{}</w:t></w:r>"
    parts = "".join(map(run.format, ("خرجت القه", "وة من جبال اليمن [", "1", "].")))
    assert (
        "خرجت القهوة من جبال اليمن ."
        in docx(paragraph(pages.TITLE) + f"<w:p>{parts}</w:p>" + TEXT).body
    )


def test_a_document_with_a_password_is_called_so() -> None:
    data = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(InputError, match="protected by a password"):
        article_from(data, "a.docx")


def test_a_table_of_one_row_under_the_title_has_the_author_and_the_day() -> None:
    head = table((paragraph("بقلم: ليلى حداد"), paragraph("الخميس 2-5-2024")))
    read = docx(paragraph(pages.TITLE) + head + TEXT)
    assert (read.author, read.date, read.body) == ("ليلى حداد", dt.date(2024, 5, 2), READ)


def test_what_stands_over_the_heading_of_a_press_release_is_none_of_it() -> None:
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p>"
    head = paragraph("بيان صحفي") + bold.format("للنشر الفوري") + paragraph("2 أيار 2024")
    styles = TITLED.replace("Title", "heading 1")
    read = docx(
        head + paragraph(pages.TITLE, style="a3") + TEXT, styles=styles, word__styles=styles
    )
    assert (read.title, read.date, read.body) == (pages.TITLE, dt.date(2024, 5, 2), READ)


def test_the_star_of_a_note_is_no_part_of_a_name() -> None:
    read = docx("".join(map(paragraph, (pages.TITLE, "ليلى حداد*", "2 أيار 2024"))) + TEXT)
    assert (read.author, read.body) == ("ليلى حداد", READ)


def test_a_heading_in_several_bold_runs_is_one() -> None:
    runs = "".join(
        f"<w:r><w:rPr><w:b/><w:bCs/><w:rtl/></w:rPr><w:t>{part}</w:t></w:r>"
        for part in ("المي", "ناء")
    )
    read = docx(paragraph(pages.TITLE) + paragraph(pages.FIRST) + f"<w:p>{runs}</w:p>" + TEXT)
    assert "\n\n## الميناء\n\n" in read.body


def test_the_author_stands_under_a_title_behind_the_basmala() -> None:
    head = ("بسم الله الرحمن الرحيم", pages.TITLE, "ليلى حداد | 2 أيار 2024")
    read = docx("".join(map(paragraph, head)) + TEXT)
    assert (read.title, read.author) == (pages.TITLE, "ليلى حداد")
    assert read.body == f"بسم الله الرحمن الرحيم\n\n{READ}"


OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODF = (
    f'xmlns:o="{OASIS}:office:1.0" xmlns:s="{OASIS}:style:1.0" xmlns:t="{OASIS}:text:1.0"'
    f' xmlns:f="{OASIS}:xsl-fo-compatible:1.0"'
)


def odt(lines: tuple[tuple[str, str], ...], automatic: str, common: str = "") -> Article:
    """The article of a text with paragraphs in styles, by name, of these definitions."""
    text = "".join(f'<t:p t:style-name="{style}">{said}</t:p>' for said, style in lines)
    content = (
        f"<o:document-content {ODF}><o:automatic-styles>{automatic}</o:automatic-styles>"
        f"<o:body><o:text>{text}</o:text></o:body></o:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        styles = f"<o:document-styles {ODF}><o:styles>{common}</o:styles></o:document-styles>"
        archive.writestr("styles.xml", styles)
    return article_from(out.getvalue(), "a.odt")


def odt_style(name: str, properties: str) -> str:
    return f'<s:style s:name="{name}" s:family="paragraph">{properties}</s:style>'


def test_a_bold_paragraph_of_an_open_document_is_a_heading() -> None:
    """LibreOffice tells the weight of letters in the paragraph's style, which readers pass over."""
    texts = (pages.TITLE, pages.FIRST, pages.HEADING, pages.SECOND, pages.THIRD)
    lines = tuple((text, "P1" if text == pages.HEADING else "") for text in texts)
    read = odt(lines, odt_style("P1", '<s:text-properties f:font-weight="bold"/>'))
    assert (read.title, read.body) == (
        pages.TITLE,
        f"{pages.FIRST}\n\n## {pages.HEADING}\n\n{pages.SECOND}\n\n{pages.THIRD}\n",
    )


@pytest.mark.parametrize("is_own", [True, False])
def test_the_title_page_of_an_open_document_gives_its_title_author_and_day(is_own: bool) -> None:
    """The title is in the largest letters; its style may be made from a named one."""
    large = '<s:style s:name="P1" s:family="paragraph" s:parent-style-name="Large"/>'
    page = odt_style("P2", '<s:paragraph-properties f:break-before="page"/>')
    common = odt_style("Large", '<s:text-properties s:font-size-complex="24pt"/>')
    lines = (
        ("دار البن للنشر", ""),
        (pages.TITLE, "P1"),
        ("ليلى حداد", ""),
        ("3 مارس 2024", ""),
        (pages.FIRST, "P2" if is_own else ""),
        (pages.SECOND, ""),
    )
    usual = '<s:text-properties f:font-size="12pt"/>'
    read = odt(lines, large + page + odt_style("", usual), common)
    assert (read.title == pages.TITLE) is is_own
    assert ("دار البن" in read.title) is not is_own
    if is_own:
        assert (read.author, read.date) == ("ليلى حداد", dt.date(2024, 3, 3))
        assert read.body == f"{pages.FIRST}\n\n{pages.SECOND}\n"


@pytest.mark.parametrize(
    ("title", "heading", "caption"),
    [
        ("العنوان", "عنوان 1", "تسمية توضيحية"),
        ("العنوان", "عنوان جانبي", "تسمية توضيحية"),
        ("Title", "Titre 1", "caption"),
    ],
)
def test_styles_are_known_by_their_names_in_other_languages(
    title: str, heading: str, caption: str
) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="{name}"/></w:style>'
        for n, name in enumerate((title, heading, caption))
    )
    text = (
        paragraph(pages.TITLE, style="s0")
        + paragraph(pages.FIRST)
        + paragraph(pages.HEADING, style="s1")
        + paragraph("حبوب البن في السوق", style="s2")
        + paragraph(pages.THIRD)
    )
    found = docx(text, word__styles=f"<w:styles {W}>{styles}</w:styles>")
    assert found.title == pages.TITLE
    assert found.body == f"{pages.FIRST}\n\n## {pages.HEADING}\n\n{pages.THIRD}\n"
