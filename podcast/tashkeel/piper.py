"""The model in piper-tts (libtashkeel), which takes the author's marks as hints.

It knows letters, spaces and some punctuation, and digits as `#`. Its `logits` are probabilities already. Its
cost grows with the square of the length.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from podcast.tashkeel.models import CLASSES, NEVER, SHADDA, session, table

if TYPE_CHECKING:
    from podcast.tashkeel.models import Rows

_FOLDER = "piper-tts/piper/tashkeel"
_DIGITS = frozenset("0123456789٠١٢٣٤٥٦٧٨٩")


class PiperModel:
    """See `models.Model`. Any version of piper-tts will do, as it is the fallback if the others are missing."""

    name = "piper"
    files: ClassVar[dict[str, str]] = {f"{_FOLDER}/model.onnx": ""}

    def opinion(self, letters: str, hints: Sequence[str]) -> Rows:
        """See `models.Model`."""
        import numpy as np

        indices = [index for index, char in enumerate(letters) if self._id(char) is not None]
        rows = np.full((len(letters), len(CLASSES)), np.nan, np.float32)
        if indices:
            chars = np.array([[self._id(letters[at]) for at in indices]], np.int64)
            marks = np.array([[self._hint(hints[at]) for at in indices]], np.int64)
            lengths = np.array([len(indices)], np.int64)
            inputs = {"char_inputs": chars, "diac_inputs": marks, "input_lengths": lengths}
            chances = self._session.run(["logits"], inputs)[0][0]
            rows[indices] = self._columns(np.log(np.maximum(chances, 1e-9)))
        return rows

    def _columns(self, logs: Any) -> Any:
        """Its classes in our order; it has none for a lone shadda."""
        import numpy as np

        columns = np.full((len(logs), len(CLASSES)), NEVER, np.float32)
        for marks, at in self._targets.items():
            if marks in CLASSES:
                columns[:, CLASSES.index(marks)] = logs[:, at]
        return columns

    def _id(self, char: str) -> int | None:
        number: int | None = self._letters.get("#" if char in _DIGITS else char)
        return number

    def _hint(self, marks: str) -> int:
        vowel = marks.replace(SHADDA, "")
        number: int = self._hints.get(SHADDA * (SHADDA in marks) + vowel, self._hints[""])
        return number

    @cached_property
    def _session(self) -> Any:
        return session(f"{_FOLDER}/model.onnx")

    @cached_property
    def _letters(self) -> Any:
        return table(f"{_FOLDER}/input_id_map.json")

    @cached_property
    def _hints(self) -> Any:
        return table(f"{_FOLDER}/hint_id_map.json")

    @cached_property
    def _targets(self) -> Any:
        return table(f"{_FOLDER}/target_id_map.json")
