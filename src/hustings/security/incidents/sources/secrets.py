"""Passwords of other people's mailboxes: encrypted in the database and its backups, never shown again."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Lost(Exception):
    """It was written with a secret key that is no longer among the settings."""


def seal(data: bytes) -> bytes:
    return _cipher().encrypt(data)


def unseal(data: bytes) -> bytes:
    """Decrypt with the secret key or an older one, or raise Lost."""
    try:
        return _cipher().decrypt(data)
    except InvalidToken as error:
        raise Lost("Sealed with another secret key.") from error


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(Fernet(urlsafe_b64encode(sha256(f"shield {key}".encode()).digest())) for key in keys)
