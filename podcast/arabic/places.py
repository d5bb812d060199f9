"""Maps positions in a cleaned sentence back to the text as written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate

from podcast.arabic.text.clean import clean
from podcast.arabic.text.marks import HELD
from podcast.arabic.tokens.segment import Span

_WORD = re.compile(r"\S+")
_LETTER = re.compile(rf"[^\W_]|{HELD}")


@lru_cache(maxsize=1 << 12)
def _letters_in(word: str) -> int:
    """How many letters a written word has after cleaning."""
    return len(_LETTER.findall(clean(word)))


class Places:
    """The alignment of a sentence, [start, end) of `text`, with its cleaned form.

    Positions are exact if cleaning changed nothing, and otherwise accurate to the word: by its number or, if
    words were joined or dropped, by counting letters.
    """

    def __init__(self, text: str, sentence: Span, cleaned: str) -> None:
        self.text = text
        self.sentence = sentence
        self.cleaned = cleaned
        self.same = text[slice(*sentence)] == cleaned

    def written(self, start: int, end: int) -> Span:
        """The span in the text of [start, end) of the cleaned sentence, which must not be empty."""
        if self.same:
            return start + self.sentence[0], end + self.sentence[0]
        if len(self._starts) == len(self._words):
            first = bisect_right(self._ends, start)
            last = bisect_left(self._starts, end) - 1
        else:
            first = bisect_right(self._letters, bisect_left(self._cleaned, start))
            last = bisect_left(self._letters, bisect_left(self._cleaned, end))
        most = len(self._words) - 1
        first = min(first, most)
        return self._words[first][0], self._words[max(first, min(last, most))][1]

    @cached_property
    def _letters(self) -> list[int]:
        """The number of letters, after cleaning, up to and including each word of the sentence."""
        words = (self.text[start:end] for start, end in self._words)
        return list(accumulate(map(_letters_in, words)))

    @cached_property
    def _cleaned(self) -> list[int]:
        return [match.start() for match in _LETTER.finditer(self.cleaned)]

    @cached_property
    def _words(self) -> list[Span]:
        return [match.span() for match in _WORD.finditer(self.text, *self.sentence)]

    @cached_property
    def _starts(self) -> list[int]:
        return [match.start() for match in _WORD.finditer(self.cleaned)]

    @cached_property
    def _ends(self) -> list[int]:
        return [match.end() for match in _WORD.finditer(self.cleaned)]
