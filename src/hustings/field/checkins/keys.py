"""The campaign's ticket keys: the one that signs, those that phones check by, a new one, one withdrawn."""

import logging

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.db import transaction
from django.utils import timezone

from hustings.field.checkins.models.keys import MOST, TicketKey
from hustings.foundation.lib.process.ciphers import InvalidToken, cipher

log = logging.getLogger(__name__)


class NoMoreKeys(Exception):
    """A ticket names its key by one byte."""


def signing() -> tuple[int, Ed25519PrivateKey]:
    """The key that signs now. It is made by the first ticket, and where the secret key of before is lost."""
    newest = TicketKey.objects.order_by("number").last()
    if newest is None or newest.withdrawn_at is not None:
        newest = make()
    try:
        return newest.number, _opened(newest)
    except InvalidToken:
        newest = make()
        return newest.number, _opened(newest)


def _opened(key: TicketKey) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(cipher("tickets").decrypt(bytes(key.sealed)))


@transaction.atomic
def make() -> TicketKey:
    """A new pair, which signs from now on. Tickets of the others stay valid."""
    last = TicketKey.objects.select_for_update().order_by("number").last()
    number = last.number + 1 if last else 1
    if number > MOST:
        raise NoMoreKeys(f"at most {MOST} keys")
    private = Ed25519PrivateKey.generate()
    made = TicketKey.objects.create(
        number=number,
        public=private.public_key().public_bytes_raw(),
        sealed=cipher("tickets").encrypt(private.private_bytes_raw()),
    )
    log.info("checkins.key made=%s", number)
    return made


def replace() -> TicketKey:
    """A new pair, and all others withdrawn: somebody else may have the old ones."""
    with transaction.atomic():
        made = make()
        TicketKey.objects.filter(withdrawn_at=None).exclude(pk=made.pk).update(withdrawn_at=timezone.now())
    return made


def public_bytes() -> dict[int, bytes]:
    """Public keys by number, of those that let in."""
    rows = TicketKey.objects.filter(withdrawn_at=None).values_list("number", "public")
    return {number: bytes(public) for number, public in rows}


def public() -> dict[int, Ed25519PublicKey]:
    """The same, to check by."""
    return {number: Ed25519PublicKey.from_public_bytes(raw) for number, raw in public_bytes().items()}
