"""`podcast add`: articles from files, the web and feeds become scripts, and nothing that exists is touched."""

from __future__ import annotations

import datetime as dt
import gzip
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from workspace_tools import Root, root_at

from podcast import script
from podcast.cli import podcast
from podcast.errors import InputError
from podcast.importing import fetch
from podcast.pipeline import importing
from podcast.pipeline.typed import meant, rejoined

sys.path.insert(0, str(Path(__file__).parent / "importing"))
import pages

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>مدونة</title>{items}</channel></rss>"""


class Site(ThreadingHTTPServer):
    """A site of pages by path: (status, type, body). `asked` are the paths that were asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, tuple[int, str, bytes]] = {}
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        path = self.path.partition("?")[0]
        status, kind, body = self.server.pages.get(path, (404, "text/html", b"no"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Silent."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        server.pages["/coffee/"] = (200, "text/html; charset=utf-8", pages.blog().encode())
        server.pages["/wp-content/coffee.jpg"] = (200, "image/png", PNG)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return root_at(tmp_path / "show")


def add(root: Root, *arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(
        podcast, ["-C", str(root.path), "add", *arguments], input=stdin, standalone_mode=False
    )


def scripts(root: Root) -> list[str]:
    return sorted(path.name for path in (root.path / "script").iterdir())


OPTIONS = importing.ImportOptions(dt.date(2025, 4, 1), picture=False)


def test_a_page_of_the_web_becomes_a_script_that_builds(root: Root, site: Site) -> None:
    """Dated by its day, named in ASCII, with all the page tells in front matter, its picture beside it."""
    done = add(root, f"{site.address}/coffee/?utm_source=x")
    assert done.return_value == 0, done.output
    path = next((root.path / "script").glob("2026-03-14-*.md"))
    assert path.name.isascii()
    parsed = script.parse(path.read_text("utf-8"), name=path.name)
    assert parsed.title == pages.TITLE
    assert [(one.name, one.role) for one in parsed.person] == [("ليلى حداد", "author")]
    assert parsed.image == path.with_suffix(".png").name
    assert (root.path / "script" / parsed.image).read_bytes() == PNG
    assert f"source: {site.address}/coffee/" in path.read_text("utf-8")
    assert [one.heading for one in parsed.sections][-1] == pages.HEADING


def test_a_site_that_never_ends_its_answer_is_left(
    root: Root, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told from the time an answer has taken, and the other sources are brought in."""
    monkeypatch.setattr(fetch, "PATIENCE", -1.0)
    done = add(root, f"{site.address}/coffee/", "-", stdin="# مطر\n\nهطل المطر.".encode())
    assert "takes too long to answer" in done.output
    assert done.return_value == 2
    assert "taken: 1 of 2" in done.output


def test_the_same_article_is_brought_in_once(root: Root, site: Site) -> None:
    add(root, f"{site.address}/coffee/", "--no-picture")
    before = scripts(root)
    done = add(root, f"{site.address}/coffee?utm_medium=y")
    assert "is here already" in done.output
    assert scripts(root) == before


def test_one_bad_source_stops_no_other(root: Root, site: Site, tmp_path: Path) -> None:
    good = tmp_path / "coffee.html"
    good.write_text(pages.blog(), "utf-8")
    site.pages["/gone"] = (410, "text/html", b"")
    done = add(root, "nosuch.docx", f"{site.address}/gone", "http://127.0.0.1:1/", str(good))
    assert done.return_value == 2
    assert len(scripts(root)) == 3
    assert done.output.endswith("taken: 1 of 4\nnot taken: nosuch.docx, gone, 127.0.0.1:1\n")
    told = [line for line in done.output.splitlines() if line.startswith("podcast: ")]
    assert ["nosuch.docx" in told[0], "410" in told[1], "cannot be reached" in told[2]] == [
        True
    ] * 3


def test_a_fault_of_the_program_stops_no_other_source(
    root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as one, with the name of its source."""
    read = importing._read

    def faulty(source: str, *others: object) -> object:
        return 1 // 0 if "odd" in source else read(source, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "_read", faulty)
    for name in ("odd", "good"):
        (tmp_path / f"{name}.html").write_text(pages.blog(), "utf-8")
    done = add(root, str(tmp_path / "odd.html"), str(tmp_path / "good.html"))
    assert done.output.endswith("taken: 1 of 2\nnot taken: odd.html\n")
    assert "a bug in the program: ZeroDivisionError" in done.output
    assert done.return_value == 1


def test_nothing_is_overwritten(root: Root, tmp_path: Path) -> None:
    """Another article of the same day and title gets a name of its own; the same one none."""
    texts = [f"# عنوان واحد\n\nنص رقم {word}، وهو قصير.\n" for word in ("أول", "ثان", "أول")]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.md").write_text(text, "utf-8")
    add(root, *(str(tmp_path / f"{number}.md") for number in range(3)))
    made = [name for name in scripts(root) if "anwan" in name]
    assert len(made) == 2
    assert {(root.path / "script" / name).read_text("utf-8") for name in made} == set(texts[:2])


@pytest.mark.parametrize(
    ("stdin", "suffix"),
    [
        ("عنوان المقال\n\nهذا نص ملصق، فيه جملتان. وهذه الثانية.\n".encode(), ".txt"),
        ("عنوان المقال\n\nهذا نص ملصق.\n".encode("utf-16"), ".txt"),
        (pages.blog().encode(), ".md"),
    ],
    ids=["text", "utf-16", "html"],
)
def test_what_is_pasted(root: Root, stdin: bytes, suffix: str) -> None:
    assert add(root, "-", stdin=stdin).return_value == 0
    assert len([name for name in scripts(root) if name.endswith(suffix)]) == (
        2 if suffix == ".md" else 1
    )


def test_a_feed_gives_each_article_once(root: Root, site: Site) -> None:
    """The newest, oldest first; a script that the author has deleted does not come back."""
    for number in range(4):
        page = (
            pages.blog()
            .replace(pages.TITLE, f"مقال رقم {number}")
            .replace("https://blog.example/coffee/", "")
        )
        site.pages[f"/{number}"] = (200, "text/html; charset=utf-8", page.encode())
    items = "".join(
        f"<item><title>{n}</title><link>{site.address}/{n}</link></item>" for n in (3, 2, 1, 0)
    )
    site.pages["/rss"] = (200, "application/rss+xml", FEED.format(items=items).encode())
    add(root, "--feed", f"{site.address}/rss", "--new", "3", "--no-picture")
    assert [path for path in site.asked if path != "/rss"] == ["/1", "/2", "/3"]
    for path in (root.path / "script").glob("2026-03-14-*"):
        path.unlink()
    done = add(root, "--feed", f"{site.address}/rss", "--new", "3", "--no-picture")
    assert "nothing new" in done.output
    assert not list((root.path / "script").glob("2026-03-14-*"))


def test_a_feed_that_a_page_names_holds_what_its_site_does_not_give(root: Root, site: Site) -> None:
    """A site that shows its articles to browsers only: their text in the feed is taken, and doubted.

    What the feed only begins is told of as before.
    """
    text = pages.BODY.replace("</p>", f" {pages.SECOND} {pages.THIRD}</p>")
    shell = pages.SHELL.encode()
    for path in ("/whole", "/begun"):
        site.pages[path] = (200, "text/html", shell)
    day = "<pubDate>Mon, 02 Mar 2026 09:00:00 +0300</pubDate>"
    items = "".join(
        f"<item><title>{title}</title><link>{site.address}/{path}</link>{day}"
        f"<description><![CDATA[{words}]]></description></item>"
        for path, title, words in (
            ("begun", "مبتور", f"{text}<p>وفي المساء […]</p>"),
            ("whole", pages.TITLE, text),
        )
    )
    site.pages["/feed"] = (200, "text/xml", FEED.format(items=items).encode())
    home = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>'
    )
    site.pages["/"] = (200, "text/html", home.encode())
    done = add(root, "--feed", f"{site.address}/", "--new", "2")
    [path] = (root.path / "script").glob("2026-03-02-*.md")
    written = path.read_text("utf-8")
    assert pages.THIRD in written
    assert f"source: {site.address}/whole" in written
    assert "the feed's text" in done.output
    assert "browsers only" in done.output


@pytest.mark.parametrize(
    "title", ['../../x "quoted" # not: a comment', "[عنوان] {بأقواس}", "yes", "عنوان: فرعي"]
)
def test_a_title_is_only_a_title(root: Root, tmp_path: Path, title: str) -> None:
    """Whatever a page calls itself, it is read back as written and stays inside script/."""
    page = tmp_path / "page.html"
    escaped = title.replace("&", "&amp;").replace('"', "&quot;")
    page.write_text(pages.blog().replace(pages.TITLE, escaped), "utf-8")
    before = set(tmp_path.rglob("*"))
    assert add(root, str(page)).return_value == 0
    path = next((root.path / "script").glob("2026-03-14-*.md"))
    assert script.parse(path.read_text("utf-8"), name=path.name).title == title
    assert set(tmp_path.rglob("*")) - before == {path}


def test_no_two_scripts_make_one_episode(root: Root, tmp_path: Path) -> None:
    """Articles of one title and several days: an episode is called without its day."""
    for number, day in enumerate(("2026-01-02", "2026-01-03", "2026-01-04")):
        page = pages.blog().replace("2026-03-14", day).replace("خرجت القهوة", f"خرجت {number} قهوة")
        (tmp_path / f"{number}.html").write_text(page.replace("/coffee/", f"/{number}/"), "utf-8")
    add(root, *(str(tmp_path / f"{number}.html") for number in range(3)))
    names = [path.stem[11:] for path in (root.path / "script").glob("2026-01-0*.md")]
    assert len(set(names)) == 3


def test_old_arabic_text_is_taken_and_told_of(root: Root, tmp_path: Path) -> None:
    text = "عنوان قديم\n\nهذا نص كتب في زمن ويندوز، وفيه كلام عربي فصيح لا بأس به.\n"
    (tmp_path / "old.txt").write_bytes(text.encode("windows-1256"))
    done = add(root, str(tmp_path / "old.txt"))
    assert "old Arabic encoding" in done.output
    assert text in [path.read_text("utf-8") for path in (root.path / "script").glob("*.txt")]


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("-", "-"),
        ("https://example.org/a", "https://example.org/a"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("example.org/2026/a", "https://example.org/2026/a"),
        ("{0}/مقال ١.docx", "{0}/مقال ١.docx"),
        ("“{0}/مقال ١.docx”", "{0}/مقال ١.docx"),
        (" '{0}/مقال ١.docx'", "{0}/مقال ١.docx"),
        ("file://{0}/%D9%85%D9%82%D8%A7%D9%84%20%D9%A1.docx", "{0}/مقال ١.docx"),
    ],
)
def test_a_source_as_it_is_pasted(typed: str, source: str, tmp_path: Path) -> None:
    """With the quotes of a message, as a browser shows an address, as a file manager gives a path."""
    (tmp_path / "مقال ١.docx").write_bytes(b"")
    assert meant(tmp_path, typed.format(tmp_path)) == source.format(tmp_path)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("drafts 1", "is a folder; name the files in it, as in podcast add 'drafts 1'/*"),
        ("reprot.docx", "there is no such file; did you mean “Report.docx”?"),
        ("drafts 1/x.pdf", "there is no such file in “{0}/drafts 1”; check its name, or write"),
        ("script/2025-03-01-first.md", "is a script of this podcast already; `podcast build`"),
    ],
)
def test_a_source_that_cannot_be_meant(
    typed: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root_at(tmp_path)
    (tmp_path / "drafts 1").mkdir()
    (tmp_path / "Report.docx").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        meant(Path(), typed)
    assert str(caught.value).startswith(f"{typed}: {told.format(tmp_path)}")


def test_a_name_with_spaces_typed_without_quotes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its pieces are the file's name; other sources stay by themselves, and so does what is no file."""
    monkeypatch.chdir(tmp_path)
    for name in ("مقال السوق الأول.html", "b.md"):
        Path(name).write_bytes(b"")
    typed = ["b.md", "مقال", "السوق", "الأول.html", "x", "b.md"]
    assert rejoined(typed) == ["b.md", "مقال السوق الأول.html", "x", "b.md"]


def test_a_page_saved_as_text_or_packed_is_a_page(root: Root, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(pages.blog(), "utf-8")
    (tmp_path / "packed.html.gz").write_bytes(gzip.compress(pages.wiki().encode()))
    for name in ("page.txt", "packed.html.gz"):
        (done,) = importing.add(root.path, [str(tmp_path / name)], OPTIONS, bytes)
        assert done.title == pages.TITLE


def test_a_text_too_large_for_every_command_is_not_brought_in(root: Root, tmp_path: Path) -> None:
    (tmp_path / "book.txt").write_bytes(bytes(5 << 20))
    before = sorted((root.path / "script").iterdir())
    (done,) = importing.add(root.path, [str(tmp_path / "book.txt")], OPTIONS, bytes)
    assert "is larger than 4 MB" in str(done.error)
    assert sorted((root.path / "script").iterdir()) == before
