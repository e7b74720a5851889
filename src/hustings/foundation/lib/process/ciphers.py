"""Secrets that have to be read again, encrypted in the database and its backups by the secret key."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

__all__ = ["InvalidToken", "cipher"]


def cipher(use: str) -> MultiFernet:
    """Each ``use`` has a key of its own; what an older secret key has encrypted is read too."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(Fernet(urlsafe_b64encode(sha256(f"{use} {key}".encode()).digest())) for key in keys)
