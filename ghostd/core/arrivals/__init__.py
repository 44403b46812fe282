"""Stage 1: header bytes become Messages, and what kind each is."""

from ghostd.core.arrivals.headers import FIELDS
from ghostd.core.arrivals.read import read

__all__ = ["FIELDS", "read"]
