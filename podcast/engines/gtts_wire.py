"""Asking the service: unhurried, over a checked line, with limits, and again where that helps."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from podcast.engines.gtts_reply import PATIENCE, Answer, PassingError
from podcast.errors import EngineError, PodcastError

if TYPE_CHECKING:
    import requests

T = TypeVar("T")

TRIES = 5
FIRST_PAUSE = 1.0
"""Seconds before the second try; doubled before each further one."""
INTERVAL = 0.5
"""Seconds at least from one request to the next: a courtesy, and less likely to be blocked."""


@dataclass(frozen=True, slots=True)
class Request:
    """A POST, ready to be sent."""

    url: str
    body: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: to connect, between two bytes of an answer, and for a whole request with look-up."""

    connect: float = 5.0
    read: float = 10.0
    whole: float = 25.0


class Pace:
    """Keeps requests `interval` seconds apart, whoever of this process sends them."""

    def __init__(
        self,
        interval: float = INTERVAL,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.interval = interval
        self.sleep = sleep
        self._clock = clock
        self._lock = threading.Lock()
        self._next = clock()

    def wait(self) -> None:
        """Return when the next request may be sent."""
        with self._lock:
            early = self._next - self._clock()
            if early > 0:
                self.sleep(early)
            self._next = self._clock() + self.interval


@cache
def common_pace() -> Pace:
    """The one pace of this process."""
    return Pace()


def within(seconds: float, job: Callable[[], T]) -> T:
    """What `job` returns or raises, but TimeoutError after `seconds`, whatever it hangs in.

    A name look-up knows no time limit, and reading one for each byte only; so the job runs in a
    thread, which may be left behind and does not keep the process alive.
    """
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(job())
        except (OSError, ValueError, PodcastError) as error:
            answer.set_exception(error)

    threading.Thread(target=run, name="gtts", daemon=True).start()
    return answer.result(seconds)


class Wire:
    """A kept line to the service: certificates checked, proxies and REQUESTS_CA_BUNDLE honoured."""

    def __init__(self, pace: Pace, limits: Limits) -> None:
        self._pace = pace
        self._limits = limits
        self._session: requests.Session | None = None
        self._has_answered = False

    def ask(self, request: Request, read: Callable[[Answer], T], tries: int = TRIES) -> T:
        """What `read` makes of the answer; asked again while either raises PassingError.

        Raises EngineError after `tries`, or when the waits would sum up to more than PATIENCE.
        """
        pause, waited = FIRST_PAUSE, 0.0
        while True:
            self._pace.wait()
            try:
                return read(self._send(request))
            except PassingError as passing:
                wait = max(pause, passing.wait)
                tries -= 1
                if not tries or waited + wait > PATIENCE:
                    raise passing.failure from passing
            self._pace.sleep(wait)
            pause, waited = pause * 2, waited + wait

    def _send(self, request: Request) -> Answer:
        import requests

        try:
            answer = within(self._limits.whole, lambda: self._post(request))
        except requests.ReadTimeout as error:
            raise PassingError(_late(self._limits.read)) from error
        except TimeoutError as error:
            self._session = None  # the thread left behind may still be using it
            raise self._unreachable(_late(self._limits.whole)) from error
        except (requests.RequestException, ValueError) as error:
            if _broke_off(error):
                raise PassingError(_cut(_reason(error))) from error
            raise self._unreachable(_out_of_reach(_reason(error))) from error
        self._has_answered = True
        return answer

    def _post(self, request: Request) -> Answer:
        import requests

        session = self._session = self._session or requests.Session()
        got = session.post(
            request.url,
            data=request.body,
            headers=request.headers,
            timeout=(self._limits.connect, self._limits.read),
            allow_redirects=False,
            verify=True,
        )
        return Answer(got.status_code, got.headers, got.content)

    def _unreachable(self, failure: EngineError) -> EngineError | PassingError:
        """Final where the service was never reached, passing where it was a moment ago."""
        return PassingError(failure) if self._has_answered else failure


def _broke_off(error: Exception) -> bool:
    """Whether a line that stood was cut, as against one that never came to stand."""
    from requests import exceptions as kinds

    if isinstance(error, kinds.ChunkedEncodingError | kinds.ContentDecodingError):
        return True
    if not isinstance(error, kinds.ConnectionError) or isinstance(error, kinds.SSLError):
        return False
    # Where no connection came about, requests wraps an error that tells why: it has a `reason`.
    return not any(hasattr(inner, "reason") for inner in error.args)


def _reason(error: BaseException) -> str:
    """The words of the deepest cause that has any: `Connection refused`, not who noticed."""
    said = ""
    cause: BaseException | None = error
    while cause is not None:
        said = getattr(cause, "verify_message", "") or getattr(cause, "strerror", "") or said
        cause = cause.__cause__ or cause.__context__
    return said or "no answer"


def _out_of_reach(reason: str) -> EngineError:
    return EngineError(
        "the gtts voice cannot be reached ({reason}); check the network or use --engine espeak",
        reason=reason,
    )


def _cut(reason: str) -> EngineError:
    return EngineError(
        "the gtts voice broke off its answer ({reason}); try again later or use --engine espeak",
        reason=reason,
    )


def _late(seconds: float) -> EngineError:
    return EngineError(
        "the gtts voice did not answer within {seconds} seconds; "
        "check the network or use --engine espeak",
        seconds=f"{seconds:g}",
    )
