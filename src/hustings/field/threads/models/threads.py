"""Threads: one subject that the people of a circle talk about."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.threads.rights import MODERATE
from hustings.foundation.accounts import access
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person

TITLE = 120


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Questions about many threads."""

    def visible_to(self, user: Any) -> Self:
        """Those of the territories where ``user`` moderates."""
        return access.within(self, user, MODERATE)

    def of(self, kind: str, subject: int) -> Self:
        return self.filter(kind=kind, subject=subject)


class Thread(models.Model):
    """One conversation of a circle. Of an erased opener it stays, without them."""

    kind = models.CharField(max_length=20, help_text="Of its circle: CircleKind.name")
    subject = models.BigIntegerField(help_text="Key of the group, the event …")
    zone = models.ForeignKey(
        Zone,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of its circle, last written",
    )
    title = models.CharField(_("title"), max_length=TITLE)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="threads")
    opened_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now, help_text="When something was last written")
    n_messages = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    closed_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-last_at", "-pk"]
        indexes = [models.Index(fields=["kind", "subject", "-last_at", "-id"], name="threads_of_circle")]

    def __str__(self) -> str:
        return self.title
