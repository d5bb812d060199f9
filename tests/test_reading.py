"""One reading: what is reported to the author, what the transcript shows and what the voice is given agree."""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import fakes
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from workspace_tools import Root, root_at

from podcast import cli

TEXTS = [
    "لا. بقي الصيادون.",
    "زار Xyzzyq المدينة في 3/4/2024.",
    "قالوا Le. Chat noir ثم عادوا.",
    "د. أحمد وأ. خالد، ثم 12 كتابًا.",
    "نموذج GPT-4o<!--say: جي بي تي--> جديد.",
    "رمز IBAN<!--spell--> طويل<!--pause 700ms--> جدًا.",
    "سطر أول<br>سطر ثان 3 كتب\nوتتمته",
    "سطر  \nتحته سطر\\\nثم سطر",
    "انظر [موقع OpenAI](https://openai.com) و**كلمة** `كود`.",
    "باع 5 <!--skip-->(هامش Qwrtz)<!--/skip--> أجهزة، 😀، ومضى",
    "- بند أول عن Zyxwv\n- بند ثان\n  1. فرع 20%",
    "> قال: «نعم.» ثم سكت؟",
    "|الاسم|العدد|الثمن|\n|-|-|-|\n|Qwyx|200|5$|",
    "```\nprint(Xyrq)\n```",
    "ﻻ شيء ﷺ و 3/4 الطلاب بـ «قوة» — كلها.",
]
TITLES = ["حلقة عن Qyzwx", "ميزانية 200 فرصة", "عن GPT<!--say: جي بي تي-->", "عنوان [رابط](u)"]
SCRIPTS = st.builds(
    lambda title, text, parts: "\n\n".join(
        [f"# {title}", *([text] if text else []), *(f"## {head}\n\n{body}" for head, body in parts)]
    ),
    st.sampled_from(TITLES),
    st.sampled_from(["", *TEXTS]),
    st.lists(
        st.tuples(
            st.sampled_from(TITLES),
            st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3).map("\n\n".join),
        ),
        min_size=1,
        max_size=2,
    ),
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    monkeypatch.setattr(
        fakes.Tones, "keeps_clips", False
    )  # so that all it is given is written down
    monkeypatch.setenv("PODCAST_LANG", "en")
    monkeypatch.setenv("TONES_LOG", str(tmp_path / "said.txt"))
    fakes.install(tmp_path / "engine", monkeypatch)
    return root_at(tmp_path / "root")


def printed(root: Root, *options: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        words = ["-C", str(root.path), "text", "first", *options]
        assert cli.podcast.main(words, standalone_mode=False) == 0
    return out.getvalue(), err.getvalue()


def folded(text: str) -> str:
    """Without what a transcript shows differently: signs for colons and angle brackets, blanks."""
    return "".join(re.sub("[:∶：]", "", text).split())


@settings(
    deadline=None,
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(SCRIPTS)
def test_what_is_told_is_what_is_said(root: Root, script: str) -> None:
    """`text`, `--json`, `--diff`, the report and the transcript against what the engine was given."""
    agree(root, script)


def test_all_of_it_at_once(root: Root) -> None:
    agree(root, "\n\n".join([f"# {TITLES[0]}", f"## {TITLES[2]}", *TEXTS]))


def agree(root: Root, script: str) -> None:
    log = root.path.parent / "said.txt"
    log.unlink(missing_ok=True)
    root.write("2025-03-01-first.md", script)
    report = root.build(force=True)
    assert not report.failed
    said = log.read_text("utf-8").splitlines()
    sections = json.loads(printed(root, "--json")[0])
    utterances = [one for section in sections for one in section["utterances"]]
    assert [one["spoken"] for one in utterances] == said
    plain, offered = printed(root)
    bare = re.sub("[\u064b-\u0652\u0670]", "", " ".join(said))
    assert re.sub(r"(?m)^\d+\.$", "", plain).split() == bare.split()
    told(sections, report.unresolved, printed(root, "--diff")[0], offered)
    shown = (root.audio / "first/transcript.srt").read_text("utf-8")
    cues = re.sub(r"(?m)^\d+$|^.* --> .*$|\u200f", "", shown)
    assert folded(cues) == folded("".join(one["written"] for one in utterances))


def told(
    sections: list[dict[str, list[dict[str, str]]]],
    unresolved: tuple[tuple[str, str, str, str], ...],
    diff: str,
    offered: str,
) -> None:
    """The report of the build, the changes and the guesses match what was read."""
    changes = [one for section in sections for one in section["changes"]]
    guesses = {(one["written"], one["spoken"]) for s in sections for one in s["unresolved"]}
    assert {(written, spoken) for _, written, spoken, _ in unresolved} == guesses
    assert all(f'"{written}" = ' in offered for written, _ in guesses)
    for one in changes:
        assert f"-  {one['written']}\n  +  {one['spoken']}   [{one['rule']}]" in diff
    for section in sections:
        heard = folded("".join(one["spoken"] for one in section["utterances"]))
        assert all(folded(one["spoken"]) in heard for one in section["changes"])


def test_a_title_with_an_unknown_name_is_reported(root: Root) -> None:
    """It is voiced by guess as any other word is, and reported like any other guess."""
    root.write("2025-03-01-first.md", "# عن Qyzwx\n\n## قسم\n\nنص.")
    assert [written for _, written, _, _ in root.build().unresolved] == ["Qyzwx"]


def test_a_word_that_looks_like_an_abbreviation_is_shown_as_it_is_said(root: Root) -> None:
    root.write("2025-03-01-first.md", "# ع\n\nلا. بقي الصيادون.")
    assert "لا. بقي" in printed(root)[0].replace("\n", " ")
    assert "abbreviation" not in printed(root, "--diff")[0]


def test_each_block_has_a_line_of_its_own(root: Root) -> None:
    """Items and quotations too, short as the pause after them may be."""
    root.write("2025-03-01-first.md", "# ع\n\nنص. آخر:\n\n- أول\n- ثان 2\n\n> قال.")
    assert printed(root)[0].splitlines()[2:6] == ["نص. آخر:", "أول", "ثان اثنين", "قال."]
