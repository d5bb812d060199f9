"""`podcast add`: turns articles from elsewhere into scripts named after their date and title."""

from __future__ import annotations

import datetime as dt
import glob
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from podcast import show
from podcast.cache import write_if_changed
from podcast.errors import InputError, PodcastError
from podcast.pipeline.faults import as_podcast_error
from podcast.pipeline.typed import meant, rejoined
from podcast.rooted import MEGABYTE
from podcast.script import parse
from podcast.show import Source
from podcast.structs import Frozen, replace

if TYPE_CHECKING:
    from podcast.importing import Article

TEXTS = (".md", ".txt", ".markdown")
PICTURES = {b"\xff\xd8\xff": ".jpg", b"\x89PNG": ".png"}
SEEN = "script/imported.txt"
"""The file that lists the addresses of feed articles, one a line, so that each is imported once."""

MOST = 64 * MEGABYTE
"""Bytes of the largest document, pictures and all."""

MOST_TEXT = 4 * MEGABYTE
"""Bytes of the largest text: a book has fewer, and a script of four times that is refused by every command."""

_SOURCE = re.compile(r"^source:\s*(\S+)\s*$", re.MULTILINE)


class Added(Frozen):
    """The result for one source: the script it was `written` to, an `error`, or where it already `stands`.

    title     the article's title.
    sections  how many headings it has.
    letters   its length in letters.
    left_out  lines judged not to belong to it.
    doubts    what to check before publishing, as English templates.
    """

    source: str
    written: Path | None = None
    stands: Path | None = None
    error: PodcastError | None = None
    title: str = ""
    sections: int = 0
    letters: int = 0
    left_out: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class ImportOptions(Frozen):
    """How to import articles: which date to give them, whether with the picture, the encoding of text files."""

    today: dt.date
    use_today: bool = False
    picture: bool = True
    encoding: str = "utf-8"


def add(
    root: Path,
    sources: Iterable[str],
    options: ImportOptions,
    stdin: Callable[[], bytes],
    held: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Added]:
    """Import one source after another; one that fails does not stop the others.

    A source is a web address, a file, or `-` for what `stdin` returns. No existing file is overwritten. Raises
    InputError if `root` is not a podcast.

    held  pages of articles by their address, for those that their site does not give.
    """
    show.load(root)
    known = _imported_scripts(root)
    for source in rejoined(list(sources)):
        try:
            done = _import_one(root, meant(root, source), options, stdin, known, held)
        except PodcastError as error:
            done = Added(source, error=error)
        except OSError as error:
            unreadable = InputError(
                "cannot be read ({problem})", file=source, problem=error.strerror
            )
            done = Added(source, error=unreadable)
        except Exception as error:  # noqa: BLE001 - a fault of ours stops no other source either
            done = Added(source, error=as_podcast_error(error, source))
        yield done


def from_feed(root: Path, address: str, newest: int, options: ImportOptions) -> Iterator[Added]:
    """Import those of a feed's newest articles that are not here yet, oldest first. Raises InputError."""
    from podcast.importing import feeds

    found = feeds.listed(address)[:newest]
    held = {one.address: one.page for one in found if one.page}
    seen = _seen(root)
    fresh = [one.address for one in reversed(found) if _plain(one.address) not in seen]
    for done in add(root, fresh, options, lambda: b"", held):
        if not done.error:
            seen = [*seen, _plain(done.source)]
            write_if_changed(root / SEEN, "".join(f"{one}\n" for one in seen).encode())
        yield done


def _import_one(
    root: Path,
    source: str,
    options: ImportOptions,
    stdin: Callable[[], bytes],
    known: dict[str, Path],
    held: Mapping[str, str],
) -> Added:
    from podcast.importing import fetch

    if fetch.is_address(source) and (path := known.get(_plain(source))):
        return Added(source, stands=path)
    article, text = _given(source, options, stdin, held)
    _checked(article.body.encode("utf-8"), Path(source).name, MOST_TEXT)
    if article.source and (path := known.get(_plain(article.source))):
        return Added(source, stands=path, title=article.title)
    day = options.today if options.use_today else article.date or options.today
    suffix = ".txt" if text and not _is_markdown(source) else ".md"
    path = free_path(root, day, _name(article, source), suffix)
    if same := _same(path, article.body):
        return Added(source, stands=same, title=article.title)
    picture = _picture(root, article, path) if options.picture and article.picture else ""
    write_if_changed(path, (text or _script(article, picture)).encode("utf-8"))
    if article.source:
        known[_plain(article.source)] = path
    return Added(
        source,
        written=path,
        title=article.title,
        sections=_headings(article, text, path.name),
        letters=len(re.findall(r"\w", article.body)),
        left_out=article.left_out,
        doubts=_doubts(article),
    )


def _headings(article: Article, text: str, name: str) -> int:
    """How many headings the script has; those of a pasted text are known by their shape."""
    if not text:
        return len(re.findall(r"^#{2,6} ", article.body, re.MULTILINE))
    try:
        script = parse(text, name=name)
    except InputError:  # in its front matter; `build` will tell the place
        return 0
    return sum(part.heading != script.title for part in script.sections)


def _file_bytes(path: Path) -> bytes:
    """The bytes of a file or a pipe. Raises InputError for one without end."""
    with path.open("rb") as file:
        return _checked(file.read(MOST + 1), path.name, MOST)


def _checked(data: bytes, name: str, most: int) -> bytes:
    if len(data) > most:
        raise InputError(
            "is larger than {most} MB, as no article is; split it, and add its parts",
            file=name,
            most=most // MEGABYTE,
        )
    return data


def _given(
    source: str, options: ImportOptions, stdin: Callable[[], bytes], held: Mapping[str, str]
) -> tuple[Article, str]:
    """As `_read`; where a site does not give an article, what the feed holds of it, with a doubt."""
    from podcast.importing import article_from
    from podcast.importing.article import doubt

    try:
        return _read(source, options, stdin)
    except InputError:
        if source not in held:
            raise
    article = article_from(held[source].encode("utf-8"), "page.html", source)
    told = doubt("its page could not be read, so this is the feed's text: check that it is whole")
    return replace(article, doubts=(*article.doubts, told)), ""


def _read(source: str, options: ImportOptions, stdin: Callable[[], bytes]) -> tuple[Article, str]:
    """The article in a source, and its text unchanged if it already is a script, else ""."""
    from podcast.importing import archives, article_from, fetch, kind_of

    if fetch.is_address(source):
        got = fetch.fetch(source)
        name = got.name if kind_of(got.data, got.name) else f"{got.name}.txt"
        if name.endswith(TEXTS):
            return _plain_text(got.data, name, options, got.address)
        return article_from(got.data, name, got.address, got.charset), ""
    data = _checked(stdin(), "-", MOST) if source == "-" else _file_bytes(Path(source))
    if source == "-" and not data.strip():
        raise InputError(
            "nothing was pasted; copy the article first, or paste it when you are asked to"
        )
    name = "text.txt" if source == "-" else Path(source).name
    if source == "-" and kind_of(data, ""):
        name = "page"
    data = archives.unpacked(data, name)
    name = name.removesuffix(".gz")
    is_text = source == "-" or name.lower().endswith(TEXTS)
    if is_text and not kind_of(data, name):
        return _plain_text(data, name, options)
    return article_from(data, name), ""


def _plain_text(
    data: bytes, name: str, options: ImportOptions, address: str = ""
) -> tuple[Article, str]:
    """The article of a text file, which is used as a script, without what only a site's templates read."""
    from podcast import script
    from podcast.importing import Article, chats, credit_lines, notefile, sitefile

    text, doubts = _decoded(_checked(data, name, MOST_TEXT), options, name)
    text = notefile.titled_first(notefile.unbroken(chats.settled(text)))
    text = text if name.endswith(".txt") else notefile.settled(sitefile.settled(text))
    if not re.search(r"\w", text):
        raise InputError("there is no text in it", file=name)
    told, text = credit_lines.of_text(text)
    kept = "page.txt" if name.endswith(".txt") else "page.md"
    parsed = script.parse(text, name=kept)
    day = parsed.date or told.day
    article = Article(
        parsed.title, text, author=told.author, date=day, source=address, doubts=doubts
    )
    return article, _with_author(text, told.author)


def _with_author(text: str, author: str) -> str:
    """A text file that has no front matter, with its author in one."""
    return (
        f"---\nperson: {front_matter_value(f'{author} (author)')}\n---\n\n{text}"
        if author
        else text
    )


def _decoded(data: bytes, options: ImportOptions, name: str) -> tuple[str, tuple[str, ...]]:
    """A text file's text; where it is in an old Arabic encoding, with a doubt that says so."""
    from podcast.importing.article import doubt

    try:
        return show.decoded(data, options.encoding, name), ()
    except InputError:
        likely = show.likely_encoding(data)
        if not likely:
            raise
        kept = doubt("it was in an old Arabic encoding: check that its letters are right")
        return show.decoded(data, likely, name), (kept,)


def _script(article: Article, picture: str) -> str:
    """The article as a script: its metadata as front matter, then its text."""
    told = {
        "title": article.title,
        "person": f"{article.author} (author)" if article.author else "",
        "source": article.source,
        "image": picture,
    }
    lines = [f"{key}: {front_matter_value(value)}" for key, value in told.items() if value]
    return "\n".join(["---", *lines, "---", "", article.body]) if lines else article.body


def front_matter_value(text: str) -> str:
    """A front-matter value, quoted if it contains a character with a meaning there."""
    line = " ".join(text.split())
    is_plain = not re.search(r"""^[\["'{|>&*!%@`#]|\s#|^(?:true|false|yes|no|on|off)$|:$""", line)
    return line if is_plain else '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _name(article: Article, source: str) -> str:
    from podcast.script.names import slug_of

    stem = Path(urlsplit(source).path).stem if source != "-" else ""
    return slug_of(article.title or stem or "article")


def _is_markdown(source: str) -> bool:
    return urlsplit(source).path.lower().endswith((".md", ".markdown"))


def free_path(root: Path, day: dt.date, slug: str, suffix: str) -> Path:
    """A free name, `2026-05-09-table.md` or with -2, -3 … appended.

    An episode is called by its name without the day, so that no script of another day may have it either.
    """
    from podcast.script.names import slug_of

    taken = {
        slug_of(path.stem) for path in (root / "script").glob("*") if path.suffix in show.SUFFIXES
    }
    names = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    free = next(name for name in names if name not in taken)
    return root / "script" / f"{day:%Y-%m-%d}-{free}{suffix}"


def _same(path: Path, body: str) -> Path | None:
    """The existing script of the same date and title with this very text, or None."""
    stem = re.sub(r"-\d+$", "", path.stem)
    for other in sorted(path.parent.glob(f"{glob.escape(stem)}*{path.suffix}")):
        if other.read_bytes().decode("utf-8", "replace").endswith(body):
            return other
    return None


def _picture(root: Path, article: Article, path: Path) -> str:
    """Save the article's picture beside the script; its name, or "" if it cannot be fetched."""
    from podcast.importing import fetch

    try:
        data = fetch.fetch(article.picture).data
    except InputError:
        return ""
    suffix = next((suffix for start, suffix in PICTURES.items() if data.startswith(start)), "")
    if not suffix:
        return ""
    target = path.with_suffix(suffix)
    write_if_changed(target, data)
    return target.name


def _doubts(article: Article) -> tuple[str, ...]:
    from podcast.importing.article import doubt

    doubts = list(article.doubts)
    if not article.title:
        doubts.append(doubt("it has no title: write one into its first line"))
    if article.source and not article.date:
        doubts.append(doubt("it has no date: its file is named after today"))
    if article.source or article.author:
        doubts.append(
            doubt(
                "whose text is this? publish only what is yours, or what you have permission to read aloud"
            )
        )
    return tuple(doubts)


def _imported_scripts(root: Path) -> dict[str, Path]:
    """Scripts by the address they were imported from."""
    known = {}
    for source in show.sources(root):
        head = show.raw_bytes(source)[:4096].decode("utf-8", "replace")
        if match := _SOURCE.search(head):
            known[_plain(match[1])] = source.path
    return known


def _seen(root: Path) -> list[str]:
    path = root / SEEN
    return show.read(Source(path, SEEN)).split() if path.is_file() else []


def _plain(address: str) -> str:
    """An address without tracking parameters, so that each article has just one."""
    parts = urlsplit(address.strip('"'))
    query = "&".join(
        part for part in parts.query.split("&") if not re.match(r"utm_|fbclid|gclid", part)
    )
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path.rstrip("/"), query, ""))
