"""Forms of editors: a text to share, the address of what is shared, the word of a printed code."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.site.sharing import subjects
from hustings.site.sharing.models import ShareText

_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


class TextForm(forms.ModelForm[ShareText]):
    class Meta:
        model = ShareText
        fields = ["text", "channel"]
        widgets = {"text": forms.Textarea({"rows": 3, "maxlength": 400})}

    def clean_text(self) -> str:
        """The link is put below it: one of its own would lead past all figures."""
        text: str = self.cleaned_data["text"]
        if _LINK.search(text):
            raise ValidationError(_("Remove the link: the page’s own link is added automatically."))
        return text


class AddressForm(forms.Form):
    address = forms.CharField(
        label=gettext_lazy("Address of a page or form"), max_length=400,
        help_text=gettext_lazy("As in the browser, for example /en/petitions/trains/"),
    )  # fmt: skip
    subject: subjects.Subject | None = None

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"].strip()
        path = re.sub(r"^https?://[^/]*", "", typed)
        self.subject = subjects.at(path if path.startswith("/") else f"/{path}")
        if self.subject is None:
            raise ValidationError(_("There is no public page or form at this address."))
        return typed


class WordForm(forms.Form):
    word = forms.RegexField(
        r"^[\w .-]+$", label=gettext_lazy("Where it will be used"), max_length=40, initial="poster",
        help_text=gettext_lazy("One word, like poster, flyer or stall, to recognise it in the figures."),
        error_messages={"invalid": gettext_lazy("Use letters, digits, spaces, dots and hyphens only.")},
    )  # fmt: skip

    def cleaned_word(self) -> str:
        """In small letters, with hyphens: it stands in an address."""
        said: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        return "-".join(str(said.get("word", "")).lower().split())
