"""The form of a goal."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.goals.models import Goal, choices
from hustings.foundation.lib.fields.day_fields import DayInput


class GoalForm(forms.ModelForm):  # type: ignore[type-arg]
    metric = forms.ChoiceField(label=gettext_lazy("What is counted"), choices=choices)
    target = forms.IntegerField(label=gettext_lazy("Target"), min_value=1, max_value=1_000_000_000)

    class Meta:
        model = Goal
        fields = ["metric", "target", "due_on"]
        widgets = {"due_on": DayInput()}

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        metric, day = said.get("metric"), said.get("due_on")
        alike = Goal.objects.filter(metric=metric, due_on=day) if metric and day else Goal.objects.none()
        if alike.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_(
                "There is already a goal for this count and deadline. Change that one, or choose another day."
            ))  # fmt: skip
        return said
