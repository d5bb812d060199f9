"""The data types of reading: the settings, and a section's reading with its changes and doubts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from podcast.arabic.text.alphabet import letter_names
from podcast.arabic.text.letters import bare
from podcast.model import Utterance
from podcast.structs import Frozen, field

UNRESOLVED = frozenset(
    {
        "latin-guess",
        "abbreviation-unknown",
        "date-ambiguous",
        "foreign-script",
        "formula-unread",
        "code",
    }
    | {"visual-order"}
)
"""Rules that guess; their readings are reported to the author with a way to settle them."""


class Reader(Frozen):
    """A show's settings for reading.

    lexicon  the author's own readings: written form → diacritised spoken form; these always win.
    dialect  which of several usual spellings of a name to choose, if the tables have more than one.
    ipa      (word, language code such as "en") → IPA, for Latin words in no table; None: use spelling rules.
    """

    lexicon: Mapping[str, str] = field(default_factory=dict)
    dialect: str = "standard"
    ipa: Callable[[str, str], str] | None = None


class Change(Frozen):
    """A stretch [start, end) of a text that is not read as written.

    In a section's reading the text is that of block `block`, and `written` is in cleaned form. The position is
    exact if cleaning changed nothing in the sentence, and otherwise accurate to the word.
    """

    start: int
    end: int
    written: str
    spoken: str
    rule: str
    block: int = 0


class Doubt(Frozen):
    """A word with uncertain vowels: word number `index`, from 0, of utterance number `utterance`.

    `readings` are (diacritised word, probability 0 to 1), likeliest first.
    """

    word: str
    utterance: int
    index: int
    readings: tuple[tuple[str, float], ...]


class Reading(Frozen):
    """A section's utterances, what is not read as written, and what is uncertain."""

    utterances: tuple[Utterance, ...] = ()
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def guesses(self) -> tuple[Change, ...]:
        """The changes that were guessed."""
        return tuple(change for change in self.changes if change.rule in UNRESOLVED)

    @property
    def spoken(self) -> str:
        """The whole spoken form as one text, with a full stop after each sentence except the last."""
        parts = [
            utterance.spoken if utterance.pause == "clause" else _stopped(utterance.spoken)
            for utterance in self.utterances[:-1]
        ]
        return " ".join([*parts, *(utterance.spoken for utterance in self.utterances[-1:])])

    @property
    def settled(self) -> tuple[int, ...]:
        """The indices of settled words, as in `model.Utterance`, for the words of `spoken`."""
        found: list[int] = []
        words = 0
        for utterance in self.utterances:
            found += (index + words for index in utterance.settled)
            words += len(utterance.spoken.split())
        return tuple(found)


def _stopped(spoken: str) -> str:
    """A sentence with its full stop; "and" right before it is the letter's name, as in `sentence`."""
    if spoken[-1] in ".؟!":
        return spoken
    rest, _, last = spoken.rstrip("،؛:").rpartition(" ")
    last = letter_names()["و"] if bare(last) == "و" else last
    return f"{rest} {last}.".lstrip()
