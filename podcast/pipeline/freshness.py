"""What must be made: each script against the record of its last build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TypeAlias

from podcast.engines import load
from podcast.errors import InputError, PodcastError
from podcast.model import Block, SayAs, Script, Section, Text
from podcast.pipeline import casting, music
from podcast.pipeline.keys import recipe
from podcast.pipeline.section import Job
from podcast.pipeline.state import Made, State
from podcast.pipeline.workspace import CLIPS, Workspace, parse, reading_fingerprint, source_of
from podcast.show import Source, raw_bytes
from podcast.version import __version__

Lexicon: TypeAlias = tuple[tuple[str, str], ...]
AUTO = "auto"
OWN = "piper"
"""Whose voices are files that the author has put here: nothing else is tried where there is an Arabic one."""

PREFERRED = ("gtts", "espeak")
"""What `auto` tries in turn: the better voice if its service answers, else the one that always can."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked of a build, beyond what `script/` says."""

    episodes: tuple[str, ...] = ()
    sections: tuple[int, ...] = ()
    engine: str = ""
    force: bool = False
    jobs: int = 0
    encoding: str = "utf-8"
    cluster: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A script and what became of looking at it: fresh (`made`), readable (`script`), or not (`error`)."""

    source: Source
    slug: str = ""
    script: Script | None = None
    made: Made | None = None
    error: PodcastError | None = None

    @property
    def is_fresh(self) -> bool:
        """Whether what stands in `audio/` is what a build would make."""
        return self.made is not None


def examine(workspace: Workspace, state: State, options: Options) -> list[Task]:
    """Every wanted script, fresh or to be built. Raises InputError for two scripts with one slug."""
    wanted = _wanted(workspace, options)
    tasks = [_task(workspace, state, source, options) for source in wanted]
    _refuse_twins(tasks)
    return tasks


def _wanted(workspace: Workspace, options: Options) -> Sequence[Source]:
    if not options.episodes:
        return workspace.sources
    return list(dict.fromkeys(source_of(workspace, name)[0] for name in options.episodes))


def _task(workspace: Workspace, state: State, source: Source, options: Options) -> Task:
    found = state.by_source(source.name)
    try:
        if found and not options.force and not options.sections:
            slug, made = found
            engine = settled_engine(workspace, slug, options)
            same = engine and made.key == key_of(workspace, source, engine)
            if same and made.stands(workspace.audio):
                return Task(source, slug, made=made)
        script = parse(workspace, source)
        return Task(source, script.slug, script=script)
    except PodcastError as error:
        return Task(source, found[0] if found else "", error=error)


def _refuse_twins(tasks: Sequence[Task]) -> None:
    """Two scripts with one slug would write over each other's files."""
    first: dict[str, Task] = {}
    for task in tasks:
        twin = first.setdefault(task.slug, task) if task.slug else task
        if twin is not task:
            raise InputError(
                "this script and {other} both make the episode “{slug}”; "
                "rename one of them, or give it a `slug` of its own in its front matter",
                file=task.source.name,
                other=twin.source.name,
                slug=task.slug,
            )


def key_of(workspace: Workspace, source: Source, engine: str) -> str:
    """Hash of all an episode is made of: when it is unchanged, nothing need be read any further."""
    own = casting.own(workspace.show, engine, workspace.root)
    voice = load(engine).fingerprint(own.voice)
    script = hashlib.sha256(raw_bytes(source)).hexdigest()
    shared = _shared(
        workspace.show,
        workspace.lexicon,
        workspace.style,
        workspace.music,
        workspace.encoding,
        voice,
        casting.fingerprints(workspace.show, engine, workspace.root),
    )
    return hashlib.sha256(f"{source.name}\n{script}\n{shared}".encode()).hexdigest()


@cache
def _shared(*parts: object) -> str:
    """What the keys of all episodes have in common, worked out once."""
    return recipe(__version__, reading_fingerprint(), *parts)


def settled_engine(workspace: Workspace, slug: str, options: Options) -> str:
    """The engine an episode must use, if that can be told without trying any; else ""."""
    asked = options.engine or workspace.show.engine
    if asked != AUTO:
        return load(asked).name
    record = workspace.published.episodes.get(slug)
    return record.engine if record else ""


def first_to_answer(workspace: Workspace) -> str:
    """The engine `auto` takes: a voice of the author's own, the first online one that answers and knows the
    voice, else the last, which can always speak."""
    return next(filter(partial(_speaks, workspace), _candidates(workspace)), PREFERRED[-1])


def _candidates(workspace: Workspace) -> tuple[str, ...]:
    """What may be tried; a service that the author has not set up is not asked besides the usual one."""
    set_up = [name for name, _ in workspace.show.engines if name == "edge"]
    return (OWN, *set_up, *PREFERRED)


def _speaks(workspace: Workspace, name: str) -> bool:
    """Whether an engine answers now, and knows the voice the show asks for."""
    part = casting.own(workspace.show, name, workspace.root)
    try:
        engine = load(name)
        engine.fingerprint(part.voice)
        if name == OWN:
            engine.check(part.voice)
            return engine.available() or "model" in part.voice.settings
    except PodcastError:
        return False
    return engine.available()


def jobs_of(
    workspace: Workspace, script: Script, engine: str, options: Options, source: str = ""
) -> list[Job]:
    """The episode as work, a section each, with its title before it and the disclosure after it.

    Music goes with the first and the last. Raises InputError for a file of it that is not there.
    """
    intro, outro = music.jingles(workspace.root, script, workspace.show.music)
    last = len(script.sections)
    show, root = workspace.show, workspace.root
    own, cast = casting.of_script(show, script, engine, root, source)
    return [
        Job(
            slug=script.slug,
            section=section,
            lexicon=_of_section(workspace.lexicon, section),
            dialect=workspace.show.dialect,
            engine=own.engine,
            voice=own.voice,
            cast=cast,
            source=source,
            pauses=workspace.show.pauses,
            cache=workspace.audio / CLIPS,
            reading=reading_fingerprint(),
            remake=options.force,
            intro=intro if number == 1 else None,
            outro=outro if number == last else None,
        )
        for number, section in enumerate(_framed(script, workspace.show.disclosure), 1)
    ]


def _of_section(lexicon: Lexicon, section: Section) -> Lexicon:
    """The entries that the section may hold: another one has it neither read nor voiced anew."""
    if not lexicon:
        return ()
    from podcast.arabic.latin.lexicon import met

    blocks = [block for _, block in section.spoken_blocks]
    given = [one.spoken for block in blocks for one in block.inlines if isinstance(one, SayAs)]
    return tuple(met(dict(lexicon), [*(block.text for block in blocks), *given]).items())


def _framed(script: Script, disclosure: str) -> Iterator[Section]:
    """Sections with what is said around them: the title once at the start, the disclosure at the end."""
    last = len(script.sections)
    for number, section in enumerate(script.sections, 1):
        titled = number == 1 and section.announced and section.heading != script.title
        blocks = section.blocks
        if number == last and disclosure:
            blocks = (*blocks, Block("paragraph", (Text(disclosure),)))
        title = script.head or Block("heading", (Text(script.title),))
        yield replace(section, blocks=blocks, title=title if titled else None)
