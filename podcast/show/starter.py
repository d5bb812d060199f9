"""The files of `podcast init`: a show.toml that explains every key, a first script, and publishing."""

from __future__ import annotations

import re

from podcast.formats import toml
from podcast.show.keys import KEYS, Key

_ORIGIN = re.compile(
    r"^\s*url\s*=\s*\S*github\.com[:/]([\w.-]+)/([\w.-]+?)(?:\.git)?/?\s*$", re.MULTILINE
)

_WAITING = re.compile(r"\s*#?\s*base_url\s*=")

_HEAD = """\
# إعدادات البودكاست. أزل علامة # من أول السطر لتغيير إعداد: ما بعدها هو المعتاد إن كان له معتاد، وإلا فمثال.
"""


WAYS = {
    "github": ("github.yml", ".github/workflows/podcast.yml"),
    "rsync": ("rsync.sh", "publish.sh"),
    "s3": ("s3.sh", "publish.sh"),
}
"""Ways to publish: for each a packaged file, and its path below the new root."""

MERGED = "script/published.toml merge=union\n"
"""For `.gitattributes`: a merge of published.toml keeps the lines of both sides."""

SOMEWHERE = "https://example.org/podcast/"


UNTITLED = "بودكاست جديد"


def starter(title: str = "", base_url: str = "") -> str:
    """A show.toml with its title set and every other key in a comment, explained in Arabic, with its default if
    it has one."""
    values = {"title": title.strip() or UNTITLED, "base_url": base_url}
    lines = [_HEAD]
    table = ""
    for key in filter(lambda key: key.example, KEYS.values()):
        if key.table != table:
            table = key.table
            lines.append(f"\n[{table}]\n")
        lines.append(_settings_line(key, values.get(key.path, "")))
    return "".join(lines)


def _settings_line(key: Key, value: str) -> str:
    about = key.about.replace("\n", "\n# ")
    line = f"{key.name} = {toml.quoted(value)}" if value else f"# {key.name} = {key.example}"
    return f"\n# {about}\n{line}\n"


def with_base_url(text: str, address: str) -> str:
    """The text of a show.toml with base_url set to `address`, in its prepared line.

    It is unchanged if base_url is set already or the text cannot be parsed.
    """
    try:
        if toml.parse(text).get("base_url"):
            return text
        lines = text.split("\n")
        end = "\r" if lines[0].endswith("\r") else ""
        table = next(
            (index for index, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines)
        )
        waiting = [index for index, line in enumerate(lines[:table]) if _WAITING.match(line)]
        first = toml.line_of(text, "title")
        places = waiting[:1] or [first if 0 < first <= table else table]
        lines[places[0] : places[0] + len(waiting[:1])] = [
            f"base_url = {toml.quoted(address)}{end}"
        ]
        done = "\n".join(lines)
        return done if toml.parse(done) == {**toml.parse(text), "base_url": address} else text
    except toml.TomlError:
        return text


def starter_publishing(way: str, base_url: str = "", language: str = "ar") -> tuple[str, str]:
    """The path below the root, and the text, of the file for one of `WAYS`; its comments are in `language`."""
    from importlib.resources import files

    name, path = WAYS[way]
    text = files("podcast.show").joinpath(f"data/publish/{name}").read_text("utf-8")
    other = "en" if language == "ar" else "ar"
    text = re.sub(rf"^ *#{other} .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(rf"^( *#){language} ", r"\1 ", text, flags=re.MULTILINE)
    return path, text.replace("BASE_URL", base_url or SOMEWHERE)


def pages_url(git_config: str) -> str:
    """The GitHub Pages address of a repository with this `.git/config`; "" if it is not on GitHub."""
    match = _ORIGIN.search(git_config)
    if not match:
        return ""
    owner, name = match[1], match[2]
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def starter_script() -> str:
    """A short first episode in Markdown, with headings, a list, and diacritics on a few words."""
    from importlib.resources import files

    return files("podcast.show").joinpath("data/starter.md").read_text("utf-8")
