"""Traces of those who were erased: nothing but fingerprints of what an old file would know them by."""

import hmac
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils import timezone

import hustings.foundation.lib.sql.sql_lookups  # noqa: F401 - the lookup any_of
from hustings.foundation.lib.sql import sql_rows

_SALT = "hustings.people.persons.erasures"


class ErasureQuerySet(models.QuerySet["Erasure"]):
    """Questions about many erasures."""

    def of(self, key: str) -> "ErasureQuerySet":
        return self.filter(fingerprint__in=fingerprints(key))

    def moment(self, key: str) -> datetime | None:
        """When the person of this address key was erased, lastly; None: not at all."""
        rows = (sql_rows.first(Erasure, "fingerprint = %s", digest) for digest in fingerprints(key))
        return max((row.erased_at for row in rows if row), default=None)

    def known_by(self, keys: Iterable[str]) -> set[str]:
        """Which of these keys of the import belong to somebody who was erased. One query, however many."""
        addresses: dict[str, str] = {}
        others: dict[str, str] = {}
        for key in keys:
            of = addresses if key[0] == "e" else others
            of.update(dict.fromkeys(fingerprints(_text(key)), key))
        found = self.order_by().filter(fingerprint__any_of=addresses).values_list("fingerprint")
        more = ErasedKey.objects.filter(fingerprint__any_of=others).values_list("fingerprint")
        known = addresses | others
        return {known[digest] for (digest,) in found.union(more) if digest}

    def days(self, keys: Iterable[str]) -> dict[str, datetime | None]:
        """Those keys of the import that are of somebody erased, and when. Three queries; at most 5,000."""
        by_digest = {digest: key for key in keys for digest in fingerprints(_text(key))}
        found = self.order_by("erased_at").filter(fingerprint__in=list(by_digest))
        days: dict[str, datetime | None] = {
            by_digest[row.fingerprint]: row.erased_at for row in found if row.fingerprint
        }
        together = dict(
            ErasedKey.objects.filter(fingerprint__in=list(by_digest)).values_list("fingerprint", "together")
        )
        of = dict(self.filter(together__in=together.values()).values_list("together", "erased_at"))
        return days | {by_digest[digest]: of.get(number) for digest, number in together.items()}

    def let_back(self) -> None:
        """Forget that these were erased, and whatever else is left of the same people."""
        ErasedKey.objects.filter(together__in=self.exclude(together=None).values("together")).delete()
        self.delete()

    def let_back_by(self, keys: Iterable[str]) -> None:
        """Forget that those were erased whom an import would know by these keys; other addresses stay out."""
        for key in keys:
            if key[0] == "e":
                self.of(key[1:]).let_back()
            else:
                prints = ErasedKey.objects.filter(fingerprint__in=fingerprints(key))
                together = list(prints.values_list("together", flat=True))
                ErasedKey.objects.filter(together__in=together).delete()
                self.filter(fingerprint=None, together__in=together).delete()


class Erasure(models.Model):
    """That somebody was erased, when and by whom. Says nothing of who they were."""

    fingerprint = models.CharField(max_length=64, null=True, unique=True, help_text="Keyed hash")
    erased_at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    together = models.UUIDField(null=True, help_text="By chance; the same for all that is left of one person")

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.erased_at:%Y-%m-%d}"


class ErasedKey(models.Model):
    """Another key of somebody erased: numbers, a name with phone or birth date; others may share it."""

    fingerprint = models.CharField(max_length=64, db_index=True, help_text="Keyed hash")
    together = models.UUIDField(db_index=True, help_text="That of the person's erasures")


def _text(key: str) -> str:
    """What the fingerprint of a key of the import is made of: of an address, the address key alone."""
    return key[1:] if key[0] == "e" else key


def fingerprints(key: str) -> list[str]:
    """The fingerprint of an address key under the secret key, then under each older one."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [hmac.digest(_salted(secret), key.encode(), "sha256").hex() for secret in secrets]


@lru_cache(20)  # as Django's salted_hmac has it, which makes the key anew for each of a million lines
def _salted(secret: str) -> bytes:
    return sha256(f"{_SALT}{secret}".encode()).digest()
