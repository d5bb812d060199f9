"""The program's errors. Each is one sentence: what is wrong, where, and the way out.

The first argument is an English template, written as a literal where the error is raised; it is also the
key under which `cli/` finds the sentence in Arabic. What varies is passed as named fields.
"""

from __future__ import annotations

import errno


class PodcastError(Exception):
    """Something an author can cause or mend. `exit_code` is the exit code of the command."""

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
        """`script/show.toml:3`, `script/show.toml`, or ""."""
        return f"{self.file}:{self.line}" if self.file and self.line else self.file

    def sentence(self, template: str) -> str:
        """The error worded by `template`: its own English template or a translation of it."""
        sentence = template.format(**self.fields)
        return f"{self.place}: {sentence}" if self.place else sentence

    def __str__(self) -> str:
        return self.sentence(self.template)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled whole, to cross process boundaries: the default would lose the place and the fields."""
        return (_rebuild, (type(self), self.template, self.file, self.line, self.fields))


def _rebuild(
    kind: type[PodcastError], template: str, file: str, line: int, fields: dict[str, object]
) -> PodcastError:
    return kind(template, file=file, line=line, **fields)


class InputError(PodcastError):
    """What the author wrote or asked for cannot be used: a setting, a script, an option."""

    exit_code = 2


class EngineError(PodcastError):
    """A voice could not speak: no network, access refused, a library that does not load."""


class ClipError(EngineError):
    """What a voice returned for one sentence cannot go on air. The place is that of the sentence."""


class Fault(PodcastError):  # noqa: N818 - as the field calls it
    """What nobody but the program's makers can mend, while one episode was made. `trace` tells where it was."""


class OutputError(PodcastError):
    """What was made could not be written: a full disk, a folder without permission."""


class Stopped(PodcastError):  # noqa: N818 - it is no fault
    """The author has pressed Ctrl-C. The exit code is the one that shells expect (128 + SIGINT)."""

    exit_code = 130


class Shortage(PodcastError):  # noqa: N818 - as the field calls it
    """The system gives the program too little memory, or no more threads."""


_SHORT = (
    "can't start new thread",
    "failed to map segment",
    "allocate memory",
    "bad_alloc",
    "LAME encoding failed",
)
"""What libraries and the system's loader say then, in errors of all kinds."""


def as_shortage(error: BaseException, file: str = "", line: int = 0) -> Shortage | None:
    """What to raise for an error that comes of too little memory or threads; None for any other."""
    is_one = isinstance(error, MemoryError) or getattr(error, "errno", 0) == errno.ENOMEM
    if is_one or any(words in str(error) for words in _SHORT):
        return Shortage(
            "there is not enough memory; close other programs or let this one have more, and try again: "
            "what is finished is kept",
            file=file,
            line=line,
        )
    return None
