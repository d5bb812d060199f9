"""Text in visual order, as extracted from some PDFs: its letters are reversed, and that is reported."""

from __future__ import annotations

import pytest
from class_table import check, rows

from podcast.arabic import read
from podcast.arabic.text.letters import unmarked


@pytest.mark.parametrize(("written", "spoken"), rows("visual_order"))
def test_table(written: str, spoken: str) -> None:
    check(written, spoken)


def test_visual_order_is_turned_and_told() -> None:
    """Text pasted from a PDF in visual order is read from its end, and reported; other text is not touched."""
    reading = read("ةملك نيعبرأو ةسمخ يف ةيبرعلا")
    assert reading.spoken == "العربية في خمسة وأربعين كلمة"
    assert [change.rule for change in reading.guesses] == ["visual-order"]
    assert not read("اللغة العربية جميلة، يا علا.").changes


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (".2024 ماع يف ةلودلا تررق", "قررت الدولة في عام ألفان وأربعة وعشرون"),
        ("ةيبرعلا ةغللا ميلعت يف ديدج جهن", "نهج جديد في تعليم اللغة العربية"),
        ("مالسلا هيلع دمحم", "محمد عليه السلام"),
        ("جلا نم ىتأ يذلا", "الذي أتى من الج"),
    ],
)
def test_visual_order_is_told_by_common_words(written: str, spoken: str) -> None:
    """Two signs are needed: a turned article, a letter out of place, a common word backwards."""
    reading = read(written)
    assert unmarked(reading.spoken) == spoken
    assert [change.rule for change in reading.guesses] == ["visual-order"]


@pytest.mark.parametrize(
    "written", ["نعم، يا علا لا ترحل", "لا مثيل لها إلا علا", "ليلى نهى هدى سلمى"]
)
def test_right_order_is_not_turned(written: str) -> None:
    assert "visual-order" not in {change.rule for change in read(written).changes}
