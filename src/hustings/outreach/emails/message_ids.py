"""Message-IDs ``<number.proof.mailing.day@our.domain>``, so that answers name a letter (RFC 5322, 3.6.4).

The proof differs from that of addresses for bounces: it may stand in public archives of lists.
"""

import hmac
import re
from functools import lru_cache
from hashlib import blake2b

from django.conf import settings
from django.utils.crypto import salted_hmac

_NUMBER, _MAC = 5, 6  # bytes; a guess would have to come from the reader's address, too
_NAME = re.compile(rf"<?([1-9]\d{{0,12}})\.([0-9a-f]{{{2 * _MAC}}})\.", re.ASCII)


@lru_cache
def _key(secret: str) -> bytes:
    return salted_hmac("hustings.outreach.bounces", "message", secret=secret, algorithm="sha256").digest()


def name(delivery: int) -> str:
    return f"{delivery}.{_proof(delivery, settings.SECRET_KEY)}"


def _proof(delivery: int, secret: str) -> str:
    return blake2b(delivery.to_bytes(_NUMBER), key=_key(secret), digest_size=_MAC).hexdigest()


def read(message_id: str) -> int | None:
    """The delivery that a Message-ID names; None where it is none of ours."""
    found = _NAME.match(message_id)
    if found is None or (delivery := int(found[1])) >= 1 << 8 * _NUMBER:
        return None
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        if hmac.compare_digest(_proof(delivery, secret), found[2]):
            return delivery
    return None
