"""Orders, and pasts that open their clause: what is written alike is told apart by the text around."""

from __future__ import annotations

import pytest

from podcast import diacritized
from podcast.arabic.diacritics.context import EDGE, Surroundings
from podcast.arabic.diacritics.dictionary import orders
from podcast.arabic.diacritics.forms import fits
from podcast.arabic.diacritics.opening import BEFORE_SUBJECT, GUESSED, OPENS, opening
from podcast.arabic.diacritics.order import BIDDEN, DOUBLED, bidding
from podcast.arabic.diacritics.tone import Tone
from podcast.arabic.text.letters import DAMMA, KASRA, bare
from podcast.arabic.text.marks import canonical, clusters

TUTORIAL = (
    "افتح البرنامج وسجل الدخول بحسابك. أولا حدد المجلد، ثم رتب الملفات حسب التاريخ. حجم الملف صغير. "
    "انقر الزر وانتظر قليلا. وأخيرا قسم المشروع إلى وحدات، واكتب لكل وحدة اختبارا."
)
RECIPE = (
    "سخني الفرن ثم اخفقي البيض. نخلي الدقيق وحركي المزيج برفق. بردي الكعكة وقشري البرتقال. "
    "رشي السكر فوقها، وغطي القدر."
)


def heard(text: str) -> list[str]:
    return [word.strip(".،") for word in diacritized(text).split()]


def marks(word: str) -> tuple[str, ...]:
    return tuple(one for _, one in clusters(canonical(word)))


def around(before: str, after: str, bids: str = "") -> Surroundings:
    return Surroundings((*before.split()[::-1], EDGE), (*after.split(), EDGE), Tone(bids=bids))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TUTORIAL, "افْتَحِ الْبَرْنَامَجَ وَسَجِّلِ حَدِّدِ الْمُجَلَّدَ رَتِّبِ حَجْمُ قَسِّمِ الْمَشْرُوعَ"),
        (RECIPE, "سَخِّنِي الْفُرْنَ نَخِّلِي وَحَرِّكِي بَرِّدِي الْكَعْكَةَ وَقَشِّرِي وَغَطِّي"),
        ("وفي الشوط الثاني ضغط أصحاب الأرض. صادر الجيش تسعة زوارق.", "ضَغَطَ صَادَرَ"),
    ],
)
def test_what_is_bidden_and_what_was_done(text: str, said: str) -> None:
    found = heard(text)
    assert [word for word in said.split() if canonical(word) not in map(canonical, found)] == []


@pytest.mark.parametrize(
    ("order", "other"),
    [("تَذَكَّرْ", "تَذَكَّرَ"), ("سَخِّنِي", "سُخْنِي"), ("ثَبِّتْ", "ثَبَتَّ"), ("غَطِّي", "غُطِيَ"), ("رُشِّي", "رُشِيَ")],
)
def test_the_forms_of_an_order(order: str, other: str) -> None:
    """A past that shares an order's letters is none, nor what is done to the writer."""
    assert any(fits(form, marks(order)) for form in orders(bare(order)))
    assert not any(fits(form, marks(other)) for form in orders(bare(other)))


@pytest.mark.parametrize(
    ("before", "word", "model", "after", "wins"),
    [
        ("", "ثَبِّتْ", "ثَبَتَ", "الأداة", BIDDEN["m"] + DOUBLED),
        ("بعد التثبيت", "رَاجِعْ", "رَاجِعُ", "القسم الأول", BIDDEN["m"]),
        ("", "شَكِّلْ", "شَكْلُ", "الواجهة مختلف", GUESSED),
        ("", "عَدِّدْ", "عَدَدُ", "الاختبارات ليس مهما", GUESSED),
        ("على", "وَرِّقْ", "وَرَقِ", "الخبز", 0.0),
    ],
)
def test_a_noun_is_no_order(before: str, word: str, model: str, after: str, wins: float) -> None:
    """Where a man is bidden, a thing behind a word makes it an order, a predicate behind the thing a noun."""
    near = around(before, after, "m")
    assert bidding(bare(word), marks(word), marks(model), near) == wins


@pytest.mark.parametrize(
    ("before", "word", "model", "after", "wins"),
    [
        ("", "عَقَدَ", "عَقْدَ", "وزراء الخارجية", OPENS),
        ("في الشوط الثاني", "ضَغَطَ", "ضَغْطَ", "أصحاب الأرض", OPENS),
        ("", "عَالَجَ", "عَالِجُ", "الأطباء", GUESSED),
        ("يريد", "عَقَدَ", "عَقْدَ", "وزراء الخارجية", 0.0),
        ("رفض الرئيس", "وَمَنَعَ", "وَمَنْعَ", "سفره", 0.0),
        ("", "رَقَمَ", "رَقْمَ", "الجلوس", 0.0),
        ("", "فَجَّرَ", "فَجْرَ", "السبت", 0.0),
        ("", "وَحَوَّلَ", "وَحَوْلَ", "أداء المنتخب", 0.0),
    ],
)
def test_an_accusative_opens_no_clause(
    before: str, word: str, model: str, after: str, wins: float
) -> None:
    assert opening(bare(word), marks(word), marks(model), around(before, after)) == wins


@pytest.mark.parametrize(
    ("letters", "made", "best", "case", "verb"),
    [
        ("عين", "عَيَّنَ", "عَيْنُ", DAMMA, True),
        ("هنأ", "هَنَّأَ", "هُنَأَ", DAMMA, True),
        ("عين", "عَيَّنَ", "عَيْنُ", KASRA, False),
        ("تقدم", "تَقَدَّمَ", "تُقَدِّمُ", DAMMA, False),
    ],
)
def test_a_noun_is_not_before_a_nominative(
    letters: str, made: str, best: str, case: str, verb: bool
) -> None:
    """عيّن المديرُ: what the models read as a noun in construct would have a genitive behind it."""
    near = Surroundings((EDGE,), ("المدير", EDGE), case=case)
    assert (opening(letters, marks(made), marks(best), near) == BEFORE_SUBJECT) == verb


@pytest.mark.parametrize(
    ("text", "word"),
    [
        # of the second form: the more usual one, one of the table, or one with an object behind its subject
        ("برأت اللجنة الموظف من تهمة الإهمال", "بَرَّأَتِ"),
        ("لخص الكاتب فصول الرواية في مقدمة قصيرة", "لَخَّصَ"),
        ("مهد الحوار الطريق لعودة النازحين", "مَهَّدَ"),
        ("هربت العصابة عشرات الهواتف عبر الجبال", "هَرَّبَتِ"),
        ("هربت العصابة من الشرطة عبر الجبال", "هَرَبَتِ"),
        ("وزعت الجمعية بينهم 12 ألف ريال", "وَزَّعَتِ"),
        ("صدر الأمر الملكي الكريم بتعيينه", "صَدَرَ"),
        ("ليس المكان أول ما يهم السائح", "لَيْسَ"),
        # no noun in construct: a plural in ون, or an object behind the subject and no other verb
        ("فتح المسافرون نوافذ الحافلة", "فَتَحَ"),
        ("عاتب الجد حفيده على تأخره", "عَاتَبَ"),
        # done to a thing, without who does it
        ("سرقت الدراجة من أمام المدرسة", "سُرِقَتِ"),
        ("عرضت اللوحة في قاعة البلدية", "عُرِضَتِ"),
        ("كتبت الرسالة بحبر أزرق", "كُتِبَتِ"),
        ("تعقد الجلسة في قاعة البلدية", "تُعْقَدُ"),
        ("قبض على السارق في اليوم التالي", "قُبِضَ"),
        # who may act, or an object further on: active
        ("عقد المجلس في المدينة اجتماعا طارئا", "عَقَدَ"),
        ("نشرت الصحيفة في صدر صفحتها الأولى تحقيقا", "نَشَرَتِ"),
        ("كتب الصحفي عن أحوال اللاجئين", "كَتَبَ"),
    ],
)
def test_a_verb_at_the_head_of_a_clause(text: str, word: str) -> None:
    assert heard(text)[0] == canonical(word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("تسلم المدير مكافأته من يد الوزيرة", "مُكَافَأَتَهُ"),
        ("أقال المجلس رئيسه بعد عام واحد", "رَئِيسَهُ"),
        ("نصح الحكيم الملك بالصبر", "الْمَلِكُ"),
        ("يصدر الحكم بعد أسبوعين", "يَصْدُرُ"),
        ("فاز الفريق كله بالجائزة", "كُلُّهُ"),
        ("وبين الطبيب أن الحالة مستقرة", "الطَّبِيبُ"),
    ],
)
def test_what_a_verb_is_done_to(text: str, word: str) -> None:
    assert canonical(word) in heard(text)
