"""Keys of other programs in front matter: which are ignored, and which keep a text from being published.

A text that another program would not publish yet must not come out as an episode because its key means nothing
here.
"""

from __future__ import annotations

import datetime as dt
import re

from podcast.formats.text import nearest
from podcast.script.settings import FALSE, FIELDS, MEANT, TRUE, Setting
from podcast.structs import replace

_NAMES = """
    abbrlink alias aliases archived attachments author authors banner bibliography build canonical
    canonical_url canonicalurl caption cascade categories category cdate codeinjection_head collection
    collections comments copyright cover cover_alt cover_image coverimage created created_at cssclass
    cssclasses date-created date-modified date_created date_modified date_updated excerpt
    excerpt_separator expirydate extra fbimage feature feature_image featured featured_image guid hero
    heroimage id image_alt images isbn katex keywords kind lang language last_modified lastmod layout
    license link links linktitle locale location markup math mathjax mdate menu menus mermaid
    meta_description meta_title modified modified_time mood nav_exclude nav_order og_description
    og_image og_title ogimage outputs params parent people permalink pin pinned place post_id
    rating reading_time readingtime redirect_from redirect_to ref refs related resources robots search
    section series share showdate showtoc sidebar sitemap source sources sticky style subtitle summary
    tag tags tags_list taxonomies template theme thumbnail toc toc_sticky top topic topics
    translationkey translations uid up updated updated_at url uuid weight wordpress_id wp_id
"""
KNOWN = frozenset(_NAMES.split())
"""Keys of Obsidian, Jekyll, Hugo, Zola, Hexo, Astro, Eleventy, Ghost, WordPress and Pelican, in lower case."""

_APART = re.compile(r"[-_ ]")
_DAY_NAMES = """
    publish published publishdate publishdatetime publishat publishon publisheddate publishedat publishedon
    publishedtime datepublished pubdate pubdatetime publicationdate postdate releasedate scheduled scheduledat
    scheduledfor scheduledate embargo embargodate embargoeduntil embargountil golive golivedate
"""
_DAYS = frozenset(_DAY_NAMES.split())
"""Keys for the day of publication, without the signs between their words."""
_WITHHELD = {
    **dict.fromkeys(("isdraft", "private", "hidden", "unlisted"), TRUE),
    **dict.fromkeys(("publish", "published", "dgpublish"), FALSE),
    "status": ("draft", "auto-draft", "pending", "private", "trash", "unpublished", "in progress",
               "in-progress", "wip", "idea", "todo", "مسودة"),
    "visibility": ("draft", "private", "hidden", "unlisted", "members", "paid", "tiers"),
}  # fmt: skip
"""Values that keep a text from being published, by keys without the signs between their words."""
_RISKY = re.compile(
    r"date|publi|draft|schedul|embargo|release|private|visib|status|until|expir", re.I
)
"""What a key holds that may keep a text from being published: never ignored unless it is known."""
_KINDS = ("post", "posts", "page", "article", "articles", "blog", "note", "news", "entry", "essay", "default",
          "مقال", "مقالة", "تدوينة")  # fmt: skip
"""Values of `type` in other programs."""


def withholding(setting: Setting) -> Setting | None:
    """The setting of ours that says the same, where one of another program keeps a text from being published:
    as a draft, or until its day. What stands for a day and is none is refused as our own `date` is."""
    key, said = _folded(setting.key), str(setting.value).strip().lower()
    if setting.key in FIELDS:
        return None
    if said in _WITHHELD.get(key, ()) or (key == "password" and said):
        return replace(setting, key="draft", value=True)
    if key in _DAYS and said not in ("", *TRUE, *FALSE):
        return replace(setting, key="date")
    return None


def later(first: dt.date, second: dt.date) -> dt.date:
    """The later of two days or times, of which either may hold a text back; of equal ones the first."""
    return max(first, second, key=lambda date: date.isoformat()[:16])


def is_foreign(setting: Setting) -> bool:
    """Whether a setting is one of another program that says nothing about when a text is published."""
    key = setting.key.lower()
    if key == "type":
        return str(setting.value).strip().lower() in _KINDS
    if key in FIELDS:
        return False
    folded = _folded(key)
    return (
        key in KNOWN
        or folded in _WITHHELD
        or folded in _DAYS
        or folded == "password"
        or key.startswith(("dg-", "kanban-"))
    )


def is_beside(setting: Setting) -> bool:
    """Whether a key that is known to nobody may be passed over beside keys of another program: it is no
    misspelling of ours, and tells nothing about publication."""
    return not (near(setting.key) or _RISKY.search(setting.key))


def near(key: str) -> str:
    """Our key that is meant by a misspelled or an Arabic one; or ""."""
    found = nearest(key.removeprefix("ال"), (*FIELDS, *MEANT))
    return MEANT.get(found, found) if found else ""


def _folded(key: str) -> str:
    return _APART.sub("", key.lower())
