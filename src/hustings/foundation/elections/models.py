"""Elections with the days of their rounds, hours that the campaign keeps, exceptions from both."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.legal import Channel
from hustings.foundation.territories.models import Zone


class Election(models.Model):
    """One that silence is kept for. Without zones: everybody votes who votes in this kind of election."""

    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=40, help_text="A key of the country's rules")
    zones = models.ManyToManyField(Zone, blank=True, related_name="+", verbose_name=_("territories"))

    class Meta:
        verbose_name = _("election")
        verbose_name_plural = _("elections")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Round(models.Model):
    """A day on which most zones vote, and the days of those for which a decree names another."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="rounds")
    on = models.DateField(_("day"))
    elsewhere = models.JSONField(default=dict, blank=True, help_text="Official codes, and their days")

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["election", "on"], name="one_round_per_day")]

    def __str__(self) -> str:
        return f"{self.election_id}: {self.on}"


class OwnHours(models.Model):
    """Hours in which the campaign reaches people by one channel: less than the law allows, never more.

    Where no law sets hours and the country's rules name a default, they take its place.
    """

    class Ways(models.TextChoices):
        EMAIL = Channel.EMAIL.value, _("e-mail")
        SMS = Channel.SMS.value, _("text message")
        CALL = Channel.CALL.value, _("call")
        DOOR = Channel.DOOR.value, _("door to door")

    DAYS: ClassVar = ["weekdays", "saturday", "sunday", "holiday"]

    channel = models.CharField(_("channel"), max_length=10, choices=Ways, unique=True)
    weekdays = models.CharField(_("Monday to Friday"), max_length=100)
    saturday = models.CharField(_("on Saturday"), max_length=100, blank=True)
    sunday = models.CharField(_("on Sunday"), max_length=100, blank=True)
    holiday = models.CharField(_("on holidays"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("own hours")
        verbose_name_plural = _("own hours")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_channel_display()


class ExemptionQuerySet(models.QuerySet["Exemption"]):
    """Questions about many exceptions."""

    def live(self) -> "ExemptionQuerySet":
        return self.filter(ended_at=None, until__gt=timezone.now())

    def in_force(self) -> "ExemptionQuerySet":
        return self.live().filter(since__lte=timezone.now())


class Exemption(models.Model):
    """Somebody's word that rules may wait. It ends by itself or is ended; it is never taken out."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    who = models.CharField(max_length=200, help_text="The name, should the user be gone")
    why = models.CharField(_("reason"), max_length=300)
    since = models.DateTimeField(_("start"), default=timezone.now)
    until = models.DateTimeField(_("end"))
    rules = models.JSONField(default=list, help_text="Keys of rules; none: all")
    channels = models.JSONField(default=list, help_text="None: all")
    zones = models.ManyToManyField(Zone, blank=True, related_name="+", verbose_name=_("territories"))
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.who}: {self.why}"

    @property
    def is_live(self) -> bool:
        return self.ended_at is None and self.until > timezone.now()
