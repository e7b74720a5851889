"""Meetings: endorsements after them, and office hours to book."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.dates import date_format
from hustings.networks.exchange.models.matches import Match
from hustings.networks.exchange.models.members import Member


class EndorsementQuerySet(models.QuerySet["Endorsement"]):
    """Questions about many endorsements."""

    def shown(self) -> Self:
        return self.filter(hidden_at=None).select_related("author__person", "author__organisation")


class Endorsement(models.Model):
    """Words about somebody, by somebody whom they met: both confirmed it before."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="endorsements")
    author = models.ForeignKey(Member, models.CASCADE, related_name="endorsements_given")
    about = models.ForeignKey(Member, models.CASCADE, related_name="endorsements")
    text = models.TextField(_("endorsement"), max_length=600)
    written_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True, help_text="By whom it is about, or by the team")

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["match", "author"], name="one_endorsement_of_a_match")]


class OfficeHourQuerySet(models.QuerySet["OfficeHour"]):
    """Questions about many office hours."""

    def ahead(self) -> Self:
        return self.filter(cancelled_at=None, starts_at__gt=timezone.now()).order_by("starts_at", "pk")

    def bookable(self) -> Self:
        return self.ahead().filter(booker=None, member__in=Member.objects.live())


class OfficeHour(models.Model):
    """A time that a member keeps for whoever books it first."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="office_hours", db_index=False)
    starts_at = models.DateTimeField(_("start"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    place = models.CharField(_("place"), max_length=200, blank=True)
    booker = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="booked_hours")
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    booked_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = OfficeHourQuerySet.as_manager()

    class Meta:
        verbose_name = _("office hour")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "starts_at"],
                condition=Q(cancelled_at=None),
                name="one_office_hour_at_a_time",
            )
        ]
        indexes = [
            models.Index(
                fields=["starts_at", "id"], condition=Q(cancelled_at=None), name="office_hours_ahead"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def occasion(self) -> str:
        """Key of what is told about it: anew for each booking."""
        return f"hour {self.pk} {self.booked_at:%Y%m%d%H%M%S}" if self.booked_at else f"hour {self.pk}"

    @property
    def when(self) -> str:
        """The start, by the clock of the moment."""
        return date_format(timezone.localtime(self.starts_at), "DATETIME_FORMAT")
