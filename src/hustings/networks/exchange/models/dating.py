"""Speed dating: a room, tables, short dates one after the other."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.networks.exchange.models.limits import number
from hustings.networks.exchange.models.members import Member


class SpeedDating(models.Model):
    """An evening of dates between those who ask and those who offer."""

    name = models.CharField(_("name"), max_length=100)
    place = models.CharField(_("place"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("start"))
    time_zone = models.CharField(_("time zone"), max_length=50, default="Europe/Paris")
    minutes = number(_("minutes of a date"), 20, 3, 120)
    break_minutes = number(_("minutes between two"), 2, 0, 60)
    n_rounds = number(_("rounds"), 6, 1, 60)
    guests = models.ManyToManyField(Member, blank=True, related_name="speed_datings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    planned_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("speed dating")
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """``waiting`` for the plan, ``draft`` or ``published``."""
        return "published" if self.published_at else "draft" if self.planned_at else "waiting"

    def start_of(self, number: int) -> dt.datetime:
        """The moment at which a round begins; rounds count from 0."""
        return self.starts_at + dt.timedelta(minutes=number * (self.minutes + self.break_minutes))


class Date(models.Model):
    """Two people at a table in one round. The one who offers stays at theirs."""

    dating = models.ForeignKey(SpeedDating, models.CASCADE, related_name="dates")
    number = models.PositiveSmallIntegerField(help_text="Of the round, from 0")
    table = models.PositiveSmallIntegerField()
    asker = models.ForeignKey(Member, models.CASCADE, related_name="dates_asked")
    helper = models.ForeignKey(Member, models.CASCADE, related_name="dates_given")

    class Meta:
        ordering = ["number", "table"]
        constraints = [
            models.UniqueConstraint(
                fields=["dating", "number", "asker"], name="one_date_of_an_asker_at_once"
            ),
            models.UniqueConstraint(
                fields=["dating", "number", "helper"], name="one_date_of_a_helper_at_once"
            ),
        ]

    @property
    def starts_at(self) -> dt.datetime:
        return self.dating.start_of(self.number)
