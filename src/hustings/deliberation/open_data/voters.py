"""Numbers of voters: no contribution bears one, so votes stay secret even of those who wrote by name."""

import hashlib
import hmac

from django.conf import settings


def voter(participant: int) -> str:
    """Number of a voter in open data: the same in all tables of votes, and found in no other."""
    key = hashlib.sha256(f"consultations.voter {settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, str(participant).encode(), hashlib.sha256).hexdigest()[:16]
