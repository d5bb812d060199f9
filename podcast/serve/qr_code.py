"""Draws a URL as a QR code."""

from __future__ import annotations

QUIET = 2
"""The quiet zone in modules: half of what ISO/IEC 18004 asks, which phones read just as well."""

INK = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
WHITE_ON_BLACK, PLAIN = "\x1b[97;40m", "\x1b[0m"


def qr(url: str) -> str:
    """A QR code with two rows of modules per line, in explicit colours for light and dark terminals."""
    import segno

    rows = [tuple(row) for row in segno.make_qr(url, error="m").matrix_iter(border=QUIET)]
    if len(rows) % 2:
        rows.append((0,) * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    lines = ("".join(INK[pair] for pair in zip(*two, strict=True)) for two in pairs)
    return "\n".join(f"{WHITE_ON_BLACK}{line}{PLAIN}" for line in lines)
