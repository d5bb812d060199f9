"""A script as one reads it at a glance: what the files in tests/data/scripts/*.outline hold."""

from __future__ import annotations

from podcast.model import Script


def outline(script: Script) -> str:
    """The title, then each section (`~` where its heading is not announced) with its paragraphs, by line."""
    lines = [f"= {script.title}"]
    for section in script.sections:
        sign = "#" if section.announced else "~"
        lines.append(f"{section.line:>3} {sign} {section.heading}")
        lines += [f"{one.line:>3}   {one.kind}: {one.text}" for one in section.paragraphs]
    return "\n".join(lines) + "\n"
