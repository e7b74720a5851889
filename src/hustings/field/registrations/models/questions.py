"""Questions of an organiser to whoever registers for an event. Answers stand in the registration."""

import secrets
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.field.events.models import Event
from hustings.site.forms.models import Question
from hustings.site.forms.models.questionnaires import said

Kind = Question.Kind
KINDS = (Kind.SHORT, Kind.ONE, Kind.MANY, Kind.NUMBER, Kind.YES_NO)


def new_key() -> str:
    return secrets.token_hex(5)


class EventQuestionQuerySet(models.QuerySet["EventQuestion"]):
    """Questions about many questions."""

    def asked(self) -> Self:
        """Those of today's form; the others only explain old answers."""
        return self.filter(retired_at=None)


class EventQuestion(models.Model):
    """One question of an event. Copies of the event have it under the same key, so answers follow it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="questions", db_index=False)
    key = models.CharField(max_length=10, default=new_key, help_text="Of its answers, in registrations")
    kind = models.CharField(_("kind"), max_length=6, choices=[(one.value, one.label) for one in KINDS])
    texts = models.JSONField(default=dict, help_text="language -> label, hint")
    options = models.JSONField(default=list, help_text="key, and texts: language -> label; in their order")
    is_required = models.BooleanField(_("required"), default=False)
    least = models.DecimalField(_("least"), max_digits=16, decimal_places=4, null=True, blank=True)
    most = models.DecimalField(_("most"), max_digits=16, decimal_places=4, null=True, blank=True)
    is_whole = models.BooleanField(_("whole numbers only"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = EventQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "key"], name="one_question_of_a_key")]

    def __str__(self) -> str:
        return said(self.texts, "label")

    @property
    def hint(self) -> str:
        return said(self.texts, "hint")

    @property
    def has_options(self) -> bool:
        return self.kind in Question.WITH_OPTIONS

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """Values and labels to choose among; none where something is typed."""
        if self.kind == Kind.YES_NO:
            return [("yes", _("yes")), ("no", _("no"))]
        return [(one["key"], _label(one)) for one in self.options]


def _label(option: dict[str, Any]) -> str:
    return said({code: {"label": text} for code, text in option["texts"].items()}, "label")
