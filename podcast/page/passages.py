"""A section's blocks as a page shows them, with each spoken sentence as a stretch within them.

A cue holds the author's own words, so it is located in the blocks by its letters, in order. Text that is on the
page but not read aloud, such as code or skipped words, is passed over and has no times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, takewhile

from podcast.formats.urls import BARE
from podcast.model import Cue
from podcast.model.blocks import Block, Inline, LineBreak, NoteMark, Unread
from podcast.page.text import clean, fold, seconds, shown, weblink
from podcast.page.view import Passage, Run, Sentence
from podcast.structs import Frozen

TAGS = {"emphasis": "em", "strong": "strong", "deleted": "s", "code": "code"}

AHEAD, NEAR, SHORT = 3000, 240, 16
"""The next cue is searched for within AHEAD letters of the last; one shorter than SHORT letters, which may well
recur, only within NEAR."""

COLONS = ":：∶ "
"""What may separate a speaker's name from what is said."""

DEEPEST = 6
"""How deep lists and quotations are nested on a page; anything deeper is put into these."""


class HeardSpan(Frozen):
    """`text[start:end]` of a block, heard from the cue `first` to the cue `last`."""

    start: int
    end: int
    first: Cue
    last: Cue


BlockSpans = Mapping[int, Sequence[HeardSpan]]


def aligned(spoken: Sequence[tuple[int, Block]], cues: Sequence[Cue]) -> dict[int, list[HeardSpan]]:
    """The span of each cue, by the index of its block; a cue found nowhere is left out."""
    letters, places = _letters(spoken)
    spans: dict[int, list[HeardSpan]] = {}
    index = 0
    for cue in cues:
        wanted = "".join(character for character in clean(cue.text) if character.isalnum())
        ahead = len(wanted) + (NEAR if len(wanted) < SHORT else AHEAD)
        start = letters.find(wanted, index, index + ahead) if wanted else -1
        if start < 0:
            continue
        index = start + len(wanted)
        for place, run in groupby(places[start:index], key=lambda one: one[0]):
            offsets = [offset for _, offset in run]
            spans.setdefault(place, []).append(HeardSpan(offsets[0], offsets[-1] + 1, cue, cue))
    texts = {place: block.text for place, block in spoken}
    return {place: list(_stretched(texts[place], own)) for place, own in spans.items()}


def _letters(spoken: Sequence[tuple[int, Block]]) -> tuple[str, list[tuple[int, int]]]:
    """The letters and digits read in all blocks, and the (block index, offset) of each."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for place, block in spoken:
        index = 0
        for inline in block.inlines:
            if not isinstance(inline, Unread):
                for offset, letter in enumerate(inline.text, index):
                    if letter.isalnum():
                        letters.append(letter)
                        places.append((place, offset))
            index += len(inline.text)
    return "".join(letters), places


def _stretched(text: str, spans: Sequence[HeardSpan]) -> Iterator[HeardSpan]:
    """Spans extended by the punctuation and marks that adjoin their letters."""
    end = 0
    for span, following in zip(spans, [*spans[1:], None], strict=True):
        start, most = span.start, following.start if following else len(text)
        while start > end and not text[start - 1].isspace():
            start -= 1
        end = span.end
        while end < most and not text[end].isspace():
            end += 1
        yield HeardSpan(start, end, span.first, span.last)


def whole(spans: Sequence[HeardSpan], text: str) -> Sentence | None:
    """A text as one sentence, heard from its first cue to its last; None if it is not heard."""
    if not spans:
        return None
    return _line((Run(shown(text)),), spans[0].first, spans[-1].last)


def _line(runs: tuple[Run, ...], first: Cue, last: Cue) -> Sentence:
    return Sentence(runs, seconds(first.start_ms), seconds(last.end_ms))


def lines(
    block: Block, spans: Sequence[HeardSpan], start: int = 0, end: int = -1
) -> tuple[Sentence, ...]:
    """`text[start:end]` of a block: what is spoken, and, without times, what is in between."""
    end = len(block.text) if end < 0 else end
    sentences: list[Sentence] = []
    index = start
    for span in spans:
        first, last = max(span.start, start), min(span.end, end)
        if first >= last:
            continue
        sentences += _silent(block, index, first)
        sentences.append(_line(_runs(block.between(first, last)), span.first, span.last))
        index = last
    return (*sentences, *_silent(block, index, end))


def _silent(block: Block, start: int, end: int) -> Iterator[Sentence]:
    if runs := _runs(block.between(start, end) if start < end else ()):
        yield Sentence(runs, "", "")


def _runs(inlines: Sequence[Inline]) -> tuple[Run, ...]:
    return tuple(
        run
        for inline in inlines
        if inline.text or (isinstance(inline, NoteMark) and inline.number)
        for run in (_linked(inline) if _may_link(inline) else (_run(inline),))
    )


def _may_link(inline: Inline) -> bool:
    """Whether addresses in the words of an inline become links."""
    plain = not isinstance(inline, LineBreak | NoteMark) and not getattr(inline, "url", "")
    return plain and getattr(inline, "kind", "") != "code"


def _linked(inline: Inline) -> Iterator[Run]:
    """The runs of an inline whose addresses link to themselves, as in the notes."""
    index = 0
    for bare in BARE.finditer(inline.text):
        if before := inline.text[index : bare.start()]:
            yield Run(shown(before), "text", "", _tag(inline))
        yield Run(clean(bare[0]), "text", weblink(bare[0]), _tag(inline))
        index = bare.end()
    if rest := inline.text[index:]:
        yield Run(shown(rest), "text", "", _tag(inline))


def _tag(inline: Inline) -> str:
    return TAGS.get(getattr(inline, "kind", ""), "")


def runs_of(block: Block | None) -> tuple[Run, ...]:
    """The words of a heading that has links or footnote references; else ()."""
    if not block or not (
        block.links or any(isinstance(inline, NoteMark) for inline in block.inlines)
    ):
        return ()
    return _runs([inline for inline in block.inlines if not isinstance(inline, Unread)])


def _run(inline: Inline) -> Run:
    if isinstance(inline, LineBreak):
        return Run("", "break")
    if isinstance(inline, NoteMark):
        name = f"mark-{inline.number}" if inline.is_first else ""
        return Run(str(inline.number), "note", f"#note-{inline.number}", name)
    url = getattr(inline, "url", "")
    return Run(shown(inline.text), "text", weblink(url) if url else "", _tag(inline))


def passages(blocks: Sequence[Block], spans: BlockSpans) -> tuple[Passage, ...]:
    """Blocks nested as on a page: items in lists, blocks in quotations, rows in tables."""
    return tuple(_nested(list(enumerate(blocks)), spans, 0, 0))


Numbered = Sequence[tuple[int, Block]]


def _nested(
    blocks: Numbered, spans: BlockSpans, level: int, quoted: int, speaker: str = ""
) -> Iterator[Passage]:
    """The passages of blocks at this depth; `speaker` is the last one before them."""
    rest = list(blocks)
    while rest:
        run, kind = _run_of(rest, level, quoted)
        rest = rest[len(run) :]
        if kind == "list":
            yield _list(run, spans, level, quoted, speaker)
        elif kind == "quote":
            yield Passage("quote", blocks=tuple(_nested(run, spans, level, quoted + 1, speaker)))
        elif kind == "row":
            yield _table(run, spans)
        else:
            place, block = run[0]
            start = _after_name(block)
            named = block.speaker if start or block.speaker != speaker else ""
            kind = block.kind if block.kind in ("heading", "code") else "paragraph"
            yield Passage(kind, lines(block, spans.get(place, ()), start), speaker=clean(named))
        speaker = run[-1][1].speaker


def _after_name(block: Block) -> int:
    """The offset in a block after its speaker's name, which the page shows separately."""
    index = 0
    for inline in takewhile(lambda one: isinstance(one, Unread), block.inlines):
        index += len(inline.text)
    name = fold(block.text[:index]).rstrip(COLONS)
    return index if block.speaker and name and fold(block.speaker) == name else 0


def _run_of(blocks: Numbered, level: int, quoted: int) -> tuple[Numbered, str]:
    """The first blocks that make one passage, and the kind of passage."""
    block = blocks[0][1]
    if block.item and block.item.level > level < DEEPEST:
        run = list(takewhile(lambda one: one[1].item and one[1].item.level > level, blocks))
        around = all(inline.quoted > quoted for _, inline in run)
        return (
            (run, "quote") if around and quoted < DEEPEST else (_same_kind(run, level + 1), "list")
        )
    if block.quoted > quoted < DEEPEST:
        return list(takewhile(lambda one: one[1].quoted > quoted, blocks)), "quote"
    if block.kind == "row":
        rows = takewhile(
            lambda one: one[1].kind == "row" and not (one[1].header and one is not blocks[0]),
            blocks,
        )
        return list(rows), "row"
    return blocks[:1], ""


def _same_kind(run: Numbered, level: int) -> Numbered:
    """The leading items of a list that are all numbered, or all not."""
    first = run[0][1].item
    ordered = first is not None and first.number is not None
    for index, (_, block) in enumerate(run):
        item = block.item
        if item and item.level == level and item.opens and (item.number is not None) != ordered:
            return run[:index]
    return run


def _list(run: Numbered, spans: BlockSpans, level: int, quoted: int, speaker: str) -> Passage:
    items: list[list[tuple[int, Block]]] = []
    for inline in run:
        item = inline[1].item
        if (item and item.level == level + 1 and item.opens) or not items:
            items.append([])
        items[-1].append(inline)
    first = run[0][1].item
    number = first.number if first else None
    before = [speaker, *(item[-1][1].speaker for item in items)]
    return Passage(
        "list",
        ordered=number is not None,
        first=number if number is not None else 1,
        items=tuple(
            tuple(_nested(item, spans, level + 1, quoted, last))
            for item, last in zip(items, before, strict=False)
        ),
    )


def _table(run: Numbered, spans: BlockSpans) -> Passage:
    rows = [
        tuple(lines(block, spans.get(place, ()), *cell) for cell in _cells(block))
        for place, block in run
    ]
    header = rows.pop(0) if run[0][1].header else ()
    return Passage("table", header=header, rows=tuple(rows))


def _cells(block: Block) -> Sequence[tuple[int, int]]:
    return block.cells or ((0, len(block.text)),)
