"""The order to voice one section: a picklable value, so that another process or machine can carry it out."""

from __future__ import annotations

from pathlib import Path

from podcast.arabic.reading import Reader
from podcast.model import HEADING, Jingle, Pauses, Section, Utterance, Voice
from podcast.pipeline.casting import Part
from podcast.structs import Frozen


class Job(Frozen):
    """Everything that decides how a section sounds."""

    slug: str
    section: Section
    lexicon: tuple[tuple[str, str], ...]
    """The author's lexicon entries that may match in the section."""
    dialect: str
    engine: str
    voice: Voice
    pauses: Pauses
    cache: Path
    reading: str
    """Fingerprint of the code and tables that turn writing into speech."""
    remake: bool = False
    cast: tuple[tuple[str, Part], ...] = ()
    """The other speakers, by name."""
    source: str = ""
    """The name of the script, for messages about a sentence."""
    intro: Jingle | None = None
    outro: Jingle | None = None
    """Music at the start and at the end of the section."""

    @property
    def weight(self) -> int:
        """The number of letters to be spoken, to which the voicing time is proportional."""
        return sum(len(block.read_text) for block in self.section.blocks) + 1

    @property
    def own(self) -> Part:
        """The part of the reader, who says what no other speaker says."""
        return Part(self.engine, self.voice)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of all who speak in it, each once."""
        cast = dict(self.cast)
        names = (self.section.voice, *(block.speaker for block in self.section.blocks))
        return tuple(dict.fromkeys((self.own, *(cast.get(name, self.own) for name in names))))

    def part_of(self, utterance: Utterance) -> Part:
        """The part that speaks an utterance."""
        return dict(self.cast).get(self.speaker_of(utterance), self.own)

    def speaker_of(self, utterance: Utterance) -> str:
        """The name of an utterance's speaker; "" for the reader."""
        index = utterance.block
        if index >= 0:
            return self.section.blocks[index].speaker
        return self.section.voice if index == HEADING else ""

    @property
    def reader(self) -> Reader:
        """The show's settings for reading, with the offline voice to transcribe foreign words."""
        from podcast.engines.espeak import ipa

        return Reader(lexicon=dict(self.lexicon), dialect=self.dialect, ipa=ipa)
