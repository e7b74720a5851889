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
    n = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST, initial=3)
    domain = forms.CharField(
        label=_("Domain of their mailboxes"), max_length=200,
        help_text=_("A domain of your own. Make the mailboxes there, or let one mailbox take them all."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of their names"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("initial", {"domain": own_domain(), "language": settings.LANGUAGE_CODE})
        super().__init__(*args, **more)

    def clean_domain(self) -> str:
        try:
            return addresses.read(f"a@{self.cleaned_data['domain'].strip().lstrip('@')}").domain
        except addresses.BadAddress:
            raise forms.ValidationError(_("This is no domain: write one such as example.org.")) from None


class PlaceForm(forms.Form):
    place = forms.CharField(
        label=_("Given to"), max_length=300,
        help_text=_(
            "Where it will lie, and nowhere else: this is what the alarm will say. Such as: notes in the"
            " mailbox of the treasurer."
        ),
    )  # fmt: skip


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("What you found, or did"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class DocumentForm(forms.Form):
    KINDS = (
        ("access", _("Access to the team’s tools")),
        ("budget", _("Forecast for the quarter")),
        ("own", _("a text of my own")),
    )
    title = forms.CharField(label=_("Title"), max_length=100)
    kind = forms.ChoiceField(label=_("Text"), choices=KINDS)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    text = forms.CharField(
        label=_("A text of my own"), required=False, max_length=50_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Write {one word|another} wherever copies may differ, in eight places at least; “# ” opens a"
            " heading, “| a | b |” is a row of a table. [log-in], [password] and [link] are filled in."
        ),
    )  # fmt: skip

    def clean_title(self) -> str:
        """Without what office programs can't keep."""
        if not (title := text.clean_line(self.cleaned_data["title"])):
            raise forms.ValidationError(_("Nothing of this can be written into a file."))
        return title


class CopyForm(PlaceForm):
    format = forms.ChoiceField(label=_("Format"), choices=Copy.Format)
    decoy = forms.ModelChoiceField(
        Decoy.objects.none(), label=_("With a fresh log-in of"), required=False, empty_label=_("nobody")
    )
    calls_home = forms.BooleanField(
        label=_("It calls home"), required=False, initial=True,
        help_text=_("With a link to this server, and in Word and Excel a picture that is fetched from it."),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["decoy"].queryset = Decoy.objects.live().filter(handing=None)  # type: ignore[attr-defined]


class FindForm(forms.Form):
    file = forms.FileField(label=_("The file"), required=False, max_length=200)
    text = forms.CharField(
        label=_("… or its text"), required=False, max_length=1_000_000, strip=False,
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
        r"\A(?=.*\w)[\w.-]{1,80}\Z", label=_("Name of the file that it pretends to be"),
        initial="contacts-2027.xlsx", help_text=_("Letters, digits, points and hyphens."),
        error_messages={"invalid": _("A name has letters, digits, points and hyphens alone, no blanks.")},
    )  # fmt: skip
    field_order = ["name", "place"]


class ServerForm(forms.Form):
    name = forms.CharField(label=_("Name of the server"), max_length=60)


class SetForm(PeopleForm):
    page = forms.CharField(label=_("Address of the phishing page"), max_length=300)
    why = forms.CharField(label=_("Why, and on whose advice"), max_length=300)
    confirmed = forms.BooleanField(
        label=_(
            "I have read the note on the law. Typing these into that page is my own act, and I answer for it."
        )
    )
    field_order = ["page", "why", "n", "domain", "language", "confirmed"]
