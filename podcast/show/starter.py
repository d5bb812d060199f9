"""What `podcast init` puts into a new `script/`: a show.toml with every key told, and a first script."""

from __future__ import annotations

from podcast.show.keys import KEYS, Key

_HEAD = "# إعدادات البودكاست. أزل علامة # من أول السطر لتفعيل إعداد.\n"


def starter(title: str = "بودكاست جديد") -> str:
    """A show.toml with `title` set and every other known key in a comment, told in Arabic."""
    lines = [_HEAD]
    table = ""
    for key in filter(lambda key: key.example, KEYS.values()):
        if key.table != table:
            table = key.table
            lines.append(f"\n[{table}]\n")
        lines.append(_told(key, title))
    return "".join(lines)


def _told(key: Key, title: str) -> str:
    if key.path == "title":
        quoted = title.replace("\\", "\\\\").replace('"', '\\"')
        return f'\n# {key.about}\ntitle = "{quoted}"\n'
    return f"\n# {key.about}\n# {key.name} = {key.example}\n"


def starter_script() -> str:
    """A short first episode in Markdown, which shows headings, a list, and marks on a few words."""
    from importlib.resources import files

    return files("podcast.show").joinpath("data/starter.md").read_text("utf-8")
