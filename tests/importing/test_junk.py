"""Lines of a page that are not part of its article, and lines that only look so (data/junk.tsv)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.importing.cuts import PageOf, verdicts
from podcast.importing.junk import PageBlock, is_junk, without_notes

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data/junk.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2])
def test_a_line_by_itself(row: list[str]) -> None:
    kind, linked, text, verdict = row
    assert is_junk(PageBlock(kind, text, float(linked))) is (verdict == "out")


def kept(*pieces: tuple[str, str, float]) -> list[str]:
    blocks = [PageBlock(*one) for one in pieces]
    return [piece.text for piece, keep in zip(blocks, verdicts(blocks), strict=True) if keep]


TEXT = ("p", "فقرة من المقال فيها كلام كثير لا شك فيه.", 0.0)


def test_notes_and_sources_go_with_their_heading() -> None:
    """As far as the next heading of their level."""
    heading, note, last = (
        ("h2", "الهوامش", 0.0),
        ("li", "كتاب الأغاني، ج 3", 0.0),
        ("h2", "خاتمة", 0.0),
    )
    assert kept(TEXT, TEXT, heading, note, note, last, TEXT) == [TEXT[1], TEXT[1], last[1], TEXT[1]]


def test_what_ends_an_article_ends_it() -> None:
    end = ("h3", "مقالات ذات صلة", 0.0)
    assert kept(TEXT, TEXT, TEXT, end, TEXT, ("h2", "تعليقات القراء", 0.0)) == [TEXT[1]] * 3


def test_a_section_called_sources_in_the_middle_of_a_short_text_stays() -> None:
    """A first heading is never apparatus: an article may be about sources."""
    assert kept(("h2", "المصادر", 0.0), TEXT)[1:] == [TEXT[1]]


def test_lists_of_links_lead_elsewhere() -> None:
    link, item = ("li", "مقال آخر في موضوع آخر", 1.0), ("li", "بند من القائمة", 0.1)
    assert kept(TEXT, link, link, TEXT, item, item) == [TEXT[1], TEXT[1], item[1], item[1]]


def test_a_table_of_contents_goes_with_its_heading() -> None:
    """Its lines are headings further down; a line that ends in a number otherwise stays."""
    contents = [("h2", "المحتويات", 0.0), ("p", "الميناء 2", 0.0), ("p", "الطريق ..... 14", 0.0)]
    parts = [("h2", "الميناء", 0.0), TEXT, ("p", "وبلغ العدد 14", 0.0), ("h2", "الطريق", 0.0), TEXT]
    assert kept(*contents, *parts) == [text for _, text, _ in parts]


def test_sources_under_a_line_that_is_no_heading() -> None:
    """To the end, if all of them are numbered lines or items; a line of that word alone ends nothing."""
    head, notes = ("p", "المراجع:", 0.0), [("p", "1- كتاب القمح، ص 14.", 0.0), ("li", "تقرير", 0.0)]
    assert kept(TEXT, TEXT, TEXT, head, *notes) == [TEXT[1]] * 3
    stays = [head[1], *(note[1] for note in notes), TEXT[1]]
    assert kept(TEXT, TEXT, TEXT, head, *notes, TEXT)[3:] == stays


@pytest.mark.parametrize(
    ("kind", "line", "stays"),
    [
        ("p", "قفزة في أسعار الذهب وسط مخاوف المستثمرين", False),
        ("p", "وصدر التقرير عن الوزارة أمس بعد طول انتظار.", True),
        ("p", "تقرير الوزارة", True),
    ],
)
def test_a_line_on_a_page_that_is_a_headline_of_another(kind: str, line: str, stays: bool) -> None:
    blocks = [PageBlock(*TEXT), PageBlock(kind, line, 1.0), PageBlock(*TEXT), PageBlock(*TEXT)]
    assert verdicts(blocks, PageOf())[1] is stays
    assert verdicts(blocks)[1]


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("كتبت- ليلى حداد:", False),
        ("تقرير/ ليلى حداد", False),
        ("كتب: ليلى حداد", False),
        ("كتبت ليلى في روايتها الأولى: كان البحر قريبًا.", True),
    ],
)
def test_a_first_line_that_signs_the_text(line: str, stays: bool) -> None:
    blocks = [PageBlock("p", line), *(PageBlock(*TEXT) for _ in range(3))]
    assert verdicts(blocks, PageOf())[0] is stays


@pytest.mark.parametrize(
    "line",
    [
        "ه.م/ ع.خ (د ب أ، رويترز)",
        "(رويترز)",
        "الآراء في هذا المقال لا تعكس رأي الصحيفة.",
        "*كاتبة من تونس",
    ],
)
def test_a_last_line_of_the_newsroom(line: str) -> None:
    blocks = [*(PageBlock(*TEXT) for _ in range(3)), PageBlock("p", line)]
    assert verdicts(blocks, PageOf()) == [True, True, True, False]


def test_a_heading_without_its_text_goes_too() -> None:
    assert kept(
        TEXT, ("h2", "روابط", 0.0), ("p", "اقرأ أيضًا: كذا", 1.0), ("h2", "عود", 0.0), TEXT
    ) == [
        TEXT[1],
        "عود",
        TEXT[1],
    ]


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("للرطوبة[1]، ثم", "للرطوبة، ثم"),
        ("كما قال[أ].", "كما قال."),
        ("العنوان[عدل]", "العنوان"),
        ("عاد ↩", "عاد "),
        ("المصفوفة a[10] طويلة", "المصفوفة a طويلة"),
        ("[ملاحظة 2] نص", " نص"),
        ("[طويل جدًّا] يبقى", "[طويل جدًّا] يبقى"),
    ],
)
def test_marks_of_notes(written: str, left: str) -> None:
    assert without_notes(written) == left


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p", "li", "h2", "h3", "td"]), st.text(max_size=40), st.floats(0, 1)
        )
    )
)
def test_every_block_is_judged(pieces: list[tuple[str, str, float]]) -> None:
    """A verdict for each, whatever a page holds."""
    assert len(verdicts([PageBlock(*one) for one in pieces])) == len(pieces)


@pytest.mark.parametrize(
    ("last", "stays"),
    [
        ("سعاد مراد كاتبة وصحفية من تونس.", False),
        ("رائد العلي، باحث في الاقتصاد الزراعي", False),
        ("ويرى المهندس رائد العلي، وهو باحث في المركز الوطني، أن الحل في الصوامع.", True),
        ("وختم الكاتب روايته بالعودة إلى القرية.", True),
        ("الصحافة مهنة المتاعب كما يقال.", True),
    ],
)
def test_a_last_line_about_the_writer(last: str, stays: bool) -> None:
    blocks = [PageBlock(*piece) for piece in (TEXT, TEXT, ("p", last, 0.0))]
    assert verdicts(blocks, PageOf())[-1] is stays


def test_a_line_that_a_page_pulls_out_of_its_text_is_heard_once() -> None:
    """As magazines set it large between the paragraphs; a poem's lines that come back are no such."""
    text = (
        "وبقي إدريس، لأن اسمه سقط من قائمة النقل، ولأن راتبه لم يسقط من قائمة الرواتب."
        " هكذا قال لنا حين سألناه عن سبب بقائه في المبنى القديم."
    )
    pulled = "بقي إدريس لأن اسمه سقط من قائمة النقل"
    pieces = [
        PageBlock("p", TEXT[1]),
        PageBlock("p", text),
        PageBlock("p", pulled),
        PageBlock("p", TEXT[1]),
    ]
    assert verdicts(pieces, PageOf("عنوان")) == [True, True, False, True]
    assert all(verdicts([PageBlock("p", f"{pulled}.")] * 3, PageOf("عنوان")))


def test_a_line_of_agencies_over_a_report_is_none_of_it() -> None:
    pieces = [
        PageBlock("p", "أنقرة: الأناضول، رويترز"),
        PageBlock("p", TEXT[1]),
        PageBlock("p", TEXT[1]),
    ]
    assert verdicts(pieces, PageOf("عنوان"))[0] is False


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("**عنب بلدي – شمس الدين مطعون**", False),
        ("الأفق - فريق التحرير", False),
        ("كتبها شمس الدين مطعون", False),
        ("فاطمة عطفة (أبوظبي)", False),
        ("عنب بلدي في الأسواق", True),
        ("شمس الدين غائب.", True),
    ],
)
def test_a_first_line_of_names_alone(line: str, stays: bool) -> None:
    page = PageOf(author="شمس الدين مطعون", site="عنب بلدي" if "عنب" in line else "الأفق")
    blocks = [PageBlock("p", line), *(PageBlock(*TEXT) for _ in range(3))]
    assert verdicts(blocks, page)[0] is stays


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("جهاد أزعور مدير إدارة الشرق الأوسط في الصندوق.", False),
        ("—أسهم في هذا المقال لؤي الحاج ونورا محسن.", False),
        ("* صدرت للمترجمة رواية «مطر آب» هذا العام.", False),
        ("أما جهاد أزعور فلم يحضر الاجتماع.", True),
        ("وأسهم في البناء أهل القرية كلهم.", True),
        ("The society distributed forty used cars to families yesterday.", False),
    ],
)
def test_a_last_line_about_those_who_wrote(line: str, stays: bool) -> None:
    blocks = [*(PageBlock(*TEXT) for _ in range(3)), PageBlock("p", line)]
    assert verdicts(blocks, PageOf(author="جهاد أزعور"))[-1] is stays


def test_a_button_between_paragraphs_is_none_of_the_text() -> None:
    """A link that stands loose in a container; one in a paragraph is its writer's."""
    button, link = (PageBlock("p", "اطلب موعدًا", 1.0, loose=is_loose) for is_loose in (True, False))
    text = PageBlock(*TEXT)
    assert verdicts([text, button, text, link, text], PageOf()) == [True, False, True, True, True]


@pytest.mark.parametrize(
    "last",
    ["صحيفة الميزان", "(خاص بالميزان)", "الأحد، 3 آذار/مارس 2024، آخر تحديث 14:00 (GMT+0400)"],
)
def test_the_lines_under_a_text_on_a_page(last: str) -> None:
    pieces = [PageBlock("p", f"{text} {TEXT[1]}") for text in ("أولا", "ثانيا")]
    found = verdicts([*pieces, PageBlock("p", last)], PageOf("رحلة القهوة"))
    assert found == [True, True, False]


def test_a_heading_over_links_to_others_ends_a_text() -> None:
    text, heading = PageBlock("p", TEXT[1]), PageBlock("h3", "قصص أخرى")
    link = PageBlock("p", "صياد الفجر يعود من البحر", 1.0)
    assert verdicts([text, text, text, heading, link, text], PageOf()) == [True] * 3 + [False] * 3
    assert verdicts([text, text, text, heading, text, text], PageOf()) == [True] * 6
