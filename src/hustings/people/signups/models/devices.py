"""Devices: browsers that proved a mailbox and were asked to remember it."""

import hashlib
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.sql import sql_rows
from hustings.people.persons.models.persons import Email

LIFE = timedelta(days=180)
_ALONG, _WITHOUT = ("email__person__zone",), ("email__person__zone__shape",)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class Device(models.Model):
    """One browser and one mailbox. Of its cookie a digest is kept; without the row it is void."""

    email = models.ForeignKey(
        Email, models.CASCADE, related_name="devices", db_constraint=False,
        help_text="Undone imports remove addresses without a look at what hangs on them: no constraint",
    )  # fmt: skip
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the cookie's secret")
    made_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-pk"]

    @classmethod
    def of_secret(cls, secret: str) -> "Device | None":
        """The one whose cookie this is, while it stands for its mailbox; asked at each page of theirs."""
        if not secret:
            return None
        where = "signups_device.digest = %s"
        found = sql_rows.first(cls, where, digest(secret), along=_ALONG, without=_WITHOUT)
        return found if found and found.is_live else None

    @property
    def is_live(self) -> bool:
        """Whether it still stands for its mailbox."""
        is_proven = self.email.status == Email.Status.CONFIRMED and self.email.barred_at is None
        return is_proven and self.made_at > timezone.now() - LIFE
