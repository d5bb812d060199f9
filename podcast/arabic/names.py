"""Names and Latin runs: the seam to the lexicon and to the reading of foreign letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from podcast.arabic.reading import Reader
from podcast.arabic.tokens import Names


def finder(reader: Reader) -> Names:
    """What knows the longest name at a place of a text."""
    return lambda text, at: None


def latin_reader(reader: Reader) -> Callable[[str], Sequence[tuple[str, str]]]:
    """What reads a Latin run that no table knows."""
    from podcast.arabic.abbreviations import spelled

    return lambda run: [(spelled(run), "latin-guess")]
