"""What the service answered: the sound of one piece, or what went wrong and the way out."""

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
"""How every answer of the service begins, as against a page: one that lacks the rest was cut."""

_FASTEST = 30
"""Letters a second that nobody speaks: shorter sound lacks its end."""
_SLOWEST = 1.0
"""Seconds a letter, on top of a few for the whole: longer sound is of something else."""


def sound_in(answer: Answer, text: str, rpc: str) -> Stream:
    """The sound of `text` out of the answer to call `rpc`. Raises PassingError or EngineError."""
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
    """The base64 of the sound.

    The answer is JSON cut into lines, with JSON in a string: `["wrb.fr","<rpc>","[\\"…\\"]",…`;
    null stands for that string where there is no sound.
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
