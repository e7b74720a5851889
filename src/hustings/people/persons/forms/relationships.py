"""Owners, households and organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.fields import ZoneField
from hustings.people.persons import phones, team
from hustings.people.persons.models import Organisation, Person


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Point person"), required=False, empty_label=_("no one")
    )

    def __init__(self, *args: Any, person: Person, user: User | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        held = User.objects.filter(pk=person.owner_id)  # stays, whatever they may see by now
        self.fields["owner"].queryset = team.seeing(person) | held.order_by()  # type: ignore[attr-defined]
        self.fields["owner"].initial = person.owner_id


class AffiliationForm(forms.Form):
    """An organisation by name; a new one is made."""

    name = forms.CharField(
        label=_("Organisation"), max_length=200,
        widget=forms.TextInput(attrs={"list": "organisations-known", "autocomplete": "off"}),
    )  # fmt: skip
    role = forms.CharField(label=_("Role"), max_length=100, required=False)


class HouseholdForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, required=False)


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.CharField(
        label=_("Type"), max_length=100, required=False, help_text=_("For example: union, club, town hall")
    )
    website = forms.URLField(
        label=pgettext_lazy("of an organisation", "Website"),
        max_length=300,
        required=False,
        assume_scheme="https",
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    zone = ZoneField(label=_("Territory"), required=False)
    REACH = ("email", "phone", "address")

    def __init__(
        self, *args: Any, organisation: Organisation | None = None, hides: bool = False, **more: Any
    ) -> None:
        """``hides``: without the contact data, which then stays as it is."""
        self.kept = {name: getattr(organisation, name) for name in self.REACH} if hides else {}
        if organisation:
            more["initial"] = {name: getattr(organisation, name) for name in self.base_fields}
        super().__init__(*args, **more)
        for name in self.kept:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """With what was not shown."""
        return (super().clean() or self.cleaned_data) | self.kept

    def clean_phone(self) -> str:
        """A number one can call, in E.164."""
        text = str(self.cleaned_data["phone"]).strip()
        try:
            return phones.read(text) if text else ""
        except phones.BadNumber as bad:
            raise forms.ValidationError(str(bad)) from bad
