"""Notes of Notion and Obsidian, and texts whose lines an editor broke: what is theirs is not read aloud."""

from __future__ import annotations

import datetime as dt

import pages
import pytest

from podcast.importing import credit_lines
from podcast.importing.notefile import settled, titled_first, unbroken


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("# عنوان\n\nCreated: March 3, 2024\nTags: سفر\n\nنص.\n", "# عنوان\n\n\nنص.\n"),
        ("نص %%تعليق\nخفي%% آخر.\n", "نص  آخر.\n"),
        ("نص [[القرية]] و[[صفحة|الطريق]] و[[صفحة#قسم]].\n", "نص القرية والطريق وصفحة.\n"),
        ("![[صورة.png]]\nنص.\n", "\nنص.\n"),
        ("- [x] حجز\n- [ ] شراء\n", "- حجز\n- شراء\n"),
        ("> [!tip]- نصيحة\n> نص.\n", "> نصيحة\n> نص.\n"),
        ("<aside>\nنص.\n\n</aside>\n", "نص.\n\n"),
        ("#سفر #طعام/حلوى\n\n# عنوان\n", "\n# عنوان\n"),
        ("نص. ^a1-b\n", "نص.\n"),
        ("```\n[[x]] %%y%%\n```\n", "```\n[[x]] %%y%%\n```\n"),
        ("نص فيه [رابط](https://example.org) و50% و[1].\n",) * 2,
    ],
)
def test_what_only_a_program_reads_goes(note: str, text: str) -> None:
    assert settled(note) == text


WRAPPED = (
    "خرجت القهوة من جبال اليمن في القرن الخامس عشر ووصلت\n"
    "إلى مكة والقاهرة ثم إسطنبول وصارت تشرب في كل بيت\n"
    "وبقيت كذلك.\n"
)


def test_lines_broken_at_a_width_are_paragraphs() -> None:
    text = f"عنوان\n\n{WRAPPED}\n{WRAPPED}\n- بند\n- بند آخر\n"
    paragraph = WRAPPED.strip().replace("\n", " ")
    assert unbroken(text) == f"عنوان\n\n{paragraph}\n\n{paragraph}\n\n- بند\n- بند آخر\n"


@pytest.mark.parametrize(
    "text",
    [
        "يا دلو غص في الماء\nواصعد إلى العطشان\nفالبئر مثل أبي\nتعطي ولا تدان\n",
        f"{pages.FIRST}\n{pages.SECOND}\n{pages.THIRD}\n{pages.FIRST}\n",
        "سلمى: كيف بدأت هذه المهنة يا أستاذ؟\nنور: بالمصادفة.\nسلمى: ومتى؟\nنور: قبل عشرين عاما في بيروت.\n",
        f"```\n{WRAPPED * 2}```\n",
    ],
)
def test_lines_of_a_writer_stay(text: str) -> None:
    assert unbroken(text) == text


def test_a_title_goes_before_the_basmala_over_it() -> None:
    basmala, rest = "بسم اللهِ الرحمن الرحيم", f"{pages.FIRST}\n"
    assert titled_first(f"{basmala}\n\n{pages.TITLE}\n\n{rest}") == (
        f"{pages.TITLE}\n\n{basmala}\n\n{rest}"
    )
    assert titled_first(f"{basmala}\n\n{rest}") == f"{basmala}\n\n{rest}"


VERSES = (
    "حملت إلى البئر دلوا ثقيلا    فعادت إلي الدلاء خفافا\n"
    "وقالت لي الريح عند المساء    خذي من ثيابي لهم لحافا\n"
)


def test_verses_with_two_halves_in_a_line_stay_in_a_text_of_broken_lines() -> None:
    paragraph = WRAPPED.strip().replace("\n", " ")
    assert unbroken(f"{WRAPPED}\n{WRAPPED}\n{VERSES}") == f"{paragraph}\n\n{paragraph}\n\n{VERSES}"


@pytest.mark.parametrize(
    ("lines", "author", "day", "kept"),
    [
        (("بقلم: ليلى حداد", "3 مارس 2024"), "ليلى حداد", dt.date(2024, 3, 3), ()),
        (("بقلم: ليلى حداد",), "ليلى حداد", None, ()),
        (("3 مارس 2024",), "", dt.date(2024, 3, 3), ()),
        (("ليلى حداد | 3 مارس 2024",), "ليلى حداد", dt.date(2024, 3, 3), ()),
        (("ليلى حداد",), "ليلى حداد", None, ()),
        (
            ("دار البن للنشر", "ليلى حداد", "3 مارس 2024"),
            "ليلى حداد",
            dt.date(2024, 3, 3),
            ("دار البن للنشر",),
        ),
        (
            ("سيرة مدينة", "ليلى حداد", "3 مارس 2024"),
            "ليلى حداد",
            dt.date(2024, 3, 3),
            ("سيرة مدينة",),
        ),
        (("بقلم: ليلى حداد", "15 رجب 1445"), "ليلى حداد", dt.date(2024, 1, 27), ()),
        (("شعر: ليلى حداد",), "ليلى حداد", None, ()),
        (("قصة: المرأة والبئر",), "", None, ("قصة: المرأة والبئر",)),
        (("حكاية مدينة",), "", None, ("حكاية مدينة",)),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("mark", ["", "# "])
def test_what_stands_under_the_title_of_a_text(
    lines: tuple[str, ...],
    author: str,
    day: dt.date | None,
    kept: tuple[str, ...],
    gap: str,
    mark: str,
) -> None:
    title = f"{mark}{pages.TITLE}"
    found, text = credit_lines.of_text(gap.join((title, *lines, "")) + f"\n{pages.FIRST}\n")
    assert (found.author, found.day) == (author, day)
    assert text.split() == f"{title} {' '.join(kept)} {pages.FIRST}".split()


def test_the_author_stands_behind_the_basmala_too() -> None:
    text = f"{pages.TITLE}\n\nبسم الله الرحمن الرحيم\n\nبقلم: ليلى حداد\n\n{pages.FIRST}\n"
    found, kept = credit_lines.of_text(text)
    assert found.author == "ليلى حداد"
    assert kept == text.replace("بقلم: ليلى حداد\n\n", "")


def test_a_text_with_front_matter_tells_its_author_there() -> None:
    text = f"---\ntitle: عنوان\n---\n\nبقلم: ليلى حداد\n\n{pages.FIRST}\n"
    assert credit_lines.of_text(text) == (credit_lines.Credits("", None), text)
