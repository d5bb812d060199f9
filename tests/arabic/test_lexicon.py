"""Names and words by table: the author's first."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.arabic import read, spoken_form
from podcast.arabic.latin import lexicon
from podcast.arabic.latin.entries import UNIT
from podcast.arabic.reading import Reader
from podcast.arabic.tables import rows
from podcast.arabic.text.marks import canonical, clusters

TABLES = {name: rows(name, 5) for name in ("names.tsv", "acronyms.tsv", "latin_words.tsv")}
EVERY = [row for table in TABLES.values() for row in table]
KINDS = {
    "company", "product", "model", "media", "place", "person", "university", "club", "term", "word", "acronym",
}  # fmt: skip
LONG = {"ا": "\u064e", "ي": "\u0650", "و": "\u064f"}
calm = settings(deadline=None, max_examples=200)


def found(text: str, start: int = 0, **entries: str) -> tuple[str, str, str] | None:
    match = lexicon.longest(text, start, Reader(lexicon=entries))
    return (text[start : match.end], match.spoken, match.rule) if match else None


@pytest.mark.parametrize(
    ("text", "written", "spoken"),
    [
        ("Google DeepMind تعلن", "Google DeepMind", "غُوغِل دِيب مَايْنْد"),
        ("Google, then", "Google", "غُوغِل"),
        ("GOOGLE", "GOOGLE", "غُوغِل"),
        ("google's best", "google's", "غُوغِل"),
        ("OpenAI’s", "OpenAI’s", "أُوبِن إِيه آي"),
        ("startups", "startups", "سْتَارْت آب"),
        ("Le  Chat", "Le  Chat", "لُو شَا"),
        ("El Pais.", "El Pais", "إِل بَايِيس"),
        ("Yahoo! و", "Yahoo!", "يَاهُو"),
        ("NATO)", "NATO", "نَاتُو"),
        ("C++.", "C++", "سِي بْلَس بْلَس"),
        (".NET", ".NET", "دُوت نِيت"),
    ],
)
def test_the_longest_name_is_found(text: str, written: str, spoken: str) -> None:
    """Whole names in any case and spacing, with an English 's, before punctuation and Arabic."""
    match = found(text)
    assert match is not None
    assert match[:2] == (written, spoken)


@pytest.mark.parametrize(
    "text",
    [
        "Googlers",
        "GPT-4",
        "iPhone15",
        "google.com/x",
        "AT&TX",
        "C++11",
        "Meta_x",
        "US$",
        "zzz",
        " Google",
        "",
    ],
)
def test_a_run_that_goes_on_is_no_name(text: str) -> None:
    """Half a run is not read as a name: its other half would be lost; nor is what begins with a space."""
    assert found(text) is None


@pytest.mark.parametrize(
    ("text", "start"), [("MyGoogle", 2), ("x-Google", 2), ("a.Google", 2), ("3Google", 1)]
)
def test_a_name_does_not_begin_inside_a_run(text: str, start: int) -> None:
    """The other half before it counts as well."""
    assert found(text, start) is None


def test_a_name_may_begin_behind_an_arabic_particle() -> None:
    """A change of script is a boundary: وGoogle."""
    assert found("وGoogle", 1) == ("Google", "غُوغِل", "name")


@pytest.mark.parametrize(
    ("text", "spoken"),
    [("IT", "آي تِي"), ("it", "إِت"), ("WHO", "دَبْلِيُو إِتْش أُو"), ("who", "هُو"), ("Nato", "نَاتُو")],
)
def test_capitals_tell_acronyms_from_words(text: str, spoken: str) -> None:
    """Short acronyms are met in capitals only, long ones in any."""
    match = found(text)
    assert match is not None
    assert match[1] == spoken


def test_the_phrase_tells_the_language() -> None:
    """A small word is read in the language of the words around it."""
    french, english = "la place du marché", "the place to be"
    assert found(french, french.index("place")) == ("place", "بْلَاس", "name")
    assert found(english, english.index("place")) == ("place", "بْلِيس", "name")


def test_the_author_wins() -> None:
    """Over longer built-in names too, in any case, with or without accents; exact spelling first."""
    assert found("Google DeepMind", Google="مُحَرِّك") == ("Google", "مُحَرِّك", "lexicon")
    assert found("mistral", Mistral="رِيح") == ("mistral", "رِيح", "lexicon")
    assert found("US", us="نَحْنُ", US="أَمِيرْكَا") == ("US", "أَمِيرْكَا", "lexicon")
    assert found("8x7B،", **{"8x7B": "ثَمَانِيَة"}) == ("8x7B", "ثَمَانِيَة", "lexicon")
    assert found("Mistral AI Now", **{"Mistral": "أ", "Mistral AI": "ب"}) == (
        "Mistral AI",
        "ب",
        "lexicon",
    )


def test_arabic_entries_ignore_marks() -> None:
    """Marks and tatweel on either side do not matter; words do not match inside words."""
    entry = {"مِسترال": "مِيسْتْرَال"}
    assert found("مـسترالُ قالت", **entry) == ("مـسترالُ", "مِيسْتْرَال", "lexicon")
    assert found("مسترالي", **entry) is None
    assert found("كمسترال", 1, **entry) is None


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("ومسترال", "وَمِيسْتْرَال"), ("بمسترال", "بِمِيسْتْرَال"),
        ("وبمسترال", "وَبِمِيسْتْرَال"), ("فَلِمسترال", "فَلِمِيسْتْرَال"),
        ("المسترال", "الْمِيسْتْرَال"), ("والمسترال", "وَالْمِيسْتْرَال"), ("للمسترال", "لِلْمِيسْتْرَال"),
    ],
)  # fmt: skip
def test_particles_on_an_arabic_entry(text: str, spoken: str) -> None:
    """و ف ب ل ك and the article, alone and together, belong to the match."""
    assert found(text, مسترال="مِيسْتْرَال") == (text, spoken, "lexicon")


def test_an_article_that_the_entry_has() -> None:
    """Behind ل the alef of the entry's own article is not written."""
    entry = {"القاعدة": "الْقَاعِدَة"}
    assert found("للقاعدة", **entry) == ("للقاعدة", "لِلْقَاعِدَة", "lexicon")
    assert found("بالقاعدة", **entry) == ("بالقاعدة", "بِالْقَاعِدَة", "lexicon")


def test_short_arabic_entries_take_no_particles() -> None:
    """An entry for لي must not change ولي العهد."""
    assert found("ولي العهد", لي="لِي") is None


def test_what_cannot_be_said_is_no_entry() -> None:
    """An entry without an Arabic letter is ignored; signs in one are silent, marks are put in order."""
    assert found("Zed", Zed="zed") is None
    assert found("Zed", Zed="زِد!") == ("Zed", "زِد", "lexicon")
    assert found("Zed", Zed="شَ\u0651") == ("Zed", "ش\u0651\u064e", "lexicon")


@pytest.mark.parametrize("table", TABLES)
def test_tables_have_no_doubles(table: str) -> None:
    """One row for each spelling in each language; five columns, known kinds and languages."""
    keys = [(row[0], row[4]) for row in TABLES[table]]
    assert len(keys) == len(set(keys))
    assert {row[3] for row in TABLES[table]} <= KINDS
    assert {row[4] for row in TABLES[table]} <= {"en", "fr", "de", "es", "it", "ar"}


@pytest.mark.parametrize("table", TABLES)
def test_readings_are_fully_marked(table: str) -> None:
    """Arabic letters only, marks in order; each letter but a word's last is marked or a long vowel."""
    for spoken in (cell for row in TABLES[table] for cell in row[1:3] if cell):
        assert canonical(spoken) == spoken
        assert not re.search("[^\u0621-\u064a\u064b-\u0652 ]|  ", spoken)
        for word in spoken.split():
            letters = clusters(re.sub("^ال(?=ْ|[ء-ي]ّ)", "", word))
            for at, (letter, marks) in enumerate(letters[:-1]):
                before = letters[at - 1][1] if at else ""
                wasl = letter == "ا" and (at == 0 or letters[at - 1] == ("ل", "ِ"))
                assert marks or LONG.get(letter, "?") in before or letter == "آ" or wasl, spoken
    assert all(not row[2] or len(row[1]) == len(row[2]) for row in TABLES[table])


def test_the_tables_are_as_large_as_a_reader_needs() -> None:
    """Six hundred names, eighty acronyms."""
    assert len(TABLES["names.tsv"]) >= 600
    assert len(TABLES["acronyms.tsv"]) >= 80


@calm
@given(st.text(max_size=30), st.integers(0, 30))
def test_nothing_is_read_past_a_word(text: str, start: int) -> None:
    """No text makes it raise; a match ends after a word, never inside one."""
    entries = {"a": "أَ", "ab": "أَب", "سلام": "سَلَام", "1": "وَاحِد", "é": "إِ"}
    match = lexicon.longest(text, min(start, len(text)), Reader(lexicon=entries))
    if match:
        assert start < match.end <= len(text)
        inside = re.match(UNIT, text[match.end - 1]) and re.match(
            UNIT, text[match.end : match.end + 1]
        )
        latin = re.compile("[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
        same_script = bool(latin.match(text[match.end - 1])) == bool(
            latin.match(text[match.end : match.end + 1])
        )
        assert not (inside and same_script)


@calm
@given(st.text("abلا وبمGoogle '’.-", max_size=40))
def test_matches_do_not_depend_on_what_follows_a_space(text: str) -> None:
    """What stands behind a following space changes a match only by a longer name."""
    reader = Reader()
    alone, more = lexicon.longest(text, 0, reader), lexicon.longest(text + " و", 0, reader)
    assert (alone is None) == (more is None)


def test_look_ups_are_linear() -> None:
    """Every place of a long text is tried in moments, with an author's lexicon of thousands."""
    reader = Reader(lexicon={f"كلمة{n} طويلة": "كَلِمَة" for n in range(5000)})
    text = "كتب OpenAI عن ومسترال في Google DeepMind مرة " * 2000
    begun = time.process_time()
    starts = [word.start() for word in re.finditer(r"\S+", text)]
    matches = [match for start in starts if (match := lexicon.longest(text, start, reader))]
    assert len(matches) == 2000 * 3  # OpenAI, Google DeepMind, DeepMind
    assert time.process_time() - begun < 4


@pytest.mark.parametrize("unit", ["5و", "ب7"])
def test_look_ups_are_linear_without_blanks(unit: str) -> None:
    """Eight times as much text in one word takes about eight times as long."""
    reader, spent = Reader(lexicon={"سيسكو": "سِيسْكُو"}), []
    for times in (1_000, 8_000):
        text, begun = unit * times, time.process_time()
        assert not any(lexicon.longest(text, start, reader) for start in range(len(text)))
        spent.append(time.process_time() - begun)
    assert spent[1] < 24 * spent[0] + 0.2


def test_unused_entries() -> None:
    """An entry counts as used in any text, after particles, and inside a run."""
    entries = {
        "Mistral": "مِيسْتْرَال",
        "8x7B": "ثَمَانِيَة",
        "مسترال": "مِيسْتْرَال",
        "Zed": "زِد",
        "سيسكو": "سِيسْكُو",
    }
    texts = ["أطلقت Mistral نموذج Mixtral-8x7B", "وبمسترال يبدأ كل شيء"]
    assert lexicon.unused(entries, texts) == ("Zed", "سيسكو")


def test_shadowed_entries() -> None:
    """Two spellings of one key, and what the tables say anyway."""
    entries = {"OpenAI": "أُوبِن إِيه آي", "Zed": "زِد", "ZED": "زَاد", "Google": "جُوجِل"}
    assert lexicon.shadowed(entries) == (lexicon.Shadow("OpenAI"), lexicon.Shadow("ZED", "Zed"))
    assert lexicon.shadowed({"Google": "جُوجِل"}, "egypt") == (lexicon.Shadow("Google"),)


@calm
@given(st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_the_line_is_toml(written: str, spoken: str) -> None:
    """What is to be pasted means what was meant, whatever it holds."""
    pasted = lexicon.line(written, spoken)
    assert "\n" not in pasted
    assert tomllib.loads(pasted) == {written: spoken}


HOSTS = (
    "قال {} أمس", "بـ {} و{}", "#{}_الجديد", "«{}»", "نص **{}** نص", "بـ{}", "ول{}", "{}s", "{}'s",
    "www.{}.com", "@{}", "ا{}", "{}-4", "{}/{}", "{}ـ",
)  # fmt: skip
WRITTEN = (
    "Velmora", "velmora ai", "القاعدة", "قَاعِدة", "الأمم المتحدة", "آل ثاني", "Straße", "C++", "É", "4K", "عمّان",
)  # fmt: skip
TYPED = (
    str, str.upper, lambda text: text.replace("ا", "\u0640ا"), lambda text: f"\u200f{text}\u200c",
    lambda text: text.replace("لال", "لل"),
)  # fmt: skip


@calm
@given(st.sampled_from(WRITTEN), st.sampled_from(HOSTS), st.sampled_from(TYPED))
def test_an_entry_that_is_left_out_changes_nothing(
    written: str, host: str, typed: Callable[[str], str]
) -> None:
    """What `met` keeps of a lexicon reads every text as the whole lexicon does."""
    entries = {written: "كَلِمَةٌ أُخْرَى", "غائب": "حَاضِر"}
    text = typed(host.replace("{}", written))
    kept = lexicon.met(entries, [text])
    assert "غائب" not in kept
    assert spoken_form(text, Reader(lexicon=kept)) == spoken_form(text, Reader(lexicon=entries))


def test_entries_of_other_texts_are_left_out() -> None:
    """Only what may stand in the text is kept, an article's alef behind a ل included."""
    entries = {"القاعدة": "أ", "Velmora AI": "ب", "Velmora": "ج", "بحر": "د"}
    assert list(lexicon.met(entries, ["للقاعدةِ", "VELMORA"])) == ["القاعدة", "Velmora"]


@pytest.mark.parametrize(
    ("text", "entry", "spoken", "settled"),
    [
        ("لم يصدر بعد", "يَصْدُر", "لم يَصْدُر بعد", ()),
        ("قد يصدرُ غدا", "يَصْدُر", "قد يَصْدُرُ غدا", ()),  # what the script says stays
        ("لم يصدر بعد", "يَصْدُرْ", "لم يَصْدُرْ بعد", (1,)),
        ("إلى دبي غدا", "دُبَيّ", "إلى دُبَيّ غدا", (1,)),
        ("شرب البن هنا", "البُنّ", "شرب البُنّ هنا", ()),
        ("عن علي هنا", "عَلِي", "عن عَلِي هنا", (1,)),
        ("عن كتب هنا", "كُتُب المَال", "عن كُتُب المَال هنا", (1, 2)),
    ],
)
def test_marks_without_an_ending_leave_it_to_the_sentence(
    text: str, entry: str, spoken: str, settled: tuple[int, ...]
) -> None:
    """Such an entry marks a word as its author would in the script; any other is final."""
    word = re.sub("[\u064b-\u0652]", "", text.split()[1])
    reading = read(text, Reader(lexicon={word: entry}))
    assert (reading.spoken, reading.settled) == (spoken, settled)
