"""Hours of help: from tasks and shifts, or entered at the table."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.volunteers.models.tasks import Task
from hustings.field.volunteers.rights import ORGANISE
from hustings.foundation.accounts import access
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person

LONGEST = 24 * 60  # minutes of one entry


class HoursQuerySet(models.QuerySet["Hours"]):
    """Questions about many entries."""

    def visible_to(self, user: Any) -> Self:
        return access.within(self, user, ORGANISE)

    def minutes(self) -> int:
        return self.aggregate(n=Sum("minutes"))["n"] or 0


class Hours(models.Model):
    """Time that somebody gave. Of an erased person the time stays, without them."""

    class Kind(models.TextChoices):
        TASK = "task", _("task")
        SHIFT = "shift", _("shift")
        TABLE = "table", _("entered by the team")

    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="hours")
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    day = models.DateField(_("day"), default=timezone.localdate)
    minutes = models.PositiveIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    task = models.ForeignKey(Task, models.SET_NULL, null=True, blank=True, related_name="hours")
    ref = models.CharField(
        max_length=60, null=True, blank=True, unique=True, help_text="What it comes from: counted once"
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = HoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("hours")
        verbose_name_plural = _("hours")
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["-day", "-id"], name="hours_newest")]
