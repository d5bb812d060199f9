"""Jinja in a sandbox with resource limits, for templates that an author, or a stranger, may have written.

environment(texts) -> LimitedSandbox        the templates of these texts, by name
rendered(template, values) -> str           one of them, filled
FAILURES                                    all that a template can raise
"""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import FunctionLoader

from podcast.templating.compiled import CompiledTemplates, users_folder
from podcast.templating.sandbox import FAILURES, LimitedSandbox, rendered

__all__ = ["FAILURES", "LimitedSandbox", "environment", "rendered"]


def environment(texts: Mapping[str, str]) -> LimitedSandbox:
    """A sandbox that loads the templates in `texts`, by name; in a traceback, the name is the file's.

    What was compiled before is found in the user's own cache: compiling the packaged templates would take
    90 ms of CPU time, a twelfth of a build after one edit.
    """
    folder = users_folder()
    return LimitedSandbox(
        loader=FunctionLoader(lambda name: (texts[name], name, None) if name in texts else None),
        bytecode_cache=CompiledTemplates(folder) if folder else None,
    )
