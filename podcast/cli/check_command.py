"""`podcast check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli.words import said

if TYPE_CHECKING:
    from podcast.checkup import Finding


@click.command("check", help=said("Check audio/, a folder, or a published feed's URL."))
@click.argument("target", default="")
@click.option("--json", "as_json", is_flag=True, help=said("Print it for programs."))
@click.pass_obj
def command(root: Path, target: str, as_json: bool) -> int:
    """Each finding with what it breaks and the way out; 1 where there is an error."""
    from podcast.build.gate import check
    from podcast.checkup import to_json

    findings = check(root, target)
    if as_json:
        click.echo(to_json(findings))
    else:
        click.echo("\n".join(map(_told, findings)) or said("nothing to mend"))
    return int(any(one.kind == "error" for one in findings))


def _told(one: Finding) -> str:
    lines = (
        f"{said(one.kind)}  {one.place}: {said(one.template, **one.fields)}",
        f"    {said(one.breaks)}",
        f"    → {said(one.fix)}",
    )
    return "\n".join(lines)
