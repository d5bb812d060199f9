"""Parses the service's answer: the sound of one piece, or an error with the way out."""

from __future__ import annotations

import base64
import binascii
import json
import re

from podcast.engines.gtts_mp3 import BrokenAudioError, Stream, read
from podcast.engines.online_reply import Answer, check_passing, unusable
from podcast.errors import EngineError

NAME = "gtts"
_GUARD = ")]}'"
"""The first characters of every answer, unlike those of an HTML page."""

_FASTEST = 30
"""Letters per second: a sound that is faster has lost its end."""
_SLOWEST = 1.0
"""Seconds per letter, plus a few for the whole: a sound that is longer is of another text."""


def sound_in(answer: Answer, text: str, rpc: str) -> Stream:
    """The sound of `text` in the answer to the call `rpc`. Raises PassingError or EngineError."""
    _check_status(answer)
    try:
        stream = read(base64.b64decode(_payload(answer, text, rpc), validate=True))
    except (binascii.Error, BrokenAudioError) as error:
        raise unusable(NAME, str(error)) from error
    letters = sum(character.isalnum() for character in text)
    if not letters / _FASTEST <= stream.seconds <= 5 + letters * _SLOWEST:
        raise unusable(NAME, f"{stream.seconds:.1f} s for {letters} letters")
    return stream


def _check_status(answer: Answer) -> None:
    if answer.status == 200:
        return
    if 300 <= answer.status < 400:
        raise _page()
    check_passing(NAME, answer)
    raise EngineError(
        "the gtts voice refused the request (HTTP {status}); "
        "update the gtts package or use --engine espeak",
        status=answer.status,
    )


def _page() -> EngineError:
    return EngineError(
        "the gtts voice answered with a page instead of sound (it asks for consent, or blocks); "
        "wait an hour or use --engine espeak"
    )


def _payload(answer: Answer, text: str, rpc: str) -> str:
    """The sound in base64.

    The answer is line-separated JSON, with JSON in a string: `["wrb.fr","<rpc>","[\\"…\\"]",…`; without sound
    that string is null.
    """
    body = answer.body.decode("utf-8", "replace")
    row = re.search(rf'"{rpc}"\s*,\s*("[^"\\]*(?:\\.[^"\\]*)*"|null)', body)
    if row is None and _GUARD in body[:16]:
        raise unusable(NAME, "its wrapping is broken")
    if row is None:
        raise _page()
    try:
        payload = json.loads(json.loads(row[1]) or "null")
    except json.JSONDecodeError as error:
        raise unusable(NAME, "its wrapping is broken") from error
    if not (isinstance(payload, list) and payload and isinstance(payload[0], str) and payload[0]):
        raise EngineError(
            "the gtts voice has no sound for “{text}”; "
            "write it in other words or use --engine espeak",
            text=text,
        )
    return payload[0]
