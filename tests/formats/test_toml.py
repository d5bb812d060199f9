"""TOML as it is typed: lines found, values changed, and the standard library reads what is written."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.formats import toml

SAMPLE = '''\
# title = 1
title = "ع"
"الاسم الأول" = 1
description = """
author = "هنا"
"""
author = "س"
voice.rate = 2
[ pauses ]  # ms
  clause = 1
['a.b']
c = 3
d = { e = 1, f = { g = "]" } }
[[person]]
name = "أ"
[[ person ]] # the second
name = "ب"
[x . "y z".w]
'k"1' = '# no comment'
list = [
]
long = \'\'\'
title = "x"
\'\'\'
'''


@pytest.mark.parametrize(
    ("keys", "nth", "line"),
    [
        (("title",), 1, 2),
        (("الاسم الأول",), 1, 3),
        (("author",), 1, 7),
        (("voice", "rate"), 1, 8),
        (("voice",), 1, 8),
        (("pauses",), 1, 9),
        (("pauses", "clause"), 1, 10),
        (("clause",), 1, 0),
        (("a.b", "c"), 1, 12),
        (("a", "b", "c"), 1, 0),
        (("a.b", "d", "f"), 1, 13),
        (("a.b", "d", "f", "g"), 1, 13),
        (("person",), 1, 14),
        (("person", "name"), 1, 15),
        (("person",), 2, 16),
        (("person",), 3, 16),
        (("x",), 1, 18),
        (("x", "y z"), 1, 18),
        (("x", "y z", "w"), 1, 18),
        (("x", "y z", "w", 'k"1'), 1, 19),
        (("x", "y z", "w", "long"), 1, 22),
        (("none",), 1, 0),
        ((), 1, 0),
    ],
)
def test_the_line_of_a_key(keys: tuple[str, ...], nth: int, line: int) -> None:
    """Comments and long strings that look like settings are not settings."""
    tomllib.loads(SAMPLE)
    assert toml.line_of(SAMPLE, *keys, nth=nth) == line


@given(st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=8), st.text(max_size=20))
def test_what_is_written_is_read_and_found(names: list[str], value: str) -> None:
    names = [name for name in names if not any("\ud800" <= one <= "\udfff" for one in name)]
    value = value.encode("utf-8", "replace").decode()
    text = "\n".join(f"{toml.key(name)} = {toml.quoted(value)}" for name in names)
    assert tomllib.loads(text) == dict.fromkeys(names, value)
    found = [toml.line_of(text, name) for name in names]
    assert found == list(range(1, len(names) + 1))


def test_a_long_file_is_read_once() -> None:
    """The lines of 20,000 keys cost a single pass over the text, whichever is asked for."""
    text = "\n".join(f'"كلمة {n}" = "x"' for n in range(20_000))
    toml._lines.cache_clear()
    assert [toml.line_of(text, f"كلمة {n}") for n in range(20_000)] == list(range(1, 20_001))
    assert toml._lines.cache_info().misses == 1


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ('a = "x"', 'a = "new"'),
        ("  'a b'  =  'x'   # why", "  'a b'  =  \"new\"   # why"),
        ('"a\\"b" = "x\\"y"\r', '"a\\"b" = "new"\r'),
        ("a = 1", None),
        ('a = """x', None),
        ('a.b = "x"', None),
        ('a = ["x"]', None),
        ("[a]", None),
        ("", None),
    ],
)
def test_a_value_is_changed_in_its_place(line: str, after: str | None) -> None:
    text = f"first = 1\n{line}\nlast = 2"
    changed = None if after is None else f"first = 1\n{after}\nlast = 2"
    assert toml.with_value(text, 2, "new") == changed


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a = \n", 1, "Invalid value"),
        ("a = 1\nb = 1 2\n", 2, "Expected newline"),
        ('a = "x\n', 1, "Illegal character"),
        ('a = 1\n\nb = """\n\n', 3, "Unterminated string"),
        ("a = 1\na = 2\n", 2, "Cannot overwrite"),
    ],
)
def test_what_is_broken_is_reported_with_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(toml.TomlError, match=problem) as caught:
        toml.parse(text)
    assert caught.value.line == line
    assert "(at " not in caught.value.problem


def test_a_nest_too_deep_is_no_crash() -> None:
    with pytest.raises(toml.TomlError):
        toml.parse("a = " + "[" * 100_000)
