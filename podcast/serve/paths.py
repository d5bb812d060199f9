"""Maps request paths to published files."""

from __future__ import annotations

from pathlib import Path

from podcast.serve.types import media_type

INDEX = "index.html"


def published(audio: Path, path: str) -> Path | None:
    """The file or folder at `path`, which is percent-decoded and begins with `/`; None if it is not published.

    Names with a leading dot, `..` at any depth, and links out of `audio` or to a dot name are not published.
    With a final `/` a folder's index page is returned, without it the folder itself.
    """
    names = path.split("/")[1:]
    if not names or not all(map(_plain, names[:-1])) or not (names[-1] == "" or _plain(names[-1])):
        return None
    found = root = audio.resolve()
    try:
        for name in (*names[:-1], names[-1] or INDEX):
            found = (found / name).resolve(
                strict=True
            )  # step by step, so that no link may lead out and back in
            if not _inside(found, root):
                return None
    except (OSError, ValueError, RuntimeError):  # missing, too long, not encodable, circular links
        return None
    return found if found.is_dir() or _is_file(found) else None


def _inside(path: Path, root: Path) -> bool:
    return path.is_relative_to(root) and all(map(_plain, path.relative_to(root).parts))


def _plain(name: str) -> bool:
    """Whether a name means only itself on every system: `:` and `\\` separate paths on some."""
    return bool(name) and name.isprintable() and name[0] != "." and not set(name) & set("\\:")


def _is_file(path: Path) -> bool:
    return path.is_file() and bool(media_type(path))
