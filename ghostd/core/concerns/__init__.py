"""What else a client's own words tell: distress, discontent, more work, a parting.

Each is a hint for the owner. Distress (`HARDSHIP`) keeps an ultimatum from being written until the owner has
seen it, so that it is read generously; a complaint proposes a playbook, and is read narrowly.
"""

from __future__ import annotations

from ghostd.core.concerns.history import Hardship, count, newest, recent_hardship
from ghostd.core.concerns.told import HARDSHIP, Concern, concerns

__all__ = ["HARDSHIP", "Concern", "Hardship", "concerns", "count", "newest", "recent_hardship"]
