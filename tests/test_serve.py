"""The server as clients see it: a real one on the loopback address, asked by http.client and bare sockets."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
import uvicorn
from hypothesis import given
from hypothesis import strategies as st

from podcast import serve
from podcast.errors import OutputError
from podcast.serve.answers import usable_range
from podcast.serve.paths import published
from podcast.serve.rebase import rebase

MP3 = bytes(range(256)) * 400
ARABIC = "bytes=٠-٥".encode().decode("latin-1")
BASE = "https://example.org/audio/"
FEED = f"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="style.css" type="text/css"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:podcast="https://podcastindex.org/namespace/1.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>راوٍ &amp; أصحابه &lt;٣&gt;</title><link>https://example.org/about</link>
<atom:link rel="self" type="application/rss+xml" href="{BASE}feed.xml"/>
<item><guid isPermaLink="false">{BASE}mistral</guid>
<enclosure url="{BASE}mistral.mp3" length="{len(MP3)}" type="audio/mpeg"/>
<content:encoded>&lt;a href="{BASE}mistral/#section-1"&gt;أوّل&lt;/a&gt;</content:encoded>
<podcast:chapters url="{BASE}mistral/chapters.json" type="application/json+chapters"/></item>
</channel></rss>
"""
PATIENCE = 60.0
"""Seconds after which an answer will not come; a busy machine needs some."""

FILES = {
    "feed.xml": FEED.encode(),
    "index.html": "<!doctype html><title>راوٍ</title>".encode(),
    "cover.jpg": b"\xff\xd8\xff",
    "mistral.mp3": MP3,
    "mistral/index.html": b"<!doctype html><title>m</title>",
    "mistral/01.mp3": MP3[:1000],
    "mistral/feed.xml": FEED.replace("feed.xml", "mistral/feed.xml").encode(),
    "mistral/chapters.json": b"{}",
    "mistral/transcript.vtt": b"WEBVTT\n",
    "mistral/transcript.srt": b"",
    "mistral/playlist.m3u8": b"#EXTM3U\n",
    "empty/01.mp3": b"",
    ".state.json": b"secret",
    ".clips/aa/one.mp3": b"secret",
    "mistral/.hidden.mp3": b"secret",
    "notes.bak": b"secret",
    "Makefile": b"secret",
}


@pytest.fixture(scope="module")
def audio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published folder beside files that must not be served."""
    root = tmp_path_factory.mktemp("show")
    for name, data in FILES.items():
        path = root / "audio" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (root / "secret.mp3").write_bytes(b"secret")
    (root / "audio" / "out.mp3").symlink_to(root / "secret.mp3")
    (root / "audio" / "up").symlink_to(root)
    (root / "audio" / "clips").symlink_to(root / "audio" / ".clips")
    (root / "audio" / "ring.mp3").symlink_to(root / "audio" / "ring.mp3")
    (root / "audio" / "alias.mp3").symlink_to(root / "audio" / "mistral.mp3")
    return root / "audio"


class Client:
    """Asks one server; `port` is where it listens."""

    def __init__(self, port: int) -> None:
        self.port = port

    def __call__(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        link.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            link.putheader(name.replace("_", "-"), value)
        link.endheaders()
        reply = link.getresponse()
        body = reply.read()
        link.close()
        return reply.status, {name.lower(): value for name, value in reply.getheaders()}, body


def running(app: Any) -> Iterator[Client]:
    """A server of `app`, for as long as the iterator is open."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    yield Client(listener.getsockname()[1])
    server.should_exit = True
    thread.join(PATIENCE)
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def get(audio: Path) -> Iterator[Client]:
    yield from running(serve.app(audio))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/mistral/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/mistral/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/mistral.mp3", "audio/mpeg"),
        ("/alias.mp3", "audio/mpeg"),
        ("/mistral/01.mp3", "audio/mpeg"),
        ("/mistral/chapters.json", "application/json+chapters; charset=utf-8"),
        ("/mistral/transcript.vtt", "text/vtt; charset=utf-8"),
        ("/mistral/transcript.srt", "application/x-subrip; charset=utf-8"),
        ("/mistral/playlist.m3u8", "audio/mpegurl; charset=utf-8"),
        ("/cover.jpg", "image/jpeg"),
        ("/cover.jpg?size=1400", "image/jpeg"),
        ("/%63over.jpg", "image/jpeg"),
    ],
)
def test_types(get: Client, path: str, kind: str) -> None:
    """Each kind of file is called what apps know it by, may be read by players of other sites, and by HEAD."""
    status, headers, body = get(path)
    assert (status, headers["content-type"]) == (200, kind)
    assert headers["access-control-allow-origin"] == "*"
    assert headers["content-length"] == str(len(body))
    head_status, head, nothing = get(path, "HEAD")
    assert (head_status, nothing) == (200, b"")
    assert {**head, "date": ""} == {**headers, "date": ""}


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=0-", 0, len(MP3) - 1),
        ("bytes=100-199", 100, 199),
        ("bytes=-100", len(MP3) - 100, len(MP3) - 1),
        ("bytes=-999999999", 0, len(MP3) - 1),
        ("bytes=102399-", len(MP3) - 1, len(MP3) - 1),
        ("bytes=5-999999999", 5, len(MP3) - 1),
        ("bytes=5-" + "9" * 40, 5, len(MP3) - 1),
        ("bytes=-" + "9" * 40, 0, len(MP3) - 1),
        ("bytes=007-0000000000000000000009", 7, 9),
        ("Bytes=7-7", 7, 7),
    ],
)
def test_one_range(get: Client, asked: str, first: int, last: int) -> None:
    """Seeking: just the bytes asked for, and where in the file they are (RFC 9110, 14)."""
    status, headers, body = get("/mistral.mp3", Range=asked)
    assert status == 206
    assert body == MP3[first : last + 1]
    assert headers["content-range"] == f"bytes {first}-{last}/{len(MP3)}"
    assert headers["content-length"] == str(len(body))
    status, head, nothing = get("/mistral.mp3", "HEAD", Range=asked)
    assert (status, head["content-range"], nothing) == (206, headers["content-range"], b"")


@pytest.mark.parametrize(
    "asked", [f"bytes={len(MP3)}-", "bytes=999999999-", f"bytes={'9' * 40}-", "bytes=-0"]
)
def test_range_beyond_the_end(get: Client, asked: str) -> None:
    """416, with the length there is, so that a player can correct itself."""
    status, headers, _ = get("/mistral.mp3", Range=asked)
    assert (status, headers["content-range"]) == (416, f"bytes */{len(MP3)}")
    assert headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "asked",
    ["bytes=5-2", "bytes=", "bytes=x-y", "items=0-5", "0-5", ARABIC, "bytes=0-1,5-6", "bytes=1e3-"],
)
def test_range_that_says_nothing(get: Client, asked: str) -> None:
    """A malformed Range is ignored: the whole file (RFC 9110, 14.2)."""
    status, _, body = get("/mistral.mp3", Range=asked)
    assert (status, len(body)) == (200, len(MP3))


def test_if_range(get: Client) -> None:
    """A download resumes only if the file is still the one it began with."""
    _, headers, _ = get("/mistral.mp3", "HEAD")
    for same in (headers["etag"], headers["last-modified"]):
        assert get("/mistral.mp3", Range="bytes=1-2", If_Range=same)[0] == 206
    for other in ('"other"', f"W/{headers['etag']}", "Sat, 01 Jan 2000 00:00:00 GMT"):
        status, _, body = get("/mistral.mp3", Range="bytes=1-2", If_Range=other)
        assert (status, len(body)) == (200, len(MP3))


@pytest.mark.parametrize("path", ["/mistral.mp3", "/feed.xml", "/", "/mistral/chapters.json"])
def test_not_modified(get: Client, path: str) -> None:
    """What the client holds is not sent again; what it does not hold is."""
    _, headers, whole = get(path)
    tag = headers["etag"]
    for held in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        status, again, body = get(path, If_None_Match=held)
        assert (status, body, again["etag"]) == (304, b"", tag)
        assert again["access-control-allow-origin"] == "*"
    assert get(path, If_None_Match='"x"')[2] == whole


def test_not_modified_since(get: Client) -> None:
    """Older clients go by the date."""
    stamp = get("/mistral.mp3", "HEAD")[1]["last-modified"]
    assert get("/mistral.mp3", If_Modified_Since=stamp)[0] == 304
    assert get("/mistral.mp3", If_Modified_Since="Sat, 01 Jan 2000 00:00:00 GMT")[0] == 200


def test_a_new_build_has_a_new_tag(tmp_path: Path) -> None:
    """An edited feed is a new one, and is asked for again each time."""
    (tmp_path / "feed.xml").write_text(FEED, "utf-8")
    for get in running(serve.app(tmp_path)):
        _, before, _ = get("/feed.xml")
        (tmp_path / "feed.xml").write_text(FEED.replace("أصحابه", "أصدقاؤه"), "utf-8")
        status, after, _ = get("/feed.xml", If_None_Match=before["etag"])
        assert (status, after["cache-control"]) == (200, "no-cache")
        assert before["etag"] != after["etag"]


HOSTILE = (
    "/../secret.mp3",
    "/mistral/../../secret.mp3",
    "/%2e%2e/secret.mp3",
    "/..%2fsecret.mp3",
    "/%2e%2e%2fsecret.mp3",
    "/..%5csecret.mp3",
    "/..\\secret.mp3",
    "/%252e%252e/secret.mp3",
    "/.%00./secret.mp3",
    "/%c0%ae%c0%ae/secret.mp3",
    "//etc/passwd",
    "///secret.mp3",
    "/%2fetc%2fpasswd",
    "//example.org/%2e%2e",
    "/mistral//01.mp3",
    "/./mistral.mp3",
    "/mistral.mp3/",
    "/mistral.mp3%00",
    "/mistral.mp3%00.html",
    "/%00",
    "/mistral.mp3%0a",
    "/mistral.mp3%20",
    "/.state.json",
    "/%2estate.json",
    "/.clips/aa/one.mp3",
    "/mistral/.hidden.mp3",
    "/clips/aa/one.mp3",
    "/out.mp3",
    "/up/secret.mp3",
    "/up/",
    "/up/audio/mistral.mp3",
    "/ring.mp3",
    "/notes.bak",
    "/Makefile",
    "/c:/secret.mp3",
    "/mistral.mp3::$DATA",
    "/nothing.mp3",
    "/" + "a" * 5000 + ".mp3",
    "/%ff%fe.mp3",
    "/%f0%9f%8e%99.mp3",
    "/empty/",
    "/clips",
    "/~root/x.mp3",
)


@pytest.mark.parametrize("path", HOSTILE)
def test_only_what_is_published(get: Client, path: str) -> None:
    """Nothing outside, nothing hidden, no link that leads there, by whatever spelling: a plain 404."""
    status, headers, body = get(path)
    if status in (307, 308):  # a folder without its slash leads on, but only to its own 404
        assert headers["location"].startswith("/")
        assert not headers["location"].startswith("//")
        status, headers, body = get(headers["location"])
    assert (status, headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert b"secret" not in body
    assert "404" in body.decode()


@given(st.text(alphabet="./\\%:a\x00 ~م", max_size=12))
def test_no_path_leaves_the_folder(path: str) -> None:
    """Whatever the path, what is found is below the folder, and no name on the way begins with a dot."""
    here = Path(__file__).parent
    found = published(here, "/" + path)
    assert found is None or not any(part[0] == "." for part in found.relative_to(here).parts)


def test_raw_request_line(get: Client) -> None:
    """A path that no library would send unescaped goes nowhere either."""
    with socket.create_connection(("127.0.0.1", get.port), timeout=PATIENCE) as link:
        link.sendall(b"GET ../../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        reply = b"".join(iter(lambda: link.recv(4096), b""))
    assert re.match(rb"HTTP/1.1 40[04] ", reply)


def test_folder_without_slash(get: Client) -> None:
    """Leads to itself with one, or relative links of its page would be wrong."""
    status, headers, _ = get("/mistral")
    assert (status, headers["location"]) == (308, "/mistral/")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_nothing_can_be_changed(get: Client, method: str) -> None:
    status, headers, _ = get("/mistral.mp3", method)
    assert (status, headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_preflight(get: Client) -> None:
    """A player on another site may ask for a range."""
    status, headers, _ = get("/mistral/transcript.vtt", "OPTIONS", Origin="https://player.example")
    assert status == 204
    assert headers["access-control-allow-headers"] == "Range"
    assert headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "salma-pc.local:8000", "[::1]:8000", "192.168.1.7", "my_host"]
)
def test_the_feed_points_at_itself(get: Client, host: str) -> None:
    """Every address below the published base becomes one of this server, by whatever name it was asked."""
    _, headers, body = get("/feed.xml", Host=host)
    root = ElementTree.fromstring(body)
    here = f"http://{host}/"
    assert root.find(".//{*}link[@rel='self']").get("href") == here + "feed.xml"  # type: ignore[union-attr]
    assert root.find(".//enclosure").get("url") == here + "mistral.mp3"  # type: ignore[union-attr]
    assert root.find(".//{*}chapters").get("url") == here + "mistral/chapters.json"  # type: ignore[union-attr]
    assert f'href="{here}mistral/#section-1"' in root.findtext(".//{*}encoded", "")
    assert headers["content-length"] == str(len(body))


def test_the_feed_keeps_all_else(get: Client) -> None:
    """Titles, namespaces and foreign links stay; and so does a guid, whatever it looks like."""
    _, _, body = get("/feed.xml")
    root = ElementTree.fromstring(body)
    assert root.findtext("channel/title") == "راوٍ & أصحابه <٣>"
    assert root.findtext("channel/link") == "https://example.org/about"
    assert root.findtext(".//guid") == BASE + "mistral"
    assert b"<?xml-stylesheet" in body
    assert body.startswith(b"<?xml ")


def test_a_section_feed_points_at_itself(get: Client) -> None:
    _, _, body = get("/mistral/feed.xml", Host="h:1")
    assert b'href="http://h:1/mistral/feed.xml"' in body
    assert b'url="http://h:1/mistral.mp3"' in body


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example"])
def test_a_public_host_is_not_a_preview_address(get: Client, host: str) -> None:
    """A page elsewhere may lead a browser here under a name of its own: the feed keeps the real address."""
    status, _, body = get("/feed.xml", Host=host)
    assert status == 200
    assert b"evil" not in body
    assert b'href="http://127.0.0.1:%d/feed.xml"' % get.port in body


def test_a_page_offers_the_feed_that_is_served(tmp_path: Path) -> None:
    """Not the public one, which may not be there yet; the file itself stays as published."""
    page = f'<!doctype html><title>x</title><input value="{BASE}feed.xml"><a href="https://example.org/">y</a>'
    (tmp_path / "index.html").write_text(page, "utf-8")
    (tmp_path / "feed.xml").write_text(FEED, "utf-8")
    for get in running(serve.app(tmp_path)):
        body = get("/")[2].decode()
        assert f'value="http://127.0.0.1:{get.port}/feed.xml"' in body
        assert 'href="https://example.org/"' in body
    assert (tmp_path / "index.html").read_text("utf-8") == page


@pytest.mark.parametrize(
    "host", ["", "a b", "a/b", 'a"b', "a<b", "evil.example@x", "a:b", "x:123456"]
)
def test_a_host_that_is_none(get: Client, host: str) -> None:
    """The Host header goes into the feed, so it must be a host."""
    assert get("/feed.xml", Host=host)[0] == 400


@pytest.mark.parametrize("xml", [b"", b"<rss", b"<rss/>", FEED.replace("self", "next").encode()])
def test_a_feed_that_cannot_be_moved(xml: bytes) -> None:
    """It is served as it is: telling what is wrong with it is the checkup's part."""
    assert rebase(xml, "feed.xml", "http://h/") == xml


def test_rebasing_twice_is_rebasing_once() -> None:
    """From base to base: only the last one counts."""
    once = rebase(FEED.encode(), "feed.xml", "http://b/")
    assert rebase(rebase(FEED.encode(), "feed.xml", "http://a/x/"), "feed.xml", "http://b/") == once


def test_an_empty_file(get: Client) -> None:
    """It has no first byte to send."""
    assert get("/empty/01.mp3")[::2] == (200, b"")
    assert get("/empty/01.mp3", Range="bytes=0-")[0] == 416


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_ranges_that_can_be_used(first: int, last: int) -> None:
    """Read as they are written, but for a stretch that ends before it begins."""
    stretch = f"bytes={first}-{last}"
    assert usable_range(stretch) == (stretch if first <= last else "")
    assert usable_range(f"bytes={first}-")
    assert usable_range(f"bytes=-{last}")


def test_a_taken_port(audio: Path) -> None:
    """Says so, with one that is free."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OutputError, match=f"port {port} is in use") as caught:
            serve.run(audio, port=port)
    free = caught.value.fields["free"]
    assert isinstance(free, int)
    assert free > port or free == 0


@pytest.mark.parametrize(("host", "port"), [("not a host", 0), ("127.0.0.1", 70_000)])
def test_an_address_that_cannot_be(audio: Path, host: str, port: int) -> None:
    with pytest.raises(OutputError, match="cannot listen at"):
        serve.run(audio, host, port)


def test_control_c_ends_it_quietly(audio: Path) -> None:
    """Exit code 0 and not a word, even while a player holds a connection; only this machine is reached."""
    code = (
        "import sys; from pathlib import Path; from podcast import serve;"
        "serve.run(Path(sys.argv[1]), port=0, ready=lambda url: print(url, flush=True))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(audio)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout
    url = process.stdout.readline().strip()
    port = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/", url)
    assert port
    with socket.create_connection(("127.0.0.1", int(port[1])), timeout=PATIENCE) as held:
        held.sendall(b"GET /mistral.mp3 HTTP/1.1\r\nHost: h\r\n\r\n")
        assert held.recv(12) == b"HTTP/1.1 200"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err) == (0, "", "")


def test_lan_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """What others at home type; without a network, the machine's own."""

    def probe(result: Any) -> Any:
        class Probe(SimpleNamespace):
            def __enter__(self) -> Any:
                return self

            def __exit__(self, *_: object) -> None:
                return None

            def connect(self, _: object) -> None:
                if isinstance(result, OSError):
                    raise result

            def getsockname(self) -> tuple[str, int]:
                return result, 1

        return lambda *_: Probe()

    monkeypatch.setattr(socket, "socket", probe("192.168.1.7"))
    assert serve.lan_address() == "192.168.1.7"
    monkeypatch.setattr(socket, "socket", probe(OSError("no network")))
    assert serve.lan_address() == "127.0.0.1"


@pytest.mark.parametrize(
    "url", ["http://192.168.1.7:8000/", "http://192.168.178.123:8000/feed.xml"]
)
def test_qr(url: str) -> None:
    """Square as terminals draw it, the three corner marks in place, the same each time, colours set."""
    drawn = serve.qr(url)
    assert drawn == serve.qr(url)
    rows = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in drawn.split("\n")]
    width = len(rows[0])
    assert {len(row) for row in rows} == {width}
    assert len(rows) == (width + 1) // 2
    assert rows[1].startswith("██ ▄▄▄▄▄ █")
    assert rows[1].endswith("█ ▄▄▄▄▄ ██")
    assert all(line.startswith("\x1b[") and line.endswith("\x1b[0m") for line in drawn.split("\n"))
    assert width < 60


def test_foreign_readers_take_the_feed(get: Client) -> None:
    """feedparser and podcastparser find the same show, at this server's addresses."""
    import io

    import feedparser
    import podcastparser

    _, _, body = get("/feed.xml", Host="h:8")
    parsed = feedparser.parse(body)
    assert not parsed.bozo
    assert parsed.entries[0].enclosures[0].href == "http://h:8/mistral.mp3"
    assert parsed.entries[0].id == BASE + "mistral"
    read = podcastparser.parse("http://h:8/feed.xml", io.BytesIO(body))
    assert read["title"] == "راوٍ & أصحابه <٣>"
    assert read["episodes"][0]["enclosures"][0]["url"] == "http://h:8/mistral.mp3"


def test_many_listeners_at_once(get: Client) -> None:
    """Players ask for several parts at the same time; each gets its own."""
    found: dict[int, bytes] = {}

    def listen(at: int) -> None:
        found[at] = get("/mistral.mp3", Range=f"bytes={at}-{at + 999}")[2]

    threads = [threading.Thread(target=listen, args=(at,)) for at in range(0, 100_000, 5000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert found == {at: MP3[at : at + 1000] for at in range(0, 100_000, 5000)}


def test_a_file_replaced_while_it_is_served(tmp_path: Path) -> None:
    """A build moves new files into place: the next request gets the new one, whole."""
    (tmp_path / "a.mp3").write_bytes(b"old")
    for get in running(serve.app(tmp_path)):
        assert get("/a.mp3")[2] == b"old"
        (tmp_path / ".part").write_bytes(b"newer")
        (tmp_path / ".part").replace(tmp_path / "a.mp3")
        assert get("/a.mp3")[2] == b"newer"
        (tmp_path / "a.mp3").unlink()
        assert get("/a.mp3")[0] == 404


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Before the first build there is nothing to serve; the server runs anyway."""
    for get in running(serve.app(tmp_path / "audio")):
        assert get("/")[0] == 404
        (tmp_path / "audio").mkdir()
        (tmp_path / "audio" / "index.html").write_bytes(b"x")
        assert get("/")[2] == b"x"


def test_a_published_folder_that_is_a_link(tmp_path: Path, audio: Path) -> None:
    """The folder itself may be one: on many machines it lies on another disk."""
    (tmp_path / "audio").symlink_to(audio)
    assert published(tmp_path / "audio", "/mistral.mp3") == (audio / "mistral.mp3").resolve()
    assert published(tmp_path / "audio", "/out.mp3") is None


def spoken(port: int, request: bytes) -> bytes:
    """All that comes back for bytes sent as they are."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as link:
        link.sendall(request)
        return b"".join(iter(lambda: link.recv(65_536), b""))


@pytest.mark.parametrize("host", [b"", b"Host: radio:80\r\n"])
def test_an_old_player(get: Client, host: bytes) -> None:
    """HTTP/1.0 need not name a host, and ends the connection with the answer; parts work for it too."""
    reply = spoken(get.port, b"GET /mistral.mp3 HTTP/1.0\r\nRange: bytes=5-9\r\n" + host + b"\r\n")
    head, _, body = reply.partition(b"\r\n\r\n")
    assert b" 206 " in head.splitlines()[0]
    assert body == MP3[5:10]
    feed = spoken(get.port, b"GET /feed.xml HTTP/1.0\r\n" + host + b"\r\n")
    here = b"http://radio:80/" if host else b"http://127.0.0.1:%d/" % get.port
    assert b'href="' + here + b'feed.xml"' in feed


def test_a_request_of_the_newer_kind_without_a_host(get: Client) -> None:
    """HTTP/1.1 must name it (RFC 9112, 3.2)."""
    reply = spoken(get.port, b"GET /feed.xml HTTP/1.1\r\nConnection: close\r\n\r\n")
    assert reply.startswith(b"HTTP/1.1 400 ")


def test_a_request_in_absolute_form(get: Client) -> None:
    """As a proxy sends it: its address is the one that counts (RFC 9112, 3.2.2)."""
    asked = (
        b"GET http://radio:8000/feed.xml?x=1 HTTP/1.1\r\nHost: other\r\nConnection: close\r\n\r\n"
    )
    reply = spoken(get.port, asked)
    assert reply.startswith(b"HTTP/1.1 200 ")
    assert b'href="http://radio:8000/feed.xml"' in reply
    outside = b"GET http://radio/../secret.mp3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert spoken(get.port, outside).startswith(b"HTTP/1.1 404 ")


@pytest.mark.parametrize(
    "sent", [b"", b"GET /feed.xml HTTP/1.1\r\nHo"], ids=["nothing", "half a request"]
)
def test_connections_on_which_nothing_is_asked_are_closed(audio: Path, sent: bytes) -> None:
    """However many a stranger opens; one that asks in time is answered, as often as it asks."""
    code = (
        "import sys; from pathlib import Path; from podcast import serve; from podcast.serve import idle;"
        "idle.SECONDS = 1.5;"
        "serve.run(Path(sys.argv[1]), port=0, ready=lambda url: print(url, flush=True))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(audio)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        port = int(process.stdout.readline().strip(" /\n").rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as idle:
            idle.sendall(sent)
            assert idle.recv(100) == b""
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        for _ in range(2):
            link.request("GET", "/mistral.mp3")
            assert link.getresponse().read() == MP3
        link.close()
    finally:
        process.kill()
        process.communicate()


def test_a_page_of_the_feed_points_at_itself(tmp_path: Path) -> None:
    """Pages of a long feed lie deeper; the addresses in them are still those of one site."""
    path = "feed/12/feed.xml"
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(FEED.replace(f"{BASE}feed.xml", f"{BASE}{path}"), "utf-8")
    for get in running(serve.app(tmp_path)):
        body = get(f"/{path}", Host="h:1")[2]
        assert f'href="http://h:1/{path}"'.encode() in body
        assert b'url="http://h:1/mistral.mp3"' in body


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """A server with a file of two gigabytes, which take no room on the disk: its process, its port."""
    folder = tmp_path_factory.mktemp("big")
    with (folder / "long.mp3").open("wb") as out:
        out.truncate(2 << 30)
    (folder / "short.mp3").write_bytes(MP3)
    code = (
        "import sys; from pathlib import Path; from podcast import serve;"
        "serve.run(Path(sys.argv[1]), port=0, ready=lambda url: print(url, flush=True))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    yield process.pid, int(process.stdout.readline().strip(" /\n").rpartition(":")[2])
    process.kill()
    process.communicate()


def peak_megabytes(pid: int) -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) // 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_slow_listeners_and_a_long_file(big: tuple[int, int]) -> None:
    """Thirty who take a long file and do not read on keep nobody waiting, and no memory to speak of."""
    pid, port = big
    Client(port)("/short.mp3")
    before = peak_megabytes(pid)
    slow = [socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) for _ in range(30)]
    for link in slow:
        link.sendall(b"GET /long.mp3 HTTP/1.1\r\nHost: h\r\n\r\n")
        assert link.recv(12) == b"HTTP/1.1 200"
    assert Client(port)("/short.mp3")[2] == MP3
    last = Client(port)("/long.mp3", Range=f"bytes={(2 << 30) - 5}-")
    assert (last[0], last[2]) == (206, bytes(5))
    assert last[1]["content-range"] == f"bytes {(2 << 30) - 5}-{(2 << 30) - 1}/{2 << 30}"
    taken = 0
    while taken < 64 << 20:
        taken += len(slow[0].recv(1 << 20))
    for link in slow:
        link.close()
    assert peak_megabytes(pid) - before < 60


def has_ipv6() -> bool:
    """Whether this machine has an address of the new kind; containers often have none."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="no IPv6 here")
def test_an_address_of_the_new_kind(audio: Path) -> None:
    """Its brackets are in the address printed, and in the feed."""
    code = (
        "import sys; from pathlib import Path; from podcast import serve;"
        "serve.run(Path(sys.argv[1]), '::1', 0, ready=lambda url: print(url, flush=True))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(audio)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        url = process.stdout.readline().strip()
        port = re.fullmatch(r"http://\[::1\]:(\d+)/", url)
        assert port
        link = http.client.HTTPConnection("::1", int(port[1]), timeout=PATIENCE)
        link.request("GET", "/feed.xml")
        assert f'href="{url}feed.xml"'.encode() in link.getresponse().read()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("url", "alone"),
    [
        ("http://127.0.0.1:8000/", True),
        ("http://[::1]:8000/", True),
        ("http://192.168.1.7:8000/", False),
        ("http://[fd00::7]:8000/", False),
    ],
)
def test_who_can_reach_it(url: str, alone: bool) -> None:
    assert serve.is_alone(url) is alone
