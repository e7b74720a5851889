"""Speakers that groups ask for, for events of theirs."""

from typing import Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.events.models import Event
from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts import access
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE


class SpeakerRequestQuerySet(models.QuerySet["SpeakerRequest"]):
    """Questions about many requests."""

    def open(self) -> Self:
        return self.filter(accepted_at=None, closed_at=None)

    def to_answer(self) -> Self:
        """Those for which the team has no speaker in view."""
        return self.open().filter(offered_at=None)

    def visible_to(self, user: object) -> Self:
        """Those of the groups in the user's territories."""
        if access.everywhere(user, VIEW_PEOPLE):
            return self
        return self.filter(group__zone__in=access.zones(user, VIEW_PEOPLE).values("inner"))


class SpeakerRequest(models.Model):
    """One request. Its times say how it stands: asked, offered to a speaker, accepted; or closed."""

    signer = signing.TimestampSigner(sep=".", salt="hustings.field.registrations.speaker")

    event = models.ForeignKey(Event, models.CASCADE, related_name="speaker_requests")
    group = models.ForeignKey(LocalGroup, models.CASCADE, related_name="speaker_requests")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="speaker_requests")
    about = models.CharField(_("topic"), max_length=300)
    asked_at = models.DateTimeField(default=timezone.now)
    speaker = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="speaker_offers",
        verbose_name=_("speaker"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who offered it to the speaker, or closed it",
    )  # fmt: skip
    offered_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True, help_text="The offer to the speaker")
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True, help_text="By the speaker last asked")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="By the team, without a speaker")
    told_at = models.DateTimeField(null=True, blank=True, help_text="When the group heard of the answer")

    objects = SpeakerRequestQuerySet.as_manager()

    class State(models.TextChoices):
        """States of a request."""

        ASKED = "asked", _("to answer")
        OFFERED = "offered", _("speaker asked")
        ACCEPTED = "accepted", _("speaker found")
        DECLINED = "declined", _("speaker declined")
        CLOSED = "closed", _("closed without a speaker")

    class Meta:
        verbose_name = _("speaker request")
        verbose_name_plural = _("speaker requests")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(closed_at=None), name="one_open_speaker_request_of_an_event"
            )
        ]

    @property
    def state(self) -> "SpeakerRequest.State":
        if self.closed_at:
            return self.State.CLOSED
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.offered_at:
            return self.State.OFFERED
        return self.State.DECLINED if self.declined_at else self.State.ASKED

    @property
    def token(self) -> str:
        """Token of the present offer: one to the next speaker makes the link of the last one void."""
        at = round(self.offered_at.timestamp() * 1e6) if self.offered_at else 0
        return self.signer.sign(f"{self.pk}-{at}")
