"""Threads: the first post, who wrote it and when; replies, signatures and buttons are no part of it."""

from __future__ import annotations

from collections.abc import Callable

import pages
import pytest

from podcast.importing import article_from

TEXT = f"{pages.FIRST}<br><br>{pages.SECOND}<br><br>{pages.THIRD}"
REPLY = "بارك الله فيك على هذا الموضوع القيم، قرأته مرتين واستفدت منه كثيرا، لا تحرمنا جديدك."
BODY = f"{pages.FIRST}\n\n{pages.SECOND}\n\n{pages.THIRD}\n"
WRITERS = ("ليلى حداد", "أبو فراس")


def vbulletin(number: int, writer: str, text: str) -> str:
    return (
        f'<table id="post{number}"><tr><td class="thead">19-12-2023, 10:00 PM</td></tr><tr><td>'
        f'<a class="bigusername" href="m">{writer}</a><div class="smalltext">المشاركات: 1,204</div></td><td>'
        f'<div class="smalltext"><strong>{pages.TITLE}</strong></div><div id="post_message_{number}">{text}'
        "</div><div>__________________<br>الحمد لله على كل حال</div></td></tr></table>"
    )


def phpbb(number: int, writer: str, text: str) -> str:
    return (
        f'<div id="p{number}" class="post bg2"><dl><dt><a class="username">{writer}</a></dt>'
        f'</dl><div class="postbody"><h3>Re: {pages.TITLE}</h3><p class="author"><a>مشاركة</a> بواسطة'
        f' <a class="username">{writer}</a> » <time datetime="2023-12-19T10:00:00+00:00">10:00</time></p>'
        f'<div class="content">{text}</div><div class="signature">من صبر ظفر</div></div></div>'
    )


def xenforo(number: int, writer: str, text: str) -> str:
    return (
        f'<article class="message js-post" id="js-post-{number}"><h4 class="message-name"><a class="username">'
        f'{writer}</a></h4><h5 class="userTitle">عضو فعال</h5><time datetime="2023-12-19T10:00:00+0300">أمس'
        f'</time><article class="message-body"><div class="bbWrapper">{text}</div></article></article>'
    )


def discourse(number: int, writer: str, text: str) -> str:
    return (
        f'<div id="post_{number}" class="topic-body crawler-post"><span class="creator"><a>{writer}</a></span>'
        f'<time datetime="2023-12-19T10:00:00Z">ديسمبر 19</time><div class="post" itemprop="text">{text}</div>'
        '<span class="post-likes">3 إعجابات</span></div>'
    )


def forumotion(number: int, writer: str, text: str) -> str:
    return (
        f'<tr class="post post--{number}"><td><span class="name"><strong><a href="/u1">{writer}</a></strong>'
        "</span>"
        '<span class="postdetails">عضو مجتهد<br>تاريخ التسجيل : <br>17/09/2010</span></td><td><table><tr><td>'
        f'<span class="postdetails">موضوع: {pages.TITLE} <b>الثلاثاء ديسمبر 19, 2023 5:17 am</b></span></td>'
        f'</tr><tr><td><div class="postbody"><div>{text}</div></div></td></tr></table></td></tr>'
    )


@pytest.mark.parametrize(
    ("made", "head", "foot"),
    [
        (vbulletin, "", "Powered by vBulletin® Version 3.8.11"),
        (phpbb, "", "مدعوم من phpBB® Forum Software"),
        (xenforo, '<meta name="generator" content="XenForo">', ""),
        (forumotion, "", "منتدى مجاني | Ahlamontada.com"),
        (discourse, '<meta name="generator" content="Discourse 3.2.0">', ""),
    ],
)
def test_a_thread_is_its_first_post(
    made: Callable[[int, str, str], str], head: str, foot: str
) -> None:
    posts = "".join(
        made(number, writer, text)
        for number, (writer, text) in enumerate(zip(WRITERS, (TEXT, REPLY), strict=True), 100)
    )
    page = (
        f"<html><head><title>{pages.TITLE}</title>{head}</head><body>{pages.NAV}"
        f"<h1>الموضوع: {pages.TITLE}</h1><div id=posts>{posts}</div><p>3 مشاركات</p><div>{foot}</div>"
        "</body></html>"
    )
    article = article_from(page.encode(), "thread.html")
    assert (article.title, article.author, str(article.date)) == (
        pages.TITLE,
        WRITERS[0],
        "2023-12-19",
    )
    assert article.body == BODY


def test_a_page_that_is_no_thread_keeps_all_of_its_parts() -> None:
    """An article on such a program, with parts that are called posts."""
    parts = "".join(
        f'<div id="post{n}"><p>{text}</p></div>' for n, text in enumerate(BODY.split("\n\n"))
    )
    page = f"<html><body><h1>{pages.TITLE}</h1><div>{parts}</div></body></html>"
    assert article_from(page.encode(), "page.html").body == BODY
