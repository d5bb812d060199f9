"""Whether each voice of an episode heeds its text: judged once more when all sections are there.

A section may be a single sentence, of which nothing can be told; five sentences of one length can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podcast.errors import ClipError
from podcast.model import Take
from podcast.pipeline.judge import EDGE, OTHER, ROW, are_alike
from podcast.pipeline.section import Voiced

EQUAL = 0.002
"""Up to this share, the lengths of all clips are not equal by chance."""

Spoken = tuple[int, int, str]
"""(letters, samples, first words) of a clip."""


def check_attention(engine: str, source: str, voiced: Sequence[Voiced]) -> None:
    """Raise ClipError if all that one voice says in an episode is equally long, whatever the text."""
    clips: dict[str, list[Spoken]] = {}
    for part in voiced:
        for speaker, clip in _clips(part.take):
            if clip[0] >= EDGE:
                clips.setdefault(speaker, []).append(clip)
    for speaker, row in clips.items():
        if len(row) >= ROW and _is_deaf([(letters, length) for letters, length, _ in row]):
            raise ClipError(
                "{engine} gives the same sound whatever the text, as for “{text}”, in all sections;"
                " check its service and build again with --force, or choose another voice",
                file=source,
                engine=speaker or engine,
                text=row[0][2][:80],
            )


def _is_deaf(sizes: Sequence[tuple[int, int]]) -> bool:
    """Whether clips of these (letters, samples) are as good as equally long, though their texts are not."""
    letters, lengths = zip(*sizes, strict=True)
    equal = max(lengths) - min(lengths) <= EQUAL * max(lengths)
    return are_alike(sizes) or bool(equal and max(letters) >= OTHER * min(letters))


def _clips(take: Take) -> Iterator[tuple[str, Spoken]]:
    """(speaker, clip) of a section: utterances without a silence between them were spoken in one clip."""
    speakers = take.speakers or ("",) * len(take.texts)
    rows = list(zip(speakers, take.texts, take.spans, strict=True))
    while rows:
        speaker, text, span = rows.pop(0)
        letters, start, end = sum(map(str.isalnum, text)), span.start, span.end
        while rows and rows[0][2].start == end:
            _, more, span = rows.pop(0)
            letters, end = letters + sum(map(str.isalnum, more)), span.end
        yield speaker, (letters, end - start, text)
