"""Reports, blocks, and the log of what moderators did."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.threads.models.messages import HiddenFor, Message, short_name
from hustings.field.threads.models.threads import Thread
from hustings.field.threads.rights import MODERATE
from hustings.foundation.accounts import access
from hustings.people.persons.models import Person


class ReportQuerySet(models.QuerySet["Report"]):
    """Questions about many reports."""

    def open(self) -> Self:
        return self.filter(decided_at=None)


class Report(models.Model):
    """A member asks for a look at a message."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="reports", db_index=False)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    why = models.CharField(_("reason"), max_length=8, choices=HiddenFor)
    words = models.CharField(_("details"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [models.UniqueConstraint(fields=["message", "person"], name="one_report_by_a_person")]
        indexes = [
            models.Index(fields=["message"], condition=Q(decided_at=None), name="reports_open"),
        ]


class Block(models.Model):
    """Somebody who may read but not write in a circle, until it is lifted."""

    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="thread_blocks")
    at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "person"],
                condition=Q(lifted_at=None),
                name="one_block_in_a_circle",
            )
        ]


class Deed(models.TextChoices):
    """Deed of a moderator, or of the writer of a hidden message."""

    HIDDEN = "hidden", _("message hidden")
    RESTORED = "restored", _("message restored")
    KEPT = "kept", _("reports reviewed, message kept")
    APPEALED = "appealed", _("writer asked for a review")
    UPHELD = "upheld", _("hiding confirmed after a review")
    CLOSED = "closed", _("conversation closed")
    REOPENED = "reopened", _("conversation reopened")
    BLOCKED = "blocked", _("member blocked")
    UNBLOCKED = "unblocked", _("block lifted")


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """Questions about many entries."""

    def visible_to(self, user: Any) -> Self:
        return self if access.everywhere(user, MODERATE) else self.filter(thread__in=_threads(user))


def _threads(user: Any) -> Any:
    return Thread.objects.visible_to(user).values("pk")


class LogEntry(models.Model):
    """One line of the log of moderation: append-only."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="log")
    message = models.ForeignKey(Message, models.CASCADE, null=True, blank=True, related_name="log")
    deed = models.CharField(max_length=9, choices=Deed)
    whom = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", help_text="The one it was done to"
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", help_text="A host, or the writer"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=8, choices=HiddenFor, blank=True)
    words = models.CharField(max_length=300, blank=True)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the moderation log")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="moderation_newest")]

    @property
    def by(self) -> str:
        """Whoever of the circle did it, as members read it."""
        return short_name(self.person)
