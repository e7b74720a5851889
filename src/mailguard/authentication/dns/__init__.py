"""DNS (RFC 1035): ask for a name and a kind, get an ``Answer``, ``unknown`` for a failure.

``Static`` answers from a table, ``Live`` asks servers, ``Cached`` remembers.
"""

from mailguard.authentication.dns.answers import (
    Answer,
    Resolver,
    for_message,
    prefetch,
)
from mailguard.authentication.dns.cached import Cached
from mailguard.authentication.dns.live import Live
from mailguard.authentication.dns.static import Static

__all__ = [
    "Answer",
    "Cached",
    "Live",
    "Resolver",
    "Static",
    "for_message",
    "prefetch",
]
