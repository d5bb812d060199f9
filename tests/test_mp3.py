"""Frames of sections become one tagged file: reopened by mutagen, ffprobe and decoders, never by its writer."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import json
import struct
import subprocess
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from audio_tools import (
    RATE,
    decoded,
    ffmpeg_decoded,
    quiet,
    record,
    speech,
    wav,
)
from conftest import need_tool
from hypothesis import given, settings
from hypothesis import strategies as st
from mp3_probe import probe
from mutagen.id3 import ID3

from podcast import mp3
from podcast.errors import OutputError
from podcast.formats.mpeg import KBITS_1
from podcast.model import FRAME_SAMPLES, Chapter
from podcast.mp3 import Tags
from podcast.mp3.frames import info, read_format
from podcast.mp3.id3 import tag
from podcast.sound import Sound

TITLES = (
    "مقدّمة",
    "من هي «ميسترال»؟ <b>&amp; \"quoted\" 'single' = ; # \\ /",
    "عنوانٌ طويلٌ جدًّا يزيد على مئةٍ وسبعةٍ وعشرين بايتًا في كلّ ترميز، " * 4 + "انتهى",
    "🎙️ Mistral 8x7B — 2.0 🚀",
    "٣",
)


def one_pixel() -> bytes:
    """The smallest PNG there is."""
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0),
        b"IDAT": zlib.compress(b"\x00\xff\x80\x00"),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks.items()
    )


def frames(seconds: float = 0.4, *, seed: int = 0, **how: Any) -> bytes:
    """Bare frames of a short section."""
    return record([wav(speech(seconds, seed=seed))], ".wav", [200], Sound(**how)).mp3


@pytest.fixture(scope="module")
def sections() -> list[bytes]:
    return [frames(0.5 + number / 3, seed=number) for number in range(len(TITLES))]


def chapters_of(sections: list[bytes], titles: tuple[str, ...] = TITLES) -> tuple[Chapter, ...]:
    """Chapters on the grid of the frames, as a timeline lays them."""
    counts = [mp3.count_frames(part) for part in sections]
    edges = [
        round(at * FRAME_SAMPLES * 1000 / RATE) for at in itertools.accumulate(counts, initial=0)
    ]
    return tuple(
        Chapter(number, title, start, end)
        for number, (title, start, end) in enumerate(
            zip(titles, edges[:-1], edges[1:], strict=True), 1
        )
    )


def tags_of(chapters: tuple[Chapter, ...]) -> Tags:
    return Tags(
        title="ميسترال 🚀 <&> والمصدر المفتوح",
        artist="راوٍ",
        album="عرضٌ",
        track=3,
        total=12,
        date=dt.date(2025, 3, 24),
        comment="تعليقٌ\nفي سطرين",
        lyrics="كلامٌ كثيرٌ.\n\nوفقرة.",
        cover=one_pixel(),
        cover_mime="image/png",
        chapters=chapters,
    )


@pytest.fixture(scope="module")
def episode(sections: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A complete episode with everything a tag can hold."""
    path = tmp_path_factory.mktemp("mp3") / "episode.mp3"
    with path.open("wb") as out:
        size = mp3.write(out, sections, tags_of(chapters_of(sections)))
    assert size == path.stat().st_size
    return path


def ffprobe(path: Path) -> dict[str, Any]:
    command = [need_tool("ffprobe"), "-v", "warning", "-of", "json", "-show_chapters"]
    done = subprocess.run(
        [*command, "-show_format", "-show_streams", path], capture_output=True, check=True
    )
    assert not done.stderr, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


# Read back


def test_mutagen_reads_everything_back(episode: Path, sections: list[bytes]) -> None:
    """Title, chapters, duration, frames and bit rate, by a library that did not write them."""
    found, chapters = probe(episode), chapters_of(sections)
    assert found.title == "ميسترال 🚀 <&> والمصدر المفتوح"
    assert (found.artist, found.album, found.track) == ("راوٍ", "عرضٌ", "3/12")
    assert found.language == "ara"
    assert found.chapters == chapters
    assert found.frames == sum(map(mp3.count_frames, sections))
    assert found.bitrate == 96
    assert found.duration_ms == chapters[-1].end_ms
    assert found.has_cover


def test_mutagen_finds_the_words_and_the_picture(episode: Path) -> None:
    """Comment, lyrics, date and cover, in the right frames."""
    found = ID3(episode)
    assert found.version == (2, 3, 0)
    assert str(found["TCON"]) == "Podcast"
    assert str(found["TDRC"]) == "2025-03-24"
    assert found.getall("COMM")[0].text == ["تعليقٌ\nفي سطرين"]
    assert found.getall("COMM")[0].lang == "ara"
    assert found.getall("USLT")[0].text == "كلامٌ كثيرٌ.\n\nوفقرة."
    picture = found.getall("APIC")[0]
    assert (picture.data, picture.mime, picture.type) == (one_pixel(), "image/png", 3)


def test_the_list_of_contents_is_one_ordered_and_titled(episode: Path) -> None:
    """One top-level CTOC that names every chapter in order, with a title: some apps show none without."""
    found = ID3(episode)
    (contents,) = found.getall("CTOC")
    assert (contents.flags & 3, len(contents.child_element_ids)) == (3, len(TITLES))
    assert "TIT2" in contents.sub_frames
    starts = [found[f"CHAP:{name}"].start_time for name in contents.child_element_ids]
    assert starts == sorted(starts)


def test_ffprobe_shows_the_chapters_in_order_and_whole(
    episode: Path, sections: list[bytes]
) -> None:
    """As many as sections, titles exact, contiguous from 0, in time order in the file, to the end."""
    found = ffprobe(episode)
    shown = [
        (
            entry["tags"]["title"],
            round(float(entry["start_time"]) * 1000),
            round(float(entry["end_time"]) * 1000),
        )
        for entry in found["chapters"]
    ]
    assert shown == [(one.title, one.start_ms, one.end_ms) for one in chapters_of(sections)]
    duration = float(found["format"]["duration"]) * 1000
    assert duration == pytest.approx(shown[-1][2], abs=1)
    assert float(found["format"]["start_time"]) == 0
    audio = found["streams"][0]
    assert (audio["sample_rate"], audio["channels"], audio["bit_rate"]) == ("44100", 1, "96000")
    assert found["format"]["tags"]["title"] == "ميسترال 🚀 <&> والمصدر المفتوح"


def test_decoders_hear_the_frames_and_nothing_else(episode: Path, sections: list[bytes]) -> None:
    """The Info frame is not sound, nothing is lost. mpg123 (in soundfile) leaves out its own 529 samples."""
    alone = np.concatenate([decoded(part) for part in sections])
    whole = decoded(episode.read_bytes())
    cut = len(alone) - len(whole)
    assert cut in (0, 529)
    assert np.allclose(whole, alone[cut:], rtol=0, atol=1e-6)


def test_ffmpeg_hears_the_same(episode: Path, sections: list[bytes]) -> None:
    """The decoder of most players cuts nothing: chapter starts are exact to the sample."""
    alone = np.concatenate([decoded(part) for part in sections])
    theirs = ffmpeg_decoded(episode)
    assert len(theirs) == len(alone)
    assert np.abs(theirs - alone).max() < 0.001


def test_cut_at_a_chapter_start_the_file_gives_that_section(
    episode: Path, sections: list[bytes], tmp_path: Path
) -> None:
    """What `ffmpeg -ss … -to … -c copy` cuts out is the section."""
    chapter = chapters_of(sections)[2]
    cut = tmp_path / "cut.mp3"
    start, length = (
        f"{ms / 1000:.3f}" for ms in (chapter.start_ms, chapter.end_ms - chapter.start_ms)
    )
    command = [need_tool("ffmpeg"), "-v", "error", "-ss", start, "-t", length, "-i", episode]
    subprocess.run(
        [*command, "-map", "0:a", "-c", "copy", "-write_xing", "0", "-map_metadata", "-1", cut],
        check=True,
    )
    ours, theirs = decoded(sections[2]), decoded(cut.read_bytes())
    assert abs(len(theirs) - len(ours)) <= 2 * FRAME_SAMPLES
    span = min(len(ours), len(theirs)) - FRAME_SAMPLES
    shifts = range(-FRAME_SAMPLES, FRAME_SAMPLES + 1, FRAME_SAMPLES)
    errors = [np.abs(np.roll(theirs, shift)[2304:span] - ours[2304:span]).max() for shift in shifts]
    assert min(errors) < 0.02


def test_a_single_section_is_a_file_of_its_own(sections: list[bytes], tmp_path: Path) -> None:
    """Without chapters there is no list of contents; duration and title are right all the same."""
    path = tmp_path / "01.mp3"
    with path.open("wb") as out:
        mp3.write(out, [sections[0]], Tags(title="مقدّمة", track=1, total=5))
    found = probe(path)
    assert (found.title, found.track, found.chapters) == ("مقدّمة", "1/5", ())
    assert found.frames == mp3.count_frames(sections[0])
    assert not ID3(path).getall("CTOC")
    assert not found.has_cover


# The tag


def test_only_what_is_known_is_written() -> None:
    """Empty fields make no frames, and a track without a total no slash."""
    found = ID3(io.BytesIO(tag(Tags(title="ع", track=7))))
    assert sorted(found) == ["TCON", "TIT2", "TLAN", "TRCK"]
    assert str(found["TRCK"]) == "7"


def test_chapters_are_in_the_file_in_time_order() -> None:
    """Not by size, as a library would sort them: players list them in file order."""
    titles = ["أ" * 90, "ب", "ج" * 300, "د" * 20, "ه" * 150]
    chapters = tuple(Chapter(n, t, n * 1000, n * 1000 + 1000) for n, t in enumerate(titles))
    data = tag(Tags(title="ع", chapters=chapters))
    places = [data.index(title.encode("utf-16-le")) for title in titles]
    assert places == sorted(places)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=8))
def test_any_title_survives(titles: list[str]) -> None:
    """Whatever an author writes comes back, but for control characters and halves of characters."""
    chapters = tuple(Chapter(n, t, n * 10, n * 10 + 10) for n, t in enumerate(titles))
    found = ID3(io.BytesIO(tag(Tags(title="ع", chapters=chapters))))
    for number, title in enumerate(titles, 1):
        kept = [letter for letter in title if letter.isprintable() or ord(letter) > 0x9F]
        back = str(found[f"CHAP:ch{number}"].sub_frames.get("TIT2", ""))
        for letter in kept:
            assert letter in back or 0xD800 <= ord(letter) < 0xE000


def test_control_characters_never_split_a_title() -> None:
    """A NUL would end the title, a line break would break a player's list."""
    found = ID3(io.BytesIO(tag(Tags(title="أول\x00ثانٍ\nثالث\tرابع"))))
    assert found["TIT2"].text == ["أول ثانٍ ثالث رابع"]


def test_more_chapters_than_a_list_can_count() -> None:
    """A list of contents counts to 255: a longer one is a list of lists, and no chapter is lost."""
    chapters = tuple(Chapter(n + 1, f"فصل {n + 1}", n * 1000, n * 1000 + 1000) for n in range(600))
    found = ID3(io.BytesIO(tag(Tags(title="ع", chapters=chapters))))
    top = found["CTOC:toc"]
    listed = [
        name for part in top.child_element_ids for name in found[f"CTOC:{part}"].child_element_ids
    ]
    assert len(top.child_element_ids) == 3
    assert listed == [f"ch{n}" for n in range(1, 601)]
    assert len(found.getall("CHAP")) == 600


def test_the_same_tags_are_the_same_bytes(sections: list[bytes]) -> None:
    """A second build changes nothing."""
    made = []
    for _ in range(2):
        out = io.BytesIO()
        mp3.write(out, sections, tags_of(chapters_of(sections)))
        made.append(out.getvalue())
    assert made[0] == made[1]


@pytest.mark.parametrize("year", [1, 999, 2025])
def test_a_year_has_four_digits(year: int) -> None:
    """As the format wants it, for any date there is."""
    found = ID3(io.BytesIO(tag(Tags(title="ع", date=dt.date(year, 1, 2)))), translate=False)
    assert (str(found["TYER"]), str(found["TDAT"])) == (f"{year:04}", "0201")


# The frames


@pytest.mark.parametrize("bitrate", [32, 64, 96, 128, 320])
def test_the_info_frame_tells_frames_and_bytes(bitrate: int) -> None:
    """At any bit rate, as long as another frame and with the same header: decoders take it for no sound."""
    part = frames(bitrate=bitrate)
    kind = read_format(part[:4])
    head = info(kind, 1234, 567_890)
    at = head.index(b"Info")
    assert kind.bitrate == bitrate
    assert kind.mono
    assert len(head) == kind.size
    assert head[:4] == part[:4][:2] + bytes([part[2] & ~2]) + part[3:4]
    assert int.from_bytes(head[at + 8 : at + 12], "big") == 1234
    assert int.from_bytes(head[at + 12 : at + 16], "big") == 567_890
    assert b"LAME" not in head


def test_the_info_frame_of_a_file_is_right(episode: Path, sections: list[bytes]) -> None:
    """What it tells is what follows it."""
    data = episode.read_bytes()
    at = data.index(b"Info")
    start = at - 4 - 17
    assert int.from_bytes(data[at + 8 : at + 12], "big") == sum(map(mp3.count_frames, sections))
    assert int.from_bytes(data[at + 12 : at + 16], "big") == len(data) - start
    assert data[start + 313 :] == b"".join(sections)


def test_frames_are_counted_as_a_decoder_counts() -> None:
    """Padding bytes and all."""
    part = frames(2.0)
    assert mp3.count_frames(part) * FRAME_SAMPLES == len(decoded(part))


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_parts_may_come_in_any_pieces(sections: list[bytes], data: st.DataObject) -> None:
    """A header that falls between two reads is still a header."""
    part = sections[0]
    cuts = sorted(data.draw(st.lists(st.integers(0, len(part)), max_size=6)))
    counter = mp3.frames.Counter()  # type: ignore[attr-defined]
    for start, end in itertools.pairwise([0, *cuts, len(part)]):
        counter.feed(part[start:end])
    assert counter.done("") == mp3.count_frames(part)


def test_files_and_bytes_are_parts_alike(sections: list[bytes], tmp_path: Path) -> None:
    """From the cache on disk or from memory."""
    paths = []
    for number, part in enumerate(sections):
        paths.append(tmp_path / f"{number}.mp3")
        paths[-1].write_bytes(part)
    one, other = io.BytesIO(), io.BytesIO()
    mp3.write(one, sections, Tags(title="ع"))
    mp3.write(other, paths, Tags(title="ع"))
    assert one.getvalue() == other.getvalue()


def test_a_long_episode_takes_no_memory(tmp_path: Path, sections: list[bytes]) -> None:
    """A quarter of an hour from files on disk is joined in a few megabytes."""
    part = tmp_path / "part.mp3"
    part.write_bytes(frames(1.0) * 100)
    size = part.stat().st_size
    with (tmp_path / "long.mp3").open("wb") as out:
        tracemalloc.start()
        mp3.write(out, [part] * 8, Tags(title="ع"))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert (tmp_path / "long.mp3").stat().st_size > 8 * size
    assert peak < 6_000_000


def damaged() -> dict[str, bytes]:
    good, other = frames(), frames(bitrate=64)
    return {
        "cut short": good[:-10],
        "another bit rate": good + other,
        "a tag in between": good + b"ID3\x03\x00" + bytes(50) + good,
        "a hole": good[:1000] + bytes(313) + good[1313:],
        "no MP3 at all": b"<html>" * 100,
        "a few bytes": b"\xff\xfb",
    }


@pytest.mark.parametrize("harm", damaged())
def test_a_damaged_part_is_refused_with_its_place(harm: str, tmp_path: Path) -> None:
    """Rather that than an episode that stutters: the sentence names the file and the way out."""
    part = tmp_path / "0a1b.mp3"
    part.write_bytes(damaged()[harm])
    with pytest.raises(OutputError, match=r"0a1b\.mp3: a recording is damaged.*--force"):
        mp3.write(io.BytesIO(), [frames(), part], Tags(title="ع"))


def test_no_part_is_no_sound() -> None:
    """A tag alone: nothing to count, and no error."""
    out = io.BytesIO()
    assert mp3.write(out, [], Tags(title="ع")) == len(out.getvalue()) == len(tag(Tags(title="ع")))


def test_silence_is_frames_too() -> None:
    """A section with nothing but a pause can be joined like any other."""
    part = record([wav(quiet(0.2))], ".wav", [500]).mp3
    out = io.BytesIO()
    mp3.write(out, [part, frames()], Tags(title="ع"))
    assert out.getvalue().endswith(frames())


# As others read it


def told_by_mpv(path: Path) -> tuple[float, list[tuple[str, float]]]:
    """(duration, [(title, start)]) of an episode of five chapters as mpv has them, in seconds."""
    each = (
        f"@@${{chapter-list/{n}/title}}@@${{=chapter-list/{n}/time}}" for n in range(len(TITLES))
    )
    message = "--term-playing-msg=@@${chapters}@@${=duration}" + "".join(each) + "@@"
    quietly = ["--no-config", "--no-video", "--ao=null", "--end=0.02"]
    done = subprocess.run(
        [need_tool("mpv"), *quietly, message, path], capture_output=True, check=True
    )
    _, count, length, *told = done.stdout.decode("utf-8").split("@@")[: 3 + 2 * len(TITLES)]
    assert int(count) == len(TITLES)
    return float(length), list(zip(told[::2], map(float, told[1::2]), strict=True))


def test_mpv_shows_the_chapters_and_the_length(episode: Path, sections: list[bytes]) -> None:
    """Titles and times in order, and how long it is, to the millisecond."""
    chapters = chapters_of(sections)
    length, found = told_by_mpv(episode)
    assert length * 1000 == pytest.approx(chapters[-1].end_ms, abs=1)
    assert [title for title, _ in found] == [one.title for one in chapters]
    for (_, start), chapter in zip(found, chapters, strict=True):
        assert start * 1000 == pytest.approx(chapter.start_ms, abs=1)


def test_mp3val_finds_nothing_wrong(episode: Path) -> None:
    """A program made to find broken frames, wrong headers and rubbish between them."""
    done = subprocess.run([need_tool("mp3val"), episode], capture_output=True, check=True)
    said = done.stdout.decode("utf-8", "replace")
    assert "WARNING" not in said, said
    assert "PROBLEM" not in said, said
    frames_found = sum(map(mp3.count_frames, [episode.read_bytes()[audio_at(episode) :]]))
    assert f"{frames_found} MPEG frames" in said, said
    assert "CBR" in said


def audio_at(path: Path) -> int:
    """Where the first frame begins, after the tag."""
    return len_of_tag(path.read_bytes())


def len_of_tag(data: bytes) -> int:
    assert data[:3] == b"ID3"
    return 10 + int("".join(f"{byte:07b}" for byte in data[6:10]), 2)


def test_every_reader_finds_the_same_length(episode: Path, sections: list[bytes]) -> None:
    """mutagen, ffprobe by the header, ffprobe by counting, the decoder: to the sample or the millisecond."""
    samples = sum(map(mp3.count_frames, sections)) * FRAME_SAMPLES
    assert len(ffmpeg_decoded(episode)) == samples
    exact = samples / RATE
    assert probe(episode).duration_ms == round(exact * 1000)
    found = ffprobe(episode)
    assert float(found["format"]["duration"]) == pytest.approx(exact, abs=1e-6)
    assert float(found["streams"][0]["duration"]) == pytest.approx(exact, abs=1e-6)


def test_each_section_is_found_on_the_frame_its_chapter_names(
    episode: Path, sections: list[bytes]
) -> None:
    """Found by correlation in the whole decoded episode, without a hint: it is at its first frame."""
    whole = ffmpeg_decoded(episode)
    starts = itertools.accumulate(map(mp3.count_frames, sections), initial=0)
    for part, frame, chapter in zip(sections, starts, chapters_of(sections), strict=False):
        alone = decoded(part)
        size = 1 << (len(whole) + len(alone) - 1).bit_length()
        product = np.fft.rfft(whole, size) * np.conj(np.fft.rfft(alone, size))
        place = int(np.argmax(np.fft.irfft(product, size)))
        assert place == frame * FRAME_SAMPLES
        assert place * 1000 / RATE == pytest.approx(chapter.start_ms, abs=0.5)


def test_a_jump_by_the_table_of_contents_lands_near(sections: list[bytes]) -> None:
    """The Info frame's table: percent n of the time is at the same part of the bytes, within a percent."""
    part = b"".join(sections) * 4
    kind = read_format(part[:4])
    count = mp3.count_frames(part)
    head = info(kind, count, len(part) + kind.size)
    table = head[head.index(b"Info") + 16 :][:100]
    offsets = [0]
    at = 0
    for _ in range(count):
        at += kind.size + (part[at + 2] >> 1 & 1)
        offsets.append(at)
    for percent, entry in enumerate(table):
        true = (kind.size + offsets[count * percent // 100]) / (len(part) + kind.size)
        assert entry / 256 == pytest.approx(true, abs=0.015)


def test_three_hundred_chapters_with_long_titles(sections: list[bytes], tmp_path: Path) -> None:
    """An encyclopaedia's episode: ffprobe lists them all, in order, each with its 200 letters."""
    parts = [sections[0]] * 300
    titles = tuple(f"{n} " + "فصلٌ طويل 🚀 " * 17 for n in range(300))
    titles = tuple(title[:199] + "ن" for title in titles)
    chapters = chapters_of(parts, titles)
    path = tmp_path / "long.mp3"
    with path.open("wb") as out:
        mp3.write(
            out,
            parts,
            Tags(title="ع", cover=one_pixel(), cover_mime="image/png", chapters=chapters),
        )
    found = [
        (entry["tags"]["title"], round(float(entry["start_time"]) * 1000))
        for entry in ffprobe(path)["chapters"]
    ]
    assert found == [(one.title, one.start_ms) for one in chapters]
    assert probe(path).chapters == chapters


def test_half_a_character_in_a_title_breaks_nothing(sections: list[bytes], tmp_path: Path) -> None:
    """A lone surrogate becomes a question mark; the text around it and the other titles stay."""
    titles = ("قبل \ud83d بعد", "\udc00", "سليم 🎙️", "أ\ud83d\ude80ب", "ختام")
    path = tmp_path / "odd.mp3"
    with path.open("wb") as out:
        mp3.write(out, sections, Tags(title="ع\ud800", chapters=chapters_of(sections, titles)))
    found = [entry["tags"]["title"] for entry in ffprobe(path)["chapters"]]
    assert found[0] == "قبل ? بعد"
    assert found[1] == "?"
    assert (found[2], found[4]) == ("سليم 🎙️", "ختام")


def test_a_tag_too_large_for_players_is_refused_in_a_sentence(sections: list[bytes]) -> None:
    """A picture of 17 MB: an error, and nothing written. One just under 16 MB is read back intact."""
    out = io.BytesIO()
    with pytest.raises(
        OutputError, match=r"take 18 MB, and players read 16 at most; choose a smaller"
    ):
        mp3.write(out, sections, Tags(title="ع", cover=bytes(17 * 1024**2 + 5)))
    assert out.getvalue() == b""
    data = tag(Tags(title="ع", cover=b"\xff" * (16 * 1024**2 - 500)))
    assert len_of_tag(data) == len(data)
    assert len(ID3(io.BytesIO(data)).getall("APIC")[0].data) == 16 * 1024**2 - 500


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=6), st.sampled_from([32, 64, 96, 320]))
def test_any_sections_join_to_the_sum_of_their_frames(counts: list[int], bitrate: int) -> None:
    """Frames in are frames out, behind one header that tells their number and the size of all."""
    one = silent_frame(bitrate)
    out = io.BytesIO()
    size = mp3.write(out, [one * count for count in counts], Tags(title="ع"))
    data = out.getvalue()
    body = data[len_of_tag(data) :]
    at = body.index(b"Info")
    assert size == len(data)
    assert mp3.count_frames(body) == sum(counts) + 1
    assert struct.unpack(">II", body[at + 8 : at + 16]) == (sum(counts), len(body))


def silent_frame(bitrate: int) -> bytes:
    """One frame of nothing, without padding."""
    index = KBITS_1.index(bitrate)
    header = bytes([0xFF, 0xFB, index << 4, 0xC0])
    return header.ljust(144 * bitrate * 1000 // RATE, b"\x00")
