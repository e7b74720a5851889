"""Forms of the own page."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.people.persons import name_validator, phones
from hustings.people.persons.forms import own_fields
from hustings.people.persons.forms.postcode_check import PostcodeForm
from hustings.people.persons.models import Field, Person, Topic
from hustings.people.signups.public_forms import typed_answers
from hustings.people.signups.public_forms.base import GuardedForm
from mailguard.identifiers import addresses


def _text(label: Any, autocomplete: str, max_length: int, **more: Any) -> forms.CharField:
    widget = forms.TextInput({"autocomplete": autocomplete, "type": more.pop("type", "text")})
    return forms.CharField(label=label, max_length=max_length, widget=widget, **more)


class AddressForm(forms.Form):
    """An e-mail address: one more on the page."""

    address = _text(gettext_lazy("E-mail"), "email", 254, type="email")

    def clean_address(self) -> addresses.Address:
        try:
            return addresses.read(self.cleaned_data["address"])
        except addresses.BadAddress as bad:
            raise ValidationError(_("Enter a complete e-mail address, like name@example.org.")) from bad


class AskForm(GuardedForm, AddressForm):
    place = "ask"

    def say_strange(self) -> None:
        """It came without a stamp of ours."""
        self.errors.pop(NON_FIELD_ERRORS, None)
        self.add_error(None, _(
            "We couldn't tell which page this came from. Your answers are still here: send the "
            "form once more."
        ))  # fmt: skip


class CorrectionForm(forms.Form):
    given_name = _text(
        gettext_lazy("Given name"), "given-name", 100, required=False, validators=[name_validator.check]
    )
    family_name = _text(
        gettext_lazy("Family name"), "family-name", 100, required=False, validators=[name_validator.check]
    )
    born_on = forms.DateField(
        label=gettext_lazy("Birth date"), required=False,
        widget=DayInput({"autocomplete": "bday"}),
    )  # fmt: skip
    language = forms.ChoiceField(label=gettext_lazy("Language of our e-mails"), choices=settings.LANGUAGES)

    @classmethod
    def of(cls, person: Person, data: Any = None) -> "CorrectionForm":
        return cls(data, initial={name: getattr(person, name) for name in cls.base_fields})


class FactsForm(own_fields.OwnFieldsForm):
    def __init__(self, person: Person, data: Any = None) -> None:
        theirs = Field.objects.filter(on_own_page=Field.OwnPage.CHANGED)
        super().__init__(data, person=person, kept=theirs, empty=gettext_lazy("no answer"))


class NumberForm(forms.Form):
    number = _text(gettext_lazy("Phone"), "tel", 40, type="tel")

    def clean_number(self) -> str:
        """A number in E.164."""
        try:
            return phones.read(self.cleaned_data["number"])
        except phones.BadNumber as bad:
            raise ValidationError(str(bad)) from bad


class PlaceForm(PostcodeForm):
    lines = forms.CharField(
        label=gettext_lazy("Street and number"), max_length=500, required=False,
        widget=forms.Textarea({"rows": 2, "autocomplete": "street-address"}),
    )  # fmt: skip
    postcode = _text(gettext_lazy("Postcode"), "postal-code", 12, required=False)
    city = _text(gettext_lazy("City"), "address-level2", 100)
    country = forms.RegexField(
        r"^[A-Za-z]{2}$", label=gettext_lazy("Country"), initial="FR", max_length=2,
        help_text=gettext_lazy("Two letters, such as FR"),
        widget=forms.TextInput({"autocomplete": "country"}),
    )  # fmt: skip


class PauseForm(forms.Form):
    """How long no mailing is to come. Nothing chosen ends the pause."""

    CHOICES = (
        ("7", gettext_lazy("one week")),
        ("30", gettext_lazy("one month")),
        ("91", gettext_lazy("three months")),
        ("182", gettext_lazy("six months")),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("For how long?"), choices=CHOICES, coerce=int, initial="30"
    )

    @property
    def until(self) -> dt.datetime:
        day = timezone.localdate() + dt.timedelta(days=self.cleaned_data["days"] + 1)
        return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


class TopicsForm(forms.Form):
    shown = forms.TypedMultipleChoiceField(coerce=int, required=False)
    wanted = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        known = [(pk, pk) for pk in Topic.objects.values_list("pk", flat=True)]
        for field in self.fields.values():
            field.choices = known  # type: ignore[attr-defined]


class SureForm(forms.Form):
    is_sure = forms.BooleanField(
        label=gettext_lazy("Yes, erase all my data. I understand that this can't be undone.")
    )


def written(said: QueryDict) -> list[tuple[Any, str]]:
    """What was chosen and typed into a form of the page, each with what its field is called: to copy."""
    mine = [
        CorrectionForm(), AddressForm(prefix="email"), NumberForm(prefix="phone"), PlaceForm(prefix="place")
    ]  # fmt: skip
    fields = {field.html_name: field.field for form in mine for field in form}
    fields |= own_fields.inputs(Field.objects.filter(on_own_page=Field.OwnPage.CHANGED))
    pairs = [(field.label, typed_answers.said(field, said.getlist(name))) for name, field in fields.items()]
    return [pair for pair in pairs if pair[1]]
