"""The media types of published files, by suffix or name.

Sources: the IANA media types; Podcasting 2.0 for chapters and transcripts; RFC 8216 for playlists.
"""

from __future__ import annotations

from pathlib import Path

UTF_8 = "; charset=utf-8"
KINDS = {
    ".css": "text/css" + UTF_8,
    ".html": "text/html" + UTF_8,
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript" + UTF_8,
    ".json": "application/json" + UTF_8,
    ".m3u8": "audio/mpegurl" + UTF_8,
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".srt": "application/x-subrip" + UTF_8,
    ".svg": "image/svg+xml" + UTF_8,
    ".txt": "text/plain" + UTF_8,
    ".vtt": "text/vtt" + UTF_8,
    ".webmanifest": "application/manifest+json" + UTF_8,
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml" + UTF_8,
}
NAMED = {
    "chapters.json": "application/json+chapters" + UTF_8,
    "feed.xml": "application/rss+xml" + UTF_8,
}


def media_type(path: Path) -> str:
    """The media type of a file; "" for a kind that is never published.

    From a table of our own, because the system's differs from machine to machine.
    """
    return NAMED.get(path.name) or KINDS.get(path.suffix.lower(), "")
