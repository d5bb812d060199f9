"""Turns clips into one section of broadcast sound: trimmed, paused, levelled, encoded.

Each section is levelled on its own, with a single gain, so that an edit never changes another section. The
signal path: `clips` decodes and trims, `splice` joins clips and pauses on a `tape`, `music` is mixed in if
there is any, `loudness` measures, `limiter` attenuates peaks, and `encode` makes MP3 frames, several passages
at once. Memory use does not grow with length. numpy, pydub and the codecs are loaded only when something is
recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from podcast.model import Jingle, Span
from podcast.structs import Frozen

if TYPE_CHECKING:
    from podcast.sound.desk import Clip
    from podcast.sound.hearing import Heard

RULES = 3
"""To be raised when this room changes what is heard; older recordings are then made again."""


class Sound(Frozen):
    """The target format of the MP3.

    bitrate   constant, in kbit/s: a bit rate of MPEG-1 layer III (32, 40, 48, 56, 64, 80, 96, 112, 128, …).
    loudness  integrated, in LUFS (ITU-R BS.1770-4).
    peak      the highest true peak of the decoded MP3, in dBTP.
    quality   LAME's quality setting, 0 (slow) to 9 (fast); docs/performance.md says what 7 costs and saves.
    """

    bitrate: int = 96
    loudness: float = -16.0
    peak: float = -1.0
    quality: int = 7


class Recording(Frozen):
    """A recorded section: its number of frames, and where its clips sound.

    `spans` has one entry for each clip: its samples in the decoded MP3, at 44,100 Hz, counted from the first
    sample of the first frame. The delay of encoder and decoder is included.
    """

    frames: int
    spans: tuple[Span, ...]
    passages: bytes = b""
    """What a later recording needs in order to take over passages of this one; b"" if it cannot."""


def record(
    clips: Iterable[Clip],
    suffix: str,
    pauses_ms: Sequence[int],
    out: BinaryIO,
    sound: Sound = Sound(),
    *,
    intro: Jingle | None = None,
    outro: Jingle | None = None,
    voices: Sequence[int] = (),
    names: Sequence[str] = (),
    kept: tuple[bytes, bytes] = (b"", b""),
) -> Recording:
    """Write one section, made of its clips in order, to `out`: bare frames, without tag or Info frame.

    clips      files in memory, of any sample rate, mono or stereo, clips that `hear` has decoded, or functions
               that make such a clip. An iterator is consumed one clip at a time.
    suffix     their container: ".wav" or ".mp3" (".flac" and ".ogg" are accepted too).
    pauses_ms  the audible silence after each clip. Pauses of splice.SEAM and more, and the last one, which is
               the silence before the next section's first word, are accurate to half an MP3 frame (13 ms); the
               others are exact.
    intro      music before or under the first words; spans are shifted by the part that plays alone.
    outro      music after or under the last words, and the silence after it.
    voices     the number of each clip's voice. Several voices are brought to the same loudness, for which
               all clips of the section are held in memory.
    names      what each clip was made of: the same name promises the same sound.
    kept       `Recording.passages` of an earlier recording, and its frames. Passages that it has are not made
               again; the bytes written are the same as without it.

    Raises EngineError for a clip that cannot be decoded, InputError for music that cannot.
    """
    from podcast.sound import desk
    from podcast.sound.kept import unpacked
    from podcast.sound.music import arrange

    order = desk.Order(clips, suffix, pauses_ms, sound, arrange(intro, outro), voices, names)
    layout, passages = desk.record(order, unpacked(*kept), out)
    return Recording(layout.frames, layout.spans, passages)


def hear(data: bytes, suffix: str) -> Heard:
    """Decode a clip and check whether it can go on air. Raises EngineError if it is not audio."""
    from podcast.sound.hearing import hear as run

    return run(data, suffix)


def heard_parts(mp3: Path, spans: Sequence[Span], rate: int) -> Iterator[object]:
    """The samples of each span of a recording: mono, at `rate` Hz, full scale 1.0."""
    from podcast.sound.hearing import parts

    return parts(mp3, spans, rate)


@cache
def fingerprint(sound: Sound = Sound()) -> str:
    """Everything that affects a recording's sound except its clips and pauses. Cheap: nothing is loaded.

    pydub is not included: it only concatenates samples, and a version that did otherwise would fail the tests.
    """
    from importlib.metadata import version

    parts = (f"{name} {version(name)}" for name in ("lameenc", "soundfile"))
    return f"sound {RULES}; {'; '.join(parts)}; {sound}"
