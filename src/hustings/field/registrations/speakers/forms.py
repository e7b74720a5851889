"""The shape of a request for a speaker, and of an offer to one."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.people.persons.actions.addresses import read_email
from hustings.people.persons.models import Person


class RequestForm(forms.Form):
    about = forms.CharField(
        label=gettext_lazy("What should they talk about?"), max_length=300, widget=forms.TextInput()
    )


class OfferForm(forms.Form):
    """A speaker, by an address that the team knows."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail of the speaker"), help_text=gettext_lazy("Someone among your people"),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user

    def clean_email(self) -> Person:
        key = read_email(self.cleaned_data["email"]).key
        found = Person.objects.visible_to(self.user).filter(emails__key=key).first()
        if found is None:
            raise forms.ValidationError(_("No one you can see has this address. Add the person first."))
        return found
