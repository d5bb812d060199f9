"""What an author writes besides scripts: settings, lexicon, templates; and the list of scripts."""

from __future__ import annotations

from podcast.show.checks import categories
from podcast.show.files import (
    SUFFIXES,
    Source,
    decoded,
    likely_encoding,
    raw_bytes,
    read,
    sources,
    template,
    template_name,
    text_of,
)
from podcast.show.keys import KNOWN_KEYS
from podcast.show.lexicon import add_to_lexicon, lexicon, remove_from_lexicon, starter_lexicon
from podcast.show.people import person, taxonomy
from podcast.show.settings import find_root, load
from podcast.show.starter import (
    MERGED,
    WAYS,
    pages_url,
    starter,
    starter_publishing,
    starter_script,
    with_base_url,
)
from podcast.show.toml import line_of

__all__ = [
    "KNOWN_KEYS",
    "MERGED",
    "SUFFIXES",
    "WAYS",
    "Source",
    "add_to_lexicon",
    "categories",
    "decoded",
    "find_root",
    "lexicon",
    "likely_encoding",
    "line_of",
    "load",
    "pages_url",
    "person",
    "raw_bytes",
    "read",
    "remove_from_lexicon",
    "sources",
    "starter",
    "starter_lexicon",
    "starter_publishing",
    "starter_script",
    "taxonomy",
    "template",
    "template_name",
    "text_of",
    "with_base_url",
]
