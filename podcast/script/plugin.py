"""A markdown-it plug-in with what scripts add to CommonMark: controls and footnotes.

In CommonMark a comment at the start of a line hides the rest of the line from Markdown
(https://spec.commonmark.org/0.31.2/#html-blocks). Here it does not, because a control may precede a sentence.
"""

from __future__ import annotations

import re
from textwrap import dedent

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import link as link_rule

from podcast.errors import InputError

_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:")
_MARK = re.compile(r"\[\^([^\]\s]+)\]")
NOTES = "footnotes"
"""The key in the parser's environment under which (label, text, line) of each footnote is collected."""
_COMMENT = re.compile(r"<!--.*?-->")
_INDENT = 2


def plugin(reader: MarkdownIt) -> None:
    """Teach `reader` the dialect. The environment it parses with names the file, for errors."""
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    reader.block.ruler.at("html_block", comment_or_html, ends)
    reader.block.ruler.before(
        "reference", "footnote", footnote, {"alt": ["paragraph", "reference"]}
    )
    reader.inline.ruler.before("link", "footnote_mark", footnote_mark)
    reader.inline.ruler.at("link", link)


def comment_or_html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a comment alone on its lines becomes a token "comment"; other HTML is treated as usual."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<!--", begin) or state.is_code_block(start):
        return html_block(state, start, end, silent)
    close = state.src.find("-->", begin + len("<!--"))
    if close < 0:
        raise InputError(
            "the comment that begins here never ends; close it with “-->”",
            file=state.env["name"],
            line=start + 1,
        )
    last = start
    while last + 1 < end and state.eMarks[last] < close:
        last += 1
    rest = state.src[close + len("-->") : state.eMarks[last]]
    if _COMMENT.sub("", rest).strip():
        return False
    if not silent:
        token = state.push("comment", "", 0)
        token.content = state.src[begin : state.eMarks[last]]
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: `[^1]: …` and the indented lines below it are collected as a footnote."""
    begin = state.bMarks[start] + state.tShift[start]
    mark = _FOOTNOTE.match(state.src, begin, state.eMarks[start])
    if not mark or state.is_code_block(start):
        return False
    last = start + 1
    while last < end and (not state.isEmpty(last) or _goes_on(state, last + 1, end)):
        if _FOOTNOTE.match(state.src, state.bMarks[last] + state.tShift[last], state.eMarks[last]):
            break
        last += 1
    if not silent:
        first = state.src[mark.end() : state.eMarks[start]].strip()
        rest = dedent(state.getLines(start + 1, last, state.blkIndent, False))
        state.env.setdefault(NOTES, []).append((mark[1], f"{first}\n{rest}", start + 1))
        state.line = last
    return True


def _goes_on(state: StateBlock, line: int, end: int) -> bool:
    return (
        line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent + _INDENT
    )


def link(state: StateInline, silent: bool) -> bool:
    """Inline rule: a link as usual, where a bracket can close: its search for one is slow for many."""
    return state.src.find("]", state.pos) >= 0 and link_rule(state, silent)


def footnote_mark(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[^1]` becomes a footnote mark, which is not read."""
    mark = _MARK.match(state.src, state.pos)
    if mark is None:
        return False
    if not silent:
        state.push("footnote_mark", "", 0).content = mark[1]
    state.pos = mark.end()
    return True
