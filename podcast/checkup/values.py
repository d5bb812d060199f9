"""Checks tags whose value is one of a few words, a number, a name or an e-mail address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podcast.checkup.findings import Finding, found
from podcast.checkup.tree import Node

WORDS = {
    "itunes:type": ("episodic", "serial"),
    "itunes:episodeType": ("full", "trailer", "bonus"),
    "podcast:locked": ("yes", "no"),
    "podcast:medium": (
        "podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course",
    ),
}  # fmt: skip
"""Sources: Apple's list of podcast RSS tags; the Podcasting 2.0 namespace."""

LISTS = frozenset(f"{word}L" for word in WORDS["podcast:medium"])
"""A medium followed by L is a list of such items."""

NUMBERS = ("itunes:episode", "itunes:season")
NAMES = ("podcast:person", "podcast:funding")
SECONDS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


def check_values(file: str, parent: Node) -> Iterator[Finding]:
    """Check the tags of a channel or an item, including nested ones (the owner's address)."""
    for node in parent.children:
        value = node.text.strip()
        right = WORDS.get(node.name, ())
        if right and value.lower() not in right and value not in LISTS:
            yield found(
                "tag-value", file, node.line, tag=node.name, value=value, right=", ".join(right)
            )
        if node.name in NUMBERS and not (value.isascii() and value.isdigit() and int(value)):
            yield found("tag-number", file, node.line, tag=node.name, value=value)
        if node.name in NAMES and not value:
            yield found("tag-empty", file, node.line, tag=node.name)
        if node.name == "podcast:soundbite":
            yield from _soundbite(file, node)
        if node.name == "itunes:owner":
            yield from _owner(file, node)


def check_hidden(file: str, channel: Node) -> Iterator[Finding]:
    """Shows or episodes that directories are asked not to list."""
    for parent in (channel, *channel.all("item")):
        for node in parent.all("itunes:block"):
            if node.text.strip().lower() == "yes":
                yield found("blocked", file, node.line)


def _owner(file: str, owner: Node) -> Iterator[Finding]:
    value = owner.child_text("itunes:email")
    if not EMAIL.fullmatch(value) or not value.isascii():
        yield found("owner-email", file, owner.line, value=value)


def _soundbite(file: str, node: Node) -> Iterator[Finding]:
    for name in ("startTime", "duration"):
        value = node.attributes.get(name, "")
        if not SECONDS.fullmatch(value):
            yield found("tag-number", file, node.line, tag=f"{node.name} {name}", value=value)
