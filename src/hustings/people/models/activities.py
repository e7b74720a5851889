"""The timeline: what happened with each person."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.people.models.operations import Operation
from hustings.people.models.persons import Person


class Activity(models.Model):
    """One thing that happened, such as ``mailing.sent``; ``data`` holds ids and words.

    ``operation`` is the deed on many people that it was part of; ``data`` then holds what it is undone from.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="activities", db_index=False)
    kind = models.CharField(max_length=40)
    happened_at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    operation = models.ForeignKey(  # operations stay; a check for each row of a million would be for nothing
        Operation, models.DO_NOTHING, null=True, related_name="activities",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("activity")
        ordering = ["-happened_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-happened_at", "-id"], name="timeline"),
            models.Index(fields=["kind", "happened_at", "person"], name="activities_by_kind"),
            models.Index(
                fields=["operation", "id"],
                condition=models.Q(operation__isnull=False),
                name="activities_of_operation",
            ),
        ]

    def __str__(self) -> str:
        return self.kind
