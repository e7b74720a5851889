"""Message-IDs ``<number.proof.mailing.day@our.domain>``, so that answers name a letter (RFC 5322, 3.6.4).

The proof differs from that of addresses for bounces: it may stand in public archives of lists.
"""

import re

from hustings.foundation.lib.web.signed_bytes import Signer

_NUMBER = 5  # bytes
_SIGNER = Signer("message id", 6)  # a guess would have to come from the reader's address, too
_NAME = re.compile(rf"<?([1-9]\d{{0,12}})\.([0-9a-f]{{{2 * _SIGNER.length}}})\.", re.ASCII)


def name(delivery: int) -> str:
    return f"{delivery}.{_SIGNER.sign(delivery.to_bytes(_NUMBER)).hex()}"


def read(message_id: str) -> int | None:
    """The delivery that a Message-ID names; None where it is none of ours."""
    found = _NAME.match(message_id)
    if found is None or (delivery := int(found[1])) >= 1 << 8 * _NUMBER:
        return None
    is_ours = _SIGNER.is_signed(delivery.to_bytes(_NUMBER), bytes.fromhex(found[2]))
    return delivery if is_ours else None
