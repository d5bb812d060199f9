"""Which verbs take an object, by the table that `bench/verbs.py` makes."""

from __future__ import annotations

import pytest

from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.valency import readings, takes_no_object, takes_object


@pytest.mark.parametrize(
    "words",
    [
        "انتقل ارتفعت يزدحم وانخفضت سينطلق تنعقد واجتمعت",  # of one's own doing
        "أعيد أقيلت استعيد عولج اغتيلت أصيب",  # passives that their long vowel shows
    ],
)
def test_what_follows_is_the_subject(words: str) -> None:
    assert [word for word in words.split() if not takes_no_object(fold(word))] == []


@pytest.mark.parametrize("words", ["ساند ساندت ويساند سيشتري وافتتحت يدعم"])
def test_what_follows_may_be_the_object(words: str) -> None:
    assert [word for word in words.split() if not takes_object(fold(word))] == []


def test_homographs_tell_nothing() -> None:
    """تحرك is a verbal noun too, and يغرق drowns or is drowned: their context tells."""
    for word in ("تحرك", "يغرق", "نقل", "رفض"):
        assert not takes_no_object(fold(word))


def test_other_words_are_no_verbs() -> None:
    """A feminine past, a future and a word with "and" are found by their stem, nouns are not."""
    for word in ("الشركة", "مدينة", "عاملان", "سنويا", "والماضي"):
        assert not readings(fold(word))
