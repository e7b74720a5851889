"""Forms about themes."""

from django import forms
from django.utils.translation import gettext_lazy


class GroupForm(forms.Form):
    """Number of groups at most."""

    wanted = forms.IntegerField(
        label=gettext_lazy("Maximum number of new themes"), min_value=2, max_value=30, initial=8
    )


class NameForm(forms.Form):
    """A group, told by its place and its words, and the name it gets."""

    at = forms.IntegerField(min_value=0)
    words = forms.CharField()
    name = forms.CharField(max_length=80, required=False)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())
