"""Times in transcripts: with hours or without, in order, within the sound."""

from __future__ import annotations

import pytest

from podcast.checkup.cues import check_cues


def rules(text: str, duration_ms: int = 10_000, kind: str = ".vtt") -> list[str]:
    head = "WEBVTT\n\n" if kind == ".vtt" else ""
    found = check_cues(f"x{kind}", (head + text).encode(), duration_ms)
    return [one.rule for one in found]


@pytest.mark.parametrize(
    ("times", "duration_ms", "told"),
    [
        ("00:01.000 --> 00:02.500", 10_000, []),
        ("00:00:01.000 --> 00:00:02.500", 10_000, []),
        ("00:01.000 --> 00:00:02.500", 10_000, []),
        ("00:00:01.000 --> 00:02.500", 10_000, []),
        ("00:09.000 --> 00:10.050", 10_000, []),
        ("00:09.000 --> 00:10.051", 10_000, ["cues-late"]),
        ("01:09.000 --> 01:10.000", 10_000, ["cues-late"]),
        ("01:09.000 --> 01:10.000", 70_000, []),
        ("01:00:09.000 --> 01:00:10.000", 70_000, ["cues-late"]),
        ("01:00:09.000 --> 01:00:10.000", 3_610_000, []),
        ("59:59.999 --> 01:00:00.000", 3_600_000, []),
        ("100:00:00.000 --> 100:00:01.000", 360_001_000, []),
        ("00:02.000 --> 00:02.000", 10_000, ["cues-order"]),
        ("00:02.500 --> 00:01.000", 10_000, ["cues-order"]),
        ("1:00:01.000 --> 1:00:02.000", 4_000_000, ["cues-broken"]),
        ("00:60.000 --> 01:01.000", 70_000, ["cues-broken"]),
        ("60:00.000 --> 61:00.000", 4_000_000, ["cues-broken"]),
        ("0:01.000 --> 0:02.000", 10_000, ["cues-broken"]),
        ("01.000 --> 02.000", 10_000, ["cues-broken"]),
        ("00:01.00 --> 00:02.00", 10_000, ["cues-broken"]),
        ("00:01,000 --> 00:02,000", 10_000, ["cues-broken"]),
        ("00:01.000 -> 00:02.000", 10_000, ["cues-broken"]),
    ],
)
def test_times_of_a_cue(times: str, duration_ms: int, told: list[str]) -> None:
    assert rules(f"{times}\nنص\n", duration_ms) == told


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ("00:00:01,000 --> 00:00:02,500", []),
        ("00:00:01.000 --> 00:00:02.500", ["cues-broken"]),
        ("00:00:09,000 --> 00:00:11,000", ["cues-late"]),
    ],
)
def test_subrip_has_its_own_comma(times: str, told: list[str]) -> None:
    assert rules(f"1\n{times}\nنص\n", kind=".srt") == told


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("00:02.000 --> 00:03.000", []),
        ("00:01.999 --> 00:03.000", ["cues-overlap"]),
        ("00:01.000 --> 00:03.000", ["cues-overlap"]),
        ("00:00.999 --> 00:03.000", ["cues-order"]),
    ],
)
def test_times_of_two_cues(second: str, told: list[str]) -> None:
    assert rules(f"00:01.000 --> 00:02.000\nأول\n\n{second}\nثان\n") == told
