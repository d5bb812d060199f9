"""A past in ت is the writer's, سكنتُ, or hers, سكنتْ: the text around tells."""

from __future__ import annotations

import pytest

from podcast import diacritized
from podcast.arabic.diacritics.context import EDGE, Surroundings
from podcast.arabic.diacritics.speaker import certain, meant, pair, subject, told
from podcast.arabic.diacritics.tone import Telling, Tone
from podcast.arabic.text.letters import bare

MEMOIR = (
    "سكنت في العاصمة عند خالتي، ودرست في مدرسة ثانوية كبيرة. كنت أظن أن المدينة ستغيرني، لكنني بقيت كما أنا. "
    "رجعت إلى القرية بعد عشرين عاما، فوجدت البيت مهجورا. عرضت علي جارتي كوبا من الشاي."
)
REPORT = (
    "سكنت الشاعرة في العاصمة، ودرست في مدرسة ثانوية كبيرة. رجعت إلى قريتها بعد عشرين عاما، فوجدت البيت مهجورا. "
    "وقالت: أنا سعيدة بعودتي. ثم عرضت لوحاتها."
)


def heard(text: str) -> dict[str, str]:
    """The marked words of a text by their letters."""
    return {bare(word): word for word in (one.strip(".،:") for one in diacritized(text).split())}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (MEMOIR, "سَكَنْتُ وَدَرَسْتُ رَجَعْتُ فَوَجَدْتُ عَرَضَتْ"),
        (REPORT, "سَكَنَتِ وَدَرَسَتْ رَجَعَتْ فَوَجَدَتِ عَرَضَتْ"),
    ],
)
def test_the_text_around_tells_who_did_it(text: str, words: str) -> None:
    found = heard(text)
    assert [found[bare(word)] for word in words.split()] == words.split()


@pytest.mark.parametrize(
    ("before", "after", "telling", "previous", "who"),
    [
        ("", "في", Telling(0.6, True), "", "first"),
        ("", "في", Telling(), "", "third"),
        ("", "في", Telling(0.2), "first", "first"),
        ("", "علي", Telling(0.6, True), "", "third"),
        ("أنني", "في", Telling(), "", "first"),
        ("لأنها", "في", Telling(0.6, True), "", "third"),
        ("المدربة", "في", Telling(0.6, True), "", "third"),
        ("", "الشمس", Telling(0.6, True), "", "first"),
        ("", "وقالت شيئا", Telling(0.6, True), "first", "third"),
        ("", "أمي دارا", Telling(0.6, True), "", "third"),
        ("", "أمي في", Telling(0.6, True), "", "first"),
        ("", "في", Telling(0.3), "third", "third"),
    ],
)
def test_what_speaks_for_the_first_person(
    before: str, after: str, telling: Telling, previous: str, who: str
) -> None:
    """Models that lean to neither leave it to the words around."""
    marks = (
        (("َ", 0.0),),
        (("َ", 0.0),),
        (("َ", -0.7), ("ْ", -0.7)),
        (("ْ", -0.7), ("ُ", -0.7)),
    )
    around = Surroundings((*before.split(), EDGE), (*after.split(), EDGE), Tone(telling=telling))
    assert subject("سكنت", marks, around, previous) == who  # type: ignore[arg-type]


def test_only_verbs_of_either_person_are_judged() -> None:
    """No noun, no particle, no verb that only one person can be."""
    assert all(pair(word) for word in ("سكنت", "كتبتها", "وجدته"))
    assert not any(pair(word) for word in ("بيت", "ظننت", "كانت", "مدرسته"))


def test_what_only_one_person_can_have_done() -> None:
    found = {word: certain(word) for word in ("وقالت", "باعت", "أرسلتني", "أكتب", "سكنت", "تحت")}
    assert list(found.values()) == ["third", "third", "third", "first", "", ""], found


def test_a_noun_stays_one() -> None:
    marks = ((("َ", 0.0),), (("ْ", 0.0),), (("َ", 0.0),), (("ِ", 0.0),), (("ِ", 0.0),))
    made = ("َ", "ْ", "َ", "ِ", "ِ")
    assert meant("first", "وجبته", marks, made) == made


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("أنا سعيد لأنني عدت إلى البيت وزرت جدي.", "عُدْتُ"),
        ("أنا سعيد لأنني نمت نوما عميقا.", "نِمْتُ"),
        ("كنت أخاف من الماء. بعد شهر قطعت المسبح كله. شعرت بأنني ولدت من جديد.", "الْمَسْبَحَ"),
        ("أنا لا أخاف. أعدت المحاولة لأنني أحب عملي. لم أندم على ذلك.", "الْمُحَاوَلَةَ"),
        ("يوضع الحليب في قدر ويترك على النار. يخفق البيض جيدا.", "وَيُتْرَكُ يُخْفَقُ"),
        ("يغسل الرجل سيارته كل جمعة.", "يَغْسِلُ"),
        ("تعديل سطر لا يُفقدك ما سُجّل.", "يُفْقِدُكَ"),
        ("أنصح به لمن يهتم بالتصوير.", "أَنْصَحُ"),
        ("جلست في غرفتي ثم نزلت أبحث عن قهوة.", "أَبْحَثُ"),
        ("اعجني العجينة ثم أضيفي السكر.", "الْعَجِينَةَ"),
        ("أريد أن أكتب رسالة.", "أَكْتُبَ"),
        ("أرسلت صورتها إلى عمي لأنني أحبه.", "صُورَتَهَا"),
        ("قابلنا المدير أمام مكتبه.", "الْمُدِيرَ"),
        ("في الصباح أعلن الوزير قراره.", "أَعْلَنَ الْوَزِيرُ"),
    ],
)
def test_what_a_verb_governs(sentence: str, words: str) -> None:
    """A hollow verb has the vowel of its present, an object its case, and a present its mood."""
    found = heard(sentence)
    assert [found[bare(word)] for word in words.split()] == words.split()


def test_what_is_quoted_tells_of_its_own_sentence_alone() -> None:
    said = ("قال: أنا سعيد.", ["قال", "أنا", "سعيد"])
    mine = ("أنا سعيد.", ["أنا", "سعيد"])
    other = ("هطل المطر.", ["هطل", "المطر"])
    assert told([said, other])[1].around == 0
    assert told([mine, other])[1].around > 0.5
    assert [one.shown for one in told([said, other])] == [True, False]
