"""Decides what must be built, by comparing each script with the record of its last build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import TypeAlias

from podcast.engines import load
from podcast.errors import InputError, PodcastError
from podcast.model import Block, SayAs, Script, Section, Text
from podcast.pipeline import casting, faults, music
from podcast.pipeline.finding import source_of
from podcast.pipeline.job import Job
from podcast.pipeline.keys import recipe
from podcast.pipeline.state import Made, State
from podcast.pipeline.workspace import (
    CLIPS,
    Workspace,
    page_fingerprint,
    parsed,
    reading_fingerprint,
)
from podcast.published import Record
from podcast.rooted import is_own
from podcast.show import Source, raw_bytes
from podcast.structs import Frozen, replace
from podcast.version import __version__

Lexicon: TypeAlias = tuple[tuple[str, str], ...]
AUTO = "auto"
OWN = "piper"
"""The engine whose voices are files the author installs: if an Arabic one is there, `auto` takes it."""

PREFERRED = ("gtts", "espeak")
"""What `auto` tries in turn: the better voice if its service answers, else the one that always works."""


class Options(Frozen):
    """The options of a build, beyond what `script/` says."""

    episodes: tuple[str, ...] = ()
    sections: tuple[int, ...] = ()
    engine: str = ""
    force: bool = False
    jobs: int = 0
    encoding: str = "utf-8"
    cluster: str = ""
    voice: str = ""


class Task(Frozen):
    """A script as examined: fresh (`made` is set), to be built (`script`), or unreadable (`error`)."""

    source: Source
    slug: str = ""
    script: Script | None = None
    made: Made | None = None
    error: PodcastError | None = None
    digest: str = ""
    """The SHA-256 of the bytes that were read."""
    options: Options = Options()
    draft: bool = False
    """Whether the author has marked it as a draft."""
    foreign: tuple[str, ...] = ()
    """Keys of its front matter that belong to other programs."""

    @property
    def is_fresh(self) -> bool:
        """Whether the files in `audio/` are what a build would make."""
        return self.made is not None


def examine(workspace: Workspace, state: State, options: Options) -> list[Task]:
    """Every script wanted, fresh or to be built, and every other whose published episode the state has lost,
    which the feed must keep. Of two scripts with one slug, the published one is made, or else neither."""
    if not options.engine:
        casting.check_engines(workspace.show, workspace.root)
    wanted = _wanted(workspace, options)
    lost = _lost(workspace, state)
    whole = replace(options, sections=())
    plain = Options(jobs=options.jobs, encoding=options.encoding, cluster=options.cluster)
    asked = [(one, whole if one in lost else options) for one in wanted]
    tasks = [_task(workspace, state, source, how) for source, how in asked]
    tasks += [_task(workspace, state, source, plain) for source in lost if source not in wanted]
    return _without_twins(workspace, tasks)


def _lost(workspace: Workspace, state: State) -> list[Source]:
    """Scripts of published episodes that the state does not know."""
    made = state.of_sources({source.name for source in workspace.sources}).made
    records = [
        episode for episode in workspace.published.episodes.values() if episode.slug not in made
    ]
    return [
        source
        for source in workspace.sources
        if any(is_script_of(source, record) for record in records)
    ]


def is_script_of(source: Source, record: Record) -> bool:
    """Whether an episode was last made from this script; compared by slug if no script is recorded."""
    from podcast import script

    if record.source:
        return record.source == source.name
    return script.slug_of(source.path.stem) == record.slug


def _wanted(workspace: Workspace, options: Options) -> Sequence[Source]:
    if not options.episodes:
        return workspace.sources
    return list(dict.fromkeys(source_of(workspace, name)[0] for name in options.episodes))


def _task(workspace: Workspace, state: State, source: Source, options: Options) -> Task:
    entry = state.by_source(source.name)
    slug = entry[0] if entry else ""
    try:
        _refuse_name(source)
        raw = raw_bytes(source)
        digest, known, lexicon = hashlib.sha256(raw).hexdigest(), None, ""
        if entry and not options.force and not options.sections:
            engine = settled_engine(workspace, slug, options)
            key = engine and key_of(workspace, source, digest, engine, entry[1].cast)
            known = entry[1] if key and entry[1].key == key else None
            lexicon = lexicon_key(workspace)
            if known and known.lexicon == lexicon and (made := known.standing(workspace.root)):
                return Task(source, slug, made=made)
        script = parsed(workspace, source, raw)
        as_read = known and known.entries == entries_key(workspace, script)
        if known and as_read and (made := known.standing(workspace.root)):
            return Task(source, slug, made=replace(made, lexicon=lexicon))
        if script.draft:
            return Task(source, draft=True, foreign=script.foreign)
        return Task(
            source,
            script.slug,
            script=script,
            digest=digest,
            options=options,
            foreign=script.foreign,
        )
    except Exception as error:  # noqa: BLE001 - whatever it is, it stops no other episode
        return Task(source, slug, error=faults.as_podcast_error(error, source.name))


def _refuse_name(source: Source) -> None:
    if not is_own(source.name):
        raise InputError(
            "the name of this file is not valid UTF-8, or has unprintable characters; rename it",
            file=source.name,
        )


def _without_twins(workspace: Workspace, tasks: Sequence[Task]) -> list[Task]:
    """Scripts that share a slug would overwrite each other's files: only the published one is made."""
    sharing: dict[str, list[Task]] = {}
    for task in tasks:
        sharing.setdefault(task.slug, []).append(task)
    return [_or_twin(workspace, task, sharing[task.slug] if task.slug else []) for task in tasks]


def _or_twin(workspace: Workspace, task: Task, sharing: Sequence[Task]) -> Task:
    others = [one for one in sharing if one is not task]
    record = workspace.published.episodes.get(task.slug)
    if not others or (record and record.source == task.source.name):
        return task
    error = twins(task.source.name, ", ".join(other.source.name for other in others), task.slug)
    return Task(task.source, "", error=error)


def twins(name: str, other: str, slug: str) -> InputError:
    """The error for scripts that make the same episode."""
    return InputError(
        "this script and {other} both make the episode “{slug}”; "
        "rename one of them, or give it a `slug` of its own in its front matter",
        file=name,
        other=other,
        slug=slug,
    )


def key_of(
    workspace: Workspace, source: Source, script: str, engine: str, called: Sequence[str] = ()
) -> str:
    """Hash of everything an episode is made of except its own pictures; if it is unchanged, nothing more need
    be read. `script` is the digest of the script's bytes, `called` are the voices named in it."""
    show = casting.pinned(workspace.show, engine, workspace.published.of_source(source.name))
    own = casting.own(show, engine, workspace.root)
    voice = load(engine).fingerprint(own.voice)
    shared = _shared(
        workspace.show,
        workspace.style,
        workspace.music,
        workspace.encoding,
        voice,
        casting.fingerprints(show, engine, workspace.root, called),
    )
    return hashlib.sha256(f"{source.name}\n{script}\n{shared}".encode()).hexdigest()


def lexicon_key(workspace: Workspace) -> str:
    """Hash of the author's lexicon: while it is the same, no script need be parsed."""
    return _hash_of(workspace.lexicon)


def entries_key(workspace: Workspace, script: Script) -> str:
    """Hash of the lexicon entries that may match in an episode, section by section."""
    sections = _framed(script, workspace.show.disclosure)
    return _hash_of(tuple(_of_section(workspace.lexicon, section) for section in sections))


@lru_cache(maxsize=64)
def _hash_of(entries: object) -> str:
    return hashlib.sha256(recipe(entries).encode()).hexdigest()


@cache
def _shared(*parts: object) -> str:
    """What the keys of all episodes have in common, computed once."""
    return recipe(__version__, reading_fingerprint(), page_fingerprint(), *parts)


def settled_engine(workspace: Workspace, slug: str, options: Options) -> str:
    """The engine an episode must use, if that can be decided without trying any; else ""."""
    if not options.engine:
        casting.check_engines(workspace.show, workspace.root)
    asked = options.engine or workspace.show.engine
    if asked != AUTO:
        return load(asked).name
    record = workspace.published.episodes.get(slug)
    return record.engine if record else ""


def first_to_answer(workspace: Workspace) -> str:
    """The engine that `auto` picks: that of the author's own voice files, the first online one that answers and
    knows the voice, or else the last, which always works."""
    return next(filter(partial(_speaks, workspace), _candidates(workspace)), PREFERRED[-1])


def _candidates(workspace: Workspace) -> tuple[str, ...]:
    """The engines to try; besides the usual service, only those that the author has set up."""
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
    """The episode as jobs, one for each section, with the title spoken first and the disclosure last.

    Music goes with the first and the last job. Raises InputError for a music file that does not exist.
    """
    intro, outro = music.jingles(workspace.root, script, workspace.show.music)
    last = len(script.sections)
    record = workspace.published.episodes.get(script.slug)
    show, root = casting.pinned(workspace.show, engine, record), workspace.root
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


@lru_cache(maxsize=1024)
def _of_section(lexicon: Lexicon, section: Section) -> Lexicon:
    """The lexicon entries that may match in the section; no other entry can make it stale."""
    if not lexicon:
        return ()
    from podcast.arabic.latin.lexicon import met

    blocks = [block for _, block in section.spoken_blocks]
    given = [
        inline.spoken for block in blocks for inline in block.inlines if isinstance(inline, SayAs)
    ]
    return tuple(met(dict(lexicon), [*(block.text for block in blocks), *given]).items())


def _framed(script: Script, disclosure: str) -> Iterator[Section]:
    """The sections with what is spoken around them: the title at the start, the disclosure at the end."""
    last = len(script.sections)
    for number, section in enumerate(script.sections, 1):
        titled = number == 1 and section.announced and section.heading != script.title
        blocks = section.blocks
        if number == last and disclosure:
            blocks = (*blocks, Block("paragraph", (Text(disclosure),)))
        title = script.head or Block("heading", (Text(script.title),))
        yield replace(section, blocks=blocks, title=title if titled else None)
