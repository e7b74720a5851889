"""Forms of the leak room."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.security.leaks import actions
from mailguard.identifiers import domain_names

_LONGEST = timedelta(days=5 * 366)


class StartForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the case"), max_length=120)
    dump = forms.ChoiceField(label=gettext_lazy("Leaked files on the server"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Or upload a file"), required=False,
        help_text=gettext_lazy("mbox, .eml, zip, tar or PST, up to 1 GB. Copy larger files to the server."),
    )  # fmt: skip
    domains = forms.CharField(
        label=gettext_lazy("Our domains"), max_length=1_000,
        help_text=gettext_lazy("Separated by spaces"),
    )  # fmt: skip
    signs = forms.BooleanField(
        label=gettext_lazy("These domains have always signed all outgoing e-mails (DKIM)"), required=False
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        found = actions.available()
        self.fields["dump"].choices = [("", _("none")), *((each, each) for each in found)]  # type: ignore[attr-defined]

    def clean_domains(self) -> list[str]:
        """Their names, each once."""
        names = [
            domain_names.ascii_form(each).strip(".")
            for each in self.cleaned_data["domains"].replace(",", " ").split()
        ]
        wrong = [each for each in names if "." not in each or "@" in each or "/" in each]
        if wrong:
            raise forms.ValidationError(
                _("Enter domains like example.org instead of “%(name)s”.") % {"name": wrong[0]}
            )
        return list(dict.fromkeys(domain_names.organisation(each) or each for each in names))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("dump")) == bool(data.get("file")):
            self.add_error("dump", _("Choose either files on the server or a file to upload."))
        return data


class KeepForm(forms.Form):
    until = forms.DateField(label=gettext_lazy("Keep until"), widget=DayInput())

    def clean_until(self) -> Any:
        """A day ahead, not too far."""
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= until <= today + _LONGEST:
            raise forms.ValidationError(_("Choose a day within the next five years."))
        return until


class StatementForm(forms.Form):
    english = forms.CharField(
        label=gettext_lazy("In English"),
        widget=forms.Textarea(attrs={"rows": 14, "lang": "en"}),
        required=False,
        max_length=20_000,
    )
    french = forms.CharField(
        label=gettext_lazy("In French"),
        widget=forms.Textarea(attrs={"rows": 14, "lang": "fr"}),
        required=False,
        max_length=20_000,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
