"""Poems as wikis and collections of poems set them; a line for each half of a verse comes out."""

from __future__ import annotations

from podcast.importing import article_from

HALVES = (
    ("قِفا نَبكِ مِن ذِكرى حَبيبٍ وَمَنزِلِ", "بِسِقطِ اللِوى بَينَ الدَخولِ فَحَومَلِ"),
    ("فَتوضِحَ فَالمِقراةِ لَم يَعفُ رَسمُها", "لِما نَسَجَتها مِن جَنوبٍ وَشَمأَلِ"),
    ("تَرى بَعَرَ الآرامِ في عَرَصاتِها", "وَقيعانِها كَأَنَّهُ حَبُّ فُلفُلِ"),
    ("كَأَنّي غَداةَ البَينِ يَومَ تَحَمَّلوا", "لَدى سَمُراتِ الحَيِّ ناقِفُ حَنظَلِ"),
)
POEM = [" ".join(halves) for halves in HALVES]


def lines(inner: str) -> list[str]:
    page = f"<html><head><title>المعلقة</title></head><body><h1>المعلقة</h1>{inner}</body></html>"
    return [
        " ".join(verse.split())
        for verse in article_from(page.encode(), "page.html").body.split("\n\n")
    ]


def test_the_halves_of_verses_in_the_cells_of_a_table() -> None:
    rows = (f"<tr><td>{first}</td><td> </td><td>{second}</td></tr>" for first, second in HALVES)
    assert lines(f"<div><table>{''.join(rows)}</table></div>") == POEM


def test_each_half_in_a_heading() -> None:
    heads = (f"<h3>{half}</h3>" for halves in HALVES for half in halves)
    assert lines(f"<div class='bet'><div>{''.join(heads)}</div></div>") == POEM


def test_a_table_of_figures_stays_one() -> None:
    rows = "".join(
        f"<tr><td>{city}</td><td>{n}</td></tr>" for n, city in enumerate(("دمشق", "حلب", "حمص"))
    )
    text = "<p>وهذه أعداد السكان في المدن كما نشرها المكتب المركزي للإحصاء في تقريره السنوي.</p>"
    last = "<p>ثم نشر المكتب جدولا آخر يبيّن أن عدد السكان تضاعف مرتين، وأن المدن لم تتسع لهم.</p>"
    assert "| دمشق | 0 |" in lines(f"<div>{text}<table>{rows}</table>{last}</div>")[1]
