"""Passwords of other people's mailboxes: encrypted in the database and its backups, never shown again."""

from hustings.foundation.lib.process.ciphers import InvalidToken, cipher


class Lost(Exception):
    """It was written with a secret key that is no longer among the settings."""


def seal(data: bytes) -> bytes:
    return cipher("shield").encrypt(data)


def unseal(data: bytes) -> bytes:
    """Decrypt with the secret key or an older one, or raise Lost."""
    try:
        return cipher("shield").decrypt(data)
    except InvalidToken as error:
        raise Lost("Sealed with another secret key.") from error
