"""The contract of an engine, as tests that a package can run on its own engine.

With pytest a test file of two lines is enough; nothing here needs pytest itself:

    from podcast.engines.contract import Contract

    class TestMine(Contract):
        engine = "mine"
"""

from __future__ import annotations

import subprocess
import sys
import time
from typing import get_args

from podcast.engines import load
from podcast.engines.protocol import Clip, Engine, Offer, Place, Wants
from podcast.errors import InputError
from podcast.formats.sounds import container, is_whole
from podcast.model import Settings, Voice

FORMS = {
    "bare": "هذه جملة قصيرة.",
    "written": "هذه جملةٌ قصيرة.",
    "marked": "هٰذِهِ جُمْلَةٌ قَصِيرَةٌ.",
    "sounds": "ˈhaːðihi ˈdʒumlatun qaˈsˤiːrah.",
}
"""One sentence in each form that an engine may want."""

CHEAP = 0.001
"""Seconds of CPU time a fingerprint may take: every check of what is stale asks for it."""


def require(holds: bool, what: str) -> None:
    """Raise AssertionError with `what` unless it `holds`."""
    if not holds:
        raise AssertionError(what)


class Contract:
    """The tests. `engine` is the installed name of the engine, `voice` a voice that is ready to speak.

    `speaks` False skips what needs the service, for an online engine without a local substitute.
    """

    engine = ""
    voice = Voice()
    speaks = True

    def _engine(self) -> Engine:
        return load(self.engine)

    def test_it_declares_what_it_needs(self) -> None:
        """All attributes the program uses are there and of the right type."""
        engine = self._engine()
        require(isinstance(engine, Engine), "it has not all of podcast.engines.Engine")
        require(engine.name == self.engine, "its name is not the one it is installed under")
        require(engine.suffix in (".wav", ".mp3", ".flac", ".ogg"), "suffix: .wav .mp3 .flac .ogg")
        require(engine.wants in get_args(Wants), f"wants: one of {get_args(Wants)}")
        require(engine.place in get_args(Place), f"place: one of {get_args(Place)}")
        for field in ("min_chars", "max_chars", "parallel"):
            require(type(getattr(engine, field)) is int, f"{field} is no whole number")
            require(getattr(engine, field) >= 0, f"{field} is below 0")
        for field in ("keeps_clips", "repeatable"):
            require(type(getattr(engine, field)) is bool, f"{field} is neither True nor False")
        require(
            not engine.max_chars or engine.min_chars <= engine.max_chars, "min_chars > max_chars"
        )
        require(all(isinstance(key, str) for key in engine.settings), "settings are names")

    def test_it_lists_its_voices(self) -> None:
        """It lists its voices, none of them twice."""
        offers = self._engine().voices()
        require(all(isinstance(offer, Offer) for offer in offers), "voices() returns Offers")
        require(len({offer.name for offer in offers}) == len(offers), "voices() names one twice")

    def test_its_fingerprint_is_one_for_each_sound(self) -> None:
        """Fingerprints are equal for equal voices, even in another process, and cover its settings."""
        engine = self._engine()
        here = engine.fingerprint(self.voice)
        require(bool(here) and here == engine.fingerprint(self.voice), "fingerprint() changes")
        code = (
            "import sys; from podcast.engines import load; from podcast.model import *;"
            f"sys.stdout.buffer.write(load({self.engine!r}).fingerprint({self._voice_expression()}).encode())"
        )
        done = subprocess.run(  # noqa: S603 - this very program
            [sys.executable, "-c", code], capture_output=True, check=True
        )
        require(done.stdout.decode() == here, "fingerprint() differs in another process")

    def _voice_expression(self) -> str:
        """The voice as a Python expression."""
        voice = self.voice
        arguments = f"{voice.name!r}, {voice.rate!r}, {voice.pitch!r}"
        return f"Voice({arguments}, Settings({dict(voice.settings)!r}))"

    def test_its_fingerprint_is_cheap(self) -> None:
        """A fingerprint needs neither network nor library: at most a millisecond."""
        engine = self._engine()
        engine.fingerprint(self.voice)
        started = time.process_time()
        for _ in range(100):
            engine.fingerprint(self.voice)
        require(time.process_time() - started < 100 * CHEAP, "fingerprint() is slow")

    def test_it_speaks_whole_clips(self) -> None:
        """Clips are in the declared container, and longer for more words."""
        if not self.speaks:
            return
        engine = self._engine()
        engine.check(self.voice)
        text = FORMS[engine.wants]
        clip = engine.synthesize(text, self.voice)
        require(f".{container(clip)}" == engine.suffix, f"its clip is no {engine.suffix}")
        require(is_whole(clip), "its clip breaks off before its end")
        longer = engine.synthesize(f"{text} {text} {text}", self.voice)
        require(len(longer) > 1.5 * len(clip), "three sentences are hardly longer than one")
        if engine.repeatable:
            require(engine.synthesize(text, self.voice) == clip, "it says it is repeatable")
        if isinstance(clip, Clip):
            at = [word.seconds for word in clip.words]
            require(at == sorted(at) and all(one >= 0 for one in at), "its words are out of order")

    def test_it_refuses_what_it_cannot_do(self) -> None:
        """It rejects unusable voices with one of the program's errors, before any work."""
        engine = self._engine()
        broken = Voice("\x00 no voice is called this", settings=Settings({}))
        try:
            engine.check(broken)
            engine.fingerprint(broken)
        except InputError:
            return
        except Exception as error:
            raise AssertionError(f"check() raised {type(error).__name__}") from error
