"""The names system (RFC 1035), behind one small protocol: ask for a name and a kind, get an ``Answer``.

A look-up that fails is an answer too (``unknown``), never an exception. ``Static`` answers from a table,
``Live`` asks servers, ``Cached`` remembers. The library underneath is loaded with the first live question.
"""

from mailguard.authentication.dns.answers import (
    Answer,
    PerMessage,
    Prefetching,
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
    "PerMessage",
    "Prefetching",
    "Resolver",
    "Static",
    "for_message",
    "prefetch",
]
