"""Letters that a file tells by the text they stand for (`ActualText`), as browsers write letters with marks.

A letter and its marks are several drawn glyphs then, and only the first one has the text: where the others
stand, the library tells nothing. So the box of the whole is read from what is drawn.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from itertools import islice
from math import hypot
from typing import Any

from podcast.importing.pdf.glyphs import Glyph
from podcast.structs import Mutable, replace

LONGEST = 12
"""Characters of a cluster at most; a longer text stands for a line or a picture."""

MOST_OBJECTS = 100_000
"""Of how many objects of a page the text is asked for."""

REACH = 4
"""Of how many clusters before it an object may be a part: marks of two letters may be drawn in turn."""

_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3]")


class Cluster(Mutable):
    """A text and what is drawn for it: its ink in points, and where its widest part begins."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    start: float
    base: float
    widest: float
    size: float


def told(raw: Any, page: Any) -> dict[int, Cluster]:
    """The clusters of a page by the addresses of the objects drawn for them."""
    found: dict[int, Cluster] = {}
    recent: list[Cluster] = []
    for item in islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]), MOST_OBJECTS):
        text = _text(raw, item.raw)
        if not text or len(text) > LONGEST or not _ARABIC.search(text):
            continue
        left, bottom, right, top = item.get_bounds()
        place = item.get_matrix()
        size = _size(raw, item.raw, place)
        part = Cluster(text, left, right, bottom, top, place.e, place.f, right - left, size)
        whole = next((one for one in reversed(recent) if _share(one, part)), None)
        if whole is None:
            recent = [*recent[1 - REACH :], part]
            whole = part
        else:
            _join(whole, part)
        found[_address(item.raw)] = whole
    return found


def _size(raw: Any, item: Any, place: Any) -> float:
    """The font size of an object on the page, in points."""
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item, size)
    return float(size.value * hypot(place.c, place.d))


def _share(whole: Cluster, part: Cluster) -> bool:
    """Whether an object is a part of a cluster: of its text, and above, below or in it."""
    shared = min(whole.right, part.right) - max(whole.left, part.left)
    is_near = abs(whole.base - part.base) < whole.size
    return whole.text == part.text and is_near and shared > 0.3 * min(whole.widest, part.widest)


def _join(whole: Cluster, part: Cluster) -> None:
    if part.widest > whole.widest:
        whole.start, whole.base, whole.widest = part.start, part.base, part.widest
    whole.left, whole.right = min(whole.left, part.left), max(whole.right, part.right)
    whole.bottom, whole.top = min(whole.bottom, part.bottom), max(whole.top, part.top)


def settled(raw: Any, text: Any, glyphs: Sequence[Glyph], found: dict[int, Cluster]) -> list[Glyph]:
    """A page's glyphs with one for each cluster, in the box of all that is drawn for it."""
    done: list[Glyph] = []
    seen: set[int] = set()
    for glyph in glyphs:
        item = raw.FPDFText_GetTextObject(text, glyph.order)
        whole = found.get(_address(item)) if item else None
        if whole is None:
            done.append(glyph)
        elif id(whole) not in seen:
            seen.add(id(whole))
            done.append(_in_box(glyph, whole))
    lost = {id(whole): whole for whole in found.values() if id(whole) not in seen}
    return _with_lost(done, list(lost.values()))


def _in_box(glyph: Glyph, whole: Cluster) -> Glyph:
    return replace(
        glyph,
        text=whole.text,
        left=whole.left,
        right=whole.right,
        start=whole.start,
        base=whole.base,
        ink=(whole.bottom, whole.top),
    )


def _with_lost(glyphs: list[Glyph], lost: Sequence[Cluster]) -> list[Glyph]:
    """`glyphs` with the clusters that the library passes over, each behind the letter beside it."""
    rows: dict[int, list[int]] = {}
    for place, glyph in enumerate(glyphs):
        rows.setdefault(round(glyph.base), []).append(place)
    behind: dict[int, list[Glyph]] = {}
    for whole in lost:
        row = rows.get(round(whole.base), [])
        if row:
            middle = (whole.left + whole.right) / 2
            beside = min(row, key=lambda place: abs(glyphs[place].middle - middle))
            behind.setdefault(beside, []).append(_in_box(glyphs[beside], whole))
    if not behind:
        return glyphs
    whole_row = (one for n, glyph in enumerate(glyphs) for one in (glyph, *behind.get(n, ())))
    return [replace(glyph, order=order) for order, glyph in enumerate(whole_row)]


def _address(item: Any) -> int:
    return ctypes.addressof(item.contents)


def _text(raw: Any, item: Any) -> str:
    """The text that a text object stands for; "" if none is told."""
    for number in range(raw.FPDFPageObj_CountMarks(item)):
        mark = raw.FPDFPageObj_GetMark(item, number)
        size = ctypes.c_ulong()
        units = (ctypes.c_ushort * (2 * LONGEST + 2))()
        is_told = raw.FPDFPageObjMark_GetParamStringValue(
            mark, b"ActualText", units, ctypes.sizeof(units), size
        )
        if is_told and 2 < size.value <= ctypes.sizeof(units):
            return _decoded(units[: size.value // 2 - 1])
    return ""


def _decoded(units: Sequence[int]) -> str:
    """A text of UTF-16, whose bytes the library takes for a letter each."""
    if max(units) > 0xFF:
        return bytes(byte for unit in units for byte in divmod(unit, 256)).decode(
            "utf-16-be", "ignore"
        )
    return bytes(units).decode("utf-16-be", "ignore").lstrip("\ufeff")
