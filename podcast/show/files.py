"""The files of `script/`: which of them are episodes, their text in any encoding, and templates."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from podcast import rooted
from podcast.errors import InputError
from podcast.structs import Frozen

SUFFIXES = (".md", ".txt")
_GUESSES = ("windows-1256", "iso-8859-6", "mac-arabic", "cp720", "cp864", "utf-16-le", "utf-16-be")
# The letters that make up two thirds of any Arabic text.
_FREQUENT = frozenset("النيموربتةعدأ")
_SAMPLE = 20_000


class Source(Frozen):
    """A script on disk. `name` is its name in errors: `script/2025-03-24-mistral.md`.

    The name is normalised to NFC, so that it is the same on all file systems.
    """

    path: Path
    name: str


def sources(root: Path) -> tuple[Source, ...]:
    """The scripts of a podcast, sorted by name, without README files and names beginning with `.` or `_`."""
    folder = root / "script"
    entries = sorted(folder.iterdir()) if folder.is_dir() else []
    named = (
        (path, unicodedata.normalize("NFC", path.name)) for path in entries if _is_script(path)
    )
    return tuple(Source(path, f"script/{name}") for path, name in named)


def _is_script(path: Path) -> bool:
    return (
        path.suffix.lower() in SUFFIXES
        and path.name[0] not in "._"
        and path.stem.lower() != "readme"
        and (path.is_file() or path.is_symlink())  # a dangling link is reported when it is read
    )


def read(source: Source, encoding: str = "utf-8") -> str:
    """The text of a script, with `\\n` line ends and no BOM.

    A BOM or valid UTF-8 takes precedence; `encoding` applies to all other files. If it does not fit, raises
    InputError with the likely encoding.
    """
    return _unix(decoded(raw_bytes(source), encoding, source.name))


def text_of(raw: bytes, name: str, encoding: str = "utf-8") -> str:
    """The text of a script whose bytes are `raw`; as `read`."""
    return _unix(decoded(raw, encoding, name))


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def raw_bytes(source: Source) -> bytes:
    """The bytes of a script. Raises InputError."""
    try:
        return rooted.read(*_place(source))
    except FileNotFoundError as error:
        raise InputError(
            "cannot be read ({problem}); let your user read it, or remove it",
            file=source.name,
            problem=error.strerror,
        ) from None
    except InputError as error:
        error.file = source.name
        raise


def _place(source: Source) -> tuple[Path, str]:
    """(the root, the file's path below it)."""
    depth = source.name.count("/")
    return source.path.parents[depth], "/".join(source.path.parts[-depth - 1 :])


def decoded(raw: bytes, encoding: str, name: str) -> str:
    """Decode a script as `read` does; `name` is its name in errors. Raises InputError."""
    if codec := rooted.codec_of_bom(raw):
        return raw.decode(codec, "replace").replace("\x00", "\ufffd")
    line = 0
    for codec in ("utf-8", encoding):
        try:
            text = raw.decode(codec)
        except LookupError:
            raise InputError(
                "there is no encoding “{encoding}”; old Arabic files are often windows-1256",
                encoding=encoding,
            ) from None
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            continue
        # UTF-16 without a BOM passes for UTF-8, except for its NULs.
        if "\x00" not in text:
            return text
    raise _not_text(raw, name, line)


def _not_text(raw: bytes, name: str, line: int = 0) -> InputError:
    likely = likely_encoding(raw)
    if likely:
        return InputError(
            "is not UTF-8 but, it seems, {likely}; save it as UTF-8, or build with"
            " “--encoding {likely}”",
            file=name,
            line=line,
            likely=likely,
        )
    return InputError(
        "is not text that can be read; save it as plain text in UTF-8", file=name, line=line
    )


def likely_encoding(raw: bytes) -> str:
    """The encoding in which `raw` looks most like Arabic; "" if in none."""
    scores = {encoding: _score(raw[:_SAMPLE], encoding) for encoding in _GUESSES}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] > 0.2 else ""


def _score(raw: bytes, encoding: str) -> float:
    text = raw.decode(encoding, "replace")
    odd = sum(character == "\ufffd" or character < "\t" for character in text)
    return (sum(character in _FREQUENT for character in text) - 3 * odd) / (len(text) or 1)


def template_name(root: Path, name: str) -> str:
    """The path of the template `name` below the root, where the author has one; else the bare name."""
    return next((one for one in (name, f"script/{name}") if os.path.lexists(root / one)), name)


def template(root: Path, name: str) -> str:
    """The template `name`: the author's, from the root or from script/, or else the program's own.

    Raises InputError if the author's cannot be read as UTF-8.
    """
    from importlib.resources import files

    for place in (root / name, root / "script" / name):
        if os.path.lexists(place):
            return read(Source(place, place.relative_to(root).as_posix()))
    package = files("podcast")
    packaged = package / name
    # In a checkout the template is beside the package, where people look for it.
    file = packaged if packaged.is_file() else Path(str(package)).parent / name
    return file.read_text("utf-8")
