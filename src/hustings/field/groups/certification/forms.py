"""The shape of a rule of certification, and of the day from which a draft holds."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.groups.certification.measures import Measure
from hustings.field.groups.models import GroupKind, Rule
from hustings.field.groups.models.certification import GRACE
from hustings.foundation.lib.fields.day_fields import DayInput


class RuleForm(forms.Form):
    """The numbers that one measure takes."""

    n = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=100_000, initial=1)
    days = forms.IntegerField(label=gettext_lazy("Days"), min_value=1, max_value=3_650, initial=60)
    among = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    kind = forms.ModelChoiceField(
        GroupKind.objects.none(), label=gettext_lazy("Only for groups of this kind"), required=False,
        empty_label=gettext_lazy("all kinds"),
    )  # fmt: skip
    grace_days = forms.IntegerField(
        label=gettext_lazy("Warning before certification ends (days)"), min_value=0, max_value=365,
        initial=GRACE,
    )  # fmt: skip

    def __init__(self, *args: Any, measure: Measure, rule: Rule | None = None, **more: Any) -> None:
        if rule:
            first = {name: getattr(rule, name) for name in ("n", "days", "kind", "grace_days", "among")}
            more.setdefault("initial", first)
        super().__init__(*args, **more)
        self.measure = measure
        self.fields["kind"].queryset = GroupKind.objects.filter(archived_at=None)  # type: ignore[attr-defined]
        if not measure.has_n:
            del self.fields["n"]
        if not measure.has_days:
            del self.fields["days"]
        if measure.choices is None:
            del self.fields["among"]
        else:
            among = self.fields["among"]
            among.label, among.required = measure.choices_label, measure.needs_choice
            among.choices = list(measure.choices())  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "measure": self.measure.name, "n": said.get("n") or 1, "days": said.get("days"),
            "among": said.get("among") or [], "kind": said["kind"], "grace_days": said["grace_days"],
        }  # fmt: skip


class ApplyForm(forms.Form):
    valid_from = forms.DateField(
        label=gettext_lazy("Valid from"), widget=DayInput(),
        initial=timezone.localdate,
    )  # fmt: skip

    def clean_valid_from(self) -> Any:
        day = self.cleaned_data["valid_from"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day."))
        return day
