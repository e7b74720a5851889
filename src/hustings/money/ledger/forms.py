"""The shape of what is typed about books."""

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.lib.fields import uploaded_files
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.money_fields import MoneyField
from hustings.foundation.territories.fields import ZoneField
from hustings.money.ledger import plans
from hustings.money.ledger.models import Account, Books
from hustings.money.ledger.postings import Move, netted
from hustings.money.ledger.refusals import NotPosted
from hustings.money.ledger.rights import RUN_MONEY
from mailguard.identifiers import ibans

LINES, MOST_LINES = 4, 100


class BooksForm(forms.ModelForm):  # type: ignore[type-arg]
    """Particulars of books; what was chosen for good can only be seen later."""

    zone = ZoneField(
        label=gettext_lazy("Territory"), required=False,
        help_text=gettext_lazy("Its treasurers keep these books. Leave blank for the whole campaign."),
    )  # fmt: skip
    plan = forms.ChoiceField(label=gettext_lazy("Chart of accounts"))
    ceiling = MoneyField(
        label=gettext_lazy("Spending limit"), least=1, required=False,
        help_text=gettext_lazy("Of the constituency. Cash and loans are limited to a share of it."),
    )  # fmt: skip

    class Meta:
        model = Books
        fields = [
            "name", "kind", "plan", "currency", "zone", "election", "agent", "agent_address",
            "agent_declared_on", "ceiling", "registration", "iban", "opened_on", "year_starts", "filed_on",
            "closed_on",
        ]  # fmt: skip
        widgets = {
            "agent_address": forms.Textarea({"rows": 3}), "agent_declared_on": DayInput(),
            "opened_on": DayInput(), "closed_on": DayInput(), "filed_on": DayInput(),
        }  # fmt: skip

    FIXED, LATER = ("kind", "plan", "currency"), ("filed_on", "closed_on")

    def __init__(self, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user
        for name in self.FIXED if self.instance.pk else self.LATER:
            del self.fields[name]
        self.fields["ceiling"].currency = self.instance.currency  # type: ignore[attr-defined]
        if "plan" in self.fields:
            self.fields["plan"].choices = [(code, plans.get(code).name) for code in plans.codes()]  # type: ignore[attr-defined]
        self.fields["year_starts"].widget = forms.NumberInput({"min": 1, "max": 12})

    def clean_zone(self) -> Any:
        zone = self.cleaned_data["zone"]
        if not access.covers(access.grants(self.user, RUN_MONEY), zone):
            raise forms.ValidationError(_("Choose one of your territories."))
        return zone

    def clean_filed_on(self) -> date | None:
        filed_on: date | None = self.cleaned_data["filed_on"]
        if filed_on and filed_on > timezone.localdate():
            raise forms.ValidationError(_("Choose today or an earlier day."))
        return filed_on

    def clean_iban(self) -> str:
        said = "".join(self.cleaned_data["iban"].split()).upper()
        if said and ibans.find(said) != (said,):
            raise forms.ValidationError(_("This IBAN is mistyped. Check each digit."))
        return said

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        kind, plan = said.get("kind"), said.get("plan")
        if kind and plan and kind not in plans.get(plan).kinds:
            self.add_error("plan", _("This chart is not for that kind of books."))
        return said


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Account
        fields = ["number", "name", "kind"]

    def __init__(self, *args: Any, books: Books, **more: Any) -> None:
        super().__init__(*args, **more)
        self.instance.books = books

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if self.instance.books.accounts.filter(number=number).exists():
            raise forms.ValidationError(_("There is an account with this number."))
        return number


class EntryForm(forms.Form):
    """The head of an entry."""

    on = forms.DateField(label=gettext_lazy("Date"), widget=DayInput())
    journal = forms.ChoiceField(label=gettext_lazy("Journal"))
    label = forms.CharField(
        label=gettext_lazy("Label"), max_length=200,
        help_text=gettext_lazy("Without names of people: entries are kept for good."),
    )  # fmt: skip
    reference = forms.CharField(
        label=gettext_lazy("Reference"), max_length=60, required=False,
        help_text=gettext_lazy("Number of the invoice, slip or receipt"),
    )  # fmt: skip

    def __init__(self, *args: Any, books: Books, **more: Any) -> None:
        super().__init__(*args, **more)
        journals = plans.get(books.plan).journals
        self.fields["journal"].choices = [(code, f"{code} {name}") for code, name in journals.items()]  # type: ignore[attr-defined]
        self.fields["on"].initial = timezone.localdate()


class LineForm(forms.Form):
    """One line: an account, and an amount on one side."""

    account = forms.ModelChoiceField(Account.objects.none(), label=gettext_lazy("Account"), required=False)
    debit = MoneyField(label=gettext_lazy("Debit"), required=False)
    credit = MoneyField(label=gettext_lazy("Credit"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        sides = [side for side in ("debit", "credit") if said.get(side)]
        if said.get("account") and not self.errors and len(sides) != 1:
            raise forms.ValidationError(_("Enter a debit or a credit."))
        if sides and not said.get("account") and "account" not in self.errors:
            self.add_error("account", _("Choose an account."))
        return said

    @property
    def amount(self) -> int:
        """Above zero for a debit."""
        return (self.cleaned_data.get("debit") or 0) - (self.cleaned_data.get("credit") or 0)


class _Lines(forms.BaseFormSet[LineForm]):
    def __init__(self, *args: Any, books: Books, **more: Any) -> None:
        self.books = books
        super().__init__(*args, **{"prefix": "lines", **more})

    @cached_property
    def accounts(self) -> list[tuple[int, str]]:
        return [(each.pk, str(each)) for each in self.books.accounts.live()]

    def add_fields(self, form: LineForm, index: int | None) -> None:
        super().add_fields(form, index)
        field: Any = form.fields["account"]
        field.queryset = self.books.accounts.live()
        field.widget.choices = [("", "–"), *self.accounts]  # one query for all lines
        for side in ("debit", "credit"):
            form.fields[side].currency = self.books.currency  # type: ignore[attr-defined]

    def clean(self) -> None:
        if any(self.errors):
            return
        try:
            self.moves = netted(self._said())
        except NotPosted as refused:
            raise forms.ValidationError(str(refused)) from refused
        if not self.moves:
            raise forms.ValidationError(_("Enter at least a debit and a credit."))

    def _said(self) -> Iterator[tuple[Account, int]]:
        for form in self.forms:
            if account := form.cleaned_data.get("account"):
                yield account, form.amount

    moves: list[Move]


LineForms: Any = forms.formset_factory(
    LineForm, formset=_Lines, extra=LINES, max_num=MOST_LINES, absolute_max=MOST_LINES
)


class ReversalForm(forms.Form):
    on = forms.DateField(label=gettext_lazy("Date"), widget=DayInput())
    why = forms.CharField(label=gettext_lazy("Reason"), max_length=200)


class FileForm(forms.Form):
    """A file to keep beside an entry."""

    file = forms.FileField(
        label=gettext_lazy("File"), widget=forms.ClearableFileInput({"accept": uploaded_files.accept()}),
        help_text=gettext_lazy("PDF, OpenDocument or Office without macros, text or picture; at most 10 MB."),
    )  # fmt: skip

    def clean_file(self) -> uploaded_files.Checked:
        try:
            return uploaded_files.checked(self.cleaned_data["file"])
        except uploaded_files.NoFile as refused:
            raise forms.ValidationError(str(refused)) from refused


class PeriodForm(forms.Form):
    through = forms.DateField(label=gettext_lazy("Close up to"), widget=DayInput())
    is_sure = forms.BooleanField(label=gettext_lazy("I understand that this can’t be undone."))


class SpanForm(forms.Form):
    """Days between which entries count; a wrong or empty one bounds nothing."""

    since = forms.DateField(label=pgettext_lazy("days", "From"), required=False, widget=DayInput())
    through = forms.DateField(label=pgettext_lazy("days", "To"), required=False, widget=DayInput())

    def clean_through(self) -> date | None:
        since, through = self.cleaned_data.get("since"), self.cleaned_data["through"]
        if since and through and through < since:
            raise forms.ValidationError(_("Choose the first day or a later one."))
        return cast("date | None", through)

    @property
    def days(self) -> tuple[date | None, date | None]:
        self.is_valid()
        return self.cleaned_data.get("since"), self.cleaned_data.get("through")
