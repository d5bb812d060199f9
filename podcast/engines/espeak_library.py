"""Calls espeak-ng's library in this process, with a fresh copy of its state for each utterance.

The library keeps state in globals that are never reset (such as the phase of the pitch flutter), so the same
words would sound, and last, slightly different each time. Reloading it is the cure, and costs some
milliseconds: the voice is named by its file, which spares espeak a scan of all its voices. (IPA depends on no
such state, so that the library stays loaded from one pronunciation to the next.) Noise comes from C's `rand`,
which is seeded too. If the system does not unload a library, that is noticed (a setting survives), and the
work goes to a process of its own, with the same bytes but slower. The library is not thread-safe, hence the
lock.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

from podcast.errors import EngineError, as_shortage
from podcast.structs import Frozen, asdict

SAMPLE_RATE = 22_050
"""The sample rate of espeak-ng's output in Hz; it is mono, 16 bits."""

_RETRIEVAL, _BUFFER_MS, _NO_EXIT = 2, 1000, 0x8000
_UTF8, _PHONEMES, _IPA = 0x01, 0x0100, 0x02
_RATE, _PITCH = 1, 3
_SEED = 1

_Samples = ctypes.POINTER(ctypes.c_short)
_Heard = ctypes.CFUNCTYPE(ctypes.c_int, _Samples, ctypes.c_int, ctypes.c_void_p)


class SpeechRequest(Frozen):
    """What to speak and how. `voice` is a file below `lang/`, with its variant: "sem/ar+f2".

    `rate` is in words per minute (80-450), `pitch` from 0 to 100 with 50 as default; `aloud` False asks for
    IPA.
    """

    text: str
    voice: str
    rate: int = 175
    pitch: int = 50
    aloud: bool = True


class _Stale(Exception):  # noqa: N818 - an answer, not an error
    """The library was not unloaded and still has its old state."""


@cache
def _lock() -> Lock:
    return Lock()


@cache
def _places() -> tuple[str, str]:
    """(path of the library, path of its data)."""
    try:
        import espeakng_loader

        return espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
    except (ImportError, RuntimeError) as error:
        raise _unloadable(error) from error


def _unloadable(error: Exception) -> EngineError:
    return EngineError(
        "the offline voice cannot be loaded ({reason}); reinstall espeakng-loader with pip",
        reason=error,
    )


def loads() -> bool:
    """Whether the library is installed and loads on this system."""
    try:
        with _lock():
            _close(_open())
    except EngineError:
        return False
    return True


@cache
def variants() -> tuple[str, ...]:
    """The library's voice variants, except those that never sound the same twice.

    The synthesizer "klatt 6" reads uninitialised memory, which reloading does not cure.
    """
    folder = Path(_places()[1]) / "voices" / "!v"
    return tuple(
        sorted(file.name for file in folder.iterdir() if b"klatt 6" not in file.read_bytes())
    )


def perform(order: SpeechRequest) -> bytes:
    """PCM (mono, 16 bits, `SAMPLE_RATE`), or the UTF-8 of the IPA. Raises EngineError."""
    try:
        return perform_here(order)
    except _Stale:
        return _perform_elsewhere(order)


def perform_here(order: SpeechRequest) -> bytes:
    """The same, in this process; raises `_Stale` if the library could not be reloaded."""
    with _lock():
        if not order.aloud:
            return _ear().pronounced(order)
        _ear().close()
        with _fresh(order) as library:
            return _sound(library, order.text)


def _perform_elsewhere(order: SpeechRequest) -> bytes:
    import json
    import subprocess

    command = [sys.executable, "-m", "podcast.engines.espeak_worker"]
    letter = json.dumps(asdict(order)).encode()
    done = subprocess.run(command, input=letter, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        _, _, reason = done.stderr.decode(errors="replace").strip().rpartition("\n")
        raise EngineError(
            "the offline voice failed in a process of its own: {reason}; use another engine",
            reason=reason or done.returncode,
        )
    return done.stdout


def _open() -> ctypes.CDLL:
    try:
        return ctypes.CDLL(_places()[0])
    except OSError as error:
        raise as_shortage(error) or _unloadable(error) from error


def _close(library: ctypes.CDLL) -> None:
    import _ctypes

    if sys.platform == "win32":
        _ctypes.FreeLibrary(library._handle)
    else:
        _ctypes.dlclose(library._handle)


@contextmanager
def _fresh(order: SpeechRequest) -> Iterator[ctypes.CDLL]:
    """The library in a fresh state, with just the voice asked for."""
    library = _loaded(order)
    try:
        yield library
    finally:
        _unload(library)


def _loaded(order: SpeechRequest) -> ctypes.CDLL:
    """The library, loaded with the voice asked for; raises `_Stale` if it kept its old state."""
    library = _open()
    if library.espeak_GetParameter(_RATE, 1):
        _close(library)
        raise _Stale
    try:
        _prepare(library, order)
    except EngineError:
        _unload(library)
        raise
    return library


def _unload(library: ctypes.CDLL) -> None:
    library.espeak_Terminate()
    _close(library)


class _Ear:
    """The library kept loaded from one pronunciation to the next, since IPA depends on the voice alone.

    Loading it takes 4 ms, a text full of foreign names asks a thousand times.
    """

    def __init__(self) -> None:
        self._library: ctypes.CDLL | None = None
        self._voice = ""

    def pronounced(self, order: SpeechRequest) -> bytes:
        """The IPA of `order.text`; raises EngineError, and _Stale as `perform_here` does."""
        if self._library is None:
            self._library, self._voice = _loaded(order), order.voice
        if self._voice != order.voice:
            self._voice = order.voice
            _choose(self._library, order.voice)
        return _ipa(self._library, order.text)

    def close(self) -> None:
        """Unload the library, so that a fresh copy can speak."""
        if self._library is not None:
            _unload(self._library)
            self._library = None


@cache
def _ear() -> _Ear:
    return _Ear()


def _prepare(library: ctypes.CDLL, order: SpeechRequest) -> None:
    data = _places()[1].encode()
    rate = library.espeak_Initialize(_RETRIEVAL, _BUFFER_MS, data, _NO_EXIT)
    if rate != SAMPLE_RATE:
        raise _damaged()
    _choose(library, order.voice)
    library.espeak_SetParameter(_RATE, order.rate, 0)
    library.espeak_SetParameter(_PITCH, order.pitch, 0)
    library.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))


def _choose(library: ctypes.CDLL, voice: str) -> None:
    if library.espeak_SetVoiceByName(voice.encode()):
        raise _damaged()


def _damaged() -> EngineError:
    return EngineError(
        "the offline voice's data in {folder} is damaged; reinstall espeakng-loader with pip",
        folder=_places()[1],
    )


def _sound(library: ctypes.CDLL, text: str) -> bytes:
    chunks: list[bytes] = []
    stopped: list[BaseException] = []

    def hear(samples: ctypes.Array[ctypes.c_short], count: int, events: object) -> int:
        if samples and count and not stopped:
            chunks.append(ctypes.string_at(samples, 2 * count))
        return len(stopped)

    callback = _Heard(
        hear
    )  # keep a reference: if it were garbage-collected while in use, the process would crash
    library.espeak_SetSynthCallback(callback)
    utf8 = text.encode()
    size = ctypes.c_size_t(len(utf8) + 1)
    with _noting(stopped, hear):
        failed = library.espeak_Synth(utf8, size, 0, 0, 0, _UTF8 | _PHONEMES, None, None)
    if stopped:
        raise stopped[0]
    if failed or not chunks:
        raise EngineError("the offline voice could not say “{text}”; reword it", text=text)
    return b"".join(chunks)


@contextmanager
def _noting(stopped: list[BaseException], hear: object) -> Iterator[None]:
    """Note what is raised within the callback `hear`: ctypes would print it, and the clip would go on without
    what it heard.

    Ctrl-C, wherever it comes, may do so before the callback's first line, where nothing can catch it.
    """
    before = sys.unraisablehook

    def note(told: sys.UnraisableHookArgs) -> None:
        of_clip = told.object is hear or isinstance(told.exc_value, KeyboardInterrupt)
        if of_clip and told.exc_value is not None:
            stopped.append(told.exc_value)
        else:
            before(told)

    sys.unraisablehook = note
    try:
        yield
    finally:
        sys.unraisablehook = before


def _ipa(library: ctypes.CDLL, text: str) -> bytes:
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    rest = ctypes.c_char_p(text.encode())
    clauses: list[bytes] = []
    while rest.value:
        clauses.append(library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA) or b"")
    return b" ".join(clauses)
