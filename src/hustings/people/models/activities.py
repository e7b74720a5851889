"""The timeline: what happened with each person."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.people.models.persons import Person


class Activity(models.Model):
    """One thing that happened, such as ``mailing.sent``; ``data`` holds ids and words."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="activities", db_index=False)
    kind = models.CharField(max_length=40)
    happened_at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("activity")
        ordering = ["-happened_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-happened_at", "-id"], name="timeline"),
            models.Index(fields=["kind", "happened_at"], name="activities_by_kind"),
        ]

    def __str__(self) -> str:
        return self.kind
