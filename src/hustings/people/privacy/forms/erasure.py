"""Confirmation of an erasure."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    """Nobody is erased by a slip."""

    is_sure = forms.BooleanField(label=_("Yes, erase all data about this person"))
