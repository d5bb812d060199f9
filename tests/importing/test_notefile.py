"""Notes of Notion and Obsidian, and texts whose lines an editor broke: what is theirs is not read aloud."""

from __future__ import annotations

import pages
import pytest

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
