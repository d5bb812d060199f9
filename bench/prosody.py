"""The melody of the offline voice: how clauses end, how far its pitch moves, how long it goes without a breath.

    python bench/prosody.py [--voice NAME] [--script FOLDER] [--json FILE]

Needs the extra `bench` (praat-parselmouth) beside the project. Pitch is in semitones. `end` is the median of
the last 150 ms that have a pitch, against the median of all before the last half second: above 0 the
clause ends higher than it went. Breath groups are the clauses of the episodes in FOLDER (this repository's two
samples), as the engine is fed them.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SENTENCES = HERE / "data" / "prosody.tsv"
FLOOR, CEILING = 50, 400
"""Hertz between which a voice's pitch is looked for."""


def contour(clip: bytes) -> list[tuple[float, float]]:
    """(seconds, semitones around the clip's median) wherever there is a pitch, each hundredth of a second."""
    import numpy as np
    import parselmouth

    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        file.write(clip)
        file.flush()
        pitch = parselmouth.Sound(file.name).to_pitch(0.01, FLOOR, CEILING)
    hertz = pitch.selected_array["frequency"]
    heard = hertz > 0
    semitones = 12 * np.log2(hertz[heard] / np.median(hertz[heard]))
    return list(zip(pitch.xs()[heard].tolist(), semitones.tolist(), strict=True))


def end_of(points: list[tuple[float, float]]) -> float:
    """How much higher than it went a clause ends."""
    last = points[-1][0]
    tail = [tone for at, tone in points if at > last - 0.15]
    body = [tone for at, tone in points if at < last - 0.5] or [tone for _, tone in points]
    return statistics.median(tail) - statistics.median(body)


def endings(voice: str) -> Iterator[dict[str, Any]]:
    """A row a kind of clause."""
    from podcast import arabic
    from podcast.engines.espeak import Espeak
    from podcast.model import Voice

    lines = [
        line.split("\t") for line in SENTENCES.read_text("utf-8").splitlines() if line[0] != "#"
    ]
    for kind in dict.fromkeys(kind for kind, _ in lines):
        said = [arabic.transcribe(text) for one, text in lines if one == kind]
        tracks = [contour(Espeak().synthesize(sounds, Voice(voice))) for sounds in said]
        ends = [end_of(points) for points in tracks]
        yield {
            "kind": kind,
            "end": round(statistics.mean(ends), 1),
            "rises": sum(end > 1 for end in ends),
            "falls": sum(end < -1 for end in ends),
            "of": len(ends),
            "spread": round(statistics.mean(statistics.pstdev(t for _, t in p) for p in tracks), 1),
        }


def breaths(folder: Path, voice: str) -> dict[str, Any]:
    """Seconds of each breath group of the folder's episodes."""
    from podcast.engines.espeak import Espeak
    from podcast.model import Voice
    from podcast.pipeline.preview import spoken_sections

    seconds = []
    for script in sorted((folder / "script").glob("*.[mt][dx]*")):
        for section in spoken_sections(folder, script.stem):
            for given in section.plan.given:
                clauses, words = [], []
                for word in given.split():
                    words.append(word)
                    if word[-1] in ".!?:;,":
                        clauses.append(" ".join(words))
                        words = []
                clips = (Espeak().synthesize(clause, Voice(voice)) for clause in clauses)
                seconds += [(len(clip) - 44) / 44_100 for clip in clips]
    return {
        "groups": len(seconds),
        "median": round(statistics.median(seconds), 1),
        "longest": round(max(seconds), 1),
        "over 7 s": sum(length > 7 for length in seconds),
        "over 8 s": sum(length > 8 for length in seconds),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--voice", default="")
    parser.add_argument("--script", type=Path, default=HERE.parent)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    table = {
        "endings": list(endings(options.voice)),
        "breaths": breaths(options.script, options.voice),
    }
    for row in (*table["endings"], table["breaths"]):
        print(json.dumps(row, ensure_ascii=False))
    if options.json:
        options.json.write_text(json.dumps(table, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
