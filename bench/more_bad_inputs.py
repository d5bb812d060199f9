"""More bad inputs for `bench/damage.py`: other types, odd places, odd names, and far too many signs."""

from __future__ import annotations

import os
import stat
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from bad_inputs import (
    FRONT,
    PUBLISHED,
    SHOW,
    Put,
    all_of,
    file,
    front,
    image,
    music,
    show,
    toml,
    wav,
)


def replaced(name: str, make: Callable[[str], object]) -> Put:
    """Something that is no file, under the name of one."""

    def put(script: Path) -> None:
        path = os.path.join(script, name)
        if os.path.lexists(path):
            os.unlink(path)
        make(path)

    return put


def device(path: str) -> None:
    os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))


def socket(path: str) -> None:
    os.mknod(path, stat.S_IFSOCK | 0o666)


def circle(path: str) -> None:
    os.symlink(os.path.basename(path), path)


KINDS = {"a device": device, "a socket": socket, "a circle": circle}
USES: dict[str, Callable[[str], Put]] = {
    "show.toml": lambda name: all_of(),
    "lexicon.toml": lambda name: all_of(),
    "published.toml": lambda name: all_of(),
    "page.css": lambda name: all_of(),
    "feed.xml.j2": lambda name: all_of(),
    "bad.md": lambda name: all_of(),
    "i.jpg": lambda name: front(f"image: {name}"),
    "c.jpg": lambda name: show(f'cover = "{name}"'),
    "m.wav": lambda name: show(f'[music]\nintro = "{name}"'),
}


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def picture(kind: bytes) -> bytes:
    """A whole PNG with a chunk that swells to 300 MB."""
    head = struct.pack(">IIBBBBB", 1400, 1400, 8, 0, 0, 0, 0)
    bomb, pixels = zlib.compress(bytes(300_000_000), 9), zlib.compress(bytes(1401 * 1400))
    chunks = (b"IHDR", head), (kind, b"x\0\0" + bomb), (b"IDAT", pixels), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in chunks)


def floats(value: float) -> bytes:
    body = struct.pack("<f", value) * 2_000
    form = struct.pack("<HHIIHH", 3, 1, 44_100, 4 * 44_100, 4, 32)
    head = b"RIFF" + struct.pack("<I", 36 + len(body)) + b"WAVEfmt " + struct.pack("<I", 16) + form
    return head + b"data" + struct.pack("<I", len(body)) + body


def sparse_wav(script: Path) -> None:
    """14 hours of silence that takes no room."""
    show('[music]\nintro = "m.wav"')(script)
    path = os.path.join(script, "m.wav")
    with open(path, "wb") as out:
        out.write(wav(8_000, 1, 8, frames=10, told=400_000_000))
        out.truncate(400_000_000)


def each(lines: str, put: Callable[[str], Put]) -> dict[str, Put]:
    return {line: put(line.replace("\\n", "\n")) for line in lines.strip().split("\n")}


TYPES = each(
    """
title = true
title = {a=1}
date = 07:32:00
date = 9999-12-31T23:59:59-12:00
date = 0001-01-01T00:00:00+14:00
number = 1e400
number = 0x7fffffffffffffffffff
soundbite = [[1]]
soundbite = [{start=1e308, duration=1e308, title="x"}]
person = [{name=1}]
explicit = "maybe"
source = "file:///etc/passwd"
[person.a.b]\\nc = 1
""",
    toml,
)
VALUES = each(
    """
date: 2025-13-45
date: 2025-01-01T00:00:60Z
number: 999999999999
slug: CON
slug: ../../../../x
image: published.toml
image: .
voice: :x
voice: espeak:../../x
soundbite: 1e999 5
""",
    front,
)
SETTINGS = each(
    """
cover = "/dev/zero"
timezone = "/etc/localtime"
[voices."../x"]\\nname = "f2"
[voices.a]\\nengine = "none-such"
[engines.piper]\\nmodel = "/dev/zero"
[voice]\\nname = "none-such"
[voice]\\nrate = inf
[pauses]\\nsentence = 1e300
[[person]]\\nname = "a"\\nrole = "nope"
language = "../../x"
""",
    show,
)
LEXICON = each(
    """
words = 5
"a" = 2025-01-01
[a.b.c]\\nd = "e"
" " = "كلمة"
"كلمة" = "1234567890"
""",
    lambda text: file("lexicon.toml", f"{text}\n"),
)
NAMES = each(
    """
con.md
aux.txt
\u202egpj.md
x\u0085y.md
-rf.md
$(touch pwned).md
9999-12-31-x.md
2025-02-30-x.md
x\\y.md
""",
    lambda name: file(name, FRONT),
)
DEEP = {
    "parentheses": "(" * 20_000 + "كلمة" + ")" * 20_000,
    "tags": "<div>" * 20_000 + "كلمة",
    "rules": "-" * 100_000 + "\n" + "=" * 100_000,
    "entities": "&amp;" * 50_000 + "&#x1F600;" * 20_000,
    "references": "".join(f"[a{n}]: <b{n}>\n" for n in range(30_000)) + "\nكلمة",
    "Arabic commas": "،" * 100_000 + "كلمة",
    "commas": ",".join(["123"] * 20_000),
    "slashes": "/".join(["1"] * 20_000),
    "per cent": "%" * 50_000,
    "marks": "ك" + "\u0301" * 100_000,
    "no marks at all": "كلمة " * 4_000,
}
BASE = SHOW.replace("org/p/", "org/" + "p" * 500_000 + "/")
MORE: dict[str, Put] = {
    "nothing but a title of 1 MB": file("show.toml", SHOW.replace("اختبار", "كلمة " * 200_000)),
    "a disclosure of 1 MB": show(f'disclosure = "{"كلمة " * 200_000}"'),
    "an address of 1 MB": file("show.toml", BASE),
    "settings in UTF-16": file("show.toml", SHOW.encode("utf-16")),
    "two marks of order": file("bad.md", b"\xef\xbb\xbf\xef\xbb\xbf# x\n\n\xd9\x83\n"),
    "overlong letters": file("bad.md", b"# x\n\n\xc0\xaf\xe0\x80\xaf\n"),
    "line ends of all kinds": file("bad.md", "# س\u2028كلمة\u2029كلمة\x85كلمة\x0bكلمة\x0c\r\n"),
    "one name twice, composed and not": all_of(
        file("caf\u00e9.md", FRONT), file("cafe\u0301.md", FRONT.replace("كلمة", "غيرها"))
    ),
    "one name twice, in two cases": all_of(
        file("Abc.md", FRONT), file("abc.md", FRONT.replace("كلمة", "غيرها"))
    ),
    "a picture that swells": image("i.png", file("i.png", picture(b"zTXt"))),
    "a profile that swells": image("i.png", file("i.png", picture(b"iCCP"))),
    "music that is no number": music(floats(float("nan"))),
    "music without end": music(floats(float("inf"))),
    "music of MP3": music(b"\xff\xfb\x90\x00" + bytes(4_000)),
    "music with a tag of 256 MB": music(b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + bytes(5_000)),
    "music of 14 hours": sparse_wav,
    "published in the year 10000": file(
        "published.toml",
        PUBLISHED.format("one").replace("2025-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"),
    ),
    "published under a name of codes": file("published.toml", PUBLISHED.format("a\\u0000b")),
    "published: 20,000": file(
        "published.toml",
        "".join(
            f'episodes.e{n}.guid = "g{n}"\nepisodes.e{n}.published = 2020-01-01T00:00:00Z\n'
            for n in range(20_000)
        ),
    ),
    **TYPES,
    **VALUES,
    **SETTINGS,
    **LEXICON,
    **{f"a script called {name!r}": put for name, put in NAMES.items()},
    **{f"many {what}": file("bad.md", f"# س\n\n{text}\n") for what, text in DEEP.items()},
    **{
        f"{kind} as {name}": all_of(use(name), replaced(name, make))
        for kind, make in KINDS.items()
        for name, use in USES.items()
    },
}
