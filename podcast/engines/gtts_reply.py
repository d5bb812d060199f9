"""What the service answered: the sound of one piece, or what went wrong and the way out."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from podcast.engines.gtts_mp3 import BrokenAudioError, Stream, read
from podcast.errors import EngineError

PATIENCE = 300.0
"""Seconds that one request may wait in all, by our own back-off or at the service's wish."""

_FASTEST = 30
"""Letters a second that nobody speaks: shorter sound lacks its end."""
_SLOWEST = 1.0
"""Seconds a letter, on top of a few for the whole: longer sound is of something else."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer, its body decoded. `headers` are looked up in any case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class PassingError(Exception):
    """A failure that may be gone in `wait` seconds or more; `failure` is raised if it is not."""

    def __init__(self, failure: EngineError, wait: float = 0.0) -> None:
        super().__init__(str(failure))
        self.failure = failure
        self.wait = wait


def sound_in(answer: Answer, text: str, rpc: str) -> Stream:
    """The sound of `text` out of the answer to call `rpc`. Raises PassingError or EngineError."""
    _check_status(answer)
    try:
        stream = read(base64.b64decode(_payload(answer, text, rpc), validate=True))
    except (binascii.Error, BrokenAudioError) as error:
        raise PassingError(_unusable(str(error))) from error
    letters = sum(character.isalnum() for character in text)
    if not letters / _FASTEST <= stream.seconds <= 5 + letters * _SLOWEST:
        raise PassingError(_unusable(f"{stream.seconds:.1f} s for {letters} letters"))
    return stream


def _unusable(reason: str) -> EngineError:
    return EngineError(
        "the gtts voice sent sound that cannot be used ({reason}); "
        "try again later or use --engine espeak",
        reason=reason,
    )


def _check_status(answer: Answer) -> None:
    status = answer.status
    if status == 200:
        return
    if 300 <= status < 400:
        raise _page()
    if status == 429:
        busy = EngineError(
            "the gtts voice takes no more requests for now (HTTP {status}); "
            "build again in an hour (what is finished is kept) or use --engine espeak",
            status=status,
        )
        raise PassingError(busy, _wait(answer))
    if status >= 500 or status == 408:
        ill = EngineError(
            "the gtts service has a failure of its own (HTTP {status}); "
            "try again later or use --engine espeak",
            status=status,
        )
        raise PassingError(ill, _wait(answer))
    raise EngineError(
        "the gtts voice refused the request (HTTP {status}); "
        "update the gtts package or use --engine espeak",
        status=status,
    )


def _page() -> EngineError:
    return EngineError(
        "the gtts voice answered with a page instead of sound (it asks for consent, or blocks); "
        "wait an hour or use --engine espeak"
    )


def _payload(answer: Answer, text: str, rpc: str) -> str:
    """The base64 of the sound.

    The answer is JSON cut into lines, with JSON in a string: `["wrb.fr","<rpc>","[\\"…\\"]",…`;
    null stands for that string where there is no sound.
    """
    body = answer.body.decode("utf-8", "replace")
    row = re.search(rf'"{rpc}"\s*,\s*("[^"\\]*(?:\\.[^"\\]*)*"|null)', body)
    if row is None:
        raise _page()
    try:
        payload = json.loads(json.loads(row[1]) or "null")
    except json.JSONDecodeError as error:
        raise PassingError(_unusable("its wrapping is broken")) from error
    if not (isinstance(payload, list) and payload and isinstance(payload[0], str) and payload[0]):
        raise EngineError(
            "the gtts voice has no sound for “{text}”; "
            "write it in other words or use --engine espeak",
            text=text,
        )
    return payload[0]


def _wait(answer: Answer) -> float:
    """Seconds the service asks us to wait: Retry-After (RFC 9110 section 10.2.3), else 0.

    Raises EngineError where that is longer than a build should stand still.
    """
    seconds = _retry_after(answer.headers)
    if seconds > PATIENCE:
        raise EngineError(
            "the gtts voice asks to be left alone for {minutes} minutes (HTTP {status}); "
            "build again after that (what is finished is kept) or use --engine espeak",
            minutes=round(seconds / 60),
            status=answer.status,
        )
    return seconds


def _retry_after(headers: Mapping[str, str]) -> float:
    asked = headers.get("Retry-After", "").strip()
    if asked.isdecimal():
        return float(asked)
    until = _http_date(asked)
    if until is None:
        return 0.0
    # The service's own clock where it tells it: ours may be wrong.
    now = _http_date(headers.get("Date", "")) or dt.datetime.now(dt.UTC)
    return max(0.0, (until - now).total_seconds())


def _http_date(text: str) -> dt.datetime | None:
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=dt.UTC)
