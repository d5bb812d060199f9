"""Locates piper's voices: files NAME.onnx with NAME.onnx.json beside them."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from podcast.engines.protocol import Offer
from podcast.errors import EngineError, InputError

GROUP = "podcast.voices"
"""Entry points of packages with voices: each names a folder, a file, or a module beside them."""

SUFFIX = ".onnx"
_EDGE = 65_536
_NAME = re.compile(r"([a-z]{2,3})_([A-Z]{2})-.+")


def own_folder() -> Path:
    """The folder into which `podcast voices get` downloads."""
    home = os.environ.get("XDG_DATA_HOME", "")
    return (Path(home) if home else Path.home() / ".local" / "share") / "rawi" / "voices"


def installed() -> dict[str, Path]:
    """Every voice that needs no path: those in the user's folder, then those of packages."""
    voices: dict[str, Path] = {}
    for folder in (own_folder(), *_packages()):
        for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []:
            if config_of(path).is_file():
                voices.setdefault(path.name.removesuffix(SUFFIX), path)
    return voices


@cache
def _packages() -> tuple[Path, ...]:
    return tuple(_packaged())


def _packaged() -> Iterator[Path]:
    """The folders named by packages; a package that fails to answer has none."""
    for point in entry_points(group=GROUP):
        with suppress(Exception, SystemExit):  # third-party code must not break anything here
            place: Any = point.load()
            place = place() if callable(place) else place
            path = Path(next(iter(getattr(place, "__path__", ())), place))
            yield path.parent if path.suffix == SUFFIX else path


def config_of(model: Path) -> Path:
    """The path of the configuration beside a model."""
    return model.with_name(model.name + ".json")


def find(name: str, model: str) -> Path:
    """The file of a voice: `model` (a path or a name), or else `name`, or else the first Arabic one.

    Raises InputError, with the installed voices, if there is none.
    """
    wanted = model or name
    path = Path(wanted).expanduser()
    if wanted and path.suffix == SUFFIX and path.is_file():
        return path
    here = installed()
    if wanted in here:
        return here[wanted]
    arabic = [one for one in here if one.startswith("ar")]
    if not wanted and (arabic or here):
        return here[(arabic or list(here))[0]]
    if not here:
        raise InputError(
            "there is no piper voice here{named}; `podcast voices get ar_JO-kareem-medium` fetches one,"
            ' or name its file:  model = "voice.onnx"',
            named=f" “{wanted}”" if wanted else "",
        )
    raise InputError(
        "there is no piper voice “{name}” here; choose one of: {known}",
        name=wanted,
        known=", ".join(here),
    )


def offers() -> tuple[Offer, ...]:
    """The installed voices, with the countries in their names."""
    return tuple(_offer(name) for name in installed())


def _offer(name: str) -> Offer:
    match = _NAME.fullmatch(name)
    return Offer(name, match[2] if match else "")


def config(model: Path) -> dict[str, Any]:
    """The configuration of a voice, from JSON. Raises EngineError if it cannot be read."""
    path = config_of(model)
    try:
        read = json.loads(path.read_text("utf-8"))
        read["phoneme_id_map"], read["audio"]["sample_rate"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EngineError(
            "the description of this piper voice cannot be read ({reason}); fetch both of its files again",
            file=str(path),
            reason=getattr(error, "strerror", "") or type(error).__name__,
        ) from error
    settings: dict[str, Any] = read
    return settings


def digest(model: Path) -> str:
    """A hash that identifies a voice, wherever it is. Raises EngineError if it cannot be read.

    Of the model, only its size and both ends are hashed: all 63 MB would take longer than a build that finds
    nothing to do.
    """
    try:
        stat = model.stat()
        return _digest(model, stat.st_size, stat.st_mtime_ns)
    except OSError as error:
        raise EngineError(
            "this piper voice cannot be read ({reason}); fetch it again",
            file=str(model),
            reason=error.strerror,
        ) from error


@lru_cache(maxsize=16)
def _digest(model: Path, size: int, _changed: int) -> str:
    hashed = hashlib.sha256(config_of(model).read_bytes())
    with model.open("rb") as file:
        hashed.update(file.read(_EDGE))
        file.seek(max(0, size - _EDGE))
        hashed.update(file.read(_EDGE))
    return f"{size} {hashed.hexdigest()[:24]}"


def fetch(name: str, folder: Path) -> Path:
    """Download the voice `name` into `folder`, with piper's own downloader; complete or not at all.

    Raises InputError for an invalid name, EngineError if it cannot be downloaded.
    """
    from tempfile import TemporaryDirectory

    from piper.download_voices import VOICE_PATTERN, download_voice

    if not VOICE_PATTERN.match(name) or "/" in name or "\\" in name or ".." in name:
        raise InputError(
            "“{name}” is not the name of a piper voice; such names look like ar_JO-kareem-medium",
            name=name,
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".fetch-") as room:
            download_voice(name, Path(room))
            for suffix in (f"{SUFFIX}.json", SUFFIX):
                os.replace(Path(room) / f"{name}{suffix}", folder / f"{name}{suffix}")
    except (OSError, ValueError) as error:
        raise EngineError(
            "the voice “{name}” cannot be fetched ({reason}); check the network, or put both of its files"
            " into {folder} yourself",
            name=name,
            reason=_reason(error),
            folder=str(folder),
        ) from error
    return folder / f"{name}{SUFFIX}"


def _reason(error: Exception) -> str:
    inner = getattr(error, "reason", error)
    code = getattr(error, "code", "")
    cause = getattr(inner, "strerror", "") or str(inner)
    return f"HTTP {code}" if code else cause or type(error).__name__
