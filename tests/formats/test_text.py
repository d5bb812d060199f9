"""White space, clocks and language tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.formats.text import LANGUAGE, clock, duration, folded, timestamp


@pytest.mark.parametrize(
    ("ms", "told", "lasts", "exact"),
    [
        (0, "00:00", "0:00", "00:00:00.000"),
        (499, "00:00", "0:00", "00:00:00.499"),
        (500, "00:00", "0:00", "00:00:00.500"),
        (999, "00:00", "0:00", "00:00:00.999"),
        (62_500, "01:02", "1:02", "00:01:02.500"),
        (245_000, "04:05", "4:05", "00:04:05.000"),
        (600_000, "10:00", "10:00", "00:10:00.000"),
        (3_599_499, "59:59", "59:59", "00:59:59.499"),
        (3_599_500, "59:59", "59:59", "00:59:59.500"),
        (3_600_000, "1:00:00", "1:00:00", "01:00:00.000"),
        (3_723_004, "1:02:03", "1:02:03", "01:02:03.004"),
        (36_000_000, "10:00:00", "10:00:00", "10:00:00.000"),
        (360_000_000, "100:00:00", "100:00:00", "100:00:00.000"),
    ],
)
def test_times(ms: int, told: str, lasts: str, exact: str) -> None:
    """A place and a length are told rounded down, as the page's player does, a cue to the millisecond."""
    assert (clock(ms), duration(ms), timestamp(ms)) == (told, lasts, exact)


def test_subrip_has_a_comma() -> None:
    assert timestamp(3_723_004, ",") == "01:02:03,004"


@given(st.integers(0, 10**9))
def test_a_timestamp_is_its_milliseconds(ms: int) -> None:
    hours, minutes, seconds = timestamp(ms).split(":")
    assert int(hours) * 3_600_000 + int(minutes) * 60_000 + round(float(seconds) * 1000) == ms


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        (" \n\t", ""),
        ("a", "a"),
        ("  a \n b\t\tc ", "a b c"),
        ("نصٌّ\u00a0 ثانٍ\u2028", "نصٌّ ثانٍ"),
    ],
)
def test_white_space_is_folded(text: str, line: str) -> None:
    assert folded(text) == line


@pytest.mark.parametrize(
    ("tag", "good"),
    [
        ("ar", True),
        ("ar-EG", True),
        ("apc", True),
        ("ar-Latn-EG", True),
        ("es-419", True),
        ("", False),
        ("a", False),
        ("arabic", False),
        ("ar_EG", False),
        ("ar-", False),
        ("ar-EG-", False),
        ("عر", False),
    ],
)
def test_language_tags(tag: str, good: bool) -> None:
    assert (LANGUAGE.fullmatch(tag) is not None) is good
