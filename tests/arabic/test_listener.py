"""What the listener did, أردتَ, and shall not do, لا تقلقْ: told from what the writer or a woman did."""

from __future__ import annotations

import pytest

from podcast import diacritized
from podcast.arabic.diacritics.context import EDGE, Surroundings
from podcast.arabic.diacritics.listener import forbidden, person
from podcast.arabic.diacritics.tone import Telling, Tone, addresses_one
from podcast.arabic.text.letters import SUKUN
from podcast.arabic.text.marks import canonical, clusters

GUIDE = (
    "هل سألت نفسك يوما لماذا تنسى ما قرأت؟ إذا أردت أن تتذكر كتابا فلا تستعجل فهمه. "
    "إن كنت تحب القصص فابدأ بها. لا تقلق من البطء، واكتب ملاحظاتك كلما تعلمت شيئا، لأنك قررت أن تتغير."
)
LETTER = "أخبرتك أمس أنني لن أعود. قلت لك إن البيت بعيد، وكتبت إليك رسالة طويلة."
REPORT = "أعلنت الشركة أرباحها، وقالت إنها ستتوسع إذا تحسنت الأسواق. وإذا نجحت الخطة فستفتح فروعا."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GUIDE, "سَأَلْتَ أَرَدْتَ تَسْتَعْجِلْ كُنْتَ تَقْلَقْ تَعَلَّمْتَ قَرَّرْتَ"),
        (LETTER, "أَخْبَرْتُكَ قُلْتُ وَكَتَبْتُ"),
        (REPORT, "أَعْلَنَتِ تَحَسَّنَتِ نَجَحَتِ"),
    ],
)
def test_who_is_told_of(text: str, words: str) -> None:
    found = [word.strip(".،؟") for word in diacritized(text).split()]
    assert [word for word in words.split() if canonical(word) not in map(canonical, found)] == []


@pytest.mark.parametrize(
    ("before", "after", "tone", "who"),
    [
        ("هل", "نفسك", Tone(), "second"),
        ("لأنك", "أن", Tone(), "second"),
        ("إذا", "طويلا", Tone(thou="here"), "second"),
        ("كلما", "طويلا", Tone(thou="around"), "second"),
        ("ثم", "طويلا", Tone(thou="around"), "third"),
        ("إذا", "المدينة", Tone(thou="here"), "third"),
        ("إذا", "الأسواق", Tone(thou="around"), "third"),
        ("إذا", "لك", Tone(thou="here"), "third"),
        ("إذا", "طويلا", Tone(thou="here", telling=Telling(0.9, True)), "first"),
    ],
)
def test_what_speaks_for_the_listener(before: str, after: str, tone: Tone, who: str) -> None:
    """The word is فكرت, by models that lean to neither person."""
    marks = (
        (("َ", 0.0),),
        (("َّ", 0.0),),
        (("َ", -0.7), ("ْ", -0.7)),
        (("ْ", -0.7), ("ُ", -0.7)),
    )
    around = Surroundings((before, EDGE), (after, EDGE), tone)
    assert person("فكرت", marks, around, "") == who


@pytest.mark.parametrize(
    ("before", "after", "thou", "sukun"),
    [
        ("لا", "النتائج", "here", True),
        ("ولا", "النتائج", "around", True),
        ("لا", "النتائج", "", False),
        ("لا", "الشركة", "here", False),
        ("أنك لا", "النتائج", "here", False),
    ],
)
def test_what_the_listener_shall_not_do(before: str, after: str, thou: str, sukun: bool) -> None:
    made = tuple(marks for _, marks in clusters(canonical("تَنْتَظِرُ")))
    around = Surroundings((*before.split()[::-1], EDGE), (after, EDGE), Tone(thou=thou))
    assert (forbidden("تنتظر", made, around)[-1] == SUKUN) == sukun


def test_a_sentence_that_speaks_to_its_listener() -> None:
    spoken_to = ("راجع طبيبك فورا", "لأنك تستحق", "اكتب ملاحظاتك", "خذ وقتك")
    others = ("كتب صديقك رسالة", "زار الملك البنك", "بذلك وتلك", "الشباك مفتوح", "هنالك شريك")
    assert [text for text in spoken_to if not addresses_one(text.split())] == []
    assert [text for text in others if addresses_one(text.split())] == []


def test_a_listener_who_is_a_woman_has_her_vowel() -> None:
    text = "سخني الفرن ثم اخفقي البيض. ضعي هاتفك جانبا، وأنت مطمئنة."
    found = map(canonical, diacritized(text).replace("،", "").split())
    assert {canonical("هَاتِفَكِ"), canonical("وَأَنْتِ")} <= set(found)
