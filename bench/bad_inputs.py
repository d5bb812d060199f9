"""Bad inputs for `bench/damage.py`: what is put into `script/`, by its name."""

from __future__ import annotations

import os
import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

GOOD = (
    "# حلقة {n}\n\n## الباب الأول\n\nهذه جملة أولى، وفيها وقفة.\n\n"
    "## الباب الثاني\n\nوهذه ثانية في {n}.\n"
)
SHOW = 'title = "اختبار"\nbase_url = "https://example.org/p/"\nengine = "espeak"\n'

Put: TypeAlias = Callable[[Path], object]
"""Puts something bad into the folder `script/`."""

DIGITS = "9" * 4_500
FRONT = "# س\n\nكلمة.\n"


PUBLISHED = (
    'guid = "11111111-1111-5111-8111-111111111111"\n'
    '[episodes."{}"]\nguid = "x"\npublished = 2025-01-01T00:00:00Z\n'
)


def file(name: str, data: str | bytes) -> Put:
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data

    def put(script: Path) -> None:
        path = script / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)

    return put


def front(lines: str) -> Put:
    return file("bad.md", f"---\n{lines}\n---\n{FRONT}")


def toml(lines: str) -> Put:
    return file("bad.md", f"+++\n{lines}\n+++\n{FRONT}")


def show(lines: str) -> Put:
    return file("show.toml", f"{SHOW}{lines}\n")


def link(name: str, target: str) -> Put:
    return lambda script: (script / name).symlink_to(target)


def pipe(name: str) -> Put:
    def put(script: Path) -> None:
        (script / name).unlink(missing_ok=True)
        os.mkfifo(script / name)

    return put


def folder(name: str) -> Put:
    def put(script: Path) -> None:
        (script / name).unlink(missing_ok=True)
        (script / name).mkdir()

    return put


def a_file_for_a_folder(script: Path) -> None:
    shutil.rmtree(script)
    script.write_text("x")


def sparse(name: str, size: int) -> Put:
    def put(script: Path) -> None:
        with (script / name).open("wb") as out:
            out.truncate(size)

    return put


def all_of(*puts: Put) -> Put:
    return lambda script: [put(script) for put in puts]


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG of any size told in its head, of which the pixels are missing or `data`."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", data or zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + pixels + chunk(b"IEND", b"")


def wav(rate: int, channels: int = 1, bits: int = 16, frames: int = 1000, told: int = 0) -> bytes:
    body = b"\0" * (frames * channels * bits // 8)
    block = max(1, channels * bits // 8)
    form = struct.pack(
        "<HHIIHH", 1, channels, rate, (rate * block) & 0xFFFFFFFF, block & 0xFFFF, bits
    )
    size = told or len(body)
    return (
        b"RIFF" + struct.pack("<I", (size + 36) & 0xFFFFFFFF) + b"WAVEfmt " + struct.pack("<I", 16)
        + form + b"data" + struct.pack("<I", size) + body
    )  # fmt: skip


def image(name: str, put: Put | None = None) -> Put:
    return all_of(front(f"image: {name}"), *([put] if put else []))


def music(data: bytes) -> Put:
    return all_of(show('[music]\nintro = "m.wav"'), file("m.wav", data))


NOTES = "".join(f"ك[^{n}]\n\n[^{n}]: [^{n + 1}]\n\n" for n in range(300))
SCRIPTS: dict[str, Put] = {
    "empty": file("bad.md", ""),
    "blanks": file("bad.md", " \n\t\n \n"),
    "title alone": file("bad.md", "# س\n"),
    "no title": file("bad.md", "كلمة.\n"),
    "NUL": file("bad.md", "# س\n\nكل\x00مة.\n"),
    "all NUL": file("bad.md", b"\0" * 4096),
    "random": file("bad.md", bytes(range(256)) * 40),
    "windows-1256": file("bad.md", GOOD.format(n="ألف").encode("cp1256")),
    "utf-16 without BOM": file("bad.md", GOOD.encode("utf-16-le")),
    "utf-16 with BOM": file("bad.md", GOOD.encode("utf-16")),
    "utf-32": file("bad.md", GOOD.encode("utf-32")),
    "cut in a letter": file("bad.md", GOOD.encode()[:-3]),
    "surrogate": file("bad.md", b"# \xed\xa0\x80\n\n\xed\xb0\x80\n"),
    "a PDF": file("bad.md", b"%PDF-1.7\n" + bytes(range(128, 256)) * 50),
    "a zip": file("bad.md", b"PK\x03\x04" + bytes(range(256)) * 50),
    "a number": file("bad.md", f"# س\n\n{DIGITS}\n"),
    "a number of Arabic digits": file("bad.md", "# س\n\n" + "٩" * 5_000 + "\n"),
    "a decimal": file("bad.md", f"# س\n\n1.{DIGITS}\n"),
    "a fraction": file("bad.md", f"# س\n\n{DIGITS}/2\n"),
    "a date": file("bad.md", f"# س\n\n{DIGITS}-1-1\n"),
    "a time": file("bad.md", "# س\n\n99:99:99 و 25:61\n"),
    "money": file("bad.md", f"# س\n\n${DIGITS}\n"),
    "percent": file("bad.md", f"# س\n\n{DIGITS}%\n"),
    "a telephone": file("bad.md", f"# س\n\n+{DIGITS}\n"),
    "roman": file("bad.md", "# س\n\n" + "M" * 5_000 + "\n"),
    "an address": file("bad.md", "# س\n\nhttps://" + "a." * 4_000 + "com/" + "x" * 9_000 + "\n"),
    "an e-mail": file("bad.md", "# س\n\n" + "a" * 9_000 + "@" + "b." * 3_000 + "com\n"),
    "stars": file("bad.md", "# س\n\n" + "**" * 5_000 + "كلمة\n"),
    "stars and words": file("bad.md", "# س\n\n" + "**ك* " * 900 + "\n"),
    "underscores": file("bad.md", "# س\n\n" + "_ك" * 2_000 + "\n"),
    "brackets": file("bad.md", "# س\n\n" + "[" * 5_000 + "كلمة\n"),
    "links in links": file("bad.md", "# س\n\n" + "[ك](" * 3_000 + "x" + ")" * 3_000 + "\n"),
    "images": file("bad.md", "# س\n\n" + "![ك](x.png)" * 5_000 + " كلمة\n"),
    "backticks": file("bad.md", "# س\n\n" + "".join("`" * (n % 90) + "ك" for n in range(900)) + "\n"),
    "quotes": file("bad.md", "# س\n\n" + "> " * 3_000 + "كلمة\n"),
    "lists": file("bad.md", "# س\n\n" + "\n".join("  " * n + "- كلمة" for n in range(300)) + "\n"),
    "list marks": file("bad.md", "# س\n\n" + "- " * 3_000 + "كلمة\n"),
    "a table": file("bad.md", "# س\n\n" + "|" * 5_000 + "\n" + "|-" * 5_000 + "|\n" + "|ك" * 5_000 + "|\n"),
    "tags": file("bad.md", "# س\n\n" + "<b>" * 9_000 + "كلمة\n"),
    "an open comment": file("bad.md", "# س\n\nكلمة <!-- لا آخر له\n"),
    "many open comments": file("bad.md", "# س\n\nكلمة " + "<!--" * 20_000 + "\n"),
    "a pause": file("bad.md", f"# س\n\n<!--pause:{DIGITS}-->كلمة\n"),
    "a pause of days": file("bad.md", "# س\n\n<!--pause: 999999999-->كلمة\n"),
    "a pause below nothing": file("bad.md", "# س\n\n<!--pause: -5-->كلمة\n"),
    "many pauses": file("bad.md", "# س\n\n" + "<!--pause: 9s-->كلمة " * 400 + "\n"),
    "headings": file("bad.md", "# س\n\n" + "## باب\n\nكلمة.\n\n" * 60),
    "headings alone": file("bad.md", "# س\n\n" + "## باب\n\n" * 200),
    "a heading of a megabyte": file("bad.md", "# " + "كلمة " * 2_000 + "\n\nكلمة.\n"),
    "a word of a megabyte": file("bad.md", "# س\n\n" + "ك" * 9_000 + "\n"),
    "marks alone": file("bad.md", "# س\n\n" + "\u064b" * 50_000 + "\n"),
    "joiners": file("bad.md", "# س\n\n" + "\u200d\u200f" * 50_000 + "كلمة\n"),
    "directions": file("bad.md", "# س\n\n" + "\u202e\u2066" * 5_000 + "كلمة\n"),
    "emoji": file("bad.md", "# س\n\n" + "👩‍👩‍👧" * 500 + "\n"),
    "stops": file("bad.md", "# س\n\n" + "." * 100_000 + "\n"),
    "escapes": file("bad.md", "# س\x1b[31m\x07\n\n\x1b]0;x\x07كلمة\x9b31m.\n"),
    "a Latin book": file("bad.md", "# س\n\n" + "Lorem ipsum dolor. " * 300 + "\n"),
    "footnotes": file("bad.md", "# س\n\n" + NOTES),
    "references": file("bad.md", "# س\n\nكلمة [a]\n\n" + "".join(f"[a{n}]: x\n" for n in range(20_000))),
    "a reference to itself": file("bad.md", "# س\n\n[a][a]\n\n[a]: [a]\n"),
    "two episodes in one": all_of(
        *(file(f"{one}.md", "---\nslug: x\n---\n" + FRONT) for one in "ab")
    ),
    "controls": file("bad.md", "# س\n\n<!--say-->كلمة<!--/say--><!--nothing: x-->\n"),
    "spell": file("bad.md", "# س\n\n<!--spell-->" + "ك" * 9_000 + "<!--/spell-->\n"),
}  # fmt: skip

FRONT_MATTER: dict[str, Put] = {
    "a season": front(f"season: {DIGITS}"),
    "a number below nothing": front("number: -1"),
    "an unknown key": front("colour: red"),
    "a date that is none": front("date: never"),
    "a day that is none": front("date: 2025-02-30"),
    "a year of five digits": front("date: 99999-01-01"),
    "the first year": front("date: 0001-01-01"),
    "the last year": front("date: 9999-12-31"),
    "never closed": file("bad.md", "---\ntitle: x\n\n# س\n\nكلمة.\n"),
    "a list for a word": front("title: [a, b]"),
    "YAML's bombs": front("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"),
    "YAML's classes": front("title: !!python/object/apply:os.system ['touch /tmp/pwned']"),
    "twice the same": front("title: a\ntitle: b"),
    "tabs": front("\ttitle:\tx"),
    "a colon": front(":"),
    "a slug that leads out": front("slug: ../../x"),
    "an absolute slug": front("slug: /etc/x"),
    "an empty slug": front('slug: ""'),
    "a slug of dots": front('slug: ".."'),
    "a hidden slug": front("slug: .state"),
    "a slug of the program's": front("slug: feed"),
    "a slug of 5,000 letters": front("slug: " + "x" * 5_000),
    "a slug with NUL": front('slug: "a\0b"'),
    "a slug with a line end": toml('slug = "a\\nb"'),
    "a title of 1 MB": front("title: " + "ك" * 500_000),
    "a title with codes": toml('title = "a\\u001b[31m"'),
    "TOML: a number": toml(f"number = {DIGITS}"),
    "TOML: a float": toml("number = nan"),
    "TOML: deep keys": toml("a." * 2_000 + "a = 1"),
    "TOML: deep tables": toml("[" + "a." * 2_000 + "a]"),
    "TOML: deep lists": toml("a = " + "[" * 5_000),
    "TOML: deep inline tables": toml("a = " + "{a = " * 2_000 + "1" + "}" * 2_000),
    "TOML: not closed": toml('title = "x'),
    "TOML: a date": toml("date = 2025-01-01T00:00:00"),
    "TOML: twice": toml("title = 'a'\ntitle = 'b'"),
    "a person": front("person: 5"),
    "an engine": front("engine: no-such"),
    "a voice": front("voice: no-such"),
    "a picture out": image("../../outside/secret.jpg"),
    "a picture of the system": image("/dev/zero"),
    "no picture": image("no.jpg"),
    "a picture by a link": image("l.jpg", link("l.jpg", "/dev/zero")),
    "a picture by a pipe": image("p.jpg", pipe("p.jpg")),
    "a picture that is a folder": image("d.jpg", folder("d.jpg")),
    "an empty picture": image("e.jpg", file("e.jpg", b"")),
    "text as a picture": image("e.jpg", file("e.jpg", "كلمة")),
    "half a picture": image("h.png", file("h.png", png(1400, 1400))),
    "a picture of 30,000": image("h.png", file("h.png", png(30_000, 30_000))),
    "a picture of no size": image("h.png", file("h.png", png(0, 0))),
    "a small picture": image("h.png", file("h.png", png(2, 2, zlib.compress(b"\0" * 14)))),
    "a picture of 2^31": image("h.png", file("h.png", png(2**31 - 1, 2**31 - 1))),
    "a bomb": image("h.png", file("h.png", png(9_000, 9_000, zlib.compress(b"\0" * (27_001 * 9_000), 9)))),
    "a picture in disguise": image("h.jpg", file("h.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 900)),
    "an SVG": image("h.svg", file("h.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")),
    "a sparse picture": image("s.jpg", sparse("s.jpg", 3 << 30)),
}  # fmt: skip

SETTINGS: dict[str, Put] = {
    "no settings": lambda script: (script / "show.toml").unlink(),
    "empty settings": file("show.toml", ""),
    "broken settings": file("show.toml", "title = \n"),
    "settings that are no text": file("show.toml", bytes(range(128, 256))),
    "settings by a link": all_of(
        lambda script: (script / "show.toml").unlink(), link("show.toml", "/etc/passwd")
    ),
    "settings as a folder": folder("show.toml"),
    "settings as a pipe": pipe("show.toml"),
    "sparse settings": sparse("show.toml", 2 << 30),
    "settings: deep keys": show("a." * 2_000 + "a = 1"),
    "settings: deep tables": show("[" + "a." * 3_000 + "a]"),
    "settings: a number": show(f"feed_items = {DIGITS}"),
    "settings: feed_items": show("feed_items = -5"),
    "settings: a list": show("description = [1, 2]"),
    "settings: an unknown key": show("colour = 'red'"),
    "settings: a language": show("language = 'klingon in exile'"),
    "settings: a zone": show("timezone = '../../../../etc/passwd'"),
    "settings: an address": file("show.toml", SHOW.replace("https://example.org/p/", "javascript:x")),
    "settings: a file's address": file("show.toml", SHOW.replace("https://example.org/p/", "file:///etc/")),
    "settings: no engine": file("show.toml", SHOW.replace("espeak", "none-such")),
    "settings: a picture out": show('image = "../../outside/secret.jpg"'),
    "settings: a rate": show("[voice]\nrate = 0"),
    "settings: a huge rate": show("[voice]\nrate = 1e308"),
    "settings: a rate that is none": show("[voice]\nrate = nan"),
    "settings: pauses": show("[pauses]\nsentence = 99999999999"),
    "settings: codes": show('author = "a\\u001b]0;x\\u0007"'),
    "no music": show('[music]\nintro = "no.wav"'),
    "music out": show('[music]\nintro = "../../outside/secret.md"'),
    "music of 1 Hz": music(wav(1)),
    "music of 0 Hz": music(wav(0)),
    "music of 4 GHz": music(wav(2**32 - 1)),
    "music of no channel": music(wav(44_100, 0)),
    "music of 65,535 channels": music(wav(44_100, 65_535, frames=2)),
    "music of 1 bit": music(wav(44_100, 1, 1)),
    "music that tells of 4 GB": music(wav(44_100, told=2**32 - 1)),
    "music of no frames": music(wav(44_100, frames=0)),
    "music that is text": music("كلمة".encode()),
    "empty music": music(b""),
    "sparse music": all_of(show('[music]\nintro = "m.wav"'), sparse("m.wav", 3 << 30)),
    "music as a pipe": all_of(show('[music]\nintro = "m.wav"'), pipe("m.wav")),
    "an hour at 1 Hz": music(wav(1, frames=100_000)),
    "a broken lexicon": file("lexicon.toml", "a = \n"),
    "a lexicon of numbers": file("lexicon.toml", "a = 1\n"),
    "a lexicon of lists": file("lexicon.toml", "a = ['x']\n"),
    "a lexicon of nothing": file("lexicon.toml", '"" = ""\n'),
    "a lexicon with codes": file("lexicon.toml", '"a" = "\\u001b[31m"\n'),
    "a lexicon of 20,000": file("lexicon.toml", "".join(f'"w{n}" = "كلمة"\n' for n in range(20_000))),
    "a lexicon's patterns": file("lexicon.toml", '"(a+)+$" = "كلمة"\n'),
    "a lexicon's word of 1 MB": file("lexicon.toml", f'"a" = "{"ك" * 500_000}"\n'),
    "a lexicon as a pipe": pipe("lexicon.toml"),
    "a lexicon as a folder": folder("lexicon.toml"),
    "a lexicon by a link": link("lexicon.toml", "/etc/passwd"),
    "a sparse lexicon": sparse("lexicon.toml", 2 << 30),
    "a lexicon's deep keys": file("lexicon.toml", "a." * 2_000 + "a = 'x'\n"),
    "published: broken": file("published.toml", "[episodes\n"),
    "published: a path": file("published.toml", PUBLISHED.format("../../pwned")),
    "published: an absolute path": file("published.toml", PUBLISHED.format("/tmp/pwned")),
    "published: no date": file("published.toml", '[episodes.a]\nguid = "x"\n'),
    "published: no guid": file("published.toml", "[episodes.a]\npublished = 2025-01-01T00:00:00Z\n"),
    "published: a guid of markup": file("published.toml", 'guid = "<x>"\n'),
    "published: a list": file("published.toml", "episodes = [1]\n"),
    "published: a pipe": pipe("published.toml"),
    "published: a folder": folder("published.toml"),
    "published: sparse": sparse("published.toml", 2 << 30),
    "published: conflict": file("published.toml", "<<<<<<< HEAD\n=======\n>>>>>>> x\n"),
    "published: by a link": link("published.toml", "../../outside/secret.md"),
}  # fmt: skip

LOOKS: dict[str, Put] = {
    f"{name}: {what}": file(name, text)
    for name in ("feed.xml.j2", "show.html.j2", "episode.html.j2")
    for what, text in {
        "unknown": "{{ nothing.at.all }}",
        "syntax": "{% for %}",
        "endless": "{% for x in range(10**12) %}{% endfor %}",
        "long": "{{ 'x' * 10**10 }}",
        "a power": "{{ 9 ** 9 ** 9 }}",
        "itself": "{% include '" + name + "' %}",
        "Python": "{{ cycler.__init__.__globals__.os.system('touch /tmp/pwned') }}",
        "formats": "{{ '%099999999999d' % 1 }}",
        "no text": "\udcff",
    }.items()
}
FILES: dict[str, Put] = {
    "a name that is no text": file(os.fsdecode(b"x\xff.md"), FRONT),
    "a name with codes": file("x\x1b[31m\x07.md", FRONT),
    "a name with a line end": file("x\ny.md", FRONT),
    "a long name": file("ك" * 120 + ".md", FRONT),
    "a name of dots": file("....md", FRONT),
    "a name of blanks": file("   .md", FRONT),
    "a name of marks": file("!!!.md", FRONT),
    "a script by a link": link("bad.md", "../../outside/secret.md"),
    "the system by a link": link("bad.md", "/etc/passwd"),
    "a link to itself": link("bad.md", "bad.md"),
    "a link to nothing": link("bad.md", "nowhere.md"),
    "a device by a link": link("bad.md", "/dev/zero"),
    "a process by a link": link("bad.md", "/proc/self/environ"),
    "a script as a folder": folder("bad.md"),
    "a script as a pipe": pipe("bad.md"),
    "a sparse script": sparse("bad.md", 2 << 30),
    "a script of 17 MB": sparse("bad.md", 17 << 20),
    "5 MB of NUL": sparse("bad.md", 5 << 20),
    "a web page": file("bad.html", "<p>"),
    "a document": file("bad.docx", b"PK"),
    "another's ending": file("bad.markdown", FRONT),
    "a copy": file("2025-01-01-one (1).md", GOOD.format(n="one")),
    "script as a file": a_file_for_a_folder,
    "no script": shutil.rmtree,
    "audio as a file": lambda script: (script.parent / "audio").write_text("x"),
    "audio by a link": lambda script: (script.parent / "audio").symlink_to("../outside"),
    "a stylesheet as a folder": folder("page.css"),
    "a stylesheet by a link": link("page.css", "/etc/passwd"),
    "a stylesheet without end": sparse("page.css", 2 << 30),
    "a stylesheet that ends the page": file("page.css", "</style><script>alert(1)</script>"),
}  # fmt: skip
BAD = {
    f"{kind}: {name}": put
    for kind, puts in {
        "script": SCRIPTS, "front matter": FRONT_MATTER, "settings": SETTINGS, "looks": LOOKS, "files": FILES,
    }.items()
    for name, put in puts.items()
}  # fmt: skip
