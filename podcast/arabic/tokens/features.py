"""Grammatical categories in which numbers agree with their context."""

from __future__ import annotations

from typing import Literal

Gender = Literal["m", "f"]
Case = Literal["nom", "gen", "acc", "obl"]
""""obl" is genitive or accusative, undecided: they are written alike, and the last vowel is omitted."""
