"""Untrusted templates: none escapes the sandbox, all terminate, and what is usual still works."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.errors import InputError
from podcast.feed.templates import rendered as feed_of
from podcast.templating import FAILURES, LimitedSandbox, rendered

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
    try:
        rendered(LimitedSandbox().from_string(source), {"a": "<", "b": [1, 2]})
    except FAILURES:
        return
