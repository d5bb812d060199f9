"""`podcast check`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli.completion import SourceName
from podcast.cli.messages import tr
from podcast.cli.terminal import echo, print_json_text

if TYPE_CHECKING:
    from podcast.checkup import Finding

DISTINCT = ("tag", "source", "problem", "name", "right", "host", "header")
"""Fields that distinguish faults found by one rule; all others only tell where it is, or how much."""

SHOWN = 3
"""How many further places of one fault are listed; the rest are counted."""


@click.command("check", help=tr("Check audio/, a folder, or a published feed's URL."))
@click.argument("target", default="", type=SourceName())
@click.option(
    "--thorough",
    is_flag=True,
    help=tr("Measure every sound, also those just as the build made them."),
)
@click.option("--json", "as_json", is_flag=True, help=tr("Print JSON, for other programs."))
@click.pass_obj
def command(root: Path, target: str, thorough: bool, as_json: bool) -> int:
    """Print each finding with what it breaks and how to mend it.

    The exit code is 1 if there is an error, 2 if there is nothing to check, else 0.
    """
    from podcast.checkup import to_json
    from podcast.pipeline.preflight import check

    findings = check(root, target, thorough=thorough)
    if as_json:
        print_json_text(to_json(findings).rstrip("\n"))
    else:
        alike = _alike(findings)
        echo("\n".join([*map(_block, alike), _summary(alike)]))
    return int(any(finding.kind == "error" for finding in findings))


def _alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings grouped by fault: the same fault in many files is one thing to mend."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        kind = {name: finding.fields[name] for name in DISTINCT if name in finding.fields}
        groups.setdefault(f"{finding.rule} {kind}", []).append(finding)
    return list(groups.values())


def _block(group: list[Finding]) -> str:
    first = group[0]
    says = tr(first.template, **_fields(first))
    lines = [
        tr("{kind}  {place}: {says}").format(kind=tr(first.kind), place=first.place, says=says),
        *_others(group[1:]),
        f"    {tr(first.breaks)}",
        "    " + tr("→ {fix}").format(fix=tr(first.fix)),
    ]
    return "\n".join(lines)


def _fields(finding: Finding) -> dict[str, object]:
    from podcast.cli.messages import in_words

    return {name: in_words(name, value) for name, value in finding.fields.items()}


def _others(group: list[Finding]) -> list[str]:
    """Where else it is: each place once, or what is at fault where all of it is in one place."""
    if not group:
        return []
    places = list(dict.fromkeys(finding.place for finding in group))
    addresses = list(dict.fromkeys(str(one.fields["url"]) for one in group if "url" in one.fields))
    if addresses and len(places) == 1:
        return [f"    {tr('likewise: {names}', names=_few(addresses))}"]
    return [f"    {tr('and in {places}', places=_few(places))}"]


def _few(names: list[str]) -> str:
    more = f" … (+{len(names) - SHOWN})" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _summary(faults: list[list[Finding]]) -> str:
    """How much there is to mend: a fault counts once, in however many files it is."""
    if not faults:
        return tr("nothing to fix")
    errors = sum(group[0].kind == "error" for group in faults)
    return tr("errors: {errors}, warnings: {rest}", errors=errors, rest=len(faults) - errors)
