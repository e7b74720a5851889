"""A view of the list that somebody keeps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.people.persons.rights import CHANGE_PEOPLE


class SavedViewForm(forms.Form):
    """``query`` is what the address of the list holds. Only those who change people share."""

    name = forms.CharField(label=_("Name of the view"), max_length=100)
    is_shared = forms.BooleanField(label=_("shared with the team"), required=False)
    is_first = forms.BooleanField(label=_("my default view"), required=False)
    query = forms.CharField(max_length=8_000, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, user: Any, **more: Any) -> None:
        super().__init__(data, auto_id="id_view_%s", **more)
        if not access.may(user, CHANGE_PEOPLE):
            del self.fields["is_shared"]
