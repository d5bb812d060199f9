"""Doubts: words that may be read in two ways, with their readings, their place and what settles them."""

from __future__ import annotations

import math

from podcast import arabic
from podcast.arabic.diacritics.doubtful import UNSURE, likely
from podcast.arabic.diacritics.restore import Tashkeel
from podcast.arabic.reading import Doubt
from podcast.arabic.text.letters import bare
from podcast.arabic.text.marks import canonical, clusters
from podcast.cli.summary import FREQUENT, doubted
from podcast.model import Utterance
from podcast.model.lattice import Lattice, Marks
from podcast.pipeline.doubts import plain, questions
from podcast.structs import replace


def model(chances: dict[str, float]) -> Tashkeel:
    """A diacritiser that takes each word for one of those given with their chances, letter by letter."""

    def ranked(readings: list[tuple[str, float]], place: int) -> Marks:
        found: dict[str, float] = {}
        for word, chance in readings:
            mark = clusters(canonical(word))[place][1]
            found[mark] = found.get(mark, 0) + chance
        best = sorted(found.items(), key=lambda one: -one[1])
        return tuple((mark, math.log(chance)) for mark, chance in best)

    def restore(text: str) -> Lattice:
        letters, marks = bare(text), []
        for word in letters.split():
            core = word.rstrip("،.")
            readings = [one for one in chances.items() if bare(one[0]) == core] or [(core, 1.0)]
            marks += [ranked(readings, place) for place in range(len(core))]
            marks += [()] * (len(word) - len(core) + 1)
        return Lattice(letters, tuple(marks[:-1]))

    return restore


SAID = (
    Utterance("ثم حكم،", "ثم حكم،", "clause"),
    Utterance("قال حكم وحكم عُلِم.", "قال حكم وحكم عُلِم.", "sentence", settled=(1,)),
)
CHANCES = {
    "ثُمَّ": 1.0,
    "حَكَمَ": 0.6,
    "حُكْمَ": 0.4,
    "قَالَ": 1.0,
    "وَحَكَمَ": 0.95,
    "وَحُكْمَ": 0.05,
    "عَلَمِ": 0.5,
    "عِلْمِ": 0.5,
}


def test_a_word_in_doubt() -> None:
    """Told by clause and place; not what is settled, sure, or marked by the author."""
    (doubt,) = arabic.marked(SAID, model(CHANCES)).doubts
    assert (doubt.word, doubt.utterance, doubt.index) == ("حكم", 0, 1)
    assert [bare(form) for form, _ in doubt.readings] == ["حكم", "حكم"]
    assert canonical("حَكَمَ") == doubt.readings[0][0]
    assert UNSURE > doubt.readings[0][1] > doubt.readings[1][1]


def test_what_is_no_doubt() -> None:
    """A word with two right ways to say it, with its affixes; a listed name; what a neighbour settles."""
    said = (Utterance("وفقا لشقتها في برلين.", "وفقا لشقتها في برلين.", "sentence"),)
    chances = {"وِفْقًا": 0.5, "وَفْقًا": 0.5, "لِشِقَّتِهَا": 0.5, "لِشَقَّتِهَا": 0.5, "فِي": 1.0}
    chances |= {"بِرْلِينَ": 0.5, "بَرْلِينَ": 0.5}
    assert arabic.marked(said, model(chances)).doubts == ()
    said = (Utterance("رفع علم فلسطين.", "رفع علم فلسطين.", "sentence"),)
    chances = {"رَفَعَ": 1.0, "عِلْمَ": 0.6, "عَلَمَ": 0.4, "فِلَسْطِينَ": 1.0}
    assert arabic.marked(said, model(chances)).doubts == ()


def test_readings_that_sound_alike_are_one() -> None:
    """Models write the lam of the article with sukun or with nothing; nobody needs to be asked which."""
    said = (Utterance("رأى البحر.", "رأى البحر.", "sentence"),)
    chances = {"رَأَى": 1.0, "الْبَحْرَ": 0.5, "البَحْرَ": 0.5}
    assert arabic.marked(said, model(chances)).doubts == ()
    said = (Utterance("رأى الحكم.", "رأى الحكم.", "sentence"),)
    chances = {"رَأَى": 1.0, "الْحَكَمَ": 0.3, "الحَكَمَ": 0.3, "الْحُكْمَ": 0.2, "الحُكْمَ": 0.2}
    (doubt,) = arabic.marked(said, model(chances)).doubts
    assert [form.replace("\u0652", "") for form, _ in doubt.readings[:2]] == ["الحَكَمَ", "الحُكمَ"]
    assert len({form.replace("\u0652", "") for form, _ in doubt.readings}) == len(doubt.readings)


def test_the_reading_and_its_explanation_agree() -> None:
    """The first reading of a doubt is the word as the voice says it."""
    reading = arabic.marked(SAID, model(CHANCES))
    for doubt in reading.doubts:
        said = reading.utterances[doubt.utterance].spoken.split()[doubt.index]
        assert said.strip("،.") == doubt.readings[0][0]
        shares = [share for _, share in doubt.readings]
        assert shares == sorted(shares, reverse=True)
        assert abs(sum(shares) - 1) < 0.01
    assert reading.utterances == arabic.restore(SAID, model(CHANCES))


READINGS = (("حَكَمَ", 0.6), ("حُكْمَ", 0.4))


def test_the_most_worthwhile_comes_first() -> None:
    """A word in three places comes before a less certain one in a single place; each is listed once, with all
    its lines."""
    unsure = (("عِلْمَ", 0.5), ("عَلَمَ", 0.45))
    found = questions([("علم", 2, unsure), *(("حكم", line, READINGS) for line in (5, 7, 9))])
    assert [one.word for one in found] == ["حكم", "علم"]
    assert found[0].lines == (5, 7, 9)
    assert (found[0].spoken, found[0].other, found[0].sure) == ("حَكَمَ", "حُكْمَ", 60)


def test_what_to_do() -> None:
    """A mark in its line; from three lines on, a line for the lexicon."""
    once, often = (
        questions(("حكم", line, READINGS) for line in range(1, count + 1))
        for count in (1, FREQUENT)
    )
    assert doubted(replace(once[0], file="a")).startswith("  a:1: “حكم”")
    assert "write it that way there" in doubted(once[0])
    assert "script/lexicon.toml" in doubted(often[0])
    spread = (replace(once[0], file="a"), replace(once[0], file="b"))
    assert doubted(*spread).startswith("  a:1, b:1: “حكم”")
    assert "script/lexicon.toml" in doubted(*spread, replace(once[0], file="c"))
    assert '"حكم" = "حُكْم"' in doubted(often[0])


def test_no_entry_settles_an_ending() -> None:
    endings = (("حُكْمَ", 0.6), ("حُكْمِ", 0.4))
    often = questions(("حكم", line, endings) for line in range(1, FREQUENT + 1))
    assert "write it that way there" in doubted(often[0])


def test_doubts_survive_json() -> None:
    """What is kept with a section's plan comes back as it was."""
    told = ("حكم", 5, READINGS)
    assert plain([["حكم", 5, [list(one) for one in READINGS]]]) == (told,)
    assert Doubt("حكم", 0, 1, READINGS).readings == told[2]


def test_an_author_s_mark_chooses_the_word() -> None:
    """Marks that not every model sees leave only the readings that have them: يُكتب is يُكْتَبُ."""
    said = (Utterance("يُكتب", "يُكتب", "sentence"),)
    marks = arabic.restore(said, model({"يَكْتُبُ": 0.99, "يُكْتَبُ": 0.01}))
    assert marks[0].spoken == canonical("يُكْتَبُ")


def test_the_vowel_that_joins_the_article_is_no_second_reading() -> None:
    """الِاصطناعي sounds as it must; that no dictionary writes its kasra is no doubt."""
    letters = "الاصطناعي"
    marks = [((cluster, 0.0),) for _, cluster in clusters(canonical("الِاصْطِنَاعِيّ"))]
    assert likely(letters, tuple(marks), canonical("الِاصْطِنَاعِيّ")) == ((canonical("الِاصْطِنَاعِيّ"), 1.0),)


def test_a_word_in_no_table_is_asked_about_sooner() -> None:
    """Of such words, most of them names, the models are too sure."""
    said = (Utterance("قال الزرلي.", "قال الزرلي.", "sentence"),)
    chances = {"قَالَ": 1.0, "الزَّرْلِي": 0.8, "الزُّرْلِي": 0.2}
    (doubt,) = arabic.marked(said, model(chances)).doubts
    assert (doubt.word, len(doubt.readings)) == ("الزرلي", 2)
    chances |= {"الزَّرْلِي": 0.95, "الزُّرْلِي": 0.05}
    assert arabic.marked(said, model(chances)).doubts == ()


def test_a_name_is_asked_about_once_whatever_its_case() -> None:
    readings = [(("مُنْدِش" + case, 0.6), ("مُنْدَش" + case, 0.4)) for case in ("ِ", "ُ", "")]
    asked = questions(("مندش", line, one) for line, one in enumerate(readings))
    assert [(one.word, one.lines) for one in asked] == [("مندش", (0, 1, 2))]
