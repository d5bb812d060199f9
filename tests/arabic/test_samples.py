"""What is heard first — the starter and the samples — is read correctly to the last vowel."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from podcast import diacritized

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).parent / "data" / "samples.tsv"
STARTER = "podcast/show/data/starter.md"
SAMPLES = (STARTER, "script/2025-03-17-what-is-a-podcast.txt", "script/2025-03-24-mistral.md")
ROWS = [row.split("\t") for row in TABLE.read_text("utf-8").splitlines() if row and row[0] != "#"]


def sentences(name: str) -> list[str]:
    """The paragraphs of a script as they are written, without the signs of their kind."""
    text = re.sub(r"\A---\n.*?\n---\n", "", (ROOT / name).read_text("utf-8"), flags=re.DOTALL)
    return [re.sub(r"^(#+|-) ", "", line) for line in text.splitlines() if line.strip()]


CASES = [
    pytest.param(
        *row[:2],
        id=row[0][:20],
        marks=[pytest.mark.xfail(reason=row[2], strict=True)] if row[2:] else (),
    )
    for row in ROWS
]


@pytest.mark.parametrize(("written", "heard"), CASES)
def test_a_sentence_is_heard_as_listed(written: str, heard: str) -> None:
    """Each row: what is written in the script, and every vowel that must be heard."""
    assert diacritized(written) == heard


def test_every_sentence_has_its_row() -> None:
    """Whoever changes a sample says what must be heard of it."""
    assert {row[0] for row in ROWS} == {line for name in SAMPLES for line in sentences(name)}


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("والأسماء تُنطق بالعربية", "تُنْطَقُ"),
        ("يعرضون أن يُنشر عمله.", "يُنْشَرَ"),
        ("اكتب ما تريد أن يُسمع، ثم ابن الحلقة.", "يُسْمَعَ"),
        ("لا تُعلن الشركة أرقام مبيعاتها.", "تُعْلِنُ"),
        ("أهلًا بكُم", "بِكُمْ"),
        ("نُقل المصاب إلى المستشفى.", "نُقِلَ"),
        ("نُشرت الصور أمس.", "نُشِرَتِ"),
        ("سافر بعد أن رُفض الطلب، وقُبل العذر.", "وَقُبِلَ"),
        ("أصيب بجُرح عميق.", "بِجُرْحٍ"),
        ("نُعلن اليوم عن مشروع جديد.", "نُعْلِنُ"),
        ("كنتُ أكتب الرسائل وأُرسل الردود.", "وَأُرْسِلَ"),
        ("حُكم القاضي كان عادلا.", "حُكْمُ"),
        ("حُكم عليه بالسجن.", "حُكِمَ"),
    ],
)
def test_one_mark_is_enough(written: str, heard: str) -> None:
    """The damma that tells a passive makes no fourth form of it, and of a fourth form no passive."""
    assert heard in diacritized(written).rstrip(".").replace("،", "").split()


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("وصل 2 مدير و2 طبيبة.", "مُدِيرَانِ وَطَبِيبَتَانِ"),
        ("يدفع 2 ريال عن كل سهم.", "رِيَالَيْنِ"),
        ("زارت اللجنة 201 مسجد.", "وَمَسْجِد"),
        ("انتظر 2½ ساعة.", "سَاعَتَيْنِ وَنِصْف"),
    ],
)
def test_a_noun_that_a_number_changes_has_its_vowels(written: str, heard: str) -> None:
    """The number tells the ending of such a noun; the vowels of its stem are restored like any other's."""
    assert heard in diacritized(written)
