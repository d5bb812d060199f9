"""Words of closed classes: what may be attached to them, and that they win over a rarer word."""

from __future__ import annotations

import pytest

from podcast.arabic.diacritics.choose import chosen
from podcast.arabic.diacritics.closed import closed
from podcast.arabic.tables import rows
from podcast.arabic.text.letters import DAMMA, KASRA, SHADDA, SUKUN, bare
from podcast.arabic.text.marks import canonical, clusters


@pytest.mark.parametrize(
    "word", [word for _, cell in rows("closed.tsv", 2) for word in cell.split()]
)
def test_the_table_is_marked(word: str) -> None:
    """Each word has diacritics."""
    assert bare(word) != word


@pytest.mark.parametrize(
    "word", ["بِكُمْ", "وَلَهُمَا", "فَمِنْهُ", "إِلَيْكُمْ", "وَلَكِنَّهَا", "بِي", "لَدَيْنَا", "أَيْضًا", "وَهَذِهِ"]
)
def test_a_word_is_known_with_what_is_attached(word: str) -> None:
    """A conjunction before it, a pronoun behind it."""
    marks = [mark for _, mark in clusters(canonical(word))]
    assert any(
        all(one is None or mark in one for one, mark in zip(form, marks, strict=True))
        for form in closed(bare(word))
    )


def test_a_noun_is_not_of_a_closed_class() -> None:
    """What is not in the table is not a particle."""
    assert closed("بيتكم") == ()


def test_with_one_mark_of_the_author_a_particle_stays_one() -> None:
    """بكُم is a particle and a pronoun, not a sleeve, whose last letter would be doubled."""
    ranked = (
        ((KASRA, -0.05),),
        ((DAMMA, 0.0),),
        ((SUKUN, -0.27), (SHADDA + KASRA, -3.1)),
    )
    assert chosen("بكم", ranked, hinted=True) == (KASRA, DAMMA, SUKUN)
