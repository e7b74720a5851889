"""The shape of what is typed about buying groups."""

from itertools import pairwise
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts import access
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.moment_fields import MomentInput
from hustings.foundation.lib.fields.money_fields import MoneyField
from hustings.foundation.territories.fields import ZoneField
from hustings.money.ledger.models import Books
from hustings.networks.hives import quantities
from hustings.networks.hives.models import Adjustment, Fee, Hive, Producer, Product, Sale, Supply
from hustings.networks.hives.rights import RUN_HIVES
from hustings.people.persons.models import Person

_LONGEST_NOTICE = 730  # days


class _PlacedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form with a territory of the user's."""

    def __init__(self, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user
        self.fields["zone"] = ZoneField(label=gettext_lazy("Territory"), required=False)

    def clean_zone(self) -> Any:
        zone = self.cleaned_data["zone"]
        if not access.may(self.user, RUN_HIVES, zone):
            raise forms.ValidationError(_("Choose one of your territories."))
        return zone


class HiveForm(_PlacedForm):
    """A buying group: its books once, all else at any time."""

    needed_kind = forms.ChoiceField(
        label=gettext_lazy("Of them at least one"), required=False,
        choices=[("", gettext_lazy("any kind")), *Producer.Kind.choices],
    )  # fmt: skip

    class Meta:
        model = Hive
        fields = (
            "name", "slug", "books", "place", "about", "zone", "group", "least_members", "least_producers",
            "needed_kind",
        )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        books: Any = self.fields["books"]
        books.queryset = Books.objects.filter(closed_on=None).exclude(kind=Books.Kind.CANDIDATE)
        books.help_text = _("Orders are no campaign money: a candidate’s books are not offered.")
        group: Any = self.fields["group"]
        group.queryset = LocalGroup.objects.filter(closed_at=None)
        if self.instance.pk:
            del self.fields["books"]


class ProducerForm(_PlacedForm):
    class Meta:
        model = Producer
        fields = ("name", "kind", "place", "zone", "email", "phone", "papers_until", "about")
        widgets = {"papers_until": DayInput()}


class ProductForm(forms.ModelForm[Product]):
    """A line of the catalogue. Weighed goods are typed in kilos."""

    price = MoneyField(label=gettext_lazy("Price of a piece or a kilo, VAT included"), least=1)
    deposit = MoneyField(label=gettext_lazy("Deposit"), required=False)
    vat = forms.DecimalField(
        label=gettext_lazy("VAT (%)"), initial="5.5", min_value=0, max_value=100, decimal_places=2
    )
    step = forms.CharField(
        label=gettext_lazy("Ordered by (kg)"), required=False, max_length=10,
        help_text=gettext_lazy("Of weighed goods, such as 0.25."),
    )  # fmt: skip
    case = forms.CharField(
        label=gettext_lazy("Only in cases of"), required=False, max_length=10,
        help_text=gettext_lazy("Members share a case. Empty: sold one by one."),
    )  # fmt: skip
    stock = forms.CharField(label=gettext_lazy("Available per sale"), required=False, max_length=10)

    class Meta:
        model = Product
        fields = ("name", "unit", "price", "vat", "deposit", "step", "case", "stock")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        is_weighed = said.get("unit") == Product.Unit.KILO
        for name in ("step", "case", "stock"):
            found = quantities.read(said.get(name) or "", is_weighed)
            if found is None:
                self.add_error(name, _("Enter a whole number of pieces, or kilos such as 0.25."))
            said[name] = found or (None if name == "stock" else 0)
        said["step"] = said["step"] or (1_000 if is_weighed else 1)
        if not is_weighed:
            said["step"] = 1
        if said["case"] and said["case"] % said["step"]:
            self.add_error("case", _("A case is a multiple of the step."))
        said["vat"] = int((said.get("vat") or 0) * 100)
        said["deposit"] = said.get("deposit") or 0
        return said


class VisitForm(forms.Form):
    on = forms.DateField(label=gettext_lazy("Visited on"), widget=DayInput(), initial=timezone.localdate)
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=1_000, required=False, widget=forms.Textarea({"rows": 2})
    )


class SupplyForm(forms.ModelForm[Supply]):
    """Terms of a producer in a buying group."""

    least_amount = MoneyField(label=gettext_lazy("Minimum order"), required=False)

    class Meta:
        model = Supply
        fields = ("producer", "least_amount", "least_steps", "km", "cancel_notice", "end_notice")

    def __init__(self, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        producer: Any = self.fields["producer"]
        producer.queryset = Producer.objects.of(user, RUN_HIVES)
        self.fields["least_steps"].required = False
        for name in ("cancel_notice", "end_notice"):
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label, min_value=0, max_value=_LONGEST_NOTICE,
                initial=Supply._meta.get_field(name).default,  # type: ignore[union-attr]
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        return said | {name: said.get(name) or 0 for name in ("least_amount", "least_steps")}

    def validate_unique(self) -> None:
        """Terms that are there are replaced."""


class FeeForm(forms.ModelForm[Fee]):
    percent = forms.DecimalField(
        label=gettext_lazy("Share (%)"), min_value=0.01, max_value=50, decimal_places=2,
        help_text=gettext_lazy("Of the turnover without VAT."),
    )  # fmt: skip

    class Meta:
        model = Fee
        fields = ("name", "percent", "is_added", "from_on", "until_on")
        widgets = {"from_on": DayInput(), "until_on": DayInput()}

    def clean_percent(self) -> Any:
        """Keep it as basis points, before the row is checked."""
        percent = self.cleaned_data["percent"]
        self.instance.points = int(percent * 100)
        return percent


class SaleForm(forms.ModelForm[Sale]):
    """A sale: four moments, and minima."""

    least = MoneyField(label=gettext_lazy("Minimum of the whole sale"), required=False)
    least_basket = MoneyField(label=gettext_lazy("Minimum of a basket"), required=False)
    enough = MoneyField(
        label=gettext_lazy("Close early at"), required=False,
        help_text=gettext_lazy("As soon as this much is ordered. Empty: at the end of the time."),
    )  # fmt: skip

    class Meta:
        model = Sale
        fields = ("opens_at", "closes_at", "pickup_from", "pickup_until", "least", "least_basket", "enough")
        widgets = {name: MomentInput() for name in fields[:4]}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        names = ("opens_at", "closes_at", "pickup_from", "pickup_until")
        times = [said[name] for name in names if said.get(name)]
        if len(times) == len(names):
            later = dict(zip(names[1:], pairwise(times), strict=True))
            for name, (before, after) in later.items():
                if after < before or (after == before and name != "pickup_from"):
                    self.add_error(name, _("This comes after the moment above it."))
        if said.get("closes_at") and said["closes_at"] <= timezone.now():
            self.add_error("closes_at", _("Choose a moment that is ahead."))
        return said | {name: said.get(name) or 0 for name in ("least", "least_basket", "enough")}


class CorrectionForm(forms.Form):
    """The right quantity of a line, and why."""

    now = forms.CharField(label=gettext_lazy("Quantity"), max_length=10)
    kind = forms.ChoiceField(label=pgettext_lazy("correction", "Why"), choices=Adjustment.Kind.choices)

    def __init__(self, *args: Any, is_weighed: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.is_weighed = is_weighed

    def clean_now(self) -> int:
        found = quantities.read(self.cleaned_data["now"], self.is_weighed)
        if found is None:
            raise forms.ValidationError(_("Enter a whole number of pieces, or kilos such as 0.25."))
        return found


class ByHandForm(forms.Form):
    means = forms.ChoiceField(
        label=gettext_lazy("Paid by"),
        choices=[("cash", pgettext_lazy("means", "cash")), ("cheque", gettext_lazy("cheque"))],
    )
    on = forms.DateField(label=gettext_lazy("Date"), widget=DayInput(), initial=timezone.localdate)


class HandOverForm(forms.Form):
    """A member to be asked."""

    to = forms.ModelChoiceField(label=gettext_lazy("New host"), queryset=Person.objects.none())

    def __init__(self, *args: Any, people: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]
