"""Laws of the spoken form, for any text at all."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from podcast.arabic import read, spoken_form
from podcast.arabic.text.alphabet import ALLOWED
from podcast.arabic.text.letters import bare
from podcast.errors import InputError
from podcast.model import Block, Section, Unread
from podcast.script import paragraph

SIGNS = "0123456789٠٥۷.,٫٬،؛:/-–%٪$€°²½#@&+=×()[]«»\"' \n\tـوفبلكالمدصهسعر"
SCRAPS = [
    "3",
    "12",
    "2024",
    "1.250",
    "007",
    "½",
    "و",
    "ب",
    "ال",
    "الـ",
    "بـ",
    "د.",
    "ق.م.",
    "هـ",
    "م",
    "ص",
    "كم",
    "كم/س",
    "°م",
    "$",
    "€",
    "%",
    "مليون",
    "ألف",
    "دولار",
    "سنة",
    "كتابًا",
    "يوليو",
    "رمضان",
    "الساعة",
    "القرن",
    "المادة",
    "عام",
    "بين",
    "من",
    "إلى",
    "فاز",
    "هاتف",
    "-",
    "–",
    "/",
    ":",
    "،",
    ".",
    "؟",
    "(",
    ")",
    "«",
    "»",
    "OpenAI",
    "GPT-4o",
    "8x7B",
    "USD",
    "https://a.com/x?y=1",
    "a@b.org",
    "#وسم_5",
    "@user",
    "日本",
    "Привет",
    "α",
    "😀",
    "ﷺ",
    "َ",
    "ّ",
    "<!--",
    "-->",
    "<!--skip-->",
    "<!--/skip-->",
    "<!--spell-->",
]
SCRAPS += ["<!--say: سين-->", "<!--pause 2s-->", "\u200f", "\n"]
WORDS = st.sampled_from(
    [
        "الشمس",
        "تشرق",
        "كل",
        "صباح",
        "على",
        "المدينة",
        "القديمة",
        "والناس",
        "يمشون",
        "إلى",
        "أعمالهم",
        "بهدوء",
        "كتابٌ",
        "جميلٌ",
        "قرأته",
        "فاطمة",
        "في",
        "المكتبة",
    ]
)
FIGURES = ["3", "12", "2024", "1.250", "½", "%", "$", "€", "-", "(", ")", "،", "كم/س", "USD"]
scrappy = st.lists(st.tuples(st.sampled_from(SCRAPS), st.sampled_from(["", " "])), max_size=14).map(
    lambda parts: "".join(scrap + gap for scrap, gap in parts)
)
anything = st.one_of(st.text(max_size=60), st.text(SIGNS, max_size=40), scrappy)
calm = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])


def block_of(text: str) -> Block:
    """A block with the text's controls; without its skips where they do not pair."""
    try:
        return paragraph(text)
    except InputError:
        return paragraph(text.replace("skip-->", "-->"))


@calm
@example("0'0.00")
@given(anything)
def test_only_arabic_leaves(text: str) -> None:
    """No input raises; out come Arabic letters, marks, single spaces and the punctuation of pauses."""
    said = spoken_form(text)
    assert ALLOWED.fullmatch(said), said
    assert "  " not in said
    assert said == said.strip()


@calm
@example("0 و. 0")
@example("&:.")
@example("&:\n0")
@example("ود:.0")
@example("ود.¼")
@example("ود:.¼")
@example("ود.#وسم")
@example("ود.–0")
@example("5AK£")
@given(anything.filter(lambda text: "say" not in text.lower()))
def test_what_is_said_needs_no_second_reading(text: str) -> None:
    """The spoken form of a spoken form is itself (but where the author gives a reading, which is hers)."""
    said = spoken_form(text)
    assert spoken_form(said) == said


@calm
@given(st.lists(WORDS, min_size=1, max_size=12))
def test_plain_words_survive(words: list[str]) -> None:
    """A text of plain Arabic words is said as it is written."""
    assert spoken_form(" ".join(words)).split() == words


@calm
@given(
    st.lists(
        st.one_of(
            WORDS,
            st.sampled_from(
                ["3", "12", "2024", "1.250", "½", "%", "$", "€", "-", "(", ")", "،", "كم/س", "USD"]
            ),
        ),
        max_size=12,
    )
)
def test_words_survive_among_figures(words: list[str]) -> None:
    """Whatever figures and signs stand between them, words of three letters and more are still there."""
    said = bare(spoken_form(" ".join(words)))
    assert all(bare(word) in said for word in words if len(bare(word)) > 2 and word not in FIGURES)


@calm
@given(anything)
def test_changes_tell_the_truth(text: str) -> None:
    """Changes are in order and do not overlap; settled words are words, and carry marks."""
    reading = read(text)
    ends = [0, *(change.end for change in reading.changes)]
    assert all(change.start >= end for change, end in zip(reading.changes, ends, strict=False))
    words = reading.spoken.split()
    assert all(bare(words[index]) != words[index] for index in reading.settled)


@calm
@given(scrappy, scrappy)
def test_utterances_say_what_the_section_says(heading: str, body: str) -> None:
    """Every utterance is audible and lies where its offsets say, and the last one ends its section."""
    block = block_of(body)
    said = read(Section(1, heading, (block, Block("item", block.inlines)))).utterances
    for utterance in said:
        assert utterance.spoken
        assert ALLOWED.fullmatch(utterance.spoken)
        assert all(index < len(utterance.spoken.split()) for index in utterance.settled)
        if utterance.block >= 0:
            stretch = block.between(utterance.start, utterance.end)
            read_words = "".join(one.text for one in stretch if not isinstance(one, Unread))
            assert "".join(utterance.text.split()) == "".join(read_words.split())
    assert [utterance.pause == "section" for utterance in said] == [
        index == len(said) - 1 for index in range(len(said))
    ]


@calm
@given(scrappy)
def test_changes_are_heard(body: str) -> None:
    """What a change claims is really read: its words occur in the utterances, in the same order."""
    reading = read(Section(1, "", (block_of(body),)))
    heard = "".join(bare(reading.spoken).split())
    at = 0
    for change in reading.changes:
        words = "".join(bare(change.spoken).split()).strip("،؛.؟!:")
        assert words in heard[at:], change
        at = heard.index(words, at)


@pytest.mark.parametrize(
    "scrap",
    [
        "في عام 2024 باعت Nokia 12 ألف جهاز، ",
        "<!--",
        '"',
        "(",
        "5/",
        "3 و",
        "a.b@",
        "50% ",
        "لـ 5",
        "100 عام ",
        "و8 من كل 10 ",
        "و5% عن العام 2021 ",
        "أي 5 من أصل 12 ",
        "، والقطرية 5 طائرات",
        "، الجواب 3 صحيح",
    ],
)
def test_time_grows_with_length_only(scrap: str) -> None:
    """Eight times the text takes about eight times the time, not sixty-four; signs alone are no trap.

    Other tests' garbage is not collected meanwhile: that alone may take a third of a second.
    """
    spoken_form(scrap * (1000 // len(scrap)))
    times = []
    gc.disable()
    try:
        for length in (1000, 8000):
            start = time.process_time()
            spoken_form(scrap * (length // len(scrap)))
            times.append(time.process_time() - start)
    finally:
        gc.enable()
    assert times[1] < 24 * times[0] + 0.2
