"""Figures and health of each group, as the night found them: lists filter and sort by these."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.field.groups.models.groups import LocalGroup


class Health(models.TextChoices):
    """How a group is doing."""

    HOSTLESS = "hostless", _("without host")
    SILENT = "silent", _("silent")
    NEW = "new", pgettext_lazy("group", "new")
    GROWING = "growing", _("growing")
    STEADY = "steady", _("steady")


class GroupFigures(models.Model):
    """One open group's figures at ``as_of``."""

    group = models.OneToOneField(LocalGroup, models.CASCADE, primary_key=True, related_name="figures")
    as_of = models.DateTimeField()
    n_members = models.PositiveIntegerField(default=0)
    n_leaders = models.PositiveIntegerField(default=0)
    n_joined = models.PositiveIntegerField(default=0, help_text="Members who joined in 30 days")
    n_events = models.PositiveIntegerField(default=0, help_text="Held in 90 days")
    n_came = models.PositiveIntegerField(default=0, help_text="People who came to them")
    n_newcomers = models.PositiveIntegerField(default=0, help_text="Of 90 days, to be welcomed")
    n_welcomed = models.PositiveIntegerField(default=0)
    last_sign_at = models.DateTimeField(null=True, help_text="The last thing that happened in it")
    health = models.CharField(max_length=8, choices=Health)

    class Meta:
        verbose_name = _("figures of a group")
        indexes = [models.Index(fields=["health"], name="figures_by_health")]
