"""The upload of contributions from another tool."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.open_data.files import opening


class ImportForm(forms.Form):
    """A file, and the language it is written in."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Decidim: proposals as CSV. Cap Collectif: one contribution a line, as JSON."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the texts"), choices=settings.LANGUAGES)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > opening.LARGEST:
            raise forms.ValidationError(_("The file is larger than 50 MB. Pack it with xz or gzip."))
        return file
