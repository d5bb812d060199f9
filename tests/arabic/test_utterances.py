"""From a section to utterances: pauses, controls, joining and restoring."""

from __future__ import annotations

import pytest

from podcast.arabic import joined, read, restore
from podcast.arabic.text.letters import bare, unmarked
from podcast.model import (
    HEADING,
    TITLE,
    Block,
    BlockKind,
    Break,
    LineBreak,
    Link,
    SayAs,
    Section,
    Text,
    Unread,
    Utterance,
)
from podcast.model.lattice import Lattice
from podcast.script import paragraph
from podcast.script.controls import MOST_MS


def section(*blocks: str, heading: str = "", kind: BlockKind = "paragraph") -> Section:
    return Section(1, heading, tuple(paragraph(text, kind) for text in blocks))


def utterances(section: Section) -> tuple[Utterance, ...]:
    return read(section).utterances


def pauses(said: tuple[Utterance, ...]) -> list[str]:
    return [utterance.pause for utterance in said]


def test_each_end_has_its_pause() -> None:
    """Heading, clause, sentence, paragraph; the last one of all ends the section."""
    said = utterances(section("جاء زيد، ثم عمرو. وذهبا.", "انتهى.", heading="عنوان"))
    assert pauses(said) == ["heading", "clause", "sentence", "paragraph", "section"]
    assert [utterance.text for utterance in said][:3] == ["عنوان", "جاء زيد،", "ثم عمرو."]


def test_a_heading_that_was_made_up_is_not_spoken() -> None:
    made_up = Section(1, "جاء زيد", (paragraph("جاء زيد."),), announced=False)
    assert [utterance.spoken for utterance in utterances(made_up)] == ["جاء زيد."]


@pytest.mark.parametrize(
    ("kind", "pause"),
    [
        ("paragraph", "paragraph"),
        ("item", "sentence"),
        ("heading", "heading"),
        ("row", "sentence"),
        ("quote", "paragraph"),
    ],
)
def test_a_block_ends_as_its_kind_does(kind: BlockKind, pause: str) -> None:
    assert pauses(utterances(section("واحد", "اثنان", kind=kind)))[0] == pause


def test_the_text_is_as_written_and_the_spoken_form_as_said() -> None:
    """Digits of any script and quotes stay in the text that is shown."""
    (said,) = utterances(section("باع «زيد» ٣ كتب"))
    assert said.text == "باع «زيد» ٣ كتب"
    assert unmarked(said.spoken) == "باع زيد ثلاثة كتب"


def test_a_clause_knows_its_whole_sentence() -> None:
    """A number after a comma is not the beginning of a sentence."""
    said = utterances(section("في العام الماضي، 200 شخص، كما قيل، حضروا."))
    assert "مئتي" in unmarked(said[1].spoken)


def test_silent_clauses_go_with_their_neighbours() -> None:
    """Nothing that is on the page is missing in the cues, and nothing silent is sent to a voice."""
    said = utterances(section("مرحبًا، 😀، أهلًا."))
    assert all(utterance.spoken for utterance in said)
    assert "😀" in " ".join(utterance.text for utterance in said)
    assert utterances(section("😀 😀")) == ()


def test_an_empty_section_says_nothing() -> None:
    assert utterances(section()) == ()


@pytest.mark.parametrize(
    ("written", "spoken", "text"),
    [
        ("نموذج GPT<!--say: جي بي تي--> جديد", "نموذج جي بي تي جديد", "نموذج GPT جديد"),
        ("وGPT<!-- say : جي --> هنا", "وجي هنا", "وGPT هنا"),
        ("كتاب<!--say: كُتَّاب--> القرية", "كتاب القرية", "كتاب القرية"),
        ("«بيت قديم»<!--say: دار--> هنا", "دار هنا", "«بيت قديم» هنا"),
        ("<!--say: نحو عشرين-->20 أو أكثر<!--/say--> هنا", "نحو عشرين هنا", "20 أو أكثر هنا"),
        ("رمز AB1<!--spell--> هنا", "رمز إيه بي واحد هنا", "رمز AB1 هنا"),
        ("كلمة سر<!--spell-->.", "كلمة سين راء.", "كلمة سر."),
        ("طراز X<!--say: 12 GB--> هنا", "طراز اثني عشر غيغابايت هنا", "طراز X هنا"),
        ("هنا <!--skip-->لا يقرأ، أبدًا. ولا هذا<!--/skip--> وهناك", "هنا وهناك", "هنا وهناك"),
        ("هنا <!-- ملاحظة --> وهناك", "هنا وهناك", "هنا وهناك"),
    ],
)
def test_controls(written: str, spoken: str, text: str) -> None:
    """Heard, not seen: the reading is the author's, the text the page's."""
    said = utterances(section(written))
    assert unmarked(" ".join(utterance.spoken for utterance in said)) == spoken
    assert " ".join(utterance.text for utterance in said) == text


def test_a_pause_is_added_at_its_place() -> None:
    """In mid-sentence it cuts the clause; at an end it lengthens that pause; its length is limited."""
    said = utterances(
        section("قال <!--pause 2s--> ثم سكت. <!--pause 800ms--> وعاد <!--pause 99999s-->")
    )
    assert [(utterance.spoken, utterance.pause, utterance.extra_ms) for utterance in said] == [
        ("قال", "clause", 2000),
        ("ثم سكت.", "sentence", 800),
        ("وعاد", "section", MOST_MS),
    ]


def test_a_line_end_of_the_author_is_a_pause() -> None:
    """A line of verse or of an address ends as a sentence does, mark or not, and is a cue of its own."""
    block = Block("paragraph", (Text("السطر الأول"), LineBreak(), Text("السطر 2 منه")))
    said = utterances(Section(1, "", (block, block)))
    assert [(one.text, one.pause) for one in said[:2]] == [
        ("السطر الأول", "sentence"),
        ("السطر 2 منه", "paragraph"),
    ]


def test_a_silence_after_a_line_end_leaves_it_a_line_end() -> None:
    block = Block("paragraph", (Text("سطر"), LineBreak(), Break(500), Text("آخر")))
    said = utterances(Section(1, "", (block,)))
    assert [(one.pause, one.extra_ms) for one in said] == [("sentence", 500), ("section", 0)]


def test_the_title_and_the_heading_are_read_as_everything_is() -> None:
    """With their controls, their changes and their guesses, in the order they are heard."""
    title = Block("heading", (Text("حلقة "), SayAs("GPT", "جي بي تي")))
    reading = read(Section(1, "عن Xyzzyq و 200 فرصة", (paragraph("نص."),), title=title))
    assert [(one.block, unmarked(one.spoken)) for one in reading.utterances] == [
        (TITLE, "حلقة جي بي تي"),
        (HEADING, unmarked(reading.utterances[1].spoken)),
        (0, "نص."),
    ]
    assert "مئتا فرصة" in unmarked(reading.utterances[1].spoken)
    assert [(one.block, one.written) for one in reading.guesses] == [(HEADING, "Xyzzyq")]


def test_an_utterance_knows_the_words_of_its_block() -> None:
    """Its stretch of the block holds its words, links and all, and what is not read between them."""
    block = Block(
        "quote",
        (
            Text("قال "),
            Link("زيد ٣ كتب", "https://a.example"),
            Text("، ثم "),
            Unread("(هامش) "),
            SayAs("GPT-4", "جي"),
            Text(" هنا. وانتهى."),
        ),
    )
    said = utterances(Section(1, "", (block,)))
    assert [block.text[one.start : one.end] for one in said] == [
        "قال زيد ٣ كتب،",
        "ثم (هامش) GPT-4 هنا.",
        "وانتهى.",
    ]
    assert [one.text for one in said] == ["قال زيد ٣ كتب،", "ثم GPT-4 هنا.", "وانتهى."]
    link = block.between(said[0].start, said[0].end)[1]
    assert link == Link("زيد ٣ كتب", "https://a.example")


def test_places_hold_where_cleaning_changed_the_text() -> None:
    """Digits, presentation forms, marks, prefixes: to the word, and never out of order."""
    text = "ﻻ بأس، باع ٣ كتـــب و OpenAI و  Xyzzyq، بـ ٥٠٪؛ ﷺ [3] ثم ٢٠٢٤."
    block = Block("paragraph", (Text(" ".join(text.split())),))
    reading = read(Section(1, "", (block,)))
    assert [block.text[one.start : one.end] for one in reading.utterances] == [
        "ﻻ بأس،",
        "باع ٣ كتـــب و OpenAI و Xyzzyq،",
        "بـ ٥٠٪؛",
        "ﷺ [3] ثم ٢٠٢٤.",
    ]
    assert [one.text for one in reading.utterances] == [
        block.text[one.start : one.end] for one in reading.utterances
    ]
    found = {one.written: block.text[one.start : one.end] for one in reading.changes}
    assert found["3"] == "٣"
    assert "Xyzzyq" in found["وXyzzyq"]
    assert found["2024"].startswith("٢٠٢٤")


def test_a_particle_before_a_reading_joins_it() -> None:
    """Written apart, on a tatweel, or on the word."""
    for text in ("و GPT<!--say: جي-->", "وGPT<!--say: جي-->"):
        assert unmarked(read(section(text)).spoken) == "وجي"
    assert unmarked(read(section("في بـ GPT<!--say: جي--> هنا")).spoken) == "في بجي هنا"


def test_joining_keeps_to_the_limit_and_the_sentence() -> None:
    """Clauses of one sentence are joined while they fit, pauses that were asked for are kept."""
    said = utterances(section("واحد، اثنان، ثلاثة. أربعة، <!--pause 1s--> خمسة."))
    assert joined(said, 0) == said
    assert [utterance.spoken for utterance in joined(said, 13)] == [
        "واحد، اثنان،",
        "ثلاثة.",
        "أربعة،",
        "خمسة.",
    ]
    assert len(joined(said, 500)) == 3


def test_joining_moves_the_settled_words_along() -> None:
    said = joined(utterances(section("كلمة أولى، ثم 12 كتابًا.")), 500)
    (whole,) = said
    assert [whole.spoken.split()[index] for index in whole.settled] == ["اثْنَيْ", "عَشَرَ"]


def marks_all(text: str) -> Lattice:
    """A diacritiser that puts a fatha on every letter."""
    letters = bare(text)
    fatha = (("َ", -0.1),)
    return Lattice(letters, tuple(fatha if "ء" <= char <= "ي" else () for char in letters))


def no_marks(text: str) -> Lattice:
    """The answer of a model that knows no letter."""
    return Lattice(bare(text), ((),) * len(bare(text)))


def test_restoring_keeps_what_is_settled() -> None:
    """The model's marks go on the author's words; number words and their clauses stay as they were."""
    said = utterances(section("كتب زيد، ثم باع 12 كتابًا."))
    marked = restore(said, marks_all)
    assert [bare(utterance.spoken) for utterance in marked] == [
        bare(utterance.spoken) for utterance in said
    ]
    assert marked[0].spoken == "كَتَبَ زَيَدَ،"
    assert "اثْنَيْ عَشَرَ" in marked[1].spoken


@pytest.mark.parametrize(
    "mangle",
    [
        lambda text: no_marks(""),
        lambda text: no_marks(text + " زائد"),
        lambda text: no_marks(text.replace("ب", "ت")),
        lambda text: no_marks(text[::-1]),
    ],
    ids=["nothing", "a word more", "other letters", "backwards"],
)
def test_restoring_survives_a_model_that_mangles(mangle: object) -> None:
    """A model that loses, adds or changes words changes nothing that is said."""
    said = utterances(section("كتب زيد، ثم باع 12 كتابًا."))
    assert restore(said, mangle) == said  # type: ignore[arg-type]


def test_restoring_falls_back_to_the_clause() -> None:
    """A model that fails on the sentence but not on its clauses still helps."""
    said = utterances(section("كتب زيد، ثم قرأ."))
    marked = restore(said, lambda text: marks_all(text if len(text) < 12 else ""))
    assert [utterance.spoken for utterance in marked] == ["كَتَبَ زَيَدَ،", "ثَمَ قَرَأَ."]
