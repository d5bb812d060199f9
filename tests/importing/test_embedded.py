"""Texts that only the data of a page hold, in the forms that programs for the browser write them."""

from __future__ import annotations

import json
from typing import Any

import pages
import pytest

from podcast.importing import article_from
from podcast.importing.embedded import Stated, article_in

TEXTS = (pages.FIRST, pages.SECOND, pages.THIRD)
HTML = f"<p>{TEXTS[0]}</p><p>{TEXTS[1]}</p><h2>{pages.HEADING}</h2><p>{TEXTS[2]}</p>"
MARKDOWN = f"{TEXTS[0]}\n\n{TEXTS[1]}\n\n## {pages.HEADING}\n\n{TEXTS[2]}\n"
OTHERS = [{"title": "خبر آخر", "body": "<p>" + "نص خبر آخر لا صلة له بالمقال. " * 40 + "</p>"}]
BLOCKS = [
    {"type": "paragraph", "data": {"text": TEXTS[0]}},
    {"type": "image", "data": {"caption": "ميناء المخا"}},
    {"type": "paragraph", "data": {"text": TEXTS[1]}},
    {"type": "header", "data": {"text": pages.HEADING, "level": 2}},
    {"type": "paragraph", "data": {"text": TEXTS[2]}},
]
NODES = {
    "type": "doc",
    "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": TEXTS[0]}]},
        {"type": "paragraph", "content": [{"type": "text", "text": TEXTS[1]}]},
        {
            "type": "heading",
            "attrs": {"level": 2},
            "content": [{"type": "text", "text": pages.HEADING}],
        },
        {"type": "paragraph", "content": [{"type": "text", "text": TEXTS[2]}]},
    ],
}


def dumped(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


def next_data(body: Any) -> str:
    article = {"title": pages.TITLE, "body": body, "author": {"name": "ليلى حداد"}}
    data = {"props": {"pageProps": {"article": article, "latest": OTHERS}}}
    return f'<script id="__NEXT_DATA__" type="application/json">{dumped(data)}</script>'


def state(body: Any) -> str:
    data = {"post": {"headline": pages.TITLE, "content": body, "authors": ["ليلى حداد"]}}
    return f"<script>window.__INITIAL_STATE__={dumped(data)};(function(){{}})()</script>"


def nuxt(body: Any) -> str:
    data = [["Reactive", 1], {"title": 2, "body": 3, "author": 4}, pages.TITLE, body, "ليلى حداد"]
    return f'<script type="application/json" id="__NUXT_DATA__">{dumped(data)}</script>'


def streamed(body: Any) -> str:
    """Next.js's app router: a long text stands by itself, its length in bytes before it."""
    rows = f"1a:T{len(body.encode()):x},{body}" if isinstance(body, str) else ""
    article = {"title": pages.TITLE, "body": "$1a" if rows else body, "author": "ليلى حداد"}
    rows += f'2:["$","div",null,{{"article":{json.dumps(article, ensure_ascii=False)}}}]\n'
    parts = (rows[:100], rows[100:])
    return "".join(f"<script>self.__next_f.push({dumped([1, part])})</script>" for part in parts)


@pytest.mark.parametrize(
    ("form", "body"),
    [(form, body) for form in (next_data, state, streamed) for body in (HTML, BLOCKS, NODES)]
    + [(nuxt, HTML)],
)
def test_a_page_that_is_made_in_the_browser(form: Any, body: Any) -> None:
    page = (
        f'<html lang="ar"><head><title>{pages.TITLE}</title><meta property="og:title"'
        f' content="{pages.TITLE}"></head><body><div id="app"></div>{form(body)}</body></html>'
    )
    article = article_from(page.encode(), "page.html")
    assert (article.body, article.author) == (MARKDOWN, "ليلى حداد")


def test_data_beside_a_text_that_the_page_shows_change_nothing() -> None:
    plain = pages.blog()
    with_data = plain.replace("</body>", next_data(HTML) + "</body>")
    assert article_from(with_data.encode(), "page.html") == article_from(
        plain.encode(), "page.html"
    )


def test_a_text_that_thousands_of_objects_name() -> None:
    """It is read a few times, in the first of them."""
    named = [{"title": 0, "body": 1}, *({"body": 1} for _ in range(3_000))]
    data = dumped([pages.TITLE, HTML * 40, *named])
    page = f'<script type="application/json" id="__NUXT_DATA__">{data}</script>'
    assert article_in(page, pages.TITLE) == Stated(HTML * 40, named=True)


def test_scripts_that_never_end() -> None:
    page = next_data(HTML) + "<script>" * 20_000 + "<script " * 1_000
    assert article_in(page, pages.TITLE).html == HTML
