"""Stage 1: header bytes become Messages, and what kind each is."""

from ghostd.core.arrivals.headers import FIELDS
from ghostd.core.arrivals.read import read
from ghostd.core.arrivals.source import classify_source

__all__ = ["FIELDS", "classify_source", "read"]
