"""Corrections: addresses that are one, or several. What is merged points to what it is now."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from hustings.field.addresses.models.buildings import Building


class Correction(models.Model):
    """A merge or a part, or its undoing. Rows are only added; nothing that they are about is deleted."""

    class Kind(models.TextChoices):
        MERGE = "merge", pgettext_lazy("address", "merged")
        PART = "part", pgettext_lazy("address", "split")
        UNDO = "undo", pgettext_lazy("address", "undone")

    kind = models.CharField(max_length=5, choices=Kind)
    building = models.ForeignKey(Building, models.CASCADE, related_name="corrections", db_index=False)
    old = models.CharField(max_length=300, help_text="The address or door, as it was called")
    new = models.CharField(max_length=300)
    moves = models.JSONField(
        default=list, help_text="[building or door, key, what it pointed to, what it points to]"
    )
    of = models.OneToOneField("self", models.PROTECT, null=True, related_name="undoing")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = pgettext_lazy("address", "correction")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["building", "-id"], name="corrections_of_building")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
