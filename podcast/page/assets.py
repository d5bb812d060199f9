"""The files all pages share: style, scripts, fonts, and the manifest that makes the site installable.

They are files of their own, not part of the pages: so a host may forbid inline code (a strict
Content-Security-Policy needs no hash and no exception), a browser loads them once for all episodes, and a
change of style rewrites one file rather than five hundred pages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from podcast.model import Show
from podcast.page.templates import packaged
from podcast.page.text import clip, fold, summary

FOLDER = "assets"
FONTS = ("almarai-400.woff2", "almarai-700.woff2", "OFL.txt")
"""Almarai in two weights, subset to Arabic, Latin and punctuation, with its licence."""


def assets(show: Show, hue: int, replaced: Mapping[str, str]) -> dict[str, bytes]:
    """Path below `audio/` → content of the files that pages of this `hue` (in degrees) refer to."""
    from importlib.resources import files

    sources = packaged() | dict(replaced)
    colour = f":root {{ --hue: {hue}; }}\n"
    texts = {
        f"{FOLDER}/{name}.js": sources[f"{name}.js"] for name in ("page", "player", "transcript")
    }
    texts |= {f"{FOLDER}/page.css": colour + sources["page.css"], "sw.js": sources["sw.js"]}
    fonts = files("podcast.page") / "fonts"
    return {
        **{path: text.encode("utf-8") for path, text in texts.items()},
        **{f"{FOLDER}/{name}": (fonts / name).read_bytes() for name in FONTS},
        "manifest.webmanifest": manifest(show, hue).encode("utf-8"),
    }


def manifest(show: Show, hue: int) -> str:
    """The manifest of the show as an installable app (W3C Web Application Manifest)."""
    title = fold(show.title)
    icon = {"src": "thumb.jpg", "sizes": "512x512", "type": "image/jpeg", "purpose": "any"}
    fields = {
        "name": title,
        "short_name": clip(title, 24),
        "description": summary(show.description, 200),
        "lang": show.language,
        "dir": "rtl",
        "start_url": "./index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": f"hsl({hue}, 30%, 98%)",
        "theme_color": f"hsl({hue}, 36%, 94%)",
        "icons": [icon],
    }
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"
