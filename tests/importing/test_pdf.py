"""What programs make of Arabic in a PDF: letters without names, raised, stretched; notes, columns, tables."""

from __future__ import annotations

import pytest

from podcast.errors import InputError
from podcast.importing import pdf as importer
from podcast.importing.pdf import grouping, lines, notes, overdrawn, reader, repairs, unnamed
from podcast.importing.pdf.gaps import Gaps
from podcast.importing.pdf.glyphs import Glyph, PdfPage, ligatures, with_marks
from podcast.importing.pdf.layout import blocks
from podcast.importing.pdf.lines import TextLine, line_of
from podcast.structs import replace

SIZE = 10.0


def glyph(text: str, left: float, width: float = 5.0, base: float = 100.0, **more: object) -> Glyph:
    """A letter of ten points whose ink reaches from its line to seven points above it."""
    made = Glyph(
        text, left, left + width, base - 2, base + 8, SIZE, False, base, 0, left, (base, base + 7)
    )
    return replace(made, **more)  # type: ignore[arg-type]


def word(text: str, right: float, base: float = 100.0, size: float = SIZE) -> list[Glyph]:
    """The letters of a word from `right` to the left, half as wide as they are large."""
    step = size / 2
    return [
        replace(glyph(letter, right - step * (place + 1), step, base), size=size)
        for place, letter in enumerate(text)
        if letter != " "
    ]


def numbered(glyphs: list[Glyph]) -> list[Glyph]:
    """Glyphs in the order of a file."""
    return [replace(one, order=place) for place, one in enumerate(glyphs)]


@pytest.mark.parametrize(
    ("name", "named", "ink", "is_stroke"),
    [
        ("7", True, (100.0, 101.0), True),
        ("ل", True, (100.0, 101.0), True),
        ("\x1a", False, (100.0, 101.0), True),
        ("7", True, (100.0, 107.0), False),
        ("س", True, (100.0, 101.2), False),  # flat in some fonts
        (";", True, (100.0, 101.0), True),
        ("-", True, (103.0, 104.0), False),
        ("ل", True, (107.0, 108.0), False),  # half of a raised ligature
    ],
)
def test_strokes_that_stretch_a_line_are_no_letters(
    name: str, named: bool, ink: tuple[float, float], is_stroke: bool
) -> None:
    assert repairs.is_stroke(glyph(name, 50, named=named, ink=ink)) is is_stroke


def test_a_full_stop_longer_than_high_is_a_stroke() -> None:
    stop = glyph(".", 50, ink=(100.0, 101.0))
    assert [repairs.is_stroke(stop, width) for width in (1.0, 3.0)] == [False, True]


@pytest.mark.parametrize(
    ("text", "white", "named", "parted"),
    [
        ("من كل", 1.5, False, True),  # letters that would join
        ("دار كل", 1.5, False, True),  # the arm of a kaf reaches back
        ("دار لهم", 1.5, False, False),
        ("من كل", 2.6, True, False),  # a stroke without a name
        ("دار لهم", 2.6, True, True),
    ],
)
def test_white_parts_words_by_the_letters_beside_it(
    text: str, white: float, named: bool, parted: bool
) -> None:
    """named  whether the file has blanks, and none here."""
    first, second = text.split()
    letters = [*word(first, 200), *word(second, 200 - 5.0 * len(first) - white)]
    blanks = [glyph(" ", 20, 2), glyph(" ", 30, 2)] if named else []
    letters += word("كتب" * 3, 150) if named else []
    gaps = Gaps(blanks, len(letters))
    place = len(first) - 1
    assert gaps.between(letters[place], letters[place + 1]) is parted


def test_a_page_number_and_a_short_text_at_its_other_end_are_a_header() -> None:
    page = [*word("مجلة البن", 400, 740), *word("12", 60, 740)]
    page += [one for n in range(4) for one in word(f"{TEXT_LINE}سلمن"[: 52 + n], 400, 700 - 14 * n)]
    found = blocks([PdfPage(tuple(numbered(page)), 500, 800)])
    assert found
    assert not any("مجلة" in block.text or "12" in block.text for block in found)


def test_a_name_over_a_day_in_large_letters_is_a_line_of_its_own() -> None:
    """As TeX sets both under the title."""
    lines = [
        replace(line("ياسر الدوسري", 170, 250, 700), size=14.0),
        replace(line("22 ديسمبر 2023", 160, 260, 680), size=14.0),
        *(line(TEXT_LINE, 20, 400, 650 - 14 * n) for n in range(7)),
    ]
    (found,) = grouping.blocks([lines])
    assert [block.text for block in found[:2]] == ["ياسر الدوسري", "22 ديسمبر 2023"]


@pytest.mark.parametrize(
    ("ink", "text"), [((100.0, 107.0), "لا"), ((100.0, 109.0), "لأ"), ((97.0, 107.0), "لإ")]
)
def test_ligatures_without_a_name_are_told_by_their_shape(
    ink: tuple[float, float], text: str
) -> None:
    """As in the files of wkhtmltopdf, which draws them in one part or in two."""
    letters = word("القطار يصل في موعده وينتظر أحدا", 200)
    for parts in (1, 2):
        hidden = [glyph(sign, 90, named=False, ink=ink) for sign in "01"[:parts]]
        read = unnamed.with_names(numbered([*letters, *hidden]))
        assert [one.text for one in read[len(letters) :]] == [text]


@pytest.mark.parametrize(
    ("ink", "width", "text"),
    [
        ((100.0, 105.0), 3.0, ["ئ"]),  # lower than a lam
        ((100.0, 109.0), 2.0, ["أ"]),
        ((97.0, 107.0), 2.0, ["إ"]),
        ((106.0, 108.0), 3.0, []),  # a mark over a letter
        ((100.0, 107.0), 1.0, ["x"]),  # tells nothing
    ],
)
def test_letters_with_a_hamza_without_a_name_are_told_by_their_shape(
    ink: tuple[float, float], width: float, text: list[str]
) -> None:
    """As in the files of WeasyPrint and fpdf2, which draw their base and their hamza apart."""
    letters = word("القطار لا يصل في موعده وينتظر", 200)
    hidden = glyph("x", 40, width, named=False, ink=ink)
    read = unnamed.with_names(numbered([*letters, hidden]))
    assert [one.text for one in read[len(letters) :]] == text


def test_the_base_of_a_letter_named_with_its_hamza_is_not_named_again() -> None:
    letters = word("القطار لا يصل في موعده وينتظر", 200)
    base = glyph("x", 40, 2, named=False)
    hamza = glyph("أ", 40, 2, ink=(107.0, 109.0))
    assert [one.text for one in unnamed.with_names([*letters, base, hamza])[len(letters) :]] == [
        "أ"
    ]


def test_a_font_that_names_nothing_is_not_guessed_at() -> None:
    hidden = [replace(one, text="x", named=False) for one in word("القطار يصل", 200)]
    assert unnamed.with_names(hidden) == hidden


def test_a_letter_raised_with_its_mark_fills_the_room_left_for_it() -> None:
    """As Chromium prints «أُغلق»: the alef itself has no name."""
    letters = numbered([*word("غلق", 195), glyph("أُ", 196, 1, 106.0)])
    page = with_marks(repairs.on_their_lines(letters))
    assert line_of(page).text == "أُغلق"


def pdf(content: str) -> bytes:
    """A file of one page, in a font that every reader has."""
    parts = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    objects = (f"{number} 0 obj {part} endobj" for number, part in enumerate(parts, 1))
    return "\n".join(["%PDF-1.4", *objects, "trailer <</Root 1 0 R>>"]).encode()


def test_a_letter_and_its_marks_are_one_glyph_where_the_file_tells_their_text() -> None:
    """As browsers write «مَ»: the mark first, then the letter, each with the text of both."""
    span = "/Span<</ActualText<FEFF0645064E>>>BDC BT /F 20 Tf {} {} Td ({}) Tj ET EMC"
    letters = [span.format(100, 112, "."), span.format(98, 100, "m"), span.format(60, 100, "m")]
    (page,) = reader.pages(pdf("\n".join(letters)), "a.pdf")
    assert [(one.text, round(one.start)) for one in page.glyphs if one.text.strip()] == [
        ("مَ", 98),
        ("مَ", 60),
    ]
    assert page.glyphs[0].right - page.glyphs[0].left > 14


def test_a_letter_raised_by_itself_keeps_its_own_room() -> None:
    """A blank before it is not filled."""
    raised = glyph("إ", 186, 3, 101.0, ink=(98.0, 108.0))
    read = repairs.on_their_lines(numbered([*word("غلق", 205), replace(raised, text="إِ")]))
    assert (read[-1].left, read[-1].right, read[-1].base) == (186, 189, 100.0)


def test_a_mark_whose_line_is_on_another_page_is_left_out() -> None:
    letters = numbered([*word("غلق", 195), glyph("أُ", 196, 1, 20.0, ink=(26.0, 28.0))])
    assert len(repairs.on_their_lines(letters)) == 3


def test_a_letter_raised_over_another_is_its_mark_alone() -> None:
    """As WeasyPrint names every damma by the first letter that carried one."""
    letters = numbered([*word("تخرج", 200), glyph("أُ", 197, 1, 106.0)])
    page = with_marks(repairs.on_their_lines(letters))
    assert line_of(page).text == "تُخرج"


def test_a_letter_that_reaches_over_the_next_begins_before_it() -> None:
    """The kaf of Amiri lies over the alef behind it."""
    kaf, alef, noon = (
        replace(glyph("ك", 168, 10), start=169.0),
        glyph("ا", 166, 3.6),
        glyph("ن", 162),
    )
    assert line_of(numbered([alef, kaf, noon])).text == "كان"


@pytest.mark.parametrize(
    ("before", "number", "text"),
    [("راكبا", "1", "راكبا"), ("الباب.", "12", "الباب."), ("كم", "2", "كم2"), ("عام", "2", "عام")],
)
def test_small_raised_numbers_are_notes_but_for_powers(before: str, number: str, text: str) -> None:
    edge = 200 - 5.0 * len(before)
    mark = [
        glyph(sign, edge - 6 + 3 * place, 3, 104.0, size=6.0) for place, sign in enumerate(number)
    ]
    rest = word("ثم مضى القطار في طريقه", 180, 80.0)
    kept, numbers = notes.without_marks(numbered([*word(before, 200), *mark, *rest]))
    line = line_of([one for one in kept if one.base > 90])
    assert line.text.replace(" ", "") == text
    assert numbers == (set() if number in text else {number})


def test_notes_at_the_foot_of_a_page_go_with_their_numbers() -> None:
    text = "\n".join(["ما دام القطار يمشي فنحن نمشي معه"] * 6)
    page = [*word("راكبا", 400, 700), glyph("1", 370, 3, 704.0, size=6.0)]
    for place, line in enumerate(text.splitlines()):
        page += word(line, 400, 680 - 14.0 * place)
    page += [glyph("1", 396, 3, 104.0, size=5.0), *word("الأرقام عن نشرة الوزارة", 394, 100, 8.0)]
    page += word("في عددها السابع", 394, 88, 8.0)
    found = blocks([PdfPage(tuple(numbered(page)), 500, 800)])
    told = " ".join(block.text for block in found)
    assert "القطار" in told
    assert "الوزارة" not in told
    assert "السابع" not in told
    assert "1" not in told


def line(text: str, left: float, right: float, bottom: float, bold: bool = False) -> TextLine:
    return TextLine(text, left, right, bottom, bottom + 10, SIZE, bold)


def test_numbers_begin_items_one_after_the_other() -> None:
    lines = [
        line("تحتاج الصيانة إلى ما يلي في كل شهر من شهور السنة كلها:", 20, 400, 300),
        line("1.فحص المكابح كل شهر وتبديل الزيت عند الحاجة إليه في", 20, 390, 286),
        line("20 كيلومترا أو أكثر من ذلك", 250, 390, 272),
        line("2) تبديل الزيت مرتين في الشهر في الورشة الكبيرة نفسها", 20, 390, 258),
    ]
    (found,) = grouping.blocks([lines])
    assert [block.text[:9] for block in found] == ["تحتاج الص", "1. فحص ال", "2. تبديل "]


def test_bold_tells_no_heading_in_a_text_that_is_bold() -> None:
    lines = [
        line("سطر طويل من النص يملأ عرض الصفحة كله.", 20, 400, 300 - 14 * n, True) for n in range(4)
    ]
    (found,) = grouping.blocks([[*lines, line("عنوان قصير", 340, 400, 200, True)]])
    assert not any(block.level for block in found)


@pytest.mark.parametrize(("cells", "first"), [(False, "يمين"), (True, None)])
def test_narrow_gutters_part_columns_and_not_cells(cells: bool, first: str | None) -> None:
    """Columns of TeX stand ten points apart; so may the cells of a table."""
    page: list[Glyph] = []
    for place in range(9):
        base = 700 - 14.0 * place
        width = 3 if cells and place % 3 else 28
        page += word("يمين " * 7 if width == 28 else "يمي", 400, base)
        page += word(("يسار " * 7)[:34] if width == 28 else "يسا", 400 - 35 * 5 - 7, base)
    found = blocks([PdfPage(tuple(numbered(page)), 500, 800)])
    text = " ".join(block.text for block in found)
    assert (text.index("يسار") > text.rindex("يمين")) is (first is not None)


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        ("أقل من dB(A) 50 على", "أقل من 50 dB(A) على"),
        ("بلغ kWh 410 في تموز", "بلغ 410 kWh في تموز"),
        ("كتاب Clean Code 2008 مفيد", "كتاب Clean Code 2008 مفيد"),
        ("من نوع Model B 3 في", "من نوع Model B 3 في"),
        ("متأخر اً أربعين", "متأخراً أربعين"),
        ("من مكان إىل آخر عىل مهل", "من مكان إلى آخر على مهل"),
        ("والبيوت %13. ويضيع", "والبيوت 13%. ويضيع"),
        ("نحو %9.5، ثم", "نحو 9.5%، ثم"),
        ("على °27م.", "على 27°م."),
    ],
)
def test_a_line_is_set_as_it_is_read(drawn: str, text: str) -> None:
    """A unit follows its figure; a tanwin on an alef belongs to the word before."""
    assert lines.folded(drawn) == text


@pytest.mark.parametrize(("guess", "text"), [(True, "قطار لا"), (False, "قطارلا")])
def test_narrow_white_is_a_blank_where_the_library_takes_one_to_be_missing(
    guess: bool, text: str
) -> None:
    """As Chromium prints headings."""
    drawn = [*word("قطار", 200), *word("لا", 178.1)]
    blank = [replace(glyph(" ", 179.5), named=False)] if guess else []
    assert line_of(drawn, blank).text == text


def test_a_guessed_blank_stands_between_words_of_the_file() -> None:
    """Behind a word that the file has from left to right, a blank has the place of its first letter."""
    before = word("من", 230)
    backwards = [*word("خا", 217), *word("لد", 205.5)][::-1]
    blank = replace(glyph(" ", 212), named=False)
    *drawn, last = numbered([*before, *backwards, blank])
    assert line_of(drawn, [last]).text == "من خالد"


def test_the_mark_of_a_ligature_follows_its_word_in_the_file() -> None:
    """Half of the box of «دّ» is the letter's, the other half the mark's; both have its origin."""
    letter = glyph("د", 52.5, 2.5, start=50.0)
    mark = glyph("\u0651", 50, 2.5, start=50.0)
    file = numbered([letter, *word("المق", 75)[::-1], mark, glyph("ر", 45)])
    (page,) = [line_of(with_marks(ligatures(file)))]
    assert page.text == "المقدّر"


def test_short_paragraphs_do_not_hide_the_white_between_them() -> None:
    """On a page of paragraphs of two lines most lines stand as far apart as paragraphs do."""
    page = []
    for place in range(7):
        page.append(
            line("سطر طويل من النص يملأ عرض الصفحة كله حتى آخره", 20, 400, 700 - 40.0 * place)
        )
        page.append(line("وسطر أقصر منه قليلا ينتهي به.", 30, 400, 686 - 40.0 * place))
    (found,) = grouping.blocks([page])
    assert len(found) == 7


def test_a_line_at_the_top_of_both_pages_is_a_running_header() -> None:
    pages = []
    for place in range(2):
        page = word("مجلة الرصيف", 400, 780)
        for row in range(5):
            page += word(
                f"سطر من الصفحة {'الأولى' if place else 'الثانية'} طويل", 400, 740 - 14.0 * row
            )
        pages.append(PdfPage(tuple(numbered(page)), 500, 800))
    assert "مجلة" not in " ".join(block.text for block in blocks(pages))


def from_left(text: str, left: float, base: float = 100.0) -> list[Glyph]:
    """Letters and signs as they stand on the page, from left to right."""
    return [
        glyph(letter, left + 5.0 * place, 5.0, base)
        for place, letter in enumerate(text)
        if letter != " "
    ]


@pytest.mark.parametrize(
    ("middle", "text"),
    [
        ("2024/573 (EU)", "لائحة الاتحاد (EU) 2024/573 تحظر"),
        ("dB(A) 50", "لائحة الاتحاد 50 dB(A) تحظر"),
    ],
)
def test_both_brackets_of_a_pair_go_one_way(middle: str, text: str) -> None:
    """UAX 9 sets a name in brackets apart from the number behind it, and a unit with its own."""
    edge = 100 + 5.0 * len(middle)
    drawn = [*word("تحظر", 95), *from_left(middle, 100), *word("لائحة الاتحاد", edge + 5 + 65)]
    page = tuple(numbered(drawn))
    assert " ".join(block.text for block in blocks([PdfPage(page, 500, 800)])) == text


def test_a_stretched_word_is_one_word() -> None:
    """The stroke in a word is no letter, and leaves no white."""
    stroke = glyph("\N{WORD JOINER}", 185, 5)
    assert line_of(numbered([*word("عا", 200), stroke, *word("ما", 185)])).text == "عاما"


def test_columns_are_told_beside_a_line_that_crosses_their_gutter() -> None:
    page = word("عنوان المقالة في ترويسة تمتد على عرض الصفحة كلها من أولها إلى آخرها", 405, 720)
    for place in range(6):
        page += word("يمين " * 7, 400, 700 - 14.0 * place)
        page += word(("يسار " * 7)[:34], 400 - 35 * 5 - 12, 698 - 14.0 * place)
    text = " ".join(block.text for block in blocks([PdfPage(tuple(numbered(page)), 500, 800)]))
    assert text.index("عنوان") < text.rindex("يمين") < text.index("يسار")


TEXT_LINE = "من جبال اليمن خرجت القهوة إلى مكة والقاهرة ثم وصلت "


@pytest.mark.parametrize(
    ("right", "size", "kept"),
    [
        (300, SIZE, False),  # in the middle of the page
        (400, 8.0, False),
        (400, SIZE, True),  # where paragraphs begin
    ],
)
def test_what_stands_right_below_a_picture_is_its_caption(
    right: float, size: float, kept: bool
) -> None:
    page = [glyph for place in range(8) for glyph in word(TEXT_LINE, 400, 700 - 14.0 * place)]
    page += word("سوق البن", right, 480, size)
    page += word(TEXT_LINE, 400, 460)
    found = blocks([PdfPage(tuple(numbered(page)), 500, 800, pictures=((150, 490, 350, 580),))])
    assert any("سوق البن" in block.text for block in found) is kept


@pytest.mark.parametrize(
    ("frames", "kept"),
    [
        ([(150.0, 470.0, 320.0, 520.0)], False),
        ([(150.0, 470.0, 320.0, 520.0), (320.0, 470.0, 400.0, 520.0)], True),  # cells
        ([(60.0, 470.0, 480.0, 520.0)], True),  # as wide as the page
    ],
)
def test_a_short_box_beside_the_text_is_none_of_it(
    frames: list[tuple[float, float, float, float]], kept: bool
) -> None:
    page = [glyph for place in range(8) for glyph in word(TEXT_LINE, 400, 700 - 14.0 * place)]
    page += word("سوق البن", 300, 490)
    page += [glyph for place in range(2) for glyph in word(TEXT_LINE, 400, 450 - 14.0 * place)]
    found = blocks([PdfPage(tuple(numbered(page)), 500, 800, frames=tuple(frames))])
    assert any("سوق البن" in block.text for block in found) is kept


@pytest.mark.parametrize(("right", "kept"), [(250, False), (400, True)])
def test_a_header_of_one_page_stands_away_from_where_paragraphs_begin(
    right: float, kept: bool
) -> None:
    pages = []
    for number in range(2):
        page = word("مجلة البن", right, 740) if number else []
        for place, letter in enumerate("سلمنهوي"[number:]):
            page += word(TEXT_LINE + letter, 400, 700 - 14.0 * place)
        pages.append(PdfPage(tuple(numbered(page)), 500, 800))
    assert any("مجلة البن" in block.text for block in blocks(pages)) is kept


def test_bold_questions_of_an_interview_are_no_headings() -> None:
    asked = [line(f"كيف بدأت المهنة {n}؟", 300, 400, 600 - 40 * n, True) for n in range(3)]
    said = [line(TEXT_LINE * 2, 20, 400, 580 - 40 * n) for n in range(3)]
    page = [one for pair in zip(asked, said, strict=True) for one in pair]
    assert not any(block.level for block in next(grouping.blocks([page])))


def test_bullets_of_neighbouring_lines_are_no_ligature() -> None:
    """As in a file that has all of a list's bullets before its items."""
    dots = [glyph("•", 200, base=100 - 20.0 * place) for place in range(3)]
    assert len(ligatures(numbered(dots))) == 3


def test_a_foreign_note_in_an_arabic_page_begins_with_its_number() -> None:
    assert (
        line_of(numbered(from_left(".Handbook, chapter 9 .1", 50))).text
        == "1. Handbook, chapter 9."
    )


def test_a_page_number_does_not_hide_the_gutter() -> None:
    """It stands in the middle of the page, close under two columns of a few lines."""
    page: list[Glyph] = []
    for place in range(5):
        page += word("يمين " * 7, 400, 700 - 14.0 * place)
        page += word(("يسار " * 7)[:34], 400 - 35 * 5 - 7, 700 - 14.0 * place)
    page += word("12", 225, 630)
    text = " ".join(block.text for block in blocks([PdfPage(tuple(numbered(page)), 500, 800)]))
    assert text.index("يسار") > text.rindex("يمين")
    assert "12" not in text


@pytest.mark.parametrize(
    ("figures", "rights", "refused"),
    [("12", (135.0, 130.0), False), ("12", (178.0, 168.0), True), ("1", (178.0,), False)],
)
def test_figures_drawn_over_a_word_are_not_trusted(
    figures: str, rights: tuple[float, ...], refused: bool
) -> None:
    """As wkhtmltopdf draws them where it reckons the width of a line with another font."""
    row = word("القطار", 190) + word("يصل", 155)
    row += [
        one for figure, right in zip(figures, rights, strict=True) for one in word(figure, right)
    ]
    page = PdfPage(tuple(numbered(row)), 500, 800)
    assert overdrawn.is_overdrawn([page]) is refused


@pytest.mark.parametrize(("left", "count"), [(22.0, 1), (90.0, 2)])
def test_a_sentence_before_room_for_a_word_ends_its_paragraph(left: float, count: int) -> None:
    first = line(f"{TEXT_LINE}سلمن.", left, 400, 330)
    rest = [line(TEXT_LINE + "نه", 20, 400, 316 - 14 * n) for n in range(8)]
    (found,) = grouping.blocks([[first, *rest]])
    assert len(found) == count


def test_a_paragraph_goes_on_behind_a_box_in_it() -> None:
    lines_ = [line(TEXT_LINE + "سل", 20, 400, 700 - 14 * n) for n in range(7)]
    lines_ += [line(TEXT_LINE + "من", 20, 400, 500 - 14 * n) for n in range(2)]
    (found,) = grouping.blocks([lines_])
    assert len(found) == 1


def test_a_folio_over_the_title_is_none_of_the_text() -> None:
    page = [*word("الرياضة", 480, 760), *word("السبت", 300, 760), *word("العدد", 100, 760)]
    page += word("تعادل في الدقيقة", 480, 720, 20.0)
    page += [one for n in range(8) for one in word(TEXT_LINE + "سلمنهويب"[n], 480, 680 - 14.0 * n)]
    found = blocks([PdfPage(tuple(numbered(page)), 500, 800)])
    assert not any("الرياضة" in block.text for block in found)


def test_figures_around_a_plus_are_set_from_right_to_left() -> None:
    """«90+4» between Arabic words, as the bidirectional algorithm draws it."""
    row = word("الدقيقة", 200) + word("في", 130)
    row += [glyph("0", 155), glyph("9", 150), glyph("+", 145), glyph("4", 140)]
    assert line_of(numbered(row)).text == "الدقيقة 90+4 في"


def test_a_mark_is_never_a_stops() -> None:
    """TeX sets a tanwin at the end of its alef, where the full stop is as near."""
    row = [glyph("ا", 100, 2), glyph(".", 97, 3), glyph("\u064b", 98, 2, 104)]
    assert [one.text for one in with_marks(numbered(row))] == ["اً", "."]


def test_a_number_is_read_as_the_file_has_its_parts() -> None:
    """TeX draws «10.5» as «5.10»; others write it from left to right."""
    row = word("فوق", 200)
    drawn = [glyph("1", 150), glyph("0", 155), glyph(".", 145), glyph("5", 140)]
    ways = (row + drawn, row + [drawn[n] for n in (3, 2, 0, 1)])
    assert [line_of(numbered(way)).text for way in ways] == ["فوق 10.5", "فوق 5.10"]


@pytest.mark.parametrize(
    ("text", "made_by", "refused"),
    [
        ("عمقها 372.4 متر", "TCPDF 6.6", True),
        ("هاتف A54 Galaxy جديد", "TCPDF 6.6", True),
        ("عمقها 372 مترا", "TCPDF 6.6", False),
        ("عمقها 372.4 متر", "Skia/PDF", False),
    ],
)
def test_a_program_that_turns_decimals_round_is_not_trusted(
    monkeypatch: pytest.MonkeyPatch, text: str, made_by: str, refused: bool
) -> None:
    page = [one for n in range(8) for one in word(TEXT_LINE, 480, 700 - 14.0 * n)]
    monkeypatch.setattr(importer, "pages", lambda *_: [PdfPage(tuple(numbered(page)), 500, 800)])
    monkeypatch.setattr(importer, "blocks", lambda _: [grouping.TextBlock(text)])
    monkeypatch.setattr(importer, "program", lambda _: made_by)
    if refused:
        with pytest.raises(InputError, match="wrong order"):
            importer.article(b"", "a.pdf")
    else:
        assert importer.article(b"", "a.pdf").body == f"{text}\n"


def test_a_title_over_columns_is_not_parted_by_their_gutter() -> None:
    """A blank between words of a title is as wide as the gutter it stands over."""
    page = word("رحلة القهوة", 480, 740, 20.0) + word("من اليمن البعيد", 360, 740, 20.0)
    for right in (480, 230):
        page += [
            one
            for n in range(9)
            for one in word((TEXT_LINE + "سلمنهويبت"[n])[-46:], right, 700 - 14.0 * n)
        ]
    found = blocks([PdfPage(tuple(numbered(page)), 500, 800)])
    assert found[0].text == "رحلة القهوة من اليمن البعيد"


def test_a_header_that_repeats_the_title_over_it_is_left_out() -> None:
    found = [
        grouping.TextBlock("مجلة البن – رحلة القهوة"),
        grouping.TextBlock("رحلة القهوة", level=1),
    ]
    assert importer._titled(found) == ("رحلة القهوة", [])


def test_what_a_site_prints_around_an_article_is_left_out() -> None:
    lines = [("بوابة الأخبار", 0), ("رحلة القهوة", 1), (TEXT_LINE, 0)]
    found = [grouping.TextBlock(text, level=level) for text, level in lines]
    assert [block.text for block in importer._without_menu(found)] == ["رحلة القهوة", TEXT_LINE]
    led = [grouping.TextBlock(TEXT_LINE), grouping.TextBlock("اقرأ أيضا")]
    led += [grouping.TextBlock(f"طقس الغد {n}", is_item=True) for n in range(2)]
    assert [block.text for block in importer._kept(led)[0]] == [TEXT_LINE]


def test_a_range_by_itself_goes_from_left_to_right() -> None:
    """In a cell, where no Arabic word turns it round."""
    row = [glyph("0", 140), glyph("-", 145), glyph("2", 150)]
    assert line_of(numbered(row)).text == "0-2"


def test_paragraphs_are_parted_by_little_white_where_lines_stand_close() -> None:
    lines_ = [line(f"{TEXT_LINE}سل", 20, 400, 700), line("سلمن البن.", 300, 400, 688)]
    lines_ += [line(f"{TEXT_LINE}سل.", 20, 400, 671.5 - 16.5 * n) for n in range(6)]
    (found,) = grouping.blocks([lines_])
    assert len(found) == 7


def cells(*texts: str, bottom: float) -> TextLine:
    """A row of a table whose cells are 50 points wide."""
    found = tuple(
        lines.TextCell(text, 400 - 100 * n, 450 - 100 * n) for n, text in enumerate(texts)
    )
    return replace(line(" ".join(texts), 450 - 100 * len(texts), 450, bottom), cells=found)


def test_a_table_goes_on_at_the_top_of_the_next_page() -> None:
    first = [cells("النوم", "المعدل", bottom=100), cells("قليل", "71.2", bottom=80)]
    first.append(cells("كاف", "76.9", bottom=60))
    second = [cells("كثير", "80.1", bottom=700), line(TEXT_LINE, 20, 450, 660)]
    before, after = grouping.blocks([first, second])
    assert [len(block.rows) for block in before] == [4]
    assert [block.text for block in after] == [TEXT_LINE]


def test_a_line_that_begins_further_in_begins_a_paragraph() -> None:
    lines_ = [line(f"{TEXT_LINE}سلمن.", 20, 400, 700)]
    lines_ += [line(f"{TEXT_LINE}سلم", 20, 400 - 10 * (n == 0), 686 - 14 * n) for n in range(7)]
    (found,) = grouping.blocks([lines_])
    assert len(found) == 2


def test_the_halves_of_a_ligature_with_a_mark_are_in_reading_order() -> None:
    """A browser names the alef with its tanwin first, and the lam behind it."""
    halves = numbered([glyph("ا\u064b", 100, 6), glyph("ل", 100, 6)])
    assert [one.text for one in ligatures(halves)] == ["لاً"]


@pytest.mark.parametrize("sign", ["×", "-", "="])
def test_figures_around_a_sign_are_set_from_right_to_left(sign: str) -> None:
    """The bidirectional algorithm draws «1920×1080» in an Arabic line with 1920 on the right."""
    drawn = ["0", "2", "9", "1", sign, "0", "8", "0", "1"]  # from the right
    row = [glyph(one, 195 - 5.0 * n) for n, one in enumerate(drawn)]
    assert line_of(numbered(row + word("نقطة", 150))).text == f"1920{sign}1080 نقطة"


@pytest.mark.parametrize(
    ("text", "doubts"), [("أرها تزن شيً;ا", 2), ("حتى ¡كننا هنا", 2), ("قال؛ ثم (قام) = ذهب", 1)]
)
def test_a_sign_within_a_word_is_a_doubt(
    monkeypatch: pytest.MonkeyPatch, text: str, doubts: int
) -> None:
    page = [one for n in range(8) for one in word(TEXT_LINE, 480, 700 - 14.0 * n)]
    monkeypatch.setattr(importer, "pages", lambda *_: [PdfPage(tuple(numbered(page)), 500, 800)])
    monkeypatch.setattr(importer, "blocks", lambda _: [grouping.TextBlock(text)])
    monkeypatch.setattr(importer, "program", lambda _: "")
    assert len(importer.article(b"", "a.pdf").doubts) == doubts


def test_the_sign_of_a_blessing_is_read_as_it_is() -> None:
    """The library gives the letters of «ﷺ» one after the other, all at one place."""
    letters = [glyph(letter, 100, 12) for letter in "صلى الله عليه وسلم"]
    assert [one.text for one in ligatures(numbered(letters)) if one.text.strip()] == ["ﷺ"]


@pytest.mark.parametrize(("lost", "refused"), [(3, False), (12, True)])
def test_a_file_that_does_not_name_its_marks_is_refused(
    monkeypatch: pytest.MonkeyPatch, lost: int, refused: bool
) -> None:
    """As WeasyPrint draws the hamza of an alef in some fonts: «أبي» would be read as «ابي»."""
    page = [one for n in range(8) for one in word(TEXT_LINE, 480, 700 - 14.0 * n)]
    read = [PdfPage(tuple(numbered(page)), 500, 800, lost=lost)]
    monkeypatch.setattr(importer, "pages", lambda *_: read)
    monkeypatch.setattr(importer, "program", lambda _: "")
    if refused:
        with pytest.raises(InputError, match="which letters it draws"):
            importer.article(b"", "a.pdf")
    else:
        assert importer.article(b"", "a.pdf").body
