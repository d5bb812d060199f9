"""The voices an author can choose, and a sample of any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from podcast.engines import Offer, load, names
from podcast.errors import EngineError, InputError, PodcastError
from podcast.formats.files import replacing
from podcast.model import Section, Show, Voice
from podcast.pipeline import casting, freshness
from podcast.pipeline.casting import Part
from podcast.pipeline.job import Job
from podcast.pipeline.section import voice
from podcast.pipeline.workspace import CLIPS, open_workspace, reading_fingerprint
from podcast.structs import Frozen, replace

SENTENCE = "أهلًا بكم في هذا البرنامج، وفيه كل أسبوع حكاية من ثلاث دقائق."
"""What each voice says in a sample: a greeting, a pause and a number."""


MANY = 40
"""The most voices of one engine that the table shows."""


class Row(Frozen):
    """A voice that can be chosen. `fault` says what it still lacks; None if it is ready."""

    engine: str
    offer: Offer
    place: str
    fault: PodcastError | None
    part: Part | None = None


def rows(root: Path) -> Iterator[Row]:
    """Every voice of every engine, those declared in show.toml first. A broken engine is one row.

    Online services are asked whether they answer, for two seconds each at most.
    """
    show = _show(root)
    for one in show.voices:
        part = casting.part_of(show, one, _engine(show), root)
        yield _row(part, Offer(one.name, note=part.voice.name), root)
    for name in names():
        try:
            engine = load(name)
            offers = engine.voices() or (Offer(""),)
        except PodcastError as error:
            yield Row(name, Offer(""), "", error)
            continue
        for offer in _worth_telling(offers):
            yield _row(casting.own(_with(show, offer.name), name, root), offer, root)


def _worth_telling(offers: tuple[Offer, ...]) -> list[Offer]:
    """All voices if they are few; of very many, those with a known country or sex."""
    if len(offers) <= MANY:
        return list(offers)
    return [offer for offer in offers if offer.country or offer.sex or offer.note] or list(
        offers[:MANY]
    )


def _with(show: Show, name: str) -> Show:
    return replace(show, voice=Voice(name))


def _row(part: Part, offer: Offer, root: Path) -> Row:
    try:
        engine = load(part.engine)
        casting.check([part], root)
    except PodcastError as error:
        return Row(part.engine, offer, "", error)
    if engine.place == "online" and not engine.available():
        silent = EngineError("the service is not answering; check the network, or try again later")
        return Row(part.engine, offer, engine.place, silent)
    return Row(part.engine, offer, engine.place, None, part)


def _show(root: Path) -> Show:
    """The show's settings; outside a root, the defaults."""
    try:
        return open_workspace(root).show
    except InputError:
        if (root / "script" / "show.toml").is_file():
            raise
        return Show("")


def _engine(show: Show) -> str:
    return freshness.PREFERRED[-1] if show.engine == freshness.AUTO else show.engine


def say(root: Path, text: str, out: Path, wanted: str = "", speak: Part | None = None) -> Path:
    """`text` as an MP3 at `out`, read as an episode is. Raises InputError, EngineError or OutputError."""
    from podcast import mp3
    from podcast.script import paragraph

    show = _show(root)
    own = casting.own(show, _engine(show), root)
    part = speak or (casting.named(show, wanted, own.engine, root) if wanted else own)
    casting.check([part], root)
    if not any(letter.isalnum() for letter in text):
        raise InputError("there is nothing to say; write a word")
    job = Job(
        slug="say",
        section=Section(1, "", (paragraph(text),), announced=False),
        lexicon=(),
        dialect=show.dialect,
        engine=part.engine,
        voice=part.voice,
        pauses=show.pauses,
        cache=_cache(root),
        reading=reading_fingerprint(),
    )
    made = voice(job)
    with replacing(out) as file:
        mp3.write(file, [made.mp3], mp3.Tags(title=text[:60], artist=part.engine))
    return out


def _cache(root: Path) -> Path:
    """The show's cache; outside a show, one in the user's home folder."""
    here = root / "audio" / CLIPS
    return here if here.is_dir() else Path.home() / ".cache" / "rawi"


def sample(root: Path, folder: Path, tell: Callable[[Row, PodcastError | None], None]) -> Path:
    """Write an MP3 for each ready voice and a page that plays them. Failing voices are reported and skipped."""
    made: list[tuple[Row, str]] = []
    for number, row in enumerate(filter(lambda row: row.part, rows(root)), 1):
        name = f"{number:02}-{row.engine}.mp3"
        try:
            say(root, SENTENCE, folder / name, speak=row.part)
        except PodcastError as error:
            tell(row, error)
            continue
        made.append((row, name))
        tell(row, None)
    page = folder / "index.html"
    with replacing(page) as file:
        file.write(_page(made).encode())
    return page


def _page(made: list[tuple[Row, str]]) -> str:
    """An HTML page with one line for each voice, right to left."""
    lines = [
        f"<li><p>{escape(' · '.join(filter(None, (row.engine, row.offer.name, row.offer.country))))}</p>"
        f'<audio controls preload="none" src="{escape(name)}"></audio></li>'
        for row, name in made
    ]
    return (
        '<!doctype html>\n<html lang="ar" dir="rtl"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>الأصوات</title>'
        "<style>body{font:1.1rem/1.7 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}"
        "li{margin:1rem 0}audio{width:100%}</style>"
        f"<h1>الأصوات</h1><p>{escape(SENTENCE)}</p><ol>{''.join(lines)}</ol></html>\n"
    )


def fetch(name: str) -> Path:
    """Download a piper voice to where piper finds it. Raises InputError or EngineError."""
    from podcast.engines.piper_files import fetch as run
    from podcast.engines.piper_files import own_folder

    return run(name, own_folder())
