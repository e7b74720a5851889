"""Cover: seats that are short, and who was asked to fill them."""

from typing import Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.events.models import Shift
from hustings.people.persons.models import Person


class CoverRequest(models.Model):
    """So many places of a shift are to be filled; it ends when they are, or when somebody ends it."""

    shift = models.ForeignKey(Shift, models.CASCADE, related_name="cover_requests")
    wanted = models.PositiveSmallIntegerField(_("people wanted"))
    most = models.PositiveSmallIntegerField(_("people asked at most"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["shift"], condition=Q(closed_at=None), name="one_open_cover_request_of_a_shift"
            )
        ]


class CoverAskQuerySet(models.QuerySet["CoverAsk"]):
    """Questions about many asks."""

    def coming(self) -> Self:
        return self.exclude(accepted_at=None)

    def open(self) -> Self:
        return self.filter(accepted_at=None, declined_at=None, request__closed_at=None)


class CoverAsk(models.Model):
    """One person asked, by one mail. The row stands before the mail leaves."""

    signer = signing.TimestampSigner(sep=".", salt="hustings.field.registrations.cover")

    request = models.ForeignKey(CoverRequest, models.CASCADE, related_name="asks")
    person = models.ForeignKey(Person, models.CASCADE, related_name="cover_asks", db_index=False)
    made_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    objects = CoverAskQuerySet.as_manager()

    class Meta:
        verbose_name = _("cover request")
        constraints = [
            models.UniqueConstraint(fields=["request", "person"], name="one_cover_ask_of_a_person")
        ]
        indexes = [models.Index(fields=["person", "made_at"], name="cover_asks_of_person")]

    @property
    def token(self) -> str:
        return self.signer.sign(str(self.pk))
