"""A rule of retention, as it is typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.people.privacy.models import RetentionRule
from hustings.people.segments import criteria
from hustings.people.segments.models import Segment

EVERYBODY, KEPT = "", "kept"


class RuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """``whom`` takes over a segment's criteria as they are now: a later change of it changes no rule."""

    whom = forms.ChoiceField(
        label=gettext_lazy("Who"), required=False,
        help_text=gettext_lazy("The rule keeps the segment's current conditions"),
    )  # fmt: skip

    class Meta:
        model = RetentionRule
        fields = ["name", "source", "since", "day", "days", "spares_consenting", "notice_days", "is_active"]
        widgets = {"day": DayInput()}
        help_texts = {
            "source": gettext_lazy("If empty: any source"),
            "day": gettext_lazy("If counted from a date, such as election day"),
            "days": gettext_lazy("Erase after (days)"),
        }

    def __init__(self, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user
        kept = [(KEPT, self._kept())] if self.instance.criteria else []
        some = [(str(segment.pk), segment.name) for segment in Segment.objects.visible_to(user)[:500]]
        self.fields["whom"].choices = [*kept, (EVERYBODY, _("everyone")), *some]  # type: ignore[attr-defined]
        self.fields["whom"].initial = KEPT if kept else EVERYBODY
        self.fields["source"].widget.attrs["maxlength"] = 100  # as long as a segment may ask for
        self.fields["days"].min_value = 0  # type: ignore[attr-defined]
        self.fields["notice_days"].min_value = 1  # type: ignore[attr-defined]

    def _kept(self) -> str:
        try:
            return criteria.describe(self.instance.criteria)
        except criteria.BadCriteria as bad:
            return str(bad)

    def clean_notice_days(self) -> int:
        days: int = self.cleaned_data["notice_days"]
        if not 1 <= days <= 365:
            raise forms.ValidationError(_("Enter 1 to 365 days."))
        return days

    def clean_days(self) -> int:
        days: int = self.cleaned_data["days"]
        if days > 36_500:
            raise forms.ValidationError(_("Enter at most 36,500 days."))
        return days

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("since") == RetentionRule.Since.DAY and not cleaned.get("day"):
            self.add_error("day", _("Enter the date that the rule counts from."))
        chosen = cleaned.get("whom", "")
        if chosen == EVERYBODY:
            self.instance.criteria = {}
        elif chosen != KEPT:
            segment = Segment.objects.visible_to(self.user).filter(pk=chosen).first()
            self.instance.criteria = segment.criteria if segment else {}
        return cleaned
