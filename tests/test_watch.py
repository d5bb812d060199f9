"""Building on every save: each way editors save is one round, and a round re-makes what it must."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import fakes
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workspace_tools import SCRIPT, Root, root_at, unhurried

from podcast import watch
from podcast.errors import InputError
from podcast.pipeline.freshness import Options
from podcast.pipeline.watch import Busy, Round, rounds
from podcast.watch import after_changes, difference, look

LONG = 60.0
"""Seconds after which something that should have come will not."""

SHORT = 1.3
"""Seconds in which something that should not come would have come."""


@contextmanager
def told(make: Callable[[threading.Event], Iterator[Any]]) -> Iterator[Queue[Any]]:
    """What an endless iterator gives, as it comes, from a thread of its own."""
    queue: Queue[Any] = Queue()
    until = threading.Event()

    def run() -> None:
        try:
            for one in make(until):
                queue.put(one)
        except InputError as error:
            queue.put(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield queue
    finally:
        until.set()
        thread.join(LONG)
        assert not thread.is_alive()


def paths_of(changed: tuple[str, ...]) -> tuple[str, ...]:
    """A consumer that does nothing with the paths."""
    return changed


def nobodys(_path: str) -> bool:
    """No file is the consumer's own."""
    return False


def nothing_in(queue: Queue[Any], seconds: float = SHORT) -> bool:
    try:
        queue.get(timeout=seconds)
    except Empty:
        return True
    return False


STAMPS = st.dictionaries(st.sampled_from("abcd"), st.tuples(*[st.integers(0, 2)] * 3), max_size=4)


@given(STAMPS, STAMPS)
def test_differences(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Symmetric, empty from a snapshot to itself, and enough to tell two snapshots apart."""
    found = difference(before, after)
    assert found == difference(after, before)
    assert not difference(before, before)
    for path in found:
        before = {**before, path: after.get(path)}
    assert {k: v for k, v in before.items() if v is not None} == after


def test_what_is_looked_at(tmp_path: Path) -> None:
    """Files at any depth; not what editors keep for themselves; nothing where there is no folder."""
    for name in ("a.md", "deep/er/b.png", ".a.md.swp", ".git/x", "a.md~", "~$a.docx", "~lock/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    names = {os.path.relpath(path, tmp_path) for path in look([tmp_path])}
    assert names == {"a.md", "deep/er/b.png"}
    assert list(look([tmp_path / "a.md"])) == [str(tmp_path / "a.md")]
    assert look([tmp_path / "nowhere"]) == {}


def in_place(path: Path) -> None:
    path.write_text("جديد")


def through_a_temporary_file(path: Path) -> None:
    """Atomic savers: VS Code's and GNOME's on some settings, every tool that fears a crash."""
    (path.parent / "zz.tmp").write_text("جديد")
    (path.parent / "zz.tmp").replace(path)


def as_vim_does(path: Path) -> None:
    """A probe, the old file out of the way, a new one in its place, the old one gone."""
    (path.parent / "4913").touch()
    (path.parent / "4913").unlink()
    backup = path.with_name(path.name + "~")
    path.replace(backup)
    path.write_text("جديد")
    backup.unlink()


def in_pieces(path: Path) -> None:
    """Emptied first, then written bit by bit."""
    with path.open("w") as out:
        for letter in "كلمات":
            out.write(letter)
            out.flush()
            time.sleep(0.03)


def a_new_one(path: Path) -> None:
    (path.parent / "new.md").write_text("جديد")


def no_more(path: Path) -> None:
    path.unlink()


def under_another_name(path: Path) -> None:
    path.replace(path.with_name("other.md"))


def deep_down(path: Path) -> None:
    (path.parent / "images").mkdir()
    (path.parent / "images" / "a.png").touch()


WAYS = [in_place, through_a_temporary_file, as_vim_does, in_pieces, a_new_one, no_more,
        under_another_name, deep_down]  # fmt: skip


def test_a_save_is_reported_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it is saved, and only when it is done."""
    monkeypatch.setattr(watch, "SETTLE", 1.0)  # a busy machine may pause an editor
    monkeypatch.setattr(watch, "PATIENCE", LONG)
    with ExitStack() as stack:
        queues = {save: stack.enter_context(watched(tmp_path / save.__name__)) for save in WAYS}
        for save, queue in queues.items():
            assert queue.get(timeout=LONG) == ()
            save(tmp_path / save.__name__ / "a.md")
        for save, queue in queues.items():
            paths = queue.get(timeout=LONG)
            assert {Path(one).relative_to(tmp_path).parts[0] for one in paths} == {save.__name__}
        time.sleep(SHORT)
        assert all(queue.empty() for queue in queues.values())


def watched(folder: Path) -> AbstractContextManager[Queue[Any]]:
    """What is reported of a folder with a script in it."""
    folder.mkdir()
    (folder / "a.md").write_text("قديم")
    return told(lambda until: after_changes(paths_of, [folder], nobodys, until))


def test_what_is_not_a_change(tmp_path: Path) -> None:
    """Reading, an editor's own files, and what the consumer writes between two turns."""
    path, own = tmp_path / "a.md", tmp_path / "published.toml"
    path.write_text("قديم")

    def act(changed: tuple[str, ...]) -> tuple[str, ...]:
        own.write_text(str(time.monotonic_ns()))
        return changed

    with told(lambda until: after_changes(act, [tmp_path], str(own).__eq__, until)) as queue:
        assert queue.get(timeout=LONG) == ()
        path.read_text()
        (tmp_path / ".a.md.swp").touch()
        assert nothing_in(queue)
        path.write_text("جديد")
        assert queue.get(timeout=LONG) == (str(path),)
        assert nothing_in(queue)


def test_a_change_while_nobody_looks(tmp_path: Path) -> None:
    """What is saved during a build is reported after it."""
    path = tmp_path / "a.md"
    path.write_text("قديم")

    def act(changed: tuple[str, ...]) -> tuple[str, ...]:
        if not changed:
            path.write_text("كُتب في أثناء البناء")
        return changed

    with told(lambda until: after_changes(act, [tmp_path], nobodys, until)) as queue:
        assert queue.get(timeout=LONG) == ()
        assert queue.get(timeout=LONG) == (str(path),)


def test_a_change_to_its_own_file_once_it_is_done(tmp_path: Path) -> None:
    """However soon it comes: what the consumer wrote is known before it hands anything on."""
    own = tmp_path / "published.toml"

    def act(changed: tuple[str, ...]) -> tuple[str, ...]:
        own.write_text("كتبه البناء")
        return changed

    turns = after_changes(act, [tmp_path], str(own).__eq__)
    assert next(turns) == ()
    own.write_text("كتبه المؤلف بعد البناء")
    assert next(turns) == (str(own),)


def test_a_folder_that_is_replaced(tmp_path: Path) -> None:
    """As a checkout of another branch does: the new one is watched from then on."""
    script = tmp_path / "script"
    script.mkdir()
    with told(lambda until: after_changes(paths_of, [script], nobodys, until)) as queue:
        assert queue.get(timeout=LONG) == ()
        script.rename(tmp_path / "old")
        script.mkdir()
        (script / "a.md").write_text("س")
        assert queue.get(timeout=LONG) == (str(script / "a.md"),)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    fakes.install(tmp_path / "engine", monkeypatch)
    monkeypatch.setenv("PODCAST_LANG", "en")
    return root_at(tmp_path / "root")


@contextmanager
def building(root: Root, busy: Busy | None = None, **options: Any) -> Iterator[Queue[Any]]:
    asked = Options(jobs=1, **options)

    def make(until: threading.Event) -> Iterator[Round]:
        return rounds(root.path, asked, root.events.append, busy or Busy(), until)

    with unhurried(), told(make) as queue:
        yield queue


def voiced(one: Round) -> dict[str, int]:
    return {done.slug: done.voiced for done in one.done}


def test_rounds_make_what_changed(root: Root) -> None:
    """A sentence, settings, a template, the lexicon, a cover, new and removed scripts: all are seen."""
    busy = Busy()
    with building(root, busy) as queue:
        assert voiced(queue.get(timeout=LONG)) == {"first": 3}
        before = root.digests()
        assert nothing_in(queue), "its own files are no change"
        root.write("2025-03-01-first.md", SCRIPT.replace("لا غير", "فقط"))
        assert voiced(queue.get(timeout=LONG)) == {"first": 1}
        changed = {name for name, was in before.items() if root.digests()[name] != was}
        assert "first/02.mp3" in changed
        assert not {"first/01.mp3", "first/03.mp3", "cover.jpg"} & changed
        root.write("show.toml", 'title = "اسم آخر"\n[voice]\nengine = "tones"\n')
        assert voiced(queue.get(timeout=LONG)) == {"first": 0}
        assert "اسم آخر" in (root.audio / "feed.xml").read_text("utf-8")
        root.write("lexicon.toml", '"خاتمة" = "نِهَايَة"\n')
        assert voiced(queue.get(timeout=LONG)) == {"first": 1}
        root.write("second.md", "# ثانية\n\nجملة.\n")
        assert voiced(queue.get(timeout=LONG)) == {"second": 1}
        assert "second.mp3" in (root.audio / "feed.xml").read_text("utf-8")
        (root.path / "script/second.md").unlink()
        assert voiced(queue.get(timeout=LONG)) == {}
        assert "second.mp3" not in (root.audio / "feed.xml").read_text("utf-8")
        own = (Path(__file__).parent.parent / "feed.xml.j2").read_text("utf-8")
        (root.path / "feed.xml.j2").write_text(own.replace("</channel>", "<!--mine--></channel>"))
        assert queue.get(timeout=LONG).changed == (str(root.path / "feed.xml.j2"),)
        assert "<!--mine-->" in (root.audio / "feed.xml").read_text("utf-8")
        assert not busy.now


BROKEN = [
    ("2025-03-01-first.md", "\n"),
    ("show.toml", "title = [\n"),
    ("show.toml", 'title = "x"\ntitel = "y"\n'),
    ("lexicon.toml", "= =\n"),
    ("show.html.j2", "{% if %}"),
    ("published.toml", "[[[\n"),
]


@pytest.mark.parametrize(("name", "text"), BROKEN)
def test_a_mistake_ends_a_round_and_not_the_rounds(root: Root, name: str, text: str) -> None:
    """What was published stays as it was, and the corrected file is built."""
    with building(root) as queue:
        queue.get(timeout=LONG)
        before = root.digests()
        path = root.path / "script" / name
        good = path.read_bytes() if path.exists() else None
        root.write(name, text)
        one = queue.get(timeout=LONG)
        assert one.error or one.report.failed
        assert root.digests() == before
        if good is None:
            path.unlink()
        else:
            path.write_bytes(good)
        again = queue.get(timeout=LONG)
        assert not again.error
        assert not again.report.failed


def test_what_no_save_can_mend_ends_it(root: Root) -> None:
    """A folder that is not a podcast, an episode or a voice that does not exist: at once, as without
    --watch."""
    for options in ({"episodes": ("nosuch",)}, {"engine": "nosuch"}):
        with building(root, **options) as queue:
            assert isinstance(queue.get(timeout=LONG), InputError)
    with pytest.raises(InputError, match=r"there is no folder"):
        next(rounds(root.path / "nowhere", Options(), root.events.append, Busy()))


def test_a_later_round_has_nothing_to_load(root: Root) -> None:
    """What a build needs is in memory from the second one on: that is what makes it quick."""
    with building(root) as queue:
        queue.get(timeout=LONG)
        root.write("2025-03-01-first.md", SCRIPT.replace("لا غير", "فقط"))
        queue.get(timeout=LONG)
        loaded = set(sys.modules)
        root.write("2025-03-01-first.md", SCRIPT.replace("لا غير", "وحسب"))
        assert voiced(queue.get(timeout=LONG)) == {"first": 1}
        assert set(sys.modules) == loaded


def test_force_is_for_the_first_round(root: Root) -> None:
    root.build()
    with building(root, force=True) as queue:
        assert voiced(queue.get(timeout=LONG)) == {"first": 3}
        root.write("2025-03-01-first.md", SCRIPT.replace("لا غير", "فقط"))
        assert voiced(queue.get(timeout=LONG)) == {"first": 1}


@pytest.fixture
def desk(root: Root) -> Iterator[subprocess.Popen[str]]:
    """`podcast build --watch` in a process of its own."""
    command = [sys.executable, "-m", "podcast", "-C", str(root.path), "build", "--watch"]
    command += ["--jobs", "1"]  # starting workers takes longer than tones do
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    yield process
    process.kill()
    process.communicate()


def until_line(process: subprocess.Popen[str], part: str) -> str:
    """The next line that has `part` in it."""
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if part in line:
            return line
    raise AssertionError("".join(lines))


def test_an_author_at_the_desk(root: Root, desk: subprocess.Popen[str]) -> None:
    """One line a save; a mistake is one sentence; Ctrl-C ends it at once, quietly, with 0."""
    until_line(desk, "watching script/")
    root.write("2025-03-01-first.md", SCRIPT.replace("لا غير", "عند Xyrqwel"))
    line = until_line(desk, "first:")
    assert re.fullmatch(r"\d\d:\d\d:\d\d  first: 1 of 3 sections voiced \(\d+\.\d s\)\n", line)
    assert until_line(desk, "Xyrqwel").startswith('  "Xyrqwel" = ')
    root.write("2025-03-01-first.md", SCRIPT.replace("لا غير", "وحسب"))
    until_line(desk, "first: 1 of 3")
    root.write("draft.md", "---\ndraft: true\n---\n# مسودة\n")
    until_line(desk, "draft.md is a draft")
    until_line(desk, "no episode needed building")
    root.write("2025-03-01-first.md", SCRIPT)
    assert desk.stdout
    assert re.search("first: [01] of 3", desk.stdout.readline()), "the note is not told again"
    root.write("second.md", "# بلا نص\n")
    assert until_line(desk, "podcast: ").startswith("podcast: script/second.md: ")
    assert re.fullmatch(
        r"\d\d:\d\d:\d\d  not built: 1 \(\d+\.\d s\)\n", until_line(desk, "not built")
    )
    root.write("show.toml", "title = [\n")
    assert until_line(desk, "podcast: ").startswith("podcast: script/show.toml:1: ")
    desk.send_signal(signal.SIGINT)
    rest = desk.communicate(timeout=LONG)[0]
    assert (desk.returncode, rest) == (0, "")
