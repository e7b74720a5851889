"""Calendars of single people: an address that only they know, with the events that they come to."""

import hashlib
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.models import Person


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class PersonalCalendarQuerySet(models.QuerySet["PersonalCalendar"]):
    """Questions about many."""

    def of_token(self, token: str) -> "PersonalCalendar | None":
        """The one at this address, as long as it is not revoked."""
        found = self.live().filter(digest=digest(token))
        return found.select_related("person").first()

    def live(self) -> Self:
        return self.filter(revoked_at=None)


class PersonalCalendar(models.Model):
    """One address. A digest of its secret is kept: nobody can read the address here."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="calendars")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret in its address")
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = PersonalCalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("personal calendar")
        verbose_name_plural = _("personal calendars")
        ordering = ["-made_at", "-pk"]
