"""The small forms of a record, and those of tags and fields."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.forms.postcode_check import PostcodeForm
from hustings.people.persons.models import ASKED


class EmailForm(forms.Form):
    address = forms.CharField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    is_own_wish = forms.BooleanField(required=False)


class PhoneForm(forms.Form):
    number = forms.CharField(
        label=_("Phone"), max_length=40, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
    )


class PostalForm(PostcodeForm):
    """A postal address, in France unless it says otherwise."""

    lines = forms.CharField(label=_("Street and number"), required=False, max_length=500)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=12)
    city = forms.CharField(label=_("City"), max_length=100)
    country = forms.RegexField(
        r"^[A-Za-z]{2}$",
        label=_("Country"),
        initial="FR",
        help_text=_("Two letters, such as FR"),
        max_length=2,
    )


class TagForm(forms.Form):
    """A tag by name; a new one is made."""

    name = forms.CharField(
        label=_("Add a tag"),
        max_length=100,
        widget=forms.TextInput(attrs={"list": "tags-known", "autocomplete": "off"}),
    )


class NoteForm(forms.Form):
    body = forms.CharField(label=_("Add a note"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}))


class ConsentForm(forms.Form):
    purpose = forms.ChoiceField(label=_("Purpose"), choices=[(each.value, each.label) for each in ASKED])
    is_given = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label=_("How consent was given or refused"),
        max_length=200,
        help_text=_("For example: on paper at the market, 3 May"),
    )
    text = forms.CharField(
        label=_("Wording they saw or heard"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
