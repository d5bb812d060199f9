"""What every model of marks must give, and the marks it can choose from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows: TypeAlias = NDArray[np.float32]

SHADDA = "\u0651"
_VOWELS = ("\u064b", "\u064c", "\u064d", "\u064e", "\u064f", "\u0650")
SUKUN = "\u0652"
CLASSES = ("", *_VOWELS, SUKUN, SHADDA, *(SHADDA + vowel for vowel in _VOWELS))
"""The marks that one letter can carry: a column of every model's answer each."""

NEVER = -20.0
"""The log-probability of what a model cannot say at all."""


class Model(Protocol):
    """A model of marks. A new one is a file with this class, and a line in `ensemble.MODELS`."""

    @property
    def name(self) -> str:
        """What the fingerprint calls it."""
        ...

    @property
    def files(self) -> Mapping[str, str]:
        """Its files, as `distribution/path`, with the SHA-256 they must have; "" where any will do."""
        ...

    def opinion(self, letters: str, hints: Sequence[str]) -> Rows:
        """Log-probabilities, a row a letter, a column for each of CLASSES; NaN for an unknown letter.

        letters  the text without marks; may hold anything.
        hints    for each of them the marks the author wrote, or "".
        """
        ...


def located(name: str) -> Path:
    """Where `distribution/path` is installed. Raises OSError where it is not."""
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
    """An installed JSON file. Raises OSError or ValueError."""
    return json.loads(located(name).read_text("utf-8"))


def session(name: str) -> Any:
    """A model on one thread: two are hardly faster, and there is one process a processor already.

    Raises OSError or ValueError for a file that is no model.
    """
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    path = located(name)
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing")
    try:
        return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's own exceptions have no common base that it exports
        raise ValueError(f"{path} is damaged") from error
