"""A Jinja sandbox with resource limits, for templates that an author, or a stranger, may have written.

Jinja's own sandbox keeps a template away from Python, but not from endless work: nested loops, recursive
macros, strings that double. So loop iterations, calls and filter input are counted against a budget, and
whatever can make a long string out of a short one is measured before it runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from functools import wraps
from types import GeneratorType
from typing import Any, cast

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

TURNS = 2_000_000
"""The budget of loop iterations for one rendering: the feed of 5,000 episodes of 20 sections needs a fifth."""

CALL = 20
"""What a call is charged, in loop iterations: about as much time."""

LENGTH = 16_000_000
"""The longest string allowed, in characters."""

OUTPUT = 50_000_000
"""The longest output of one rendering, in characters: the feed of 10,000 episodes."""

ITEMS = 100_000
"""The longest list or `range` allowed."""

BITS = 4_000
"""The size of the largest number allowed, in bits."""

FAILURES = (
    TemplateError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    LookupError,
    RecursionError,
    MemoryError,
)
"""Everything a template can raise while it is compiled or rendered."""

_left: ContextVar[float] = ContextVar("turns left", default=TURNS)
_HARMLESS = frozenset(
    (
        "lower",
        "upper",
        "title",
        "capitalize",
        "casefold",
        "swapcase",
        "strip",
        "lstrip",
        "rstrip",
        "split",
        "rsplit",
        "splitlines",
        "startswith",
        "endswith",
        "find",
        "rfind",
        "index",
        "rindex",
        "count",
        "partition",
        "rpartition",
        "removeprefix",
        "removesuffix",
        "isalnum",
        "isalpha",
        "isascii",
        "isdecimal",
        "isdigit",
        "islower",
        "isnumeric",
        "isspace",
        "istitle",
        "isupper",
    )
)
"""String methods whose result is no longer than their input."""

_WIDE = re.compile(r"[%{][^%}]*(?:\d{4}|\*)|\{[^}]*\{")
"""A format field padded to a width of thousands, or to a width that is itself a value."""


class LimitedSandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which work is counted; everything is autoescaped, and undefined names are errors."""

    intercepted_binops = frozenset(("**", "*", "+", "%"))

    def __init__(self, **more: Any) -> None:
        self._safe: dict[tuple[type, str], bool] = {}
        super().__init__(
            autoescape=True,  # not by file name, as Jinja advises: `feed.xml.j2` would not be escaped
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            optimized=False,  # constant folding would run before anything is counted
            **more,
        )
        del self.globals["lipsum"]
        self.filters = {name: _limited(name, item) for name, item in FILTERS.items()}
        self.filters |= {"counted": _Counted, "weighed": _weighed}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse the template, and send loops, comparisons and concatenations through a counter."""
        tree: nodes.Template = _Counters().visit(super()._parse(source, name, filename))
        return tree.set_environment(self)  # type: ignore[return-value]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """As Jinja decides, by the type and the name: asked once for each, rendering takes a third less."""
        asked = type(obj), attr
        if asked not in self._safe:
            self._safe[asked] = super().is_safe_attribute(obj, attr, value)
        return self._safe[asked]

    def call(__self, __context: Any, __obj: Any, *args: Any, **named: Any) -> Any:  # noqa: N805
        """Call, if the budget allows and the result is not too long."""
        _count(CALL)
        owner = getattr(__obj, "__self__", None)
        if isinstance(owner, str | bytes) and __obj.__name__ not in _HARMLESS:
            _check_method(owner, __obj.__name__, args)
        return _weighed(super().call(__context, __obj, *args, **named))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Jinja's replacement of `str.format`, with the widths in the format checked."""
        inner = super().wrap_str_format(value)
        if inner is None:
            return None

        @wraps(inner)
        def measured(*args: Any, **named: Any) -> str:
            _check_width(str(value.__self__), (*args, *named.values()))
            return inner(*args, **named)

        return measured

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Apply the operator, unless its result would be too large."""
        _check_operation(operator, left, right)
        return super().call_binop(context, operator, left, right)


def rendered(template: Any, values: Mapping[str, object], *, trusted: bool = False) -> str:
    """Render a template; those of the program itself are `trusted` to end. Raises one of `FAILURES`."""
    _left.set(float("inf") if trusted else TURNS)
    pieces: list[str] = []
    room = float("inf") if trusted else OUTPUT
    for piece in template.generate(values):
        room -= len(piece)
        if room < 0:
            raise _too_long()
        pieces.append(piece)
    return "".join(pieces)


def _count(turns: float = 1) -> None:
    left = _left.get() - turns
    _left.set(left)
    if left < 0:
        raise SecurityError("it does not come to an end")


def _too_long() -> SecurityError:
    return SecurityError("it makes a text, a list or a number that is too long")


class _Counted:
    """The iterable of a loop, with its iterations counted; its length stays known."""

    def __init__(self, inner: Any) -> None:
        iter(inner)  # raises at once for what is undefined or not iterable
        self.inner = inner

    def __iter__(self) -> Iterator[Any]:
        for one in self.inner:
            _count()
            yield one

    def __len__(self) -> int:
        return len(self.inner)


def _weighed(thing: Any) -> Any:
    """Charge a value, made or about to be compared, for its length; refuse one that is too long."""
    size = _size(thing)
    _count(size / 50)
    if size > (LENGTH if isinstance(thing, str) else ITEMS):
        raise _too_long()
    return thing


class _Counters(NodeTransformer):
    """Inserts counting filters where a loop, a comparison or a concatenation (`a ~ b`) takes its values."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - as Jinja's
        self.generic_visit(node)
        node.iter = _through("counted", node.iter)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _through("join", nodes.List(node.nodes, lineno=node.lineno))

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        inner = node.filter
        node.filter = nodes.Filter(inner, "weighed", [], [], None, None, lineno=node.lineno)
        return node

    def visit_Operand(self, node: nodes.Operand) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.expr = _through("weighed", node.expr)
        return node


def _through(name: str, inner: nodes.Node) -> nodes.Filter:
    return nodes.Filter(cast("nodes.Expr", inner), name, [], [], None, None, lineno=inner.lineno)


def _limited(name: str, filtering: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, with its input charged and its output limited."""

    @wraps(filtering)
    def measured(*given: Any, **named: Any) -> Any:
        values = (*given, *named.values())
        _count(1 + sum(map(_size, values)) / 50)
        if name == "replace":
            _grown(*[argument for argument in given if isinstance(argument, str)][:3])
        elif name in ("format", "xmlattr"):
            _check_width(str(given[1:2]) if name == "xmlattr" else str(given[0]), given)
        elif any(isinstance(value, int) and abs(value) > 9999 for value in values):
            raise _too_long()
        made = _weighed(filtering(*given, **named))
        return _Counted(made) if isinstance(made, GeneratorType) else made

    return measured


def _size(thing: Any) -> int:
    return len(thing) if isinstance(thing, str | bytes | list | tuple | dict | range) else 0


def _grown(text: str = "", old: str = "", new: str = "") -> None:
    if (text.count(old) if old else len(text) + 1) * len(new) > LENGTH:
        raise _too_long()


def _check_width(text: str, given: tuple[Any, ...]) -> None:
    if _WIDE.search(text) or sum(map(_size, given)) > LENGTH // 100:
        raise _too_long()


def _check_method(owner: str | bytes, name: str, given: tuple[Any, ...]) -> None:
    if name == "replace" and isinstance(owner, str):
        _grown(owner, *(argument for argument in given if isinstance(argument, str)))
    elif name == "join" and given and isinstance(given[0], list | tuple):
        if len(owner) * len(given[0]) + sum(map(_size, given[0])) > LENGTH:
            raise _too_long()
    elif name not in ("replace", "join"):
        raise SecurityError(f"“{name}” of a text is not to be used here")


def _check_operation(operator: str, left: Any, right: Any) -> None:
    text = isinstance(left, str) or isinstance(right, str)
    most, sizes = (LENGTH if text else ITEMS), (_size(left), _size(right))
    numbers = isinstance(left, int) and isinstance(right, int)
    if operator == "+" and sum(sizes) > most:
        raise _too_long()
    if operator == "%" and isinstance(left, str):
        _check_width(left, (right,))
    if operator == "*" and not numbers and max(sizes):
        times = right if sizes[0] else left
        if isinstance(times, int) and times * max(sizes) > most:
            raise _too_long()
    if operator in ("*", "**") and numbers:
        bits, more = left.bit_length(), right.bit_length()
        if (bits * right if operator == "**" else bits + more) > BITS:
            raise _too_long()
