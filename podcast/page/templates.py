"""Templates to HTML: everything escaped, nothing undefined passed over, errors with their line."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache, lru_cache
from types import TracebackType
from typing import TYPE_CHECKING

from podcast.errors import InputError
from podcast.page.text import clean

if TYPE_CHECKING:
    from jinja2 import Environment

NAMES = ("layout.html.j2", "show.html.j2", "episode.html.j2", "page.css", "page.js")
"""What an author may replace, one by one."""


def packaged() -> dict[str, str]:
    """The templates that come with the program, by name."""
    return {name: _packaged(name) for name in NAMES}


@cache
def _packaged(name: str) -> str:
    from importlib.resources import files

    return files("podcast.page").joinpath("templates", name).read_text("utf-8")


def rendered(name: str, replaced: Mapping[str, str], **values: object) -> str:
    """The template `name` with `values`, in one file with its style and script.

    Raises InputError for a template that cannot be read or filled.
    """
    from jinja2 import TemplateSyntaxError

    from podcast import templating

    sources = packaged() | dict(replaced)
    house = _house(tuple(sources.items()))
    # Neither file is a template: both are full of braces, and neither has values to fill in.
    parts = {key: _inline(sources[f"page.{key}"]) for key in ("css", "js")}
    try:
        text = templating.rendered(house.get_template(name), values | parts, trusted=not replaced)
    except TemplateSyntaxError as error:
        raise _unusable(error.name or name, error.lineno, error.message or "") from error
    except templating.FAILURES as error:
        raise _unusable(*_place(error.__traceback__, name), str(error)) from error
    return clean(text).strip() + "\n"


def load(replaced: Mapping[str, str]) -> None:
    """Have the templates compiled, for what is rendered later. Raises nothing: who renders is told."""
    from podcast.templating import FAILURES

    house = _house(tuple((packaged() | dict(replaced)).items()))
    for name in NAMES[:3]:
        with suppress(*FAILURES):
            house.get_template(name)


@lru_cache(maxsize=2)
def _house(sources: tuple[tuple[str, str], ...]) -> Environment:
    """Templates as Jinja has them: compiled once, however many pages there are."""
    from jinja2 import FunctionLoader

    from podcast.templating import House

    texts = dict(sources)
    return House(
        loader=FunctionLoader(lambda name: (texts[name], name, None) if name in texts else None)
    )


def _inline(text: str) -> str:
    """Text that cannot close the element it stands in."""
    return text.replace("</", "<\\/").strip()


def _place(traceback: TracebackType | None, name: str) -> tuple[str, int]:
    """The innermost template, and its line, among the calls that led to an error."""
    line = 0
    while traceback:
        if traceback.tb_frame.f_code.co_filename in NAMES:
            name, line = traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
    return name, line


def _unusable(name: str, line: int, problem: str) -> InputError:
    return InputError(
        "the template cannot be used: {problem}; mend this line, "
        "or take the template away to use the one that comes with the program",
        file=name,
        line=line,
        problem=problem,
    )
