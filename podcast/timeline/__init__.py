"""Puts recordings on one timeline, and writes chapters JSON, WebVTT and SRT from it.

lay(takes) -> Timeline          chapters that tile the episode, a cue for each sentence
chapters_json(timeline) -> str
vtt(timeline) -> str
srt(timeline) -> str
ms_of(samples) -> int           to the nearest millisecond
"""

from podcast.timeline.clock import lay, ms_of
from podcast.timeline.printed import chapters_json, srt, vtt

__all__ = ["chapters_json", "lay", "ms_of", "srt", "vtt"]
