"""Adding and editing a person."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.territories.fields import ZoneField
from hustings.people.persons import name_validator as names
from hustings.people.persons import pending_addresses, phones
from hustings.people.persons.actions import BadEmail, read_email
from hustings.people.persons.forms import own_fields
from hustings.people.persons.forms.concurrent_edits import MeanwhileForm
from hustings.people.persons.forms.postcode_check import PostcodeForm
from hustings.people.persons.matching import possible_matches
from hustings.people.persons.models import Field, Person
from hustings.people.persons.phones import BadNumber
from hustings.people.persons.rights import CHANGE_PEOPLE


class PersonForm(forms.Form):
    """What both have in common. ``user`` may only place people where they may change them."""

    given_name = forms.CharField(
        label=_("Given name"), max_length=100, required=False, validators=[names.check]
    )
    family_name = forms.CharField(
        label=_("Family name"), max_length=100, required=False, validators=[names.check]
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    born_on = forms.DateField(label=_("Birth date"), required=False, widget=own_fields.DAY)
    zone = ZoneField(
        label=_("Territory"),
        required=False,
        help_text=_("The smallest one known, such as a commune"),
    )

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user
        if not access.everywhere(user, CHANGE_PEOPLE):
            self.fields["zone"].required = True

    def clean_zone(self) -> Any:
        zone = self.cleaned_data["zone"]
        if zone and not access.may(self.user, CHANGE_PEOPLE, zone):
            raise ValidationError(_("You can't change people in this territory."))
        return zone


class AddForm(PersonForm, PostcodeForm):
    """A new person. One tick appears once somebody erased was typed, one where somebody is alike."""

    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    lines = forms.CharField(label=_("Street and number"), required=False, max_length=500)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=12)
    city = forms.CharField(label=_("City"), required=False, max_length=100)
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("Where you met, or the name of the list"),
    )
    is_own_wish = forms.BooleanField(label=_("They asked to be added again"), required=False)
    is_another = forms.BooleanField(label=_("None of these: add a new person"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.alike: list[Person] = []
        self.asked: set[str] = set()

    def clean_email(self) -> str:
        if text := self.cleaned_data["email"].strip():
            try:
                read_email(text)
            except BadEmail as bad:
                raise ValidationError(str(bad)) from bad
        return str(text)

    def clean_phone(self) -> str:
        if text := self.cleaned_data["phone"].strip():
            try:
                phones.read(text)
            except BadNumber as bad:
                raise ValidationError(str(bad)) from bad
        return str(text)

    def clean(self) -> dict[str, Any]:
        """Somebody, not nobody."""
        cleaned: dict[str, Any] = super().clean() or {}
        names = ["given_name", "family_name", "email", "phone"]
        if not self.errors and not any(cleaned.get(name) for name in names):
            raise ValidationError(_("Enter at least a name, an e-mail address or a phone number."))
        self.alike = [] if self.errors else possible_matches.to(cleaned, self.user)
        if self.alike and not cleaned["is_another"]:
            raise ValidationError(_("This person may already be on your list:"))
        return cleaned

    def words(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def ask_of_erased(self, *, is_shared: bool) -> None:
        """Offer the words by which somebody who was erased may come back, or be another."""
        self.asked = {"is_own_wish", "is_another"} if is_shared else {"is_own_wish"}

    def drop_ticks(self) -> None:
        asked = self.asked | ({"is_another"} if self.alike else set())
        if pending_addresses.sees_everybody(self.user):
            asked |= {name for name in ("is_own_wish", "is_another") if self.data.get(name)}
        for name in {"is_own_wish", "is_another"} - asked:
            del self.fields[name]


class EditForm(MeanwhileForm, own_fields.OwnFieldsForm, PersonForm):
    """A known person, with the campaign's own fields. Only what was changed here is written."""

    external_id = forms.CharField(
        label=_("External ID"),
        required=False,
        max_length=100,
        help_text=_("ID in your other files"),
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=200)

    def __init__(self, *args: Any, person: Person, **more: Any) -> None:
        initial = {
            name: getattr(person, name)
            for name in ["given_name", "family_name", "language", "born_on", "zone", "external_id", "source"]
        }
        super().__init__(*args, person=person, kept=Field.objects.all(), initial=initial, **more)
        if not pending_addresses.sees_everybody(self.user):
            del self.fields["external_id"]  # no two have one: a refusal would tell of people out of sight
        if not person.zone_id and access.everywhere(self.user, CHANGE_PEOPLE):
            self.fields["zone"].required = False

    def columns(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {name: cleaned[name] for name in self.changed if not name.startswith("field-")}

    def own_fields(self) -> list[tuple[Field, Any]]:
        return [
            (field, value) for field, value in super().own_fields() if f"field-{field.slug}" in self.changed
        ]
