"""Requests to online services: rate-limited, over verified connections, with timeouts and retries.

What all online engines have in common, whatever they ask for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from podcast.engines.online_reply import PATIENCE, Answer, PassingError, unusable
from podcast.errors import EngineError
from podcast.structs import Frozen, field
from podcast.threads import started

if TYPE_CHECKING:
    import requests

T = TypeVar("T")

REST = 60.0
"""Seconds for which a failing service is left alone."""

TRIES = 5
FIRST_PAUSE = 1.0
"""Seconds before the second attempt; doubled before each further one."""
INTERVAL = 0.5
"""The least seconds between two requests: a courtesy that also makes a block less likely."""


class HttpRequest(Frozen):
    """An HTTP request, ready to be sent."""

    url: str
    body: str | bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    proxy: str = ""
    method: str = "POST"


class Limits(Frozen):
    """Timeouts in seconds: to connect, between two bytes of an answer, for the whole request with DNS."""

    connect: float = 5.0
    read: float = 10.0
    whole: float = 25.0
    most: int = 50_000_000
    """The largest answer accepted, in bytes."""


class Pace:
    """Keeps requests at least `interval` seconds apart, across all threads of this process."""

    def __init__(
        self,
        interval: float = INTERVAL,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.interval = interval
        self.sleep = sleep
        self.now = clock
        self._lock = threading.Lock()
        self._next = clock()

    def wait(self) -> None:
        """Block until the next request may be sent."""
        with self._lock:
            early = self._next - self.now()
            if early > 0:
                self.sleep(early)
            self._next = self.now() + self.interval


@cache
def common_pace(service: str = "") -> Pace:
    """The pace that this process shares for a service."""
    return Pace()


def within(seconds: float, job: Callable[[], T]) -> T:
    """Run `job`; raises TimeoutError after `seconds`, whatever it is blocked in.

    A DNS lookup has no timeout, and reading has one for each byte only. So the job runs in a thread, which may
    be left behind and does not keep the process alive.
    """
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(job())
        except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where it was waited for
            answer.set_exception(error)

    started(run)
    return answer.result(seconds)


class Patience:
    """Retries while that helps, and leaves a failing service alone (a circuit breaker).

    `engine` is the engine's name. After the last attempt every request fails at once for `REST` seconds, with
    the last error.
    """

    def __init__(self, engine: str, pace: Pace) -> None:
        self.engine = engine
        self._pace = pace
        self._given_out: tuple[float, EngineError] | None = None

    def ask(self, attempt: Callable[[], T], tries: int = TRIES) -> T:
        """The result of `attempt`, retried while it raises PassingError.

        Raises EngineError after `tries` attempts, or when the pauses would add up to more than PATIENCE.
        """
        if self._given_out and self._pace.now() < self._given_out[0]:
            raise self._given_out[1]
        pause, waited = FIRST_PAUSE, 0.0
        while True:
            self._pace.wait()
            try:
                return attempt()
            except PassingError as passing:
                wait = max(pause, passing.wait)
                tries -= 1
                if not tries or waited + wait > PATIENCE:
                    self._note(passing)
                    raise passing.failure from passing
            self._pace.sleep(wait)
            pause, waited = pause * 2, waited + wait

    def _note(self, passing: PassingError) -> None:
        """Remember a failure of the service; unusable sound concerns one text only."""
        if passing.of_service:
            rest = max(REST, passing.wait)
            self._given_out = self._pace.now() + rest, passing.failure


class Wire:
    """A persistent connection to a service: verifies certificates, honours proxies and REQUESTS_CA_BUNDLE."""

    def __init__(self, engine: str, pace: Pace, limits: Limits) -> None:
        self._engine = engine
        self._limits = limits
        self._patience = Patience(engine, pace)
        self._session: requests.Session | None = None
        self._has_answered = False

    def ask(self, request: HttpRequest, read: Callable[[Answer], T], tries: int = TRIES) -> T:
        """The result of `read` on the answer, retried while either raises PassingError. Raises EngineError."""
        return self._patience.ask(lambda: read(self._send(request)), tries)

    def once(self, request: HttpRequest) -> Answer:
        """The answer to a single attempt. Raises EngineError if there is none."""
        try:
            return self._send(request)
        except PassingError as passing:
            raise passing.failure from passing

    def _send(self, request: HttpRequest) -> Answer:
        import requests

        try:
            answer = within(self._limits.whole, lambda: self._post(request))
        except requests.ReadTimeout as error:
            raise PassingError(late(self._engine, self._limits.read)) from error
        except TimeoutError as error:
            self._session = None  # the abandoned thread may still be using it
            raise self._unreachable(late(self._engine, self._limits.whole)) from error
        except (requests.RequestException, UnicodeError) as error:
            if _broke_off(error):
                raise PassingError(cut(self._engine, reason_of(error))) from error
            raise self._unreachable(out_of_reach(self._engine, reason_of(error))) from error
        except ValueError as error:
            raise unusable(self._engine, str(error)[:100]) from error
        self._has_answered = True
        return answer

    def _post(self, request: HttpRequest) -> Answer:
        import requests

        session = self._session = self._session or requests.Session()
        proxies = {"http": request.proxy, "https": request.proxy} if request.proxy else None
        with session.request(
            request.method,
            request.url,
            data=request.body,
            headers=request.headers,
            timeout=(self._limits.connect, self._limits.read),
            allow_redirects=False,
            proxies=proxies,
            verify=True,
            stream=True,
        ) as got:
            return Answer(got.status_code, got.headers, _body(got, self._limits.most))

    def _unreachable(self, failure: EngineError) -> EngineError | PassingError:
        """A permanent failure if the service was never reached, a temporary one if it was before."""
        return PassingError(failure) if self._has_answered else failure


def out_of_reach(engine: str, reason: str) -> EngineError:
    """The error for a connection that could not be established."""
    return EngineError(
        "the {engine} voice cannot be reached ({reason}); check the network or use --engine espeak",
        engine=engine,
        reason=reason,
    )


def cut(engine: str, reason: str) -> EngineError:
    """The error for a connection that broke off."""
    return EngineError(
        "the {engine} voice broke off its answer ({reason});"
        " try again later or use --engine espeak",
        engine=engine,
        reason=reason,
    )


def late(engine: str, seconds: float) -> EngineError:
    """The error for a timeout."""
    return EngineError(
        "the {engine} voice did not answer within {seconds} seconds; "
        "check the network or use --engine espeak",
        engine=engine,
        seconds=f"{seconds:g}",
    )


def _body(got: requests.Response, most: int) -> bytes:
    """The body of an answer. Raises ValueError if it exceeds `most` bytes."""
    parts, size = [], 0
    for part in got.iter_content(65_536):
        parts.append(part)
        size += len(part)
        if size > most:
            raise ValueError("the answer is too long")
    return b"".join(parts)


def _broke_off(error: Exception) -> bool:
    """Whether an established connection broke off, as opposed to one never established."""
    from requests import exceptions as kinds

    if isinstance(error, kinds.ChunkedEncodingError | kinds.ContentDecodingError):
        return True
    if not isinstance(error, kinds.ConnectionError) or isinstance(error, kinds.SSLError):
        return False
    # Without a connection, requests wraps an error that says why, in its `reason`.
    return not any(hasattr(inner, "reason") for inner in error.args)


def reason_of(error: BaseException) -> str:
    """The message of the deepest cause that has one, such as `Connection refused`."""
    reason = ""
    cause: BaseException | None = error
    while cause is not None:
        reason = getattr(cause, "verify_message", "") or getattr(cause, "strerror", "") or reason
        cause = cause.__cause__ or cause.__context__
    return reason or "no answer"
