"""Finds the white between the words of a line of a PDF page. Pure."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection, Sequence

from podcast.importing.pdf.glyphs import NEAR, Glyph

_JOINING = re.compile("[بتثجحخسشصضطظعغفقكلمنهيىةئ][\u064b-\u0652]*$")
_JOINED = re.compile("[\u0622-\u064a]")
"""A letter that is joined to the one behind it within a word, or ends its word; and one that may be joined."""

WITHOUT_BLANKS, BESIDE_BLANKS, AT_BLANK, AT_GUESS = 0.195, 0.24, 0.06, 0.12
"""The least white between words, relative to the font size: on a line without blanks, elsewhere on a line with
blanks between its words (some fonts leave white after letters that do not join), where a blank stands, and
where the library takes one to be missing."""

WITHIN, CLEAR, FEW = 0.09, 0.15, 4
"""The most white within words, relative to the font size, and the least between them on a line that has none
in between: blanks behind letters that reach under them are narrow. How many there are of these at least."""

JOINED = 0.08
"""The least white between words where the letters would join within one, in a file without blanks: in others a
stroke may join them that has no name."""

AT_SURE = 0.03
"""The least white where the file has nothing but a blank between two letters, relative to the font size."""

STRETCHED = 0.32
"""How wide a stroke without a name may be that joins two letters, relative to the font size."""

AT_GUESS_BY_MARKS = 0.17
"""`AT_GUESS` beside a letter with marks: the library sees only a part of those that are drawn in parts."""

KAFS, KAF = "كڪگ", 0.14
"""The least white before a kaf, whose arm reaches back over the end of the word before."""

WORD = 12
"""Letters per blank up to which a line is taken to have all of its blanks."""


class Gaps:
    """Finds the spaces of a line.

    Some files give spaces no position, so white between two letters has to count as one; where the file has a
    space in that position, less white is enough.
    """

    def __init__(
        self, blanks: Sequence[Glyph], letters: int = 0, whites: Sequence[float] = ()
    ) -> None:
        self._starts = sorted(blank.start for blank in blanks if blank.named)
        self._guesses = [blank.start for blank in blanks if not blank.named]
        self._named = {blank.order for blank in blanks if blank.named}
        self._orders = sorted(blank.order for blank in blanks)
        self._are_all = are_all = len(self._starts) * WORD >= letters > WORD
        self._guessed = {blank.order for blank in blanks if not blank.named}
        self._wide = {
            blank.order for blank in blanks if blank.right - blank.left > AT_GUESS * blank.size
        }
        is_clear = sum(white > CLEAR for white in whites) >= FEW and not any(
            WITHIN < white < CLEAR for white in whites
        )
        without = CLEAR if is_clear and not self._starts else WITHOUT_BLANKS
        self._least = (BESIDE_BLANKS if are_all else without, AT_BLANK)

    def between(self, glyph: Glyph, other: Glyph) -> bool:
        """Whether a space separates two neighbouring glyphs, given in either order."""
        left, right = sorted((glyph, other), key=lambda each: each.middle)
        white = (right.left - left.right) / max(glyph.size, other.size)
        is_kaf = left.text[0] in KAFS and self._is_just(self._wide & self._named, left, right)
        if self._is_sure(left, right) and white > (-KAF if is_kaf else AT_SURE):
            return True
        if self._is_just(self._guessed, left, right) and white > AT_GUESS_BY_MARKS:
            return True
        has_marks = len(left.text) > 1 or len(right.text) > 1
        # files of LibreOffice lack the blank before an alef with its hamza
        is_stretched = self._starts and _would_join(right, left) and left.text[0] not in "أإآ"
        if self._is_named(left, right):
            return white > self._least[True]
        if is_stretched and self._are_all and not has_marks:
            return white > STRETCHED
        if is_stretched:
            return white > self._least[False]
        is_guess = white > (AT_GUESS_BY_MARKS if has_marks else AT_GUESS)
        if is_guess and self._is_guessed(left, right):
            return True
        return white > self._least_white(left, right)

    def _least_white(self, left: Glyph, right: Glyph) -> float:
        """The least white between words where neither the file nor the library has a blank."""
        if right.text[0] == "ة" and _JOINED.match(left.text):  # it ends a word
            return 0.0
        least = min(KAF, self._least[False]) if left.text[0] in KAFS else self._least[False]
        joined = JOINED / 2 if left.text[0] in KAFS else JOINED
        return min(joined, least) if not self._starts and _would_join(right, left) else least

    def _is_named(self, left: Glyph, right: Glyph) -> bool:
        """Whether the file has a blank that begins between two glyphs."""
        place = bisect(self._starts, left.middle)
        return place < len(self._starts) and self._starts[place] < right.middle

    def _is_guessed(self, left: Glyph, right: Glyph) -> bool:
        """Whether the library takes a blank to be missing between two glyphs."""
        reach = 0.3 * max(left.size, right.size)
        near = (left.right - reach < start < right.left + reach for start in self._guesses)
        return not self._adjoin(left, right) and any(near)

    def _is_sure(self, left: Glyph, right: Glyph) -> bool:
        """Whether the file has a blank between two glyphs, and nothing else."""
        return self._is_just(self._named, left, right)

    @staticmethod
    def _is_just(orders: Collection[int], left: Glyph, right: Glyph) -> bool:
        """Whether one of `orders` is between those of two glyphs, and nothing else."""
        first, last = sorted((left.order, right.order))
        return last - first == 2 and first + 1 in orders

    def _adjoin(self, glyph: Glyph, other: Glyph) -> bool:
        """Whether the file has one glyph right behind the other, without a blank.

        The library gives a blank the place of the letter before it in the file: where the file has a word from
        left to right, that is the word's first letter.
        """
        first, last = sorted((glyph.order, other.order))
        return 0 < last - first < NEAR and bisect(self._orders, first) == bisect(self._orders, last)


def _would_join(glyph: Glyph, following: Glyph) -> bool:
    """Whether a letter is joined to the one behind it if both are of one word, or else ends its word."""
    return bool(_JOINING.search(glyph.text) and _JOINED.match(following.text))
