"""Texts copied from chats: what was written, without when and by whom."""

from __future__ import annotations

import pytest

from podcast.importing.chats import settled

TEXT = "المقادير\n\n- 3 أكواب\n1. يخلط"
SAID = "*المقادير* 👇\n▪️ 3 أكواب\n1️⃣ يخلط"


@pytest.mark.parametrize(
    "head",
    [
        "[10:01, 3/4/2023] أم خالد: ",
        "[٣/٤/٢٠٢٣، ١٠:٠١:٢٢ ص] أم خالد: ",
        "\u200f3/4/2023، 10:01 م - أم خالد: ",
        "4/3/23, 10:01 PM - أم خالد: ",
        "أم خالد, [03.04.2023 10:01]\n",
    ],
)
def test_messages_lose_their_heads_and_signs(head: str) -> None:
    assert settled(f"{head}{SAID}\n{head}كل *عام* وأنتم بخير 🌹\n") == (
        f"{TEXT}\n\nكل عام وأنتم بخير\n"
    )


@pytest.mark.parametrize("said", ["<Media omitted>", "تم حذف هذه الرسالة", "image omitted"])
def test_messages_without_text_go(said: str) -> None:
    head = "3/4/2023, 10:01 - "
    chat = f"{head}الرسائل مشفرة تماما.\n{head}سعاد: نص.\n{head}سعاد: {said}\n"
    assert settled(chat) == "نص.\n"


def test_senders_stay_where_there_are_several() -> None:
    chat = "[10:01, 3/4/2023] سعاد: كيف بدأت؟\n[10:02, 3/4/2023] ليلى: من المطبخ.\n"
    assert settled(chat) == "سعاد: كيف بدأت؟\n\nليلى: من المطبخ.\n"


@pytest.mark.parametrize("text", ["نص في 3/4/2023.\n", "[1] مرجع: كتاب.\n", "10:01 موعد *مهم*.\n"])
def test_another_text_stays_as_it_is(text: str) -> None:
    assert settled(text) == text


def test_a_picture_before_a_line_by_itself_is_no_bullet() -> None:
    head = "قناة الفجر, [20.03.2024 05:10]\n"
    assert settled(f"{head}🔹 فضل الفجر\n\nنص.\n\n#خواطر #فجر\nt.me/fajr\n") == "فضل الفجر\n\nنص.\n"
