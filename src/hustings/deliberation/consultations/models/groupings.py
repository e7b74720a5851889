"""Items that say the same: grouped, never rewritten."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from hustings.deliberation.consultations.models.consultations import Consultation
from hustings.deliberation.consultations.models.items import Item


class Grouping(models.Model):
    """Items counted together beside their own counts. Each keeps its words, authors and votes."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="groupings", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    joined = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts",
        help_text="The group that it became part of, and comes back from",
    )  # fmt: skip

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["consultation", "-id"], name="groupings_of_consultation")]


class Grouped(models.Model):
    """A member of a group of items."""

    grouping = models.ForeignKey(Grouping, models.CASCADE, related_name="members", db_index=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="groupings")
    position = models.PositiveSmallIntegerField(default=0, help_text="The first stands for all in lists")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["grouping", "item"], name="once_in_a_grouping")]
