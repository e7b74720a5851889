"""Forms of imports in HQ."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from hustings.foundation.file_imports.source import encodings

DELIMITERS = [
    (",", gettext_lazy("comma")),
    (";", gettext_lazy("semicolon")),
    ("\t", gettext_lazy("tab")),
    ("|", gettext_lazy("vertical bar |")),
]
QUOTES = [('"', '"'), ("'", "'"), ("", gettext_lazy("none"))]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file or Excel workbook (.xlsx)"),
        help_text=gettext_lazy("NationBuilder’s and Action Network’s exports are recognised whole."),
        widget=forms.FileInput(attrs={"accept": f".csv,.txt,.tsv,.xlsx,.xlsm,text/csv,text/plain,{_XLSX}"}),
    )


class _TopForm(forms.Form):
    has_header = forms.BooleanField(
        label=gettext_lazy("The first line contains the column names"), required=False
    )
    n_above = forms.IntegerField(
        label=gettext_lazy("Lines to skip above the column names"), required=False, min_value=0, max_value=50,
        help_text=gettext_lazy("Such as a title or a date. Blank lines don’t count."),
    )  # fmt: skip

    def clean_n_above(self) -> int:
        """None is nothing."""
        return self.cleaned_data["n_above"] or 0

    def told(self) -> dict[str, Any]:
        return self.cleaned_data


class SheetForm(_TopForm):
    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"))
    field_order = ["sheet"]

    def __init__(self, *args: Any, sheets: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["sheet"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, name) for name in sheets]


class ShapeForm(_TopForm):
    encoding = forms.ChoiceField(label=gettext_lazy("Encoding"), choices=encodings.CHOICES)
    delimiter = forms.ChoiceField(label=gettext_lazy("Separator"), choices=DELIMITERS)
    quote = forms.ChoiceField(label=gettext_lazy("Quotation mark"), choices=QUOTES, required=False)
    field_order = ["encoding", "delimiter", "quote"]
