"""Interprets a service's answer: its status, and how long it asks to be left alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from podcast.errors import EngineError
from podcast.structs import Frozen

PATIENCE = 300.0
"""The most seconds one request may wait in total, by our own back-off or the service's Retry-After."""

_HOUR, _DAY = 3600.0, 86_400.0


class Answer(Frozen):
    """An HTTP answer with its body decompressed; `headers` are case-insensitive."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class PassingError(Exception):
    """A failure that may pass after `wait` seconds or more; if it does not, `failure` is raised.

    `of_service` says whether the service is at fault, rather than its result for one text.
    """

    def __init__(self, failure: EngineError, wait: float = 0.0, *, of_service: bool = True) -> None:
        super().__init__(str(failure))
        self.failure = failure
        self.wait = wait
        self.of_service = of_service


def check_passing(engine: str, answer: Answer) -> None:
    """Raise PassingError for a temporary status, or EngineError if the wait it asks for is too long."""
    status = answer.status
    if status == 429:
        busy = EngineError(
            "the {engine} voice takes no more requests for now (HTTP {status}); "
            "build again in an hour (what is finished is kept) or use --engine espeak",
            engine=engine,
            status=status,
        )
        raise PassingError(busy, _wait(engine, answer))
    if status >= 500 or status in (408, 425):
        ill = EngineError(
            "the {engine} service reports an error of its own (HTTP {status}); try again "
            "later or use --engine espeak",
            engine=engine,
            status=status,
        )
        raise PassingError(ill, _wait(engine, answer))


def unusable(engine: str, reason: str) -> PassingError:
    """The failure for an answer that is not the sound of this text."""
    failure = EngineError(
        "the {engine} voice sent sound that cannot be used ({reason}); "
        "try again later or use --engine espeak",
        engine=engine,
        reason=reason,
    )
    return PassingError(failure, of_service=False)


def _wait(engine: str, answer: Answer) -> float:
    """Seconds the service asks us to wait (Retry-After, RFC 9110 section 10.2.3), or 0.

    Raises EngineError if that is longer than a build should wait.
    """
    seconds = retry_after(answer.headers)
    if seconds > PATIENCE:
        raise _left_alone(engine, seconds, answer.status)
    return seconds


def _left_alone(engine: str, seconds: float, status: int) -> EngineError:
    """The error for a service that asks to be left alone, with the time in a readable unit."""
    if seconds > 2 * _DAY:
        return EngineError(
            "the {engine} voice asks for a pause of days (HTTP {status}); build again "
            "another day (what is finished is kept) or use --engine espeak",
            engine=engine,
            status=status,
        )
    if seconds > 2 * _HOUR:
        return EngineError(
            "the {engine} voice asks for a pause of {hours} h (HTTP {status}); build again "
            "after that (what is finished is kept) or use --engine espeak",
            engine=engine,
            hours=round(seconds / _HOUR),
            status=status,
        )
    return EngineError(
        "the {engine} voice asks for a pause of {minutes} min (HTTP {status}); build "
        "again after that (what is finished is kept) or use --engine espeak",
        engine=engine,
        minutes=round(seconds / 60),
        status=status,
    )


def retry_after(headers: Mapping[str, str]) -> float:
    """Seconds from a Retry-After header, a number or a date; 0 if it is invalid."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdecimal():
        return float(asked[:12])
    until = _http_date(asked)
    if until is None:
        return 0.0
    # By the service's own clock if it states the time: ours may be wrong.
    now = _http_date(headers.get("Date", "")) or dt.datetime.now(dt.UTC)
    return max(0.0, (until - now).total_seconds())


def _http_date(text: str) -> dt.datetime | None:
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=dt.UTC)
