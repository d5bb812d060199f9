"""The result of reading a token: how far it extends, and its spoken form."""

from __future__ import annotations

from podcast.arabic.tokens.context import Read
from podcast.arabic.tokens.features import Case, Gender
from podcast.structs import Frozen


class Verbalisation(Frozen):
    """The tokens up to `end` are of `kind` and read as `spoken`, without the particle before them.

    `case` and `gender` are inherited by a number joined to it; `rule` is the kind unless it was a guess.
    """

    end: int
    spoken: str
    kind: str
    case: Case = "obl"
    gender: Gender = "m"
    rule: str = ""

    @property
    def read(self) -> Read:
        """What the number after it may need to know."""
        return Read(self.end, self.kind, self.case, self.gender)
