"""Files in `script/` that do not become episodes: copies made by browsers and sync tools, and other formats."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from podcast.errors import InputError
from podcast.pipeline.events import Note, note, one_title
from podcast.published import Published, overlap, sketch
from podcast.show import Source, raw_bytes

_COPY = re.compile(
    r"(?P<base>.+?)(?: ?\(\d{1,2}\)|[ .-]+(?:copy|نسخة)(?: \d+)?|\.sync-conflict-[\w-]+"
    r"| ?\([^)]*conflicted copy[^)]*\)|_conf\(\d+\))"
)
"""How browsers, file managers, Syncthing, Dropbox and pCloud name copies."""

_DAY = re.compile(r"script/(\d{4}-\d{2}-\d{2})")
_SAME = 0.6
"""The share of its sketch that a copy has in common with the original."""

_OLD = frozenset([".doc"])
_ARTICLES = _OLD | {
    *(".htm", ".html", ".xhtml", ".mhtml", ".mht", ".webarchive"),
    *(".docx", ".odt", ".rtf", ".pdf", ".epub", ".fb2", ".eml"),
}
"""What `podcast add` brings in, but for text; to import its own list would load the importers."""
_WAITING = frozenset(
    ["archive", "archived", "attic", "draft", "drafts", "ideas", "old", "أرشيف", "مسودات", "أفكار"]
)
"""Names of folders in which texts are kept that are not to become episodes."""
_MARKDOWN = frozenset([".markdown", ".mdown", ".mkd", ".mdx", ".text"])


def copies(sources: Sequence[Source], published: Published) -> dict[str, str]:
    """Scripts that are copies of others, by name: copy → original. A script that was published is an episode,
    whatever its name."""
    by_stem = {source.path.stem: source for source in sources}
    originals = {}
    for source in sources:
        match = _COPY.fullmatch(source.path.stem)
        base = by_stem.get(match["base"]) if match else None
        if base and not published.of_source(source.name) and _alike(source, base):
            originals[source.name] = base.name
    return originals


def _alike(one: Source, other: Source) -> bool:
    try:
        first, second = (raw_bytes(source) for source in (one, other))
    except InputError:
        return False
    prints = (sketch(raw.decode("utf-8", "replace")) for raw in (first, second))
    return first == second or overlap(*prints) >= _SAME


def twins(new: Mapping[str, str], made: Mapping[str, str]) -> Iterator[Note]:
    """Notes about `new` scripts with the title of another one of the same day, or of none: file → title.

    A daily show may call every episode the same.
    """
    titles = {**made, **new}
    for name, title in new.items():
        same = [other for other, one in titles.items() if (one, _day(other)) == (title, _day(name))]
        if name != same[0]:  # of a pair, once
            yield one_title(name, same[0], title)


def _day(name: str) -> str:
    found = _DAY.match(name)
    return found[1] if found else ""


def notes(root: Path, originals: dict[str, str]) -> Iterator[Note]:
    """Notes about `copies`, and about files that are not scripts but may be meant to be."""
    for name, other in originals.items():
        yield note(
            "{file} looks like a copy of {other}, so it is not published; delete it, or give it another name",
            file=name,
            other=other,
        )
    for entry in sorted(os.scandir(root / "script"), key=lambda entry: entry.name):
        name, suffix = entry.name, os.path.splitext(entry.name)[1].lower()
        file = f"script/{name}"
        if name[0] in "._~":
            continue
        if not suffix:
            yield from _without_suffix(file, entry)
        if not (suffix in _ARTICLES or suffix in _MARKDOWN):
            continue
        if suffix in _OLD:
            yield note(
                "{file} is not a script; save its text as .md or .txt to have it read", file=file
            )
        else:
            yield note(
                "{file} is not a script; to turn it into one: podcast add {quoted}",
                file=file,
                quoted=shlex.quote(file),
            )


def _without_suffix(file: str, entry: os.DirEntry[str]) -> Iterator[Note]:
    """A note on a folder of scripts, unless its name says that they wait, and on a file without an ending.

    Names in capitals, such as LICENSE, are no articles.
    """
    if entry.is_dir():
        inside = _scripts_in(entry.path) if entry.name.lower() not in _WAITING else 0
        if inside:
            yield note(
                "{file}/ is a folder with {count} scripts; only those in script/ itself become episodes",
                file=file,
                count=inside,
            )
    elif entry.is_file() and not entry.name.isupper():
        yield note(
            "{file} is not a script; give its name the ending .md to have it read", file=file
        )


def _scripts_in(folder: str) -> int:
    try:
        return sum(name.lower().endswith((".md", ".txt")) for name in os.listdir(folder))
    except OSError:
        return 0
