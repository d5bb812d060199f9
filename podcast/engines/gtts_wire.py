"""Where the line to the service stood before other engines shared it; kept for whoever imports it from here."""

from __future__ import annotations

from podcast.engines.online import INTERVAL as INTERVAL
from podcast.engines.online import Limits as Limits
from podcast.engines.online import Pace as Pace
from podcast.engines.online import Request as Request
from podcast.engines.online import Wire as Wire
from podcast.engines.online import common_pace as common_pace
from podcast.engines.online import within as within
