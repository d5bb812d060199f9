"""The words around a word tell how it is read: homographs, orders, the first person, endings."""

from __future__ import annotations

import pytest

from podcast import diacritized
from podcast.arabic.diacritics.choose import ALONE, TOGETHER, chosen
from podcast.arabic.diacritics.context import EDGE, Surroundings, settled_by
from podcast.arabic.diacritics.forms import fits
from podcast.arabic.diacritics.tone import bidding, toned
from podcast.arabic.tables import rows, words
from podcast.arabic.text.letters import bare
from podcast.arabic.text.marks import canonical, clusters, joined
from podcast.model.lattice import Marks

ROWS = rows("context.tsv", 4)
KINDS = {"word", "order", "noun", "adjective", "past", "present"}


def beside(cell: str) -> tuple[str, ...]:
    """Neighbours that meet the first condition of a cell, nearest first."""
    one = next((one for one in words(cell) if one[0] != "!"), "هنا")
    word = "" if one == EDGE else one.strip("~&*")
    return ("هنا", word, EDGE) if one[0] == "~" else (word or EDGE, EDGE)


def said(around: Surroundings, word: str) -> bool:
    """Whether the neighbours settle this marked word."""
    marks = [mark for _, mark in clusters(canonical(word))]
    return any(fits(form, marks) for form in settled_by(bare(word), around))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: bare(row[1]))
def test_a_row_settles_its_word(row: tuple[str, ...]) -> None:
    """Each row is of a known kind, has a condition, and is met beside a word that it names."""
    kind, cell, after, before = row
    assert kind in KINDS
    assert after or before
    for word in cell.split():
        assert bare(word) != word
        assert said(Surroundings(beside(after), beside(before)), word)


@pytest.mark.parametrize(
    ("before", "word", "after", "settled"),
    [
        ("الطائرات", "الْمُسَيَّرَةُ", "", True),
        ("طائرة", "مُسَيَّرَةٌ", "", True),
        ("كانت", "الْمُسَيَّرَةُ", "طويلة", False),
        ("وزارة", "الدَّيْنُ", "العام", True),
        ("عن", "بُعْدٍ", "", True),
        ("جاء", "بُعْدٍ", "", False),
        ("", "وَبَيَّنَ", "الوزير أن", True),
        ("وقف", "بَيَّنَ", "الجبلين", False),
        ("لو درست ما", "لَمَا", "رسبت", True),
    ],
)
def test_affixes_and_conditions(before: str, word: str, after: str, settled: bool) -> None:
    """The article, endings and particles belong to the word; without its neighbour a row says nothing."""
    around = Surroundings((*before.split()[::-1], EDGE), (*after.split(), EDGE))
    assert said(around, word) == settled


def test_who_is_bidden() -> None:
    """A word that can only be an order tells it, if there is one in every third sentence."""
    assert bidding([["اخلطي", "الدقيق"], ["قلبي", "المزيج"]]) == "f"
    assert bidding([["انقر", "هنا"]]) == "m"
    assert bidding([["اكتب"], *[["كتب"]] * 5]) == ""
    for listeners in ("إن أعجبتكم الحلقة", "لا تنسوا الاشتراك", "أعزائي المستمعين", "اكتبوا إلينا"):
        assert toned(listeners.split(), "").bids == "p"
    for others in ("وأرسلوا إليكم رسالة", "أطلق الحكم صافرته", "وتابعوا المباراة"):
        assert toned(others.split(), "").bids == ""
    assert toned(["كنت", "هناك"], "").narrator
    assert not toned(["كان", "هناك"], "").narrator
    assert not toned(["زار", "الوزير", "الإيراني"], "").narrator


@pytest.mark.parametrize(
    ("sentence", "heard"),
    [
        ("اخلطي الدقيق بالماء، ثم قلبي المزيج جيدا.", "قَلِّبِي"),
        ("أضيفي السكر إلى الحليب.", "أَضِيفِي"),
        ("شاركونا آراءكم وتابعونا على مواقع التواصل.", "وَتَابِعُونَا"),
        ("إن أعجبتكم الحلقة فأرسلوها إلى صديق.", "فَأَرْسِلُوهَا"),
        ("وتابعوا المباراة أمس في المقهى.", "وَتَابَعُوا"),
        ("أهلا وسهلا بكم", "بِكُمْ"),
        ("بكم هذا الكتاب؟", "بِكَمْ"),
        ("رفع الطلاب علم بلادهم فوق المدرسة.", "عَلَمَ"),
        ("أطلق حكم المباراة صافرة النهاية.", "حَكَمُ"),
        ("كان عمر بن الخطاب عادلا.", "عُمَرُ"),
        ("قررت اللجنة تأجيل الموعد للاستماع إلى الشهود.", "لِلِاسْتِمَاعِ"),
        ("لم تعلن الشركة أرباحها.", "تُعْلِنِ"),
        ("عاد بعد عامين", "عَامَيْنِ"),
        ("أخذوا من مختبراتهم القديمة كل شيء.", "مُخْتَبَرَاتِهِمُ"),
        ("أعجبه التصميم الداخلي", "الدَّاخِلِيِّ"),
        ("وقع الانفجار في وسط المدينة.", "وَقَعَ"),
        ("يحتمل أن تمطر غدا.", "يُحْتَمَلُ"),
        ("قبل الوفد الدعوة.", "قَبِلَ"),
        ("جلس القط الصغير على السجادة.", "الْقِطُّ"),
        ("زرت جدتي في القرية.", "جَدَّتِي"),
        ("لبست ساعة جدي.", "جَدِّي"),
        ("هذا كلام جدي.", "جِدِّيّ"),
        ("أخرجتها من جيبي أمس.", "جَيبِي"),
        ("كان الفلاح يعمل كل يوم.", "الْفَلَّاحُ"),
        ("فرح الأولاد كثيرا.", "فَرِحَ"),
        ("وحفر الأرنب حفرة آمنة.", "وَحَفَرَ"),
        ("بيتي كبير.", "بَيْتِي"),
        ("كل قسم منها في ملف وحده.", "وَحْدَهُ"),
        ("قال السيسي إن الأمر مهم.", "السِّيسِي"),
        ("أعلنت شركة ميتا نتائجها.", "مِيتَا"),
        ("أضيفي الكريما المخفوقة.", "الْكِرِيمَا"),
        ("فازت بلدية المجاردة بالجائزة.", "الْمَجَارِدَةِ"),
        ("أكل الرجل التفاحة وشرب الطفل الحليب.", "وَشَرِبَ"),
        ("نصف قطر الأرض كبير.", "قُطْرِ"),
        ("كان بدء يومي على نغمات أحاسيسي القديمة.", "أَحَاسِيسِي"),
        ("بدأت من محاولات إنقاذي من الغرق.", "إِنْقَاذِي"),
        ("اختر أيا من التطبيقين.", "التَّطْبِيقَيْنِ"),
    ],
)
def test_a_word_in_its_sentence(sentence: str, heard: str) -> None:
    """The word is heard so, whatever its last vowel."""
    found = [word.strip("،.") for word in diacritized(sentence).split()]
    stems = [joined(clusters(word)[:-1]) for word in found]
    assert heard in found or joined(clusters(canonical(heard))[:-1]) in stems


def test_one_model_is_trusted_less() -> None:
    """A form that is none, and four nats likelier than the listed one, stands if several models say it."""

    def ranked(mark: str, other: str) -> Marks:
        return ((mark, -0.3), (other, -4.3)) if mark != other else ((mark, -0.1),)

    marks = tuple(
        ranked(mark, other)
        for (_, mark), (_, other) in zip(clusters("كَتِبُوا"), clusters("كَتَبُوا"), strict=True)
    )
    assert (
        joined(list(zip("كتبوا", chosen("كتبوا", marks, trust=TOGETHER), strict=True))) == "كَتِبُوا"
    )
    assert joined(list(zip("كتبوا", chosen("كتبوا", marks, trust=ALONE), strict=True))) == "كَتَبُوا"


AFTER_ONE = [
    (words(after)[0], cell)
    for kind, cell, after, before in ROWS
    if kind == "word" and after and not before and after[0] not in "!~&^" and " " not in cell
]


@pytest.mark.parametrize(("previous", "word"), AFTER_ONE)
def test_a_row_is_heard(previous: str, word: str) -> None:
    """A word that its row settles is said so, whatever the models think of it."""
    before = "ثم" if previous == "*" else previous
    said = diacritized(f"{before} {bare(word)} هنا").split()[1]
    assert _heard(said) == _heard(word)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("استقبل الرئيس قيس سعيد الوفد أمس.", "سُعَيِّد"),
        ("قال الرئيس التونسي قيس سعيد إن البلاد بخير.", "سُعَيِّد"),
        ("قاد رياض محرز المنتخب إلى الفوز.", "مَحْرِز"),
        ("سجل محرز هدفا.", "مَحْرِز"),
        ("أكد الرئيس السيسي أهمية الحوار.", "السِّيسِي"),
        ("التقى السيسي الوزراء.", "السِّيسِي"),
    ],
)
def test_a_name_is_heard_in_its_sentence(written: str, word: str) -> None:
    said = {bare(one): one for one in diacritized(written).split()}
    assert _heard(said[bare(word)]) == _heard(word)
    assert not said[bare(word)].endswith("يّ")


@pytest.mark.parametrize(
    ("written", "verb"),
    [
        ("ثبّت الأمر مرة واحدة، ولا تشغل بالك.", "ثَبِّتْ"),
        ("ثبّت البرنامج أولا.", "ثَبِّتْ"),
        ("افتح الصفحة ثم حدّد الاسم.", "حَدِّدْ"),
        ("وعدّل الملف.", "وَعَدِّلْ"),
        ("ثبّتَ الأمر مرة واحدة.", "ثَبَّتَ"),
        ("قدّم الوزير استقالته.", "قَدَّمَ"),
        ("ثبّت العامل المسمار.", "ثَبَّتَ"),
        ("صفّق الجمهور.", "صَفَّقَ"),
        ("رنّ الجرس.", "رَنَّ"),
    ],
)
def test_a_shadda_tells_an_order(written: str, verb: str) -> None:
    """A verb of the second form that opens its clause, with only a thing behind it."""
    said = {bare(one): one for one in diacritized(written).split()}
    assert _heard(said[bare(verb)]) == _heard(verb)


def test_the_author_may_say_otherwise() -> None:
    assert "سَعِيد" in diacritized("استقبل قيس سَعِيد الوفد.")


def _heard(word: str) -> list[str]:
    return [mark.strip("\u0652") for _, mark in clusters(canonical(word))][:-1]
