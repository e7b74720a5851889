"""Milestones: what was promised, by when, and whether it was done."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Consultation, Item
from hustings.foundation.lib.text.languages import Translated


class Milestone(models.Model):
    """One promise of a consultation; of an item that was accepted, if it is about one."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="milestones", db_index=False)
    item = models.ForeignKey(
        Item, models.SET_NULL, null=True, blank=True, related_name="milestones",
        verbose_name=_("contribution"),
    )  # fmt: skip
    titles = models.JSONField(_("title"), default=dict, help_text="language -> title")
    notes = models.JSONField(_("news"), default=dict, help_text="language -> plain text")
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    dropped_on = models.DateField(_("given up on"), null=True, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["consultation", "due_on"], name="milestones_by_date")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_on=None) | models.Q(dropped_on=None), name="milestone_ends_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    title = Translated("titles")
    note = Translated("notes")

    @property
    def state(self) -> str:
        """``done``, ``dropped``, ``late`` or ``planned``."""
        if self.done_on:
            return "done"
        if self.dropped_on:
            return "dropped"
        return "late" if self.due_on < timezone.localdate() else "planned"
