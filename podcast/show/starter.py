"""What `podcast init` puts into a new `script/`: a show.toml with every key told, and a first script."""

from __future__ import annotations

import re

from podcast.formats.toml import quoted
from podcast.show.keys import KEYS, Key

_ORIGIN = re.compile(
    r"^\s*url\s*=\s*\S*github\.com[:/]([\w.-]+)/([\w.-]+?)(?:\.git)?/?\s*$", re.MULTILINE
)

_HEAD = "# إعدادات البودكاست. أزل علامة # من أول السطر لتفعيل إعداد.\n"


WAYS = {
    "github": ("github.yml", ".github/workflows/podcast.yml"),
    "rsync": ("rsync.sh", "publish.sh"),
    "s3": ("s3.sh", "publish.sh"),
}
"""Ways to publish: for each a text that comes with the program, and the path it gets below the root."""

NEEDED = frozenset({"category"})
"""Set from the start, as in its example: Apple takes no show without it."""

SOMEWHERE = "https://example.org/podcast/"


def starter(title: str = "بودكاست جديد", base_url: str = "") -> str:
    """A show.toml with what a feed must have set, and every other known key in a comment, told in Arabic."""
    values = {"title": title, "base_url": base_url}
    lines = [_HEAD]
    table = ""
    for key in filter(lambda key: key.example, KEYS.values()):
        if key.table != table:
            table = key.table
            lines.append(f"\n[{table}]\n")
        lines.append(_told(key, values.get(key.path, "")))
    return "".join(lines)


def _told(key: Key, value: str) -> str:
    if not value:
        sign = "" if key.path in NEEDED else "# "
        return f"\n# {key.about}\n{sign}{key.name} = {key.example}\n"
    return f"\n# {key.about}\n{key.name} = {quoted(value)}\n"


def starter_publishing(way: str, base_url: str = "") -> tuple[str, str]:
    """The path below the root and the text of what publishes by one of `WAYS`."""
    from importlib.resources import files

    name, path = WAYS[way]
    text = files("podcast.show").joinpath(f"data/publish/{name}").read_text("utf-8")
    return path, text.replace("BASE_URL", base_url or SOMEWHERE)


def pages_url(git_config: str) -> str:
    """Where GitHub Pages shows a repository, by the text of its `.git/config`; "" if it is not on GitHub."""
    found = _ORIGIN.search(git_config)
    if not found:
        return ""
    owner, name = found[1], found[2]
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def starter_script() -> str:
    """A short first episode in Markdown, which shows headings, a list, and marks on a few words."""
    from importlib.resources import files

    return files("podcast.show").joinpath("data/starter.md").read_text("utf-8")
