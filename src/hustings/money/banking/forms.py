"""The shape of what is brought to or from the bank."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.hq.filters import FilterForm
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.money.banking import matching
from hustings.money.banking.models import StatementLine
from hustings.money.ledger.models import Books
from hustings.money.ledger.rights import RUN_MONEY

LARGEST = 10_000_000  # bytes of a statement


class StatementForm(forms.Form):
    """A file of the bank."""

    books = forms.ModelChoiceField(Books.objects.none(), label=gettext_lazy("Books"))
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("camt.053, camt.054, pain.002 or CSV from your bank’s website."),
    )

    def __init__(self, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["books"]
        field.queryset = Books.objects.of(user, RUN_MONEY)
        if only := field.queryset[:2]:
            field.initial = only[0] if len(only) == 1 else None

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("At most 10 MB."))
        return file


class AwaitedFilter(FilterForm):
    """A search among awaited transfers, for a line that names none of them."""

    q = forms.CharField(
        label=gettext_lazy("Search awaited transfers: payer, reference or amount"), required=False,
        max_length=100,
    )  # fmt: skip

    def __init__(self, *args: Any, line: StatementLine, **more: Any) -> None:
        super().__init__(*args, **more)
        self.line = line

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        return rows.filter(matching.searched(self.line, said["q"]))


class DayForm(forms.Form):
    """The day of a collection or deposit."""

    on = forms.DateField(label=pgettext_lazy("payments", "Date"), widget=DayInput())
