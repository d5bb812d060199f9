"""The clips of a section: synthesised, judged and kept; a bad one is retried once, then reported.

A clip is kept only if it decodes and its voice's judge finds no fault in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from podcast.cache import FOR_GOOD, Cache
from podcast.engines import Clip, Engine, Word, load
from podcast.errors import ClipError, EngineError
from podcast.pipeline import legible
from podcast.pipeline.ahead import Say, speaking
from podcast.pipeline.casting import Part
from podcast.pipeline.judge import EDGE, Judge
from podcast.pipeline.keys import recipe
from podcast.pipeline.requests import Request

if TYPE_CHECKING:
    from podcast.sound.clips import TrimmedClip
    from podcast.sound.hearing import Heard

STOP = Event()
"""Set in a worker process that shall make no further request, since its build has failed elsewhere."""

Place = tuple[str, int, str]
"""(file, line, words) of a sentence as written."""

ENCODING = 0.1
"""The share of a clip's work that remains where the cache has the clip: levelling and encoding."""
LONGEST = 86_400
"""No word sounds later in a clip, in seconds."""
TIMES = ".words.json"
"""What the cache keeps beside a clip: the times of its words."""


def is_kept(cache: Cache, request: Request) -> bool:
    """Whether the cache has a clip for this request."""
    name = _name_of(request)
    return (cache.find(*name) or cache.unsealed(*name)) is not None


def _name_of(request: Request) -> tuple[str, str]:
    """(recipe, suffix) of a clip in the cache; the suffix keeps clips that cannot be made again from sweeps."""
    engine = load(request.part.engine)
    name = recipe("clip", engine.fingerprint(request.part.voice), request.text)
    return name, engine.suffix if engine.repeatable else f"{FOR_GOOD}{engine.suffix}"


def _read_times(data: bytes) -> tuple[Word, ...]:
    """The times of a clip's words. Raises one of `legible.UNREADABLE`."""
    words = tuple(Word(*one) for one in json.loads(data))
    for word in words:
        legible.checked(type(word.start) is type(word.end) is int)
        legible.checked(0 <= word.start <= word.end and 0 <= word.seconds <= LONGEST)
    return words


class ClipMaker:
    """Makes the clips of one section. Request i has `letters[i]` letters and comes from `places[i]`."""

    def __init__(
        self,
        asked: Sequence[Request],
        letters: Sequence[int],
        places: Sequence[Place],
        cache: Cache,
        *,
        remake: bool = False,
    ) -> None:
        self.asked = asked
        self.words: list[tuple[Word, ...]] = [()] * len(asked)
        self.letters = letters
        self._places = places
        self._cache = cache
        self._remake = remake
        self._judges: dict[Part, Judge] = {}
        self._kept: dict[int, Path] = {}
        self._say: Say = self._said

    @contextmanager
    def ahead(self, order: Sequence[int]) -> Iterator[None]:
        """Have the clips of `order`, which will be asked for, spoken before they are, if no service is."""
        engines = {load(request.part.engine) for request in self.asked}
        if any(engine.keeps_clips or engine.parallel for engine in engines):
            yield
            return
        with speaking(self._said, order) as self._say:
            yield
        self._say = self._said

    def keep(self, progress: Callable[[int, int], None]) -> None:
        """Make every clip worth keeping. Raises ClipError for the first bad one, after the others are made.

        Raises EngineError at once, after what was made before it has been judged by all that is known now.
        """
        bad: list[ClipError] = []
        fresh: list[int] = []
        try:
            self._make(bad, fresh, progress)
        except EngineError:
            self._drop_bad(fresh)
            raise
        again = list(filter(None, map(self._again, fresh)))
        is_deaf = any(judge.is_deaf for judge in self._judges.values())
        bad = again + bad if is_deaf else bad + again
        for judge in self._judges.values():
            judge.close()
        if bad:
            raise bad[0]

    def _make(
        self, bad: list[ClipError], fresh: list[int], progress: Callable[[int, int], None]
    ) -> None:
        """Make what is not kept: `fresh` are the clips made now, `bad` the errors of those that are bad."""
        for index in range(len(self.asked)):
            if not self._engine(index).keeps_clips:
                continue
            try:
                fresh += [index] if self._ensure(index) else []
            except ClipError as error:
                bad.append(error)
            progress(index + 1, len(self.asked))

    def _drop_bad(self, fresh: Sequence[int]) -> None:
        """Delete clips just made that would not be kept now: a service may go bad before it gives out."""
        for index in fresh:
            judge = self._judge(self.asked[index].part)
            if judge.is_deaf or judge.fault(self._heard(index), self.letters[index]):
                self._kept.pop(index).unlink(missing_ok=True)
        for judge in self._judges.values():
            judge.close()

    def clip(self, index: int, progress: Callable[[int, int], None]) -> TrimmedClip:
        """The audio of clip `index`, from the cache or made now."""
        if index in self._kept:
            try:
                return self._heard(index).clip
            except EngineError:  # it is sealed, but no voice has said it
                self._cache.set_aside(self._kept.pop(index))
                self._keep(index, self._good(index))
                return self._heard(index).clip
        made = self._made(index)
        progress(index + 1, len(self.asked))
        return made.clip

    def made_of(self, index: int) -> str:
        """What clip `index` is made of; of one that may sound different the next time, its content too."""
        return self._kept[index].name if index in self._kept else "".join(self._name(index))

    def foreseen(self, index: int) -> tuple[str, float]:
        """What clip `index` will be made of, and its letters to be voiced: few for one that the cache has."""
        name, letters = self._name(index), self.letters[index]
        is_asked = self._remake or not self._engine(index).keeps_clips
        path = None if is_asked else self._cache.find(*name)
        return (path.name, letters * ENCODING) if path else ("".join(name), float(letters))

    def _engine(self, index: int) -> Engine:
        return load(self.asked[index].part.engine)

    def _judge(self, part: Part) -> Judge:
        if part not in self._judges:
            fingerprint = load(part.engine).fingerprint(part.voice)
            self._judges[part] = Judge(self._cache, fingerprint, part.voice.rate)
        return self._judges[part]

    def _name(self, index: int) -> tuple[str, str]:
        return _name_of(self.asked[index])

    def _ensure(self, index: int) -> bool:
        """Put clip `index` into the cache; True if it was made now. Raises ClipError if it is bad twice."""
        name, suffix = self._name(index)
        clip = (
            None
            if self._remake
            else self._cache.adopt(name, suffix, partial(self._may_stay, index))
        )
        if clip is None:
            self._keep(index, self._good(index))
            return True
        self._kept[index] = clip
        if times := legible.found(self._cache, name, TIMES, _read_times):
            self.words[index] = times[1]
        return False

    def _may_stay(self, index: int, data: bytes) -> bool:
        """Whether a clip that an earlier version kept without judging it would be kept now."""
        from podcast import sound

        try:
            heard = sound.hear(data, self._engine(index).suffix)
        except EngineError:
            return False
        return not self._judge(self.asked[index].part).fault(heard, self.letters[index])

    def _keep(self, index: int, data: bytes) -> None:
        name, suffix = self._name(index)
        if older := self._cache.find(name, TIMES):  # those of another clip
            older.unlink(missing_ok=True)
        self._kept[index] = self._cache.get(name, suffix, lambda: bytes(data), remake=True)
        if self.words[index]:
            times = json.dumps([(word.start, word.end, word.seconds) for word in self.words[index]])
            self._cache.get(name, TIMES, times.encode, remake=True)

    def _good(self, index: int) -> bytes:
        """A clip that may go on air, in at most two attempts. Raises ClipError."""
        for _ in range(2):
            data, heard, fault = self._try(index)
            if heard and not fault:
                self._judge(self.asked[index].part).learn(heard, self.letters[index])
                return data
        raise self._failure(index, fault)

    def _try(self, index: int) -> tuple[bytes, Heard | None, str]:
        """(the clip, its measurements, its fault or "")."""
        from podcast import sound

        if STOP.is_set():
            raise EngineError("the build has ended before this section was made; build again")
        request, engine = self.asked[index], self._engine(index)
        data = self._say(index)
        self.words[index] = data.words if isinstance(data, Clip) else ()
        try:
            heard = sound.hear(data, engine.suffix)
        except EngineError:
            return data, None, "no sound"
        judge = self._judge(request.part)
        judge.note(data, heard, self.letters[index])
        fault = judge.fault(heard, self.letters[index])
        is_cut = bool(self.words[index]) and self.words[index][-1].seconds > heard.length
        return data, heard, fault or ("cut" if is_cut else "")

    def _said(self, index: int) -> bytes:
        request = self.asked[index]
        return self._engine(index).synthesize(request.text, request.part.voice)

    def _again(self, index: int) -> ClipError | None:
        """Judge a clip made in this run again, by all that was learnt since; make a bad one once more."""
        judge = self._judge(self.asked[index].part)
        fault = judge.fault(self._heard(index), self.letters[index])
        if judge.is_deaf:
            self._kept.pop(index).unlink(missing_ok=True)
            return self._failure(index, "deaf")
        if not fault:
            return None
        self._kept.pop(index).unlink(missing_ok=True)
        data, heard, fault = self._try(index)
        if heard is None or fault:
            return self._failure(index, fault)
        self._keep(index, data)
        return None

    def _heard(self, index: int) -> Heard:
        from podcast import sound

        try:
            data = self._kept[index].read_bytes()
        except FileNotFoundError:
            data = self._replaced(index)
        return sound.hear(data, self._engine(index).suffix)

    def _replaced(self, index: int) -> bytes:
        """The clip of another section that says the same, and has just replaced this one: it is as new."""
        name = self._name(index)
        if kept := self._cache.read(*name):
            self._kept[index], data = kept
            if times := legible.found(self._cache, name[0], TIMES, _read_times):
                self.words[index] = times[1]
            return data
        self._ensure(index)
        return self._kept[index].read_bytes()

    def _made(self, index: int) -> Heard:
        """A clip that is not cached: judged by the limits of any voice, with one retry."""
        for _ in range(2):
            _, heard, fault = self._try(index)
            if (
                heard
                and fault not in ("clipped", "cut")
                and not (fault and self.letters[index] > EDGE)
            ):
                return heard
        raise self._failure(index, fault)

    def _failure(self, index: int, fault: str) -> ClipError:
        file, line, text = self._places[index]
        voice = self.asked[index].part
        shown = text if len(text) <= 80 else f"{text[:79]}…"
        if fault == "silent":
            return ClipError(
                "{engine} returned silence for this sentence twice: “{text}”;"
                " build again, or give it another voice",
                file=file, line=line, engine=voice.engine, text=shown,
            )  # fmt: skip
        if fault == "clipped":
            return ClipError(
                "{engine} returned distorted sound for this sentence twice: “{text}”;"
                " turn its volume down, or give it another voice",
                file=file, line=line, engine=voice.engine, text=shown,
            )  # fmt: skip
        if fault == "deaf":
            return ClipError(
                "{engine} gives the same sound whatever the text, as for “{text}”;"
                " check its service, or choose another voice",
                file=file, line=line, engine=voice.engine, text=shown,
            )  # fmt: skip
        if fault in ("short", "cut"):
            return ClipError(
                "{engine} left out part of this sentence twice: “{text}”; build again, or "
                "reword it",
                file=file, line=line, engine=voice.engine, text=shown,
            )  # fmt: skip
        if fault == "long":
            return ClipError(
                "{engine} took far too long over this sentence twice: “{text}”; build again, or "
                "reword it",
                file=file, line=line, engine=voice.engine, text=shown,
            )  # fmt: skip
        return ClipError(
            "{engine} returned unreadable sound for this sentence twice: “{text}”;"
            " build again, or give it another voice",
            file=file, line=line, engine=voice.engine, text=shown,
        )  # fmt: skip
