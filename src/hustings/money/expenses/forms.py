"""The shape of what is typed about expenses."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.lib.fields import uploaded_files
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.money_fields import MoneyField
from hustings.money.expenses.models import Document, Expense, Payee, Settlement, Way
from hustings.money.expenses.postings import BORNE_BY
from hustings.money.ledger.forms import FileForm
from hustings.money.ledger.models import Account, Books
from mailguard.identifiers import ibans

_WHY = forms.Textarea({"rows": 3})


class _OfBooks(forms.Form):
    """A form whose amounts, headings and payees are of some books."""

    def __init__(self, *args: Any, books: Books, **more: Any) -> None:
        super().__init__(*args, **more)
        self.books = books
        for field in self.fields.values():
            if isinstance(field, MoneyField):
                field.currency = books.currency
        if "account" in self.fields:
            headings = books.accounts.live().filter(kind=Account.Kind.EXPENSE)
            self.fields["account"].queryset = headings  # type: ignore[attr-defined]
        if "payee" in self.fields:
            self.fields["payee"].queryset = books.payees.exclude(name="")  # type: ignore[attr-defined]


class _Heading(forms.Form):
    account = forms.ModelChoiceField(label=gettext_lazy("Account heading"), queryset=Account.objects.none())


class _Paid(forms.Form):
    payee = forms.ModelChoiceField(
        label=gettext_lazy("Supplier"), queryset=Payee.objects.none(), required=False
    )
    supplier = forms.CharField(label=gettext_lazy("Or a new supplier"), max_length=150, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("payee") and said.get("supplier"):
            self.add_error("supplier", _("Choose a supplier or enter a new one, not both."))
        return said


class AskForm(_OfBooks, _Heading, _Paid):
    """An expense to decide."""

    label = forms.CharField(label=pgettext_lazy("expense", "Subject"), max_length=200)
    amount = MoneyField(label=gettext_lazy("Expected amount, with VAT"), least=1)
    way = forms.ChoiceField(label=gettext_lazy("Borne as"))
    why = forms.CharField(label=gettext_lazy("Reason"), max_length=1_000, required=False, widget=_WHY)

    field_order = ("label", "account", "amount", "payee", "supplier", "way", "why")

    def __init__(self, *args: Any, books: Books, **more: Any) -> None:
        super().__init__(*args, books=books, **more)
        roles = set(books.accounts.live().values_list("role", flat=True))
        kept = [way for way in Way if way != Way.CLAIM and BORNE_BY[way] in roles]
        self.fields["way"].choices = [(way.value, way.label) for way in kept]  # type: ignore[attr-defined]


class AskBuyForm(AskForm):
    """The same for those who don't keep the books: the agent buys, from whomever they name."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["way"], self.fields["payee"], self.fields["supplier"]


def clean_account(text: str) -> str:
    """An IBAN without spaces; ValidationError where it is mistyped."""
    said = "".join(text.split()).upper()
    if said and ibans.find(said) != (said,):
        raise forms.ValidationError(_("This IBAN is mistyped. Check each digit."))
    return said


class ClaimForm(_OfBooks, FileForm, _Heading):
    """Money that somebody advanced."""

    label = forms.CharField(label=gettext_lazy("What you paid for"), max_length=200)
    amount = MoneyField(label=gettext_lazy("Amount paid"), least=1)
    iban = forms.CharField(
        label=gettext_lazy("Your IBAN"), max_length=45, required=False,
        help_text=gettext_lazy("Encrypted; only those who keep the books can read it."),
    )  # fmt: skip

    field_order: tuple[str, ...] = ("label", "account", "amount", "file", "iban")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["file"].label = _("Photo or PDF of the receipt")

    def clean_iban(self) -> str:
        return clean_account(self.cleaned_data["iban"])


class ClaimForForm(ClaimForm):
    """The same, entered for somebody else."""

    name = forms.CharField(label=pgettext_lazy("who advanced money", "Paid by"), max_length=150)
    email = forms.EmailField(label=gettext_lazy("Their e-mail"), required=False)

    field_order = ("name", "email", "label", "account", "amount", "file", "iban")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["label"].label = _("What they paid for")
        self.fields["iban"].label = _("Their IBAN")


class InvoiceForm(_OfBooks, _Heading, _Paid):
    """An invoice as it came; a receipt has no number."""

    number = forms.CharField(label=gettext_lazy("Invoice number"), max_length=60, required=False)
    on = forms.DateField(label=gettext_lazy("Invoice date"), widget=DayInput())
    amount = MoneyField(label=gettext_lazy("Amount, with VAT"), least=1)
    due_on = forms.DateField(label=gettext_lazy("To pay by"), widget=DayInput(), required=False)
    file = forms.FileField(
        label=gettext_lazy("Invoice"), required=False,
        widget=forms.ClearableFileInput({"accept": uploaded_files.accept()}),
    )  # fmt: skip

    field_order = ("number", "on", "amount", "due_on", "account", "payee", "supplier", "file")

    def __init__(self, *args: Any, row: Expense, **more: Any) -> None:
        first = {"on": timezone.localdate(), "amount": row.amount, "account": row.account_id}
        super().__init__(*args, books=row.books, **{"initial": {**first, "payee": row.payee_id}, **more})
        if row.way == Way.CLAIM:
            del self.fields["payee"], self.fields["supplier"]

    def clean_on(self) -> Any:
        return _past(self.cleaned_data["on"])

    def clean_file(self) -> uploaded_files.Checked | None:
        return _checked(self.cleaned_data.get("file"))


class SettleForm(_OfBooks):
    """A payment that was made."""

    on = forms.DateField(label=gettext_lazy("Paid on"), widget=DayInput())
    means = forms.ChoiceField(label=gettext_lazy("Means of payment"), choices=Settlement.Means.choices)
    amount = MoneyField(label=gettext_lazy("Amount"), least=1)
    reference = forms.CharField(
        label=gettext_lazy("Line of the bank statement"), max_length=60, required=False,
        help_text=gettext_lazy("Or add a proof of payment below."),
    )  # fmt: skip

    def __init__(self, *args: Any, row: Expense, **more: Any) -> None:
        first = {"on": timezone.localdate(), "amount": row.left}
        super().__init__(*args, books=row.books, **{"initial": first, **more})

    def clean_on(self) -> Any:
        return _past(self.cleaned_data["on"])


def _past(day: Any) -> Any:
    if day > timezone.localdate():
        raise forms.ValidationError(_("Choose today or an earlier day."))
    return day


def _checked(upload: Any) -> uploaded_files.Checked | None:
    if not upload:
        return None
    try:
        return uploaded_files.checked(upload)
    except uploaded_files.NoFile as refused:
        raise forms.ValidationError(str(refused)) from refused


class NoteForm(forms.Form):
    """Reason for a no, or for giving up."""

    note = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class DocumentForm(_OfBooks, FileForm):
    """A paper of an expense."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Document.Kind.choices)
    seller = forms.CharField(label=gettext_lazy("Quote by"), max_length=150, required=False)
    amount = MoneyField(label=gettext_lazy("Amount of the quote"), least=1, required=False)

    field_order = ("kind", "file", "seller", "amount")


class PayeeForm(forms.ModelForm):  # type: ignore[type-arg]
    """Particulars of a payee; the account is encrypted."""

    iban = forms.CharField(label=gettext_lazy("IBAN"), max_length=45, required=False)

    class Meta:
        model = Payee
        fields = ["name", "address", "registration", "vat"]
        widgets = {"address": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["iban"].initial = self.instance.iban

    def clean_iban(self) -> str:
        return clean_account(self.cleaned_data["iban"])


class BudgetForm(forms.Form):
    """An amount for each heading, and the rules of approvals."""

    def __init__(self, *args: Any, books: Books, accounts: Iterable[Account], **more: Any) -> None:
        super().__init__(*args, **more)
        self.accounts = {f"account_{each.pk}": each for each in accounts}
        policy = getattr(books, "spending_policy", None)
        self.fields["two_from"] = MoneyField(
            label=_("Two people decide from this amount"), least=1, required=False, currency=books.currency,
            initial=policy and policy.two_from, help_text=_("Leave blank if one person is enough."),
        )  # fmt: skip
        self.fields["tolerance"] = forms.IntegerField(
            label=_("A refund may exceed what was approved by (%)"), min_value=0, max_value=100,
            required=False, initial=policy and policy.tolerance,
        )  # fmt: skip
        given = dict(books.allotments.values_list("account", "amount"))
        for name, account in self.accounts.items():
            self.fields[name] = MoneyField(
                label=str(account), required=False, currency=books.currency, initial=given.get(account.pk)
            )

    def rules(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"two_from": said["two_from"], "tolerance": said["tolerance"] or 0}

    def amounts(self) -> dict[Account, int | None]:
        return {account: self.cleaned_data[name] for name, account in self.accounts.items()}


class SurplusForm(_OfBooks):
    """A part of the surplus that went to a party or a charity."""

    to = forms.CharField(label=gettext_lazy("Party or charity"), max_length=120)
    on = forms.DateField(label=gettext_lazy("Sent on"), widget=DayInput())
    amount = MoneyField(label=gettext_lazy("Amount"), least=1)
