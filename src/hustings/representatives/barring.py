"""Addresses that get no more mail of an appeal for a while, known by a fingerprint alone."""

from django.utils import timezone

from hustings.people.models.erasures import fingerprints
from hustings.representatives.models import Appeal, BarredMailbox
from hustings.representatives.models.appeals import BARRED_FOR


def bar(appeal: Appeal, key: str) -> None:
    """From now on."""
    BarredMailbox.objects.update_or_create(
        appeal=appeal, fingerprint=_prints(appeal, key)[0], defaults={"disowned_at": timezone.now()}
    )


def is_barred(appeal: Appeal, key: str) -> bool:
    """Whether this address said that it was not them, lately."""
    since = timezone.now() - BARRED_FOR
    rows = BarredMailbox.objects.filter(appeal=appeal, fingerprint__in=_prints(appeal, key))
    return rows.filter(disowned_at__gt=since).exists()


def _prints(appeal: Appeal, key: str) -> list[str]:
    """Of the appeal too: the same address has another one elsewhere."""
    return fingerprints(f"appeal {appeal.pk} {key}")
