"""`[voices."NAME"]` and `[engines.NAME]` of show.toml: the speakers, and settings for each engine.

Each engine checks its own keys; only what all have in common is checked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from podcast.errors import InputError
from podcast.formats.toml import line_of
from podcast.model import Settings, Speaker, Voice
from podcast.show import checks

NAME = "script/show.toml"
OWN = {"engine": checks.name, "name": checks.text, "rate": checks.factor, "pitch": checks.factor}
"""Keys of a voice that do not belong to its engine."""

_VARIABLE = re.compile(r"(?:[A-Za-z_][A-Za-z0-9_]*_)?(?:KEY|TOKEN)")
_SECRET = re.compile(r"(?:.*_)?(?:key|token|secret|password)", re.IGNORECASE)
_NO_VARIABLES = re.compile(
    r"(?:AWS|GITHUB|GH|GITLAB|CI|SSH|GPG|NPM|PYPI|TWINE|DOCKER|KUBE)_.*", re.I
)
"""Environment variables of other programs, which a stranger's show.toml must not send to a server."""


def speakers(table: object, text: str) -> tuple[Speaker, ...]:
    """The speakers declared in `[voices]`, in order. Raises InputError with the line."""
    return tuple(_speaker(name, keys, text) for name, keys in _tables("voices", table, text))


def engine_settings(table: object, text: str) -> tuple[tuple[str, Settings], ...]:
    """The settings in `[engines]`, by engine. Raises InputError with the line."""
    return tuple(
        (name, _settings("engines", name, keys, text))
        for name, keys in _tables("engines", table, text)
    )


def _tables(kind: str, table: object, text: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The named tables within a table. Raises InputError for a value that is not a table."""
    for name, keys in table.items() if isinstance(table, dict) else [("…", None)]:
        if not isinstance(keys, dict) or not " ".join(name.split()):
            raise InputError(
                "“{key}” holds tables; write [{key}.{name}] on a line of its own and its settings below",
                file=NAME,
                line=line_of(text, kind, name),
                key=kind,
                name=name or "…",
            )
        yield name, keys


def _speaker(name: str, keys: Mapping[str, object], text: str) -> Speaker:
    values = {key: _own(name, key, value, text) for key, value in keys.items() if key in OWN}
    rest = {key: value for key, value in keys.items() if key not in OWN}
    engine = str(values.pop("engine", ""))
    voice = Voice(**values, settings=_settings("voices", name, rest, text))  # type: ignore[arg-type]
    return Speaker(" ".join(name.split()), "" if engine == "auto" else engine, voice)


def _own(name: str, key: str, value: object, text: str) -> object:
    try:
        return OWN[key](value)
    except InputError as error:
        error.file, error.line = NAME, line_of(text, "voices", name, key)
        error.fields |= {"key": f"voices.{name}.{key}", "value": value}
        raise


def _settings(table: str, name: str, keys: Mapping[str, object], text: str) -> Settings:
    """The engine's own keys. Raises InputError for a secret among them, without quoting its value."""
    for key, value in keys.items():
        place = {"file": NAME, "line": line_of(text, table, name, key)}
        if _SECRET.fullmatch(key):
            raise InputError(
                "“{key}” is a secret and does not belong in a file; put it into an environment variable"
                ' and write its name:  key_env = "…"',
                key=key,
                **place,  # type: ignore[arg-type]
            )
        if key.endswith("_env") and not _is_variable(value):
            raise InputError(
                "“{key}” must be the name of an environment variable that holds the key and ends in KEY or"
                ' TOKEN, not the key itself, as in "OPENAI_API_KEY"',
                key=key,
                **place,  # type: ignore[arg-type]
            )
    return Settings(keys)


def _is_variable(value: object) -> bool:
    return (
        isinstance(value, str)
        and _VARIABLE.fullmatch(value) is not None
        and not _NO_VARIABLES.fullmatch(value)
    )
