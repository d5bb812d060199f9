"""`podcast remove` and `podcast clean`: what would go is listed, and only that goes."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import SimpleNamespace

import click
import fakes
import pytest
from click.testing import CliRunner, Result
from workspace_tools import Root, built, root_at

from podcast import cli
from podcast.cli import asking, messages
from podcast.errors import Stopped
from podcast.published import load


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    fakes.install(tmp_path / "engine", monkeypatch)
    monkeypatch.setattr(messages, "language", lambda: "en")
    made = root_at(tmp_path / "root", base_url="https://example.org/")
    made.write("2025-03-02-second.md", "# ثانية\n\nجملة أخرى.\n")
    return built(made)


def run(root: Root, *arguments: str) -> Result:
    return CliRunner().invoke(
        cli.podcast, ["-C", str(root.path), *arguments], standalone_mode=False
    )


def left(root: Root) -> set[str]:
    """What of the first episode is still there."""
    here = {path for path in root.digests() if path.split("/")[0].removesuffix(".mp3") == "first"}
    here |= {path.name for path in (root.path / "script").glob("*first*")}
    return here | ({"record"} & set(["record"] if "first" in published(root) else []))


def published(root: Root) -> set[str]:
    return set(load(root.path / "script/published.toml").episodes)


def test_an_episode_goes_with_all_that_is_its_own_and_nothing_else(root: Root) -> None:
    """Out of feed, page and record; the other stays byte for byte, and a build after it makes nothing."""
    before = {
        path: digest for path, digest in root.digests().items() if path.startswith("second/0")
    }
    done = run(root, "remove", "first", "--yes")
    assert done.return_value == 0
    assert left(root) == set()
    assert "first" not in (root.audio / "feed.xml").read_text("utf-8")
    assert "first.mp3" not in (root.audio / "index.html").read_text("utf-8")
    assert before.items() <= root.digests().items()
    report = root.build()
    assert (report.made, report.reused) == ((), ("second",))


def test_without_an_answer_nothing_is_deleted(root: Root) -> None:
    before = root.digests(), left(root)
    done = run(root, "remove", "first")
    assert done.return_value == 1
    assert "nothing was deleted" in done.stdout
    assert "it is published" in done.stdout
    assert (root.digests(), left(root)) == before


def test_an_episode_is_meant_by_its_file_too_and_need_not_be_built(root: Root) -> None:
    path = root.write("2025-03-03-third.md", "# ثالثة\n\nجملة.\n")
    assert run(root, "remove", "2025-03-03-third.md", "-y").return_value == 0
    assert not path.exists()
    assert published(root) == {"first", "second"}


def test_several_go_at_once_or_none(root: Root) -> None:
    """One question for all of them; a name that is not there, or is only half of one, keeps every file."""
    before = root.digests()
    for wrong in ("nowhere", "fir"):
        assert run(root, "remove", "second", wrong, "--yes").exit_code
        assert root.digests() == before
    done = run(root, "remove", "second", "first", "ثانية", "--yes")
    assert done.return_value == 0
    assert done.stdout.count("its script:") == 2
    assert published(root) == set()
    assert "<item>" not in (root.audio / "feed.xml").read_text("utf-8")


@pytest.mark.parametrize("wanted", ["../root", "feed", "assets", "nowhere", ".", ""])
def test_what_is_not_an_episode_is_never_deleted(root: Root, wanted: str) -> None:
    before = root.digests()
    assert run(root, "remove", wanted, "--yes").exit_code
    assert root.digests() == before


def test_files_of_an_episode_without_a_script_are_cleaned(root: Root) -> None:
    """Those and old clips; its record stays, so that a script that comes back is the same episode."""
    (root.path / "script/2025-03-01-first.md").unlink()
    root.build()
    assert any(path.startswith("first/") for path in root.digests())
    told = run(root, "clean")
    assert told.return_value == 1
    assert "first has no script any more" in told.stdout
    assert run(root, "clean", "--yes").return_value == 0
    assert left(root) == {"record"}
    assert "there is nothing to clean" in run(root, "clean").stdout


def test_files_of_a_draft_are_cleaned_and_its_script_stays(root: Root) -> None:
    script = root.path / "script/2025-03-01-first.md"
    text = script.read_text("utf-8")
    script.write_text(f"---\ndraft: true\n---\n{text}", "utf-8")
    root.build()
    assert "first is a draft (files: " in run(root, "clean").stdout
    assert run(root, "clean", "--yes").return_value == 0
    assert left(root) == {"record", script.name}
    script.write_text(text, "utf-8")
    root.build()
    assert "first/01.mp3" in root.digests()


def test_the_cache_is_cleaned_by_age_or_whole_and_made_again(root: Root) -> None:
    clips = root.audio / ".clips"
    one = next(path for path in clips.glob("??/*") if path.is_file())
    long_ago = one.stat().st_mtime - 9 * 86_400
    os.utime(one, (long_ago, long_ago))
    run(root, "clean", "--yes")
    assert not one.exists()
    assert any(clips.glob("??/*"))
    run(root, "clean", "--all", "--yes")
    assert not any(path.is_file() for path in clips.glob("??/*"))
    before = root.digests()
    root.build(force=True)
    assert root.digests().keys() == before.keys()


def test_ctrl_c_at_the_question_deletes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """And does not speak of a build."""

    def prompt(*_: object, **__: object) -> str:
        raise click.Abort

    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(click, "prompt", prompt)
    with pytest.raises(Stopped, match="nothing was deleted") as stopped:
        asking.agreed("?", yes=False)
    assert stopped.value.exit_code == 130


def test_a_full_disk_can_be_cleaned(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock is taken without the few bytes that tell who holds it."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", full)
        assert run(root, "clean", "--all", "--yes").exception is None
    assert not list((root.audio / ".clips").glob("??/*"))
