"""Structured data of a page: JSON-LD in the vocabulary of schema.org."""

from __future__ import annotations

import json
from typing import Any

from podcast.model import Episode
from podcast.page.text import date, fold
from podcast.page.view import File, Head


def show_facts(head: Head) -> str:
    """A PodcastSeries, as JSON safe inside a script element."""
    return _json({"@context": "https://schema.org", **_series(head), "description": head.summary})


def episode_facts(head: Head, episode: Episode, file: File) -> str:
    """A PodcastEpisode of its series, as JSON safe inside a script element."""
    media = {
        "@type": "AudioObject",
        "contentUrl": head.sound or file.link,
        "encodingFormat": "audio/mpeg",
        "contentSize": str(episode.size),
        "duration": file.duration,
    }
    return _json(
        {
            "@context": "https://schema.org",
            "@type": "PodcastEpisode",
            "name": head.title,
            "url": head.url,
            "description": head.summary,
            "datePublished": date(episode.published),
            "isAccessibleForFree": True,
            "duration": file.duration,
            "inLanguage": head.language,
            "episodeNumber": episode.number,
            "image": head.picture or head.cover,
            "associatedMedia": media,
            "hasPart": [
                {
                    "@type": "Clip",
                    "name": fold(chapter.title),
                    "url": f"{head.url}#section-{chapter.number}" if head.url else "",
                    "position": chapter.number,
                    "startOffset": chapter.start_ms / 1000,
                    "endOffset": chapter.end_ms / 1000,
                }
                for chapter in episode.chapters
            ],
            "partOfSeries": _series(head),
        }
    )


def _series(head: Head) -> dict[str, Any]:
    return {
        "@type": "PodcastSeries",
        "name": head.show,
        "url": head.home_url,
        "webFeed": head.feed_url or head.feed,
        "inLanguage": head.language,
        "author": {"@type": "Person", "name": head.author} if head.author else None,
        "image": (head.picture or head.cover) if head.kind == "website" else None,
    }


def _json(facts: dict[str, Any]) -> str:
    text = json.dumps(_without_unknown(facts), ensure_ascii=False, indent=1)
    # In a script element only `<` could end the JSON, as in `</script` or `<!--`.
    return text.replace("<", "\\u003c")


def _without_unknown(facts: Any) -> Any:
    """Facts without unknown values, at any depth."""
    if isinstance(facts, dict):
        return {
            key: _without_unknown(item) for key, item in facts.items() if item not in (None, "", [])
        }
    return [_without_unknown(fact) for fact in facts] if isinstance(facts, list) else facts
