"""Asking a service: unhurried, over a checked line, with limits, and again where that helps.

What all online engines have in common; none of it knows what is asked for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from podcast.engines.online_reply import PATIENCE, Answer, PassingError, unusable
from podcast.errors import EngineError

if TYPE_CHECKING:
    import requests

T = TypeVar("T")

REST = 60.0
"""Seconds that a service which has given out is left alone."""

TRIES = 5
FIRST_PAUSE = 1.0
"""Seconds before the second try; doubled before each further one."""
INTERVAL = 0.5
"""Seconds at least from one request to the next: a courtesy, and less likely to be blocked."""


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """What is sent, ready to be sent."""

    url: str
    body: str | bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    proxy: str = ""
    method: str = "POST"


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: to connect, between two bytes of an answer, and for a whole request with look-up."""

    connect: float = 5.0
    read: float = 10.0
    whole: float = 25.0
    most: int = 50_000_000
    """Bytes of an answer."""


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
        self.now = clock
        self._lock = threading.Lock()
        self._next = clock()

    def wait(self) -> None:
        """Return when the next request may be sent."""
        with self._lock:
            early = self._next - self.now()
            if early > 0:
                self.sleep(early)
            self._next = self.now() + self.interval


@cache
def common_pace(service: str = "") -> Pace:
    """The one pace of this process for a service."""
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
        except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where it was waited for
            answer.set_exception(error)

    threading.Thread(target=run, name="voice", daemon=True).start()
    return answer.result(seconds)


class Patience:
    """Asks again where that helps, and leaves a service alone that has given out.

    `engine` is who asks. After the last try no further one is made for `REST` seconds: every request
    fails at once, as the last one did.
    """

    def __init__(self, engine: str, pace: Pace) -> None:
        self.engine = engine
        self._pace = pace
        self._given_out: tuple[float, EngineError] | None = None

    def ask(self, attempt: Callable[[], T], tries: int = TRIES) -> T:
        """What `attempt` returns; made again while it raises PassingError.

        Raises EngineError after `tries`, or when the waits would sum up to more than PATIENCE.
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
        """Sound that cannot be used tells of one text; all else, of the service."""
        if passing.of_service:
            rest = max(REST, passing.wait)
            self._given_out = self._pace.now() + rest, passing.failure


class Wire:
    """A kept line to a service: certificates checked, proxies and REQUESTS_CA_BUNDLE honoured."""

    def __init__(self, engine: str, pace: Pace, limits: Limits) -> None:
        self._engine = engine
        self._limits = limits
        self._patience = Patience(engine, pace)
        self._session: requests.Session | None = None
        self._has_answered = False

    def ask(self, request: HttpRequest, read: Callable[[Answer], T], tries: int = TRIES) -> T:
        """What `read` makes of the answer; asked again while either raises PassingError. EngineError."""
        return self._patience.ask(lambda: read(self._send(request)), tries)

    def once(self, request: HttpRequest) -> Answer:
        """The answer, asked for once. Raises EngineError where there is none."""
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
            self._session = None  # the thread left behind may still be using it
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
        """Final where the service was never reached, passing where it was a moment ago."""
        return PassingError(failure) if self._has_answered else failure


def out_of_reach(engine: str, reason: str) -> EngineError:
    """No line came about."""
    return EngineError(
        "the {engine} voice cannot be reached ({reason}); check the network or use --engine espeak",
        engine=engine,
        reason=reason,
    )


def cut(engine: str, reason: str) -> EngineError:
    """A line that stood broke off."""
    return EngineError(
        "the {engine} voice broke off its answer ({reason});"
        " try again later or use --engine espeak",
        engine=engine,
        reason=reason,
    )


def late(engine: str, seconds: float) -> EngineError:
    """Nothing came in time."""
    return EngineError(
        "the {engine} voice did not answer within {seconds} seconds; "
        "check the network or use --engine espeak",
        engine=engine,
        seconds=f"{seconds:g}",
    )


def _body(got: requests.Response, most: int) -> bytes:
    """All of an answer, but ValueError for one that does not end."""
    parts, size = [], 0
    for part in got.iter_content(65_536):
        parts.append(part)
        size += len(part)
        if size > most:
            raise ValueError("the answer is too long")
    return b"".join(parts)


def _broke_off(error: Exception) -> bool:
    """Whether a line that stood was cut, as against one that never came to stand."""
    from requests import exceptions as kinds

    if isinstance(error, kinds.ChunkedEncodingError | kinds.ContentDecodingError):
        return True
    if not isinstance(error, kinds.ConnectionError) or isinstance(error, kinds.SSLError):
        return False
    # Where no connection came about, requests wraps an error that tells why: it has a `reason`.
    return not any(hasattr(inner, "reason") for inner in error.args)


def reason_of(error: BaseException) -> str:
    """The words of the deepest cause that has any: `Connection refused`, not who noticed."""
    reason = ""
    cause: BaseException | None = error
    while cause is not None:
        reason = getattr(cause, "verify_message", "") or getattr(cause, "strerror", "") or reason
        cause = cause.__cause__ or cause.__context__
    return reason or "no answer"
