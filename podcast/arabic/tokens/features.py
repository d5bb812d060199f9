"""The grammatical categories that a number shares with what is around it."""

from __future__ import annotations

from typing import Literal

Gender = Literal["m", "f"]
Case = Literal["nom", "gen", "acc", "obl"]
"""obl: genitive or accusative, it is not known which; written alike, the last vowel is left out."""
