"""Renders page templates: autoescaped, with undefined names as errors, and errors with their line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache, lru_cache
from types import TracebackType
from typing import TYPE_CHECKING

from podcast.errors import InputError
from podcast.page.text import clean, side

if TYPE_CHECKING:
    from jinja2 import Environment

PAGES = (
    "layout.html.j2",
    "parts.html.j2",
    "show.html.j2",
    "episode.html.j2",
    "near.html.j2",
    "embed.html.j2",
)
PLAIN = ("page.css", "page.js", "player.js", "transcript.js", "sw.js")
"""Files that are not rendered: they are full of braces and have no values to fill in."""

NAMES = PAGES + PLAIN
"""The files an author may replace, one by one."""


def packaged() -> dict[str, str]:
    """The packaged templates, by name."""
    return {name: _packaged(name) for name in NAMES}


@cache
def _packaged(name: str) -> str:
    from importlib.resources import files

    return files("podcast.page").joinpath("templates", name).read_text("utf-8")


def rendered(name: str, replaced: Mapping[str, str], hue: int = 0, **values: object) -> str:
    """The template `name` filled with `values`; it also sees `version` (see there).

    Raises InputError for a template that cannot be compiled or filled.
    """
    from jinja2 import TemplateSyntaxError

    from podcast import templating

    sources = packaged() | dict(replaced)
    sandbox = _sandbox(tuple(sources.items()))
    # For an author's own layout, which may inline style and scripts.
    parts: dict[str, object] = {key: _inline(sources[f"page.{key}"]) for key in ("css", "js")}
    parts["side"] = side
    parts["version"] = version(replaced, hue)
    try:
        text = templating.rendered(sandbox.get_template(name), values | parts, trusted=not replaced)
    except TemplateSyntaxError as error:
        raise _unusable(error.name or name, error.lineno, error.message or "") from error
    except templating.FAILURES as error:
        raise _unusable(*_place(error.__traceback__, name), str(error)) from error
    return clean(text).strip() + "\n"


def version(replaced: Mapping[str, str], hue: int) -> str:
    """A hash of all styles and scripts: part of their URLs, so that browsers may cache them."""
    sources = packaged() | dict(replaced)
    return hashlib.sha256(
        "\0".join((str(hue), *map(sources.__getitem__, PLAIN))).encode()
    ).hexdigest()[:10]


@lru_cache(maxsize=2)
def _sandbox(sources: tuple[tuple[str, str], ...]) -> Environment:
    """The environment of these templates, cached so that they are compiled once for all pages."""
    from podcast import templating

    return templating.environment(dict(sources))


def _inline(text: str) -> str:
    """Text that cannot close the element it is in."""
    return text.replace("</", "<\\/").strip()


def _place(traceback: TracebackType | None, name: str) -> tuple[str, int]:
    """The innermost template in a traceback, and its line."""
    line = 0
    while traceback:
        if traceback.tb_frame.f_code.co_filename in NAMES:
            name, line = traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
    return name, line


def _unusable(name: str, line: int, problem: str) -> InputError:
    return InputError(
        "the template cannot be used: {problem}; fix this line, or delete the template "
        "to use the one that comes with the program",
        file=f"script/{name}",
        line=line,
        problem=problem,
    )
