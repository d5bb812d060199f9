"""How well a machine hears the offline voice: a speech recogniser is asked for the text it should have heard.

    python bench/ear.py say OUT [--half tune|judge|all] [--change SOUND=NAME[/DARK] …] [--pitch N] [--rate N]
    python bench/ear.py hear MODEL FIRST [OTHER …] [--json FILE]

`say` needs the project; `hear` needs an environment of its own (`pip install ctranslate2 faster-whisper
tokenizers numpy`) and MODEL, a folder with a multilingual Whisper model ("base") for CTranslate2: config.json,
model.bin, tokenizer.json.

The figure is the mean negative log-likelihood (nats) that the recogniser gives each letter of the true text,
forced to write it: lower is heard better; silence is about 2.6. Two voices are compared sentence by
sentence, with a bootstrapped interval of 95 %; less than .03 is noise. It judges how clear the sounds are to a
machine, not whether they are beautiful, nor whether they are still Arabic: a change that merges two
sounds may well please it (see docs/sound.md).
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "data" / "ear.tsv"
HALVES = {"tune": (0,), "judge": (1,), "all": (0, 1)}
SECONDS = 30
"""What the recogniser hears at once; a longer clip is refused."""

Heard = dict[str, tuple[float, int]]
"""Sentence -> (nats, letters)."""


def sentences(path: Path, half: str = "all") -> dict[str, str]:
    """Two-digit number -> text, of the half asked for."""
    lines = (line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#")
    texts = [line.split("\t")[-1] for line in lines]
    return {f"{n:02}": text for n, text in enumerate(texts, 1) if (n - 1) % 2 in HALVES[half]}


def transcriptions(texts: Iterable[str]) -> list[str]:
    """As a build would make them: read, marked, transcribed."""
    from podcast import arabic, tashkeel

    said = []
    for text in texts:
        marked = arabic.restore(arabic.read(text).utterances, tashkeel.restore)
        said.append(" ".join(arabic.transcribe_all([one.spoken for one in marked])))
    return said


def say(options: argparse.Namespace) -> None:
    """The sentences as WAV files in a folder, with some phonemes or settings other than the engine's own."""
    from podcast.engines import espeak, espeak_library
    from podcast.engines.espeak_phonemes import Phoneme, feed, phonemes
    from podcast.model import Voice

    for change in options.change:
        sound, _, names = change.partition("=")
        plain, _, dark = names.partition("/")
        phonemes()[sound] = Phoneme(plain, dark or plain, phonemes()[sound].kind)
    pitch = espeak._pitch(Voice()) if options.pitch is None else options.pitch
    rate = options.rate or espeak.NORMAL_RATE
    texts = sentences(options.texts, options.half)
    options.out.mkdir(parents=True, exist_ok=True)
    for number, sounds in zip(texts, transcriptions(texts.values()), strict=True):
        order = espeak_library.SpeechRequest(feed(sounds), f"sem/ar{options.variant}", rate, pitch)
        clip = espeak._wav(espeak_library.perform(order), espeak_library.SAMPLE_RATE)
        (options.out / f"{number}.wav").write_bytes(clip)


class Ear:
    """A recogniser that is told what to write, and says how unlikely it found it."""

    def __init__(self, folder: Path, threads: int) -> None:
        import ctranslate2
        import tokenizers
        from faster_whisper.feature_extractor import FeatureExtractor

        self.features = FeatureExtractor()
        self.tokens = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.model = ctranslate2.models.Whisper(
            str(folder), device="cpu", compute_type="int8", intra_threads=threads
        )
        marks = ("<|startoftranscript|>", "<|ar|>", "<|transcribe|>", "<|notimestamps|>")
        self.start = [self.tokens.token_to_id(mark) for mark in marks]

    def nats(self, clip: Path, text: str) -> float:
        """Of the whole text, given the sound."""
        import ctranslate2
        import numpy as np
        from faster_whisper.audio import decode_audio

        sound = decode_audio(str(clip), sampling_rate=16_000)
        if len(sound) > SECONDS * 16_000:
            raise SystemExit(f"{clip}: longer than {SECONDS} s")
        whole = np.pad(sound, (0, SECONDS * 16_000 - len(sound)))
        frames = np.ascontiguousarray(self.features(whole)[None, :, :3000].astype(np.float32))
        seen = self.model.encode(ctranslate2.StorageView.from_array(frames))
        wanted = self.tokens.encode(f" {text}", add_special_tokens=False).ids
        found = self.model.align(seen, self.start, [wanted], [3000])[0].text_token_probs
        return -float(np.log(np.maximum(np.array(found), 1e-9)).sum())


def listen(ear: Ear, folder: Path, texts: dict[str, str]) -> Heard:
    """What the ear makes of a folder of clips named by sentence."""
    clips = {path.stem: path for path in folder.iterdir() if path.suffix in (".wav", ".mp3")}
    return {
        number: (ear.nats(clips[number], text), len(re.sub(r"\W", "", text)))
        for number, text in texts.items()
        if number in clips
    }


def mean(heard: Heard, numbers: Iterable[str]) -> float:
    """Nats a letter."""
    chosen = [heard[number] for number in numbers]
    return sum(nats for nats, _ in chosen) / sum(letters for _, letters in chosen)


def difference(first: Heard, other: Heard) -> dict[str, Any]:
    """Paired, with its interval."""
    numbers = sorted(set(first) & set(other))
    chance = random.Random(7)
    draws = sorted(
        mean(other, drawn) - mean(first, drawn)
        for drawn in ([chance.choice(numbers) for _ in numbers] for _ in range(2000))
    )
    return {
        "by": round(mean(other, numbers) - mean(first, numbers), 3),
        "interval": [round(draws[50], 3), round(draws[1949], 3)],
        "better": sum(other[n][0] < first[n][0] for n in numbers),
        "of": len(numbers),
    }


def hear(options: argparse.Namespace) -> None:
    """A line a folder, the first being what the others are held against."""
    texts, ear = sentences(options.texts), Ear(options.model, options.threads)
    first: Heard | None = None
    table = []
    for folder in options.folders:
        heard = listen(ear, folder, texts)
        row: dict[str, Any] = {"voice": folder.name, "nats": round(mean(heard, heard), 3)}
        row |= difference(first, heard) if first else {}
        first = first or heard
        table.append(row)
        print(json.dumps(row, ensure_ascii=False), flush=True)
    if options.json:
        options.json.write_text(json.dumps(table, ensure_ascii=False, indent=1), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parts = parser.add_subparsers(required=True)
    one = parts.add_parser("say")
    one.add_argument("out", type=Path)
    one.add_argument("--half", choices=HALVES, default="all")
    one.add_argument("--change", action="append", default=[])
    one.add_argument("--pitch", type=int)
    one.add_argument("--rate", type=int)
    one.add_argument("--variant", default="", help="+f2, +m3 …")
    one.set_defaults(run=say)
    two = parts.add_parser("hear")
    two.add_argument("model", type=Path)
    two.add_argument("folders", type=Path, nargs="+")
    two.add_argument("--json", type=Path)
    two.add_argument("--threads", type=int, default=2)
    two.set_defaults(run=hear)
    for part in (one, two):
        part.add_argument("--texts", type=Path, default=TEXTS)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
