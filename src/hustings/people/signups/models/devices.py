"""Devices: browsers that proved a mailbox and were asked to remember it."""

import hashlib
from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.models.persons import Email

LIFE = timedelta(days=180)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class DeviceQuerySet(models.QuerySet["Device"]):
    """Questions about many devices."""

    def live(self) -> Self:
        """Those that still stand for their mailbox."""
        since = timezone.now() - LIFE
        return self.filter(made_at__gt=since, email__status=Email.Status.CONFIRMED, email__barred_at=None)

    def of_secret(self, secret: str) -> "Device | None":
        """The one whose cookie this is."""
        found = self.live().filter(digest=digest(secret)) if secret else self.none()
        return found.select_related("email__person__zone").first()


class Device(models.Model):
    """One browser and one mailbox. Of its cookie a digest is kept; without the row it is void."""

    email = models.ForeignKey(
        Email, models.CASCADE, related_name="devices", db_constraint=False,
        help_text="Undone imports remove addresses without a look at what hangs on them: no constraint",
    )  # fmt: skip
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the cookie's secret")
    made_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
