"""The files that all pages share: style, scripts, fonts; and what makes an app of them.

They stand beside the pages and not in them: a host may then forbid everything else (a strict
Content-Security-Policy needs no hash and no exception), a browser loads them once for all episodes, and a
change of style rewrites one file and not five hundred pages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from podcast.model import Show
from podcast.page.templates import packaged
from podcast.page.text import clip, fold

FOLDER = "assets"
FONTS = ("almarai-400.woff2", "almarai-700.woff2", "OFL.txt")
"""Almarai in two weights, cut to Arabic, Latin and their signs; and its licence, which goes with it."""


def assets(show: Show, hue: int, replaced: Mapping[str, str]) -> dict[str, bytes]:
    """Path below `audio/` -> content: what pages of a `hue`, in degrees, lead to."""
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
    """The show as an app that can be installed (W3C Web Application Manifest)."""
    title = fold(show.title)
    icon = {"src": "thumb.jpg", "sizes": "512x512", "type": "image/jpeg", "purpose": "any"}
    told = {
        "name": title,
        "short_name": clip(title, 24),
        "description": clip(fold(show.description), 200),
        "lang": show.language,
        "dir": "rtl",
        "start_url": "./index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": f"hsl({hue}, 30%, 98%)",
        "theme_color": f"hsl({hue}, 36%, 94%)",
        "icons": [icon],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
