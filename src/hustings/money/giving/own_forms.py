"""Forms of a donor's own page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.display import countries
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.money_fields import MoneyField
from hustings.money.donations.forms import FACTS
from hustings.money.donations.models import Donor, Plan


class PlanForm(forms.Form):
    """Amount and day of a monthly gift."""

    amount = MoneyField(label=gettext_lazy("Amount"), least=1_00)
    day = forms.IntegerField(label=gettext_lazy("Day of the month"), min_value=1, max_value=28)

    def __init__(self, *args: Any, plan: Plan, **more: Any) -> None:
        more |= {"initial": {"amount": plan.amount, "day": plan.day}, "prefix": f"plan-{plan.pk}"}
        super().__init__(*args, **more)
        amount: Any = self.fields["amount"]
        amount.currency = plan.fund.books.currency


class OwnFactsForm(forms.ModelForm):  # type: ignore[type-arg]
    """Facts that donors correct themselves; their names stand on the receipts."""

    class Meta:
        model = Donor
        fields = FACTS
        widgets = {"born_on": DayInput()}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("nationality", "country"):
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, choices=[("", "—"), *countries.choices()], required=False
            )
        for name in ("given_name", "family_name", "email"):
            self.fields[name].required = True
