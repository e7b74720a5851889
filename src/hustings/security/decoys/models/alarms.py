"""Alarms: somebody used what nobody uses by right."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.security.decoys.models.documents import Copy, Link
from hustings.security.decoys.models.lures import Decoy, Login


class AlarmQuerySet(models.QuerySet["Alarm"]):
    """Questions about many alarms."""

    def unanswered(self) -> "AlarmQuerySet":
        return self.filter(acknowledged_at=None)


class Alarm(models.Model):
    """All uses of one decoy since somebody last acknowledged one: a thousand tries are one alarm."""

    class Kind(models.TextChoices):
        LOGIN = "login", _("decoy log-in used")
        ADDRESS = "address", _("log-in attempt as a decoy person")
        LINK = "link", _("alert link opened")
        MAIL_TO = "mail_to", _("e-mail to a decoy person")
        MAIL_FROM = "mail_from", _("e-mail in the name of a decoy person")
        FILE = "file", _("decoy document in an e-mail")
        FORM = "form", _("decoy person’s address entered in a form")
        PAGE = "page", _("decoy person’s address on one of our pages")

    kind = models.CharField(_("event"), max_length=12, choices=Kind)
    key = models.CharField(max_length=60, help_text="Kind and decoy: what is grouped")
    decoy = models.ForeignKey(Decoy, models.PROTECT, null=True, related_name="alarms")
    login = models.ForeignKey(Login, models.PROTECT, null=True, related_name="alarms")
    link = models.ForeignKey(Link, models.CASCADE, null=True, related_name="alarms")
    copy = models.ForeignKey(Copy, models.CASCADE, null=True, related_name="alarms")
    n = models.PositiveIntegerField(_("times"), default=0)
    n_machines = models.PositiveIntegerField(default=0, help_text="Of these, programs that open all links")
    first_at = models.DateTimeField(_("first"), default=timezone.now)
    last_at = models.DateTimeField(_("last"), default=timezone.now)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    note = models.CharField(_("notes"), max_length=1000, blank=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        verbose_name = _("decoy alert")
        verbose_name_plural = _("decoy alerts")
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(acknowledged_at=None), name="decoys_one_open_alarm"
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def place(self) -> str:
        """Which lure it was given to; empty where only the address is known."""
        lure = self.login or self.link or self.copy
        return lure.place if lure else ""

    @property
    def is_used_again(self) -> bool:
        """Whether there were uses after somebody acknowledged it: only a log-in of a set has such."""
        return self.acknowledged_at is not None and self.last_at > self.acknowledged_at

    @property
    def is_of_machines(self) -> bool:
        """Whether only programs that open all links were there."""
        return self.n > 0 and self.n_machines >= self.n


class Sighting(models.Model):
    """One use: when, from where, with what. Past some hundreds an alarm only counts."""

    alarm = models.ForeignKey(Alarm, models.CASCADE, related_name="sightings")
    at = models.DateTimeField(_("when"))
    address = models.GenericIPAddressField(pgettext_lazy("address", "from"), null=True)
    agent = models.CharField(_("browser or program"), max_length=300, blank=True)
    where = models.CharField(_("where"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("decoy use")
        verbose_name_plural = _("decoy uses")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["alarm", "-at", "-id"], name="decoys_uses_of_alarm")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.address or ''}"


class Tally(models.Model):
    """How many uses an hour had."""

    alarm = models.ForeignKey(Alarm, models.CASCADE, related_name="tallies")
    hour = models.DateTimeField()
    n = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["hour"]
        constraints = [models.UniqueConstraint(fields=["alarm", "hour"], name="decoys_one_tally_an_hour")]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H} {self.n}"
