"""Any server with the endpoint `POST /v1/audio/speech`: OpenAI's, or one on your own machine.

The protocol is OpenAI's (platform.openai.com/docs/api-reference/audio/createSpeech). vLLM-Omni, LocalAI, and
servers around Chatterbox, OmniVoice, piper and edge-tts support it too, with parameters of their own, which
the table `extra` passes on.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from podcast.engines.online import HttpRequest, Limits, Pace, Wire
from podcast.engines.online_keys import key_for
from podcast.engines.online_reply import Answer, check_passing, unusable
from podcast.engines.protocol import Engine, Offer, Place, Wants
from podcast.errors import EngineError, InputError
from podcast.formats.sounds import container
from podcast.model import Voice

NAME = "openai"
OFFICIAL = "https://api.openai.com/v1"
OFFICIAL_VOICES = ("alloy", "ash", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer")
VERSION = 1
"""To be raised when the same settings lead to different requests."""

SETTINGS = (
    "base_url", "model", "voice", "key_env", "response_format", "instructions", "wants", "extra", "timeout",
    "price",
)  # fmt: skip
_FORMATS = ("mp3", "wav", "flac")


class OpenAI(Engine):
    """Speaks through such a server. voice.name, or the setting `voice`, is one of its voices.

    base_url         up to and including /v1; the default is OpenAI's
    model            the default is "gpt-4o-mini-tts"
    key_env          the environment variable with the key; a server of one's own needs none
    response_format  "mp3", "wav" or "flac"
    instructions     how to speak, for models that support it
    price            of a million characters, in any currency; only used by `podcast build --dry-run`
    wants            "bare", "written" (the default) or "marked": how many diacritics the text has
    extra            a table sent along unchanged: language, ref_audio, seed …
    timeout          seconds allowed for one sentence
    """

    name = NAME
    suffix = ".mp3"
    wants: Wants = "written"
    min_chars = 24
    max_chars = 4096
    keeps_clips = True
    parallel = 2
    repeatable = False
    place: Place = "online"
    settings = SETTINGS

    def __init__(self, *, pace: Pace | None = None, limits: Limits | None = None) -> None:
        """Tests pass their own `pace` and `limits`."""
        self._pace = pace or Pace(interval=0.0)
        self._limits = limits
        self._wires: dict[float, Wire] = {}
        self._checked: set[Voice] = set()

    def available(self) -> bool:
        """Never chosen automatically: the author must set it up with a server."""
        return False

    def voices(self) -> tuple[Offer, ...]:
        """OpenAI's voices; those of other servers cannot be listed."""
        return tuple(Offer(name, note="OpenAI") for name in OFFICIAL_VOICES)

    def fingerprint(self, voice: Voice) -> str:
        """Server, model, voice and everything else sent except the key. Raises InputError for a bad setting."""
        body = self._body("", voice)
        _key_variable(voice)
        return f"{self.name} {VERSION} {_base(voice)} {json.dumps(body, ensure_ascii=False)}"

    def check(self, voice: Voice) -> None:
        """Check the settings, the key, and that the server answers and accepts us. Asks it once."""
        if voice in self._checked:
            return
        self.fingerprint(voice)
        request = HttpRequest(f"{_base(voice)}/models", "", self._headers(voice), method="GET")
        answer = self._asked(request)
        if answer.status in (401, 403):
            raise self._refused(answer, voice)
        self._checked.add(voice)

    def _asked(self, request: HttpRequest) -> Answer:
        """Ask for the server's list of models; any answer shows that it is there."""
        return self._wire_of(Limits(connect=3.0, read=5.0, whole=8.0)).once(request)

    def synthesize(self, text: str, voice: Voice) -> bytes:
        """`text` as one complete file. Raises EngineError."""
        body = json.dumps(self._body(text, voice), ensure_ascii=False).encode()
        request = HttpRequest(f"{_base(voice)}/audio/speech", body, self._headers(voice))
        limits = self._limits or Limits(read=_seconds(voice), whole=2 * _seconds(voice))
        return self._wire_of(limits).ask(request, lambda answer: self._sound(answer, text, voice))

    def _wire_of(self, limits: Limits) -> Wire:
        limits = self._limits or limits
        return self._wires.setdefault(limits.whole, Wire(self.name, self._pace, limits))

    def _body(self, text: str, voice: Voice) -> dict[str, object]:
        """The body of the request. Raises InputError for an invalid setting."""
        asked = {
            "model": _text(voice, "model", "gpt-4o-mini-tts"),
            "input": text,
            "voice": voice.name or _text(voice, "voice", "alloy"),
            "response_format": _format(voice),
        }
        if voice.rate != 1.0:
            asked["speed"] = voice.rate  # type: ignore[assignment]
        if instructions := _text(voice, "instructions", ""):
            asked["instructions"] = instructions
        return {**asked, **_extra(voice)}

    def _headers(self, voice: Voice) -> Mapping[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "audio/*, application/json"}
        key = _key(voice)
        return {**headers, "Authorization": f"Bearer {key}"} if key else headers

    def _sound(self, answer: Answer, text: str, voice: Voice) -> bytes:
        """The audio file in an answer. Raises PassingError or EngineError."""
        if answer.status != 200:
            check_passing(self.name, answer)
            raise self._refused(answer, voice)
        if not container(answer.body):
            raise unusable(self.name, _hint(answer, voice) or "no sound")
        return answer.body

    def _refused(self, answer: Answer, voice: Voice) -> EngineError:
        if answer.status in (401, 403):
            return EngineError(
                "the server at {host} refuses the key (HTTP {status}); put a valid one into the"
                " environment variable {variable}",
                host=urlsplit(_base(voice)).netloc,
                status=answer.status,
                variable=_key_variable(voice) or "…, and name it in key_env",
            )
        if answer.status in (404, 405) or 300 <= answer.status < 400:
            return EngineError(
                "the server at {host} has nothing at {path} (HTTP {status}); base_url usually ends in /v1",
                host=urlsplit(_base(voice)).netloc,
                path=urlsplit(_base(voice)).path + "/audio/speech",
                status=answer.status,
            )
        return EngineError(
            "the server at {host} cannot voice this (HTTP {status}: {reason}); check model, "
            "voice and extra in [engines.openai]",
            host=urlsplit(_base(voice)).netloc,
            status=answer.status,
            reason=_hint(answer, voice) or "no reason given",
        )


def _base(voice: Voice) -> str:
    """The server's URL without a trailing slash."""
    address = _text(voice, "base_url", OFFICIAL).rstrip("/")
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or parts.username or parts.query or parts.fragment:
        raise InputError(
            "“{key}” must be the address of a server, as in {example}",
            key="engines.openai.base_url",
            example='"http://localhost:8000/v1"',
        )
    return address


def _text(voice: Voice, key: str, default: str) -> str:
    value = voice.settings.get(key, default)
    if not isinstance(value, str):
        raise InputError('“{key}” must be text in quotes, as in {key} = "…"', key=key)
    return value or default


def _format(voice: Voice) -> str:
    chosen = _text(voice, "response_format", "mp3")
    if chosen not in _FORMATS:
        raise InputError(
            "“{key}” must be one of: {choices}", key="response_format", choices=", ".join(_FORMATS)
        )
    return chosen


def _extra(voice: Voice) -> dict[str, object]:
    extra = voice.settings.get("extra", {})
    if not isinstance(extra, dict):
        raise InputError(
            "“{key}” is a table; write [{key}] on a line of its own and its settings below",
            key="engines.openai.extra",
        )
    return extra


def _seconds(voice: Voice) -> float:
    value = voice.settings.get("timeout", 60)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= 3600:
        raise InputError(
            "“{key}” must be a number from {least} to {most}", key="timeout", least=1, most=3600
        )
    return float(value)


def _key_variable(voice: Voice) -> str:
    """The variable with the key; for OpenAI's own service its usual one."""
    official = _base(voice) == OFFICIAL
    return _text(voice, "key_env", "OPENAI_API_KEY" if official else "")


def _key(voice: Voice) -> str:
    """The key, read only when it is sent. Raises InputError if it may not be sent there."""
    variable = _key_variable(voice)
    return key_for(variable, _base(voice)) if variable else ""


def _hint(answer: Answer, voice: Voice) -> str:
    """The server's reason for refusing, on one line, with the key removed if it is quoted; "" if it sent no
    text."""
    reason = answer.body[:4000].decode("utf-8", "replace")
    if _is_binary(reason if len(answer.body) <= 4000 else reason[:-3]):
        return ""
    try:
        body = json.loads(answer.body)
        error = body.get("error", body.get("detail", body))
        reason = error.get("message", str(error)) if isinstance(error, dict) else str(error)
    except (ValueError, AttributeError):
        reason = re.sub(r"<[^>]*>", " ", reason)
    key = os.environ.get(_key_variable(voice) or "", "")
    reason = reason.replace(key, "…") if key else reason
    return " ".join("".join(c if c.isprintable() else " " for c in reason).split())[:160]


def _is_binary(text: str) -> bool:
    return any(one == "\ufffd" or (one < " " and one not in "\t\n\r\f\x1b") for one in text)
