"""Turns recordings into published files: section files, the episode, its chapters and transcripts."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, BinaryIO

from podcast.model import Episode, Person, Script, Section, SectionFile, Show, Timeline
from podcast.pipeline.casting import folded
from podcast.pipeline.covers import Picture
from podcast.pipeline.keys import recipe
from podcast.pipeline.music import credit
from podcast.pipeline.section import Voiced
from podcast.pipeline.stage import Files, Stage, standing
from podcast.pipeline.workspace import page_fingerprint
from podcast.show import person
from podcast.structs import Frozen, replace

if TYPE_CHECKING:
    from podcast.mp3 import Tags


class OutputFolder(Frozen):
    """Writes an episode's files; `before` are those of the last build, and what is unchanged is kept."""

    stage: Stage
    before: Files
    now: Files

    def keep(self, path: str, made_of: str, write: Callable[[BinaryIO], object]) -> int:
        """Write the file at `path` unless its ingredients (`made_of`) are unchanged; its size in bytes."""
        made_of = hashlib.sha256(made_of.encode("utf-8", "surrogatepass")).hexdigest()
        if path in self.stage.files and path in self.now and self.now[path].made_of == made_of:
            return self.now[path].size  # written while other sections were voiced
        before = self.before.get(path)
        same = before and before.made_of == made_of and standing(self.stage.audio, path, before)
        self.now[path] = same or self.stage.put(path, write, made_of)
        return self.now[path].size

    def keep_text(self, path: str, text: str) -> None:
        """Write a text file, unless it is unchanged."""
        self.now[path] = self.stage.keep(path, text.encode("utf-8"), self.before.get(path))

    def clear(self) -> None:
        """Schedule for deletion what an earlier build of this episode wrote and this one did not."""
        for path in self.before.keys() - self.now.keys():
            self.stage.leave(path)


class Edition(Frozen):
    """An episode's identity in the feed: its guid, publication date and picture, with its show and script."""

    show: Show
    script: Script
    guid: str
    published: dt.datetime
    picture: Picture
    keys: tuple[int, ...] = ()
    """The permanent number of each section, which it keeps when it moves; () means 1, 2, 3, …"""
    sections: str = ""
    """What `script/published.toml` keeps of them (see `published.numbered`)."""

    def key(self, number: int) -> int:
        """The permanent number of the section at position `number`, counted from 1."""
        return self.keys[number - 1] if self.keys else number


def section_path(slug: str, key: int) -> str:
    """Path of a single section below `audio/`."""
    return f"{slug}/{key:02}.mp3"


def assemble(edition: Edition, voiced: Sequence[Voiced], shelf: OutputFolder) -> Episode:
    """Write an episode's files, media first; all times in them come from one timeline."""
    from podcast import timeline

    picture = edition.picture
    clock = timeline.lay([part.take for part in voiced])
    sections = tuple(_section(edition, part, len(voiced), shelf) for part in voiced)
    episode = _describe(edition, clock, sections)
    size = _write_episode(edition, voiced, clock, shelf)
    if not picture.is_shows:
        shelf.keep(picture.path, picture.key, lambda out: out.write(picture.full))
        shelf.keep(picture.thumb_path, picture.key, lambda out: out.write(picture.thumb))
    slug = edition.script.slug
    shelf.keep_text(f"{slug}/chapters.json", _chapters(edition, clock))
    shelf.keep_text(f"{slug}/transcript.vtt", timeline.vtt(clock))
    shelf.keep_text(f"{slug}/transcript.srt", timeline.srt(clock))
    return replace(episode, size=size)


def _chapters(edition: Edition, clock: Timeline) -> str:
    from podcast import timeline

    show, script = edition.show, edition.script
    page = f"{show.base_url}{script.slug}/" if show.base_url else ""
    author = show.author or show.title
    return timeline.chapters_json(
        clock, title=script.title, podcast=show.title, author=author, page=page
    )


def section_alone(edition: Edition, voiced: Voiced, total: int, shelf: OutputFolder) -> SectionFile:
    """Write one section's file and nothing else, to be heard while the rest is still being written."""
    return _section(edition, voiced, total, shelf)


def _describe(edition: Edition, clock: Timeline, sections: tuple[SectionFile, ...]) -> Episode:
    from podcast.feed import notes

    script = edition.script
    return Episode(
        slug=script.slug,
        title=script.title,
        guid=edition.guid,
        published=edition.published,
        path=f"{script.slug}.mp3",
        size=0,
        duration_ms=clock.duration_ms,
        chapters=clock.chapters,
        sections=sections,
        description=script.description,
        number=script.number,
        season=script.season,
        season_name=script.season_name,
        image=script.image if edition.picture.is_shows else edition.picture.path,
        explicit=script.explicit,
        credit=credit(edition.show, script),
        source=script.source,
        lead=notes.lead_of(script.sections),
        notes=notes.pieces(script.sections),
        citations=notes.cited(_with_notes(script), script.source),
        kind=script.kind,
        person=_people(edition, clock),
        soundbites=script.soundbites,
        cues=clock.cues,
    )


def _with_notes(script: Script) -> tuple[Section, ...]:
    """The sections, preceded by the title and followed by the footnotes: everything that may cite a source."""
    title = Section(0, "", head=script.head)
    return (
        title,
        *script.sections,
        *(Section(0, "", footnote.blocks) for footnote in script.footnotes),
    )


def _people(edition: Edition, clock: Timeline) -> tuple[Person, ...]:
    """The episode's credits, together with everyone who speaks in it by name."""
    named = edition.script.person or edition.show.person
    heard = dict.fromkeys(cue.speaker for cue in clock.cues if cue.speaker)
    known = {folded(one.name) for one in named}
    new = [name for name in heard if folded(name) not in known]
    if not new:
        return edition.script.person
    return (*named, *(person({"name": name[:128], "role": "narrator"}) for name in new))


def _section(edition: Edition, voiced: Voiced, total: int, shelf: OutputFolder) -> SectionFile:
    """A section as a file of its own, tagged as one track of its episode."""
    from podcast import mp3, timeline

    script, show = edition.script, edition.show
    tags = mp3.Tags(
        title=voiced.take.heading,
        artist=show.author or show.title,
        album=script.title,
        track=voiced.number,
        total=total,
        date=edition.published.date(),
        cover=edition.picture.small,
        chapters=(),
    )
    key = edition.key(voiced.number)
    path = section_path(script.slug, key)
    size = shelf.keep(
        path,
        recipe(voiced.key, _tag_ingredients(tags)),
        lambda out: mp3.write(out, [voiced.mp3], tags),
    )
    length = timeline.ms_of(voiced.take.samples)
    return SectionFile(voiced.number, voiced.take.heading, path, size, length, key)


def _write_episode(
    edition: Edition, voiced: Sequence[Voiced], clock: Timeline, shelf: OutputFolder
) -> int:
    """Write the episode: the frames of all sections as one stream, with chapters; nothing is re-encoded."""
    from podcast import mp3

    script, show = edition.script, edition.show
    tags = mp3.Tags(
        title=script.title,
        artist=show.author or show.title,
        album=show.title,
        track=script.number,
        total=None,
        date=edition.published.date(),
        cover=edition.picture.small,
        comment=script.description,
        lyrics=_words(voiced),
        chapters=clock.chapters,
    )
    made_of = recipe([part.key for part in voiced], _tag_ingredients(tags))
    parts = [part.mp3 for part in voiced]
    return shelf.keep(f"{script.slug}.mp3", made_of, lambda out: mp3.write(out, parts, tags))


def _tag_ingredients(tags: Tags) -> object:
    """Tags and the code that writes them as an ingredient of a recipe, with the cover's hash in its place."""
    return replace(tags, cover=b""), hashlib.sha256(tags.cover).hexdigest(), page_fingerprint()


def _words(voiced: Sequence[Voiced]) -> str:
    """The text of the episode as written, which players show as lyrics."""
    return "\n\n".join(" ".join(part.take.texts) for part in voiced)
