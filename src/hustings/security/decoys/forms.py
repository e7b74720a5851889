"""The shape of what is typed about decoys."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hustings.foundation.campaigns.models import Campaign
from hustings.security.decoys.actions.people import MOST
from hustings.security.decoys.documents import reader, text
from hustings.security.decoys.models import Copy, Decoy
from mailguard.identifiers import addresses


def own_domain() -> str:
    return str(Campaign.current().sender[1]).rpartition("@")[2]


class PeopleForm(forms.Form):
    n = forms.IntegerField(label=_("Number"), min_value=1, max_value=MOST, initial=3)
    domain = forms.CharField(
        label=_("Domain of their e-mail addresses"), max_length=200,
        help_text=_("One of your domains. Create the mailboxes there, or use a catch-all mailbox."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of their names"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("initial", {"domain": own_domain(), "language": settings.LANGUAGE_CODE})
        super().__init__(*args, **more)

    def clean_domain(self) -> str:
        try:
            return addresses.read(f"a@{self.cleaned_data['domain'].strip().lstrip('@')}").domain
        except addresses.BadAddress:
            raise forms.ValidationError(_("Enter a domain, like example.org.")) from None


class PlaceForm(forms.Form):
    place = forms.CharField(
        label=_("Location"), max_length=300,
        help_text=_(
            "Use each decoy in one place only: the alert names it. For example: notes in the "
                "treasurer’s mailbox."
        ),
    )  # fmt: skip


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Notes"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class DocumentForm(forms.Form):
    KINDS = (
        ("access", _("Access to the team’s tools")),
        ("budget", _("Forecast for the quarter")),
        ("own", _("my own text")),
    )
    title = forms.CharField(label=_("Title"), max_length=100)
    kind = forms.ChoiceField(label=_("Text"), choices=KINDS)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    text = forms.CharField(
        label=_("My own text"), required=False, max_length=50_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Write {one word|another} where copies may differ, in at least eight places. “# ” "
                "starts a heading, “| a | b |” is a table row. [log-in], [password] and [link] are "
                "filled in."
        ),
    )  # fmt: skip

    def clean_title(self) -> str:
        """Without what office programs can't keep."""
        if not (title := text.clean_line(self.cleaned_data["title"])):
            raise forms.ValidationError(_("Enter some text."))
        return title


class CopyForm(PlaceForm):
    format = forms.ChoiceField(label=_("Format"), choices=Copy.Format)
    decoy = forms.ModelChoiceField(
        Decoy.objects.none(), label=_("Include a decoy log-in of"), required=False, empty_label=_("none")
    )
    calls_home = forms.BooleanField(
        label=_("Alert when opened"), required=False, initial=True,
        help_text=_("Adds a link to this server (and a remote image in Word and Excel)."),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["decoy"].queryset = Decoy.objects.live().filter(handing=None)  # type: ignore[attr-defined]


class FindForm(forms.Form):
    file = forms.FileField(label=_("The file"), required=False, max_length=200)
    text = forms.CharField(
        label=_("Or its text"), required=False, max_length=1_000_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not found.get("file") and not found.get("text", "").strip():
            raise forms.ValidationError(_("Choose a file, or paste its text."))
        if found.get("file") and found["file"].size > reader.LARGEST:
            raise forms.ValidationError(_("The file is larger than 30 MB: paste its text instead."))
        return found

    def content(self) -> bytes:
        file = self.cleaned_data.get("file")
        return bytes(file.read()) if file else self.cleaned_data["text"].encode()


class LinkForm(PlaceForm):
    name = forms.RegexField(
        r"\A(?=.*\w)[\w.-]{1,80}\Z", label=_("File name to imitate"),
        initial="contacts-2027.xlsx", help_text=_("Letters, digits, dots and hyphens."),
        error_messages={"invalid": _("Use only letters, digits, dots and hyphens, no spaces.")},
    )  # fmt: skip
    field_order = ["name", "place"]


class ServerForm(forms.Form):
    name = forms.CharField(label=_("Name of the server"), max_length=60)


class SetForm(PeopleForm):
    page = forms.CharField(label=_("Address of the phishing page"), max_length=300)
    why = forms.CharField(label=_("Reason and legal advice"), max_length=300)
    confirmed = forms.BooleanField(
        label=_(
            "I have read the legal note. Entering these log-ins on that page is my own decision "
            "and responsibility."
        )
    )
    field_order = ["page", "why", "n", "domain", "language", "confirmed"]
