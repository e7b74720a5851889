"""Addresses of single gifts: signed, for whoever gave and is known by nothing else."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from hustings.money.donations.models import Donation

_signer = signing.Signer(sep=".", salt="hustings.money.donations.gift")


def path(row: Donation, name: str = "gift") -> str:
    return reverse(f"giving:{name}", args=[_signer.sign(str(row.pk))])


def whole(row: Donation) -> str:
    """The address with its site, to come back to from a provider."""
    return settings.BASE_URL + path(row)


def read(token: str) -> int | None:
    """The key of the gift; None where the address is none of ours."""
    try:
        return int(_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
