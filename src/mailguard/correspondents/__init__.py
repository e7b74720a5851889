"""The correspondents' store: counters of who writes to which people, how often and how."""

from mailguard.correspondents.schema import BadMemory
from mailguard.correspondents.store import Memory

__all__ = ["BadMemory", "Memory"]
