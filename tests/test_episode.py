"""The finished files, reopened by foreign tools: each chapter's sound is where the timeline says.

The voice of tones gives every utterance a pitch of its own, so that what is heard at a moment can be told from
the decoded samples alone.
"""

from __future__ import annotations

import itertools
import json
import re
import subprocess
from pathlib import Path

import fakes
import feedparser
import numpy as np
import podcastparser
import pytest
import soundfile
from conftest import need_tool
from workspace_tools import Root, root_at

from podcast.pipeline import freshness
from podcast.pipeline.finding import source_of
from podcast.pipeline.freshness import Options
from podcast.pipeline.utterances import compose
from podcast.pipeline.workspace import open_workspace

RATE = 44_100


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Root:
    with pytest.MonkeyPatch.context() as patch:
        fakes.install(tmp_path_factory.mktemp("engine"), patch)
        root = root_at(tmp_path_factory.mktemp("root"), base_url="https://example.com/pod/")
        root.build()
        root.firsts = firsts(root)
        return root


def decoded(path: Path) -> np.ndarray:
    samples, rate = soundfile.read(path, dtype="float32")
    assert (samples.ndim, rate) == (1, RATE)
    return samples


def pitch_at(samples: np.ndarray, start_ms: float) -> float:
    """The strongest frequency in the 80 ms from `start_ms` on, in Hz."""
    first = round(start_ms * RATE / 1000)
    piece = samples[first : first + RATE * 80 // 1000]
    spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), 1 << 16))
    return float(np.argmax(spectrum) * RATE / (1 << 16))


def chapters(root: Root) -> list[dict[str, float]]:
    return json.loads((root.audio / "first/chapters.json").read_text("utf-8"))["chapters"]


def cues(root: Root) -> list[tuple[float, float, str]]:
    """(start, end, text) in ms of the transcript, read as a player reads it."""
    found = re.findall(
        r"^(\d+:\d\d:\d\d\.\d{3}) --> (\d+:\d\d:\d\d\.\d{3}).*\n((?:.+\n?)+)",
        (root.audio / "first/transcript.vtt").read_text("utf-8"),
        flags=re.M,
    )
    return [(milliseconds(a), milliseconds(b), " ".join(text.split())) for a, b, text in found]


def milliseconds(stamp: str) -> float:
    hours, minutes, seconds = stamp.split(":")
    return (int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000


def test_each_chapter_begins_with_its_own_sound(built: Root) -> None:
    """Cutting the episode at a chapter's start gives that section's first utterance."""
    samples = decoded(built.audio / "first.mp3")
    for chapter, spoken in zip(chapters(built), built.firsts, strict=True):
        heard = pitch_at(samples, chapter["startTime"] * 1000 + 60)
        assert heard == pytest.approx(fakes.pitch_of(spoken), abs=6)


def firsts(root: Root) -> list[str]:
    """What the voice was given first in each section."""
    workspace = open_workspace(root.path)
    _, script = source_of(workspace, "first")
    jobs = freshness.jobs_of(workspace, script, "tones", Options())
    return [compose(job).utterances[0].spoken for job in jobs]


def test_a_section_file_is_the_same_sound(built: Root) -> None:
    """02.mp3 decodes to what the episode holds from chapter 2 on."""
    whole, alone = decoded(built.audio / "first.mp3"), decoded(built.audio / "first/02.mp3")
    start = round(chapters(built)[1]["startTime"] * RATE)
    lag = offset(whole[start : start + RATE], alone[:RATE])
    assert abs(lag) <= 1152 * 2
    assert len(alone) == pytest.approx(
        (chapters(built)[2]["startTime"] - chapters(built)[1]["startTime"]) * RATE, abs=1152 * 3
    )


def offset(one: np.ndarray, other: np.ndarray) -> int:
    """Samples by which `other` is late against `one`, by correlation."""
    size = 1 << 17
    product = np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size))
    peak = int(np.argmax(np.fft.irfft(product)))
    return peak if peak < size // 2 else peak - size


def test_cues_stand_where_the_sound_is(built: Root) -> None:
    """At each cue's start a tone sounds; between two cues there is the pause."""
    samples = decoded(built.audio / "first.mp3")
    starts = cues(built)
    assert len(starts) >= 6
    for begin, end, text in starts:
        assert level(samples, begin + 15, 40) > 0.02, text
        assert end > begin
    for (_, end, _), (begin, _, _) in itertools.pairwise(starts):
        if begin - end > 150:
            assert level(samples, end + 40, begin - end - 80) < 0.01


def level(samples: np.ndarray, start_ms: float, length_ms: float) -> float:
    first = round(start_ms * RATE / 1000)
    piece = samples[first : first + max(1, round(length_ms * RATE / 1000))]
    return float(np.sqrt(np.mean(piece**2)))


def test_no_word_is_lost_from_the_script_to_the_transcript(built: Root) -> None:
    """Every written word is in a cue, in order."""
    text = " ".join(text for _, _, text in cues(built))
    written = "أول حلقة الباب الأول هذه جملة أولى وفيها وقفة وهذه جملة ثانية"
    for word in written.split():
        assert word in text


def test_ffprobe_reads_the_chapters(built: Root) -> None:
    """As many as sections, titles exact, in order, contiguous, the last ending with the file."""
    probe = probed(built.audio / "first.mp3")
    found = probe["chapters"]
    titles = [one["tags"]["title"] for one in found]
    assert titles == ["الباب الأول", "الباب الثاني", "الباب الثالث"]
    assert float(found[0]["start_time"]) == 0
    for one, after in itertools.pairwise(found):
        assert one["end_time"] == after["start_time"]
    assert float(found[-1]["end_time"]) == pytest.approx(
        float(probe["format"]["duration"]), abs=0.05
    )


def probed(path: Path) -> dict[str, list[dict[str, dict[str, str]]]]:
    command = [need_tool("ffprobe"), "-v", "error", "-of", "json"]
    asked = ["-show_chapters", "-show_format", "-show_streams", str(path)]
    done = subprocess.run([*command, *asked], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_ffprobe_reads_the_format(built: Root) -> None:
    """CBR, mono, 44.1 kHz, 96 kbit/s; title, show and language in the tags."""
    probe = probed(built.audio / "first.mp3")
    (stream,) = (one for one in probe["streams"] if one["codec_type"] == "audio")
    assert (stream["sample_rate"], stream["channels"], stream["bit_rate"]) == ("44100", 1, "96000")
    tags = probe["format"]["tags"]
    assert tags["title"] == "أول حلقة"
    assert tags["album"] == "برنامج"


def test_two_feed_parsers_agree_with_the_files(built: Root) -> None:
    """Enclosure lengths are file sizes; both parsers see one episode with one guid."""
    path = built.audio / "feed.xml"
    by_feedparser = feedparser.parse(path.read_bytes())
    assert not by_feedparser.bozo
    (entry,) = by_feedparser.entries
    (enclosure,) = entry.enclosures
    assert int(enclosure.length) == (built.audio / "first.mp3").stat().st_size
    assert enclosure.href == "https://example.com/pod/first.mp3"
    with path.open("rb") as stream:
        parsed = podcastparser.parse("https://example.com/pod/feed.xml", stream)
    (episode,) = parsed["episodes"]
    assert episode["guid"] == entry.id
    assert episode["enclosures"][0]["file_size"] == int(enclosure.length)
    assert episode["total_time"] == pytest.approx(chapters(built)[-1]["endTime"], abs=1)


def test_the_levels_are_a_broadcasters(built: Root) -> None:
    """−16 LUFS ±1 and no peak over −1 dBTP, measured on the decoded MP3."""
    command = [
        need_tool("ffmpeg"),
        "-hide_banner",
        "-nostats",
        "-i",
        str(built.audio / "first.mp3"),
    ]
    done = subprocess.run(
        [*command, "-af", "ebur128=peak=true", "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    summary = done.stderr[done.stderr.rindex("Summary") :]
    loudness = float(re.search(r"I:\s+(-?[\d.]+) LUFS", summary)[1])  # type: ignore[index]
    peak = float(re.search(r"Peak:\s+(-?[\d.]+) dBFS", summary)[1])  # type: ignore[index]
    assert loudness == pytest.approx(-16, abs=1)
    assert peak <= -1
