"""Forms of rescue files."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.sync import kinds, rescue_files
from hustings.foundation.sync.rescue_files import NoRescueFile, RescueFile


class RescueForm(forms.Form):
    """A file to look at."""

    file = forms.FileField(label=gettext_lazy("Rescue file"))

    def __init__(self, *sent: Any, user: Any) -> None:
        super().__init__(*sent)
        self.user = user

    def clean_file(self) -> RescueFile:
        """The file as it was read; ``lines`` is its text."""
        file = self.cleaned_data["file"]
        if file.size > rescue_files.LARGEST:
            raise forms.ValidationError(_("The file is too large."))
        raw = file.read()
        self.lines = raw.decode("utf-8", "replace")
        return readable(raw, self.user)


class TakingForm(forms.Form):
    """The same file, to be imported."""

    lines = forms.CharField(widget=forms.HiddenInput, max_length=rescue_files.LARGEST)

    def __init__(self, *sent: Any, user: Any = None, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.user = user

    def clean_lines(self) -> RescueFile:
        """The file, read once more: nothing here is trusted."""
        return readable(self.cleaned_data["lines"].encode(), self.user)


def readable(raw: bytes, user: Any) -> RescueFile:
    """A file of a stream that the user answers for, or a ValidationError."""
    try:
        found = rescue_files.read(raw)
    except NoRescueFile as refused:
        raise forms.ValidationError(str(refused)) from refused
    if not kinds.may_vouch(user, found.handset.stream):
        raise forms.ValidationError(_("This phone is not known here."))
    return found
