"""How fonts and programs draw Arabic letters in a PDF: in parts, twice, on strokes; blanks; boxes; verses."""

from __future__ import annotations

import datetime as dt

import pytest
from test_pdf import SIZE, TEXT_LINE, cells, glyph, line, numbered, word

from podcast.importing import pdf as importer
from podcast.importing.pdf import clusters, grouping, notes, overdrawn, tables, unnamed
from podcast.importing.pdf.columns import is_parted
from podcast.importing.pdf.glyphs import STROKE, PdfPage, ligatures, with_marks, without_doubles
from podcast.importing.pdf.layout import blocks
from podcast.importing.pdf.lines import TextCell, folded, line_of
from podcast.structs import replace


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("الـكرام", "الكرام"),
        ("هـ", "هـ"),
        ("أٺبتع", "أتبتع"),
        ("الميناا\u0654ن", "الميناأن"),
        ("رو\u064fو\u0654س", "روُؤس"),
        ("ا\u0653ثار", "آثار"),
        ("يُصحَّ\u064eح", "يُصحَّح"),
        ("إِلىَ", "إِلَى"),
        ("اَلبن", "اَلبن"),
        ("هدًى", "هدًى"),
        ("قلةّ", "قلّة"),
        ("مرةً", "مرةً"),
        ("سؤًال", "سؤًال"),
    ],
)
def test_letters_are_those_of_arabic_spelling(written: str, text: str) -> None:
    """Fonts draw tatweel before a kaf, dots in other ways, a hamza by itself, and a vowel beside its letter."""
    assert folded(written) == text


@pytest.mark.parametrize("mark", ["أ", "خُ", "خ\u064e\u0651"])
def test_a_mark_with_the_name_of_its_letter_goes(mark: str) -> None:
    """As typst draws a hamza, a vowel or two marks, each of them with the name of the whole."""
    letter = glyph(mark, 100, ink=(100.0, 107.0))
    over = glyph(mark, 100, base=102.0, ink=(107.0, 109.0))
    assert [one.text for one in without_doubles(numbered([letter, over]))] == [mark]


def test_the_letter_under_a_mark_gets_its_name() -> None:
    letter, over = glyph("خ", 100), glyph("خُ", 101, 2, 102.0, ink=(107.0, 109.0))
    assert [one.text for one in without_doubles(numbered([letter, over]))] == ["خُ"]


def test_a_low_letter_over_another_of_its_kind_stays() -> None:
    """The first meem of «محمد» is drawn over the letter behind it."""
    found = numbered([glyph("م", 100, base=103.0, ink=(107.0, 110.0)), glyph("م", 100)])
    assert without_doubles(found) == found


def test_the_halves_of_a_lam_alef_are_read_as_such_however_far_apart_in_the_file() -> None:
    alef, lam = glyph("ا", 150, 6), replace(glyph("ل", 151, 5), start=150.0)
    row = [alef, *word("بن", 145), *word("قهوة", 130), *word("أو", 167), lam]
    assert line_of(numbered(row)).text.startswith("أولا")


def test_a_letter_that_the_library_passes_over_is_where_it_is_drawn() -> None:
    lost = clusters.Cluster("ي", 190, 195, 98, 107, 190, 100, 5, SIZE)
    found = clusters._with_lost(numbered(word("فعل", 190)), [lost])
    assert line_of(found).text == "يفعل"
    assert clusters._with_lost([], [lost]) == []


@pytest.mark.parametrize(("white", "parted"), [(1.7, True), (0.7, False)])
def test_narrow_white_parts_words_where_the_line_has_none_within_them(
    white: float, parted: bool
) -> None:
    """As blanks are behind a raa, whose arm reaches under them."""
    letters, edge = [], 400.0
    for text, room in (
        ("بيت", 2.4),
        ("بين", 2.4),
        ("قصر", white),
        ("عند", 2.4),
        ("نهر", 2.4),
        ("بلد", 0),
    ):
        letters += word(text, edge)
        edge -= 5.0 * len(text) + room
    assert line_of(numbered(letters)).text == (
        "بيت بين قصر عند نهر بلد" if parted else "بيت بين قصرعند نهر بلد"
    )


def test_a_kaf_over_the_blank_before_it_begins_a_word() -> None:
    kaf = glyph("ك", 182, 8)
    row = numbered([*word("بة", 200), glyph(" ", 187, 3), kaf, *word("بير", 182)])
    assert line_of([one for one in row if one.text != " "], row[2:3]).text == "بة كبير"


def test_a_lam_of_its_own_shape_before_a_stroke_is_told() -> None:
    letters = word("القطار لا يصل في موعده وينتظر أحدا", 400)
    hidden = glyph("x", 40, 2, named=False, ink=(100.0, 107.0))
    stroke = glyph(STROKE, 36, 4)
    read = unnamed.with_names(numbered([*letters, hidden, stroke]))
    assert read[-2].text == "ل"


def test_words_over_other_words_are_not_trusted() -> None:
    under, over = word("البلدية", 200), word("ابتداء", 199)
    page = numbered([*under, *word(TEXT_LINE, 160), *over])
    assert overdrawn.is_overdrawn([PdfPage(tuple(page), 500, 800)])
    assert not overdrawn.is_overdrawn([PdfPage(tuple(page[: -len(over)]), 500, 800)])


HALVES = ("يا دلو غص في الماء", "واصعد إلى العطشان")


def test_verses_in_two_columns_are_no_table() -> None:
    rows = [cells(*HALVES, bottom=100 - 20 * n) for n in range(3)]
    (found,) = grouping.blocks([rows])
    assert [(block.text, block.rows) for block in found] == [("  \n".join(HALVES), ())] * 3


def test_the_head_of_a_table_may_fill_its_columns() -> None:
    """As typst and browsers set them: its cells are as close as words."""
    head = replace(
        line("عدد الأسر لتر في اليوم", 300, 450, 120),
        parts=(TextCell("عدد الأسر", 390, 450), TextCell("لتر في اليوم", 300, 384)),
    )
    text = replace(line(TEXT_LINE, 20, 450, 140), parts=(TextCell(TEXT_LINE, 20, 450),))
    rows = [
        replace(
            line("310 104", 350, 450, 100 - 20 * n),
            cells=(TextCell("310", 430, 450), TextCell("104", 350, 370)),
        )
        for n in range(3)
    ]
    found = tables.with_filled_rows([text, head, *rows])
    assert [cell.text for cell in found[1].cells] == ["عدد الأسر", "لتر في اليوم"]
    assert found[0] == text
    assert list(tables.tables(found)) == [(1, 5)]


def test_a_table_of_contents_is_left_out() -> None:
    heads = [grouping.TextBlock(text, level=2) for text in ("الميناء", "الطريق")]
    rows = (("الميناء", "2"), ("الطريق", "3"))
    contents = grouping.TextBlock("الميناء 2\nالطريق 3", rows=rows)
    kept, _ = importer._kept([contents, grouping.TextBlock("الطريق 3"), *heads])
    assert kept == heads


def test_notes_at_the_end_go_with_their_marks_where_no_page_has_any() -> None:
    found = [grouping.TextBlock(text) for text in (TEXT_LINE, "1. كتاب البن", "2. مقابلة")]
    assert notes.without_endnotes(found, {"1", "2"}) == found[:1]
    assert notes.without_endnotes(found, {"1"}) == found
    assert notes.without_endnotes(found, set()) == found


def test_a_box_with_an_edge_and_text_around_it_is_none_of_the_text() -> None:
    page = [one for n in range(8) for one in word(TEXT_LINE, 400, 700 - 14.0 * n)]
    page += [one for n in range(3) for one in word(TEXT_LINE[:26], 400, 588 - 14.0 * n)]
    page += word("سوق البن", 240, 574)
    page += [one for n in range(3) for one in word(TEXT_LINE, 400, 546 - 14.0 * n)]
    box = (140.0, 555.0, 262.0, 596.0)
    edge = (139.5, 554.5, 262.5, 596.5)
    found = blocks([PdfPage(tuple(numbered(page)), 500, 800, frames=(box, edge))])
    assert [block.text.count("جبال") for block in found] == [14]
    assert "سوق" not in found[0].text


def test_a_caption_below_a_picture_that_text_flows_around_is_none_of_the_text() -> None:
    page = [one for n in range(8) for one in word(TEXT_LINE, 400, 700 - 14.0 * n)]
    page += [one for n in range(5) for one in word(TEXT_LINE[:26], 400, 588 - 14.0 * n)]
    page += word("سوق البن", 240, 546)
    page += [one for n in range(3) for one in word(TEXT_LINE, 400, 518 - 14.0 * n)]
    picture = (140.0, 556.0, 262.0, 596.0)
    found = blocks([PdfPage(tuple(numbered(page)), 500, 800, pictures=(picture,))])
    assert "سوق" not in " ".join(block.text for block in found)


@pytest.mark.parametrize(
    ("lines", "author", "day", "kept"),
    [
        (
            ("ليلى حداد", "3 مارس 2024", "بسم الله الرحمن الرحيم"),
            "ليلى حداد",
            dt.date(2024, 3, 3),
            1,
        ),
        (
            ("بسم الله الرحمن الرحيم", "ليلى حداد", "3 مارس 2024"),
            "ليلى حداد",
            dt.date(2024, 3, 3),
            1,
        ),
        (("ليلى حداد",), "ليلى حداد", None, 0),
        (("حكاية مدينة",), "", None, 1),
    ],
)
def test_who_wrote_it_stands_under_the_title(
    lines: tuple[str, ...], author: str, day: dt.date | None, kept: int
) -> None:
    found = [grouping.TextBlock(text) for text in (*lines, TEXT_LINE * 2)]
    told = importer._byline(found)
    assert (*told[:2], len(told[2])) == (author, day, kept + 1)


@pytest.mark.parametrize(
    ("quote", "count"),
    [(False, 3), (True, 2)],
)
def test_a_line_in_the_middle_is_a_block_of_its_own(quote: bool, count: int) -> None:
    """A verse is; a quotation, which is set in as well, goes on in the next line."""
    text = [line(f"{TEXT_LINE}سلمن", 20, 400, 700 - 14 * n) for n in range(6)]
    middle = [line("يا دلو غص في الماء واصعد إلى العطشان", 80, 340, 616)]
    last = [line(f"{TEXT_LINE}سلمن.", 20, 400, 602)]
    if quote:
        last = [line("فالبئر مثل أبي.", 260, 340, 602)]
    (found,) = grouping.blocks([[*text, *middle, *last]])
    assert len(found) == count


@pytest.mark.parametrize(("answer", "is_item"), [("في البحر!", False), ("وأين البحر؟", True)])
def test_the_dashes_of_a_dialogue_are_no_bullets(answer: str, is_item: bool) -> None:
    said = [
        line(f"– {text}", 200, 400, 300 - 14 * n)
        for n, text in enumerate(("هل عندك مفتاح؟", answer))
    ]
    (found,) = grouping.blocks([[line(f"{TEXT_LINE}سلمن.", 20, 400, 330), *said]])
    assert [block.is_item for block in found] == [False, is_item, is_item]


@pytest.mark.parametrize("parts", [("ه", "ل", "ل"), ("ا", "ه", "ل", "ل")])
def test_the_ligature_of_the_word_of_god_is_read_as_it_is(parts: tuple[str, ...]) -> None:
    """Some files name it from left to right."""
    found = ligatures(numbered([glyph(part, 100, 10) for part in parts]))
    assert [one.text for one in found] in (["لله"], ["الله"])


def test_a_full_stop_at_a_latin_word_ends_it() -> None:
    """The number of a note followed it, and turned it round."""
    row = [
        *word("متحف", 200),
        glyph(".", 172, 3),
        *(glyph(sign, 157 + 5 * n) for n, sign in enumerate("Top")),
    ]
    assert line_of(numbered([*row, *word("وفيه", 150)])).text == "متحف Top. وفيه"


def test_the_number_of_a_note_behind_a_latin_word_stands_at_its_left() -> None:
    row = [*word("متحف", 200), *(glyph(sign, 157 + 5 * n) for n, sign in enumerate("Top"))]
    mark = glyph("2", 153, 3, 104.0, size=6.0)
    kept, numbers = notes.without_marks(numbered([*row, mark, *word("وفيه في طريقه إلى هنا", 145)]))
    assert (len(kept), numbers) == (len(row) + 17, {"2"})


def test_paragraphs_are_parted_by_their_baselines() -> None:
    """The boxes of letters are of the fonts that have them, and some are higher than others."""
    heights = (0, 2, 5, 1, 4, 3, 0)
    bottoms = (700, 686, 672, 658, 639, 625, 611)
    text = [
        replace(
            line(f"{TEXT_LINE}سل", 20, 400, bottom - high),
            top=bottom + 8.0 + high,
            base=float(bottom),
        )
        for bottom, high in zip(bottoms, heights, strict=True)
    ]
    text[3] = replace(text[3], text=f"{TEXT_LINE}سل.")
    (found,) = grouping.blocks([text])
    assert [block.text.count("جبال") for block in found] == [4, 3]


def test_a_paragraph_of_one_line_that_is_set_in_ends_where_the_next_begins() -> None:
    """As TeX sets paragraphs, without white between them."""
    text = [line(f"{TEXT_LINE}سلمن", 20, 400, 700 - 14 * n) for n in range(6)]
    text[-1] = replace(text[-1], text=f"{TEXT_LINE}سلمن.")
    first, second = (line(f"{TEXT_LINE}سل.", 20, 385, 616 - 14 * n) for n in range(2))
    (found,) = grouping.blocks([[*text, first, second]])
    assert [block.text.count("جبال") for block in found] == [6, 1, 1]


def test_a_paragraph_behind_an_item_begins_where_the_column_does() -> None:
    """At the top of the next column, too, where a name over both columns reaches further."""
    right = [line(f"{TEXT_LINE}سل.", 220, 400, 700 - 14 * n) for n in range(5)]
    item = line("• مفاتيح بلا أقفال", 230, 385, 630)
    left = [line(f"{TEXT_LINE}سلمن", 20, 200, 700 - 14 * n) for n in range(5)]
    (found,) = grouping.blocks([[line("ليلى حداد", 180, 240, 730), *right, item, *left]])
    assert [block.text for block in found if block.is_item] == ["مفاتيح بلا أقفال"]


def test_a_word_broken_at_its_slash_is_one() -> None:
    text = [line(f"{TEXT_LINE}0.1 ملغ/", 20, 400, 300), line("كغ في كل شهر.", 200, 400, 286)]
    (found,) = grouping.blocks([text])
    assert "ملغ/كغ" in found[0].text


@pytest.mark.parametrize(
    ("mark", "parted"), [("1.", False), ("12.", False), ("•", False), ("عدد", True)]
)
def test_the_mark_of_an_item_is_no_cell(mark: str, parted: bool) -> None:
    row = [*word("فحص المكابح كل شهر", 300), *word(mark, 340)]
    assert is_parted(numbered(row), SIZE) is parted


def test_a_section_may_be_called_as_a_table_of_contents_is() -> None:
    found = [grouping.TextBlock(f"{TEXT_LINE}{n}.") for n in range(4)]
    found += [grouping.TextBlock("الفهرس", level=2), grouping.TextBlock(f"{TEXT_LINE}.")]
    assert importer._kept(found)[0] == found
    assert importer._kept(found[4:])[0] == found[5:]


def test_marks_told_twice_are_one() -> None:
    letter, mark = glyph("ت", 100), glyph("\u0651\u0650", 101, 2)
    page = with_marks(numbered([letter, mark, replace(mark, left=102.0)]))
    assert line_of(page).text == "تِّ" or line_of(page).text == "ت\u0651\u0650"
