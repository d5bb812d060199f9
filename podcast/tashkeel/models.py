"""The interface of a diacritisation model, and the marks it chooses from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from podcast.errors import as_shortage
from podcast.interrupts import deferred

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows: TypeAlias = NDArray[np.float32]

SHADDA = "\u0651"
_VOWELS = ("\u064b", "\u064c", "\u064d", "\u064e", "\u064f", "\u0650")
SUKUN = "\u0652"
CLASSES = ("", *_VOWELS, SUKUN, SHADDA, *(SHADDA + vowel for vowel in _VOWELS))
"""The marks a letter can carry, one for each column of a model's answer."""

NEVER = -20.0
"""The log-probability of marks a model cannot give."""


class Model(Protocol):
    """A diacritisation model. To add one, write a file with such a class and a line in `ensemble.MODELS`."""

    @property
    def name(self) -> str:
        """Its name in the fingerprint."""
        ...

    @property
    def files(self) -> Mapping[str, str]:
        """Its files as `distribution/path`, with the SHA-256 each must have, or "" if any will do."""
        ...

    def opinion(self, letters: str, hints: Sequence[str]) -> Rows:
        """Log-probabilities of shape (letters, len(CLASSES)); a row of NaN for an unknown letter.

        letters  the text without marks; may contain anything.
        hints    for each character the marks the author wrote, or "".
        """
        ...


def located(name: str) -> Path:
    """The location of the installed file `distribution/path`. Raises OSError if it is not installed."""
    package, _, path = name.partition("/")
    try:
        return Path(str(distribution(package).locate_file(path)))
    except PackageNotFoundError as error:
        raise FileNotFoundError(f"{package} is not installed") from error


@cache
def digest(name: str) -> str:
    """The SHA-256 of an installed file. Raises OSError."""
    with located(name).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def table(name: str) -> Any:
    """The content of an installed JSON file. Raises OSError or ValueError."""
    return json.loads(located(name).read_text("utf-8"))


_FATAL = 4
"""What the runtime itself prints: nothing that it raises too, such as that memory is short."""


def session(name: str) -> Any:
    """An ONNX session on one thread: two are hardly faster, and there is already one process per processor.

    The graph is left as it stands: optimising it takes each process 25 ms, and saves a millisecond per sentence
    with piper's model, nothing with the others. Raises OSError or ValueError if a file is not a model.
    """
    with deferred():
        from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

    options = SessionOptions()
    options.log_severity_level = _FATAL
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_DISABLE_ALL
    path = located(name)
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing")
    try:
        return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's exceptions have no exported base class
        if as_shortage(error):
            raise MemoryError from error
        raise ValueError(f"{path} is damaged") from error
