"""Parses an author's file into a Script: Markdown (`.md`) or a pasted article (anything else).

No text is lost or cleaned: a block is as written, with its white space folded, its links, emphasis and line
ends kept and its controls parsed. Images, code blocks, footnotes, HTML comments, and what is between
`<!--skip-->` and `<!--/skip-->` are not read aloud.
"""

from __future__ import annotations

import re

from podcast.errors import InputError
from podcast.model import Block, BlockKind, Footnote, LineBreak, Script, Section
from podcast.script import front_matter, outline, plain
from podcast.script.controls import atoms, resolved
from podcast.script.draft import Draft, collapsed, has_words
from podcast.script.names import date_of, slug_of
from podcast.script.skips import settle
from podcast.script.speakers import sharing, with_speakers

__all__ = ["date_of", "paragraph", "parse", "sharing", "slug_of", "with_speakers"]

# Arabic editors put direction marks at the start of a line, before `#` and `-`.
_DIRECTION = re.compile(r"^[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]+", re.MULTILINE)


def parse(text: str, *, name: str) -> Script:
    """The script in `text`; `name` is its file name as errors show it, and decides notation and slug.

    Raises InputError, with the line, if front matter or a control cannot be understood, and if there is
    nothing to read.
    """
    stem, _, suffix = name.rpartition("/")[2].rpartition(".")
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    matter, body = front_matter.split(_DIRECTION.sub("", unix), name)
    if suffix.lower() == "md":
        from podcast.script import markdown

        blocks = list(markdown.blocks(body, name))
        notes = tuple(
            Footnote(label, tuple(map(outline.block_of, drafts)))
            for label, drafts in markdown.footnotes(body, name)
        )
    else:
        blocks, notes = plain.blocks(body), ()
    title, head, sections = outline.outline(settle(blocks, name), matter.title, matter.title_line)
    if not matter.draft and not any(has_words(text) for part in sections for text in _texts(part)):
        raise InputError("there is nothing to read; write the text of the episode here", file=name)
    return Script(
        slug=slug_of(matter.slug or stem),
        title=title,
        sections=sections,
        footnotes=notes,
        head=head,
        voice=matter.voice,
        date=matter.date or date_of(stem, name=name),
        description=matter.description,
        number=matter.number,
        season=matter.season,
        season_name=matter.season_name,
        image=matter.image,
        explicit=matter.explicit,
        music=matter.music,
        kind=matter.type,
        person=matter.person,
        soundbites=matter.soundbite,
        named=bool(matter.slug),
        source=matter.source,
        draft=matter.draft,
        foreign=matter.foreign,
    )


def paragraph(text: str, kind: BlockKind = "paragraph") -> Block:
    """A single text as a block, with its controls parsed and its line ends kept.

    Raises InputError for a skip without its end, or an end without its skip.
    """
    parts = (part for line in text.splitlines() for part in (LineBreak(), *atoms(line)))
    drafts = settle([Draft(collapsed(list(parts)), 1, kind)], "")
    return Block(kind, resolved([atom for draft in drafts for atom in draft.atoms]))


def _texts(section: Section) -> tuple[str, ...]:
    return section.heading, *(block.read_text for block in section.blocks)
