"""A single text read the way a section is: its spoken form, diacritised, or in sounds."""

from __future__ import annotations

from podcast import arabic
from podcast.arabic.phonetics import words
from podcast.arabic.reading import Reader
from podcast.model import Section, Utterance, Voice
from podcast.pipeline.casting import Part
from podcast.pipeline.utterances import planned
from podcast.script import paragraph

OFFLINE = Part("espeak", Voice())
"""The voice whose diacritics and sounds are given."""


def spoken_form(text: str) -> str:
    """See `podcast.spoken_form`."""
    return arabic.read(_section(text), _reader()).spoken


def diacritized(text: str) -> str:
    """See `podcast.diacritized`."""
    return " ".join(word.spoken for word in _marked(text))


def phonemes(text: str) -> list[str]:
    """See `podcast.phonemes`."""
    return [word for one in _marked(text) for word in words(one.spoken)]


def _marked(text: str) -> tuple[Utterance, ...]:
    from podcast import tashkeel

    plan = planned(_section(text), _reader(), tashkeel.restore, lambda _: OFFLINE)
    return plan.utterances


def _section(text: str) -> Section:
    return Section(0, "", (paragraph(text),))


def _reader() -> Reader:
    from podcast.engines.espeak import ipa

    return Reader(ipa=ipa)
