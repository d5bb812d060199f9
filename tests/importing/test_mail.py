"""Letters and newsletters as mail programs save them."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.message import EmailMessage

import pages
import pytest

from podcast.errors import InputError
from podcast.importing import article_from
from podcast.importing.mail import LONGEST

TEXTS = (pages.FIRST, pages.SECOND, pages.THIRD)
WRAPPED = pages.SECOND.replace(" علماء", "\nعلماء")


def letter(plain: str, html: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = "ليلى حداد <l@example.org>"
    message["Date"] = "Tue, 19 Dec 2023 08:00:00 +0300"
    message["Subject"] = f"Fwd: رد: {pages.TITLE}"
    message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html")
    return bytes(message)


def newsletter() -> bytes:
    """A table that only places the text, between lines of the program that sent it."""
    text = "".join(f"<p>{one}</p>" for one in TEXTS)
    return letter(
        "نص بديل",
        f"<html><body><table><tr><td><p><a href='x'>عرض في المتصفح</a></p><h1>{pages.TITLE}</h1>{text}"
        "<p>وصلتك هذه الرسالة لأنك مشترك في نشرتنا. <a href='u'>إلغاء الاشتراك</a></p></td></tr></table>"
        "</body></html>",
    )


def plain() -> bytes:
    """Lines as programs wrap them, a signature, and what the letter answers to."""
    text = (
        f"{TEXTS[0]}\n\n{WRAPPED}\n\n{TEXTS[2]}\n\n> كتبت أمس:\n> أرسلي المقال\n\n-- \nليلى حداد\n"
    )
    return letter(text)


@pytest.mark.parametrize("made", [newsletter, plain])
def test_a_letter(made: Callable[[], bytes]) -> None:
    article = article_from(made(), "letter.eml")
    assert article.body == "\n\n".join(TEXTS) + "\n"
    assert (article.title, article.author) == (pages.TITLE, "ليلى حداد")
    assert str(article.date) == "2023-12-19"


@pytest.mark.parametrize(
    "data",
    [
        b"From: x",
        b"Content-Type: text/plain; charset=none-such\n\nx",
        b"Subject: =?x?q?a",
        b"\x00" * 9,
    ],
)
def test_a_letter_without_a_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        article_from(data, "letter.eml")


def test_a_letter_in_a_thousand_parts_inside_each_other() -> None:
    head = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(1000))
    with pytest.raises(InputError, match="cannot be read"):
        article_from(f"{head}\n{pages.FIRST}".encode(), "letter.eml")


def test_forged_headers() -> None:
    head = f"Subject: {pages.TITLE}\x1b[31m\x00 {'ش ' * 20_000}\nFrom: \x1b]0;x\x07ليلى <l@example.org>\n"
    kind = "Content-Type: text/plain; charset=utf-8\n\n"
    article = article_from((head + kind + pages.FIRST).encode(), "letter.eml")
    assert article.title.startswith(f"{pages.TITLE}[31m ش")
    assert len(article.title) <= LONGEST
    assert not re.search(r"[\x00-\x1f]", article.title + article.author)
