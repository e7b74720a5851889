"""Registrations, as they were typed and confirmed."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.field.events.models import Event
from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.signups.models import Submission, SubmissionQuerySet


class RegistrationQuerySet(SubmissionQuerySet["Registration"]):
    """Questions about many registrations."""

    def of_mailbox(self, event: int, mailbox: str) -> "Registration | None":
        """The one that stands for this mailbox, however it is spelt, if any; locked."""
        found = self.confirmed().filter(event=event, mailbox=mailbox)
        return found.select_for_update(of=("self",), no_key=True).first()

    def holding(self, seat: int) -> "Registration":
        """The one of this seat, locked till the transaction ends. Raises DoesNotExist."""
        return self.select_for_update(of=("self",), no_key=True).get(seats=seat)

    def locked(self, pk: int) -> "Registration":
        """The row, for nobody else to change before the transaction ends. Raises DoesNotExist."""
        found = self.select_related("event").select_for_update(of=("self",), no_key=True)
        return found.get(pk=pk)

    def visible_to(self, user: Any, right: Right = VIEW_PEOPLE) -> Self:
        """Those of the zones where ``user`` has ``right``; of no known zone only from everywhere."""
        return access.within(self, user, right)


class Registration(Submission):
    """A visitor's "I'm coming". It takes seats once confirmed: the shifts in ``wished`` until then."""

    link_salt = "hustings.field.registrations.registration"

    event = models.ForeignKey(Event, models.PROTECT, related_name="registrations", db_index=False)
    mailbox = KeyField(max_length=254, help_text="One form for all spellings of it: each comes once")
    guests = models.PositiveSmallIntegerField(_("guests"), default=0)
    wished = models.JSONField(default=list, help_text="Shifts asked for, by number")
    answers = models.JSONField(default=dict, help_text="Key of a question -> answer")

    objects = RegistrationQuerySet.as_manager()

    class Meta(Submission.Meta):
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        indexes = [
            *Submission.Meta.indexes,
            models.Index(fields=["event", "-confirmed_at", "-id"], name="registrations_newest"),
            models.Index(fields=["mailbox", "asked_at"], name="registrations_of_mailbox"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "mailbox"],
                condition=models.Q(confirmed_at__isnull=False, withdrawn_at=None),
                name="one_registration_per_mailbox",
            ),
            *Submission.Meta.constraints,
        ]

    @property
    def n(self) -> int:
        """Seats asked for in each shift."""
        return 1 + self.guests
