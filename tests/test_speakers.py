"""Speakers: names before what they say, voices called for, two engines in one episode."""

from __future__ import annotations

import re
from pathlib import Path

import fakes
import pytest
import workspace_tools
from workspace_tools import Root

from podcast import script
from podcast.errors import InputError

INTERVIEW = """\
# لقاء

## البداية

**أحمد:** أهلًا بك معنا في هذا اللقاء.

**سلمى:** شكرًا لكم على هذه الدعوة.

وهذه فقرة أخرى من كلامها هي.

**أحمد:** ننتقل الآن إلى السؤال التالي.

## الخاتمة

هذا كلام القارئ وحده في آخر الحلقة.
"""
SHOW = 'title = "برنامج"\nengine = "tones"\ndisclosure = false\n'
SALMA = '[voices."سلمى"]\nengine = "espeak"\nname = "f2"\n'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    fakes.install(tmp_path / "voice", monkeypatch)
    monkeypatch.setenv("TONES_LOG", str(tmp_path / "log"))
    root = workspace_tools.root_at(tmp_path / "root")
    (root.path / "script/2025-03-01-first.md").unlink()
    root.write("show.toml", SHOW + SALMA)
    root.write("one.md", INTERVIEW)
    return root


def log(root: Root) -> list[str]:
    path = root.path.parent / "log"
    return path.read_text("utf-8").splitlines() if path.exists() else []


def who(text: str, *declared: str, people: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """(speaker, what is read) of each block."""
    cast = script.with_speakers(script.parse(text, name="a.md"), declared, people)
    return [(one.speaker, one.read_text) for part in cast.sections for one in part.blocks]


TURNS = [
    ("**سلمى:** نعم.", [("سلمى", "نعم.")]),
    ("**سلمى**: نعم.", [("سلمى", "نعم.")]),
    ("سلمى: نعم.", [("سلمى", "نعم.")]),
    ("سَلْمى : نعم.", [("سلمى", "نعم.")]),
    ("**سلمى:**\n\nنعم.", [("سلمى", ""), ("سلمى", "نعم.")]),
    ("**سلمى:** نعم.\n\nوأيضًا.", [("سلمى", "نعم."), ("سلمى", "وأيضًا.")]),
    ("**سلمى:** نعم.\n\n> مقتبس", [("سلمى", "نعم."), ("سلمى", "مقتبس")]),
    ("**ملاحظة:** نعم.", [("", "ملاحظة: نعم.")]),
    ("ملاحظة: نعم.", [("", "ملاحظة: نعم.")]),
    ("**سلمى:** نعم.\n\n**ملاحظة:** لا.", [("سلمى", "نعم."), ("سلمى", "ملاحظة: لا.")]),
    (
        "**سلمى:** نعم.\n\n**علي:** لا.\n\n**سلمى:** بلى.\n\n**علي:** كلا.",
        [("سلمى", "نعم."), ("علي", "لا."), ("سلمى", "بلى."), ("علي", "كلا.")],
    ),
    ("قالت سلمى: نعم.", [("", "قالت سلمى: نعم.")]),
    ("سلمى وعلي: نعم.", [("", "سلمى وعلي: نعم.")]),
    ("**سلمى** قالت: نعم.", [("", "سلمى قالت: نعم.")]),
    (
        "**سلمى:** نعم.\n**علي:** لا.\n**علي:** كلا.",
        [("سلمى", "نعم."), ("علي", "لا."), ("علي", "كلا.")],
    ),
    ("سلمى: نعم.\nعلي: لا.", [("سلمى", "نعم."), ("سلمى", "علي: لا.")]),
    ("هذا لقاء.\n**سلمى**: نعم\nوأيضًا.", [("", "هذا لقاء."), ("سلمى", "نعم وأيضًا.")]),
    ("**سلمى:** نعم.  \n**علي:** لا.", [("سلمى", "نعم."), ("سلمى", "علي: لا.")]),
    ("قال لي\n**سلمى:** اسم.", [("", "قال لي سلمى: اسم.")]),
    ("قالت سلمى: نعم.\nثم سكتت.", [("", "قالت سلمى: نعم. ثم سكتت.")]),
    ("<!-- voice: سلمى -->\n\nنعم.\n\nلا.", [("سلمى", "نعم."), ("سلمى", "لا.")]),
    ("نعم.\n\n<!-- voice: سلمى -->\n\nلا.", [("", "نعم."), ("سلمى", "لا.")]),
    (
        "<!-- voice: سلمى -->\n\nنعم.\n\n<!-- /voice -->\n\nلا.",
        [("سلمى", "نعم."), ("", "لا.")],
    ),
]


@pytest.mark.parametrize(("text", "told"), TURNS)
def test_whose_turn_it_is(text: str, told: list[tuple[str, str]]) -> None:
    assert who(f"# حلقة\n\n## باب\n\n{text}", "سلمى") == told


@pytest.mark.parametrize(
    ("text", "declared", "told"),
    [
        ("**علي:** أ.\n**منى:** ب.\n**علي:** ج.\n**منى:** د.", (), ("علي", "منى")),
        ("**علي:** أ.\n**منى:** ب.\n**علي:** ج.\n**منى:** د.", ("منى",), ()),
        (
            "**علي:** أ.\n**زيد:** ب.\n**علي:** ج.\n**زيد:** د.\n**منى:** ه.",
            ("منى",),
            ("علي", "زيد"),
        ),
        ("**علي:** أ.\n\n**ملاحظة:** ب.\n\n**علي:** ج.", (), ()),
        ("**ملاحظة:** أ.\n\n**ملاحظة:** ب.", (), ()),
    ],
)
def test_speakers_who_share_a_voice(
    text: str, declared: tuple[str, ...], told: tuple[str, ...]
) -> None:
    cast = script.with_speakers(script.parse(f"# ح\n\n{text}", name="a.md"), declared)
    assert script.sharing(cast, declared) == told


def test_a_heading_ends_a_turn_and_a_section_may_have_a_voice() -> None:
    text = "# حلقة\n\n## باب\n\n**سلمى:** نعم.\n\n### فرع\n\nلا.\n\n## آخر\n\n<!-- voice: سلمى -->\n\nبلى."
    cast = script.with_speakers(script.parse(text, name="a.md"), ["سلمى"])
    assert [one.speaker for one in cast.sections[0].blocks] == ["سلمى", "", ""]
    assert [part.voice for part in cast.sections] == ["", "سلمى"]


def test_a_known_person_needs_to_speak_but_once() -> None:
    text = "# ح\n\n## ب\n\n**سلمى:** نعم.\n\n**علي:** لا."
    assert who(text, "سلمى", people=("علي",))[-1] == ("علي", "لا.")


def test_nothing_of_a_script_without_speakers_changes() -> None:
    """Nor is a comment lost that says something else."""
    text = "# ح\n\n## ب\n\n**علي:** نعم.\n\n**علي:** لا. <!-- voices of spring -->"
    assert [speaker for speaker, _ in who(text)] == ["", ""]


def test_an_interview_costs_one_setting(root: Root) -> None:
    """Two engines; names are not read; transcript, feed and page tell who speaks."""
    assert root.build().failed == ()
    vtt = (root.audio / "one/transcript.vtt").read_text("utf-8")
    assert re.findall(r"^<v ([^>]*)>", vtt, re.MULTILINE) == ["أحمد", "سلمى", "سلمى", "أحمد"]
    assert "سلمى:" not in vtt
    assert "سلمى∶" not in vtt
    assert not [text for text in log(root) if "شكر" in text or "سلمى" in text]
    assert [text for text in log(root) if "اللقاء" in text or "السؤال" in text]
    feed = (root.audio / "feed.xml").read_text("utf-8")
    assert feed.count(">سلمى</podcast:person>") == 1
    assert feed.count(">أحمد</podcast:person>") == 1
    assert "سلمى" in (root.audio / "one/index.html").read_text("utf-8")


def test_an_edit_of_one_asks_nothing_of_the_other(root: Root) -> None:
    root.build()
    asked = len(log(root))
    root.write("one.md", INTERVIEW.replace("هذه الدعوة", "الدعوة الكريمة"))
    assert root.build().failed == ()
    assert len(log(root)) == asked, "the tones said none of her words"
    root.write("show.toml", SHOW + SALMA.replace("f2", "m3"))
    root.build()
    assert len(log(root)) == asked, "nor is her other voice theirs"


def test_two_voices_are_equally_loud(root: Root) -> None:
    """In one section, though the engines differ by many decibels."""
    import numpy as np
    import soundfile

    root.build()
    wave, rate = soundfile.read(root.audio / "one/01.mp3")
    vtt = (root.audio / "one/transcript.vtt").read_text("utf-8")
    levels: dict[str, list[float]] = {}
    for times, name in re.findall(r"^(\d\d:.*)\n<v ([^>]*)>", vtt, re.MULTILINE):
        start, end = (
            sum(float(part) * 60**power for power, part in enumerate(reversed(one.split(":"))))
            for one in times.split(" --> ")
        )
        part = wave[int(start * rate) : int(end * rate)]
        levels.setdefault(name, []).append(float(np.mean(part**2)))
    loud = {name: 10 * np.log10(np.mean(powers)) for name, powers in levels.items()}
    assert abs(loud["سلمى"] - loud["أحمد"]) < 3


def test_front_matter_gives_an_episode_its_voice(root: Root) -> None:
    root.write("one.md", f"---\nvoice: سلمى\n---\n{INTERVIEW}")
    assert root.build().failed == ()
    assert log(root) == [], "even what nobody says by name is read by her"


@pytest.mark.parametrize("script", ["---\nvoice: tones\n---\n", "<!-- voice: tones:x -->\n\n"])
def test_a_voice_called_for_by_its_engine_is_made_again_when_that_changes(
    root: Root, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    """As one that is declared: the engine's update makes the episode stale."""
    root.write("show.toml", 'title = "برنامج"\nengine = "espeak"\ndisclosure = false\n')
    root.write("one.md", f"{script}# لقاء\n\n{script if '<' in script else ''}هذا كلام القارئ.\n")
    assert root.build().failed == ()
    assert root.build().made == ()
    monkeypatch.setenv("TONES_VERSION", "2")
    assert root.build().made == ("one",)
    assert root.build().made == ()


def test_a_voice_that_is_not_there_is_reported_with_its_line(root: Root) -> None:
    root.write("one.md", INTERVIEW.replace("هذا كلام", "<!-- voice: هند -->\n\nهذا كلام"))
    (error,) = root.build().failed
    assert isinstance(error, InputError)
    assert str(error).startswith("script/one.md:17: there is no voice “هند”")


def test_a_voice_whose_engine_is_missing_disturbs_nobody_else(root: Root) -> None:
    root.write("show.toml", SHOW + SALMA + '[voices."هند"]\nengine = "nobody"\n')
    assert root.build().failed == ()


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        ('[voices]\n"سلمى" = "espeak"\n', "script/show.toml:5"),
        ('[voices."سلمى"]\nrate = 9\n', "script/show.toml:5"),
        ('[engines.openai]\napi_key = "sk-123"\n', "script/show.toml:5: “api_key” is a secret"),
        (
            '[engines.openai]\nkey_env = "sk-123"\n',
            "script/show.toml:5: “key_env” must be the name",
        ),
        ('[engines.openai]\nkey_env = "AWS_SECRET_ACCESS_KEY"\n', "script/show.toml:5"),
    ],
)
def test_a_wrong_voice_is_reported_with_its_line_and_no_secret(
    root: Root, extra: str, told: str
) -> None:
    root.write("show.toml", SHOW + extra)
    with pytest.raises(InputError) as caught:
        root.build()
    assert str(caught.value).startswith(told)
    assert "sk-123" not in str(caught.value)
