"""Settles the Markdown of site generators (Hugo, Jekyll, Hexo, Astro): what only their templates read. Pure."""

from __future__ import annotations

import re

from podcast.importing import junk

_HEAD = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?\n)\1[ \t]*(?:\n|\Z)", re.DOTALL)
_AUTHOR = re.compile(
    r"""^authors?([ \t]*[:=][ \t]*)(?:\[[ \t]*)?(["']?)([^"'\n\[\]{},:]+)\2"""
    r"(?:[ \t]*,[^\n]*)?(?:[ \t]*\])?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}", re.DOTALL)
_VARIABLE = re.compile(r"\{\{[^{}\n]*\}\}")
_ATTRIBUTES = re.compile(r"^\{:[^{}\n]*\}[ \t]*$", re.MULTILINE)
_HEADING_NAME = re.compile(r"^(#{1,6} [^\n]*?)[ \t]*\{[#.][^{}\n]*\}[ \t]*#*[ \t]*$", re.MULTILINE)
_MORE = re.compile(r"^[ \t]*<!--[ \t]*more[ \t]*-->[ \t]*$", re.MULTILINE)
_LINKED = re.compile(
    r"^(?:[>*_ \t]|- )*([^\n\[]{3,40})\[[^\n\]]*\]\([^\n)]*\)[*_ \t.]*$", re.MULTILINE
)
"""A line of a few words and a link."""

_CONTENTS = re.compile(r"^(?:[*-]|1\.) .*\n\{:[ \t]*toc[^{}\n]*\}[ \t]*$", re.MULTILINE)
_MODULE = re.compile(r"^(?:import\s.+?\sfrom\s+['\"].+?['\"];?|export\s.+;)[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)[ \t]*$)", re.DOTALL | re.MULTILINE)


def settled(text: str) -> str:
    """`text` without shortcodes, and with the author as the `person` of its front matter.

    Without front matter only shortcodes go; code stays as it is.
    """
    head = _HEAD.match(text)
    if head is None:
        return _outside_code(text, is_site=False)
    told = head[0]
    if not re.search(r"^person\b", told, re.MULTILINE):
        told = _AUTHOR.sub(_person, told, count=1)
    return told + _outside_code(text[head.end() :], is_site=True)


def _person(author: re.Match[str]) -> str:
    return f"person{author[1]}{author[2]}{author[3].strip()} (author){author[2]}"


def _outside_code(text: str, is_site: bool) -> str:
    parts = _FENCE.split(text)
    for place in range(0, len(parts), 2):
        part = _LINKED.sub(_without_pointer, parts[place])
        part = _MORE.sub("", _HEADING_NAME.sub(r"\1", _SHORTCODE.sub("", part)))
        if is_site:
            part = _CONTENTS.sub("", part)
            part = _MODULE.sub("", _ATTRIBUTES.sub("", _VARIABLE.sub("", part)))
        parts[place] = part if part == parts[place] else re.sub(r"\n{3,}", "\n\n", part)
    return "".join(parts)


def _without_pointer(line: re.Match[str]) -> str:
    """A line with a link, or nothing where it only points to another article: «اقرأ أيضًا: …»."""
    return "" if junk.is_junk(junk.PageBlock("p", line[1], 1.0)) else line[0]
