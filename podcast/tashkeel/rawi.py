"""The models in text2tashkeel, called rawi there: v2, and v3 with a second head that says where marks are.

They read decomposed letters (أ is an alef whose hamza is to be restored) and take no hints. Their classes
include hamzas and dagger alefs; only classes that leave the letter as it is written count. Apache-2.0,
github.com/TigreGotico/text2tashkeel; the files are those of version 0.1.0.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from podcast.tashkeel.models import CLASSES, SHADDA, SUKUN, session, table

if TYPE_CHECKING:
    from podcast.tashkeel.models import Rows

_FOLDER = "text2tashkeel/text2tashkeel/models"
_VOCABULARY = f"{_FOLDER}/rawi_v2.vocab.json"
_HAMZA = frozenset("\u0653\u0654\u0655")
_DAGGER, _FATHA, _SMALL_SUKUN = "\u0670", "\u064e", "\u06e1"
_LEAST = 1e-9


class Rawi:
    """See `models.Model`. `gated` says that it has v3's two heads."""

    def __init__(self, name: str, file: str, digest: str, *, gated: bool) -> None:
        self.name = name
        self.files = {f"{_FOLDER}/{file}": digest, _VOCABULARY: _VOCABULARY_DIGEST}
        self._file = f"{_FOLDER}/{file}"
        self._gated = gated

    def opinion(self, letters: str, hints: Sequence[str]) -> Rows:
        """See `models.Model`; `hints` are ignored."""
        import numpy as np

        if not letters:
            return np.empty((0, len(CLASSES)), np.float32)
        apart = [unicodedata.normalize("NFD", char) for char in letters]
        ids = [self._letters.get(char[0], self._unknown) for char in apart]
        chances = self._chances(np.array([ids], np.int64))
        hamzas = [frozenset(char[1:]) & _HAMZA for char in apart]
        keeping = {hamza: self._keeping(hamza) for hamza in set(hamzas)}
        chances = chances * np.array([keeping[hamza] for hamza in hamzas])
        chances /= np.maximum(chances.sum(1, keepdims=True), _LEAST)
        rows: Rows = np.log(np.maximum(chances @ self._columns, _LEAST)).astype(np.float32)
        rows[[index for index, found in enumerate(ids) if found == self._unknown]] = np.nan
        return rows

    def _chances(self, ids: Any) -> Any:
        """The probabilities of its own classes."""
        import numpy as np

        if not self._gated:
            return _softmax(self._session.run(["output"], {"input": ids})[0][0])
        presence, value = self._session.run(["presence", "value"], {"input": ids})
        chances = _softmax(value[0])
        present = 1 / (1 + np.exp(-presence[0]))
        chances[:, 0] = 0
        chances *= (present / np.maximum(chances.sum(1), _LEAST))[:, None]
        chances[:, 0] = 1 - present
        return chances

    def _keeping(self, hamza: frozenset[str]) -> Any:
        """1 for each class that writes this hamza; 1 for all if none does."""
        import numpy as np

        fits = [frozenset(marks) & _HAMZA == hamza for marks in self._classes]
        return np.array(fits if any(fits) else [True] * len(fits), np.float32)

    @cached_property
    def _columns(self) -> Any:
        """The matrix of ones and zeros that maps its classes to ours."""
        import numpy as np

        ours = np.zeros((len(self._classes), len(CLASSES)), np.float32)
        for index, marks in enumerate(self._classes):
            ours[index, CLASSES.index(_plain(marks))] = 1
        return ours

    @cached_property
    def _classes(self) -> list[str]:
        named: dict[str, int] = self._vocabulary["diac_to_idx"]
        return sorted(named, key=lambda marks: named[marks])

    @cached_property
    def _letters(self) -> dict[str, int]:
        ids: dict[str, int] = self._vocabulary["char_to_idx"]
        return ids

    @property
    def _unknown(self) -> int:
        return self._letters["<UNK>"]

    @cached_property
    def _vocabulary(self) -> Any:
        return table(_VOCABULARY)

    @cached_property
    def _session(self) -> Any:
        return session(self._file)


def _plain(marks: str) -> str:
    """The shadda and one vowel of a class; a dagger alef counts as the fatha it lengthens."""
    marks = marks.replace(_SMALL_SUKUN, SUKUN)
    vowel = next((mark for mark in marks if mark in CLASSES and mark != SHADDA), "")
    vowel = vowel or _FATHA * (_DAGGER in marks)
    doubled = SHADDA in marks
    return SHADDA + vowel.replace(SUKUN, "") if doubled else vowel


def _softmax(logits: Any) -> Any:
    import numpy as np

    grown = np.exp(logits - logits.max(-1, keepdims=True))
    return grown / grown.sum(-1, keepdims=True)


_VOCABULARY_DIGEST = "5a8972bc1c5985092973d543d8b04f4c9317b2d11625c242420baf69bb4bf037"
V2 = Rawi(
    "rawi-v2",
    "rawi_v2.int8.onnx",
    "60eb6e63d061bcafb63af2ed92fb66a8097c347bada300194f1edb45993f74d1",
    gated=False,
)
V3 = Rawi(
    "rawi-v3",
    "rawi_v3.int8.onnx",
    "e1253c5c5edfab3a7d47167323413cb3253d26df79eedb6db02100cbbd22ecb7",
    gated=True,
)
