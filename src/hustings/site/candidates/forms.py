"""The shape of what is typed about candidates."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.elections.models import Election
from hustings.foundation.file_imports import cells
from hustings.foundation.hq import filters
from hustings.foundation.lib.fields.picture_fields import PictureField
from hustings.foundation.lib.fields.trap_address_forms import EmailOfSomebody
from hustings.foundation.territories.fields import ZoneField
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.site.candidates import files
from hustings.site.candidates.models import Candidacy


class CandidacyForm(EmailOfSomebody, forms.Form):
    election = forms.ModelChoiceField(Election.objects.all(), label=gettext_lazy("Election"))
    zone = ZoneField(label=gettext_lazy("Territory"), kinds=files.KINDS)
    given_name = forms.CharField(label=gettext_lazy("Given name"), max_length=100, required=False)
    family_name = forms.CharField(label=gettext_lazy("Family name"), max_length=100)
    ticket = forms.CharField(
        label=gettext_lazy("Party or list"), max_length=100, required=False,
        help_text=gettext_lazy("As on the ballot paper"),
    )  # fmt: skip
    position = forms.IntegerField(
        label=gettext_lazy("Position on the list"), min_value=1, max_value=files.MOST_ON_A_LIST, initial=1,
        help_text=gettext_lazy("1 if only one person is elected"),
    )  # fmt: skip
    deputy = forms.CharField(label=gettext_lazy("Substitute or running mate"), max_length=200, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Public e-mail"), required=False, help_text=gettext_lazy("Visible to everyone")
    )
    links = forms.CharField(
        label=gettext_lazy("Links"), required=False, max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One address per line"),
    )  # fmt: skip
    photo = PictureField(label=gettext_lazy("Photo"), required=False)
    known_as = forms.CharField(
        label=gettext_lazy("E-mail of the person"), max_length=254, required=False,
        help_text=gettext_lazy("Links to the candidate’s record. Not shown."),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, candidacy: Candidacy | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial = self.initial_of(candidacy) if candidacy else {}
        self.user = user
        for code, name in settings.LANGUAGES:
            self.fields[f"biography_{code}"] = forms.CharField(
                label=_("Biography (%(language)s)") % {"language": name}, required=False, max_length=5_000,
                widget=forms.Textarea(attrs={"rows": 4}),
                initial=candidacy.biography(code) if candidacy else "",
                help_text=_("First text of the page; edit it there later."),
            )  # fmt: skip
        if not access.may(user, VIEW_PEOPLE):
            del self.fields["known_as"]

    @staticmethod
    def initial_of(candidacy: Candidacy) -> dict[str, Any]:
        names = ["election", "given_name", "family_name", "ticket", "position", "deputy", "email"]
        first = candidacy.person.emails.first() if candidacy.person else None
        return {name: getattr(candidacy, name) for name in names} | {
            "zone": candidacy.zone,
            "links": "\n".join(candidacy.links),
            "photo": candidacy.photo,
            "known_as": first.address if first else "",
        }

    def clean_links(self) -> list[str]:
        try:
            return cells.links(self.cleaned_data["links"]) if self.cleaned_data["links"].strip() else []
        except cells.Wrong as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean_known_as(self) -> int | None:
        text = self.cleaned_data["known_as"].strip()
        found = files.person_of(text) if text else None
        if text and not Person.objects.visible_to(self.user).filter(pk=found or 0).exists():
            raise forms.ValidationError(_("No one with this address among the people you can see."))
        return found

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the candidacy, but for the election."""
        said = dict(self.cleaned_data)
        biographies = {code: said.pop(f"biography_{code}").strip() for code, _name in settings.LANGUAGES}
        found = {name: said[name] for name in said if name not in {"election", "known_as", "photo"}}
        found["biographies"] = {code: text for code, text in biographies.items() if text}
        found["photo_id"] = said["photo"]
        if "known_as" in said:
            found["person_id"] = said["known_as"]
        return found


class HelperForm(forms.Form):
    """Whoever helps one candidate."""

    email = forms.EmailField(label=gettext_lazy("E-mail"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)


class FilterForm(filters.FilterForm):
    """Filters of the list."""

    q = forms.CharField(label=gettext_lazy("Name or territory"), required=False, max_length=100)
    election = forms.ModelChoiceField(
        Election.objects.all(), label=gettext_lazy("Election"), required=False,
        empty_label=gettext_lazy("all"),
    )  # fmt: skip
    zone = ZoneField(label=gettext_lazy("Territory"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False,
        choices=[("", gettext_lazy("current")), ("withdrawn", gettext_lazy("withdrawn"))],
    )  # fmt: skip

    def narrow(self, rows: Any, said: dict[str, Any]) -> Any:
        rows = rows.exclude(withdrawn_at=None) if said["state"] else rows.standing()
        if said["election"]:
            rows = rows.filter(election=said["election"])
        return (rows.within(said["zone"]) if said["zone"] else rows).search(said["q"])
