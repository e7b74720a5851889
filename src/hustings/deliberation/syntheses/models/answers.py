"""Answers to what people wrote: accepted, in part, or refused, with reasons."""

from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext, pgettext_lazy

from hustings.deliberation.consultations.models import Consultation, Item, Version
from hustings.foundation.lib.text.languages import Translated


class Outcome(models.TextChoices):
    """Outcomes of a proposal."""

    ACCEPTED = "accepted", pgettext_lazy("answer", "accepted")
    PARTLY = "partly", pgettext_lazy("answer", "accepted in part")
    REFUSED = "refused", pgettext_lazy("answer", "refused")

    def of(self, n: int) -> str:
        """The word beside a number of answers, which some languages bend."""
        if self == Outcome.ACCEPTED:
            return npgettext("answers", "accepted", "accepted", n)
        if self == Outcome.PARTLY:
            return npgettext("answers", "accepted in part", "accepted in part", n)
        return npgettext("answers", "refused", "refused", n)


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Questions about many answers."""

    def standing(self) -> Self:
        """Those that no later one has replaced."""
        return self.filter(replaced_at=None)

    def of(self, consultation: Consultation) -> Self:
        """To what is shown of it."""
        rows = self.standing().filter(item__consultation=consultation)
        return rows.filter(item__hidden_at=None, item__withdrawn_at=None)

    def to(self, items: Collection[int]) -> Self:
        return self.standing().filter(item__in=items)


class Answer(models.Model):
    """An answer in public to an item, as its version stood. A later one replaces it; none is edited."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="answers", db_index=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", db_index=False)
    outcome = models.CharField(_("answer"), max_length=8, choices=Outcome)
    reasons = models.JSONField(_("reasons"), default=dict, help_text="language -> plain text")
    author = models.CharField(_("answered by"), max_length=200, help_text="As shown to everybody")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        indexes = [models.Index(fields=["item", "-id"], name="answers_to_item")]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(replaced_at=None), name="one_answer_stands"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())

    reason = Translated("reasons")
