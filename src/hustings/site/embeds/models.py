"""Hosts that may show our forms, what is switched off, and how often each is seen and used where."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST = 270  # of an origin: scheme, a name of 253 letters, port


class Host(models.Model):
    """A site of somebody else's that may show our forms: its exact origin, and perhaps what lies below it."""

    origin = models.CharField(_("address"), max_length=LONGEST, unique=True)
    has_subdomains = models.BooleanField(_("all subdomains"), default=False)
    note = models.CharField(_("owner"), max_length=120, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    listed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("embedding site")
        ordering = ["origin"]

    def __str__(self) -> str:
        return self.origin


class Stop(models.Model):
    """One thing that is shown in no other site's page for the time being."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    stopped_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_stop_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"


class Use(models.Model):
    """How often a thing was seen and used in the pages of one listed site on one day. Nothing of anybody."""

    day = models.DateField()
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    host = models.CharField(max_length=LONGEST, help_text="As it is listed")
    n_views = models.PositiveIntegerField(default=0)
    n_acts = models.PositiveIntegerField(default=0, help_text="Forms sent")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "day", "host"], name="one_use_of_a_thing_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}/{self.key} {self.host}"
