"""Loads the libraries of `rawi[import]`, only when a source needs them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from podcast.errors import InputError
from podcast.extras import install_command


def library(name: str) -> ModuleType:
    """The module `name`. Raises InputError, with the command that installs it, if it is missing."""
    try:
        return import_module(name)
    except ImportError:
        raise InputError(
            "{library} is missing; importing articles needs it; run: {command}",
            library=name.partition(".")[0],
            command=install_command("import"),
        ) from None
