"""docs/engines.md, kept true: its engine is installed from its very text and reads an episode."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import workspace_tools

from podcast import engines
from podcast.cli.messages import error_sentence
from podcast.engines import Settings, Voice, load, names
from podcast.engines.contract import Contract
from podcast.errors import EngineError, InputError

DOC = Path(__file__).parents[2] / "docs" / "engines.md"
TEXT = DOC.read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def hum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package as pip leaves it: its module, and its entry points as its pyproject.toml has them."""
    import tomllib

    code = next(one for one in blocks("python") if "class Hum" in one)
    project = next(one for one in blocks("toml") if "entry-points" in one)
    points = tomllib.loads(project)["project"]["entry-points"]
    folder = tmp_path / "site"
    dist = folder / "hum-1.0.dist-info"
    dist.mkdir(parents=True)
    (folder / "hum.py").write_text(code, "utf-8")
    (dist / "METADATA").write_text("Metadata-Version: 2.1\nName: hum\nVersion: 1.0\n")
    lines = [
        f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in all_.items())
        for group, all_ in points.items()
    ]
    (dist / "entry_points.txt").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", str(folder))
    engines._installed.cache_clear()
    engines.load.cache_clear()
    yield folder
    engines._installed.cache_clear()
    engines.load.cache_clear()


def test_it_is_as_short_as_it_says(hum: Path) -> None:
    code = (hum / "hum.py").read_text("utf-8")
    body = [line for line in code.split("class Hum")[1].splitlines() if line.strip()]
    assert len(body) <= 8
    assert "hum" in names()


def test_it_keeps_the_contract(hum: Path) -> None:
    kit = Contract()
    kit.engine = "hum"
    checks = [name for name in dir(Contract) if name.startswith("test_")]
    assert len(checks) > 3
    for name in checks:
        getattr(kit, name)()


def test_it_reads_an_episode(hum: Path, tmp_path: Path) -> None:
    root = workspace_tools.root_at(tmp_path / "root", engine="hum")
    report = root.build()
    assert (report.failed, report.made) == ((), ("first",))
    root.write("show.toml", 'title = "ب"\nengine = "hum"\n[engines.hum]\nloud = 1\n')
    (error,) = root.build().failed
    assert "knows no setting “loud”; it knows: pitch_hz" in str(error)


def test_a_setting_it_refuses_is_told_with_its_line(
    hum: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(voice: Voice) -> None:
        raise InputError("pitch_hz must be a number, not {value}", value=voice.settings["pitch_hz"])

    monkeypatch.setattr(load("hum").inner, "check", check, raising=False)  # type: ignore[attr-defined]
    root = workspace_tools.root_at(tmp_path / "root", engine="hum")
    root.write("show.toml", 'title = "ب"\nengine = "hum"\n[engines.hum]\npitch_hz = "x"\n')
    (error,) = root.build().failed
    assert str(error) == "script/show.toml:4: pitch_hz must be a number, not x"


def test_its_settings_change_what_is_made(hum: Path) -> None:
    tuned = Voice(settings=Settings({"pitch_hz": 300}))
    assert load("hum").fingerprint(tuned) != load("hum").fingerprint(Voice())


def test_the_arabic_of_a_strangers_error_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    from podcast.cli import messages

    monkeypatch.setattr(messages, "language", lambda: "ar")
    error = EngineError(
        "the bell is cracked ({reason})", reason="x", arabic="الجرس مشقوق ({reason})"
    )
    assert error_sentence(error) == "الجرس مشقوق (x)"


def test_every_engine_and_each_of_its_settings_is_documented() -> None:
    for name in ("espeak", "piper", "gtts", "edge", "openai"):
        assert f"`{name}`" in TEXT
        for key in load(name).settings:
            assert f"`{key}`" in TEXT, (name, key)
    for field in engines.Engine.__annotations__:
        assert f"| `{field}` |" in TEXT, field


def test_the_contract_fails_an_engine_that_breaks_it() -> None:
    """Outside of pytest as well: it needs nothing but Python."""
    code = (
        "from podcast.engines.contract import Contract\n"
        "from podcast.model import Voice\n"
        "class Bad(Contract): engine = 'espeak'; voice = Voice('no')\n"
        "try: Bad().test_it_speaks_whole_clips()\n"
        "except Exception as error: print(type(error).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "InputError"
