"""Wraps a third-party engine: whatever it does wrong becomes an EngineError with its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_args

from podcast.engines.protocol import Engine, Offer, Place, Wants
from podcast.errors import EngineError, PodcastError, as_shortage
from podcast.model import Voice

T = TypeVar("T")

_KINDS: dict[str, type | tuple[type, ...]] = {
    "name": str,
    "suffix": str,
    "wants": str,
    "min_chars": int,
    "max_chars": int,
    "keeps_clips": bool,
    "parallel": int,
    "repeatable": bool,
    "place": str,
    "settings": (tuple, list),
}
_CHOICES: dict[str, tuple[str, ...]] = {
    "suffix": (".wav", ".mp3", ".flac", ".ogg"),
    "wants": get_args(Wants),
    "place": get_args(Place),
}


def raised(name: str, error: BaseException) -> EngineError:
    """The error for an exception that an engine should not have raised."""
    reason = " ".join(str(error).split())[:200]
    failure = EngineError(
        "the engine “{name}” is broken ({reason}); update or remove the package it came with,"
        " or choose another engine",
        name=name,
        reason=f"{type(error).__name__}: {reason}" if reason else type(error).__name__,
    )
    failure.__cause__ = error if isinstance(error, Exception) else None
    return failure


class Guarded(Engine):
    """A third-party engine. Whatever it does not declare has the protocol's default."""

    name: str = ""
    suffix: str = ".wav"

    def __init__(self, name: str, inner: Any) -> None:
        """Raises EngineError if `inner` declares something invalid."""
        self.inner = inner
        for field, kind in _KINDS.items():
            value = getattr(inner, field, self._default(field))
            wrong = type(value) is bool and kind is int
            if value is None:
                raise raised(name, TypeError(f"{_called(inner)} has no {field}"))
            if wrong or not isinstance(value, kind) or _impossible(field, value):
                raise raised(name, TypeError(f"{field} = {value!r:.60}"))
            setattr(self, field, value)
        if self.name != name:
            raise raised(name, TypeError(f"name = {self.name!r:.60}"))

    def _default(self, field: str) -> object:
        """The protocol's default; older engines declare `wants_tashkeel` in place of `wants`."""
        if field == "wants" and getattr(self.inner, "wants_tashkeel", True) is False:
            return "written"
        return getattr(Engine, field, None)

    def available(self) -> bool:
        """Its answer; False if it raises."""
        try:
            return bool(self.inner.available()) if self._has("available") else True
        except Exception:  # noqa: BLE001 - a stranger's code
            return False

    def check(self, voice: Voice) -> None:
        """Its own check; without one, whether it has a fingerprint for the voice."""
        if self._has("check"):
            self._asked(lambda: self.inner.check(voice))
        else:
            self.fingerprint(voice)

    def voices(self) -> tuple[Offer, ...]:
        """Its offers; without any, a single one without a name."""
        if not self._has("voices"):
            return (Offer(""),)
        offers: tuple[Offer, ...] = self._asked(lambda: tuple(self.inner.voices()))
        return self._of_kind(offers, all(isinstance(one, Offer) for one in offers), "voices")

    def fingerprint(self, voice: Voice) -> str:
        """Its own fingerprint, or the default."""
        if not self._has("fingerprint"):
            return super().fingerprint(voice)
        fingerprint: str = self._asked(lambda: self.inner.fingerprint(voice))
        return self._of_kind(
            fingerprint, isinstance(fingerprint, str) and bool(fingerprint), "fingerprint"
        )

    def synthesize(self, text: str, voice: Voice) -> bytes:
        """Its clip. Raises EngineError for whatever goes wrong."""
        clip: bytes = self._asked(lambda: self.inner.synthesize(text, voice))
        return self._of_kind(clip, isinstance(clip, bytes | bytearray), "synthesize")

    def _has(self, method: str) -> bool:
        return callable(getattr(self.inner, method, None))

    def _asked(self, ask: Callable[[], T]) -> T:
        try:
            return ask()
        except PodcastError as error:
            sentence = _sayable(self.name, error)
            if (
                sentence is error
            ):  # an error must not be its own cause, or following causes would never end
                raise
            raise sentence from error
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a stranger's code, which may be cancelled or leave
            raise as_shortage(error) or raised(self.name, error) from error

    def _of_kind(self, value: T, right: bool, method: str) -> T:
        if not right:
            raise raised(self.name, TypeError(f"{method}() → {type(value).__name__}"))
        return value


def _called(inner: object) -> str:
    """What an engine's class is called: a module named as one of Python's own is found in its place."""
    kind = inner if isinstance(inner, type) else type(inner)
    return f"{kind.__module__}.{kind.__qualname__}"


def _impossible(field: str, value: object) -> bool:
    if field in _CHOICES:
        return value not in _CHOICES[field]
    return isinstance(value, int) and value < 0


def _sayable(name: str, error: PodcastError) -> PodcastError:
    """The error itself, unless its sentence cannot be formatted."""
    try:
        str(error)
    except Exception:  # noqa: BLE001 - a template with other fields than it is given
        return raised(name, ValueError(error.template))
    return error
