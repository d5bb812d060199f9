"""Numbers in words; the public import path of `cardinal`."""

from __future__ import annotations

from podcast.arabic.grammar.numerals import cardinal

__all__ = ["cardinal"]
