"""Addresses that get no more mail of a petition for a while, known by a fingerprint alone."""

from django.utils import timezone

from hustings.people.models.erasures import fingerprints
from hustings.petitions.models import Barred, Petition
from hustings.petitions.models.petitions import BARRED_FOR


def bar(petition: Petition, key: str) -> None:
    """From now on."""
    Barred.objects.update_or_create(
        petition=petition, fingerprint=_prints(petition, key)[0], defaults={"disowned_at": timezone.now()}
    )


def is_barred(petition: Petition, key: str) -> bool:
    """Whether this address said that it was not them, lately."""
    return Barred.objects.filter(
        petition=petition, fingerprint__in=_prints(petition, key),
        disowned_at__gt=timezone.now() - BARRED_FOR,
    ).exists()  # fmt: skip


def _prints(petition: Petition, key: str) -> list[str]:
    """Of the petition too: the same address has another one elsewhere."""
    return fingerprints(f"petition {petition.pk} {key}")
