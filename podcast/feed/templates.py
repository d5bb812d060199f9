"""Renders feed templates: autoescaped, with undefined names as errors, and errors with their line."""

from __future__ import annotations

import re
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING
from xml.parsers import expat

from podcast.errors import InputError
from podcast.feed.text import FORBIDDEN

if TYPE_CHECKING:
    from jinja2 import Template

NAME = "feed.xml.j2"
"""The template's name in errors."""


def rendered(source: str, **values: object) -> str:
    """The template `source` filled with `values`, stripped of white space before the XML declaration.

    Raises InputError for a template that cannot be compiled or filled, or does not render to XML.
    """
    from podcast import templating

    template = _compiled(source)
    try:
        text = templating.rendered(template, values)
    except templating.FAILURES as error:
        raise _unusable(str(error), _line(error.__traceback__)) from error
    clean = FORBIDDEN.sub("", text).strip().removeprefix("\ufeff").lstrip() + "\n"
    _check(clean, source, values)
    return clean


@cache
def _compiled(source: str) -> Template:
    from jinja2 import TemplateSyntaxError

    from podcast import templating

    try:
        return templating.environment({NAME: source}).get_template(NAME)
    except TemplateSyntaxError as error:
        raise _unusable(error.message or "", error.lineno) from error
    except templating.FAILURES as error:  # e.g. nested too deeply
        raise _unusable(str(error), 0) from error


def _line(traceback: TracebackType | None) -> int:
    """The innermost template line in a traceback, or 0."""
    line = 0
    while traceback:
        if traceback.tb_frame.f_code.co_filename == NAME:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _unusable(problem: str, line: int) -> InputError:
    return InputError(
        "the template cannot be used: {problem}; fix this line, or delete the template "
        "to use the one that comes with the program",
        file=NAME,
        line=line,
        problem=problem,
    )


def _check(text: str, source: str, values: dict[str, object]) -> None:
    """Parse the feed: for one stray `&` of an author's template, apps would reject all of it."""
    try:
        expat.ParserCreate().Parse(text.encode(), True)
    except expat.ExpatError as error:
        raise InputError(
            "the template does not make well-formed XML: {problem}, near “{near}”; "
            "close every tag and write & as &amp;",
            file=NAME,
            line=_origin(source, values),
            problem=expat.ErrorString(error.code),
            near=text.rstrip().split("\n")[: error.lineno][-1].strip()[:60],
        ) from error


_MARK = re.compile("\ue000([0-9]+)\ue001")


def _origin(source: str, values: dict[str, object]) -> int:
    """The line of a template on which its output is not well-formed; 0 if that cannot be told.

    The template is rendered once more, with a mark before each of its lines that is written as it stands: so
    the line of what a macro or a loop has made is known too.
    """
    from podcast import templating

    try:
        template = templating.LimitedSandbox().from_string(_marked(source))
        text = FORBIDDEN.sub("", templating.rendered(template, values))
    except templating.FAILURES:
        return 0
    pieces = _MARK.split(text)
    data = "".join(pieces[::2]).lstrip("\ufeff \t\r\n").encode()
    left = len("".join(pieces[::2]).encode()) - len(data)
    parser = expat.ParserCreate()
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        left += parser.ErrorByteIndex
    line = 0
    for index, piece in enumerate(pieces):
        if index % 2:
            line = int(piece)
        elif (left := left - len(piece.encode())) < 0:
            break
    return line


def _marked(source: str) -> str:
    from podcast import templating

    def marked(number: int, text: str) -> str:
        lines = text.split("\n")
        return "\n".join(f"\ue000{number + at}\ue001{line}" for at, line in enumerate(lines))

    tokens = templating.LimitedSandbox().lex(source)
    return "".join(
        marked(number, text) if kind == "data" else text for number, kind, text in tokens
    )
