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
    ("csv", gettext_lazy("CSV, for programs")),
    ("xlsx", gettext_lazy("workbook, for Excel and LibreOffice")),
]


class ExportForm(forms.Form):
    segment = forms.ModelChoiceField(
        Segment.objects.none(),
        required=False,
        label=gettext_lazy("People"),
        empty_label=gettext_lazy("everybody"),
    )
    columns = forms.MultipleChoiceField(label=gettext_lazy("Columns"), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label=gettext_lazy("What for"),
        max_length=200,
        help_text=gettext_lazy("Such as: letters to new members. It is written down beside your name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Kind of file"), choices=FORMATS, initial="csv", widget=forms.RadioSelect
    )
    delimiter = forms.ChoiceField(
        label=gettext_lazy("Between the cells of a CSV file"), choices=DELIMITERS, initial=","
    )
    bom = forms.BooleanField(
        label=gettext_lazy("Mark the CSV file as UTF-8"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Excel needs the mark to read accents; some programs stumble over it."),
    )
    keep_as = forms.CharField(
        label=gettext_lazy("Keep this choice as"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("A name, to choose the same columns again. Empty: not kept."),
    )
    is_shared = forms.BooleanField(label=gettext_lazy("for all of the team"), required=False)

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
            raise forms.ValidationError(_("Say in a few words what you need the file for."))
        return reason
