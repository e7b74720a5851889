"""The names system (RFC 1035), behind one small protocol: ask for a name and a kind, get an ``Answer``.

A look-up that fails is an answer too (``unknown``), never an exception. ``Static`` answers from a table,
``Live`` asks servers, ``Cached`` remembers. The library underneath is loaded with the first live question.
"""

from mailguard.dns.answers import Answer, PerMessage, Prefetching, Resolver, for_message, prefetch
from mailguard.dns.cached import Cached
from mailguard.dns.live import Live
from mailguard.dns.static import Static

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
