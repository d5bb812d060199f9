"""What a page tells of its article: the day in every way Arabic sites write it, names, titles."""

from __future__ import annotations

import datetime as dt

import pages
import pytest

from podcast.importing import article_from
from podcast.importing.dates import day_in


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("الثلاثاء 14 أكتوبر 2014 - 20 ذو الحجة 1435 هـ", (2014, 10, 14)),
        ("نشر في ٣ آذار/مارس ٢٠٢١", (2021, 3, 3)),
        ("5 كانون الثاني 2025", (2025, 1, 5)),
        ("12 كانون الأول/ديسمبر 2023 الساعة 10:20", (2023, 12, 12)),
        ("أبريل 4, 2025", (2025, 4, 4)),
        ("الأحد، 1 غشت 2021 - 10:10", (2021, 8, 1)),
        ("17 جويلية 2019", (2019, 7, 17)),
        ("آخر تحديث: 4/2/2025", (2025, 2, 4)),
        ("2025-02-04 08:00", (2025, 2, 4)),
        ("18/06/1446 الموافق 19/12/2024", (2024, 12, 19)),
        ("31/02/2024", None),
        ("في عام 2024 كانت 3 حروب", None),
        ("مارس دوره في 2024", None),
        ("العدد 13012", None),
    ],
)
def test_a_day(line: str, day: tuple[int, int, int] | None) -> None:
    assert day_in(line) == (dt.date(*day) if day else None)


def page(head: str = "", under: str = "", title: str = pages.TITLE) -> bytes:
    text = f"<p>{pages.FIRST}</p><p>{pages.SECOND}</p><p>{pages.THIRD}</p>"
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f"<h1>{pages.TITLE}</h1>{under}<article>{text}</article></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("under", "author"),
    [
        ("<div>بقلم: ليلى حداد</div>", "ليلى حداد"),
        ("<div>بقلم/ ليلى حداد - بيروت</div>", "ليلى حداد"),
        ("<span>كتبت ليلى حداد</span>", "ليلى حداد"),
        ("<span>كتب: سمير ناصر</span>", "سمير ناصر"),
        ('<a class="post-author-name">د. ليلى حداد</a>', "د. ليلى حداد"),
        ("<div>كتب جديدة هذا الأسبوع</div>", ""),
        ("<div>بقلم: المحرر</div>", ""),
        ("<div>تقرير عن البن</div>", ""),
    ],
)
def test_an_author(under: str, author: str) -> None:
    assert article_from(page(under=under), "page.html").author == author


@pytest.mark.parametrize(
    "title",
    [
        f"{pages.TITLE} - مدونة البن",
        f"{pages.TITLE} | صحيفة الميزان | ثقافة",
        f"صحيفة الميزان :: {pages.TITLE}",
        f"مدونة البن: {pages.TITLE}",
        "coffee_ar",
        pages.TITLE,
    ],
)
def test_a_title_is_the_article_s_and_not_the_site_s(title: str) -> None:
    assert article_from(page(title=title), "page.html").title == pages.TITLE


def test_a_day_is_never_made_up() -> None:
    """A year somewhere on the page is not a date; the day in an address is."""
    old = page(under="<div>جميع الحقوق محفوظة 2019</div>")
    assert article_from(old, "page.html").date is None
    address = "https://paper.example/2019/middle_east/8/3/coffee/"
    assert article_from(old, "page.html", address).date == dt.date(2019, 8, 3)
