"""Forms of HQ about spam."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.text.text_folding import fold
from hustings.site.forms.models import SpamRules
from mailguard.identifiers import addresses

MOST, LONGEST = 500, 100  # lines, and letters of one


class LinesField(forms.CharField):
    """A list with one thing in each line, each once."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=20_000, widget=forms.Textarea({"rows": 6}), **more)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        found = list(dict.fromkeys(line for line in lines if line))
        if len(found) > MOST:
            raise ValidationError(_("At most %(n)d lines.") % {"n": MOST})
        if any(len(line) > LONGEST for line in found):
            raise ValidationError(_("Use at most %(n)d characters per line.") % {"n": LONGEST})
        return found


class SpamForm(forms.ModelForm):  # type: ignore[type-arg]
    words = LinesField(
        label=gettext_lazy("Blocked words"),
        help_text=gettext_lazy("One word or phrase per line. Capitals and accents don’t matter."),
    )
    domains = LinesField(
        label=gettext_lazy("Blocked e-mail providers"),
        help_text=gettext_lazy("One domain per line, like throwaway.example, subdomains included."),
    )

    class Meta:
        model = SpamRules
        fields = ["words", "domains", "links", "alike", "seconds", "an_hour"]

    def clean_words(self) -> list[str]:
        """Each with something to look for: an accent alone would be found everywhere."""
        for typed in self.cleaned_data["words"]:
            if not fold(typed):
                raise ValidationError(_("“%(what)s” is not a word. Remove the line.") % {"what": typed})
        found: list[str] = self.cleaned_data["words"]
        return found

    def clean_domains(self) -> list[str]:
        found = []
        for typed in self.cleaned_data["domains"]:
            try:
                found.append(addresses.read(f"x@{typed.removeprefix('@')}").key.rpartition("@")[2])
            except addresses.BadAddress as bad:
                raise ValidationError(
                    _("“%(what)s” is not a domain. Enter one like example.org.") % {"what": typed}
                ) from bad
        return found
