"""The upload of a file; a target adds its choices."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LARGEST = 20_000_000  # bytes


class FileForm(forms.Form):
    """The upload; a target adds choices for the whole file, those that ``user`` has."""

    file = forms.FileField(label=gettext_lazy("CSV or Excel file"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than 20 MB. Split it, or check that it is the right one.")
            )
        return file
