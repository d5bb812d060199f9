"""The table of a class of written expression in `data/classes/`: what is written, what a listener hears."""

from __future__ import annotations

from pathlib import Path

from podcast.arabic import spoken_form
from podcast.arabic.text.alphabet import ALLOWED
from podcast.arabic.text.letters import unmarked

TABLES = Path(__file__).parent.parent / "data" / "classes"


def rows(name: str) -> list[tuple[str, str]]:
    """The rows of a table: written, spoken without marks."""
    lines = (TABLES / f"{name}.tsv").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(written, spoken) for written, spoken in pairs]


def check(written: str, spoken: str) -> None:
    """A row holds letter by letter, in the alphabet of the spoken form."""
    said = spoken_form(written)
    assert unmarked(said) == spoken
    assert ALLOWED.fullmatch(said)
