"""Findings: each is a rule with its place and its fields."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from podcast.structs import Frozen, field

Kind = Literal["error", "warning"]


class Finding(Frozen):
    """One fault. `template` with `fields` describes it; `breaks` says what it breaks, `fix` how to mend it.

    `rule` is its name in `rules.toml`; `file` is a path below the published folder, or a URL. All texts are
    English templates, the keys of their translations.
    """

    rule: str
    kind: Kind
    file: str
    line: int
    template: str
    breaks: str
    fix: str
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """`feed.xml:12`, or just the file if there is no line."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def sentence(self, template: str = "") -> str:
        """The fault worded by `template`, or by its own template."""
        return f"{self.place}: {(template or self.template).format(**self.fields)}"


def found(rule: str, file: str, line: int = 0, /, **fields: object) -> Finding:
    """A finding of the rule named `rule`."""
    words = _rules()[rule]
    kind: Kind = "error" if words["kind"] == "error" else "warning"
    return Finding(rule, kind, file, line, words["says"], words["breaks"], words["fix"], fields)


def of_example(script: str) -> Finding:
    """The finding about the example of a new podcast, which is still among its episodes."""
    return found("example", script)


@cache
def _rules() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("podcast.checkup").joinpath("rules.toml").read_text("utf-8"))


def to_json(findings: Iterable[Finding]) -> str:
    """Findings as a JSON list of objects, in the order found."""
    rows = [
        {
            "rule": finding.rule,
            "kind": finding.kind,
            "file": finding.file,
            "line": finding.line or None,
            "says": finding.template.format(**finding.fields),
            "breaks": finding.breaks,
            "fix": finding.fix,
            "fields": {name: _plain(value) for name, value in finding.fields.items()},
        }
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    return value if isinstance(value, int | float | str | bool) else str(value)
