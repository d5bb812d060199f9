"""No bad clip on air: a server that misbehaves, through whole builds."""

from __future__ import annotations

import os
from pathlib import Path

import fakes
import pytest
import workspace_tools
from speech_server import Gate, Reply, Service, running, serving, tone
from workspace_tools import Root

from podcast.cache import Cache, take_damaged
from podcast.engines import Clip, Engine, Word
from podcast.errors import ClipError
from podcast.model import Voice
from podcast.pipeline.casting import Part
from podcast.pipeline.clips import ClipMaker
from podcast.pipeline.judge import Judge
from podcast.pipeline.requests import Request
from podcast.sound.hearing import Heard

SCRIPT = """\
# حلقة

## الباب الأول

هذه جملة أولى طويلة بعض الشيء حتى يكون لها وقت معلوم. وهذه جملة ثانية تقاربها في الطول والوقت.

## الباب الثاني

وهذه جملة ثالثة في الباب الثاني، ولا فرق بينها وبين غيرها. ثم هذه رابعة تختم بها الحلقة كلها.
"""


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def root_with(path: Path, service: Service) -> Root:
    root = workspace_tools.root_at(path, engine="openai")
    root.write(
        "show.toml",
        'title = "برنامج"\nengine = "openai"\ndisclosure = false\n'
        f'[engines.openai]\nbase_url = "{service.url}"\nresponse_format = "wav"\nvoice = "nova"\n',
    )
    (root.path / "script/2025-03-01-first.md").unlink()
    root.write("one.md", SCRIPT)
    return root


def kept(root: Root) -> list[Path]:
    return list((root.audio / ".clips").rglob("*.once.mp3"))


def test_silence_for_everything_is_no_episode(tmp_path: Path) -> None:
    """Each sentence is asked for twice, none is kept, the first is named; nothing is published."""
    with serving(Reply(how="silence")) as service:
        root = root_with(tmp_path, service)
        report = root.build()
    (error,) = report.failed
    assert isinstance(error, ClipError)
    assert "openai returned silence for this sentence twice" in str(error)
    assert str(error).startswith("script/one.md:")
    assert kept(root) == []
    assert not (root.audio / "one.mp3").exists()
    assert all(service.texts.count(text) == 2 for text in service.texts)


LONG_AND_SHORT = """\
# حلقة

## الباب الأول

هذه جملة أولى لا تطول.

هذه جملة ثانية طويلة بعض الشيء حتى يكون لها وقت معلوم، وبعدها كلام كثير لا ينتهي حتى ينقطع نفس القارئ.

وهذه جملة ثالثة بين بين، لا طول فيها.
"""


@pytest.mark.parametrize("how", ["blip", "beep", "long beep"])
def test_the_same_beep_for_everything_is_no_episode(tmp_path: Path, how: str) -> None:
    """Neither 0.1 s, which nobody takes for a sentence, nor what each of them might take."""
    with serving(Reply(how=how)) as service:
        root = root_with(tmp_path, service)
        root.write("one.md", LONG_AND_SHORT)
        (error,) = root.build().failed
        told = (
            "left out part of this sentence"
            if how == "blip"
            else "the same sound whatever the text"
        )
        assert told in str(error)
        assert str(error).startswith("script/one.md:")
        assert kept(root) == []
        asked = len(service.texts)
        service.replies = [Reply()]
        assert root.build().failed == ()
    assert set(service.texts[asked:]) == set(service.texts[:asked])


def test_what_a_service_says_before_it_gives_out_is_judged(tmp_path: Path) -> None:
    """The same beep for two texts, then no answer: neither is kept, though each of them would pass alone."""
    with serving(Reply(how="long beep"), Reply(how="long beep"), Reply(401)) as service:
        root = root_with(tmp_path, service)
        root.write("one.md", LONG_AND_SHORT)
        (error,) = root.build().failed
    assert "refuses the key" in str(error)
    assert kept(root) == []


def test_a_voice_that_stops_heeding_its_text(tmp_path: Path) -> None:
    """Good clips, then clips of one length and different bytes: the good ones are no excuse for them."""
    words = ["أول", "ثان", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع"]
    texts = [f"هذه جملة فيها كلام {'كثير ' * (at % 2 * 9)}{word}." for at, word in enumerate(words)]
    noise = [tone("", level=0.3 - at / 100, seconds=2.0) for at in range(9)]
    with serving(*[Reply()] * 4, *[Reply(how="raw", body=one) for one in noise]) as service:
        root = root_with(tmp_path, service)
        root.write("one.md", "# حلقة\n\n" + "\n\n".join(texts) + "\n")
        (error,) = root.build().failed
    assert "the same sound whatever the text" in str(error)


BAD = ["silence", "short", "long", "clipped", "half file"]


@pytest.mark.parametrize("how", BAD)
def test_one_bad_answer_is_asked_for_again(tmp_path: Path, how: str) -> None:
    with serving(Reply(), Reply(how=how), Reply()) as service:
        root = root_with(tmp_path, service)
        report = root.build()
    assert report.failed == ()
    assert len(service.texts) == len(set(service.texts)) + 1


@pytest.mark.parametrize("how", BAD)
def test_one_bad_sentence_waits_and_the_rest_is_kept(tmp_path: Path, how: str) -> None:
    """It is named with file and line, the other section is made, and the next build asks for it alone."""
    with serving(Reply(how=how), Reply(how=how), Reply()) as service:
        root = root_with(tmp_path, service)
        report = root.build()
        (error,) = report.failed
        asked = len(service.texts)
        named = service.texts[0]
        assert isinstance(error, ClipError)
        assert service.texts[1] == named
        assert error.line
        assert len(kept(root)) == len(set(service.texts)) - 1
        report = root.build()
    assert report.failed == ()
    assert service.texts[asked:] == [named]


def test_a_server_that_is_cut_off_at_request_k_is_asked_for_the_rest_only(tmp_path: Path) -> None:
    with serving(Reply(), Reply(), Reply(401), Reply()) as service:
        root = root_with(tmp_path, service)
        (error,) = root.build().failed
        assert "refuses the key (HTTP 401)" in str(error)
        before = list(service.texts)
        assert root.build().failed == ()
    assert not set(before[:2]) & set(service.texts[3:])


def test_headings_are_said_with_what_follows_and_stop(tmp_path: Path) -> None:
    """Two words alone make some voices babble."""
    with serving() as service:
        root_with(tmp_path, service).build()
    assert any("الباب الأول. هذه جملة" in text for text in service.texts), service.texts
    assert min(map(len, service.texts)) >= 24


def test_a_rebuild_asks_for_nothing_and_an_edit_for_its_sentence(tmp_path: Path) -> None:
    with serving() as service:
        root = root_with(tmp_path, service)
        root.build()
        asked = len(service.texts)
        root.build(force=False)
        assert len(service.texts) == asked
        root.write("one.md", SCRIPT.replace("رابعة تختم", "رابعة وأخيرة تختم"))
        root.build()
    assert len(service.texts) == asked + 1


@pytest.mark.parametrize(
    ("key", "way_out"), [("modle", "did you mean “model”?"), ("xyz", "base_url, model")]
)
def test_an_unknown_setting_names_the_known(tmp_path: Path, key: str, way_out: str) -> None:
    with serving() as service:
        root = root_with(tmp_path, service)
        text = (root.path / "script/show.toml").read_text("utf-8")
        root.write("show.toml", text + f'{key} = "x"\n')
        (error,) = root.build().failed
    assert str(error).startswith(
        f"script/show.toml:8: the engine “openai” knows no setting “{key}”"
    )
    assert way_out in str(error)
    assert service.texts == []


@pytest.mark.parametrize(("how", "asked"), [("", 0), ("emptied", 1), ("cut", 1), ("junk", 1)])
def test_clips_of_an_earlier_version_are_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, asked: int
) -> None:
    """They have no digest in their names: heard once, renamed, and nothing is asked of the voice again."""
    fakes.install(tmp_path / "engine", monkeypatch)
    root = workspace_tools.root_at(tmp_path / "root")
    root.build()
    before = root.digests()
    clips = [one for one in (root.audio / ".clips").glob("??/*.wav") if one.stat().st_size]
    old = [one.rename(one.with_name(f"{one.name[:62]}.wav")) for one in clips]
    for one in (root.audio / ".clips").rglob("*"):
        if one.is_file() and one.suffix != ".wav":
            one.unlink()
    data = old[0].read_bytes()
    bad = {"": data, "emptied": b"", "cut": data[: len(data) // 4], "junk": b"x" * len(data)}[how]
    old[0].write_bytes(bad)
    monkeypatch.setenv("TONES_LOG", str(tmp_path / "log"))
    (root.audio / ".state.json").unlink()
    assert root.build().failed == ()
    log = tmp_path / "log"
    assert (len(log.read_text("utf-8").splitlines()) if log.exists() else 0) == asked
    assert root.digests() == before
    assert len([one for one in old if one.exists()]) == asked


def test_a_request_under_way_is_kept_when_another_fails(tmp_path: Path) -> None:
    """Two sections at once, of which one is refused: what the other has asked for is not asked for again."""
    gate = Gate("مرفوض")
    with running(gate):
        root = root_with(tmp_path, gate)
        root.write("one.md", SCRIPT.replace("جملة أولى", "جملة مرفوضة"))
        assert root.build(jobs=2).failed
        answered, gate.word = list(gate.answered), "غير هذا"
        assert answered
        gate.asked.clear()
        assert not root.build().failed
    assert not set(answered) & set(gate.texts)


def test_a_voice_that_heeds_no_text_is_found_over_the_episode(tmp_path: Path) -> None:
    """A sentence a section tells nothing by itself; all of them together do."""
    sentences = ["هذه جملة " + "طويلة جدا " * count for count in (2, 3, 4, 5, 6)]
    text = "# حلقة\n\n" + "\n\n".join(f"## باب\n\n{words.strip()}." for words in sentences)
    with serving(Reply(how="long beep")) as service:
        root = root_with(tmp_path, service)
        root.write("one.md", text)
        (error,) = root.build().failed
    assert "the same sound whatever the text" in str(error)
    assert str(error).startswith("script/one.md")
    assert not (root.audio / "one.mp3").exists()
    with serving() as service:
        root.write("show.toml", (root.path / "script/show.toml").read_text("utf-8").replace(
            root_url(root), service.url))  # fmt: skip
        assert root.build(force=True).failed == ()


def root_url(root: Root) -> str:
    text = (root.path / "script/show.toml").read_text("utf-8")
    return text.split('base_url = "')[1].split('"')[0]


@pytest.mark.parametrize(("known", "fault"), [(2, ""), (3, "short"), (8, "short")])
def test_the_pace_of_a_voice_is_guessed_from_three_clips(
    tmp_path: Path, known: int, fault: str
) -> None:
    """A sixth of the usual length: too short once three clips, or more, tell what is usual."""
    judge = Judge(Cache(tmp_path), "voice")
    for _ in range(known):
        judge.learn(heard(6.0), 60)
    assert judge.fault(heard(1.0), 60) == fault
    assert judge.fault(heard(40.0), 60) == "long"
    assert judge.fault(heard(5.0), 60) == judge.fault(heard(9.0), 60) == ""


def heard(seconds: float) -> Heard:
    return Heard(clip=None, seconds=seconds, silent=False, clipped=False, whole=True)  # type: ignore[arg-type]


def test_a_word_after_the_end_of_its_clip_has_been_cut_off(tmp_path: Path) -> None:
    """An engine that tells when each word begins tells by this that its sound is not all there."""

    class Cut(Engine):
        name, suffix = "cut", ".wav"

        def synthesize(self, text: str, voice: Voice) -> bytes:
            return Clip(tone(text), (Word(0, 3, 0.1), Word(4, 8, self.last)))

        last = 99.0

    engine = Cut()
    maker = ClipMaker(
        [Request("هذه جملة", Part("cut", Voice()), 0, 0)],
        [7],
        [("a.md", 3, "هذه جملة")],
        Cache(tmp_path),
    )
    maker._engine = lambda index: engine  # type: ignore[method-assign]
    maker._judges[Part("cut", Voice())] = Judge(Cache(tmp_path), "cut")
    with pytest.raises(ClipError, match="left out part"):
        maker._good(0)
    engine.last = 0.5
    assert maker._good(0)


@pytest.mark.parametrize("remake", [False, True])
def test_two_sections_may_say_the_same_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remake: bool
) -> None:
    """A voice that never sounds the same twice: the clip kept last replaces the first, still needed."""

    class Moody(Engine):
        name, suffix, repeatable, takes = "moody", ".wav", False, 0

        def synthesize(self, text: str, voice: Voice) -> bytes:
            self.takes += 1
            return tone(text, level=0.3 + self.takes / 100)

    take_damaged()
    engine, sentence = Moody(), "وهذه الجملة في البابين كليهما"
    monkeypatch.setattr("podcast.pipeline.clips.load", lambda name: engine)
    one, two = (
        ClipMaker(
            [Request(sentence, Part(engine.name, Voice()), 0, 0)],
            [len(sentence)],
            [("a.md", line, sentence)],
            Cache(tmp_path),
            remake=remake,
        )
        for line in (3, 9)
    )
    for maker in (one, two):  # both have looked before either keeps its own
        maker._keep(0, maker._good(0))
    assert two.clip(0, lambda done, total: None).wave.any()
    assert one.clip(0, lambda done, total: None).wave.any()
    assert not take_damaged()
    assert engine.takes == 2, "nobody pays for a third"


def test_equal_sections_of_one_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is voiced by another process, and each sounds different: every episode gets its own take or the
    other's, and the next build has nothing to make."""

    tones = fakes.Tones.synthesize

    def never_the_same(voice: fakes.Tones, text: str, settings: Voice) -> bytes:
        return tones(voice, text, settings)[:-200] + os.urandom(200)

    fakes.install(tmp_path / "engine", monkeypatch)
    monkeypatch.setattr(fakes.Tones, "repeatable", False, raising=False)
    monkeypatch.setattr(fakes.Tones, "synthesize", never_the_same)
    root = workspace_tools.root_at(tmp_path / "root")
    (root.path / "script/2025-03-01-first.md").unlink()
    for slug in ("one", "two", "three"):
        root.write(f"{slug}.md", f"# حلقة {slug}\n\n" + SCRIPT.partition("\n\n")[2])
    report = root.build(jobs=4)
    assert report.failed == ()
    assert sorted(report.made) == ["one", "three", "two"]
    assert root.build().made == ()
    assert root.build(force=True).failed == ()
