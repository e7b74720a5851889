"""The shape of what is typed."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hustings.mailing import letter
from hustings.mailing.actions.testing import MOST
from hustings.mailing.merge import BadMerge, parse
from hustings.mailing.models import Mailing
from hustings.people.models import Topic
from mailguard import addresses


class MailingForm(forms.ModelForm[Mailing]):
    """A draft."""

    class Meta:
        model = Mailing
        fields = ["name", "segment", "topic", "subject", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 18, "spellcheck": "true"})}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        topic: Any = self.fields["topic"]
        topic.queryset = Topic.objects.filter(Q(retired_at=None) | Q(pk=self.instance.topic_id or 0))
        topic.empty_label = _("none")
        if not topic.queryset.exists():
            del self.fields["topic"]

    def clean_subject(self) -> str:
        """One line, its merge fields understood."""
        text = " ".join(str(self.cleaned_data["subject"]).split())
        try:
            parse(text)
        except BadMerge as bad:
            raise forms.ValidationError(str(bad)) from bad
        return text

    def clean_body(self) -> str:
        """Its merge fields understood."""
        text = str(self.cleaned_data["body"])
        try:
            letter.check(text)
        except BadMerge as bad:
            raise forms.ValidationError(str(bad)) from bad
        return text


class TestForm(forms.Form):
    """Where a test goes."""

    to = forms.CharField(label=_("Addresses"), max_length=1000, help_text=_("Parted by commas"))
    language = forms.ChoiceField(label=_("Language of the frame"), choices=settings.LANGUAGES)

    def clean_to(self) -> list[str]:
        """A few addresses."""
        found = []
        for text in str(self.cleaned_data["to"]).replace(";", ",").replace("\n", ",").split(","):
            if text.strip():
                found.append(self._address(text.strip()))
        if not 0 < len(found) <= MOST:
            raise forms.ValidationError(_("From one to %(most)d addresses.") % {"most": MOST})
        return found

    @staticmethod
    def _address(text: str) -> str:
        try:
            return str(addresses.read(text))
        except addresses.BadAddress as bad:
            raise forms.ValidationError(_("%(text)s is no e-mail address.") % {"text": text}) from bad


def sample(name: str, user: Any) -> dict[str, str]:
    """Whom the preview is shown as: somebody invented, or somebody of whom only the address is known."""
    known = name != "unknown"
    return letter.values_of(
        key=0,
        address="camille.martin@example.org",
        given_name="Camille" if known else "",
        family_name="Martin" if known else "",
        town="Lyon" if known else "",
    )
