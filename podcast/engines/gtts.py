"""The online voice: Google Translate's, with requests prepared by the gtts package.

Sending, checking and splitting are done here (`online`, `gtts_reply`, `gtts_text`), because the package itself
checks no certificate, has no timeout, never retries, and takes an answer without sound for a success.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata
from urllib.parse import urlsplit

from podcast.engines import gtts_text
from podcast.engines.gtts_mp3 import BrokenAudioError, Stream, join
from podcast.engines.gtts_reply import sound_in
from podcast.engines.online import HttpRequest, Limits, Pace, Wire, common_pace, within
from podcast.engines.protocol import Engine, Offer, Place, Wants
from podcast.errors import EngineError, InputError, PodcastError
from podcast.model import Voice

LANGUAGE = "ar"
DOMAIN = "com"
SLOW_BELOW = 0.8
"""Rates below this are spoken slowly: the service has only two speeds."""
_ADDRESSES = {"com": "", "com.eg": "EG", "com.sa": "SA", "ae": "AE", "iq": "IQ", "jo": "JO"}
PROBE_SECONDS = 2.0
PROBE = "نعم"


class Gtts(Engine):
    """Speaks through translate.google.<domain>, one request at a time.

    voice.name   the end of the service's address, which may shade the accent: "com" ("" too), "ae"
    voice.rate   under 0.8 the service's slow speech, else its normal one; nothing between or beyond
    voice.pitch  has no effect
    settings     tld, as voice.name; slow = true, slow speech at any rate; proxy, the address of one
    """

    name = "gtts"
    suffix = ".mp3"
    wants: Wants = "written"
    max_chars = gtts_text.LIMIT
    keeps_clips = True
    parallel = 1
    place: Place = "online"
    settings = ("tld", "slow", "proxy")

    def __init__(
        self,
        site: str = "",
        *,
        pace: Pace | None = None,
        limits: Limits | None = None,
        probe_seconds: float = PROBE_SECONDS,
    ) -> None:
        """Tests pass their own `site` (scheme and host), `pace` and limits."""
        self._site = site
        self._wire = Wire(self.name, pace or common_pace(), limits or Limits())
        self._probe_seconds = probe_seconds
        self._is_available: bool | None = None

    def available(self) -> bool:
        """Whether the service speaks a word within two seconds. Asked once; never raises."""
        if self._is_available is None:
            self._is_available = self._answers()
        return self._is_available

    def _answers(self) -> bool:
        """A connection alone proves nothing: a service that blocks or demands consent connects too."""
        try:
            within(self._probe_seconds, lambda: self._say(PROBE, Voice(), tries=1))
        except (PodcastError, OSError):
            return False
        return True

    def voices(self) -> tuple[Offer, ...]:
        """One voice, with a shade of accent at some addresses."""
        return tuple(Offer(name, country) for name, country in _ADDRESSES.items())

    def fingerprint(self, voice: Voice) -> str:
        """Engine, package version, address, speed, version of splitting. Raises InputError for a wrong name."""
        _proxy(voice)
        parts = (self.name, _version(), _domain(voice), _is_slow(voice), gtts_text.VERSION)
        return " ".join(map(str, parts))

    def synthesize(self, text: str, voice: Voice) -> bytes:
        """`text` as one complete MP3 without tags. Raises EngineError, and InputError for a wrong voice name.

        The pieces of a long text are requested in turn; if one fails, so does the whole, so that nothing
        half-spoken is ever returned.
        """
        pieces = [piece for piece in gtts_text.pack(text) if gtts_text.is_said(piece)]
        if not pieces:
            raise EngineError(
                "the gtts voice finds nothing to say in “{text}”; write a word or leave it out",
                text=text,
            )
        try:
            return join([self._say(piece, voice) for piece in pieces])
        except BrokenAudioError as error:
            raise EngineError(
                "the gtts voice sent parts that do not fit together ({reason}); "
                "try again later or use --engine espeak",
                reason=error,
            ) from error

    def _say(self, piece: str, voice: Voice, **tries: int) -> Stream:
        from gtts import gTTS

        request = self._request(piece, voice)
        rpc = gTTS.GOOGLE_TTS_RPC
        return self._wire.ask(request, lambda answer: sound_in(answer, piece, rpc), **tries)

    def _request(self, piece: str, voice: Voice) -> HttpRequest:
        """The package's request for one piece, with its own splitting and rewriting switched off."""
        from gtts import gTTS

        speech = gTTS(
            piece,
            tld=_domain(voice),
            lang=LANGUAGE,
            slow=_is_slow(voice),
            pre_processor_funcs=[],
            tokenizer_func=lambda whole: [whole],
        )
        (prepared,) = speech._prepare_requests()
        url = self._site + urlsplit(prepared.url).path if self._site else prepared.url
        return HttpRequest(url, prepared.body, dict(prepared.headers), _proxy(voice))


@cache
def _version() -> str:
    return metadata.version("gtts")


def _domain(voice: Voice) -> str:
    """The top-level domain; nothing else may get into the address."""
    domain = voice.name or str(voice.settings.get("tld", "") or DOMAIN)
    if not re.fullmatch(r"[a-z]{2,3}(\.[a-z]{2})?", domain):
        raise InputError(
            "gtts has no voice “{name}”; its voices are named by the endings of Google's "
            "address: com, com.eg, ae, …",
            name=domain,
        )
    return domain


def _is_slow(voice: Voice) -> bool:
    return voice.rate < SLOW_BELOW or voice.settings.get("slow") is True


def _proxy(voice: Voice) -> str:
    """The URL of the proxy, "" for that of the environment."""
    proxy = str(voice.settings.get("proxy", ""))
    if proxy and not re.fullmatch(r"(?:https?|socks5h?)://[^\s@/]+/?", proxy):
        raise InputError(
            "“{key}” must be the address of a proxy without a password, as in"
            ' "http://proxy.example:3128"',
            key="engines.gtts.proxy",
        )
    return proxy
