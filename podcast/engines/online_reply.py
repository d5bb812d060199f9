"""What a service answered: its status, and how long it wants to be left alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from podcast.errors import EngineError

PATIENCE = 300.0
"""Seconds that one request may wait in all, by our own back-off or at the service's wish."""

_HOUR, _DAY = 3600.0, 86_400.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer, its body decoded. `headers` are looked up in any case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class PassingError(Exception):
    """A failure that may be gone in `wait` seconds or more; `failure` is raised if it is not.

    `of_service` tells whether the service is at fault, rather than what it made of one text.
    """

    def __init__(self, failure: EngineError, wait: float = 0.0, *, of_service: bool = True) -> None:
        super().__init__(str(failure))
        self.failure = failure
        self.wait = wait
        self.of_service = of_service


def check_passing(engine: str, answer: Answer) -> None:
    """Raise PassingError for a status that says: not now. EngineError where "now" is too long to wait."""
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
    """What came is no sound of this text."""
    failure = EngineError(
        "the {engine} voice sent sound that cannot be used ({reason}); "
        "try again later or use --engine espeak",
        engine=engine,
        reason=reason,
    )
    return PassingError(failure, of_service=False)


def _wait(engine: str, answer: Answer) -> float:
    """Seconds the service asks us to wait: Retry-After (RFC 9110 section 10.2.3), else 0.

    Raises EngineError where that is longer than a build should stand still.
    """
    seconds = retry_after(answer.headers)
    if seconds > PATIENCE:
        raise _left_alone(engine, seconds, answer.status)
    return seconds


def _left_alone(engine: str, seconds: float, status: int) -> EngineError:
    """How long, in the words one would use for it."""
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
    """Seconds from a Retry-After header, a number or a date; 0 where it makes no sense."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdecimal():
        return float(asked[:12])
    until = _http_date(asked)
    if until is None:
        return 0.0
    # The service's own clock where it tells it: ours may be wrong.
    now = _http_date(headers.get("Date", "")) or dt.datetime.now(dt.UTC)
    return max(0.0, (until - now).total_seconds())


def _http_date(text: str) -> dt.datetime | None:
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=dt.UTC)
