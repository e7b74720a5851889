"""The shape of what is typed about receipts."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.uploaded_pictures import UploadedPicture
from hustings.money.ledger.models import Books
from hustings.money.ledger.rights import RUN_MONEY
from hustings.money.receipts.models import Receipt, Series

_NUMBER = re.compile(r"([0-9A-Za-z/.-]*?)([0-9]{1,15})")
_MOST = 1_000_000  # numbers at once; more is a slip of the pen
_OLDEST = 6  # years back that receipts are made out for


class SeriesForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new series."""

    class Meta:
        model = Series
        fields = ["books", "numbering", "prefix", "is_yearly", "span", "since", "signer", "is_mailed"]
        widgets = {"since": DayInput()}

    def __init__(self, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(
            *args, **{"initial": {"since": timezone.localdate().replace(month=1, day=1)}, **more}
        )
        books: Any = self.fields["books"]
        books.queryset = Books.objects.of(user, RUN_MONEY).exclude(
            receipt_series__closed_at=None, receipt_series__isnull=False
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("numbering") == Series.Numbering.AUTHORITY:
            said["prefix"], said["is_yearly"] = "", False
        return said


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """Settings of a series that may change."""

    class Meta:
        model = Series
        fields = ["span", "since", "signer", "is_mailed"]
        widgets = {"since": DayInput()}


class RangeForm(forms.Form):
    """Numbers from the authority, as they are printed on its forms."""

    first = forms.CharField(label=gettext_lazy("First number"), max_length=30)
    last = forms.CharField(label=gettext_lazy("Last number"), max_length=30)
    received_on = forms.DateField(label=gettext_lazy("Received on"), widget=DayInput())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "first" not in said or "last" not in said:
            return said
        ends = [_NUMBER.fullmatch(said[name].strip()) for name in ("first", "last")]
        if not ends[0] or not ends[1]:
            raise forms.ValidationError(_("Enter numbers as they are printed, such as A-000123."))
        (prefix, first), (other, last) = ends[0].groups(), ends[1].groups()
        if prefix != other or not int(first) <= int(last):
            raise forms.ValidationError(_("Enter the first and the last number of one series."))
        if int(last) - int(first) >= _MOST:
            raise forms.ValidationError(_("Enter at most %(n)d numbers at once.") % {"n": _MOST})
        width = len(first) if first.startswith("0") else 1
        return {
            "prefix": prefix, "first": int(first), "last": int(last), "width": width,
            "received_on": said.get("received_on"),
        }  # fmt: skip


class SignatureForm(forms.Form):
    """A picture of the signature."""

    picture = UploadedPicture(label=gettext_lazy("Picture of the signature"))


class YearForm(forms.Form):
    """A year to make out receipts for."""

    year = forms.TypedChoiceField(label=gettext_lazy("Donations of"), coerce=int)

    def __init__(self, *args: Any, series: Series, **more: Any) -> None:
        super().__init__(*args, **more)
        now = timezone.localdate().year
        last = now - 1 if series.span == Series.Span.YEAR else now
        years = range(last, max(series.since.year, last - _OLDEST) - 1, -1)
        field: Any = self.fields["year"]
        field.choices = [(year, str(year)) for year in years]


class VoidForm(forms.Form):
    """Why a receipt is no longer valid."""

    why = forms.ChoiceField(label=gettext_lazy("Reason"), choices=Receipt.Why.choices)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)
    is_replaced = forms.BooleanField(
        label=gettext_lazy("Issue a new one at once, with the donor’s details of today"), required=False
    )
