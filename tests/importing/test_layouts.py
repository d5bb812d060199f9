"""Pages as the Arabic web makes them: the article and nothing but the article, from each of their layouts.

`data/pages/NAME.html` is built as sites of its kind build theirs, with an article of known text in it;
`NAME.md` is what has to come out. In both, {TITLE}, {H1}, {H2} are the article's headings, {P1} … {P6} its
paragraphs, and {L1} … {L3} the items of its list.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.importing import article_from

PAGES = Path(__file__).parent / "data/pages"
TEXTS = dict(
    line.split("\t") for line in (PAGES / "texts.tsv").read_text("utf-8").splitlines() if line
)


def filled(name: str) -> str:
    """A file of `data/pages` with its texts."""
    text = (PAGES / name).read_text("utf-8")
    for key, value in TEXTS.items():
        text = text.replace(f"{{{key}}}", value)
    return text


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_a_layout(name: str) -> None:
    page = filled(f"{name}.html")
    codec = "windows-1256" if "charset=windows-1256" in page else "utf-8"
    article = article_from(page.encode(codec, "xmlcharrefreplace"), f"{name}.html")
    told = f"title: {article.title}\nauthor: {article.author}\nday: {article.date or ''}\n\n"
    assert told + article.body == filled(f"{name}.md")
