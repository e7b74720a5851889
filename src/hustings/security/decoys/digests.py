"""A log-in is known by a keyed digest, Dovecot's own; fast, since decoys' passwords hide nothing."""

import hashlib
import secrets

from hustings.security.decoys.models import Keeping


def keeping() -> Keeping:
    found, _made = Keeping.objects.get_or_create(pk=1, defaults={"nonce": secrets.token_hex(24)})
    return found


def digest(nonce: str, login: str, password: str) -> str:
    """SHA-256 over nonce, log-in name, a byte of nought and password, as Dovecot sends it."""
    said = nonce.encode() + login.strip().lower().encode("utf-8", "replace") + b"\0"
    return hashlib.sha256(said + password.encode("utf-8", "replace")).hexdigest()


def sha1(password: str) -> str:
    """As Dovecot writes it with ``auth_verbose_passwords = sha1``: no password of ours is guessed by it."""
    return hashlib.sha1(password.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def is_beginning(told: str, whole: str) -> bool:
    """Whether ``told`` is the first bits of ``whole``, as Dovecot cuts them: shifted to the right."""
    try:
        number = int(told, 16)
    except ValueError:
        return False
    width = min(4 * len(told), 256)
    bits = [n for n in (width - 4, width) if n >= 8]  # a number of four bits may stand in whole bytes
    return any(int(whole, 16) >> (256 - n) == number for n in bits)
