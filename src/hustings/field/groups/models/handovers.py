"""Offers of a role in a group, and the time in which a group is without a host."""

from typing import ClassVar, Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models.groups import LocalGroup
from hustings.field.groups.models.memberships import GroupRole, Why
from hustings.people.persons.models import Person


class Vacancy(models.Model):
    """The time in which a group has no host. Its zone's organiser answers for it meanwhile."""

    class Step(models.TextChoices):
        """The ones who were asked last."""

        CO_HOSTS = "co_hosts", _("co-hosts")
        MEMBERS = "members", _("members")
        ZONE = "zone", _("organiser of the territory")

    group = models.ForeignKey(LocalGroup, models.CASCADE, related_name="vacancies")
    why = models.CharField(max_length=12, choices=Why, help_text="Why the last host is none any more")
    step = models.CharField(max_length=10, choices=Step, default=Step.CO_HOSTS)
    began_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(help_text="When the group closes, unless it has a host by then")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("time without a host")
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(ended_at=None), name="one_vacancy_of_a_group"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} · {self.began_at:%Y-%m-%d}"


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Questions about many offers."""

    def open(self) -> Self:
        """Those that wait for an answer, or for an approval."""
        return self.filter(ended_at=None)

    def unanswered(self) -> Self:
        return self.open().filter(accepted_at=None)

    def to_approve(self) -> Self:
        return self.open().exclude(accepted_at=None)


class Handover(models.Model):
    """A role offered to one person. Nobody gets it before they accept it; a zone may have to approve."""

    link_salt: ClassVar[str] = "hustings.field.groups.handover"

    group = models.ForeignKey(LocalGroup, models.CASCADE, related_name="handovers", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="handovers")
    role = models.CharField(max_length=10, choices=GroupRole, default=GroupRole.HOST)
    by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", help_text="The host who proposes it"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Of the team, who proposes it; neither: the clock",
    )  # fmt: skip
    proposed_at = models.DateTimeField(default=timezone.now)
    lapses_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was settled, lapsed or withdrawn"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who approved or refused",
    )  # fmt: skip

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(ended_at=None), name="one_offer_to_a_person"
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(accepted_at__isnull=False), name="accepted_before_approved"
            ),
        ]
        indexes = [
            models.Index(fields=["group", "-proposed_at", "-id"], name="handovers_newest"),
            models.Index(fields=["lapses_at"], condition=Q(ended_at=None), name="handovers_open"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"

    @property
    def link_token(self) -> str:
        return signing.Signer(sep=".", salt=self.link_salt).sign(str(self.pk))

    @classmethod
    def number_in(cls, token: str) -> int:
        """The key of the row that a link leads to. Raises DoesNotExist."""
        try:
            return int(signing.Signer(sep=".", salt=cls.link_salt).unsign(token))
        except (signing.BadSignature, ValueError) as bad:
            raise cls.DoesNotExist from bad
