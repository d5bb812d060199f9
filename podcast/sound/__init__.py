"""Clips in, one section of broadcast sound out: trimmed, paused, levelled, encoded.

A section is levelled by itself, with one gain for all of it, so that an edit never changes another section.
The way of the sound: `clips` decodes and trims, `splice` joins with pauses on a `tape`, `music` is added
where there is any, `loudness` measures, `limiter` finds where peaks must give way, `encode` makes MP3
frames, several passages at once. Memory does not grow with length. numpy, pydub and the codecs are loaded
only when something is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from podcast.model import Jingle, Span

if TYPE_CHECKING:
    from podcast.sound.clips import TrimmedClip
    from podcast.sound.hearing import Heard

RULES = 2
"""Raise it when this room changes what is heard: recordings made before are then made again."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What the MP3 is to be.

    bitrate   constant, in kbit/s: a rate of MPEG-1 layer III (32, 40, 48, 56, 64, 80, 96, 112, 128, …).
    loudness  integrated, in LUFS (ITU-R BS.1770-4).
    peak      highest true peak of the decoded MP3, in dBTP.
    quality   of LAME's search, 0 (slow) to 9 (fast): see docs/performance.md for what 7 costs and saves.
    """

    bitrate: int = 96
    loudness: float = -16.0
    peak: float = -1.0
    quality: int = 7


@dataclass(frozen=True, slots=True)
class Recording:
    """One section: how many frames it has, and where its clips are.

    `spans` has one entry a clip: where it sounds in the decoded MP3, in samples at 44,100 a second from
    the first sample of the first frame. The delay of encoder and decoder is counted in.
    """

    frames: int
    spans: tuple[Span, ...]


def record(
    clips: Iterable[bytes | TrimmedClip],
    suffix: str,
    pauses_ms: Sequence[int],
    out: BinaryIO,
    sound: Sound = Sound(),
    *,
    intro: Jingle | None = None,
    outro: Jingle | None = None,
    voices: Sequence[int] = (),
) -> Recording:
    """Write one section, from its clips in order, to `out`: bare frames, without tag or Info frame.

    clips      files in memory, any rate, mono or stereo, or what `hear` made of one. An iterator is read
               one clip at a time.
    suffix     their container: ".wav" or ".mp3" (".flac" and ".ogg" are read too).
    pauses_ms  what a listener hears as silence after each clip. The last is the silence up to the next
               section's first word, kept to half an MP3 frame (13 ms); the others are exact.
    intro      music before the first word or under it; every span is later by what of it is heard alone.
    outro      music after the last word or under it, and silence after that.
    voices     who speaks each clip, by number; where there are several they are made equally loud, for
               which all clips of the section are held in memory.

    Raises EngineError for a clip that cannot be decoded, InputError for such music.
    """
    from podcast.sound.hearing import balanced
    from podcast.sound.master import press
    from podcast.sound.music import arrange
    from podcast.sound.splice import splice
    from podcast.sound.tape import Tape

    music = arrange(intro, outro)
    with Tape() as tape:
        even = balanced(clips, suffix, voices)
        layout = music.mixed(tape, splice(even, suffix, pauses_ms, tape, music.room), sound)
        out.writelines(press(tape, (*layout.seams, layout.frames), sound))
    return Recording(layout.frames, layout.spans)


def hear(data: bytes, suffix: str) -> Heard:
    """A clip decoded and looked at: can it go on air? Raises EngineError for no audio."""
    from podcast.sound.hearing import hear as run

    return run(data, suffix)


def heard_parts(mp3: Path, spans: Sequence[Span], rate: int) -> Iterator[object]:
    """The samples of each span of a recording, one channel, `rate` a second, full scale 1.0."""
    from podcast.sound.hearing import parts

    return parts(mp3, spans, rate)


@cache
def fingerprint(sound: Sound = Sound()) -> str:
    """All that is heard of a recording but its clips and pauses. Cheap: nothing is loaded.

    pydub is left out: it lays samples end to end, and a version that did otherwise would fail the tests.
    """
    from importlib.metadata import version

    parts = (f"{name} {version(name)}" for name in ("lameenc", "soundfile"))
    return f"sound {RULES}; {'; '.join(parts)}; {sound}"
