"""Signed names of deliveries, for the links in letters."""

from hustings.foundation.lib.web.signed_bytes import Signer

TEST = 0  # stands for no delivery: the link in a test letter
_SIGNER = Signer("delivery", 16)


def make(delivery: int) -> str:
    """The token of a delivery: 31 characters that fit into a URL."""
    return _SIGNER.token(delivery.to_bytes(7))


def read(token: str) -> int | None:
    """The delivery's number, None where the token is not one of ours."""
    named = _SIGNER.read(token)
    return None if named is None else int.from_bytes(named)
