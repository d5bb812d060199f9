"""Latin runs: every part read in Arabic, the guesses marked as such."""

from __future__ import annotations

import csv
import itertools
import re
import string
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.arabic import spoken_form
from podcast.arabic.latin import arab
from podcast.arabic.latin.languages import language_of
from podcast.arabic.latin.parts import parts_of
from podcast.arabic.latin.runs import read_run
from podcast.arabic.reading import Reader
from podcast.arabic.text.letters import unmarked
from podcast.arabic.text.marks import LETTERS, MARKS, canonical

TABLE = Path(__file__).parent / "data" / "latin.tsv"
ROWS = [
    row
    for row in csv.reader(TABLE.open(encoding="utf-8"), delimiter="\t", quoting=3)
    if row[0][0] != "#"
]
RULES = {"lexicon", "name", "acronym", "letters", "camel", "number", "sign", "latin-guess"}
LATIN = string.ascii_letters + "àâçéèêëîïôûùüÿœæñáíóúöäßłźżśćńşğıšžčřøåãõ"
runs = st.text(LATIN + string.digits + "-.+'’&/_#@", min_size=1, max_size=24)
readers = st.sampled_from(
    [
        Reader(),
        Reader(dialect="egypt", ipa=lambda word, language: "ɡˈoʊld"),
        Reader(lexicon={"AI": "ذَكَاء", "x": "سِين"}, dialect="gulf", ipa=lambda word, language: ""),
    ]
)
calm = settings(deadline=None, max_examples=200)


def said(run: str, reader: Reader = Reader(), language: str = "") -> str:  # noqa: B008 - frozen
    return " ".join(change.spoken for change in read_run(run, reader, language) if change.spoken)


@pytest.mark.parametrize(
    ("kind", "written", "spoken", "rules"), ROWS, ids=[f"{r[0]}:{r[1]}" for r in ROWS]
)
def test_table(kind: str, written: str, spoken: str, rules: str) -> None:
    """Each class of runs, as `data/latin.tsv` has it."""
    changes = read_run(written, Reader())
    assert " ".join(change.spoken for change in changes if change.spoken) == spoken
    assert " ".join(dict.fromkeys(change.rule for change in changes)) == rules


@calm
@given(st.one_of(runs, st.text(max_size=20)), readers)
def test_the_changes_tile_the_run(run: str, reader: Reader) -> None:
    """No text makes it raise; what is heard belongs to stretches that leave nothing out."""
    changes = read_run(run, reader)
    assert "".join(change.written for change in changes) == run
    assert [change.start for change in changes[1:]] == [change.end for change in changes[:-1]]
    assert all(run[change.start : change.end] == change.written for change in changes)
    assert {change.rule for change in changes} <= RULES


@calm
@given(st.one_of(runs, st.text(max_size=20)), readers)
def test_only_marked_arabic_is_said(run: str, reader: Reader) -> None:
    """Arabic letters, marks in canonical order, single spaces."""

    spoken = " ".join(change.spoken for change in read_run(run, reader) if change.spoken)
    assert re.fullmatch(f"[{LETTERS}{MARKS} ]*", spoken), spoken
    assert canonical(spoken) == spoken
    assert "  " not in spoken
    assert spoken.strip() == spoken


@calm
@given(st.one_of(runs, st.text(max_size=20)), readers)
def test_what_has_letters_or_digits_is_heard(run: str, reader: Reader) -> None:
    """A run is silent only where it holds nothing but signs."""
    if any(char.isalnum() for char in run):
        assert said(run, reader), run


@calm
@given(runs)
def test_parts_do_not_overlap(run: str) -> None:
    """The parts of a run follow each other, and every letter and digit is in one."""
    parts = list(parts_of(run))
    assert all(before.end <= after.start for before, after in itertools.pairwise(parts))
    covered = {at for part in parts for at in range(part.start, part.end)}
    assert all(at in covered for at, char in enumerate(run) if char.isalnum())


def test_the_author_wins_inside_a_run() -> None:
    """An entry of the author's holds for a part of a longer run, too."""
    reader = Reader(lexicon={"8x7B": "ثَمَانِيَة سَبْعَة", "GPT": "الْمُحَوِّل"})
    assert said("Mixtral-8x7B", reader) == "مِيكْسْتْرَال ثَمَانِيَة سَبْعَة"
    assert said("ChatGPT-5", reader).startswith("تْشَات")
    assert said("GPT-5", reader) == "الْمُحَوِّل خَمْسَة"
    assert {change.rule for change in read_run("GPT-5", reader)} == {"lexicon", "number"}


def test_a_voice_is_asked_in_the_language_of_the_run() -> None:
    """French, German and Spanish by their letters; Polish tells its sounds itself."""
    asked: list[tuple[str, str]] = []

    def ipa(word: str, language: str) -> str:
        asked.append((word, language))
        return "sɔ̃"

    for run in ("Mérignac", "Schönefeld", "Ibáñez", "Łódź", "Harrow"):
        read_run(run, Reader(ipa=ipa))
    assert asked == [
        ("mérignac", "fr"), ("schönefeld", "de"), ("ibáñez", "es"), ("harrow", "en"),
    ]  # fmt: skip


def test_the_phrase_decides_where_the_caller_knows_it() -> None:
    """A French word without accents is French in a French phrase."""
    assert said("chat", language="fr") == "شَا"
    assert said("chat") == "تْشَات"


def test_a_voice_that_spells_out_is_not_believed() -> None:
    """Where a voice gives up and names the letters, the rules of spelling read the word."""
    reader = Reader(ipa=lambda word, language: "ˌɛsˌeɪtʃkˌeɪˌoʊdˌiːˈeɪˌɛsˌeɪtʃkˌeɪ")
    assert said("shkoda", reader) == said("shkoda")


def test_a_silent_voice_leaves_the_rules() -> None:
    """An empty pronunciation is not a reading."""
    assert said("Thornbury", Reader(ipa=lambda word, language: "")) == said("Thornbury") != ""


@pytest.mark.parametrize(
    ("dialect", "google", "guess"),
    [("standard", "غُوغِل", "غ"), ("egypt", "جُوجِل", "ج"), ("gulf", "قُوقِل", "ق"), ("", "غُوغِل", "غ")],
)
def test_one_hard_g_everywhere(dialect: str, google: str, guess: str) -> None:
    """The dialect chooses the letter of the hard g, in the tables and in guesses."""
    reader = Reader(dialect=dialect)
    assert said("Google", reader) == google
    assert said("Gorbag", reader).startswith(guess)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le Monde", "fr"), ("L'Équipe", "fr"),
        ("Bordeaux", "fr"), ("Champs-Élysées", "fr"), ("Die Zeit", "de"),
        ("Süddeutsche", "de"), ("Schmidt", "de"),
        ("El Mundo", "es"), ("Ibáñez", "es"), ("La Casa de Papel", "es"),
        ("Corriere della Sera", "it"), ("The Guardian", "en"),
        ("Laurent Wauquiez", "fr"), ("Luis Illa", "es"), ("Uwe Reinhardt", "de"), ("Gianni Infantino", "it"),
        ("Lavoisier", "fr"), ("Truffaut", "fr"), ("Gainsbourg", "fr"), ("Antoine", "fr"),
        ("Palacios", "es"), ("Oviedo", "es"), ("Fuchs", "de"), ("Altmaier", "de"), ("Stockhausen", "de"),
        ("Default", "en"), ("Noise", "en"), ("Suspicion", "en"), ("Kraut", "en"),
        ("Roubaix", "fr"), ("Gauthier", "fr"), ("Quignard", "fr"), ("Bouygues", "fr"),
        ("Marchand", "fr"), ("Mauriac", "fr"), ("Vuitton", "fr"), ("Binoche", "fr"),
        ("Quiroga", "es"), ("Orellana", "es"), ("Araujo", "es"), ("Morales", "es"),
        ("Kreuzberg", "de"), ("Wachtel", "de"), ("Kroos", "de"), ("Kimmich", "de"),
        ("Standard", "en"), ("Champion", "en"), ("Golf", "en"), ("Premier", "en"),
        ("Million", "en"), ("Joseph", "en"), ("Maguire", "en"), ("Charles", "en"),
        ("roubaix", "en"), ("Puskás", "en"), ("Vondroušová", "en"),
        ("OpenAI", "en"), ("Łódź", "en"), ("School", "en"),
        ("", "en"), ("123", "en"),
    ],
)  # fmt: skip
def test_languages_show(text: str, language: str) -> None:
    """By small words, letters, beginnings and endings; English without any."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Messaoudi", "مَسْعُودِي"), ("Cherki", "شَرْقِي"), ("Fekir", "فَقِير"), ("Ghezzal", "غَزَّال"),
        ("Aoun", "عَوْن"), ("Maalouf", "مَعْلُوف"), ("Zeroual", "زَرْوَال"), ("Slimane", "سُلَيْمَان"),
        ("Chamakh", "الشَّمَّاخ"), ("Bouazizi", "الْبُوعَزِيزِي"), ("Belkacem", "بَلْقَاسِم"),
        ("Benslama", "بِنْ سَلَامَة"), ("Bennacer", "بِنْ نَاصِر"), ("Hocine", "حُسَيْن"),
        ("Ezzalzouli", "الزَّلْزُولِي"), ("Chaouchi", "شَاوُشِي"),
        ("Abdelhamid", "عَبْدُ الْحَمِيد"), ("Abderrazak", "عَبْدُ الرَّزَّاق"), ("Nasreddine", "نَصْر الدِّين"),
        ("Salahuddin", "صَلَاح الدِّين"), ("Saadallah", "سَعْد اللَّه"),
        ("Al-Shaarawy", "الشَّعْرَاوِي"), ("El-Hadary", "الْحَضَرِي"), ("Al Qahtani", "الْقَحْطَانِي"),
        ("Ben Arfa", "بِنْ عَرْفَة"), ("Abu Zaid", "أَبُو زَيْد"), ("Abdul Rahman", "عَبْدُ الرَّحْمَن"),
        ("El-Thornbury", "الثُّورْنْبِرِي"),
    ],
)  # fmt: skip
def test_arab_names_are_written_as_arabs_write_them(written: str, spoken: str) -> None:
    """By the table of names and the rules of Latin spelling; what is unknown after an article has it too."""
    assert spoken_form(f"قال {written} إن") == canonical(f"قال {spoken} إن")


@pytest.mark.parametrize(
    "word",
    ["baker", "berry", "rose", "finger", "sunny", "glass", "cross", "gazelle", "bender", "michelle", "wade",
     "camel", "slim", "kiss", "sheriff",
     "merry", "moody", "secret", "trump", "carter", "isaac", "kent", "queen", "boulder", "bouncer"],
)  # fmt: skip
def test_a_word_that_sounds_like_an_arab_name_is_none(word: str) -> None:
    """Endings and letters that Arab names do not have are left to the voice."""
    assert not arab.name(word)


def test_capitals_of_a_headline_are_words() -> None:
    """But between words in small letters, and in a list of two, they are letters."""
    said = spoken_form("كتبت: OIL SANK FAST AFTER MERGERS")
    assert "إِس إِيه إِن كِيه" not in said
    assert spoken_form("أسهم SHRT وSNKR") == "أسهم إِس إِتْش آر تِي وَإِس إِن كِيه آر"


def test_a_small_letter_begins_no_arab_name() -> None:
    assert said("salami") != said("Salami") == "سَلَامِي"


def test_only_the_last_resort_is_reported() -> None:
    """Tables, letters and numbers are no guesses; a word read by its sound is."""
    known = [
        change
        for run in ("GPT-4", "NATO", "DeepMind", "GPUs", "C++")
        for change in read_run(run, Reader())
    ]
    assert "latin-guess" not in {change.rule for change in known}
    assert [change.rule for change in read_run("Zyphra", Reader())] == ["latin-guess"]


@pytest.mark.parametrize("unit", ["x", "A", "s", "GPUs", "aB", "1.", "é", "-", "'", "+"])
def test_long_runs_take_linear_time(unit: str) -> None:
    """Four times as many repetitions take about four times as long."""
    spent = []
    for times in (2_500, 10_000):
        begun = time.process_time()
        assert read_run(unit * times, Reader())
        spent.append(time.process_time() - begun)
    assert spent[1] < 12 * spent[0] + 0.2


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("المدافع الفرنسي Papin", "بابان"),
        ("الكاتب الإسباني Tebas", "تيباس"),
        ("اللاعب التركي Kahveci", "كاهفيجي"),
        ("المغنية البرازيلية Recife", "ريسيفي"),
        ("المدافع Papin", "بابين"),
    ],
)
def test_a_nation_tells_the_language(sentence: str, name: str) -> None:
    """An adjective beside a name whose letters tell nothing: المخرجة الفرنسية."""
    assert unmarked(spoken_form(sentence)).split()[-1] == name
