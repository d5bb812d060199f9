"""Requests to an engine: one utterance, several short ones together, or a piece of a long one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podcast.engines import Engine, Word, load
from podcast.model import Span, Utterance
from podcast.pipeline.casting import Part
from podcast.structs import Frozen

BREATH_MS = 120
"""Milliseconds of silence after a piece of a sentence that is too long for one request."""

LONGEST = 600
"""Characters, of an engine that takes any number: its clip is held in memory as a whole."""

_STOPS = ".!?؟…،؛:,;"


class Request(Frozen):
    """`text` covers the utterances from `first` to `last`; `ends` says whether the last one ends with it."""

    text: str
    part: Part
    first: int
    last: int
    ends: bool = True


def requests(
    spoken: Sequence[Utterance], given: Sequence[str], parts: Sequence[Part]
) -> tuple[Request, ...]:
    """The requests for a section, in order: `given[i]` is `spoken[i]` in the form its engine wants."""
    return tuple(
        request
        for first, last in _groups(spoken, given, parts)
        for request in _asked(given, parts[first], first, last)
    )


def _groups(
    spoken: Sequence[Utterance], given: Sequence[str], parts: Sequence[Part]
) -> Iterator[tuple[int, int]]:
    """(first, last) of the utterances spoken in one request: short ones with their neighbours."""
    start = 0
    for index in range(len(spoken)):
        following = index + 1
        if following < len(spoken) and _joined(spoken, given, parts, start, following):
            continue
        yield start, index
        start = following


def _joined(
    spoken: Sequence[Utterance],
    given: Sequence[str],
    parts: Sequence[Part],
    start: int,
    following: int,
) -> bool:
    """Whether the `following` utterance joins the group that began at `start`."""
    engine = load(parts[start].engine)
    if not engine.min_chars or parts[following] != parts[start] or spoken[following - 1].extra_ms:
        return False
    group = sum(len(text) + 2 for text in given[start:following])
    rest = sum(len(text) + 2 for text in given[following:])
    short = group < engine.min_chars or rest < engine.min_chars
    fits = not engine.max_chars or group + len(given[following]) <= engine.max_chars
    return short and fits


def _asked(given: Sequence[str], part: Part, first: int, last: int) -> Iterator[Request]:
    text = (
        " ".join(_stopped(argument) for argument in given[first:last])
        + " " * (first < last)
        + given[last]
    )
    pieces = _pieces(text, load(part.engine))
    for number, piece in enumerate(pieces, 1):
        yield Request(piece, part, first, last, ends=number == len(pieces))


def _stopped(text: str) -> str:
    """`text` ending in a stop: a heading has none, and needs one when spoken together with what follows."""
    return text if text.rstrip()[-1:] in _STOPS else f"{text.rstrip()}."


def _pieces(text: str, engine: Engine) -> list[str]:
    """`text` in pieces short enough for the engine, cut where a reader would breathe."""
    most = engine.max_chars or LONGEST
    if len(text) <= most:
        return [text]
    from podcast.arabic.tokens.breath import pieces

    return pieces(text, most) or [text]


def spans(
    asked: Sequence[Request],
    clip_spans: Sequence[Span],
    words: Sequence[tuple[Word, ...]],
    given: Sequence[str],
    rate: int,
) -> tuple[Span, ...]:
    """The span of samples of each utterance, worked out from those of the requests.

    Of several utterances in one clip, each begins with its first word if the engine reports word times, or
    else in proportion to its letters.
    """
    made: dict[int, Span] = {}
    for request, span, own_words in zip(asked, clip_spans, words, strict=True):
        if request.first == request.last:
            before = made.get(request.first, span)
            made[request.first] = Span(before.start, span.end)
            continue
        starts = _starts(request, span, own_words, given, rate)
        for number, index in enumerate(range(request.first, request.last + 1)):
            made.setdefault(index, Span(starts[number], starts[number + 1]))
    return tuple(made[at] for at in sorted(made))


def _starts(
    request: Request, span: Span, words: tuple[Word, ...], given: Sequence[str], rate: int
) -> list[int]:
    """The sample at which each utterance of a request begins, and that at which the last ends; increasing."""
    lengths = [len(_stopped(given[index])) + 1 for index in range(request.first, request.last + 1)]
    total, before = sum(lengths), 0
    starts: list[int] = []
    for length in lengths:
        index = span.start + (span.end - span.start) * before // total
        word = next((one for one in words if one.start >= before), None)
        if word and before:
            index = span.start + round((word.seconds - words[0].seconds) * rate)
        starts.append(min(max(index, starts[-1] if starts else span.start), span.end))
        before += length
    return [*starts, span.end]
