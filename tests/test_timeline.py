"""One clock: chapters that tile, cues that lose no word, and files that foreign readers take."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import need_tool
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast import timeline
from podcast.model import FRAME_SAMPLES, SAMPLE_RATE, Chapter, Cue, PauseKind, Span, Take, Timeline

LINE = 42
SOME = settings(max_examples=25, deadline=None)
"""Enough to find what is wrong with a law, and not to be waited for."""
LONG = "قالت الشركة إنها ستفتح مكتبًا في باريس وآخر في لندن"

ends = st.sampled_from(["clause", "sentence", "paragraph", "heading", "section"])
words = st.one_of(
    st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=1, max_size=12),
    st.sampled_from(
        ["Mistral", "8x7B", "-->", "&", "<b>", "مقدمة:", "9:30", "مُؤَسَّسَة", "…", "و" * 60]
    ),
)


@st.composite
def takes(draw: st.DrawFn) -> Take:
    """A section as the workspace records it: utterances in order, all of them inside its frames."""
    texts = draw(st.lists(st.lists(words, max_size=30).map(" ".join), max_size=8))
    frames = draw(st.integers(min_value=60, max_value=4000))
    bounds = st.integers(min_value=0, max_value=frames * FRAME_SAMPLES)
    cuts = sorted(draw(st.lists(bounds, min_size=2 * len(texts), max_size=2 * len(texts))))
    spans = tuple(Span(*cuts[at : at + 2]) for at in range(0, len(cuts), 2))
    kinds = draw(st.lists(ends, min_size=len(texts), max_size=len(texts)))
    return Take(draw(words), frames, tuple(texts), spans, tuple(kinds))


def take(*texts: str, end: PauseKind = "sentence", frames: int = 400) -> Take:
    """A section whose utterances follow each other evenly; all but the last end a clause."""
    each = frames * FRAME_SAMPLES // max(len(texts), 1)
    spans = tuple(Span(at * each, (at + 1) * each - 100) for at in range(len(texts)))
    kinds: tuple[PauseKind, ...] = ("clause",) * (len(texts) - 1) + (end,)
    return Take("عنوان", frames, texts, spans, kinds)


def cues(*texts: str, end: PauseKind = "sentence") -> tuple[Cue, ...]:
    return timeline.lay([take(*texts, end=end)]).cues


def said(text: str) -> Timeline:
    """A timeline with one cue."""
    return Timeline((), (Cue(1000, 2500, text),), 3000)


def blocks(text: str) -> list[list[str]]:
    """The blocks of a subtitle file, as lines; what a reader sees that knows only blank lines."""
    return [block.splitlines() for block in text.strip("\n").split("\n\n")]


# Chapters


@SOME
@given(st.lists(takes(), max_size=6))
def test_chapters_tile_the_episode(sections: list[Take]) -> None:
    """The first begins at 0, each where the one before it ends, the last ends with the episode."""
    clock = timeline.lay(sections)
    starts = [one.start_ms for one in clock.chapters]
    assert [0, *(one.end_ms for one in clock.chapters)] == [*starts, clock.duration_ms]
    assert [one.number for one in clock.chapters] == list(range(1, len(sections) + 1))


@SOME
@given(st.lists(st.integers(min_value=1, max_value=10**6), min_size=1, max_size=40))
def test_chapters_begin_on_their_frame(frames: list[int]) -> None:
    """A start is at most half a millisecond from the frame it names, however long the episode."""
    clock = timeline.lay([Take("", count) for count in frames])
    for at, chapter in enumerate(clock.chapters):
        exact = Fraction(sum(frames[:at]) * FRAME_SAMPLES * 1000, SAMPLE_RATE)
        assert abs(chapter.start_ms - exact) <= Fraction(1, 2)


def test_no_sections_make_an_empty_clock() -> None:
    """Nothing in, nothing out: the printed files stay valid."""
    clock = timeline.lay([])
    assert clock == Timeline((), (), 0)
    assert timeline.vtt(clock) == "WEBVTT\n"
    assert timeline.srt(clock) == ""
    assert json.loads(timeline.chapters_json(clock)) == {"version": "1.2.0", "chapters": []}


# Cues


@SOME
@given(st.lists(takes(), max_size=4))
def test_no_word_is_lost(sections: list[Take]) -> None:
    """Every word of every utterance is in the cues, once, as written, in order."""
    written = " ".join(text for section in sections for text in section.texts)
    shown = " ".join(cue.text for cue in timeline.lay(sections).cues)
    assert shown.split() == written.split()


@SOME
@given(st.lists(takes(), max_size=4))
def test_cues_never_overlap_nor_vanish(sections: list[Take]) -> None:
    """Cues are in order, each at least 1 ms long, none beginning before the previous one has ended."""
    clock = timeline.lay(sections)
    now = 0
    for cue in clock.cues:
        assert now <= cue.start_ms < cue.end_ms
        now = cue.end_ms
    assert now <= clock.duration_ms


@SOME
@given(takes(), takes())
def test_cues_stay_in_their_chapter(first: Take, second: Take) -> None:
    """A cue belongs to one chapter and does not reach into the next."""
    clock = timeline.lay([first, second])
    border = clock.chapters[1].start_ms
    alone = timeline.lay([first]).cues
    assert clock.cues[: len(alone)] == alone
    assert all(cue.end_ms <= border for cue in alone)
    assert all(cue.start_ms >= border for cue in clock.cues[len(alone) :])


@SOME
@given(takes())
def test_cues_fit_two_lines(section: Take) -> None:
    """Two lines of 42 letters; only a word that is longer by itself has a longer line."""
    for block in blocks(timeline.vtt(timeline.lay([section])))[1:]:
        rows = [unescaped(row).strip("\u200f") for row in block[1:]]
        assert 1 <= len(rows) <= 2
        assert all(letters(row) <= LINE or " " not in row for row in rows)


def letters(row: str) -> int:
    return len(re.sub("[\u064b-\u0652]", "", row))


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_a_sentence_is_one_cue() -> None:
    """Clauses that fit two lines together are shown together; the next sentence apart."""
    section = Take(
        "عنوان",
        100,
        ("في باريس،", "بدأ العمل.", "ثم توسّع."),
        (Span(0, 9000), Span(10_000, 20_000), Span(30_000, 44_100)),
        ("clause", "sentence", "paragraph"),
    )
    first, second = timeline.lay([section]).cues
    assert first == Cue(0, 454, "في باريس، بدأ العمل.")
    assert second == Cue(680, 1000, "ثم توسّع.")


def test_a_heading_is_a_cue_of_its_own() -> None:
    """What is announced is not run into the sentence after it."""
    section = Take(
        "البداية",
        90,
        ("البداية", "كان ذلك أمس."),
        (Span(0, 9), Span(50, 99)),
        ("heading", "section"),
    )
    assert [cue.text for cue in timeline.lay([section]).cues] == ["البداية", "كان ذلك أمس."]


def test_a_long_sentence_is_cut_where_it_pauses() -> None:
    """The clauses of a sentence that does not fit are kept intact, each with its own times."""
    shown = cues(f"{LONG}،", f"{LONG}،", f"{LONG}.")
    assert [cue.text for cue in shown] == [f"{LONG}،", f"{LONG}،", f"{LONG}."]
    spoken = take(*(["كلمة"] * 3)).spans
    assert [cue.start_ms for cue in shown] == [round(span.start / 44.1) for span in spoken]


def test_a_long_clause_shares_its_time_by_letters() -> None:
    """Where nobody pauses, a cue lasts as long as its share of the letters."""
    shown = cues(" ".join(["كلمات"] * 28))
    assert len(shown) == 2
    assert [len(cue.text.split()) for cue in shown] == [14, 14]
    assert shown[0].end_ms == shown[1].start_ms
    lasts = [cue.end_ms - cue.start_ms for cue in shown]
    assert abs(lasts[0] - lasts[1]) <= 1


def test_lines_are_balanced() -> None:
    """Two lines of nearly one length read better than a full one and a leftover word."""
    (cue,) = cues(" ".join(["كلمات"] * 8))
    rows = blocks(timeline.vtt(said(cue.text)))[1][1:]
    assert [len(row.split()) for row in rows] == [4, 4]


def test_marks_take_no_room() -> None:
    """A fully marked line holds as many letters as a bare one."""
    marked = "كَلِمَاتٌ"
    assert len(blocks(timeline.vtt(said(" ".join([marked] * 6))))[1][1:]) == 1


def test_blanks_are_folded() -> None:
    """Line ends, tabs, no-break spaces, separators: one space; control characters: nothing."""
    (cue,) = cues("كلمة\n\nثانية\u2028ثالثة\t \u00a0رابعة\x00\x08 \udcff\u200f")
    assert cue.text == "كلمة ثانية ثالثة رابعة"


@pytest.mark.parametrize("silent", ["", "  ", "\u200f", "\n"])
def test_nothing_to_read_makes_no_cue(silent: str) -> None:
    """A cue of blanks would be a hole in a transcript."""
    assert cues(silent) == ()
    assert len(cues("كلمة،", silent, "أخرى.")) == 1


def test_more_cues_than_time_still_move_on() -> None:
    """All utterances at one sample: each cue has its millisecond, before the chapter ends."""
    count = 20
    section = Take("", 1, ("نعم",) * count, (Span(1152, 1152),) * count, ("sentence",) * count)
    shown = timeline.lay([section]).cues
    assert [cue.end_ms - cue.start_ms for cue in shown] == [1] * count
    assert shown[-1].end_ms == 26


# Files


@SOME
@given(st.lists(takes(), max_size=3))
def test_both_transcripts_tell_the_same(sections: list[Take]) -> None:
    """Cue by cue, VTT and SRT have the timeline's times to the millisecond."""
    clock = timeline.lay(sections)
    exact = [(cue.start_ms, cue.end_ms) for cue in clock.cues]
    assert times(block[0] for block in blocks(timeline.vtt(clock))[1:]) == exact
    numbered = blocks(timeline.srt(clock)) if exact else []
    assert times(block[1] for block in numbered) == exact
    assert [block[0] for block in numbered] == [str(at) for at, _ in enumerate(exact, 1)]


def times(lines: Iterable[str]) -> list[tuple[int, int]]:
    """Start and end of timing lines, read as strictly as the strictest player does."""
    pattern = r"(\d\d+):(\d\d):(\d\d)[.,](\d{3}) --> (\d\d+):(\d\d):(\d\d)[.,](\d{3})"
    found = []
    for line in lines:
        match = re.fullmatch(pattern, line)
        assert match, line
        h, m, s, ms, h2, m2, s2, ms2 = map(int, match.groups())
        found.append((((h * 60 + m) * 60 + s) * 1000 + ms, ((h2 * 60 + m2) * 60 + s2) * 1000 + ms2))
    return found


@SOME
@given(st.lists(takes(), max_size=3))
def test_vtt_text_reads_back(sections: list[Take]) -> None:
    """Unescaped and with the ratio sign a colon again, a WebVTT file says what was written."""
    clock = timeline.lay(sections)
    for cue, block in zip(clock.cues, blocks(timeline.vtt(clock))[1:], strict=True):
        rows = unescaped(" ".join(block[1:])).replace("∶", ":").replace("\u200f", "")
        assert rows == cue.text


def test_vtt_escapes() -> None:
    """No tag, no entity and no arrow of the author's is taken for one of the format's."""
    text = blocks(timeline.vtt(said("<v سلمى> &amp; a --> b")))[1][1]
    assert text == "\u200f&lt;v سلمى&gt; &amp;amp; a --&gt; b"


def test_srt_defuses() -> None:
    """SubRip cannot escape: tags and arrows become signs that only look like them; 3 < 5 stays."""
    assert blocks(timeline.srt(said("نص <b>غليظ</b> --> 3 < 5")))[0][2] == "نص ‹b›غليظ‹/b› → 3 < 5"


@pytest.mark.parametrize(
    ("written", "in_vtt", "in_srt"),
    [
        ("مقدمة: نص", "مقدمة∶ نص", "مقدمة∶ نص"),
        ("ثم قال:", "ثم قال∶", "ثم قال∶"),
        ("عند 9:30 صباحًا", "عند 9:30 صباحًا", "عند 9：30 صباحًا"),
        ("عند ٩:٣٠ مساءً", "عند ٩:٣٠ مساءً", "عند ٩：٣٠ مساءً"),
        ("في https://a.example", "في https://a.example", "في https∶//a.example"),
    ],
)
def test_nobody_is_taken_for_a_speaker(written: str, in_vtt: str, in_srt: str) -> None:
    """No `name: text` in either file, and in SRT, where some players look anywhere, no colon at all."""
    assert blocks(timeline.vtt(said(written)))[1][1] == in_vtt
    assert blocks(timeline.srt(said(written)))[0][2] == in_srt


@SOME
@given(st.lists(takes(), max_size=3))
def test_players_find_no_speaker(sections: list[Take]) -> None:
    """The rules by which players look for speakers find none, on any line."""
    clock = timeline.lay(sections)
    spoken = [row for block in blocks(timeline.srt(clock)) for row in block[2:]]
    assert not [row for row in spoken if ":" in row]
    spoken = [row for block in blocks(timeline.vtt(clock))[1:] for row in block[1:]]
    assert not [row for row in spoken if re.search(r":(\s|$)", row)]


@pytest.mark.parametrize(
    ("row", "marked"),
    [
        ("OpenAI شركة", True),
        ("«OpenAI» شركة", True),
        ("شركة OpenAI", False),
        ("2024 كان عامًا", False),
        ("Mistral AI", False),
    ],
)
def test_arabic_lines_run_from_the_right(row: str, marked: bool) -> None:
    """A line of Arabic that begins in Latin is marked right-to-left; any other is left as it is."""
    for shown in (blocks(timeline.vtt(said(row)))[1][1], blocks(timeline.srt(said(row)))[0][2]):
        assert shown == "\u200f" * marked + row


@pytest.mark.parametrize("kind", ["vtt", "srt"])
def test_ffprobe_reads_transcripts(kind: str, tmp_path: Path) -> None:
    """A foreign reader finds each cue at its time, for its length."""
    clock = timeline.lay([take(f"{LONG}،", "أ: ب <b> --> 2024", f"{LONG}."), take("نعم.")])
    path = tmp_path / f"transcript.{kind}"
    path.write_text(getattr(timeline, kind)(clock), encoding="utf-8")
    asked = ["-v", "error", "-of", "json", "-show_entries", "packet=pts_time,duration_time"]
    found = subprocess.run(
        [need_tool("ffprobe"), *asked, str(path)], capture_output=True, check=True
    )
    assert not found.stderr
    read = [
        (round(float(one["pts_time"]) * 1000), round(float(one["duration_time"]) * 1000))
        for one in json.loads(found.stdout)["packets"]
    ]
    assert read == [(cue.start_ms, cue.end_ms - cue.start_ms) for cue in clock.cues]


def test_srt_as_a_whole() -> None:
    """The whole file, as a reader of subtitles expects it."""
    clock = Timeline((), (Cue(0, 1500, "أولًا."), Cue(3_600_000, 3_601_001, "ثانيًا.")), 3_700_000)
    assert timeline.srt(clock) == (
        "1\n00:00:00,000 --> 00:00:01,500\nأولًا.\n\n2\n01:00:00,000 --> 01:00:01,001\nثانيًا.\n"
    )


def test_vtt_as_a_whole() -> None:
    """The whole file, as browsers and Apple expect it."""
    assert timeline.vtt(said("أولًا.")) == "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nأولًا.\n"


def test_chapters_json() -> None:
    """Version 1.2: seconds to the millisecond, titles on one line, nothing that was not given."""
    clock = Timeline((Chapter(1, "أ\n\x08ب", 0, 1001), Chapter(2, "ج", 1001, 94_100)), (), 94_100)
    read = json.loads(timeline.chapters_json(clock, title="حلقة", podcast="راوٍ", author="سلمى"))
    assert read == {
        "version": "1.2.0",
        "title": "حلقة",
        "podcastName": "راوٍ",
        "author": "سلمى",
        "chapters": [
            {"startTime": 0, "endTime": 1.001, "title": "أ ب"},
            {"startTime": 1.001, "endTime": 94.1, "title": "ج"},
        ],
    }


def test_chapters_link_to_their_place_on_the_page() -> None:
    """As an absolute address, where the page's is known."""
    clock = timeline.lay([take("نعم."), take("لا.")])
    read = json.loads(timeline.chapters_json(clock, page="https://a.example/show/one/"))
    assert [one["url"] for one in read["chapters"]] == [
        "https://a.example/show/one/#section-1",
        "https://a.example/show/one/#section-2",
    ]


@SOME
@given(st.lists(takes(), max_size=3))
def test_everything_can_be_written(sections: list[Take]) -> None:
    """Whatever the author wrote, the files are UTF-8, end in one line end, and print the same twice."""
    for text_of in (timeline.vtt, timeline.srt, timeline.chapters_json):
        text = text_of(timeline.lay(sections))
        assert text == text_of(timeline.lay(sections))
        assert text.encode().decode() == text
        assert "\n\n\n" not in text
        assert not text.endswith("\n\n")
