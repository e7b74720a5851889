"""The shape of what is typed about donations."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.language_forms import InLanguages
from hustings.foundation.lib.fields.money_fields import MoneyField
from hustings.money.donations.models import Donation, Donor, Fund
from hustings.money.donations.models.words import Kinds, Ways
from hustings.money.ledger.models import Books
from hustings.money.ledger.rights import RUN_MONEY
from hustings.money.payments.forms import SeenForm
from hustings.people.persons.models import Person

_COUNTRY = RegexValidator(r"^[A-Z]{2}\Z", gettext_lazy("Enter two capital letters, such as FR."))
_BY_HAND = [Ways.CHEQUE, Ways.CASH, Ways.TRANSFER, Ways.GOODS]
FACTS = [
    "given_name", "family_name", "born_on", "nationality", "email", "street", "postcode", "city", "country",
]  # fmt: skip
_MOST_AMOUNTS = 8
MOST = 10**9  # minor units; beyond it, people write to the team


class DonorForm(forms.ModelForm):  # type: ignore[type-arg]
    """Facts of a donor."""

    class Meta:
        model = Donor
        fields = FACTS
        widgets = {"born_on": DayInput()}
        help_texts = {
            "nationality": gettext_lazy("Two letters, such as FR"),
            "country": gettext_lazy("Two letters, such as FR"),
        }

    def clean_nationality(self) -> str:
        return self._country("nationality")

    def clean_country(self) -> str:
        return self._country("country")

    def _country(self, name: str) -> str:
        said = self.cleaned_data[name].strip().upper()
        if said:
            _COUNTRY(said)
        return str(said)


class EnterForm(DonorForm):
    """A gift whose money is there, with the donor's facts: those of the last gift to begin with."""

    fund = forms.ModelChoiceField(label=gettext_lazy("Fund"), queryset=Fund.objects.none())
    on = forms.DateField(label=gettext_lazy("Received on"), widget=DayInput())
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kinds.choices)
    means = forms.ChoiceField(
        label=gettext_lazy("Means of payment"), choices=[(way.value, way.label) for way in _BY_HAND]
    )
    amount = MoneyField(label=gettext_lazy("Amount or value"), least=1)
    reference = forms.CharField(
        label=gettext_lazy("Number of the cheque, slip or transfer"), max_length=60, required=False
    )
    goods = forms.CharField(label=gettext_lazy("What was given in kind"), max_length=200, required=False)
    months = forms.IntegerField(
        label=gettext_lazy("Months of the loan"), min_value=1, max_value=120, required=False
    )

    field_order = ("fund", "on", "kind", "means", "amount", "reference", "goods", "months", *FACTS)

    def __init__(self, *args: Any, user: Any, person: Person, **more: Any) -> None:
        last = Donor.objects.filter(person=person).order_by("-pk").first()
        known = {name: getattr(last or person, name, None) or "" for name in FACTS}
        super().__init__(*args, **{"initial": {"on": timezone.localdate(), **known}, **more})
        fund: Any = self.fields["fund"]
        fund.queryset = Fund.objects.of(user, RUN_MONEY).open().select_related("books")
        for name in ("given_name", "family_name"):
            self.fields[name].required = True

    def clean_amount(self) -> int:
        amount: int = self.cleaned_data["amount"]
        if amount > MOST:
            raise forms.ValidationError(_("This amount is too large: check its digits."))
        return amount

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        kind, means, on = said.get("kind"), said.get("means"), said.get("on")
        if on and on > timezone.localdate():
            self.add_error("on", _("Choose today or an earlier day."))
        if kind and means and (kind == Kinds.IN_KIND) != (means == Ways.GOODS):
            self.add_error("means", _("For a donation in kind, choose “in kind” as its means of payment."))
        if kind == Kinds.IN_KIND and not said.get("goods"):
            self.add_error("goods", _("Say what was given."))
        if kind == Kinds.LOAN and not said.get("months"):
            self.add_error("months", _("Say in how many months the loan is paid back."))
        return said

    def values(self) -> dict[str, Any]:
        """Arguments of ``actions.enter``."""
        said = self.cleaned_data
        donor = Donor(**{name: said[name] for name in FACTS}, sworn_at=timezone.now())
        names = ("fund", "on", "kind", "means", "amount", "reference", "goods")
        return {name: said[name] for name in names} | {"donor": donor, "months": said["months"] or 0}


class ArrivalForm(forms.Form):
    """The day on which a promised cheque came, and its number."""

    on = forms.DateField(label=gettext_lazy("Received on"), widget=DayInput())
    reference = forms.CharField(label=gettext_lazy("Number of the cheque"), max_length=60, required=False)

    def __init__(self, *args: Any, row: Donation, **more: Any) -> None:
        self.row = row
        super().__init__(*args, **{"initial": {"on": timezone.localdate()}, **more})

    def clean_on(self) -> date:
        return _between(self.cleaned_data["on"], self.row.given_on)


def _between(on: date, first: date) -> date:
    """That day, if it is none before the gift and none to come."""
    if on > timezone.localdate():
        raise forms.ValidationError(_("Choose today or an earlier day."))
    if on < first:
        raise forms.ValidationError(_("Choose %s or a later day.") % date_format(first, "SHORT_DATE_FORMAT"))
    return on


class RefundForm(SeenForm):
    """An amount to give back: all that is left, or what the law asks."""

    on = forms.DateField(label=gettext_lazy("Refunded on"), widget=DayInput())
    amount = MoneyField(label=gettext_lazy("Amount"), least=1)
    by_hand = forms.BooleanField(
        label=gettext_lazy("I make the transfer myself: don’t ask the provider"), required=False
    )

    def __init__(self, *args: Any, row: Donation, is_by_provider: bool = False, **more: Any) -> None:
        proposal = row.proposals.open().first()
        first = {"on": timezone.localdate(), "amount": proposal.amount if proposal else row.left}
        super().__init__(*args, refunded=row.refunded, **{"initial": first, **more})
        self.row = row
        amount: Any = self.fields["amount"]
        amount.currency = row.currency
        if not is_by_provider:
            del self.fields["by_hand"]

    def clean_on(self) -> date:
        return _between(self.cleaned_data["on"], self.row.given_on)


class FundForm(InLanguages):
    """Settings of a fund and of its page."""

    texts = {
        "names": (gettext_lazy("Name"), 100, False),
        "intros": (gettext_lazy("Introduction"), 2_000, True),
        "thanks": (gettext_lazy("Thanks after a donation"), 2_000, True),
    }
    needed = frozenset({"names"})
    books = forms.ModelChoiceField(label=gettext_lazy("Books"), queryset=Books.objects.none())
    slug = forms.SlugField(label=gettext_lazy("Address of the page"), max_length=60)
    amounts = forms.CharField(
        label=gettext_lazy("Proposed amounts"), max_length=100, initial="20, 50, 100, 250",
        help_text=gettext_lazy("Whole amounts, separated by commas"),
    )  # fmt: skip
    has_monthly = forms.BooleanField(
        label=gettext_lazy("Propose monthly donations"), required=False, initial=True
    )
    goal = MoneyField(label=gettext_lazy("Goal"), least=1, required=False)
    is_goal_shown = forms.BooleanField(
        label=gettext_lazy("Show what was received on the page"), required=False, initial=True
    )

    def __init__(self, *args: Any, user: Any, fund: Fund | None = None, **more: Any) -> None:
        self.fund = fund
        super().__init__(*args, **{"initial": self._kept(fund) if fund else {}, **more})
        books: Any = self.fields["books"]
        books.queryset = Books.objects.of(user, RUN_MONEY).filter(closed_on=None)
        if fund:
            del self.fields["books"], self.fields["slug"]
        kept = {name: getattr(fund, name) for name in self.texts} if fund else {}
        self._add_texts(kept)

    def _kept(self, fund: Fund) -> dict[str, Any]:
        names = ("has_monthly", "goal", "is_goal_shown")
        return {name: getattr(fund, name) for name in names} | {"amounts": ", ".join(map(str, fund.amounts))}

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if Fund.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Another fund has this address."))
        return slug

    def clean_amounts(self) -> list[int]:
        words = [word.strip() for word in self.cleaned_data["amounts"].split(",") if word.strip()]
        if (
            not words
            or len(words) > _MOST_AMOUNTS
            or not all(w.isdecimal() and 0 < int(w) < 10**7 for w in words)
        ):
            raise forms.ValidationError(_("Enter up to %(n)d whole amounts.") % {"n": _MOST_AMOUNTS})
        return sorted({int(word) for word in words})

    def values(self) -> dict[str, Any]:
        """Columns of the fund."""
        plain = ("books", "slug", "amounts", "has_monthly", "goal", "is_goal_shown")
        said = {name: self.cleaned_data[name] for name in plain if name in self.cleaned_data}
        return said | {name: self.said(name) for name in self.texts}
