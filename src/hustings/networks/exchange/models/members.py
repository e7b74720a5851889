"""Members: people of organisations who ask and offer."""

from typing import Any, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.networks.exchange.models.limits import number
from hustings.people.persons.models import Email, Organisation, Person
from hustings.people.persons.rights import VIEW_PEOPLE


class TakingPartQuerySet(models.QuerySet["Member"]):
    """Questions about many members."""

    def visible_to(self, user: Any, right: Right = VIEW_PEOPLE) -> Self:
        """Those who live where ``user`` has ``right``."""
        if access.everywhere(user, right):
            return self
        return self.filter(person__zone__in=access.zones(user, right).values("inner"))

    def live(self) -> Self:
        """Those who said that they take part, and didn't leave."""
        return self.filter(left_at=None).exclude(joined_at=None)

    def reachable(self) -> Self:
        """Those who get mail."""
        usable = Email.objects.filter(status__in=[Email.Status.UNCONFIRMED, Email.Status.CONFIRMED])
        people = Person.objects.open_to_mail().filter(pk__in=usable.values("person"))
        return self.filter(person__in=people)

    def free(self) -> Self:
        """Those who may be asked now: neither away, nor resting, nor as busy as they wanted to be at most."""
        now = timezone.now()
        away = Q(paused_until__gt=now) | Q(rests_until__gt=now)
        return self.live().exclude(away).filter(n_open__lt=F("most_at_once"))


class Member(models.Model):
    """Somebody who takes part for an organisation. ``n_open`` counts the requests and meetings in hand."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="exchange_member")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="exchange_members",
        verbose_name=_("organisation"),
    )  # fmt: skip
    city = models.CharField(pgettext_lazy("exchange", "city"), max_length=100, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50, default="Europe/Paris")
    languages = models.JSONField(_("languages"), default=list)
    times = models.PositiveIntegerField(default=0, help_text="A bit for each part of each day of the week")
    about = models.TextField(_("about you"), max_length=1_000, blank=True)
    most_at_once = number(_("requests at the same time, at most"), 2, 1, 20)
    rest_days = number(_("days of rest after a meeting"), 7, 0, 180)
    n_open = models.PositiveSmallIntegerField(default=0)
    n_silent = models.PositiveSmallIntegerField(default=0, help_text="Requests without an answer, in a row")
    asked_at = models.DateTimeField(null=True, blank=True)
    rests_until = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateTimeField(_("break until"), null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(_("since"), null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Invited them",
    )  # fmt: skip

    objects = TakingPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def alias(self) -> str:
        """Name that others read before both said yes: a first name, an initial, the organisation."""
        family = self.person.family_name[:1]
        name = " ".join(part for part in (self.person.given_name, f"{family}." if family else "") if part)
        return ", ".join(part for part in (name or str(_("Someone")), self.organisation_name) if part)

    @property
    def organisation_name(self) -> str:
        return self.organisation.name if self.organisation else ""

    @property
    def zone_info(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_paused(self) -> bool:
        return self.paused_until is not None and self.paused_until > timezone.now()

    @property
    def state(self) -> str:
        """``invited``, ``left``, ``paused``, ``resting`` or ``active``."""
        if self.left_at:
            return "left"
        if not self.joined_at:
            return "invited"
        if self.is_paused:
            return "paused"
        return "resting" if self.rests_until and self.rests_until > timezone.now() else "active"
