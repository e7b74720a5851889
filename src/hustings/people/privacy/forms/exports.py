"""Form of an export, before people go out as a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.people.imports.forms.imports import DELIMITERS
from hustings.people.privacy import export_rows
from hustings.people.privacy.models import ExportPlan
from hustings.people.segments.models import Segment

FORMATS = [
    ("csv", gettext_lazy("CSV")),
    ("xlsx", gettext_lazy("Excel workbook (.xlsx)")),
]


class ExportForm(forms.Form):
    segment = forms.ModelChoiceField(
        Segment.objects.none(),
        required=False,
        label=gettext_lazy("People"),
        empty_label=gettext_lazy("everyone"),
    )
    columns = forms.MultipleChoiceField(label=gettext_lazy("Columns"), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label=gettext_lazy("Purpose"),
        max_length=200,
        help_text=gettext_lazy("For example: letters to new members. Recorded with your name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Format"), choices=FORMATS, initial="csv", widget=forms.RadioSelect
    )
    delimiter = forms.ChoiceField(label=gettext_lazy("CSV separator"), choices=DELIMITERS, initial=",")
    bom = forms.BooleanField(
        label=gettext_lazy("Add a UTF-8 mark (BOM)"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Excel needs it for accents."),
    )
    keep_as = forms.CharField(
        label=gettext_lazy("Save this choice as"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("To use the same columns again."),
    )
    is_shared = forms.BooleanField(label=gettext_lazy("shared with the team"), required=False)

    def __init__(self, *args: Any, user: Any, plan: ExportPlan | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(key, label) for key, (label, __) in export_rows.groups().items()]
        field, segment = self.fields["columns"], self.fields["segment"]
        assert isinstance(field, forms.MultipleChoiceField)
        assert isinstance(segment, forms.ModelChoiceField)
        field.choices = choices
        field.initial = [key for key, __ in choices if not key.startswith(export_rows.FIELD)]
        segment.queryset = Segment.objects.visible_to(user)
        if plan:
            field.initial = plan.columns
            self.fields["format"].initial, self.fields["delimiter"].initial = plan.format, plan.delimiter

    def clean_reason(self) -> str:
        reason = " ".join(self.cleaned_data["reason"].split())
        if len(reason) < 5:
            raise forms.ValidationError(_("Enter what you need the file for."))
        return reason
