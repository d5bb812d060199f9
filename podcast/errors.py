"""What can go wrong, each kind a sentence: what, where, and the way out.

The first argument is an English template, written as a literal at the place that raises; it is also the
key under which `cli/` finds the same sentence in Arabic. What varies goes in as named fields.
"""

from __future__ import annotations


class PodcastError(Exception):
    """Something an author can cause or mend. `exit_code` is what the command ends with."""

    exit_code = 1

    def __init__(
        self, template: str, /, *, file: str = "", line: int = 0, **fields: object
    ) -> None:
        super().__init__(template)
        self.template = template
        self.file = file
        self.line = line
        self.fields = fields

    @property
    def place(self) -> str:
        """`script/show.toml:3`, `script/show.toml`, or nothing."""
        return f"{self.file}:{self.line}" if self.file and self.line else self.file

    def sentence(self, template: str) -> str:
        """The error in the words of `template` (the English one or a translation of it)."""
        said = template.format(**self.fields)
        return f"{self.place}: {said}" if self.place else said

    def __str__(self) -> str:
        return self.sentence(self.template)

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process walls whole: the default would lose the place and the fields."""
        return (_rebuild, (type(self), self.template, self.file, self.line, self.fields))


def _rebuild(
    kind: type[PodcastError], template: str, file: str, line: int, fields: dict[str, object]
) -> PodcastError:
    return kind(template, file=file, line=line, **fields)


class InputError(PodcastError):
    """What the author wrote or asked for cannot be used: a setting, a script, an option."""

    exit_code = 2


class EngineError(PodcastError):
    """A voice could not speak: no network, a block, a library that does not load."""


class ClipError(EngineError):
    """What a voice made of one sentence cannot go on air. The place is the sentence's."""


class OutputError(PodcastError):
    """What was made could not be kept: a full disk, a folder that cannot be written."""
