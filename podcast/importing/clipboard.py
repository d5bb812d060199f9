"""The clipboard, where the system has one."""

from __future__ import annotations

from podcast.errors import InputError
from podcast.importing.extras import library


def text() -> str:
    """What was copied last; "" where there is nothing, or no clipboard."""
    try:
        clipboard = library("pyperclip")
    except InputError:
        return ""
    try:
        return str(clipboard.paste() or "")
    except clipboard.PyperclipException:
        return ""
