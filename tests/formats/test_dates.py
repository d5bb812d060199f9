"""Dates as people write them: what each may mean."""

from __future__ import annotations

import datetime as dt

import pytest

from podcast.formats.dates import months, read_date

FIRST_OF_MAY = dt.date(2026, 5, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-01",
        "2026/5/1",
        "2026.5.1",
        "٢٠٢٦-٠٥-٠١",
        "۲۰۲۶/۵/۱",
        "1 مايو 2026",
        "١ مايو ٢٠٢٦",
        "1 أيّار 2026",
        "1 ماي 2026",
        "1 أيار/مايو 2026",
        "مايو 1، 2026",
        "الجمعة 1 مايو 2026",
        "يوم الجمعة، 1 من مايو 2026 م",
        "1 May 2026",
        "May 1st, 2026",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert read_date(text) == ((FIRST_OF_MAY,), "")


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("3 كانون الثاني 2026", 1),
        ("3 جانفي 2026", 1),
        ("3 شباط 2026", 2),
        ("3 فيفري 2026", 2),
        ("3 آذار 2026", 3),
        ("3 نيسان 2026", 4),
        ("3 أفريل 2026", 4),
        ("3 حزيران 2026", 6),
        ("3 جوان 2026", 6),
        ("3 تموز 2026", 7),
        ("3 يوليوز 2026", 7),
        ("3 جويلية 2026", 7),
        ("3 آب 2026", 8),
        ("3 غشت 2026", 8),
        ("3 أوت 2026", 8),
        ("3 أيلول 2026", 9),
        ("3 شتنبر 2026", 9),
        ("3 تشرين الأول 2026", 10),
        ("3 تشرين الثاني 2026", 11),
        ("3 نونبر 2026", 11),
        ("3 كانون الأول 2026", 12),
        ("3 دجنبر 2026", 12),
    ],
)
def test_the_months_from_morocco_to_iraq(text: str, month: int) -> None:
    assert read_date(text)[0] == (dt.date(2026, month, 3),)
    assert set(months().values()) == set(range(1, 13))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("01-05-2026", (FIRST_OF_MAY, dt.date(2026, 1, 5))),
        ("13/5/2026", (dt.date(2026, 5, 13),)),
        ("05/05/2026", (dt.date(2026, 5, 5),)),
        ("31/2/2026", ()),
        ("1-5-26", ()),
        ("1 مايو", ()),
        ("14 ذو القعدة 1447", ()),
        ("غدًا", ()),
    ],
)
def test_a_day_first_may_be_two_days(text: str, days: tuple[dt.date, ...]) -> None:
    assert read_date(text) == (days, "")


def test_what_follows_a_date_is_kept() -> None:
    assert read_date("1 مايو 2026، الساعة 07:00") == ((FIRST_OF_MAY,), "07:00")
    assert read_date("2026/5/1 7:30+03:00") == ((FIRST_OF_MAY,), "7:30+03:00")
