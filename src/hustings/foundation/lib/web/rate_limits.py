"""How often somebody may ask, counted in the cache that all web processes share."""

import time
from hashlib import sha256

from django.core.cache import cache

MINUTE = 60


def is_beyond(what: str, who: object, most: int, seconds: int = MINUTE) -> bool:
    """Count one more; whether that was more than ``most`` in this window of time."""
    window = int(time.time() // seconds)
    name = sha256(f"{what} {who} {window}".encode()).hexdigest()
    key = f"rate:{name}"
    if cache.add(key, 1, 2 * seconds):
        return most < 1
    try:
        return cache.incr(key) > most
    except ValueError:  # it lapsed in between
        return False
