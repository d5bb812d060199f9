"""Star patterns from a tiling: two lines start from the middle of each edge and meet their neighbours.

This is Hankin's method (E. H. Hankin, "The Drawing of Geometric Patterns in Saracenic Art", 1925): a single
angle, the same at every edge, turns a tiling of polygons into a pattern of stars.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, hypot, pi, radians, sin, sqrt, tan

Point = tuple[float, float]


def star(middle: Point, points: int, radius: float, inner: float, turn: float = 0.0) -> list[Point]:
    """A closed star: `points` tips at `radius` and as many notches at `inner`, rotated by `turn` radians."""
    x, y = middle
    corners = []
    for step in range(2 * points + 1):
        far = inner if step % 2 else radius
        angle = turn + pi * step / points
        corners.append((x + far * cos(angle), y + far * sin(angle)))
    return corners


def medallion(middle: Point, points: int, radius: float) -> list[Point]:
    """The star of two polygons on top of each other, like the khatam of two squares."""
    inner = radius * cos(2 * pi / points) / cos(pi / points)
    return star(middle, points, radius, inner, pi / points)


def rosette(middle: Point, petals: int, radius: float, depth: float = 0.08) -> list[Point]:
    """A closed line of round petals, with notches of `depth` times the radius between them."""
    x, y = middle
    corners = []
    for step in range(petals * 24 + 1):
        angle = 2 * pi * step / (petals * 24)
        far = radius * (1 - depth + depth * sqrt(abs(cos(petals * angle / 2))))
        corners.append((x + far * cos(angle), y + far * sin(angle)))
    return corners


def web(side: float, cell: float, kind: int, angle: float) -> Iterator[list[Point]]:
    """Closed lines that cover a square of `side` pixels, from tiles of about `cell` pixels, at `angle` degrees.

    `kind` chooses the tiling: 0 octagons and squares, 1 hexagons, 2 squares set on their corners.
    """
    tiles = (_octagons, _hexagons, _squares)[kind % 3](side, cell)
    for middle, edges, inradius, turn in tiles:
        half = pi / edges
        notch = inradius / (cos(half) + sin(half) * tan(radians(angle)))
        yield star(middle, edges, inradius, notch, turn)


Tile = tuple[Point, int, float, float]
"""(centre, number of edges, distance of the edges from the centre, direction of one of them)."""


def _octagons(side: float, cell: float) -> Iterator[Tile]:
    small = cell * (sqrt(2) - 1)
    for x, y in _grid(side, cell, cell):
        yield (x, y), 8, cell / 2, 0.0
        yield (x + cell / 2, y + cell / 2), 4, small / 2, pi / 4


def _hexagons(side: float, cell: float) -> Iterator[Tile]:
    row = cell * sqrt(3) / 2
    for x, y in _grid(side, cell, 2 * row):
        yield (x, y), 6, cell / 2, 0.0
        yield (x + cell / 2, y + row), 6, cell / 2, 0.0


def _squares(side: float, cell: float) -> Iterator[Tile]:
    far = cell / 2 / sqrt(2)
    for x, y in _grid(side, cell, cell):
        yield (x, y), 4, far, pi / 4
        yield (x + cell / 2, y + cell / 2), 4, far, pi / 4


def _grid(side: float, across: float, down: float) -> Iterator[Point]:
    """Points that cover the square symmetrically."""
    columns, rows = int(side / across / 2) + 2, int(side / down / 2) + 2
    for row in range(-rows, rows + 1):
        for column in range(-columns, columns + 1):
            yield side / 2 + column * across, side / 2 + row * down


def clearance(corners: list[Point], middle: Point) -> float:
    """The radius of the largest circle around `middle` that touches no corner of a star."""
    return min(hypot(x - middle[0], y - middle[1]) for x, y in corners)
