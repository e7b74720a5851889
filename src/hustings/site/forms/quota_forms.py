"""Forms of HQ about quotas."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.territories.fields import ZoneField
from hustings.site.forms.answering import kinds
from hustings.site.forms.models import Question, Questionnaire

_OF = [Question.Kind.ONE, Question.Kind.MANY, Question.Kind.YES_NO, Question.Kind.SCALE]


class MostForm(forms.Form):
    """How many at most."""

    most = forms.IntegerField(label=gettext_lazy("Maximum"), min_value=0, max_value=10**7)


class QuotaForm(MostForm):
    """An answer, a territory, or both, and how many at most."""

    answer = forms.ChoiceField(label=gettext_lazy("Answer"), required=False)
    zone = ZoneField(
        label=gettext_lazy("Territory"), required=False,
        help_text=gettext_lazy("Requires asking for the postcode"),
    )  # fmt: skip
    field_order = ("answer", "zone", "most")

    def __init__(self, questionnaire: Questionnaire, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.questionnaire = questionnaire
        found = questionnaire.questions.filter(kind__in=_OF, retired_at=None).prefetch_related("options")
        self.questions = {question.pk: question for question in found}
        offered: list[tuple[str, Any]] = [("", _("any answer"))]
        for question in self.questions.values():
            choices = [(f"{question.pk}:{value}", str(label)) for value, label in kinds.choices(question)]
            offered.append((str(question), choices))
        self.fields["answer"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Of something; and of a territory only where the form can know it."""
        typed = super().clean() or {}
        if not self.errors and not typed.get("answer") and not typed.get("zone"):
            self.add_error("answer", _("Choose an answer, a territory, or both."))
        if typed.get("zone") and self.questionnaire.postcode != Questionnaire.Asks.MUST:
            self.add_error("zone", _("Make the postcode required in this form first."))
        return typed

    @property
    def cell(self) -> dict[str, Any]:
        on, _colon, value = self.cleaned_data["answer"].partition(":")
        question = self.questions[int(on)] if on else None
        return {
            "question": question, "value": value, "zone": self.cleaned_data["zone"],
            "most": self.cleaned_data["most"],
        }  # fmt: skip
