"""People, licences and sources as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from podcast.model import Person, Show
from podcast.model.blocks import Block
from podcast.page.text import fold, weblink
from podcast.page.view import Credit, Reference

ROLES = {
    "": "تقديم", "host": "تقديم", "co-host": "تقديم", "guest host": "تقديم", "guest": "ضيف الحلقة",
    "narrator": "قراءة", "voice actor": "أداء", "reporter": "مراسلة", "writer": "كتابة", "author": "تأليف",
    "editor": "تحرير", "copy editor": "تدقيق", "translator": "ترجمة", "researcher": "بحث",
    "producer": "إنتاج", "executive producer": "إنتاج", "director": "إخراج", "composer": "موسيقى",
    "theme music": "موسيقى", "sound designer": "تصميم الصوت", "audio editor": "هندسة الصوت",
    "cover art designer": "تصميم الغلاف", "fact checker": "تحقّق",
}  # fmt: skip
"""Arabic names of the usual roles in the Podcast Taxonomy; other people are listed without a role."""

LICENSES = {
    "cc0": ("CC0", "publicdomain/zero/1.0"),
    "cc-by": ("CC BY", "licenses/by"),
    "cc-by-sa": ("CC BY-SA", "licenses/by-sa"),
    "cc-by-nd": ("CC BY-ND", "licenses/by-nd"),
    "cc-by-nc": ("CC BY-NC", "licenses/by-nc"),
    "cc-by-nc-sa": ("CC BY-NC-SA", "licenses/by-nc-sa"),
    "cc-by-nc-nd": ("CC BY-NC-ND", "licenses/by-nc-nd"),
}
"""Creative Commons licences by SPDX identifier without version: their name, and the path of their URL."""


def people(persons: Iterable[Person]) -> tuple[Credit, ...]:
    """The people of a show or an episode, by Arabic role."""
    return tuple(
        Credit(fold(person.name), ROLES.get(person.role.casefold(), ""), weblink(person.href))
        for person in persons
    )


def license_of(show: Show) -> Reference | None:
    """The show's licence with the URL of its text, if it is a known one or the author gives it; or None."""
    if not show.license:
        return None
    name, _, version = show.license.casefold().rpartition("-")
    terms = LICENSES.get(name) or LICENSES.get(show.license.casefold())
    if not terms:
        return Reference(fold(show.license), weblink(show.license_url))
    label, path = terms
    version = version if name in LICENSES else "4.0"
    own = "" if label == "CC0" else f"/{version}"
    url = weblink(show.license_url) or f"https://creativecommons.org/{path}{own}/"
    return Reference(label if label == "CC0" else f"{label} {version}", url)


def sources(blocks: Iterable[Block], first: str = "") -> tuple[Reference, ...]:
    """Every web address a text links to, once, with the words of its first link.

    `first`, where the text was published before, comes first.
    """
    references: dict[str, Reference] = {}
    for words, url in (("", first), *(link for block in blocks for link in block.links)):
        safe = weblink(url)
        if safe.startswith("http") and safe not in references:
            references[safe] = Reference(fold(words) or safe, safe, host_of(safe))
    return tuple(references.values())


def host_of(url: str) -> str:
    """The host of a URL without “www.”."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
