"""Messages to all members of a circle, written by a host and sent as a mailing."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from hustings.field.threads import rights
from hustings.foundation.accounts import access
from hustings.foundation.territories.models import Zone
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.people.persons.models import Person


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    """Questions about many messages to members."""

    def visible_to(self, user: Any) -> Self:
        """Those of the territories where ``user`` sends mailings, or looks after circles of that kind."""
        found = access.within(self, user, SEND_MAILINGS)
        for right, kinds in rights.approvers().items():
            found |= access.within(self.filter(kind__in=kinds), user, right)
        return found

    def waiting(self) -> Self:
        return self.filter(decided_at=None, withdrawn_at=None)


class Bulletin(models.Model):
    """One message to members. It is a draft mailing once somebody who may send it says yes."""

    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField(help_text="Key of the group, the event …")
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="bulletins", help_text="The host who wrote it"
    )
    title = models.CharField(_("subject of the e-mail"), max_length=120)
    text = models.TextField(_("text"), max_length=5_000)
    written_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    refused_for = models.CharField(_("reason"), max_length=300, blank=True)
    mailing = models.OneToOneField(
        Mailing, models.SET_NULL, null=True, blank=True, related_name="bulletin", help_text="Once approved"
    )
    mailed_at = models.DateTimeField(null=True, blank=True, help_text="When its writer was told")

    objects = BulletinQuerySet.as_manager()

    class Meta:
        verbose_name = _("message to members")
        verbose_name_plural = _("messages to members")
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(fields=["kind", "subject", "-written_at"], name="bulletins_of_circle"),
            models.Index(
                fields=["-written_at"],
                condition=Q(decided_at=None, withdrawn_at=None),
                name="bulletins_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> str:
        """``waiting``, ``withdrawn``, ``refused`` or ``approved``."""
        if self.withdrawn_at:
            return "withdrawn"
        if not self.decided_at:
            return "waiting"
        return "refused" if self.refused_for else "approved"

    @property
    def state_in_words(self) -> str:
        words = {
            "withdrawn": pgettext("message to members", "withdrawn"), "waiting": _("waiting for approval"),
            "refused": pgettext("message to members", "refused"), "approved": _("approved"),
        }  # fmt: skip
        return str(words[self.state])


class Trust(models.Model):
    """A host whose messages leave without approval, in the name of the one who said so."""

    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "person"], condition=Q(ended_at=None), name="one_trust_in_a_circle"
            )
        ]
