"""HQ's forms of the directory: one representative, a file of them, what the list is narrowed by."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from hustings.foundation.file_imports import cells
from hustings.foundation.hq import filters
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.trap_address_forms import EmailOfSomebody
from hustings.foundation.territories.fields import ZoneField
from hustings.people.persons import phones
from hustings.site.representatives import files
from hustings.site.representatives.models import Office, Representative

FIELDS = [
    "office", "body", "zone", "given_name", "family_name", "party", "email", "phone", "page", "source",
    "checked_on",
]  # fmt: skip


class RepresentativeForm(EmailOfSomebody, forms.Form):
    office = forms.ChoiceField(label=gettext_lazy("Office"), choices=Office)
    body = forms.CharField(
        label=gettext_lazy("Chamber or body"), max_length=120, required=False,
        help_text=gettext_lazy("For example the National Assembly, or a council’s name"),
    )  # fmt: skip
    zone = ZoneField(label=gettext_lazy("Territory"), kinds=files.KINDS)
    given_name = forms.CharField(label=gettext_lazy("Given name"), max_length=100, required=False)
    family_name = forms.CharField(label=gettext_lazy("Family name"), max_length=100)
    party = forms.CharField(label=gettext_lazy("Party or group"), max_length=120, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Public e-mail"), required=False,
        help_text=gettext_lazy("From a public source. Letters are sent here."),
    )  # fmt: skip
    phone = forms.CharField(label=gettext_lazy("Public phone"), max_length=30, required=False)
    page = forms.CharField(label=gettext_lazy("Page"), max_length=300, required=False)
    languages = forms.CharField(
        label=gettext_lazy("Languages"), max_length=40, required=False,
        help_text=gettext_lazy("Codes like fr, en; preferred language first"),
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Source"), max_length=300, required=False,
        help_text=gettext_lazy("Source"),
    )  # fmt: skip
    checked_on = forms.DateField(
        label=gettext_lazy("Checked on"), required=False,
        widget=DayInput(),
    )  # fmt: skip

    def __init__(self, *args: Any, representative: Representative | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial = {"checked_on": timezone.localdate()}
        if one := representative:
            self.initial = {name: getattr(one, name) for name in FIELDS}
            self.initial |= {"languages": ", ".join(one.languages), "phone": phones.shown(one.phone)}

    def clean_phone(self) -> str:
        """In E.164."""
        typed = self.cleaned_data["phone"].strip()
        try:
            return phones.read(typed) if typed else ""
        except phones.BadNumber as bad:
            raise forms.ValidationError(str(bad)) from bad

    def clean_page(self) -> str:
        return str((self._read(cells.links, "page") or [""])[0])

    def clean_languages(self) -> list[str]:
        return list(self._read(files.languages, "languages") or [])

    def _read(self, reader: Any, name: str) -> Any:
        typed = self.cleaned_data[name].strip()
        try:
            return reader(typed) if typed else None
        except cells.Wrong as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class FilterForm(filters.FilterForm):
    """Filters of the list."""

    q = forms.CharField(label=gettext_lazy("Name or territory"), required=False, max_length=100)
    office = forms.ChoiceField(
        label=gettext_lazy("Office"), required=False, choices=[("", gettext_lazy("all")), *Office.choices]
    )
    zone = ZoneField(label=gettext_lazy("Territory"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False,
        choices=[
            ("", gettext_lazy("in office")),
            ("silent", gettext_lazy("without e-mail")),
            ("back", gettext_lazy("bounced")),
            ("left", gettext_lazy("left office")),
        ],
    )  # fmt: skip

    def narrow(self, rows: Any, said: dict[str, Any]) -> Any:
        state = said["state"]
        rows = rows.exclude(left_at=None) if state == "left" else rows.in_office()
        if state == "back":
            rows = rows.exclude(silent_at=None)
        if state == "silent":
            rows = rows.filter(email="")
        if said["office"]:
            rows = rows.filter(office=said["office"])
        return (rows.within(said["zone"]) if said["zone"] else rows).search(said["q"])
