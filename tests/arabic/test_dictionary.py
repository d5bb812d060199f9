"""The dictionary accepts every possible word with every possible affix, and no others."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.arabic.diacritics.choose import TOGETHER, chosen, sureness
from podcast.arabic.diacritics.dictionary import forms
from podcast.arabic.diacritics.forms import Form
from podcast.arabic.text.letters import bare
from podcast.arabic.text.marks import canonical, clusters, joined
from podcast.model.lattice import Marks


def listed(word: str) -> bool:
    """Whether a marked word is one of the forms of its letters."""
    marks = [one for _, one in clusters(canonical(word))]

    def allows(form: Form) -> bool:
        return all(one is None or mark in one for one, mark in zip(form, marks, strict=True))

    return any(map(allows, forms(bare(word))))


@pytest.mark.parametrize(
    "words",
    [
        "كِتَابٌ الْكِتَابِ كِتَابًا بِالْكِتَابِ وَلِلْكُتُبِ كِتَابُهُمْ كِتَابَيْنِ",
        "مُعَلِّمُونَ الْمُعَلِّمَاتِ مُعَلِّمَتُهُ مُعَلِّمِيهِمْ الْوِزَارِيَّةِ لُبْنَانِيٌّ",
        "كَتَبَ كُتِبَتْ كَتَبُوا فَكَتَبْنَا يَكْتُبُونَ سَيُكْتَبُ تَكْتُبِينَ نَكْتُبْ",
        "قُلْتُ قَالُوا يَقُولُونَ يَقُلْ دَعَتْ دَعَوْا يَدْعُونَ رَمَيْنَا يُعِدُّهُ اسْتَعَدَّتْ",
        "فَعَلُوهُ نَقَلَهُمْ يَسْتَخْدِمُهَا أَبْلَغَتْهُ مُسْتَشْفًى مَنْطِقَةٍ",
    ],
)
def test_listed(words: str) -> None:
    """Nouns and verbs in all their persons, with particles before and pronouns behind."""
    assert [word for word in words.split() if not listed(word)] == []


@pytest.mark.parametrize("word", ["مِنْطَقَةٌ", "كَتِبَ", "يُكْتُبُ", "الْكَتَبَ", "سَكَتَبَ"])
def test_not_listed(word: str) -> None:
    """Forms of no word; a verb with the article; a past tense after the marker of the future."""
    assert not listed(word)


@given(st.text(alphabet="ابتةسشلمنويىأءه", max_size=9))
def test_forms_fit_their_letters(letters: str) -> None:
    """Each form has marks for each letter, whatever the word."""
    assert all(len(form) == len(letters) for form in forms(letters))


def lattice(word: str, others: dict[int, str], chance: float) -> tuple[Marks, ...]:
    """A word as the models would give it, with another mark on some letters, which has this chance."""
    likely, other = math.log(1 - chance), math.log(chance)
    return tuple(
        ((mark, likely), (others[at], other)) if at in others else ((mark, 0.0),)
        for at, (_, mark) in enumerate(clusters(canonical(word)))
    )


def test_what_no_dictionary_lists_becomes_what_one_does() -> None:
    """Half of one reading, half of another: the likelier of the two words is chosen."""
    marks = lattice("كَتِبَ", {1: "َ"}, 0.3)
    assert joined(list(zip("كتب", chosen("كتب", marks), strict=True))) == "كَتَبَ"


def test_a_name_is_left_alone() -> None:
    """What is listed must be nearly as likely as what is not."""
    chance = math.exp(-TOGETHER.margin) / 4
    marks = lattice("كَتِبَ", {1: "َ"}, chance)
    assert "".join(chosen("كتب", marks)) == "َِ" + "َ"
    assert sureness(marks) == pytest.approx(1 - chance)


@pytest.mark.parametrize(
    ("usual", "rare"),
    [
        ("مُتَبَادَل", "مُتَبَادِل"),
        ("مُبْتَكَر", "مُبْتَكِر"),
        ("مُجَاوِر", "مُجَاوَر"),
        ("حِبْر", "حَبْر"),
        ("نَفَّذَ", "نَفِذَ"),
    ],
)
def test_the_more_usual_of_two_forms(usual: str, rare: str) -> None:
    """Where the models find both nearly as likely, the word that is met more often is chosen."""
    letters = bare(usual)
    pairs = zip(clusters(canonical(usual)), clusters(canonical(rare)), strict=True)
    likely, other = math.log(0.55), math.log(0.45)
    marks = tuple(
        ((mark, 0.0),) if mark == one else ((one, likely), (mark, other))
        for (_, mark), (_, one) in pairs
    )
    made = joined(list(zip(letters, chosen(letters, marks), strict=True)))
    assert canonical(made) == canonical(usual)
