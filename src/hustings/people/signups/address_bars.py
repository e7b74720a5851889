"""Addresses that get no more mail of a petition, an appeal, … for a while, known by a fingerprint alone."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hustings.foundation.lib import trap_addresses
from hustings.people.persons.models.erasures import fingerprints

BARRED_FOR = timedelta(days=180)


def bar(whose: Any, key: str) -> None:
    """From now on. ``whose`` has the fingerprints under ``barred``."""
    whose.barred.update_or_create(
        fingerprint=_prints(whose, key)[0], defaults={"disowned_at": timezone.now()}
    )


def is_barred(whose: Any, *keys: str, visitor: str = "") -> bool:
    """Whether this address, by any of its spellings, said that it was not them, lately; or is nobody's."""
    where = f"{whose._meta.model_name} {whose.pk}"
    if any(trap_addresses.is_reserved(key, where=where, visitor=visitor) for key in dict.fromkeys(keys)):
        return True
    since = timezone.now() - BARRED_FOR
    prints = [each for key in {*keys} for each in _prints(whose, key)]
    found: bool = whose.barred.filter(fingerprint__in=prints, disowned_at__gt=since).exists()
    return found


def _prints(whose: Any, key: str) -> list[str]:
    """Of what it is barred from too, by its model's name: the same address has another one elsewhere."""
    return fingerprints(f"{whose._meta.model_name} {whose.pk} {key}")
