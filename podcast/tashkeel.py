"""Restoring diacritics with the tashkeel model that comes inside the piper-tts package.

The model sees letters, spaces and a few marks of punctuation; what it does not know passes by it. Marks
that are already there guide it. Its cost grows with the square of a sentence's length, so long ones go
in parts. It gets one thread: two are hardly faster, and there is one process a processor already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, PackagePath, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podcast.errors import EngineError

if TYPE_CHECKING:
    from piper.tashkeel import TashkeelDiacritizer

LONGEST = 600
"""Characters the model is given at once; measured, a letter costs the same up to here, then ever more."""

_MARKS = "\u064b-\u0652\u0670"
_MARK = re.compile(f"[{_MARKS}]")
_LETTER = re.compile("[\u0621-\u063f\u0641-\u064a]")
_SENTENCES = re.compile(r"[^.!?؟…\n]+[.!?؟…\n]*|[.!?؟…\n]+")
_CLAUSES = re.compile(r"[^،؛:]+[،؛:]*|[،؛:]+")
_WORDS = re.compile(r"\s*\S+\s*")
_VOWEL_FIRST = re.compile("([\u064b-\u0650\u0652])\u0651")
_MODEL = "piper/tashkeel/model.onnx"


def restore(text: str) -> str:
    """`text` with every word diacritised, shadda before its vowel; nothing but marks is changed.

    Marks that are in `text` are hints; the model may overrule them. Where its answer does not have
    the letters it was given, they come back as they were. Raises EngineError if it cannot load.
    """
    return "".join(_restored(part) for part in _parts(text, (_SENTENCES, _CLAUSES, _WORDS)))


def fingerprint() -> str:
    """The package's version and the hash of its model: what the answers depend on. Loads neither."""
    try:
        piper = distribution("piper-tts")
    except PackageNotFoundError:
        return "no tashkeel"
    model = _as_installed()
    return f"tashkeel {piper.version} {model.hash.value if model and model.hash else ''}".rstrip()


@cache
def _as_installed() -> PackagePath | None:
    """What the package's own list says of the model's file. Raises PackageNotFoundError."""
    listed = distribution("piper-tts").files or ()
    return next((file for file in listed if str(file) == _MODEL), None)


def _parts(text: str, cutters: tuple[re.Pattern[str], ...]) -> Iterator[str]:
    """`text` in parts of at most LONGEST characters, cut as coarsely as that allows; a word stays whole."""
    cutter, *finer = cutters
    for part in _packed(cutter.findall(text), keep=cutter is _SENTENCES):
        if len(part) > LONGEST and finer:
            yield from _parts(part, tuple(finer))
        else:
            yield part


def _packed(parts: list[str], keep: bool) -> Iterator[str]:
    """Neighbours together while they fit; all apart if they are sentences, to `keep` their own sense."""
    packed = ""
    for part in parts:
        if packed and (keep or len(packed) + len(part) > LONGEST):
            yield packed
            packed = ""
        packed += part
    if packed:
        yield packed


def _restored(part: str) -> str:
    if not _LETTER.search(part) or len(part) > 2 * LONGEST:
        return part
    core = part.strip()
    marked = _VOWEL_FIRST.sub("\u0651\\1", _model().diacritize(core))
    if _MARK.sub("", marked) != _MARK.sub("", core):
        return part
    return part.replace(core, marked, 1)


def _check() -> None:
    """Raise OSError for a model file cut short, for which the runtime has no exception of its own kind."""
    model = _as_installed()
    found = Path(str(model.locate())) if model else None
    if model and found and model.size and found.stat().st_size != model.size:
        raise OSError(f"{found} is damaged")


@cache
def _model() -> TashkeelDiacritizer:
    """The model, loaded once a process, on one thread."""
    try:
        _check()
        import piper.tashkeel
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = 1
        # The model makes its session itself and takes no options for it; a second one would double its start.
        room: Any = piper.tashkeel
        room.InferenceSession = partial(InferenceSession, sess_options=options)
        return piper.tashkeel.TashkeelDiacritizer()
    except (ImportError, OSError, ValueError) as error:
        raise EngineError(
            "the diacritics model of piper-tts does not load ({why}); install it again",
            why=str(error).splitlines()[0] if str(error) else type(error).__name__,
        ) from error
