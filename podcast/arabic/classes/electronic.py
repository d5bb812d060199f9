"""URLs, e-mail addresses, hashtags and mentions: signs by their names, words as words."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from podcast.arabic.tokens.context import group
from podcast.arabic.tokens.tokens import Token

_SIGNS = {
    ".": "نُقْطَة", "/": "شَرْطَة مَائِلَة", "-": "شَرْطَة", "_": "شَرْطَة سُفْلِيَّة", "@": "آت", "?": "عَلَامَة اسْتِفْهَام",
    "=": "يُسَاوِي", "&": "وَ", "#": "مُرَبَّع", "%": "بِالْمِئَة", "+": "زَائِد", ":": "نُقْطَتَان", "~": "مَدَّة",
}  # fmt: skip
_PIECES = re.compile(r"[^\W_]+|.", re.S)


def read(token: Token, inner: Callable[[str], str]) -> str:
    """An address in words; `inner` reads the parts between its signs."""
    if token.kind == "hashtag":
        return inner(token.text[1:].replace("_", " "))
    if token.kind == "mention":
        return f"آت {inner(token.text[1:].replace('_', ' '))}"
    text = re.sub(r"^(?:https?|ftp)://(?:www\.)?|^www\.", "", token.text)
    if token.kind == "url":
        text = unquote(text, errors="ignore").rstrip("/")
    spoken = (
        _SIGNS.get(piece)
        or inner(piece.upper() if piece in group("spelled_in_addresses") else piece)
        for piece in _PIECES.findall(text)
    )
    return re.sub("وَ (?=[^ ])", "وَ", " ".join(filter(None, spoken)))
