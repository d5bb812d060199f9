"""From an empty folder to a host: what init lays out works as it is, and sends the feed last."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import fakes
import pytest
import yaml
from command_tools import called
from conftest import need_tool
from workspace_tools import Root, root_at

from podcast import show
from podcast.pipeline.authoring import start
from podcast.pipeline.preflight import check
from podcast.published import load

DOCS = Path(__file__).parent.parent / "docs" / "publishing.md"
GUIDES = [DOCS, DOCS.parent / "ar" / DOCS.name]


@pytest.fixture(autouse=True)
def tones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fakes.install(tmp_path / "engine", monkeypatch)
    monkeypatch.setenv("PODCAST_LANG", "en")


def test_init_build_check(tmp_path: Path) -> None:
    """Nothing to mend but what only the author can know: where it will be, and whom to write to."""
    folder = tmp_path / "new"
    assert called(folder, "init").returncode == 0
    assert called(folder, "build", "--engine", "tones").returncode == 0
    told = called(folder, "check").stdout
    assert set(re.findall(r"^\w+  \S+ (.*)$", told, re.MULTILINE)) == {
        "the show has no “itunes:owner”",
        "the show has no “itunes:category”, which is “category” among the settings",
        "the feed points at 127.0.0.1:8000, which only this machine or network can reach",
    }


def test_the_example_is_not_published_among_the_authors_own_episodes(tmp_path: Path) -> None:
    """The build says so, and the check finds it; one alone, or changed, is left in peace."""
    start(tmp_path)
    root = Root(tmp_path)
    assert root.build(engine="tones").example == ""
    root.write("mine.md", "# لي\n\nنصّ.\n")
    assert root.build(engine="tones").example == "welcome"
    assert [one.file for one in check(tmp_path) if one.rule == "example"] == ["script/welcome.md"]
    root.write("welcome.md", "# أهلًا\n\nنصّ آخر.\n")
    assert root.build(engine="tones").example == ""
    assert "example" not in {one.rule for one in check(tmp_path)}


def test_init_keeps_all_there_is(tmp_path: Path) -> None:
    """Files, articles, a workflow: all as they were, and named; no example beside an author's own text."""
    (tmp_path / "script").mkdir()
    mine = {"script/show.toml": 'title = "لي"\n', "script/mine.md": "# لي\n\nنصّ.\n",
            ".gitignore": "*.log\n", ".github/workflows/podcast.yml": "on: push\n"}  # fmt: skip
    for name, text in mine.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    done = called(tmp_path, "init", "--publish", "github")
    assert done.returncode == 0
    assert {name: (tmp_path / name).read_text("utf-8") for name in mine} == mine
    assert done.stdout.count("is left as it is") == 3
    assert not (tmp_path / "script/welcome.md").exists()


@pytest.mark.parametrize(
    ("config", "address"),
    [
        ("url = git@github.com:Salma/my-podcast.git", "https://salma.github.io/my-podcast/"),
        ("url = https://github.com/salma/my.podcast", "https://salma.github.io/my.podcast/"),
        ("url = ssh://git@github.com/salma/Rawi.git/", "https://salma.github.io/Rawi/"),
        ("url = https://github.com/Salma/salma.github.io.git", "https://salma.github.io/"),
        ("url = https://gitlab.com/salma/x.git", ""),
        ("", ""),
    ],
)
def test_where_github_will_show_it(tmp_path: Path, config: str, address: str) -> None:
    """By the address of the repository; it is set from the start."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text(f'[remote "origin"]\n\t{config}\n\tfetch = x\n')
    assert start(tmp_path, "github").published == address
    assert show.load(tmp_path).base_url == address
    workflow = (tmp_path / ".github/workflows/podcast.yml").read_text("utf-8")
    assert f'base_url = "{address or "https://example.org/podcast/"}"' in workflow


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_address_is_filled_in_later(tmp_path: Path, ends: str) -> None:
    """`init` first, the repository on GitHub after it: the line that waits is filled in, and nothing else."""
    start(tmp_path)
    (tmp_path / ".gitattributes").write_text("*.mp3 binary")
    settings = tmp_path / "script/show.toml"
    before = settings.read_bytes().replace(b"\n", ends.encode())
    settings.write_bytes(before)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text(
        '[remote "origin"]\n\turl = git@github.com:salma/rawi.git\n'
    )
    done = called(tmp_path, "init", "--publish", "github").stdout
    assert show.load(tmp_path).base_url == "https://salma.github.io/rawi/"
    changed = zip(before.split(b"\n"), settings.read_bytes().split(b"\n"), strict=True)
    assert [new.split(b" = ")[0] for old, new in changed if new != old] == [b"base_url"]
    assert (tmp_path / ".gitattributes").read_text() == f"*.mp3 binary\n{show.MERGED}"
    assert done.count("filled in") == 2
    assert "its address will be https://salma.github.io/rawi/" in done
    again = called(tmp_path, "init", "--publish", "github").stdout
    assert again.count("filled in") == 0
    kept = [line for line in again.splitlines() if "already exists" in line]
    assert [line.split(" already")[0].rsplit("/")[-1] for line in kept] == ["podcast.yml"]
    assert "podcast build" not in again
    assert again.splitlines()[-1].endswith("git push -u origin main")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('title = "لي"\n', 'title = "لي"\nbase_url = "https://a.b/"\n'),
        (
            'title = "لي"\n[voice]\n# base_url = x\n',
            'title = "لي"\nbase_url = "https://a.b/"\n[voice]\n# base_url = x\n',
        ),
        ('base_url = ""\ntitle = "لي"', 'base_url = "https://a.b/"\ntitle = "لي"'),
        ('base_url = "https://c.d/"\n', 'base_url = "https://c.d/"\n'),
        ("[voice]\n", 'base_url = "https://a.b/"\n[voice]\n'),
        ("ليس هذا TOML\n", "ليس هذا TOML\n"),
    ],
)  # fmt: skip
def test_where_the_address_is_written(before: str, after: str) -> None:
    """Above the first table, in place of the line that waits for it; never over one that is set."""
    assert show.with_base_url(before, "https://a.b/") == after


MARKS = '<<<<<<< HEAD\n"أ" = "ب"\n=======\n"أ" = "ج"\n>>>>>>> main\n'


@pytest.mark.parametrize("name", ["show.toml", "lexicon.toml"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_two_versions_in_one_file_are_reported_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, language: str
) -> None:
    """As git leaves them: with the line, and how to go on."""
    monkeypatch.setenv("PODCAST_LANG", language)
    root = root_at(tmp_path)
    before = root.write(name, "").with_suffix(".toml")
    before.write_text('title = "ب"\n' + MARKS if name == "show.toml" else MARKS, "utf-8")
    done = called(tmp_path, "build")
    assert done.returncode != 0
    line = 2 if name == "show.toml" else 1
    assert f"{name}:{line}: " in done.stderr
    assert "<<<<<<<" in done.stderr
    assert "git" in done.stderr
    assert "TOML" not in done.stderr


@pytest.mark.parametrize("way", ["github", "rsync", "s3"])
def test_what_publishes_is_explained_in_the_authors_language(way: str) -> None:
    """The same commands, with comments in Arabic or in English."""
    arabic, english = (show.starter_publishing(way, "", one)[1] for one in ("ar", "en"))
    assert re.search("[\u0621-\u064a]", arabic)
    assert not re.search("[\u0621-\u064a]", english)
    assert not re.search("^ *#(?:ar|en) ", arabic + english, re.MULTILINE)
    commands = [re.sub("^ *#(?!!).*\n", "", one, flags=re.MULTILINE) for one in (arabic, english)]
    assert commands[0] == commands[1]


def workflow() -> dict[str, object]:
    """As YAML 1.2 has it, where `on` is a word."""
    text = show.starter_publishing("github")[1]
    found: dict[str, object] = yaml.load(text.replace("\non:", "\n'on':"), yaml.SafeLoader)
    return found


def test_the_workflow_may_do_what_it_must_and_no_more() -> None:
    """Commits need contents, a deployment pages and an identity; each job has its own."""
    jobs = workflow()["jobs"]
    assert isinstance(jobs, dict)
    assert workflow()["permissions"] == {"contents": "read"}
    assert jobs["build"]["permissions"] == {"contents": "write"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert jobs["deploy"]["environment"]["name"] == "github-pages"
    assert jobs["deploy"]["needs"] == "build"
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", one) for one in used)


def test_the_workflow_checks_before_it_publishes() -> None:
    """In this order, each step only if the one before went well; the cache is one of clips."""
    jobs = workflow()["jobs"]
    assert isinstance(jobs, dict)
    steps = jobs["build"]["steps"]
    runs = [step.get("run", step.get("uses", "")).split("\n")[0] for step in steps]
    marks = ["actions/cache@v4", "podcast build", "podcast check", "git add script/published.toml"]
    assert [runs.index(mark) for mark in marks] == sorted(runs.index(mark) for mark in marks)
    assert runs[-1].startswith("actions/upload-pages-artifact@")
    assert not any("continue-on-error" in step or "if" in step for step in steps)
    cache = next(step for step in steps if step.get("uses") == "actions/cache@v4")
    assert cache["with"]["path"] == "audio/.clips"
    on = workflow()["on"]
    assert isinstance(on, dict)
    assert set(on) == {"push", "schedule", "workflow_dispatch"}


def git(folder: Path, *arguments: str) -> str:
    """What git prints; its failure is the test's."""
    name = folder.name
    command = [need_tool("git"), "-c", f"user.name={name}", "-c", f"user.email={name}@example.org"]
    command += arguments
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    return done.stdout


def run_workflow(folder: Path, tmp_path: Path, before_push: str = "") -> None:
    """The commands of its job, in a fresh checkout as GitHub has it."""
    jobs = workflow()["jobs"]
    assert isinstance(jobs, dict)
    for step in jobs["build"]["steps"]:
        script = step.get("run", "pip ")
        if not script.startswith("pip "):
            done = shell(script.replace("git pull", f"{before_push}\ngit pull"), folder, tmp_path)
            assert done.returncode == 0, (script, done.stdout, done.stderr)


def test_the_steps_of_the_workflow_run(tmp_path: Path) -> None:
    """Those that are commands, in a checkout with a remote, one episode scheduled: the site is complete without
    it, published.toml is pushed."""
    need_tool("rsync")
    work = tmp_path / "work"
    git(tmp_path, "init", "-q", "--bare", "far.git")
    git(tmp_path, "clone", "-q", "far.git", "work")
    root = ready(work)
    root.write("later.md", "---\ndate: 2199-01-01 18:30\n---\n# مؤجّلة\n\nنصّ قصير.\n")
    git(work, "add", ".")
    git(work, "commit", "-qm", "a")
    git(work, "push", "-q", "-u", "origin", "HEAD")
    for _ in range(2):
        run_workflow(work, tmp_path)
    assert git(work, "log", "--format=%s").split("\n")[:2] == ["Published episodes", "a"]
    assert published(work / "_site") == published(root.audio)
    assert not [name for name in published(work / "_site") if "later" in name]
    assert "مؤجّلة" not in "".join(
        one.read_text("utf-8") for one in (work / "_site").rglob("*.[hxm]*ml")
    )
    assert "scheduled]  2199-01-01 18:30" in called(work, "list").stdout


def test_two_clones_and_the_workflow_between_them(tmp_path: Path) -> None:
    """The author builds and writes at home while the workflow commits: pulling merges, and no guid is lost."""
    need_tool("rsync")
    home, far = tmp_path / "home", tmp_path / "runner"
    git(tmp_path, "init", "-q", "--bare", "far.git")
    git(tmp_path, "clone", "-q", "far.git", "home")
    assert called(home, "init").returncode == 0
    (home / ".git/config").open("a").write(
        '[remote "github"]\n\turl = git@github.com:salma/rawi.git\n'
    )
    assert called(home, "init", "--publish", "github").returncode == 0
    text = (home / "script/show.toml").read_text("utf-8")
    text = text.replace("[voice]\n", '[voice]\nengine = "tones"\n', 1)
    assert 'base_url = "https://salma.github.io/rawi/"' in text
    (home / "script/show.toml").write_text(
        'author = "سلمى"\nemail = "s@example.org"\ncategory = "Arts"\n' + text, "utf-8"
    )
    (home / ".gitignore").write_text("/audio/\n/_site/\n")
    git(home, "add", ".")
    git(home, "commit", "-qm", "first")
    git(home, "push", "-q", "-u", "origin", "HEAD")
    git(tmp_path, "clone", "-q", "far.git", "runner")
    run_workflow(far, tmp_path)
    # The author has built at home meanwhile, and written two more.
    assert not Root(home).build().failed
    for number, name in enumerate(("alpha", "zulu")):
        (home / f"script/{name}.md").write_text(f"# {name}\n\nنصّ رقم {number} قصير.\n", "utf-8")
        assert not Root(home).build().failed
        git(home, "add", ".")
        git(home, "commit", "-qm", name)
    git(home, "pull", "-q", "--rebase")
    git(home, "push", "-q")
    before = load(home / "script/published.toml")
    assert sorted(before.episodes) == ["alpha", "welcome", "zulu"]
    # The next one is pushed while the workflow builds.
    git(far, "pull", "-q", "--rebase")
    (home / "script/mike.md").write_text("# mike\n\nنصّ آخر.\n", "utf-8")
    assert not Root(home).build().failed
    git(home, "add", ".")
    git(home, "commit", "-qm", "mike")
    (far / "script/welcome.md").open("a").write("\nجملة أخيرة.\n")
    git(far, "commit", "-qam", "edited on the web")
    run_workflow(far, tmp_path, before_push=f"git -C {home} push -q")
    git(home, "pull", "-q", "--rebase")
    after = load(home / "script/published.toml")
    assert sorted(after.episodes) == ["alpha", "mike", "welcome", "zulu"]
    assert {slug: after.episodes[slug].guid for slug in before.episodes} == {
        slug: one.guid for slug, one in before.episodes.items()
    }
    assert not Root(home).build().failed
    lines = (home / "script/published.toml").read_text("utf-8").splitlines()
    assert len({line for line in lines if "=" in line}) == sum("=" in line for line in lines)
    assert "<<<" not in "\n".join(lines)


def ready(folder: Path) -> Root:
    """A root that passes the check, and what keeps made files out of git."""
    root = root_at(folder, description="وصف", author="سلمى", email="salma@example.org",
                   category="Arts", base_url="https://example.org/p/")  # fmt: skip
    (folder / ".gitignore").write_text("/audio/\n/_site/\n")
    return root


def shell(
    script: str, folder: Path, tmp_path: Path, **more: str
) -> subprocess.CompletedProcess[str]:
    """A script run as on a host that has the command `podcast`; tools of the same name may be put before it."""
    tools = tmp_path / "tools"
    tools.mkdir(exist_ok=True)
    one = 'if [ "$1" = build ]; then shift; set -- build --jobs 1 "$@"; fi'  # as in command_tools
    (tools / "podcast").write_text(f'#!/bin/sh\n{one}\nexec "{sys.executable}" -m podcast "$@"\n')
    (tools / "podcast").chmod(0o755)
    env = {**os.environ, "PYTHONUTF8": "1", "PATH": f"{tools}:{os.environ['PATH']}", **more}
    return subprocess.run(["sh", "-ec", script], cwd=folder, env=env, capture_output=True,
                          text=True, check=False, timeout=120)  # fmt: skip


def published(folder: Path) -> set[str]:
    """Every file, but for the program's own."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {str(path) for path in paths if not any(part[0] == "." for part in path.parts)}


def test_rsync(tmp_path: Path) -> None:
    """All that is published and nothing else arrives, the feeds in a second turn."""
    real = need_tool("rsync")
    work, host = tmp_path / "work", tmp_path / "host"
    root = ready(work)
    start(work, "rsync")
    (tmp_path / "tools").mkdir()
    note = tmp_path / "tools" / "rsync"
    note.write_text(f'#!/bin/sh\n"{real}" -v "$@"\necho == turn\n')
    note.chmod(0o755)
    done = shell(f"sh publish.sh {host}", work, tmp_path)
    assert done.returncode == 0, done.stderr
    assert published(host) == published(root.audio)
    assert not list(host.rglob(".*"))
    sent_only = done.stdout.partition("nothing to fix")[2]
    first, second = sent_only.split("== turn\n")[:2]
    assert "first.mp3" in first
    assert "feed.xml" not in first
    sent = [
        line for line in second.split("\n") if line.endswith((".xml", ".mp3", ".html", ".toml"))
    ]
    assert sorted(sent)[-2:] == ["feed.xml", "first/feed.xml"]
    assert len(sent) == 2


def test_what_does_not_pass_is_not_sent(tmp_path: Path) -> None:
    """A finding stops the script before anything leaves the machine; no target is one sentence."""
    work, host = tmp_path / "work", tmp_path / "host"
    ready(work).write("show.toml", 'title = "بلا عنوان"\n[voice]\nengine = "tones"\n')
    start(work, "rsync")
    assert shell(f"sh publish.sh {host}", work, tmp_path).returncode == 1
    assert not host.exists()
    done = shell("sh publish.sh", work, tmp_path)
    assert done.returncode != 0
    assert "usage: sh publish.sh" in done.stderr


AWS = """\
# `aws s3 sync` as its manual has it: filters in order, the last that fits decides.
import fnmatch, json, os, sys
from pathlib import Path
args = sys.argv[1:]
assert args[:2] == ["s3", "sync"], args
source, target, *rest = args[2:]
filters = [(rest[n], rest[n + 1]) for n in range(len(rest) - 1) if rest[n] in ("--exclude", "--include")]
sent = []
for path in sorted(p.relative_to(source).as_posix() for p in Path(source).rglob("*") if p.is_file()):
    taken = True
    for kind, pattern in filters:
        if fnmatch.fnmatchcase(path, pattern):
            taken = kind == "--include"
    if taken:
        sent.append(path)
told = {"sent": sent, "target": target, "rest": rest}
with open(os.environ["LOG"], "a") as out:
    out.write(json.dumps(told) + chr(10))
"""


def test_s3(tmp_path: Path) -> None:
    """Each file once, under the type that our own server gives it; the feeds last; nothing hidden."""
    import json

    from podcast.serve.types import media_type

    work = tmp_path / "work"
    root = ready(work)
    start(work, "s3")
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools/aws").write_text(f"#!{sys.executable}\n{AWS}")
    (tmp_path / "tools/aws").chmod(0o755)
    log = tmp_path / "log"
    done = shell(
        "sh publish.sh bucket --endpoint-url https://r2.example", work, tmp_path, LOG=str(log)
    )
    assert done.returncode == 0, done.stderr
    turns = [json.loads(line) for line in log.read_text().splitlines()]
    sent = [path for turn in turns for path in turn["sent"]]
    assert sorted(sent) == sorted(published(root.audio))
    assert turns[-1]["sent"] == ["feed.xml", "first/feed.xml"]
    for turn in turns:
        given = dict(zip(turn["rest"], turn["rest"][1:], strict=False))
        assert turn["target"] == "s3://bucket/"
        assert given["--endpoint-url"] == "https://r2.example"
        assert given["--cache-control"].startswith("public, max-age=")
        assert {media_type(Path(path)) for path in turn["sent"]} == {given["--content-type"]}


@pytest.mark.parametrize("guide", GUIDES, ids=["en", "ar"])
def test_the_guide_names_only_what_is(guide: Path) -> None:
    """Rules (a star stands for several), commands and settings in it are those of the program."""
    from podcast import cli
    from podcast.checkup.findings import _rules

    text = guide.read_text("utf-8")
    names = {
        name
        for row in text.split("\n")
        if row.startswith("| ")
        for name in re.findall(r"`([a-z]+-[a-z*]+)`", row)
    }
    assert len(names) > 10
    for name in names:
        assert any(re.fullmatch(name.replace("*", ".*"), rule) for rule in _rules()), name
    assert set(re.findall(r"^podcast ([a-z]+)", text, re.MULTILINE)) <= set(cli.COMMANDS)
    assert set(re.findall(r"--publish ([a-z0-9]+)", text)) == set(show.WAYS)


@pytest.mark.parametrize("guide", GUIDES, ids=["en", "ar"])
def test_the_commands_of_the_guide_are_those_of_the_script(guide: Path) -> None:
    """What is shown for copying does what the script does."""
    shown = re.findall(r"^rsync .*", guide.read_text("utf-8"), re.MULTILINE)
    written = re.findall(r"^rsync .*", show.starter_publishing("rsync")[1], re.MULTILINE)
    target = "user@example.org:/var/www/podcast/"
    assert [line.replace('"$target/"', target) for line in written] == shown


@pytest.mark.parametrize("guide", GUIDES, ids=["en", "ar"])
def test_json_has_the_keys_the_guide_tells_of(guide: Path) -> None:
    """And no others."""
    import json

    from podcast.checkup import to_json
    from podcast.checkup.findings import found

    [row] = json.loads(to_json([found("feed-missing", "feed.xml")]))
    told = guide.read_text("utf-8").partition("```text")[2].partition("```")[0]
    assert set(row) == set(re.findall(r"\b(rule|kind|file|line|says|breaks|fix|fields)\b", told))
