"""A root opened for work: what the author wrote, what was published, and where results are kept."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from podcast import published, show
from podcast.cache import Cache
from podcast.errors import InputError, OutputError
from podcast.model import Person, Script, Show
from podcast.pipeline import faults, music
from podcast.pipeline.keys import recipe
from podcast.pipeline.strays import copies
from podcast.published import Published
from podcast.rooted import PICTURE, own, read
from podcast.show import Source
from podcast.structs import Frozen, asdict, replace

CLIPS = ".clips"
FEED_TEMPLATE = "feed.xml.j2"
PAGE_TEMPLATES = (
    *(f"{name}.html.j2" for name in ("layout", "parts", "show", "episode", "near", "embed")),
    *("page.css", "page.js", "player.js", "transcript.js", "sw.js"),
)
"""Templates that an author may replace with a file of the same name in `script/`."""

KEPT_DAYS = 60
"""How many days the cache keeps what no build has used."""


class Workspace(Frozen):
    """`looks` are the templates in force as (name, text), the feed's first; `style` is the hash of them and of
    the author's cover."""

    root: Path
    show: Show
    lexicon: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    published: Published
    looks: tuple[tuple[str, str], ...]
    style: str
    music: tuple[tuple[str, int, int], ...] = ()
    """The stamp by which a change of the show's music is noticed; see `pipeline.music.stamp`."""
    copies: tuple[tuple[str, str], ...] = ()
    """(copy, original) of files that are copies of scripts, and so do not count as scripts."""
    cover: bytes = b""
    """The bytes of the author's cover that `style` was computed from."""
    encoding: str = "utf-8"

    @property
    def audio(self) -> Path:
        """The folder for everything the program makes."""
        return self.root / "audio"

    @property
    def cache(self) -> Cache:
        """The cache of clips, plans and recordings."""
        return Cache(self.audio / CLIPS)

    @property
    def feed_url(self) -> str:
        """The public address of the feed; "" until the author has set one."""
        return self.show.base_url and self.show.base_url + "feed.xml"


def open_workspace(root: Path, encoding: str = "utf-8") -> Workspace:
    """Read everything in `script/` except the scripts. Raises InputError for what the author must mend."""
    settings = show.load(root)
    looks = _looks(root)
    cover = _cover(root, settings.cover)
    record = published.load(published_path(root))
    sources = show.sources(root)
    copied = copies(sources, record)
    return Workspace(
        root=root,
        show=settings,
        lexicon=tuple(sorted(show.lexicon(root).items())),
        sources=tuple(source for source in sources if source.name not in copied),
        published=record,
        copies=tuple(copied.items()),
        looks=looks,
        style=hashlib.sha256(recipe(looks, hashlib.sha256(cover).hexdigest()).encode()).hexdigest(),
        music=music.stamp(root, settings.music),
        cover=cover,
        encoding=encoding,
    )


def _looks(root: Path) -> tuple[tuple[str, str], ...]:
    own = [(name, root / "script" / name) for name in PAGE_TEMPLATES]
    pages = [
        (n, show.read(Source(path, f"script/{n}"))) for n, path in own if os.path.lexists(path)
    ]
    return ((FEED_TEMPLATE, show.template(root, FEED_TEMPLATE)), *pages)


def _cover(root: Path, name: str) -> bytes:
    """The bytes of the author's cover; b"" if the file is missing, which is reported when it is needed."""
    try:
        return read(root, f"script/{name}", PICTURE) if name else b""
    except FileNotFoundError:
        return b""


def make_room(audio: Path) -> None:
    """Create the output folder. Raises OutputError, and InputError for a link that leads out of the root."""
    own(audio.parent, audio.name)
    try:
        audio.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            "this folder cannot be created ({reason}); create it, or make its parent writable",
            file=str(audio),
            reason=error.strerror,
        ) from error


def published_path(root: Path) -> Path:
    """The file that must outlive `audio/`."""
    return root / "script" / "published.toml"


def parse(workspace: Workspace, source: Source) -> Script:
    """Parse the script in `source`, with the slug it was published under. Raises InputError."""
    return parsed(workspace, source, show.raw_bytes(source))


_ENDLESS = re.compile(r"\d{1000}")
"""A thousand digits, ten minutes of speech: pasted data, not an article."""


def parsed(workspace: Workspace, source: Source, raw: bytes) -> Script:
    """As `parse`, for bytes already read, so that the episode and its key come from the same bytes."""
    from podcast import script

    text = show.text_of(raw, source.name, workspace.encoding)
    if endless := _ENDLESS.search(text):
        raise InputError(
            "a number with this many digits is not read aloud; shorten it, or write it in words",
            file=source.name,
            line=text.count("\n", 0, endless.start()) + 1,
        )

    def read(text: str) -> Script:
        return script.parse(text, name=source.name)

    with faults.reading(source.name, lambda: faults.first_line(text, read)):
        written = read(text)
    _check_titles(written, text, source.name)
    if written.person:
        written = replace(written, person=_checked(written, source.name, text))
    people = {person.name for person in (*workspace.show.person, *written.person)}
    written = script.with_speakers(written, [voice.name for voice in workspace.show.voices], people)
    record = workspace.published.of_source(source.name)
    return written if record is None or written.named else replace(written, slug=record.slug)


LONGEST_TITLE = 1000
"""Characters: no app shows a quarter of it."""


def _check_titles(script: Script, text: str, name: str) -> None:
    """Raises InputError for a title or a heading that is a text of its own, with its line."""
    given = faults.line_of_setting(text, "title") or 1
    titles = [(script.title, script.head.line if script.head else given)]
    for title, line in (*titles, *((one.heading, one.line) for one in script.sections)):
        if len(title) > LONGEST_TITLE:
            raise InputError(
                "this title has {count} characters; apps show a few hundred at most,"
                " and no more than {most} are allowed",
                file=name,
                line=line,
                count=len(title),
                most=LONGEST_TITLE,
            )


def _checked(script: Script, name: str, text: str) -> tuple[Person, ...]:
    """The people of an episode, their roles spelled as in the Podcasting 2.0 taxonomy. Raises InputError."""
    try:
        return tuple(show.person(asdict(person)) for person in script.person)
    except InputError as error:
        error.file, error.line = name, faults.line_of_setting(text, "person")
        error.fields["key"] = "person"
        raise


READING = ("script", "arabic", "tashkeel")
PAGES = ("page", "feed", "timeline", "mp3")
"""Rooms whose code and tables a reading, and what is made of it around the sound, depend on."""


@cache
def reading_fingerprint() -> str:
    """What a reading depends on besides the script: code, tables, the models' files, the ear for Latin."""
    return f"{_hash_of_code(READING)} {_tashkeel()} {_ear()}"


@cache
def page_fingerprint() -> str:
    """What pages, feeds and tags depend on besides what they tell: templates, and the code that fills them."""
    return _hash_of_code(PAGES)


def _hash_of_code(rooms: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for path in _code(files("podcast") / room for room in rooms):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _tashkeel() -> str:
    from podcast import tashkeel

    return tashkeel.fingerprint()


def _ear() -> str:
    from podcast.engines import espeak

    return espeak.ear()


def _code(places: Iterable[Traversable]) -> Iterable[Traversable]:
    for place in sorted(places, key=lambda one: one.name):
        if place.is_dir():
            yield from _code(place.iterdir())
        elif place.name.endswith((".py", ".tsv", ".toml", ".j2", ".css", ".js")):
            yield place
