"""Pages that hold no article, several, or the beginning of one: told in a sentence, never read as one."""

from __future__ import annotations

import json

import pages
import pytest

from podcast.errors import InputError
from podcast.importing import article_from

HEADLINES = (
    "قفزة في أسعار الذهب وسط مخاوف المستثمرين",
    "منتخب الشباب يستعد لكأس آسيا في الدوحة",
    "معرض الكتاب يفتح أبوابه الخميس المقبل",
    "وزير النقل يعلن خطة لتوسعة الموانئ",
    "دراسة عن النوم وعلاقته بالذاكرة عند الكبار",
)
TEXTS = (pages.FIRST, pages.SECOND, pages.THIRD)


def cards(text: str) -> str:
    """A card for each headline, with `text` under it."""
    return "".join(
        f'<article class="item"><a href="/{n}"><img></a><h2><a href="/{n}">{headline}</a></h2>{text}</article>'
        for n, headline in enumerate(HEADLINES)
    )


def page(body: str, head: str = "", title: str = pages.TITLE) -> bytes:
    return (
        f'<html lang="ar"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{pages.NAV}{body}</body></html>"
    ).encode()


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def linked_data(**facts: object) -> str:
    data = {"@type": "NewsArticle", "headline": pages.TITLE, **facts}
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


EXCERPT = f"<p>{pages.FIRST[:70]}…</p>"
ARTICLE = f"<h1>{pages.TITLE}</h1><div>{paragraphs(*TEXTS, *TEXTS)}</div>"
WALL = "<div class='wall'><h3>هذا المحتوى متاح للمشتركين فقط</h3></div>"


@pytest.mark.parametrize(
    ("data", "tells"),
    [
        (page(cards(EXCERPT), title="صحيفة الميزان"), "lists articles"),
        (page(cards(""), title="صحيفة الميزان"), "lists articles"),
        (page(cards(paragraphs(*TEXTS)), title="مدونة البن"), "lists articles"),
        (page(cards(EXCERPT), '<meta property="og:type" content="article">'), "lists articles"),
        (page('<div id="root"></div><script>run()</script>'), "browsers only"),
        (
            page('<div id="app"><div>جار التحميل</div></div><script src="a.js"></script>'),
            "browsers",
        ),
        (page(f"<h1>{pages.TITLE}</h1>{WALL}"), "subscribers only"),
        (page("<p>لقراءة بقية المقال اشترك الآن</p>"), "subscribers only"),
    ],
    ids=["home", "headlines", "blog", "category", "script", "loading", "wall", "teaser"],
)
def test_no_article(data: bytes, tells: str) -> None:
    with pytest.raises(InputError, match=tells):
        article_from(data, "page.html")


@pytest.mark.parametrize(
    "body",
    [
        ARTICLE + cards(EXCERPT),
        f'<div><h3><a href="/me">{pages.TITLE}</a></h3>{paragraphs(*TEXTS, *TEXTS)}</div>'
        + cards(""),
        f'<div><h3><a href="/me">{pages.TITLE}</a></h3>{"<br><br>".join((*TEXTS, *TEXTS))}</div>'
        + cards(""),
    ],
    ids=["related", "linked-title", "breaks"],
)
def test_an_article_among_headlines_is_one(body: str) -> None:
    article = article_from(page(body), "page.html")
    assert article.title == pages.TITLE
    assert article.body.split("\n\n") == [*TEXTS, *TEXTS[:-1], TEXTS[-1] + "\n"]


def test_a_short_report_beside_a_column_of_headlines_is_one() -> None:
    """Under a title of any level, which the tab has, too."""
    for level in ("h1", "h2"):
        under = f"<{level}>{pages.TITLE}</{level}><div>{paragraphs(*TEXTS[:2])}</div>"
        article = article_from(page(under + cards("")), "page.html")
        assert article.body == "\n\n".join(TEXTS[:2]) + "\n"


@pytest.mark.parametrize(("href", "first"), [("#one", 0), ("https://example.org/book", 1)])
def test_headings_that_are_links_stay(href: str, first: int) -> None:
    """Anchors of their own, and what a section is about but for the first, which may lead to a category."""
    parts = [f'<h2><a href="{href}">{line}</a></h2><p>{pages.FIRST}</p>' for line in HEADLINES]
    body = article_from(
        page(f"<h1>{pages.TITLE}</h1><div>{''.join(parts)}</div>"), "page.html"
    ).body
    assert [line for line in HEADLINES if line in body] == list(HEADLINES[first:])


def test_the_beginning_of_a_paid_article_is_doubted() -> None:
    data = page(
        f"<h1>{pages.TITLE}</h1><div>{paragraphs(*TEXTS)}</div>{WALL}",
        linked_data(isAccessibleForFree=False),
    )
    article = article_from(data, "page.html")
    assert article.body == "\n\n".join(TEXTS) + "\n"
    assert any("subscribers" in doubt for doubt in article.doubts)
    assert not article_from(page(ARTICLE), "page.html").doubts


@pytest.mark.parametrize("mark", ["\n\n", "<br>", "</p><p>"])
def test_a_text_that_only_the_data_of_the_page_hold(mark: str) -> None:
    """As pages made in the browser state it for search engines."""
    text = mark.join(TEXTS)
    data = page('<div id="root"></div><script src="a.js"></script>', linked_data(articleBody=text))
    assert article_from(data, "page.html").body.split() == " ".join(TEXTS).split()


def test_a_page_saved_by_a_browser_keeps_its_address() -> None:
    saved = b"<!-- saved from url=(0029)https://blog.example/coffee/ -->\n" + page(ARTICLE)
    assert article_from(saved, "page.htm").source == "https://blog.example/coffee/"
