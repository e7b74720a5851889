"""Calls: one row for each time that a contact was handed to a caller."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.outreach.calls.models.lists import Callee, CallList
from hustings.people.contacts.models import Contact
from hustings.people.persons.models import Person


class Call(models.Model):
    """A contact in a caller's hands: from the lease to the result, or to whatever ended it else."""

    class End(models.TextChoices):
        NOTED = "noted", _("result noted")
        RELEASED = "released", _("given back")
        LAPSED = "lapsed", _("page closed")
        CALLED = "called", _("called by somebody else")
        FORBIDDEN = "forbidden", _("not to be called")

    call_list = models.ForeignKey(CallList, models.CASCADE, related_name="calls", db_index=False)
    callee = models.ForeignKey(Callee, models.SET_NULL, null=True, related_name="calls")
    person = models.ForeignKey(Person, models.CASCADE, related_name="calls")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    claim = models.UUIDField(unique=True)
    began_at = models.DateTimeField(default=timezone.now)
    rung_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=10, choices=End, blank=True)
    outcome = models.CharField(max_length=14, choices=Contact.Outcome, blank=True)
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("call")
        ordering = ["-began_at", "-pk"]
        indexes = [
            models.Index(fields=["call_list", "began_at"], name="calls_of_list"),
        ]

    def __str__(self) -> str:
        return str(self.claim)

    @property
    def is_rung(self) -> bool:
        return self.rung_at is not None
