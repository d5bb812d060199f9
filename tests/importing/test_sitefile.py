"""Markdown of site generators: the author is the episode's, and shortcodes are not read aloud."""

from __future__ import annotations

import pytest

from podcast.importing.sitefile import settled


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("author: ليلى حداد", "person: ليلى حداد (author)"),
        ('author: "ليلى حداد"', 'person: "ليلى حداد (author)"'),
        ("authors: [ليلى حداد, نور سالم]", "person: ليلى حداد (author)"),
        ("author:", "author:"),
        ("author: ليلى\nperson: نور (host)", "author: ليلى\nperson: نور (host)"),
    ],
)
def test_the_author_of_a_post_is_a_person_of_the_episode(line: str, person: str) -> None:
    assert settled(f"---\n{line}\n---\nنص.\n") == f"---\n{person}\n---\nنص.\n"


def test_the_same_in_toml() -> None:
    told = settled('+++\ntitle = "قهوة"\nauthor = "ليلى حداد"\n+++\nنص.\n')
    assert told == '+++\ntitle = "قهوة"\nperson = "ليلى حداد (author)"\n+++\nنص.\n'


@pytest.mark.parametrize(
    "code",
    [
        "{{< youtube abc >}}",
        "{{% notice %}}",
        "{% include ad.html %}",
        "{{ page.title }}",
        "{: .note}",
        "<!--more-->",
        "* TOC\n{:toc}",
        "اقرأ أيضًا: [مراجعة](https://example.org)",
        "> **اقرأ أيضًا:** [مراجعة](https://example.org)",
    ],
)
def test_what_templates_read_is_not_read_aloud(code: str) -> None:
    assert settled(f"---\nlayout: post\n---\nأول.\n\n{code}\n\nثان.\n").endswith("أول.\n\nثان.\n")


@pytest.mark.parametrize(
    "text",
    [
        "نص فيه {أقواس} و{{ متغير }}.\n",
        "---\nlayout: post\n---\n```\n{% include x %}\n```\n",
        "---\n\nفاصل لا ترويسة.\n",
    ],
)
def test_all_else_stays(text: str) -> None:
    assert settled(text) == text


def test_the_names_of_headings_are_not_read_aloud() -> None:
    assert settled("---\na: b\n---\n## الكاميرا {#camera}\n").endswith("\n## الكاميرا\n")


def test_a_line_with_a_link_stays() -> None:
    text = "---\na: b\n---\nنشرت [الوزارة](https://example.org)\n"
    assert settled(text) == text
