"""Double coding: two people, blind to one another, say what contributions are about."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Consultation, Item, Question


class Code(models.Model):
    """A theme that contributions of a consultation may be about."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="codes", db_index=False)
    name = models.CharField(_("theme"), max_length=120)
    about = models.CharField(_("what belongs to it"), max_length=500, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "name"], condition=models.Q(archived_at=None),
                name="one_theme_of_a_name",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class CodingRound(models.Model):
    """A sample of contributions for two coders. Neither sees the other's words while it is open."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="coding_rounds", db_index=False
    )
    question = models.ForeignKey(Question, models.SET_NULL, null=True, blank=True, related_name="+")
    first = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    items = models.JSONField(default=list, help_text="Keys of contributions, in order of chance")
    n_all = models.PositiveIntegerField(default=0, help_text="Contributions that they were drawn from")
    begun_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    figures = models.JSONField(default=dict, help_text="Once closed: agreement, and numbers by theme")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("coding")
        verbose_name_plural = _("codings")
        indexes = [models.Index(fields=["consultation", "-id"], name="rounds_of_consultation")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(first=models.F("second")), name="two_coders")
        ]

    def __str__(self) -> str:
        return f"{self.first} · {self.second}"


class Coding(models.Model):
    """One coder's word on one contribution; without a code: about none of the themes."""

    coding_round = models.ForeignKey(CodingRound, models.CASCADE, related_name="codings", db_index=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    code = models.ForeignKey(Code, models.PROTECT, null=True, blank=True, related_name="codings")
    made_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coding_round", "item", "user"], name="coded_once_by_each")
        ]
