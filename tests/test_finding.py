"""Which episode a name means: slug, title, file, or the beginning of one; and the shell's completion of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_tools import Root, root_at

from podcast import cli
from podcast.errors import InputError
from podcast.pipeline.finding import source_of
from podcast.pipeline.workspace import open_workspace


@pytest.fixture
def root(tmp_path: Path) -> Root:
    made = root_at(tmp_path / "root")
    (made.path / "script/2025-03-01-first.md").unlink()
    made.write("2025-03-01-coffee-houses.md", "# مقاهي القاهرة\n\nنص.\n")
    made.write("2025-03-02-coffee.md", "# القهوة\n\nنص.\n")
    made.write("2025-03-03-tea.md", "# شاي العصر\n\nنص.\n")
    return made


@pytest.mark.parametrize(
    ("wanted", "slug"),
    [
        ("tea", "tea"),
        ("te", "tea"),
        ("coffee", "coffee"),  # whole, though another begins with it
        ("coffee-", "coffee-houses"),
        ("القهوة", "coffee"),
        ("شاي", "tea"),
        ("2025-03-03-tea.md", "tea"),
        ("script/2025-03-02-coffee.md", "coffee"),
    ],
)
def test_an_episode_is_found_by_any_of_its_names(root: Root, wanted: str, slug: str) -> None:
    assert source_of(open_workspace(root.path), wanted)[1].slug == slug


def test_an_episode_that_keeps_its_slug_is_found_by_its_new_file(root: Root) -> None:
    """The name of a file without its date, unless it is another episode's slug."""
    root.write("2025-03-04-cake.md", "---\nslug: spare\n---\n# الكعك\n\nنص.\n")
    root.write("2025-03-05-tea.md", "---\nslug: other\n---\n# آخر\n\nنص.\n")
    found = [source_of(open_workspace(root.path), name, whole=True) for name in ("cake", "tea")]
    assert [script.slug for _, script in found] == ["spare", "tea"]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("cof", "may be any of these: coffee-houses, coffee"),
        ("tee", "did you mean “tea”"),
        ("العصر", "did you mean “tea”"),  # a word of the title
        ("fee", "like it are: coffee-houses, coffee"),
        ("", "the episodes are: coffee-houses, coffee, tea"),
        ("xyzzy", "the episodes are: coffee-houses, coffee, tea"),
    ],
)
def test_what_is_not_one_episode_is_an_error(root: Root, wanted: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        source_of(open_workspace(root.path), wanted)


def test_half_a_name_is_not_enough_where_it_must_be_whole(root: Root) -> None:
    with pytest.raises(InputError, match="did you mean “tea”"):
        source_of(open_workspace(root.path), "te", whole=True)


@pytest.mark.parametrize("command", ["play", "build", "remove", "text", "listen"])
def test_the_shell_completes_episodes(
    root: Root, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the podcast named by -C as of the one around; elsewhere none, and no error."""
    for folder, slugs in ((root.path, ["coffee-houses", "coffee"]), (root.path.parent, [])):
        monkeypatch.setenv("_PODCAST_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", f"podcast -C {folder} {command} cof")
        monkeypatch.setenv("COMP_CWORD", "4")
        with pytest.raises(SystemExit):
            cli.podcast.main(prog_name="podcast", complete_var="_PODCAST_COMPLETE")
        assert capsys.readouterr().out.split() == [f"plain,{slug}" for slug in slugs]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("add Doc", ["file,Doc"]),  # of which the shell makes the files that begin so
        ("check au", ["file,au"]),
        ("build script/2", ["file,script/2"]),
        ("lexicon remove Vel", ["plain,Velmora"]),
    ],
)
def test_the_shell_completes_files_and_entries(
    root: Root,
    typed: str,
    offered: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root.write("lexicon.toml", '"Velmora" = "فِيلْمُورَا"\n"Xyz" = "إكس"\n')
    words = f"podcast -C {root.path} {typed}"
    monkeypatch.setenv("_PODCAST_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    with pytest.raises(SystemExit):
        cli.podcast.main(prog_name="podcast", complete_var="_PODCAST_COMPLETE")
    assert capsys.readouterr().out.split() == offered
