"""Servers of ours that may report uses of decoys."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Server(models.Model):
    """A mail server, a VPN, a file server … and the hash of its token."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    key = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("since"), default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    last_heard_at = models.DateTimeField(_("last contact"), null=True, blank=True)

    class Meta:
        verbose_name = _("connected server")
        verbose_name_plural = _("connected servers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SeenLine(models.Model):
    """A line of a log that was read, so that reading it again counts nothing twice."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.digest
