"""Texts copied from chats (WhatsApp, Telegram): their messages without times, senders and marks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podcast.importing.notefile import TAGS

_D = r"[\d٠-٩]"
_DAY = rf"{_D}{{1,4}}[/.-]{_D}{{1,2}}[/.-]{_D}{{1,4}}"
_TIME = rf"{_D}{{1,2}}:{_D}{{2}}(?::{_D}{{2}})?(?:\s?(?:[صم]|[AaPp]\.?[Mm]\.?))?"
_WHEN = rf"(?:{_DAY}[،,]?\s{_TIME}|{_TIME}[،,]\s{_DAY})"
_HEAD = re.compile(
    rf"^(?:\[{_WHEN}\] (?P<a>[^:\n]{{1,40}}): ?|{_WHEN} [-–] (?:(?P<b>[^:\n]{{1,40}}): ?|(?P<system>[^\n]*$))"
    rf"|(?P<c>[^,،\n\[\]]{{1,40}}), \[{_WHEN}\]:?[ \n])",
    re.MULTILINE,
)
"""How a message begins: «[10:01, 3/4/2023] سعاد: », «3/4/2023، 10:01 ص - سعاد: », «سعاد, [3.4.2023 10:01]»."""

_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NOTHING = re.compile(
    r"<[^<>\n]{4,40}>|(?:تم حذف هذه الرسالة|لقد حذفت هذه الرسالة|this message was deleted)\.?|"
    r"(?:image|video|audio|sticker|document) omitted|Forwarded(?: from [^\n]*)?|(?:تم )?إعادة التوجيه",
    re.IGNORECASE,
)
"""A message that is a file, or was deleted."""

_PICTURE = r"[\u2190-\u2bff\ufe0f\u200d\u20e3\U0001f000-\U0001faff]"
_KEYCAP = re.compile(r"^(\d)\ufe0f?\u20e3\s*", re.MULTILINE)
_BULLET = re.compile(rf"^{_PICTURE}+\s*(?=\w)", re.MULTILINE)
_LIST = re.compile(rf"(?:^{_PICTURE}+[^\S\n]*\w[^\n]*(?:\n|\Z)){{2,}}", re.MULTILINE)
"""Lines one after the other that begin with a picture; one by itself is a heading's."""

_POINTER = re.compile(
    r"^(?:https?://)?(?:t\.me|chat\.whatsapp\.com|wa\.me)/\S+[ \t]*$\n?", re.MULTILINE
)
_STRONG = re.compile(r"\*\*([^*\n]+)\*\*")
_DOT = re.compile(r"^[•●▪▫◾◽■□►▶]\ufe0f?[^\S\n]*(?=\w)", re.MULTILINE)
_BOLD_LINE = re.compile(rf"^\*([^*\n]+)\*(?:\s|:|{_PICTURE})*$", re.MULTILINE)
_BOLD = re.compile(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])")
_LAST = re.compile(rf"(?:[ \t]|{_PICTURE})+$", re.MULTILINE)


def settled(text: str) -> str:
    """The messages of a copied chat as paragraphs, with their senders where there are several; else `text`."""
    plain = _DIRECTION.sub("", text.replace("\r\n", "\n")).lstrip("\ufeff \n")
    if not _HEAD.match(plain):
        return text
    messages = [(who, said) for who, said in _messages(plain) if said]
    several = len({who for who, _ in messages}) > 1
    return "\n\n".join(f"{who}: {said}" if several else said for who, said in messages) + "\n"


def _messages(text: str) -> Iterator[tuple[str, str]]:
    """Who wrote each message, and its text; the program's own have none."""
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        who = head["a"] or head["b"] or head["c"] or ""
        said = "" if head["system"] is not None else text[head.end() : end].strip()
        yield who.strip(), "" if _NOTHING.fullmatch(said) else _plain(said)


def _plain(message: str) -> str:
    """A message without its signs for bold, and with numbers and bullets in place of pictures of them."""
    message = _KEYCAP.sub(r"\1. ", TAGS.sub("", _POINTER.sub("", message)))
    message = _LIST.sub(lambda found: _BULLET.sub("- ", found[0]), message)
    message = _BULLET.sub("", _DOT.sub("- ", message))
    message = _STRONG.sub(r"*\1*", message)
    message = _BOLD.sub(r"\1", _BOLD_LINE.sub(r"\n\1\n", message))
    return re.sub(r"\n{3,}", "\n\n", _LAST.sub("", message)).strip()
