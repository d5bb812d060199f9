"""One term per concept: messages, pages, starter files and guides keep to docs/glossary.md."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
PAGE = (TOP / "docs/glossary.md").read_text("utf-8")
SENTENCES = tomllib.loads((TOP / "podcast/cli/ar.toml").read_text("utf-8"))

NAMES = re.compile(
    r"\{\w+\}|`[^`]*`|“podcast [^”]*”|podcast (?:text|play|build) [^;,]*"
    r"|\S*[./_=\[]\S*|--\w+|small speakers|control the terminal"
    r"|model, voice and extra|reading with|re-voices|cannot voice"
)
"""What is no term in an English sentence: fields, commands, file names, words in another sense."""

VERBS = {"show": r"(?:the|a|this) show"}
"""English nouns that are also verbs: how they look as nouns."""

SYSTEM = {"Is a directory", "Not a directory", "No such file or directory"}
"""Sentences of the system, in which a directory is a folder."""

OLD_SPELLING = r"كلّ|ملفّ|نصّ|مجلّد|محلّي|مرّة|جدًّا"

SPOKEN_BY_HAND = sorted(
    [
        *(TOP / "podcast/page/templates").glob("*.j2"),
        *(TOP / "podcast/page/templates").glob("*.js"),
        TOP / "podcast/show/keys.py",
        TOP / "podcast/show/data/starter.md",
        TOP / "README.ar.md",
        *(TOP / "docs/ar").glob("*.md"),
        TOP / "docs/sound.md",
    ]
)


def rows(heading: str) -> list[list[str]]:
    """The rows of the table below a heading, cell by cell."""
    part = PAGE.split(f"## {heading}")[1].split("\n## ")[0]
    table = [line for line in part.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table]


def forms(cell: str) -> list[str]:
    """The Arabic words of a cell, each without a last ta marbuta, so that suffixes may follow."""
    return [word.removesuffix("ة") for word in re.split(r"،\s*", cell) if word]


TERMS = {
    row[0].split(" (")[0]: (forms(row[1]), [one for one in re.split(r"،\s*", row[3]) if one])
    for row in rows("What an author meets")
}


def plain(sentence: str) -> str:
    """An English sentence without fields, commands and names."""
    return NAMES.sub(" ", sentence)


@pytest.mark.parametrize("term", sorted(TERMS))
def test_a_term_is_translated_by_its_own_word(term: str) -> None:
    noun = VERBS.get(term, rf"{term[:-1]}(?:y|ies)" if term.endswith("y") else rf"{term}s?")
    wrong = [
        f"{english} = {arabic}"
        for english, arabic in SENTENCES.items()
        if english not in SYSTEM
        and re.search(rf"\b{noun}\b", plain(english))
        and not any(word in arabic for word in TERMS[term][0])
    ]
    assert not wrong, f"{term} is one of {TERMS[term][0]}:\n" + "\n".join(wrong)


def test_no_sentence_has_a_word_that_the_glossary_rules_out() -> None:
    wrong = [
        f"{word}: {arabic}"
        for _, refused in TERMS.values()
        for word in refused
        for arabic in SENTENCES.values()
        if word in arabic
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", SPOKEN_BY_HAND, ids=lambda path: path.name)
def test_pages_starters_and_guides_have_no_word_that_the_glossary_rules_out(path: Path) -> None:
    refused = [re.escape(word) for _, words in TERMS.values() for word in words]
    rule = re.compile("|".join([*refused, OLD_SPELLING]))
    wrong = [
        f"{path.name}:{number}: {found[0]}"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (found := rule.search(line))
    ]
    assert not wrong, "\n".join(wrong)


def test_the_catalogue_spells_as_newspapers_do() -> None:
    wrong = [arabic for arabic in SENTENCES.values() if re.search(OLD_SPELLING, arabic)]
    assert not wrong, "\n".join(wrong)


def test_the_glossary_is_in_both_languages() -> None:
    """Every row has an English term, an Arabic word in Arabic letters, and each term occurs once."""
    table = rows("What an author meets") + rows("What a contributor meets")
    assert all(re.search(r"[a-z]", row[0]) and re.search(r"[ء-ي]", row[1]) for row in table)
    terms = [row[0] for row in table]
    assert len(terms) == len(set(terms)) > 40
