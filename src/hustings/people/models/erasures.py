"""What is left of those who were erased: nothing but a fingerprint of their address."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

_SALT = "hustings.people.erasures"


class ErasureQuerySet(models.QuerySet["Erasure"]):
    """Questions about many erasures."""

    def erased_keys(self, keys: Iterable[str]) -> set[str]:
        """Which of these address keys belong to somebody who was erased. One query; give at most 5,000."""
        by_digest = {digest: key for key in keys for digest in fingerprints(key)}
        found = self.filter(fingerprint__in=list(by_digest)).values_list("fingerprint", flat=True)
        return {by_digest[digest] for digest in found if digest}

    def of(self, key: str) -> "ErasureQuerySet":
        """Those of one address key."""
        return self.filter(fingerprint__in=fingerprints(key))


class Erasure(models.Model):
    """That somebody was erased, when and by whom. Says nothing of who they were."""

    fingerprint = models.CharField(max_length=64, null=True, unique=True, help_text="Keyed hash")
    erased_at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.erased_at:%Y-%m-%d}"


class Forgetting(models.Model):
    """People who were erased and may still stand in kept files of imports. Goes when those are searched."""

    digests = models.JSONField(default=list, help_text="Keyed hashes of what lines are known by")
    lines = models.JSONField(default=dict, help_text="import -> numbers of lines that the timeline named")
    last = models.BigIntegerField(default=0, help_text="The import where a resumed search goes on")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"


def fingerprints(key: str) -> list[str]:
    """The fingerprint of an address key under the secret key, then under each older one."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(_SALT, key, secret=secret, algorithm="sha256").hexdigest() for secret in secrets]
