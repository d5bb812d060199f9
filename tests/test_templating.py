"""Untrusted templates: none escapes the sandbox, all terminate, and what is usual still works."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError

from podcast.errors import InputError
from podcast.feed.templates import rendered as feed_of
from podcast.templating import FAILURES, LimitedSandbox, environment, rendered
from podcast.templating.compiled import CompiledTemplates

OUT = (
    "{{ cycler.__init__.__globals__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ joiner.__init__.__globals__.os.system('true') }}",
    "{{ '{0.__class__.__mro__}'.format(1) }}",
    "{{ ''|attr('__class__') }}",
    "{{ [].append(1) }}",
)
ENDLESS = (
    "{% for i in range(10**12) %}{% endfor %}",
    "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{% macro a(n) %}{% if n %}{{ a(n-1) }}{{ a(n-1) }}{% endif %}{% endmacro %}{{ a(60) }}",
    "{% for i in range(9) recursive %}{{ loop(range(9)) }}{% endfor %}",
    "{% for i in range(99999) %}{{ range(99999)|sum }}{% endfor %}",
    "{% for i in range(99999) %}{{ 1 if 99999 in range(99999)|list }}{% endfor %}",
)
LARGE = (
    "{{ 'x' * 10**10 }}",
    "{{ [1] * 10**9 }}",
    "{{ 9**9999999 }}",
    "{{ 'a'|center(10**10) }}",
    "{{ 'a'.ljust(10**10) }}",
    "{{ '%9999999999d' % 1 }}",
    "{{ '%9999999999d'|format(1) }}",
    "{{ '{:>9999999999}'.format(1) }}",
    "{{ '{:>{}}'.format(1, 10**10) }}",
    "{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    (
        "{% set n = namespace(x='aaaaaaaa') %}"
        "{% for i in range(99) %}{% set n.x = n.x|replace('a', n.x) %}{% endfor %}"
    ),
    (
        "{% set n = namespace(x='ab') %}{% for i in range(99) %}"
        "{% set x %}{{ n.x }}{{ n.x }}{% endset %}{% set n.x = x %}{% endfor %}"
    ),
    (
        "{% macro m(x) %}{{ x }}{{ x }}{% endmacro %}"
        "{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = m(n.x) %}{% endfor %}"
    ),
)


@pytest.mark.parametrize("source", [*OUT, *ENDLESS, *LARGE])
def test_a_hostile_template_is_refused(source: str) -> None:
    """What it is refused with is one of the errors that become a sentence with the template's line."""
    with pytest.raises(FAILURES):
        rendered(LimitedSandbox().from_string(source), {})


@pytest.mark.parametrize("source", [OUT[0], ENDLESS[0], LARGE[0]])
def test_it_is_reported_with_its_line(source: str) -> None:
    with pytest.raises(InputError, match="the template cannot be used") as caught:
        feed_of(f"<rss>\n{source}</rss>")
    assert caught.value.place == "feed.xml.j2:2"


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("{{ 'a' ~ '<' ~ 3 }}", "a&lt;3"),
        ("{{ ('a' ~ '<')|safe }}", "a<"),
        ("{% for x in [1, 2] %}{{ loop.index }}/{{ loop.length }} {{ loop.last }};{% endfor %}",
         "1/2 False;2/2 True;"),
        ("{% for k, v in {'a': 1}.items() %}{{ k }}{{ v }}{% else %}-{% endfor %}", "a1"),
        ("{% for x in [] %}{% else %}none{% endfor %}", "none"),
        ("{% for x in [1, 2, 3] if x is odd %}{{ x }}{% endfor %}", "13"),
        ("{{ '%.1f'|format(1.25) }} {{ '{:02}'.format(3) }} {{ 'a b'.split(' ')|join('-') }}", "1.2 03 a-b"),
        ("{{ [3, 1]|sort|first }} {{ [1, 2]|map('string')|join }} {{ 'b' in ['b'] }}", "1 12 True"),
        ("{% set x %}<b>{% endset %}{{ x }}", "<b>"),
        ("{% set x|upper %}a{% endset %}{{ x }}", "A"),
        ("{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m('<') }}", "[&lt;]"),
        ("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}x{% endcall %}", "[x]"),
        ("{{ 'abc'.replace('b', '') }} {{ 'abc'.upper() }} {{ 7 // 2 }} {{ 2 ** 8 }} {{ 'x' * 3 }}",
         "ac ABC 3 256 xxx"),
    ],
)  # fmt: skip
def test_what_is_usual_works_as_ever(source: str, made: str) -> None:
    assert rendered(LimitedSandbox().from_string(source), {}) == made


@given(st.text(st.sampled_from(list("{}%x|~*('1')abfor in ")), max_size=30))
def test_any_text_is_a_template_or_an_error(source: str) -> None:
    """Text without a tag is itself, and no value gets into it unescaped."""
    try:
        made = rendered(LimitedSandbox().from_string(source), {"a": "<", "b": [1, 2]})
    except FAILURES:
        assert re.search("{[{%]", source)
        return
    assert "<" not in made
    assert made == source or re.search("{[{%]", source)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of compiled templates of a user who has none yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "rawi" / "templates"


def filled(source: str) -> str:
    """The template as a new process would fill it."""
    return rendered(environment({"a": source}).get_template("a"), {})


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that are compiled from now on, in order."""
    seen: list[str] = []
    compile_it = LimitedSandbox._parse

    def parse(self: LimitedSandbox, source: str, *names: str | None) -> nodes.Template:
        seen.append(source)
        return compile_it(self, source, *names)

    monkeypatch.setattr(LimitedSandbox, "_parse", parse)
    return seen


def test_a_template_is_compiled_once(cache: Path, compiled: list[str]) -> None:
    assert filled("{{ 1 }}") == filled("{{ 1 }}") == "1"
    assert filled("{{ 2 }}") == filled("{{ 2 }}") == "2", "another text of the same name"
    assert compiled == ["{{ 1 }}", "{{ 2 }}"]
    assert len(list(cache.iterdir())) == 1, "the folder does not grow"


def test_limits_hold_for_compiled_templates(cache: Path, compiled: list[str]) -> None:
    for _ in range(2):
        with pytest.raises(SecurityError):
            filled(LARGE[0])
    assert compiled == [LARGE[0]]


def damaged(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:-9] + b"\0" * 9)


def cut(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:40])


def emptied(kept: Path) -> None:
    kept.write_bytes(b"")


def open_to_others(kept: Path) -> None:
    kept.parent.chmod(0o777)


def of_another_sandbox(kept: Path) -> None:
    """Whole, but made by a sandbox with other rules."""
    bucket = Bucket(LimitedSandbox(), kept.name, "the checksum of another")
    bucket.code = compile("raise SystemExit('run')", "a", "exec")
    CompiledTemplates(kept.parent).dump_bytecode(bucket)


@pytest.mark.parametrize("harm", [damaged, cut, emptied, open_to_others, of_another_sandbox])
def test_a_cache_that_cannot_be_trusted_is_not_used(
    harm: Callable[[Path], None], cache: Path, compiled: list[str]
) -> None:
    assert filled("{{ 1 }}") == "1"
    (kept,) = cache.iterdir()
    harm(kept)
    assert filled("{{ 1 }}") == filled("{{ 1 }}") == "1"
    assert compiled == ["{{ 1 }}"] * (3 if harm is open_to_others else 2), "kept in its place"


def test_another_users_cache_is_not_used(
    cache: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After `sudo`, the folder may be that of a user who must not decide what root runs."""
    assert filled("{{ 1 }}") == "1"
    (kept,) = cache.iterdir()
    before = kept.stat()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert filled("{{ 1 }}") == "1"
    assert len(compiled) == 2
    assert kept.stat() == before, "nor is anything put into it"


@pytest.mark.parametrize(
    ("home", "cache_home"),
    [("{here}/a-file", "{here}/a-file"), ("{here}/a-file", "relative"), ("", ""), ("relative", "")],
)
def test_without_a_place_to_keep_them_templates_are_compiled(
    home: str, cache_home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative path would be below the current folder, which may be a stranger's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", home.format(here=tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", cache_home.format(here=tmp_path))
    (tmp_path / "a-file").write_text("")
    assert filled("{{ 1 }}") == filled("{{ 1 }}") == "1"
    assert [one.name for one in tmp_path.iterdir()] == ["a-file"]
