"""How many answers of one kind a form takes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hustings.foundation.territories.models import Zone
from hustings.site.forms.models.questionnaires import Question, Questionnaire
from hustings.site.forms.models.responses import Response


class Quota(models.Model):
    """At most so many who gave one answer, who live in one territory, or both."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="quotas")
    question = models.ForeignKey(
        Question, models.CASCADE, null=True, blank=True, related_name="quotas", db_index=False
    )
    value = models.CharField(
        max_length=20, blank=True, help_text="Key of an option, “yes”, “no”, or a number"
    )
    zone = models.ForeignKey(
        Zone, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    most = models.PositiveIntegerField(_("maximum"))

    class Meta:
        verbose_name = _("quota")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False) | Q(zone__isnull=False), name="quota_is_of_something"
            ),
        ]

    def __str__(self) -> str:
        """Needs ``question`` with its options, and ``zone``."""
        said = f"{self.question}: {self.answer}" if self.question else ""
        return " · ".join(part for part in [said, str(self.zone or "")] if part)

    @property
    def answer(self) -> str:
        question = self.question
        if question is None:
            return ""
        if question.kind == Question.Kind.YES_NO:
            return str(_("yes") if self.value == "yes" else _("no"))
        if not question.has_options:
            return self.value
        return next((str(one) for one in question.options.all() if str(one.pk) == self.value), self.value)


class Place(models.Model):
    """A response that counts against a quota while it counts, or waits for its confirmation."""

    quota = models.ForeignKey(Quota, models.CASCADE, related_name="places", db_index=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="places")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quota", "response"], name="one_place_in_a_quota")]
