"""Forms of those who take part: what they write, and who they are where nobody knows them yet."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.consultations import step_rules
from hustings.deliberation.consultations.models import Consultation, Item, ItemKind, Shown
from hustings.deliberation.consultations.models.consultations import Naming
from hustings.deliberation.consultations.public import act_words
from hustings.foundation.lib.text.plain_text import tidy
from hustings.people.persons.models import Purpose
from hustings.people.signups.public_forms import consents
from hustings.people.signups.public_forms.base import GuardedForm, PersonForm

TITLE, TEXT, ARGUMENT, WHY, STATEMENT = 200, 8_000, 2_000, 500, 300  # letters
_ACT = "hustings.deliberation.consultations.act"
SIDES = [
    (ItemKind.FOR.value, gettext_lazy("For")),
    (ItemKind.AGAINST.value, gettext_lazy("Against")),
]
NAMES = [
    (Shown.PSEUDONYM.value, gettext_lazy("Under a pseudonym that we make up")),
    (Shown.NAME.value, gettext_lazy("Under my name")),
]


class Words(forms.CharField):
    """Words for everybody to read: nothing unseen in them, and nothing that turns the line around them."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


def area(label: Any, longest: int, *, rows: int = 4, **more: Any) -> Words:
    """A field of several lines."""
    widget = forms.Textarea({"rows": rows, "maxlength": longest})
    return Words(label=label, max_length=longest, widget=widget, **more)


class WritingForm(GuardedForm):
    """A text for a consultation. ``draft`` names it among the drafts that a browser keeps."""

    def __init__(self, *args: Any, draft: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.draft = draft

    @property
    def said(self) -> dict[str, Any]:
        """Parts of it that an act of posting has."""
        return {name: self.cleaned_data[name] for name in ("title", "text") if name in self.cleaned_data}


class ContributionForm(WritingForm):
    """An idea in answer to a question."""

    place = "contribute"
    title = Words(label=gettext_lazy("Your idea in one sentence"), max_length=TITLE)
    text = area(gettext_lazy("Explain it"), TEXT, rows=6, required=False)


class ArgumentForm(WritingForm):
    """A reason for or against an item."""

    place = "argue"
    side = forms.ChoiceField(
        label=gettext_lazy("Your argument is"), choices=SIDES, widget=forms.RadioSelect, initial=SIDES[0][0]
    )
    text = area(gettext_lazy("Your argument"), ARGUMENT)


class SourceForm(WritingForm):
    """A page elsewhere that informs about an item."""

    place = "source"
    title = Words(label=gettext_lazy("Title of the source"), max_length=TITLE)
    link = forms.URLField(label=gettext_lazy("Web address"), max_length=500, assume_scheme="https")
    text = area(gettext_lazy("What it shows"), ARGUMENT, rows=3, required=False)

    def clean_link(self) -> str:
        """An address of the web that names a site in full, and no account."""
        link = str(self.cleaned_data["link"])
        parts = urlsplit(link)
        is_site = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
        if not is_site or parts.username or parts.password:
            raise ValidationError(_("Enter the address of a web page, like https://example.org/report."))
        return link

    @property
    def said(self) -> dict[str, Any]:
        return {**super().said, "data": {"link": self.cleaned_data["link"]}}


class EditForm(WritingForm):
    """Other words for what one wrote."""

    place = "edit"
    title = Words(label=gettext_lazy("Title"), max_length=TITLE, required=False)
    text = area(gettext_lazy("Text"), TEXT, rows=8, required=False)
    why = Words(
        label=gettext_lazy("What changes, and why"), max_length=WHY, required=False,
        widget=forms.TextInput({"maxlength": WHY}),
    )  # fmt: skip

    def __init__(self, item: Item, *args: Any, **more: Any) -> None:
        version = item.version
        assert version
        initial = {"title": version.title, "text": version.text}
        super().__init__(*args, **{"initial": initial, **more})
        if not version.title or item.kind == ItemKind.AMENDMENT:  # its title is the change itself
            del self.fields["title"]
        else:
            self.fields["title"].required = True
        if not version.title or item.kind in (ItemKind.FOR, ItemKind.AGAINST):
            self.fields["text"].required = True
        if item.kind == ItemKind.STATEMENT:
            longest = step_rules.longest(item.phase, STATEMENT)
            self.fields["text"].validators.append(MaxLengthValidator(longest))
            self.fields["text"].widget.attrs |= {"maxlength": longest, "rows": 3}


class EntryForm(PersonForm):
    """An e-mail, with the act that it is asked for; a name where they want to be shown by it."""

    place = "enter"
    phone = None
    shown_as = forms.ChoiceField(
        label=gettext_lazy("How others see you"), choices=NAMES, widget=forms.RadioSelect, required=False,
        initial=NAMES[0][0],
    )  # fmt: skip

    def __init__(self, consultation: Consultation, act: dict[str, Any], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.consultation, self.act = consultation, act
        for name in ("given_name", "postcode"):
            self.fields[name].required = consultation.naming == Naming.NAME and name == "given_name"
        if consultation.naming != Naming.CHOICE:
            del self.fields["shown_as"]
        if consultation.naming == Naming.PSEUDONYM:
            del self.fields["given_name"], self.fields["family_name"]

    @property
    def signed_act(self) -> str:
        """The act, as the form carries it on."""
        return signing.dumps(self.act, salt=_ACT, compress=True)

    @property
    def act_lines(self) -> list[act_words.Line]:
        """The act in words, for a page that shows nothing else of it."""
        return act_words.lines([self.act])

    @property
    def has_details(self) -> bool:
        """Whether more than an e-mail was typed: it stays open to view."""
        names = ("given_name", "family_name", "postcode", "shown_as")
        return any(name in self.errors or self.data.get(name) for name in names)

    @property
    def chosen_name(self) -> str:
        said: str = self.cleaned_data.get("shown_as") or Shown.PSEUDONYM
        return said

    def clean(self) -> dict[str, Any]:
        """A name, where they want to be shown by it."""
        cleaned = super().clean()
        wants = self.cleaned_data.get("shown_as") == Shown.NAME
        if wants and not self.cleaned_data.get("given_name") and "given_name" not in self.errors:
            self.add_error("given_name", _("Enter your name so that we can show it."))
        return cleaned


def act_in(text: str) -> dict[str, Any] | None:
    """The act that a form of ours carried; None where it is not ours, or too old."""
    try:
        found: dict[str, Any] = signing.loads(text, salt=_ACT, max_age=7 * 24 * 3600)
    except signing.BadSignature:
        return None
    return found


def entry_form(
    consultation: Consultation, act: dict[str, Any], source: str, request: HttpRequest, typed: Any = None
) -> EntryForm:
    """The form with the consent to e-mails, stamped now, with what was ``typed``, if anything."""
    boxes = {
        purpose: wording for purpose, wording in consents.asked(request).items() if purpose == Purpose.EMAIL
    }
    shown = consents.stamped(source, request, boxes)
    texts = {wording.pk: wording.text for wording in boxes.values()}
    return EntryForm(consultation, act, shown, typed, texts=texts)
