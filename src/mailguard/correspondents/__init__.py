"""Who has written to whom, how often and how: a store of counters that grows with every message."""

from mailguard.correspondents.schema import BadMemory
from mailguard.correspondents.store import Memory

__all__ = ["BadMemory", "Memory"]
