"""Reads the clipboard, if the system has one."""

from __future__ import annotations

from podcast.errors import InputError
from podcast.importing.extras import library


def text() -> str:
    """The text on the clipboard; "" if it is empty or there is no clipboard."""
    try:
        clipboard = library("pyperclip")
    except InputError:
        return ""
    try:
        return str(clipboard.paste() or "")
    except clipboard.PyperclipException:
        return ""
