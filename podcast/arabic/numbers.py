"""Numbers in words, under the name that other programs import: `podcast.arabic.numbers.cardinal`."""

from __future__ import annotations

from podcast.arabic.grammar.numerals import cardinal

__all__ = ["cardinal"]
