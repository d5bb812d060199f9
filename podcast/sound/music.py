"""Music at the ends of an episode: beside the words, or under them.

Where it plays alone it is a little softer than the speech; under words it goes down by a fixed depth, in a
smooth ramp that is over when the first word begins. It never follows the speech up and down. Levels are
measured, not assumed: the music's by itself, against the speech's as it lies on the tape.
"""

from __future__ import annotations

import io
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from podcast.errors import InputError
from podcast.model import FRAME_SAMPLES, SAMPLE_RATE, Jingle
from podcast.sound.clips import FASTEST_RATE, SLOWEST_RATE
from podcast.sound.loudness import energies, loudness
from podcast.sound.resample import resample
from podcast.sound.splice import DELAY, LEAD, Layout, MusicRoom
from podcast.sound.tape import FULL_SCALE, TICK, Tape, Wave
from podcast.structs import Frozen

if TYPE_CHECKING:
    from podcast.sound import Sound

LONGEST = 300
"""Seconds a file may last: more is not what opens an episode, and it travels with the work."""

HIGHEST = 1000.0
"""Of a sample whose full scale is 1: what is above it, or no number at all, is not sound."""

RAMP = 0.8
"""Seconds in which music goes down before words, and comes up after them."""

BREATH = 0.3
"""Seconds of silence between music and words that do not overlap."""

SOFT_START = 0.25
"""How long music takes to come in, as a part of the time it takes to go."""

BEFORE, AFTER = 3 * FRAME_SAMPLES, FRAME_SAMPLES
"""The silence that two passages need where they meet, in samples: what the first encoder leaves in the
decoder, and what the second lacks of the past."""

LOUDEST = 0.9
"""Peak of the music on the tape at most, where speech that is nearly at full scale would ask for more."""


class LoadedJingle(Frozen):
    """Music from its file's start. `alone`: how many samples the section grows by; `lufs`: its own level."""

    jingle: Jingle
    wave: Wave
    alone: int
    lufs: float

    def heard(self, speech: float, words: int, *, outro: bool) -> Wave:
        """As it is heard beside speech of so many LUFS: levelled, ducked, faded, at most over `words` samples.

        It begins `alone` samples before the first word, or ends as long after the last.
        """
        wave = self.wave[: self.alone + words] * np.float32(self._gain(speech))
        if self.jingle.under:
            ducked = _ducked(len(wave), self.alone, self.jingle.music.duck)
            wave *= ducked[::-1] if outro else ducked
        return _faded(wave, self.jingle.music.fade)

    def _gain(self, speech: float) -> float:
        if not isfinite(self.lufs):
            return 0.0
        wanted = 10 ** ((speech + self.jingle.music.level - self.lufs) / 20)
        return min(wanted, LOUDEST / float(np.abs(self.wave).max()))


class Score(Frozen):
    """The music of one section."""

    intro: LoadedJingle | None = None
    outro: LoadedJingle | None = None

    @property
    def room(self) -> MusicRoom:
        """What the music adds to the section."""
        return MusicRoom(*(piece.alone if piece else 0 for piece in (self.intro, self.outro)))

    def mixed(self, tape: Tape, layout: Layout, sound: Sound) -> Layout:
        """Put the music on the tape. The layout, with one passage where music would be cut between two."""
        if not (self.intro or self.outro):
            return layout
        first = self.room.before + LEAD - DELAY
        last = layout.spans[-1].end - DELAY if layout.spans else first
        speech = _lufs_of(tape)
        speech = speech if isfinite(speech) else sound.loudness
        words = (last - first) // (2 if self.intro and self.outro else 1)
        busy = []
        if self.intro:
            wave = self.intro.heard(speech, words, outro=False)
            busy.append((0, len(wave)))
            tape.mix(0, wave)
        if self.outro:
            wave = self.outro.heard(speech, words, outro=True)
            busy.append((last + self.outro.alone - len(wave), last + self.outro.alone))
            tape.mix(busy[-1][0], wave)
        return layout.joined([seam for seam in layout.edges if _unheard(seam, busy)])


def arrange(intro: Jingle | None, outro: Jingle | None) -> Score:
    """The music made ready. Raises InputError for a file that cannot be read or is too long."""
    return Score(*(_piece(one) if one else None for one in (intro, outro)))


def _piece(jingle: Jingle) -> LoadedJingle:
    wave = _read(jingle)
    alone = len(wave) + round(BREATH * SAMPLE_RATE)
    if jingle.under:
        alone = min(round(jingle.music.alone * SAMPLE_RATE), len(wave))
    ticks = (np.pad(wave, (0, -len(wave) % TICK)) * np.float32(FULL_SCALE)).astype(np.float32)
    return LoadedJingle(jingle, wave, alone, loudness(energies(ticks)))


def _read(jingle: Jingle) -> Wave:
    """As much of the music as may be played, in one channel. Raises InputError."""
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(jingle.data)) as file:
            if not SLOWEST_RATE <= file.samplerate <= FASTEST_RATE:
                raise InputError(
                    "has {rate} samples a second, which no recording has; save it again with 44100",
                    file=jingle.name,
                    rate=file.samplerate,
                )
            if file.frames > LONGEST * file.samplerate:
                raise InputError(
                    "lasts {minutes} minutes; music may last {most}: cut it, or name another file",
                    file=jingle.name,
                    minutes=round(file.frames / file.samplerate / 60, 1),
                    most=LONGEST // 60,
                )
            count = round(jingle.music.seconds * file.samplerate)
            sound, rate = file.read(count, dtype="float32", always_2d=True), file.samplerate
            if not np.all(np.abs(sound) <= HIGHEST):  # nor is it where there is no number
                raise ValueError("no sound")
    except (soundfile.SoundFileError, TypeError, ValueError) as error:
        raise InputError(
            "is not music that can be read; save it as MP3, WAV, FLAC, OGG or AIFF",
            file=jingle.name,
        ) from error
    wave = sound.mean(axis=1, dtype=np.float32)
    return resample(wave - wave.mean(), rate) if wave.size else wave


def _ducked(length: int, alone: int, depth: float) -> Wave:
    """Gains that are 1 at first and `depth` dB from sample `alone` on, with no corner between."""
    ramp = min(round(RAMP * SAMPLE_RATE), alone)
    down = np.clip((np.arange(length, dtype=np.float32) - (alone - ramp)) / max(1, ramp), 0, 1)
    return np.exp2(np.sin(down * np.float32(np.pi / 2)) ** 2 * np.float32(depth / 20 * np.log2(10)))


def _faded(wave: Wave, seconds: float) -> Wave:
    """`wave` coming from and going to nothing, in place."""
    for part, fade in ((wave, SOFT_START * seconds), (wave[::-1], seconds)):
        length = min(round(fade * SAMPLE_RATE), len(wave) // 3)
        part[:length] *= np.sin(np.linspace(0, np.pi / 2, length, dtype=np.float32)) ** 2
    return wave


def _lufs_of(tape: Tape) -> float:
    return loudness(np.concatenate([energies(reel) for reel in tape.reels()]))


def _unheard(seam: int, busy: list[tuple[int, int]]) -> bool:
    """Whether no music sounds around the frame `seam`."""
    start, end = seam * FRAME_SAMPLES - BEFORE, seam * FRAME_SAMPLES + AFTER
    return all(end <= first or last <= start for first, last in busy)
